"""Who asks, and whether he may. It stands before every route: a page knows its visitor from the scope and need not ask again.

A person is known by a session (cookie), a program by a token: Authorization: Bearer TOKEN, or, for feed readers, Basic with the token as the
password, for reading only, as browsers repeat Basic by themselves. Where no accounts are demanded, whoever reaches the server is its owner.
"""

from __future__ import annotations

import base64
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from marsad.desk import access
from marsad.desk.access import Visitor
from marsad.desk.filing import ACTING
from marsad.web.policy import needed, scopes_for
from marsad.web.rendering import Words, problem, settings_from


class Gate:
    """Puts the visitor into the scope, and answers 401, 403 or the way to the log-in in the stead of a page that he may not have."""

    def __init__(self, app: ASGIApp, demanded: bool) -> None:
        self.app, self.demanded = app, demanded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visitor, answer = await run_in_threadpool(self._looked_at, scope)
        scope["marsad.visitor"] = visitor
        if answer is None:
            ACTING.set(visitor.name if visitor is not None and visitor.known else None)
            await self.app(scope, receive, send)
        else:
            await answer(scope, receive, send)

    def _looked_at(self, scope: Scope) -> tuple[Visitor | None, Response | None]:
        """Give who asks (None: nobody that is known), and the answer if he may not have what he asks for."""
        method, path = scope["method"], scope["path"]
        archive = scope["app"].state.desk.archive
        header = Headers(scope=scope).get("authorization")
        role = needed(method, path)
        if role is None and path.startswith("/static/"):
            return None, None
        if header is not None:
            token = token_of(header, method)
            visitor = access.visitor_of_token(archive, token) if token else None
            if visitor is None:
                return None, _refused(scope, 401, "token_wrong")
            allowed = visitor.scopes is not None and any(scope_ in visitor.scopes for scope_ in scopes_for(method, path))
            return visitor, None if allowed and visitor.may(role or "reader") else _refused(scope, 403, "token_scope")
        if not self.demanded:
            return access.local_visitor(), None
        session = scope["marsad.session"]
        visitor = access.visitor_of_session(archive, session) if session else None
        if role is None or (visitor is not None and visitor.may(role)):
            return visitor, None
        if visitor is not None:
            scope["marsad.visitor"] = visitor
            return visitor, _refused(scope, 403, "role_needed", role)
        return None, _refused(scope, 401, "token_needed") if path.startswith("/api/") else _to_log_in(scope)


def token_of(header: str, method: str) -> str | None:
    """Give the token of an Authorization header, None if it holds none that counts for this method.

    >>> token_of("Bearer abc", "POST"), token_of("Basic eDphYmM=", "GET"), token_of("Basic eDphYmM=", "POST")
    ('abc', 'abc', None)
    """
    kind, _, value = header.strip().partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic" or method not in ("GET", "HEAD"):
        return None
    try:
        return base64.b64decode(value.strip(), validate=True).decode("ascii").partition(":")[2]
    except ValueError:
        return None


def _to_log_in(scope: Scope) -> Response:
    asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    return RedirectResponse(f"/log-in?next={quote(asked if scope['method'] == 'GET' else '/', safe='')}", 303)


def _refused(scope: Scope, status: int, key: str, role: str = "") -> Response:
    words = Words(settings_from(Request(scope)))
    if scope["path"].startswith("/api/") or status == 401:
        said = Words(settings_from(Request(scope))._replace(language="en")).ui(key, role=role)
        headers = {"www-authenticate": 'Bearer realm="Marsad", Basic realm="Marsad: the token is the password"'} if status == 401 else None
        return JSONResponse({"error": {"where": "authorization", "message": str(said)}}, status, headers)
    return problem(Request(scope), status, words.ui("not_allowed"), words.ui(key, role=words.value("account_role", role)), words.ui("go_back"))
