"""What a page says of itself, in JSON-LD, meta elements and links: title, author, times, section, canonical address, outlet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from marsad.gather.addresses import normal_address
from marsad.gather.entries import plain

_STORY = {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle", "blogposting", "liveblogposting", "report"}
_TRAILING = re.compile(r",\s*([}\]])")
_CONTROL = re.compile("[\x00-\x1f]+")
MOST_LD = 1_000_000  # characters of JSON-LD that are read


class Metadata(NamedTuple):
    """What the page says of itself; "" where it says nothing. `published` and `updated` as printed, `body` the JSON-LD text."""

    title: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    section: str = ""
    canonical: str = ""
    outlet: str = ""
    language: str = ""
    description: str = ""
    body: str = ""
    words: int = 0
    closed: bool = False


def read_metadata(tree: Any, address: str) -> Metadata:
    """Give the metadata of a parsed page."""
    story = _story(tree)
    meta = _meta(tree)

    def said(*names: str) -> str:
        return next((meta[name] for name in names if meta.get(name)), "")

    canonical = next((str(link.get("href")) for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split() and link.get("href")), "")
    return Metadata(
        title=plain(_string(story.get("headline")) or said("og:title", "twitter:title", "dc.title", "title")),
        author=_name(story.get("author")) or plain(_no_address(said("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"))),
        published=_string(story.get("datePublished")) or said("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date"),
        updated=_string(story.get("dateModified")) or said("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"),
        section=plain(_string(story.get("articleSection")) or said("article:section", "section", "cxenseparse:category", "parsely-section")),
        canonical=normal_address(canonical or said("og:url") or _string(story.get("url")), address),
        outlet=_name(story.get("publisher")) or plain(said("og:site_name", "application-name", "apple-mobile-web-app-title")),
        language=(_string(story.get("inLanguage")) or tree.get("lang") or said("og:locale", "content-language", "language")).replace("_", "-"),
        description=plain(_string(story.get("description")) or said("og:description", "description", "twitter:description")),
        body=_string(story.get("articleBody")),
        words=int(w) if (w := str(story.get("wordCount") or "")).isdigit() and len(w) < 7 else 0,
        closed=str(story.get("isAccessibleForFree", "")).lower() == "false",
    )  # fmt: skip


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content[:5000])
    return found


def _story(tree: Any) -> dict[str, Any]:
    """Give the JSON-LD object of the story, {} if there is none. Broken JSON is mended a little: outlets print line ends and last commas."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")[:MOST_LD]
        for version in (text, _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
            try:
                raw = json.loads(version)
            except (ValueError, RecursionError):
                continue
            for thing in _things(raw, 0):
                if {str(kind).lower() for kind in _listed(thing.get("@type"))} & _STORY:
                    return thing
            break
    return {}


def _things(raw: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(raw, list):
        for item in raw[:100]:
            yield from _things(item, depth + 1)
    elif isinstance(raw, dict):
        yield raw
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(raw.get(name), depth + 1)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _string(value: object) -> str:
    value = next((v for v in _listed(value) if isinstance(v, (str, dict))), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id") or ""
    return value.strip() if isinstance(value, str) else ""


def _name(value: object) -> str:
    names = [_string(v.get("name")) if isinstance(v, dict) else _string(v) for v in _listed(value)]
    return "، ".join(dict.fromkeys(n for name in names if (n := plain(_no_address(name)))))[:300]


def _no_address(name: str) -> str:
    return "" if re.match(r"https?://|@|www\.", name.strip()) else name
