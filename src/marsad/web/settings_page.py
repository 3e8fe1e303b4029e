"""The settings: how a person reads the pages, his password and tokens, and, for an administrator, the accounts."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.archive import accounts
from marsad.archive.tokens import revoke_token, token_rows
from marsad.desk import access
from marsad.desk.access import Visitor
from marsad.record import UsageError
from marsad.web.forms import cleaned, refused
from marsad.web.rendering import page

EXAMPLE = "2020-02-15"  # a day whose month has three Arabic names


def settings(request: Request) -> Response:
    """Answer with the settings."""
    visitor: Visitor = request.scope["marsad.visitor"]
    with request.app.state.desk.archive.reading() as connection:
        mine = token_rows(connection, visitor.name) if visitor.known else []
        tries = accounts.log_in_rows(connection, visitor.name, 10) if visitor.known else []
    return page(request, "settings.html", tokens=mine, tries=tries, scopes=[scope for scope, role in access.SCOPES.items() if visitor.may(role)], example=EXAMPLE, fresh=None)


def make_token(request: Request) -> Response:
    """Make a token of the visitor and show it, this once."""
    visitor: Visitor = request.scope["marsad.visitor"]
    form: list[tuple[str, str]] = request.scope["marsad.form"]
    given = {name: cleaned(value) for name, value in form}
    archive = request.app.state.desk.archive
    try:
        days = int(given["days"]) if given.get("days", "").isdecimal() and len(given["days"]) < 5 else access.TOKEN_DAYS
        fresh = access.new_token(archive, visitor.name, [value for name, value in form if name == "scope"], given.get("label", ""), days, visitor.name)
    except UsageError as error:
        return refused(request, error)
    with archive.reading() as connection:
        mine, tries = token_rows(connection, visitor.name), accounts.log_in_rows(connection, visitor.name, 10)
    return page(request, "settings.html", tokens=mine, tries=tries, scopes=[scope for scope, role in access.SCOPES.items() if visitor.may(role)], example=EXAMPLE, fresh=fresh)


def revoke(request: Request) -> Response:
    """Let a token of the visitor (for an administrator: any) work no more."""
    visitor: Visitor = request.scope["marsad.visitor"]
    form = dict(request.scope["marsad.form"])
    try:
        revoke_token(request.app.state.desk.archive, form.get("id", ""), visitor.name, datetime.now(UTC), None if visitor.may("admin") else visitor.name)
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse("/settings", 303)


def listed(request: Request) -> Response:
    """Answer with the accounts, tokens and last log-ins."""
    with request.app.state.desk.archive.reading() as connection:
        rows, tokens, tries = accounts.account_rows(connection), token_rows(connection), accounts.log_in_rows(connection, None, 100)
    return page(request, "accounts.html", rows=rows, tokens=tokens, tries=tries, roles=access.ROLES)


def change(request: Request) -> Response:
    """Make an account, give it another role, disable or enable it."""
    visitor: Visitor = request.scope["marsad.visitor"]
    form = dict(request.scope["marsad.form"])
    archive, now, who = request.app.state.desk.archive, datetime.now(UTC), visitor.name
    try:
        name = access.checked_name(form.get("name", ""))
        action = request.path_params["action"]
        if action == "add":
            access.add_account(archive, name, form.get("role", ""), form.get("password", ""), who, now)
        elif action == "role":
            accounts.set_role(archive, name, access.checked_role(form.get("role", "")), who, now)
        elif action == "disable":
            accounts.disable(archive, name, who, now)
        elif action == "enable":
            accounts.enable(archive, name, who, now)
        else:
            raise UsageError(action[:40], "there is no such form", "Use the page of the accounts.")
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse("/accounts", 303)
