"""Files, folders and standard input as articles: JSON lines (.jsonl .ndjson, also .gz .zst), .txt, .html."""

from __future__ import annotations

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
_KINDS = (*_LINES, ".txt", ".html", ".htm")


class Item(NamedTuple):
    """One article still to be decoded. `kind`: line, txt, html or failed (then `data` is the message)."""

    kind: str
    data: bytes
    where: str
    identity: str


def find_items(inputs: Iterable[str]) -> Iterator[Item]:
    """Yield the items of files, folders (searched for known kinds, sorted) and "-" (JSON lines on standard input).

    A file that cannot be opened or is of no known kind gives a failed item; the others go on.
    """
    for name in inputs:
        if name == "-":
            yield from _lines(sys.stdin.buffer, "standard input")
            continue
        path = Path(name)
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and _kind(p))
            if not files:
                yield _failed(name, f"the folder holds no file of a known kind ({', '.join(_KINDS)})", "Give a folder with articles.")
            for file in files:
                yield from _file(file)
        else:
            yield from _file(path)


def _kind(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] in (".gz", ".zst") and len(suffixes) > 1 and suffixes[-2] in _LINES:
        return "lines" + suffixes[-1]
    last = suffixes[-1] if suffixes else ""
    return "lines" if last in _LINES else "txt" if last == ".txt" else "html" if last in (".html", ".htm") else ""


def _failed(where: str, found: str, todo: str) -> Item:
    return Item("failed", f"{found}\x1f{todo}".encode("utf-8", "replace"), where, where)


def _file(path: Path) -> Iterator[Item]:
    kind = _kind(path)
    where = str(path)
    if not path.exists():
        yield _failed(where, "there is no such file", "Check the name.")
        return
    if not kind:
        yield _failed(where, f"'{path.suffix or path.name}' is no known kind of file", f"Give one of {', '.join(_KINDS)} (lines also .gz or .zst).")
        return
    try:
        if kind.startswith("lines"):
            with open(path, "rb") as raw:
                yield from _lines(_opened(raw, kind), where)
            return
        if path.stat().st_size > MAX_FILE:
            yield _failed(where, f"the file has {path.stat().st_size:,} bytes, more than {MAX_FILE:,}", "Split it into articles.")
            return
        data = path.read_bytes()
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        yield _failed(where, f"cannot be read ({error})", "Check the file and its permissions.")
        return
    yield Item(kind, data, where, where)


def _opened(raw: BinaryIO, kind: str) -> BinaryIO:
    if kind.endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]
    if kind.endswith(".zst"):
        import zstandard  # only for .zst

        return io.BufferedReader(zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True))
    return raw


def _lines(stream: BinaryIO, where: str) -> Iterator[Item]:
    number = seen = 0
    try:
        while True:
            line = stream.readline(MAX_LINE + 1)
            if not line:
                break
            number += 1
            if len(line) > MAX_LINE:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE)
                yield _failed(f"{where}:{number}", f"the line has more than {MAX_LINE:,} bytes", "Write one article a line.")
                seen += 1
                continue
            if not line.strip():
                continue
            seen += 1
            yield Item("line", line, f"{where}:{number}", f"{where}:{number}")
    except Exception as error:  # a broken archive may fail anywhere inside its decoder; the other inputs go on
        yield _failed(f"{where}:{number + 1}", f"cannot be read on ({type(error).__name__}: {error})", "Check that the file is whole.")
        return
    if not seen:
        yield _failed(where, "the file is empty", "Give a file with at least one article.")


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
