"""Atom (RFC 4287): the acts that a saved filter found, newest find first. Text is escaped and freed of what XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from marsad.web.rendering import Words

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_text(one: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], words: Words, root: str) -> str:
    """Give the feed of a filter: one entry for each act, which keeps its id and its time."""
    number = one["number"]
    updated = max((row["found"] for row in rows), default=one["created"])
    listed = f"{root}/events?{one['query']}" if one["query"] else f"{root}/events"
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(words.settings.language)}>',
        f"<id>{_text(f'urn:marsad:saved:{number}:')}{_text(one['created'])}</id>",
        f"<title>{_text(one['title'])}</title>",
        f"<updated>{_text(updated)}</updated>",
        f"<author><name>{_text(words.ui('brand'))}</name></author>",
        _link("self", "application/atom+xml", f"{root}/saved/{number}/feed.atom"),
        _link("alternate", "text/html", listed),
    ]
    return "\n".join([*head, *(_entry(row, names, words, root) for row in rows), "</feed>", ""])


def _entry(row: Mapping[str, Any], names: Mapping[str, str], words: Words, root: str) -> str:
    return "".join(
        [
            f"<entry><id>urn:marsad:event:{_text(row['id'])}</id>",
            f"<title>{_text(headline(row, names, words))}</title>",
            f"<updated>{_text(row['found'])}</updated>",
            _link("alternate", "text/html", f"{root}/events/{quote(row['id'])}"),
            f"<category term={quoteattr(row['type'])}/>",
            f"<summary>{_text(_summary(row, words))}</summary></entry>",
        ]
    )


def _link(kind: str, media: str, address: str) -> str:
    return f"<link rel={quoteattr(kind)} type={quoteattr(media)} href={quoteattr(_NOT_XML.sub('', address))}/>"


def headline(row: Mapping[str, Any], names: Mapping[str, str], words: Words) -> str:
    """Give an act in one line: what, who, to whom, where, when."""
    arabic = words.settings.language == "ar"

    def listed(text: str | None) -> str:
        return ("، " if arabic else ", ").join(names.get(name, name) if arabic else name for name in (text or "").split("; ") if name)

    parties = (" ← " if arabic else " → ").join(part for part in (listed(row["actors"]), listed(row["recipients"])) if part)
    return " · ".join(part for part in (words.value("type", row["type"]), parties, listed(row["place"]), words.plain_day(row["day"])) if part)


def _summary(row: Mapping[str, Any], words: Words) -> str:
    killed = f" · {words.ui('killed')}: {words.number(row['killed'])}" if row["killed"] is not None else ""
    return f"{words.value('factuality', row['factuality'])}{killed} · {words.ui('reports')}: {words.number(row['claims'])} · {words.ui('sources')}: {words.number(row['families'])}"


def _text(value: object) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value)))
