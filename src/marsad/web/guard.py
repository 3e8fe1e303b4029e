"""What stands before every page: whose name the browser used (Host), what it may do with the page (headers), and whether a form is ours (CSRF)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION = "marsad_session"  # over HTTPS with the prefix __Host-, so that no other host of the domain can set it
FIELD = "csrf"
LONGEST_FORM = 64 * 1024  # bytes
HEADERS = {
    "content-security-policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def session_cookie(value: str, secure: bool, age: int | None = None) -> str:
    """Give the header that keeps a session in the browser, for its pages only; `age` in seconds, None for as long as the browser runs."""
    return f"{session_name(secure)}={value}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}{f'; Max-Age={age}' if age is not None else ''}"


def session_name(secure: bool) -> str:
    return f"__Host-{SESSION}" if secure else SESSION


class Guard:
    """Answers 400 to a foreign Host (against DNS rebinding) and 403 to a form that is not from our pages; puts the fields of a good one into the scope.

    `secure`: browsers reach us over HTTPS only. A program's request with a token (Authorization: Bearer) needs no form's token: no browser sends that header
    by itself. Its body goes into the scope as it is.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], secure: bool = False) -> None:
        self.app, self.hosts, self.secure = app, frozenset(name.lower() for name in hosts), secure
        self._secret = secrets.token_bytes(32)

    def token(self, session: str) -> str:
        """Give the token that a form of this browser must bring along."""
        return hmac.new(self._secret, session.encode("utf-8"), hashlib.sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = _cookie(headers.get("cookie", ""), session_name(self.secure))
        session = given or secrets.token_urlsafe(24)
        scope["marsad.csrf"], scope["marsad.session"] = self.token(session), given

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out[name] = value
                out.setdefault("cache-control", "no-store")
                if self.secure:
                    out["strict-transport-security"] = "max-age=31536000"
                if not given and "authorization" not in headers:
                    out.append("set-cookie", session_cookie(session, self.secure))
            await send(message)

        problem = await self._problem(scope, receive, headers, given)
        if problem is not None:
            status, text = problem
            program = scope["path"].startswith("/api/")
            answer = JSONResponse({"error": {"where": "request", "message": text.strip()}}, status) if program else PlainTextResponse(text, status)
            await answer(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)

    async def _problem(self, scope: Scope, receive: Receive, headers: Headers, session: str | None) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return 400, "This server does not answer to that name. Open the address that `marsad serve` printed.\n"
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return 405, "Only GET and POST are answered.\n"
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "This form was sent from another site.\n"
        body = await _body(receive)
        if body is None:
            return 413, f"A form may have {LONGEST_FORM:,} bytes at most.\n"
        if scope["path"].startswith("/api/") and headers.get("authorization", "").lower().startswith("bearer "):
            scope["marsad.form"], scope["marsad.body"] = [], body
            return None
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        sent = next((value for name, value in fields if name == FIELD), "")
        if session is None or not hmac.compare_digest(sent.encode("utf-8"), self.token(session).encode("ascii")):
            return 403, "This form is not from a page of this server, or the page was opened before the server started anew. Go back, load the page again and repeat.\n"
        scope["marsad.form"] = fields
        return None


def _name(host: str) -> str:
    """Give a Host header without its port.

    >>> _name("[::1]:8321"), _name("LocalHost:80")
    ('[::1]', 'localhost')
    """
    name = host.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]


def _cookie(header: str, name: str) -> str | None:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value or None if found is not None else None


async def _body(receive: Receive) -> bytes | None:
    """Give the body of a request, None if it is too long."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return body
        part: bytes = message.get("body", b"")
        body += part
        if len(body) > LONGEST_FORM:
            return None
        if not message.get("more_body"):
            return body
