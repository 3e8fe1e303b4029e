"""One act: what is shown and by which rule, and all of its reports side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.archive.ratings import CREDIBILITY
from marsad.desk import browsing, newsroom
from marsad.record import Actor, Count, Event, Place
from marsad.version import __version__
from marsad.web.events_page import attached
from marsad.web.rendering import Words, page, settings_from

COMPARED = ("actors", "recipients", "when", "where", "factuality")


class Column(NamedTuple):
    """One report. `differs` names the fields whose value is another than the one on display; `before` and `after` surround its words."""

    claim: Any
    differs: frozenset[str]
    before: str
    after: str


def event(request: Request) -> Response:
    """Answer with the page of an act; a former id, or that of a claim, leads to it."""
    identity = request.path_params["id"]
    told = browsing.told(request.app.state.desk.archive, identity)
    act = told.act
    if act.id != identity:
        return RedirectResponse(f"/events/{act.id}", 303)
    words = Words(settings_from(request))
    columns = [Column(claim, differing(act.shown, claim.event), *told.around[claim.id]) for claim in act.claims]
    families = len({claim.source.family for claim in act.claims})
    day = act.shown.when.start if act.shown.when else next((c.source.published or "" for c in act.claims), "")[:10]
    document = browsing.written("jsonld", [act])[1].decode("utf-8")
    return page(
        request, "event.html", act=act, shown=act.shown, columns=columns, tolls=told.tolls, log=told.log, names=told.names, amount=amount, families=families, number=len(act.claims),
        judged=newsroom.judged(request.app.state.desk.archive, act), grades=CREDIBILITY,
        permalink=str(request.url.replace(query="", fragment="")), document=inert(document), fields=shown_fields(act.shown),
        corrected=corrected_fields, citation=words.ui("cite_text", id=act.id, what=words.value("type", act.shown.type), day=words.day(day), reports=words.number(len(act.claims)), families=words.number(families), version=__version__),
    )  # fmt: skip


def export(request: Request) -> Response:
    """Answer with an act as JSON-LD."""
    act = browsing.told(request.app.state.desk.archive, request.path_params["id"]).act
    layout, data = browsing.written("jsonld", [act])
    return Response(data, media_type=layout.mediatype, headers=attached(f"{act.id}.jsonld"))


def shown_fields(event: Event) -> list[tuple[str, Any]]:
    """Give the fields of an act in the order of the page; numbers have a table of their own."""
    return [(name, getattr(event, name)) for name in ("actors", "recipients", "when", "where", "factuality", "modes", "contexts", "content_type", "attribution", "trigger")]


def corrected_fields(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Give what an entry of the log corrected: the field, and in a few words what stood there and what stands there now."""
    if row["action"] != "correct":
        return []
    before, after = json.loads(row["before"]), json.loads(row["after"])["fields"]
    return [(name, _short(before.get(name)), _short(after[name])) for name in after]


def _short(value: Any) -> str:
    """Give a value of the log in a few words.

    >>> _short([{"text": "روسيا", "name": "Russia"}, {"what": "killed", "value": 3}])
    'Russia, killed 3'
    """
    if isinstance(value, list):
        return ", ".join(_short(item) for item in value)
    if isinstance(value, dict):
        if "what" in value:
            return f"{value['what']} {amount(Count(what='', value=value.get('value'), low=value.get('low'), high=value.get('high')))}"
        return str(value.get("name") or value.get("text") or " – ".join(dict.fromkeys((value["start"], value["end"]))))
    return "" if value is None else str(value)


def differing(shown: Event, told: Event) -> frozenset[str]:
    """Give the fields in which a report differs from what is shown. A report that says nothing of a field does not differ."""
    return frozenset(name for name in COMPARED if (said := _compared(getattr(told, name))) and said != _compared(getattr(shown, name)))


def _compared(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(_named(item) for item in value)
    return (value.start, value.end) if hasattr(value, "start") else value


def _named(item: Actor | Place) -> str:
    return item.name or item.text


def amount(count: Count) -> str:
    """Give a number as it was told: a value, or its bounds.

    >>> amount(Count(what="killed", low=10))
    '≥ 10'
    """
    if count.value is not None:
        return f"{count.value:,}"
    if count.low is not None and count.high is not None:
        return f"{count.low:,}–{count.high:,}"
    return f"≥ {count.low:,}" if count.low is not None else f"≤ {count.high:,}" if count.high is not None else "?"


def inert(document: str) -> Markup:
    """Give JSON in which no markup can begin or end."""
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        document = document.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(document)
