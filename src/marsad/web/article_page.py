"""One article: its text with the words that each value rests on, the values beside it, why each stands there, and how the article was captured."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import browsing
from marsad.desk.explain import Card, Field
from marsad.record import Span
from marsad.web.event_page import inert
from marsad.web.rendering import page, settings_from

PAINTED = ("type", "actors", "recipients", "when", "where", "counts", "attribution")  # fields with a colour of their own


def article(request: Request) -> Response:
    """Answer with the page of an article; `sha256` chooses one of several texts under an id."""
    query = request.query_params
    archive = request.app.state.desk.archive
    stored = browsing.article(archive, query.get("id", ""), query.get("sha256") or None)
    lines = paragraphs(stored.record.article.text)
    explained = browsing.explained(stored.record, settings_from(request).language)
    return page(
        request, "article.html", stored=stored, article=stored.record.article, cards=explained.cards, ex=explained, acts=[stored.acts.get(e.id) for e in stored.record.events],
        spans=inert(json.dumps(spans(explained.cards), ensure_ascii=False)), paragraphs=lines, cited=cited(query.get("at", ""), stored.record.article.text, lines), evidence=[(c, flat(c["evidence"])) for c in stored.captures],
        kinds=[(kind, [c for c in explained.cards if c.kind == kind]) for kind in ("event", "agreement", "statement")], key=key, language=text_language(stored.record.article.language), painted=PAINTED,
        address=web_address(stored.record.article.url),
    )  # fmt: skip


def search(request: Request) -> Response:
    """Answer with the articles that hold all words."""
    words = " ".join(request.query_params.get("q", "").split())[:200].replace("\x00", "")
    found = browsing.search(request.app.state.desk.archive, words, 50) if words else []
    return page(request, "articles.html", q=words, rows=found)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Give the lines of a text that hold words, each with its offset in code points.

    >>> paragraphs("أ\\n\\nب")
    [(0, 'أ'), (3, 'ب')]
    """
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


class Cited(NamedTuple):
    """Words that a link asked for. `paragraph`: the offset of the line in which they begin."""

    start: int
    end: int
    text: str
    paragraph: int


def cited(asked: str, text: str, lines: list[tuple[int, str]]) -> Cited | None:
    """Give the words of "start-end" in code points, None if there are none at these offsets.

    >>> cited("3-4", "أ\\n\\nب", [(0, "أ"), (3, "ب")])
    Cited(start=3, end=4, text='ب', paragraph=3)
    """
    told = re.fullmatch(r"(\d{1,9})-(\d{1,9})", asked, re.ASCII)
    if told is None or not int(told[1]) < int(told[2]) <= len(text):
        return None
    start, end = int(told[1]), int(told[2])
    return Cited(start, end, text[start:end], max((at for at, _ in lines if at <= start), default=0))


def key(card: Card, field: Field) -> str:
    """Give the id of a field on the page."""
    return f"{card.key}-{field.name}"


def spans(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """Give for each field the words that it rests on, as [start, end) in code points: its values' own words, then those of its steps."""
    return [
        {
            "field": key(card, field), "kind": field.name if card.kind == "event" else "", "label": f"{card.number}. {field.label}",
            "values": pairs(v.quote for v in field.values), "steps": pairs(s.quote for s in field.steps),
        }
        for card in cards for field in card.fields if not (card.kind == "statement" and field.name == "content")
    ]  # fmt: skip


def pairs(quotes: Iterable[Span | None]) -> list[tuple[int, int]]:
    return list(dict.fromkeys((quote.start, quote.end) for quote in quotes if quote is not None))


def flat(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Give evidence of capture as lines of (name, value), names of what is nested joined by points.

    >>> flat({"a": {"b": 1}, "c": [True]})
    [('a.b', '1'), ('c', '[true]')]
    """
    if isinstance(value, dict):
        return [line for inner, held in value.items() for line in flat(held, f"{name}.{inner}" if name else str(inner))]
    return [(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))]


def text_language(language: str | None) -> str:
    return "en" if language == "en" else "ar"


def web_address(url: str | None) -> str | None:
    """Give an address that may be linked to: of the web, nothing else. What is hidden in `javascript:` stays words.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None
