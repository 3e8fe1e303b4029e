"""The readers: how far the review has come, how far two readers agree, what is to settle between them, and what the review gives to take away."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from marsad.desk import browsing, lexicon_proposals, reference_cases, second_reading
from marsad.desk import review as reviewing
from marsad.record import Actor, Count, Place, UsageError, When
from marsad.web.event_page import amount
from marsad.web.events_page import attached
from marsad.web.rendering import Words, page, problem, settings_from
from marsad.web.review_page import reader_of, reason, refused

MOST = 100  # open differences on the page
_OF: dict[str, type[Any]] = {"actors": Actor, "recipients": Actor, "attribution": Actor, "where": Place, "counts": Count}


def readings(request: Request) -> Response:
    """Answer with progress, agreement and open differences."""
    archive = request.app.state.desk.archive
    twice = second_reading.read_twice(archive)
    progress = reviewing.queue(archive, reviewing.Asked(reader_of(request)), limit=1)
    return page(
        request, "readings.html", figures=second_reading.figures(archive), open=[one for one in twice if not one.agree and one.settled is None][:MOST], done=progress.done, every=progress.every,
        shares=reference_cases.shares(archive), twice=len(twice),
    )  # fmt: skip


def reading(request: Request) -> Response:
    """Answer with one act as two people read it, and the form that settles it."""
    archive = request.app.state.desk.archive
    told = browsing.told(archive, request.path_params["id"])
    found = second_reading.one_read_twice(archive, told.act.id)
    if found is None:
        words = Words(settings_from(request))
        return problem(request, 404, words.ui("not_found"), words.ui("no_second"), words.ui("go_back"))
    rows = [(d, values(d.field, d.first), values(d.field, d.second)) for d in found.differs]
    return page(request, "reading.html", one=found, act=told.act, around=told.around, names=told.names, rows=rows, amount=amount)


def settle(request: Request) -> Response:
    """Do what the form decides between two readers."""
    form: list[tuple[str, str]] = request.scope["marsad.form"]
    given = dict(form)
    choices = [(claim, field, side) for name, side in form if name.startswith("choice.") for _, claim, field in [name.split(".", 2)] if name.count(".") == 2]
    try:
        second_reading.settle(request.app.state.desk.archive, given.get("event", ""), given.get("verdict", ""), choices, reader_of(request), reason(given))
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse("/review/readings", 303)


def cases(request: Request) -> Response:
    """Answer with the reference cases, one a line."""
    lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in reference_cases.cases(request.app.state.desk.archive))
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=attached("cases.jsonl"))


def proposals(request: Request) -> Response:
    """Answer with the proposals for the lexicon."""
    written = lexicon_proposals.proposals(request.app.state.desk.archive, browsing.entries())
    return Response(written, media_type="application/yaml", headers=attached("lexicon-proposals.yaml"))


def values(field: str, value: Any) -> Any:
    """Give the value of a field, told as JSON, as the pages show it."""
    if field in _OF:
        return [msgspec.convert(item, _OF[field]) for item in value]
    return msgspec.convert(value, When | None) if field == "when" else value
