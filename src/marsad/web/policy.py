"""Which role a request needs. What no line names: a reader may look at every page, and a coder may send every form.

So a page that is added without a thought here is never open to strangers, and never lets a reader decide.
"""

from __future__ import annotations

import re

OPEN = re.compile(r"/static/.*|/log-in")  # for whoever reaches the server
_FORMS = (  # forms that need another role than a coder's
    (re.compile(r"/settings"), None),  # the language of the log-in
    (re.compile(r"/log-out|/password|/saved(/.*)?|/tokens(/.*)?"), "reader"),
    (re.compile(r"/sources(/.*)?|/entit(y|ies)(/.*)?|/review/settle"), "editor"),
    (re.compile(r"/samples/.*|/accounts(/.*)?|/webhooks(/.*)?"), "admin"),
)
_PAGES = ((re.compile(r"/accounts(/.*)?"), "admin"),)
_SCOPES = (  # what a token may be used for, first the narrower
    (re.compile(r"/saved/\d+/feed\.atom"), ("feeds", "read")),
    (re.compile(r"/api/.*"), ("read",)),
)


def needed(method: str, path: str) -> str | None:
    """Give the role that a request needs, None if it needs none.

    >>> needed("GET", "/events"), needed("POST", "/review"), needed("POST", "/saved"), needed("GET", "/log-in")
    ('reader', 'coder', 'reader', None)
    """
    if OPEN.fullmatch(path):
        return None
    reads = method in ("GET", "HEAD")
    return next((role for pattern, role in (_PAGES if reads else _FORMS) if pattern.fullmatch(path)), "reader" if reads else "coder")


def scopes_for(method: str, path: str) -> tuple[str, ...]:
    """Give the scopes of a token of which one is needed; none means that tokens do not work there.

    >>> scopes_for("GET", "/api/events"), scopes_for("POST", "/api/events/e1/verdict"), scopes_for("GET", "/accounts")
    (('read',), ('decide',), ())
    """
    if method not in ("GET", "HEAD"):
        return ("decide",) if path.startswith("/api/") else ()
    return next((scopes for pattern, scopes in _SCOPES if pattern.fullmatch(path)), ())
