"""Forms that concern the whole desk: settings, and the removal of the sample articles."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.desk.samples import without_samples
from marsad.record import UsageError
from marsad.web.rendering import Words, problem, settings_from
from marsad.web.settings import COOKIE, Settings, settings_of

YEAR = 365 * 24 * 3600


def choose(request: Request) -> Response:
    """Keep the reader's settings in a cookie and go back to the page."""
    form = dict(request.scope["marsad.form"])
    old = settings_from(request)
    chosen = settings_of(".".join(form.get(name, getattr(old, name)) for name in Settings._fields), old.language)
    answer = RedirectResponse(local(form.get("next", "/")), 303)
    answer.set_cookie(COOKIE, chosen.cookie(), max_age=YEAR, httponly=True, samesite="strict", path="/", secure=request.app.state.door.secure)
    return answer


def remove_samples(request: Request) -> Response:
    """Put an empty archive in the place of the one that holds the samples only."""
    desk = request.app.state.desk
    try:
        with desk.lock:
            desk.archive = without_samples(desk.archive)
        request.app.state.samples = 0
    except UsageError:
        words = Words(settings_from(request))
        return problem(request, 409, words.ui("samples_stay"), words.ui("samples_mixed"), words.ui("samples_todo"))
    return RedirectResponse("/events", 303)


def local(target: str) -> str:
    """Give an address of this server, "/" for any other: a form must not lead away.

    >>> local("/events?type=AID"), local("//elsewhere.example"), local("/\\\\\\\\elsewhere.example"), local("https://elsewhere.example")
    ('/events?type=AID', '/', '/', '/')
    """
    safe = target.startswith("/") and not target.startswith("//") and "\\" not in target and all(ord(sign) > 31 for sign in target)
    return target if safe else "/"
