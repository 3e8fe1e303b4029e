"""Evidence: what is kept of each capture, so that anyone can check later what was taken, when, from where, and that it is unchanged.

Rows are hashed one after the other: each hash covers the row before it, so a row cannot be changed, dropped or slipped in unseen.
"""

from __future__ import annotations

import hashlib
import platform
from typing import Any

import msgspec

from marsad.gather.archives import Archived
from marsad.gather.entries import Entry
from marsad.gather.fetch import Answer
from marsad.gather.pages import Page
from marsad.gather.sources import Source
from marsad.gather.warc import Record
from marsad.record import Article
from marsad.version import __version__

START = "0" * 64  # the hash before the first row
_encoder = msgspec.json.Encoder(order="deterministic")


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing taken: where from, when, by what, and the hashes of its bytes (`raw` as sent, `body` without content encoding).

    `warc` tells where it lies in our own archive, `file` where in somebody else's file or on the disk.
    """

    id: str
    source: str
    fetched: str
    collector: str
    host: str
    raw_sha256: str
    body_sha256: str
    bytes: int
    requested: str | None = None
    final: str | None = None
    redirects: list[tuple[str, int, str]] = []
    status: int | None = None
    headers: list[tuple[str, str]] = []
    ip: str | None = None
    content_type: str | None = None
    charset: str | None = None
    warc: dict[str, Any] | None = None
    file: str | None = None
    record: str | None = None


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def row_hash(before: str, body: bytes) -> str:
    """Give the hash of a row of the chain."""
    return hashlib.sha256(before.encode("ascii") + b"\n" + body).hexdigest()


def encoded(value: object) -> bytes:
    """Give JSON with its keys in order: the same value gives the same bytes."""
    return _encoder.encode(value)


def machine() -> str:
    """Give the name of the collecting machine."""
    return platform.node() or "unknown"


def capture_answer(answer: Answer, source: str, charset: str, record: Record | None, host: str) -> Capture:
    """Give the evidence of an answer from the network."""
    raw, body = sha256(answer.sent), sha256(answer.body)
    return Capture(
        id=sha256(f"{answer.requested}\x1f{answer.fetched}\x1f{raw}".encode())[:32],
        source=source,
        fetched=answer.fetched,
        collector=f"Marsad/{__version__}",
        host=host,
        raw_sha256=raw,
        body_sha256=body,
        bytes=len(answer.sent),
        requested=answer.requested,
        final=answer.final,
        redirects=[tuple(hop) for hop in answer.hops],  # type: ignore[misc]
        status=answer.status,
        headers=list(answer.headers),
        ip=answer.ip,
        content_type=answer.content_type or None,
        charset=charset,
        warc={"file": record.file, "offset": record.offset, "length": record.length, "record": record.id} if record is not None else None,
    )


def capture_archived(item: Archived, source: str, charset: str, at: str, host: str) -> Capture:
    """Give the evidence of a record in somebody else's archive: `fetched` is when they fetched it."""
    raw = sha256(item.sent)
    return Capture(
        id=sha256(f"{item.address}\x1f{item.date}\x1f{raw}".encode())[:32],
        source=source,
        fetched=item.date or at,
        collector=f"Marsad/{__version__}",
        host=host,
        raw_sha256=raw,
        body_sha256=sha256(item.body),
        bytes=len(item.sent),
        requested=item.address or None,
        final=item.address or None,
        status=item.status,
        headers=list(item.headers),
        ip=item.ip or None,
        content_type=item.content_type or None,
        charset=charset,
        file=item.file,
        record=f"{item.offset} {item.id}",
    )


def capture_file(path: str, data: bytes, source: str, at: str, host: str, charset: str | None = None) -> Capture:
    """Give the evidence of a file on the disk; `path` may end with a line (":12")."""
    raw = sha256(data)
    return Capture(
        id=sha256(f"{path}\x1f{raw}".encode("utf-8", "replace"))[:32], source=source, fetched=at, collector=f"Marsad/{__version__}", host=host, raw_sha256=raw, body_sha256=raw,
        bytes=len(data), charset=charset, file=path,
    )  # fmt: skip


def article_of_page(page: Page, capture: Capture, extractor: dict[str, Any], source: Source, entry: Entry | None = None) -> Article:
    """Give the article of a page: what the page prints, else what its feed said of it; `extra` holds the rest and the capture.

    The id depends on the address and the bytes only: the same page taken twice is one article, a changed one another.
    """
    entry = entry or Entry("", "")
    url = page.canonical or capture.final or entry.link or None
    published, origin, printed = None, "", ""
    if page.published is not None:
        published, origin, printed = page.published.iso, page.published_from, page.published.printed
    if entry.published and (published is None or origin == "address" or ("T" not in published and entry.published.startswith(published))):
        published, origin, printed = entry.published, "feed", entry.printed or ""
    # Feed text and the page behind it are two things even if the bytes are those of one feed.
    identity = sha256("\x1f".join((capture.final or capture.file or "", entry.key, capture.body_sha256)).encode("utf-8", "replace"))[:32]
    said = {
        "byline": page.byline or entry.author,
        "dateline": page.dateline,
        "agencies": list(page.agencies),
        "section": page.section or entry.section,
        "published_printed": printed,
        "published_from": origin,
        "updated": page.updated.iso if page.updated is not None else "",
        "country": source.country or "",
        "source": source.name,
        "notes": list(page.notes),
    }
    shown = {
        **{name: value for name, value in msgspec.to_builtins(capture).items() if name not in ("source",) and value not in (None, [], "")},
        "canonical": page.canonical,
        "text_sha256": sha256(page.text.encode("utf-8", "replace")),
        "extractor": extractor,
        "normaliser": "none: the text is as extracted",
    }
    return Article(
        id=identity,
        text=page.text,
        outlet=source.outlet or page.outlet or source.name,
        published=published,
        url=url,
        title=page.title or entry.title or None,
        language=page.language or source.language or None,
        extra={**{name: value for name, value in said.items() if value not in ("", [])}, "capture": shown},
    )


def article_line(article: Article) -> bytes:
    """Give an article as one line of JSON that `marsad read` takes: what is beyond the known fields stands beside them."""
    fields = {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }
    return msgspec.json.encode({**{name: value for name, value in fields.items() if value is not None}, **article.extra}) + b"\n"
