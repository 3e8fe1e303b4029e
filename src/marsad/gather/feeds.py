"""Feeds: RSS, Atom and JSON Feed as entries. fastfeedparser first, feedparser where it finds nothing, both on text that was made safe."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

from marsad.gather.addresses import normal_address
from marsad.gather.charset import decode
from marsad.gather.entries import Entry, Listing, entry_key, plain
from marsad.gather.instants import read_instant
from marsad.gather.trouble import Trouble
from marsad.gather.xml import XmlRefused, clean_xml

_log = logging.getLogger(__name__)
MOST_TAGS = 400_000  # two hundred for each of the entries that are taken at most
_DATES = ("pubDate", "published", "date", "issued", "dateModified", "updated", "modified", "lastBuildDate")


def read_feed(data: bytes, content_type: str, address: str, most: int) -> Listing:
    """Give the entries of a feed, the first `most`, with absolute addresses. Raises Trouble if it is no feed.

    The content type only helps to decode: feeds are sent as text/html, text/plain and worse.
    """
    text = decode(data, content_type).text.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        return _json_feed(text, address, most)
    try:
        xml = clean_xml(data, content_type)
    except XmlRefused as error:
        raise Trouble("entities", f"{address}: {error}") from None
    start = xml[:2000].lower()
    if "<" not in start or ("<html" in start and "<rss" not in start and "<feed" not in start):
        raise Trouble("not-a-feed", f"{address}: it is {'a page' if '<html' in start else 'no XML'}, no feed")
    if xml.count("<") > MOST_TAGS:
        raise Trouble("too-large", f"{address}: it has {xml.count('<'):,} tags")
    found, notes = _parsed(xml)
    if found is None:
        raise Trouble("not-a-feed", f"{address}: neither RSS nor Atom could be made of it")
    base = normal_address(str(found.get("link") or ""), address) or address
    outlet = plain(str(found.get("title") or ""))
    printed = _printed(xml, len(found["entries"]))
    entries = [_entry(raw, date, base if _rooted(raw) else address, str(found.get("language") or "")) for raw, date in zip(found["entries"][:most], printed)]
    return Listing(_once(entries), outlet, (), tuple(notes))


def _rooted(raw: dict[str, Any]) -> bool:
    return str(raw.get("link") or "").startswith("/")


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.key: entry for entry in reversed(list(entries))}.values())[::-1]


def _parsed(xml: str) -> tuple[dict[str, Any] | None, list[str]]:
    import fastfeedparser  # with lxml; late, as reading needs none of it

    try:
        fast = fastfeedparser.parse(xml.encode("utf-8"), include_media=False, include_enclosures=False)
        if fast.get("entries"):
            return {"entries": fast["entries"], **(fast.get("feed") or {})}, []
    except Exception as error:  # it raises ValueError for what it does not take, and lxml's errors for the rest
        _log.debug("fastfeedparser: %s", error)
        fast = None
    import feedparser

    lenient = feedparser.parse(xml.encode("utf-8"), sanitize_html=False, resolve_relative_uris=False, response_headers={"content-type": "application/xml; charset=utf-8"})
    if lenient.entries:
        return {"entries": [dict(e) for e in lenient.entries], **dict(lenient.feed)}, ["the feed's XML is broken; what could be read was taken"] if lenient.bozo else []
    if (fast is not None or lenient.version) and not lenient.bozo:
        return {"entries": [], **((fast or {}).get("feed") or dict(lenient.feed))}, ["the feed is empty"]
    return None, []


def _printed(xml: str, number: int) -> list[str]:
    """Give the date of each entry as printed: the fast parser keeps only what it understood, and not the zone."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(xml.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return [""] * number
    items = list(root.iter("{*}item", "{*}entry")) if root is not None else []
    if len(items) != number:
        return [""] * number
    return [_date_of(item) for item in items]


def _date_of(item: Any) -> str:
    texts = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in item if isinstance(child.tag, str)}
    return next((texts[name] for name in _DATES if texts.get(name)), "")


def _entry(raw: dict[str, Any], printed: str, base: str, language: str) -> Entry:
    given = str(raw.get("id") or "")
    link = normal_address(str(raw.get("link") or ""), base) if raw.get("link") else ""
    if not link and given.startswith(("http://", "https://")):
        link = normal_address(given)
    if not link:
        links = raw.get("links") or []
        link = next((found for item in links if isinstance(item, dict) and (found := normal_address(str(item.get("href") or ""), base))), "")
    content = next((str(c.get("value") or "") for c in raw.get("content") or [] if isinstance(c, dict)), "")
    summary = str(raw.get("description") or raw.get("summary") or "")
    content = "" if content.strip() == summary.strip() else content  # the fast parser gives a description as content too
    title = plain(str(raw.get("title") or ""))
    printed = printed or str(raw.get("published") or raw.get("updated") or "")
    instant = read_instant(printed) if printed else None
    tags = [str(t.get("term") or "") for t in raw.get("tags") or [] if isinstance(t, dict)]
    return Entry(
        entry_key(link, given, title, content or summary), link, title, instant.iso if instant else None, printed or None, plain(str(raw.get("author") or "")),
        plain(tags[0]) if tags else "", summary, content, language,
    )  # fmt: skip


def _json_feed(text: str, address: str, most: int) -> Listing:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise Trouble("not-a-feed", f"{address}: broken JSON") from None
    items = raw.get("items") if isinstance(raw, dict) else None
    if not isinstance(items, list):
        raise Trouble("not-a-feed", f"{address}: JSON without the items of a JSON Feed")
    base = normal_address(str(raw.get("home_page_url") or "")) or address
    entries = [_json_entry(item, base, str(raw.get("language") or "")) for item in items[:most] if isinstance(item, dict)]
    return Listing(_once(entries), plain(str(raw.get("title") or "")))


def _json_entry(item: dict[str, Any], base: str, language: str) -> Entry:
    link = normal_address(str(item.get("url") or item.get("external_url") or ""), base)
    printed = str(item.get("date_published") or item.get("date_modified") or "")
    instant = read_instant(printed)
    authors = item.get("authors") or [item.get("author")]
    author = next((str(a.get("name") or "") for a in authors if isinstance(a, dict)), "") if isinstance(authors, list) else ""
    title, content = plain(str(item.get("title") or "")), str(item.get("content_html") or item.get("content_text") or "")
    tags = item.get("tags")
    section = plain(str(tags[0])) if isinstance(tags, list) and tags else ""
    return Entry(
        entry_key(link, str(item.get("id") or ""), title, content), link, title, instant.iso if instant else None, printed or None, plain(author),
        section, str(item.get("summary") or ""), content, str(item.get("language") or language),
    )  # fmt: skip
