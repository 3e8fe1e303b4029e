"""Saved filters: a list of acts that is kept, what is new in it as an Atom feed, and messages to a webhook that an administrator named."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.archive import saved
from marsad.archive.names import arabic_names
from marsad.desk.access import Visitor
from marsad.record import UsageError
from marsad.web.atom import feed_text
from marsad.web.filters import FilterProblem, address, filter_of_text
from marsad.web.forms import cleaned, refused
from marsad.web.rendering import Words, page, problem, settings_from

IN_A_FEED = 50


def listed(request: Request) -> Response:
    """Answer with the saved filters."""
    with request.app.state.desk.archive.reading() as connection:
        rows, hooks = saved.saved_rows(connection), saved.webhook_rows(connection)
    return page(request, "saved.html", rows=rows, hooks=hooks, query=address("", parse_qsl(request.url.query)).lstrip("?"))


def save(request: Request) -> Response:
    """Keep a filter. Only an editor may have messages sent about it."""
    form = {name: cleaned(value, 2000) for name, value in request.scope["marsad.form"]}
    visitor: Visitor = request.scope["marsad.visitor"]
    words = Words(settings_from(request))
    query = form.get("query", "").lstrip("?")
    try:
        filter_of_text(query)
        hook = int(form["webhook"]) if form.get("webhook", "").isdecimal() and len(form["webhook"]) < 10 else None
        if hook is not None and not visitor.may("editor"):
            return problem(request, 403, words.ui("not_allowed"), words.ui("role_needed", role=words.value("account_role", "editor")), words.ui("go_back"))
        title = form.get("title", "")[:120] or query or words.ui("all_events")
        saved.add_saved(request.app.state.desk.archive, visitor.name, str(title), query, hook, datetime.now(UTC))
    except FilterProblem as error:
        return problem(request, 400, words.ui("bad_filter"), words.ui(error.key, value=error.value), words.ui("go_back"))
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse("/saved", 303)


def remove(request: Request) -> Response:
    """Look at a filter no more: its owner's right, and an editor's."""
    visitor: Visitor = request.scope["marsad.visitor"]
    try:
        saved.remove_saved(request.app.state.desk.archive, _number(request), datetime.now(UTC), None if visitor.may("editor") else visitor.name)
    except UsageError as error:
        return refused(request, error, 404)
    return RedirectResponse("/saved", 303)


def feed(request: Request) -> Response:
    """Answer with what a filter found, as an Atom feed."""
    with request.app.state.desk.archive.reading() as connection:
        one = saved.saved_filter(connection, _number(request))
        if one is None:
            raise UsageError(request.path_params["number"], "there is no such saved filter", "/saved lists them.")
        rows = saved.found_rows(connection, one["number"], IN_A_FEED)
        names = arabic_names(connection, sorted({name for row in rows for part in (row["actors"], row["recipients"], row["place"]) for name in (part or "").split("; ")}))
    root = str(request.base_url).rstrip("/")
    return Response(feed_text(one, rows, names, Words(settings_from(request)), root), media_type="application/atom+xml")


def _number(request: Request) -> int:
    said = request.path_params["number"]
    return int(said) if said.isdecimal() and len(said) < 18 else 0
