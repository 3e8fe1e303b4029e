"""Sources: what is collected and how it goes, how reliable each outlet is, and collecting now."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.archive import ratings
from marsad.desk import newsroom
from marsad.desk.filing import person
from marsad.desk.undoing import undo
from marsad.record import MarsadError, UsageError
from marsad.web.forms import cleaned, refused
from marsad.web.rendering import page


def sources(request: Request) -> Response:
    """Answer with the sources of marsad.toml and the outlets of the archive."""
    state = request.app.state
    found = newsroom.newsroom(state.desk.archive, state.door.config)
    return page(request, "sources.html", room=found, collecting=state.collecting, grades=ratings.RELIABILITY, moment=_moment)


def change(request: Request) -> Response:
    """Do what a form of the page says: collect, add a source, rate an outlet, take a rating back."""
    state, now = request.app.state, datetime.now(UTC)
    form = {name: cleaned(value) for name, value in request.scope["marsad.form"]}
    action = request.path_params["action"]
    try:
        if action == "collect":
            state.collecting.start(state.desk.archive, state.door.config, [form["name"]] if form.get("name") else [])
        elif action == "add":
            newsroom.add_feed(state.door.config, form.get("address", ""), form.get("name", ""), form.get("kind", "feed"))
        elif action == "rate":
            ratings.rate(state.desk.archive, "reliability", form.get("outlet", ""), form.get("value", ""), person(), form.get("why", ""), now)
        elif action == "undo":
            number = form.get("number", "")
            undo(state.desk.archive, int(number) if number.isdecimal() and len(number) < 18 else 0, person(), "undo", now)
        else:
            raise UsageError(action[:40], "there is no such form", "Use the page of the sources.")
    except MarsadError as error:
        return refused(request, error)
    return RedirectResponse("/sources", 303)


def judge(request: Request) -> Response:
    """Say how credible an act is; apart from how reliable its sources are."""
    form = {name: cleaned(value) for name, value in request.scope["marsad.form"]}
    try:
        ratings.rate(request.app.state.desk.archive, "credibility", request.path_params["id"], form.get("value", ""), person(), form.get("why", ""), datetime.now(UTC))
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse(f"/events/{request.path_params['id']}", 303)


def _moment(seconds: float | None) -> str | None:
    """Give a Unix time as ISO, None for none."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ") if seconds else None
