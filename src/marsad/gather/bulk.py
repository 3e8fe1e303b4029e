"""Pages in bulk: the text of a page at the speed of an archive, with resiliparse. Coarser than `pages`: title, day, canonical address, no credits' search in the tree."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from marsad.gather.credits import read_credits
from marsad.gather.entries import plain
from marsad.gather.instants import read_instant
from marsad.gather.languages import language_of
from marsad.gather.pages import LEAST, REVISION, Page, _without_outlet, tidy
from marsad.gather.trouble import Trouble

_TITLE = re.compile(r"<title[^>]*>(.{1,1000}?)</title>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s[^>]{1,3000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(property|name|itemprop|content)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_CANONICAL = re.compile(r"""<link\s[^>]*rel=["']?canonical["']?[^>]*>""", re.IGNORECASE)
_HREF = re.compile(r"""href=["']?([^"'\s>]+)""", re.IGNORECASE)
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{6,40})"')
_LANG = re.compile(r"""<html[^>]*\slang=["']?([A-Za-z-]{2,8})""", re.IGNORECASE)
HEAD = 60_000  # characters in which the metadata of a page stand
SETTINGS: dict[str, Any] = {
    "main_content": True,
    "alt_texts": False,
    "links": False,
    "form_fields": False,
    "noscript": False,
    "comments": False,
    "list_bullets": False,
    "post_meta": False,
}


@cache
def extractor() -> dict[str, Any]:
    """Give name, version and settings of what makes the texts."""
    from importlib.metadata import version

    return {"name": "resiliparse", "version": version("resiliparse"), "rules": REVISION, "settings": SETTINGS}


def read_page_fast(markup: str, address: str = "", today: datetime.date | None = None, languages: tuple[str, ...] = ()) -> Page:
    """Give the story of a page, with what its head says. Raises Trouble if it holds no text, or none in the wanted languages."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(markup, preserve_formatting=True, **SETTINGS)
    head = markup[:HEAD]
    meta = _meta(head)
    shown = meta.get("og:title") or (plain(m[1]) if (m := _TITLE.search(head)) else "")
    outlet = plain(meta.get("og:site_name", ""))
    title = _without_outlet(plain(shown), outlet)
    kept, byline = tidy(text, title)
    if len(kept) < LEAST:
        raise Trouble("no-text", f"{address}: no article text was found in the page")
    language = language_of(kept, m[1] if (m := _LANG.search(head)) else "")
    if languages and language not in languages:
        raise Trouble("no-text", f"{address}: the text is in '{language}', not in {', '.join(languages)}")
    printed = meta.get("article:published_time") or meta.get("datepublished") or meta.get("pubdate") or (m[1] if (m := _LD_DATE.search(markup)) else "")
    instant = read_instant(printed, today) if printed else None
    credits = read_credits(kept)
    canonical = m[1] if (link := _CANONICAL.search(head)) and (m := _HREF.search(link.group())) else ""
    return Page(
        kept, title, plain(meta.get("author", "")) or byline or credits.byline, credits.dateline, credits.agencies, instant, "metadata" if instant else "", None,
        plain(meta.get("article:section", "")), canonical, outlet, language, (),
    )  # fmt: skip


def _meta(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.findall(head):
        values = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag)}
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        if name and "content" in values:
            found.setdefault(name.lower(), values["content"])
    return found
