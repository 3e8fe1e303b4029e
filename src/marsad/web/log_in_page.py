"""Logging in and out, and a person's own password."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.desk import access
from marsad.record import UsageError
from marsad.web.desk_page import local
from marsad.web.guard import session_cookie
from marsad.web.rendering import Words, page, problem, settings_from


def log_in(request: Request) -> Response:
    """Answer with the form; who is logged in already goes on."""
    return page(request, "log_in.html", wrong=None, name="", after=local(request.query_params.get("next", "/")))


def enter(request: Request) -> Response:
    """Let somebody in who has the right password. The session is a new one, whatever cookie the browser brought."""
    form = dict(request.scope["marsad.form"])
    after = local(form.get("next", "/"))
    try:
        secret, _ = access.log_in(request.app.state.desk.archive, form.get("name", ""), form.get("password", ""), address_of(request))
    except access.Refused as error:
        return page(request, "log_in.html", 429 if error.key == "wait" else 403, wrong=f"log_in_{error.key}", name=form.get("name", "")[:64], after=after)
    return _with_session(request, RedirectResponse(after, 303), secret, access.SESSION_HOURS * 3600)


def leave(request: Request) -> Response:
    """End the session."""
    visitor, session = request.scope["marsad.visitor"], request.scope["marsad.session"]
    if visitor is not None and visitor.known and session:
        access.log_out(request.app.state.desk.archive, session, visitor.name, address_of(request))
    return _with_session(request, RedirectResponse("/log-in" if request.app.state.door.accounts else "/", 303), "", 0)


def password(request: Request) -> Response:
    """Give the visitor another password, if he knows the old one; he logs in anew."""
    form, visitor = dict(request.scope["marsad.form"]), request.scope["marsad.visitor"]
    words = Words(settings_from(request))
    archive = request.app.state.desk.archive
    if not visitor.known:
        return problem(request, 404, words.ui("not_found"), words.ui("no_account"), words.ui("go_back"))
    try:
        secret, _ = access.log_in(archive, visitor.name, form.get("old", ""), address_of(request))
        access.change_password(archive, visitor.name, form.get("new", ""), visitor.name)
    except access.Refused as error:
        return problem(request, 403, words.ui("not_allowed"), words.ui(f"log_in_{error.key}"), words.ui("go_back"))
    except UsageError:
        access.log_out(archive, secret, visitor.name, address_of(request))
        return problem(request, 400, words.ui("not_allowed"), words.ui("password_short", least=access.SHORTEST, most=access.LONGEST), words.ui("go_back"))
    return _with_session(request, RedirectResponse("/log-in", 303), "", 0)


def address_of(request: Request) -> str:
    """Give the network address of whoever asks."""
    return request.client.host if request.client is not None else ""


def _with_session(request: Request, answer: Response, secret: str, age: int) -> Response:
    answer.headers.append("set-cookie", session_cookie(secret, request.app.state.door.secure, age))
    return answer
