"""The knowledge base: entities searched, one with all that is known of it, and the forms that mend it. Every change can be taken back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.desk import knowing
from marsad.record import UsageError
from marsad.web.forms import cleaned, refused
from marsad.web.rendering import page

PAGE = 50


def entities(request: Request) -> Response:
    """Answer with the entities that bear the words asked for."""
    query = request.query_params
    said = cleaned(query.get("q", ""))
    kind, status = (_one_of(query.get(name, ""), known) for name, known in (("kind", knowing.KINDS), ("status", knowing.STATUSES)))
    rows = knowing.search(request.app.state.desk.archive, said, kind, status, cleaned(query.get("after", "")), PAGE + 1)
    kept = {name: value for name, value in (("q", said), ("kind", kind), ("status", status)) if value}
    more = "/entities?" + urlencode({**kept, "after": rows[PAGE - 1]["id"]}) if len(rows) > PAGE else None
    return page(request, "entities.html", rows=rows[:PAGE], q=said, chosen={kind, status}, kinds=knowing.KINDS, statuses=knowing.STATUSES, more=more)


def entity(request: Request) -> Response:
    """Answer with one entity."""
    found = knowing.told(request.app.state.desk.archive, request.query_params.get("id", ""))
    return page(request, "entity.html", told=found, e=found.entity, kinds=knowing.KINDS, relations=knowing.RELATIONS)


def change(request: Request) -> Response:
    """Do what a form says, and go back to the entity."""
    form: dict[str, Any] = {name: cleaned(value) for name, value in request.scope["marsad.form"]}
    try:
        knowing.change(request.app.state.desk.archive, form)
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse("/entity?" + urlencode({"id": form.get("id", "")}), 303)


def _one_of(value: str, known: tuple[str, ...]) -> str | None:
    return value if value in known else None
