"""Files, folders and standard input as articles: JSON lines (.jsonl .ndjson, also .gz .zst), .txt, .html, Parquet, web archives.

A file is read by its path (`find_items`) or from an open stream (`items_of`), so that the same reading serves files that lie elsewhere.
"""

from __future__ import annotations

import glob
import gzip
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from marsad.record import Article, ArticleError, InputError, make_article

MAX_LINE = 64 * 1024 * 1024  # bytes of one article; the longest real ones have some 100 kB
MAX_FILE = 64 * 1024 * 1024  # bytes of a .txt or .html file
_LINES = (".jsonl", ".ndjson")
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
_KINDS = (*_LINES, ".txt", ".html", ".htm", ".parquet", *_ARCHIVES)


class Item(NamedTuple):
    """One article still to be decoded. `kind`: line, txt, html or failed (then `data` is the message)."""

    kind: str
    data: bytes
    where: str
    identity: str


def find_items(inputs: Iterable[str]) -> Iterator[Item]:
    """Yield the items of files, folders (searched for known kinds, sorted), patterns ("news/*.jsonl") and "-" (JSON lines on standard input).

    A file that cannot be opened or is of no known kind gives a failed item; the others go on.
    """
    for name in inputs:
        if name == "-":
            yield from _lines(sys.stdin.buffer, "standard input")
            continue
        for found in find_files(name):
            yield from [found] if isinstance(found, Item) else _file(found)


def find_files(name: str) -> Iterator[Path | Item]:
    """Yield the files of a name in order: itself, those of a folder, those that a pattern fits; a failed item where there is none."""
    path = Path(name)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if kind_of(p.name) and p.is_file())
        if not files:
            yield failed(name, f"the folder holds no file of a known kind ({', '.join(_KINDS)})", "Give a folder with articles.")
        yield from files
    elif path.exists():
        yield path if kind_of(path.name) else unknown(name)
    elif matches := sorted(p for p in map(Path, glob.glob(name, recursive=True)) if kind_of(p.name) and p.is_file()) if glob.has_magic(name) else []:
        yield from matches
    else:
        yield failed(name, "there is no such file", "Check the name.")


def kind_of(name: str) -> str:
    """Give how a file of this name is read: lines, lines.gz, lines.zst, txt, html, parquet or archive; nothing if its kind is unknown.

    >>> kind_of("a/b.JSONL.gz"), kind_of("b.warc.gz"), kind_of("b.pdf")
    ('lines.gz', 'archive', '')
    """
    if name.lower().endswith(_ARCHIVES):
        return "archive"
    suffixes = [s.lower() for s in Path(name).suffixes]
    if suffixes and suffixes[-1] in (".gz", ".zst") and len(suffixes) > 1 and suffixes[-2] in _LINES:
        return "lines" + suffixes[-1]
    last = suffixes[-1] if suffixes else ""
    return "lines" if last in _LINES else {".txt": "txt", ".html": "html", ".htm": "html", ".parquet": "parquet"}.get(last, "")


def failed(where: str, found: str, todo: str) -> Item:
    """Give the item of an input that cannot be read."""
    return Item("failed", f"{found}\x1f{todo}".encode("utf-8", "replace"), where, where)


def unknown(name: str) -> Item:
    """Give the failed item of a file of no known kind."""
    return failed(name, f"'{Path(name).suffix or Path(name).name}' is no known kind of file", f"Give one of {', '.join(_KINDS)} (lines also .gz or .zst).")


def _file(path: Path) -> Iterator[Item]:
    try:
        with open(path, "rb") as raw:
            yield from items_of(raw, kind_of(path.name), str(path))
    except OSError as error:
        yield unreadable(str(path), error)


def unreadable(where: str, error: Exception) -> Item:
    """Give the failed item of a file that cannot be opened or read."""
    return failed(where, f"cannot be read ({error})", "Check the file and its permissions.")


def items_of(raw: BinaryIO, kind: str, where: str) -> Iterator[Item]:
    """Yield the items of an open file of a kind. Raises OSError where reading it fails; what it holds never raises."""
    if kind.startswith("lines"):
        yield from _lines(opened(raw, kind), where)
    elif kind == "archive":
        from marsad.gather.crawls import pages_of  # late: with it come the readers of pages

        yield from pages_of(raw, where)
    elif kind == "parquet":
        from marsad.gather.rows import rows_of

        yield from rows_of(raw, where)
    else:
        data = raw.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            yield failed(where, f"the file has more than {MAX_FILE:,} bytes", "Split it into articles.")
        else:
            yield Item(kind, data, where, where)


def opened(raw: BinaryIO, kind: str) -> BinaryIO:
    """Give the stream of the lines in a file of lines."""
    if kind.endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if kind.endswith(".zst"):
        import zstandard  # only for .zst

        return io.BufferedReader(zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True))
    return raw


def _lines(stream: BinaryIO, where: str) -> Iterator[Item]:
    seen = 0
    for item in lines_of(stream, where):
        seen += 1
        yield item
    if not seen:
        yield failed(where, "the file is empty", "Give a file with at least one article.")


def lines_of(stream: BinaryIO, where: str, number: int = 0, count: int | None = None) -> Iterator[Item]:
    """Yield the items of the next `count` lines (all without it), `number` lines having been read before."""
    last = None if count is None else number + count
    try:
        while last is None or number < last:
            line = stream.readline(MAX_LINE + 1)
            if not line:
                break
            number += 1
            if len(line) > MAX_LINE:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE)
                yield failed(f"{where}:{number}", f"the line has more than {MAX_LINE:,} bytes", "Write one article a line.")
                continue
            if not line.strip():
                continue
            yield Item("line", line, f"{where}:{number}", f"{where}:{number}")
    except Exception as error:  # a broken archive may fail anywhere inside its decoder; the other inputs go on
        yield failed(f"{where}:{number + 1}", f"cannot be read on ({type(error).__name__}: {error})", "Check that the file is whole.")


def article_of(item: Item) -> Article:
    """Give the article of an item. Raises InputError or ArticleError."""
    if item.kind == "failed":
        found, _, todo = item.data.decode("utf-8", "replace").partition("\x1f")
        raise InputError(item.where, found, todo)
    if item.kind == "line":
        try:
            raw = _json(item.data)
        except (msgspec.DecodeError, ValueError) as error:
            raise ArticleError(item.where, f"not a line of JSON ({error})", 'Write one {"id", "text", …} object a line, as UTF-8.') from None
        return make_article(raw, item.where)
    text = _decoded(item.data, item.where)
    if item.kind == "html":
        return _page(text, item)
    if not text.strip():
        raise ArticleError(item.where, "the file is empty", "Give a file with the article's text.")
    title, separator, body = text.partition("\n\n")
    if not separator or not body.strip():
        title, body = "", text
    return make_article({"id": Path(item.where).stem, "title": title.strip() or None, "text": body}, item.where)


def _json(data: bytes) -> object:
    """Decode one line. What msgspec refuses gets a second try: a byte order mark, and half of a surrogate pair in an escape."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        if data.startswith(b"\xef\xbb\xbf") or re.search(rb"\\u[dD][89a-fA-F]", data):
            return json.loads(data)
        raise


def _decoded(data: bytes, where: str) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleError(where, "the file is binary, not text", "Give UTF-8 text.")
    for encoding in ("utf-8-sig", "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    text = data.decode("cp1256", "replace")
    arabic = sum("\u0621" <= c <= "\u064a" for c in text)
    if arabic * 3 < len(text):
        raise ArticleError(where, "neither UTF-8 nor Windows-1256 text", "Save the file as UTF-8.")
    return text.replace("\r\n", "\n")


def _page(text: str, item: Item) -> Article:
    try:
        import trafilatura  # noqa: F401  heavy: only for pages

        from marsad.gather.pages import read_page
        from marsad.gather.trouble import Trouble
    except ImportError as error:  # it stands on a tower of packages; without them the other kinds are still read
        raise InputError(item.where, f"pages cannot be read here ({error})", "Run `marsad doctor`, which tells what to install.") from None
    try:
        page = read_page(text)
    except Trouble:
        raise ArticleError(item.where, "no article text was found in the page", "Give a page with an article, or its text as .txt.") from None
    except Exception as error:  # the parser meets arbitrary bytes; whatever it raises concerns this page alone
        raise ArticleError(item.where, f"the page cannot be parsed ({type(error).__name__})", "Save the page again as HTML.") from None
    printed = {"byline": page.byline, "dateline": page.dateline, "agencies": list(page.agencies), "section": page.section, "notes": list(page.notes)}
    return make_article(
        {
            "id": Path(item.where).stem,
            "text": page.text,
            "title": page.title or None,
            "published": page.published.iso if page.published is not None else None,
            "outlet": page.outlet or None,
            "url": page.canonical or None,
            **{name: value for name, value in printed.items() if value},
        },
        item.where,
    )
