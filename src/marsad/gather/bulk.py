"""Pages in bulk: the text of a page at the speed of an archive, with resiliparse. Coarser than `pages`: title, day, canonical address, no credits' search in the tree."""

from __future__ import annotations

import datetime
import html
import re
from functools import cache
from typing import Any

from marsad.gather.addresses import normal_address
from marsad.gather.credits import read_credits
from marsad.gather.entries import plain
from marsad.gather.instants import read_instant
from marsad.gather.languages import language_of
from marsad.gather.pages import LEAST, REVISION, SHORT, Page, _without_outlet, read_page, tidy
from marsad.gather.traps import refuse_traps
from marsad.gather.trouble import Trouble

# Spelled out letter by letter: a pattern that ignores case has no first character to be looked for quickly.
_TITLE = re.compile(r"<[tT][iI][tT][lL][eE][^>]{0,200}>([^<]{1,1000})")
_TAG = re.compile(r"<(?:[mM][eE][tT][aA]|[lL][iI][nN][kK]|[hH][tT][mM][lL])\s[^>]{1,3000}>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{6,40})"')
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

    refuse_traps(markup, address)
    text = extract_plain_text(markup, preserve_formatting=True, **SETTINGS)
    end = markup.find("</head")
    head = markup[: end if 0 < end < HEAD else HEAD]
    meta = _head(head)
    shown = meta.get("og:title") or (plain(m[1]) if (m := _TITLE.search(head)) else "")
    outlet = plain(meta.get("og:site_name", ""))
    title = _without_outlet(plain(shown), outlet)
    kept, byline = tidy(text, title)
    if len(kept) < SHORT and '"articleBody"' in markup:  # the page keeps its text for scripts and search engines
        return _wanted(read_page(markup, address, today), address, languages)
    if len(kept) < LEAST:
        raise Trouble("no-text", f"{address}: no article text was found in the page")
    language = language_of(kept, meta.get("lang", ""))
    printed = meta.get("article:published_time") or meta.get("datepublished") or meta.get("pubdate") or (m[1] if (m := _LD_DATE.search(markup)) else "")
    instant = read_instant(printed, today) if printed else None
    credits = read_credits(kept)
    canonical = normal_address(meta.get("canonical", ""), address)
    page = Page(
        kept, title, plain(meta.get("author", "")) or byline or credits.byline, credits.dateline, credits.agencies, instant, "metadata" if instant else "", None,
        plain(meta.get("article:section", "")), canonical, outlet, language, (),
    )  # fmt: skip
    return _wanted(page, address, languages)


def _wanted(page: Page, address: str, languages: tuple[str, ...]) -> Page:
    if languages and page.language not in languages:
        raise Trouble("no-text", f"{address}: the text is in '{page.language}', not in {', '.join(languages)}")
    return page


def _head(head: str) -> dict[str, str]:
    """Give what the head says: meta by name, the canonical address, the language."""
    found: dict[str, str] = {}
    for tag in _TAG.findall(head):
        values = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag)}
        if tag[1] in "lL":
            if values.get("rel", "").lower() == "canonical":
                found.setdefault("canonical", values.get("href", ""))
        elif tag[1] in "hH":
            found.setdefault("lang", values.get("lang", ""))
        elif name := values.get("property") or values.get("name") or values.get("itemprop"):
            found.setdefault(name.lower(), html.unescape(values.get("content", "")))
    return found
