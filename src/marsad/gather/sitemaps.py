"""Sitemaps: news sitemaps and sitemap indexes as entries and further documents."""

from __future__ import annotations

import gzip
import io
from typing import Any

from marsad.gather.addresses import normal_address
from marsad.gather.entries import Entry, Listing, entry_key, plain
from marsad.gather.instants import read_instant
from marsad.gather.trouble import Trouble
from marsad.gather.xml import XmlRefused, read_xml

MOST_UNPACKED = 60_000_000  # bytes: the standard allows 50 MB


def read_sitemap(data: bytes, content_type: str, address: str, most: int) -> Listing:
    """Give the entries of a sitemap, newest first as far as dated, the first `most`; or the sitemaps that an index names. Raises Trouble."""
    try:
        root = read_xml(_unpacked(data, address), content_type)
    except XmlRefused as error:
        raise Trouble("entities" if "entities" in str(error) else "not-a-feed", f"{address}: {error}") from None
    kind = root.tag.rpartition("}")[2].lower()
    if kind == "sitemapindex":
        dated = [(_text(child, "lastmod"), normal_address(_text(child, "loc"), address)) for child in root.iter("{*}sitemap")]
        return Listing((), more=tuple(loc for _, loc in sorted(dated, key=lambda d: d[0], reverse=True) if loc))
    if kind != "urlset":
        raise Trouble("not-a-feed", f"{address}: the root is <{kind[:40]}>, not a sitemap")
    entries = [entry for child in root.iter("{*}url") if (entry := _entry(child, address)) is not None]
    entries.sort(key=lambda entry: entry.published or "", reverse=True)
    return Listing(tuple(entries[:most]))


def _unpacked(data: bytes, address: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError) as error:
        raise Trouble("broken-answer", f"{address}: not gzip ({type(error).__name__})") from None
    if len(unpacked) > MOST_UNPACKED:
        raise Trouble("bomb", f"{address}: unpacks to more than {MOST_UNPACKED:,} bytes")
    return unpacked


def _entry(url: Any, address: str) -> Entry | None:
    link = normal_address(_text(url, "loc"), address)
    if not link:
        return None
    printed = _text(url, "publication_date") or _text(url, "lastmod")
    instant = read_instant(printed) if printed else None
    title = plain(_text(url, "title"))
    return Entry(entry_key(link, "", title, ""), link, title, instant.iso if instant else None, printed or None, language=_text(url, "language"))


def _text(element: Any, name: str) -> str:
    found = next(element.iter("{*}" + name), None)
    return (found.text or "").strip() if found is not None else ""
