"""Web archives of others: WARC (.warc, .warc.gz, .warc.zst too, single or in folders as Common Crawl News lays them out) and WACZ, record by record."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from marsad.gather.inflate import inflate
from marsad.gather.trouble import Trouble

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
_TEXTUAL = ("text/html", "application/xhtml", "text/plain", "application/octet-stream")


class Archived(NamedTuple):
    """One archived answer: `sent` is the body as stored, `body` without its content encoding."""

    address: str
    date: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content_type: str
    sent: bytes
    body: bytes
    file: str
    offset: int
    id: str
    ip: str


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


def read_archive(path: Path, most: int, ratio: int = 200) -> Iterator[Archived | Trouble]:
    """Yield the pages (status 200, HTML or text) of a WARC or WACZ in order; Trouble for what cannot be read. Never raises for its content."""
    try:
        with path.open("rb") as file:
            yield from read_open(file, str(path), most, ratio)
    except OSError as error:
        yield Trouble("unreadable", f"{path}: {error.strerror or error}")


def read_open(file: BinaryIO, where: str, most: int, ratio: int = 200) -> Iterator[Archived | Trouble]:
    """Yield the pages of an open WARC or WACZ (its name tells which) in order, as `read_archive` does."""
    yield from (_wacz if where.lower().endswith(".wacz") else _records)(file, where, most, ratio)


def _wacz(file: BinaryIO, where: str, most: int, ratio: int) -> Iterator[Archived | Trouble]:
    try:
        with zipfile.ZipFile(file) as archive:
            names = sorted(n for n in archive.namelist() if n.lower().endswith((".warc", ".warc.gz")) and not n.endswith("/"))
            if not names:
                yield Trouble("unreadable", f"{where}: there is no WARC in it")
            for name in names:
                with archive.open(name) as member:
                    yield from _records(member, f"{where}!{name}", most, ratio)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        yield Trouble("unreadable", f"{where}: no WACZ ({type(error).__name__})")


def _records(file: Any, where: str, most: int, ratio: int) -> Iterator[Archived | Trouble]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        seen = 0
        for record in ArchiveIterator(file, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True):
            seen += 1
            got = _archived(record, where, most, ratio)
            if got is not None:
                yield got
        if not seen:
            yield Trouble("unreadable", f"{where}: there is no record in it")
    except Exception as error:  # the parser meets arbitrary bytes; the other files go on
        yield Trouble("unreadable", f"{where}: broken ({type(error).__name__}: {str(error)[:100]})")


def _archived(record: Any, where: str, most: int, ratio: int) -> Archived | Trouble | None:
    headers = record.headers
    address = (headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers
    pairs = tuple(http.to_tuples()) if http is not None else ()
    status = (http.status_code or 0) if http is not None else 200
    kind = (record.http_content_type if http is not None else headers.get("Content-Type")) or ""
    if status != 200 or not (kind == "" or kind.lower().startswith(_TEXTUAL)):
        return None
    try:
        if record.content_length > 2 * most:
            raise Trouble("too-large", f"{where}: {address[:200]}: {record.content_length:,} bytes")
        sent = record.reader.read(most + 1)
        if len(sent) > most:
            raise Trouble("too-large", f"{where}: {address[:200]}: more than {most:,} bytes")
        encoding = ", ".join(v for k, v in pairs if k.lower() == "content-encoding")
        body = inflate(sent, encoding, most, ratio) if encoding else sent
    except Trouble as trouble:
        return trouble
    typed = next((v for k, v in pairs if k.lower() == "content-type"), kind)
    date, ip, identity = headers.get("WARC-Date") or "", headers.get("WARC-IP-Address") or "", headers.get("WARC-Record-ID") or ""
    return Archived(address, date, status, pairs, typed, sent, body, where, record.stream_pos, identity, ip)
