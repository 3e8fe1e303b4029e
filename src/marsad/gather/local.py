"""Files and folders as sources: each file once, again only when it has changed. What a file holds comes out as finds, one for each article."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from marsad.gather import bulk, pages
from marsad.gather.archives import Archived, is_archive, read_archive
from marsad.gather.charset import decode
from marsad.gather.entries import Entry
from marsad.gather.evidence import Capture, article_of_page, capture_archived, capture_file
from marsad.gather.files import Item, article_of, find_items
from marsad.gather.pages import Page, read_page
from marsad.gather.papers import read_docx, read_mail, read_pdf
from marsad.gather.settings import Settings
from marsad.gather.sources import Source
from marsad.gather.trouble import Trouble
from marsad.record import Article, InputError, make_article

_PAPERS: dict[str, Callable[[bytes, str], Page]] = {".pdf": read_pdf, ".docx": read_docx, ".eml": read_mail, ".mhtml": read_mail, ".mht": read_mail}
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (*_LINES, *_PAGES, *_PAPERS, ".txt", ".warc", ".warc.gz", ".warc.zst", ".wacz")


class Find(NamedTuple):
    """One article of a file, or the trouble with it. `key` identifies what was looked at, `where` is for messages."""

    key: str
    where: str
    article: Article | None
    capture: Capture | None
    trouble: Trouble | None


def files_of(path: Path) -> list[Path]:
    """Give the files of a known kind at a path, sorted; folders are searched. Raises Trouble if there is nothing there."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise Trouble("unreadable", f"{path}: there is no such file or folder")
    return sorted(p for p in path.rglob("*") if p.is_file() and p.name.lower().endswith(SUFFIXES) and not any(part.startswith(".") for part in p.relative_to(path).parts))


def read_file(path: Path, source: Source, settings: Settings, at: str, host: str) -> Iterator[Find]:
    """Yield the finds of a file in order. Never raises for what a file holds."""
    name = path.name.lower()
    if is_archive(path):
        yield from _archive(path, source, settings, at, host)
    elif name.endswith(_LINES):
        yield from _lines(path, source, at, host)
    else:
        yield _whole(path, source, settings, at, host)


def _key(kind: str, *parts: str) -> str:
    return f"{kind}:{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'replace')).hexdigest()[:32]}"


def _archive(path: Path, source: Source, settings: Settings, at: str, host: str) -> Iterator[Find]:
    hosts = tuple(h.lower() for h in source.hosts)
    languages = tuple(source.languages)
    for number, item in enumerate(read_archive(path, settings.max_page, settings.max_ratio)):
        if isinstance(item, Trouble):
            yield Find(_key("archive", str(path), str(number), item.detail), str(path), None, None, item)
            continue
        if hosts and not _of_hosts(item.address, hosts):
            continue
        where = f"{item.file}:{item.offset}"
        key = _key("archive", item.address, item.date, item.id)
        try:
            article, capture = article_of_record(item, source, languages, at, host)
        except Trouble as trouble:
            if languages and "the text is in" in trouble.detail:
                continue
            yield Find(key, where, None, None, trouble)
            continue
        yield Find(key, where, article, capture, None)


def article_of_record(item: Archived, source: Source, languages: tuple[str, ...], at: str, host: str) -> tuple[Article, Capture]:
    """Give the article and the evidence of an archived page. Raises Trouble."""
    decoded = decode(item.body, item.content_type)
    today = _day(item.date)
    page = bulk.read_page_fast(decoded.text, item.address, today, languages)
    if decoded.note:
        page = page._replace(notes=(*page.notes, decoded.note))
    capture = capture_archived(item, source.name, decoded.charset, at, host)
    return article_of_page(page, capture, bulk.extractor(), source), capture


def _of_hosts(address: str, hosts: tuple[str, ...]) -> bool:
    host = address.partition("//")[2].partition("/")[0].partition(":")[0].lower()
    return any(host == h or host.endswith("." + h) for h in hosts)


def _day(date: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date[:10])
    except ValueError:
        return None


def _lines(path: Path, source: Source, at: str, host: str) -> Iterator[Find]:
    for item in find_items([str(path)]):
        key = _key("line", hashlib.sha256(item.data).hexdigest())
        try:
            given = article_of(item)
        except InputError as error:
            yield Find(key, item.where, None, None, Trouble("unreadable", f"{error.where}: {error.found}"))
            continue
        capture = capture_file(item.where, item.data, source.name, at, host)
        yield Find(key, item.where, _with_capture(given, capture, source), capture, None)


def _with_capture(given: Article, capture: Capture, source: Source) -> Article:
    """Give an article that came as one, with the evidence beside it and the outlet that the source names if it has none."""
    shown = {"fetched": capture.fetched, "collector": capture.collector, "host": capture.host, "file": capture.file, "raw_sha256": capture.raw_sha256}
    earlier = {"capture_before": given.extra["capture"]} if "capture" in given.extra else {}
    fields = {"id": given.id, "text": given.text, "outlet": given.outlet or source.outlet, "published": given.published, "url": given.url, "title": given.title}
    return make_article({**given.extra, **earlier, **fields, "language": given.language or source.language, "source": source.name, "capture": shown}, capture.file or "")


def _whole(path: Path, source: Source, settings: Settings, at: str, host: str) -> Find:
    where = str(path)
    try:
        if path.stat().st_size > settings.max_file:
            raise Trouble("too-large", f"{where}: {path.stat().st_size:,} bytes, more than {settings.max_file:,}")
        data = path.read_bytes()
    except OSError as error:
        return Find(_key("file", where), where, None, None, Trouble("unreadable", f"{where}: {error.strerror or error}"))
    except Trouble as trouble:
        return Find(_key("file", where), where, None, None, trouble)
    key = _key("file", where, hashlib.sha256(data).hexdigest())
    try:
        page, charset, extractor = _page(path, data, settings)
    except Trouble as trouble:
        return Find(key, where, None, None, trouble)
    capture = capture_file(where, data, source.name, at, host, charset)
    return Find(key, where, article_of_page(page, capture, extractor, source, Entry("", "", title=path.stem)), capture, None)


def _page(path: Path, data: bytes, settings: Settings) -> tuple[Page, str | None, dict[str, Any]]:
    name = path.name.lower()
    if name.endswith(_PAGES):
        if len(data) > settings.max_page:
            raise Trouble("too-large", f"{path}: {len(data):,} bytes, more than {settings.max_page:,} of a page")
        decoded = decode(data)
        page = read_page(decoded.text, "", None)
        return (page._replace(notes=(*page.notes, decoded.note)) if decoded.note else page), decoded.charset, pages.extractor()
    if path.suffix.lower() in _PAPERS:
        return _PAPERS[path.suffix.lower()](data, str(path)), None, {"name": f"marsad {path.suffix.lower()[1:]}", "rules": pages.REVISION}
    if name.endswith(".txt"):
        try:
            given = article_of(Item("txt", data, str(path), str(path)))
        except InputError as error:
            raise Trouble("unreadable", f"{path}: {error.found}") from None
        return Page(given.text, given.title or ""), None, {"name": "marsad txt", "rules": pages.REVISION}
    raise Trouble("unreadable", f"{path}: '{path.suffix}' is no known kind of file")
