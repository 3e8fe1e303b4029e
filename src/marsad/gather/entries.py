"""Entries: what a feed, a sitemap or a list says of one story, before its page is fetched. One type for all of them."""

from __future__ import annotations

import hashlib
import html
import re
from typing import NamedTuple

from marsad.gather.addresses import story_key

_TAG = re.compile(r"<[^<>]{1,2000}>")


class Entry(NamedTuple):
    """One story as announced. `key` is the same each time it is announced; `published` is ISO as far as printed."""

    key: str
    link: str
    title: str = ""
    published: str | None = None
    printed: str | None = None
    author: str = ""
    section: str = ""
    summary: str = ""
    content: str = ""
    language: str = ""


class Listing(NamedTuple):
    """What a document announces: entries, further documents to fetch (of a sitemap index), and what was odd about it."""

    entries: tuple[Entry, ...]
    title: str = ""
    more: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def entry_key(link: str, given: str, title: str, text: str) -> str:
    """Give what identifies an entry: its address, else the id it gives itself, else a hash of what it says.

    >>> entry_key("https://www.example.org/a?utm_source=rss", "17", "", "")
    'example.org/a'
    """
    if link:
        return story_key(link)
    if given.strip():
        return "id:" + given.strip()[:500]
    return "text:" + hashlib.sha256(f"{title}\x1f{text}".encode("utf-8", "replace")).hexdigest()[:32]


def plain(markup: str) -> str:
    """Give a title or name without tags and entities (also doubly escaped ones), blanks as single ones.

    >>> plain("<b>عاجل</b>: مقتل 3 &amp;quot;مدنيين&amp;quot; ")
    'عاجل: مقتل 3 "مدنيين"'
    """
    text = html.unescape(markup[:5000])
    return " ".join(html.unescape(_TAG.sub("", text)).replace("\N{SOFT HYPHEN}", "").split())
