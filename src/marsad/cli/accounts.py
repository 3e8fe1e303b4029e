"""`marsad accounts`: who may use the desk from elsewhere, and the tokens of programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from marsad.cli.edit import Who
from marsad.cli.load import ARCHIVE
from marsad.cli.rows import Format, write_rows
from marsad.record import UsageError

_CODES = "Exit codes: 0 done, 1 the archive cannot be opened, 2 wrong usage."
ACCOUNTS_HELP = """Who may use the desk over the network, and the tokens of programs. On this machine alone (`marsad serve`) no account is needed.

Roles: a reader sees everything; a coder also reviews events; an editor also mends sources and entities; an admin also manages accounts and webhooks.

Examples:

  marsad accounts add layla --role coder

  marsad accounts token layla --scope read --label "weekly table"
"""
ADD_HELP = f"""Make an account. The password is asked for twice, or read from standard input.

Examples:

  marsad accounts add layla --role coder

  marsad accounts add ops --role admin --password-stdin < password.txt

{_CODES}
"""
LIST_HELP = f"""List the accounts, with their last log-in.

Examples:

  marsad accounts list --format json

{_CODES}
"""
ROLE_HELP = f"""Give an account another role: reader, coder, editor or admin. It holds from its next click.

Examples:

  marsad accounts role layla editor

{_CODES}
"""
DISABLE_HELP = f"""Let an account log in no more. Its sessions and tokens end at once; what it decided stays.

Examples:

  marsad accounts disable layla

{_CODES}
"""
ENABLE_HELP = f"""Let a disabled account log in again, with its old password.

Examples:

  marsad accounts enable layla

{_CODES}
"""
PASSWORD_HELP = f"""Give an account another password. Its sessions end.

Examples:

  marsad accounts password layla

{_CODES}
"""
TOKEN_HELP = f"""Make a token for a program and print it; it cannot be shown again.

Scopes: read (the JSON API), feeds (Atom feeds of saved filters), decide (accept and reject events; needs a coder).

Examples:

  marsad accounts token layla --scope read --days 30 --label "weekly table"

{_CODES}
"""
TOKENS_HELP = f"""List tokens (of one account): id, scopes, when they end. The tokens themselves are not kept.

Examples:

  marsad accounts tokens layla

{_CODES}
"""
REVOKE_HELP = f"""Let a token work no more, by the id that `marsad accounts tokens` shows.

Examples:

  marsad accounts revoke 0a1b2c3d4e5f

{_CODES}
"""
LOG_INS_HELP = f"""List the last log-ins (of one account), failed ones too. A name that no account has is shown as ? and a number.

Examples:

  marsad accounts log-ins layla --limit 20

{_CODES}
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=ACCOUNTS_HELP)
Where = Annotated[str | None, ARCHIVE]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
Some = Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)]
Form = Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@app.command(help=ADD_HELP)
def add(
    name: Name,
    role: Annotated[str, typer.Option("--role", metavar="reader|coder|editor|admin", help="What it may do.")] = "reader",
    password_stdin: FromStdin = False,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.archive.connect import open_archive
    from marsad.desk import access

    access.checked_name(name), access.checked_role(role)
    opened = open_archive(archive, create=True)
    try:
        typer.echo(access.add_account(opened, name, role, _password(password_stdin), who))
    finally:
        opened.close()


@app.command("list", help=LIST_HELP)
def list_(format_: Form = Format.table, archive: Where = None) -> None:
    from marsad.archive.accounts import account_rows
    from marsad.desk.asking import reading

    with reading(archive) as connection:
        write_rows(account_rows(connection), format_, ("name", "role", "created", "last", "disabled"))


@app.command(help=ROLE_HELP)
def role(name: Name, new: Annotated[str, typer.Argument(metavar="ROLE", show_default=False)], who: Who = None, archive: Where = None) -> None:
    from marsad.archive.accounts import set_role
    from marsad.desk import access, asking

    wanted = access.checked_role(new)
    typer.echo(asking.edit_knowledge(lambda a, by, now: set_role(a, access.checked_name(name), wanted, by, now), archive, who))


@app.command(help=DISABLE_HELP)
def disable(name: Name, who: Who = None, archive: Where = None) -> None:
    from marsad.archive import accounts
    from marsad.desk import access, asking

    typer.echo(asking.edit_knowledge(lambda a, by, now: accounts.disable(a, access.checked_name(name), by, now), archive, who))


@app.command(help=ENABLE_HELP)
def enable(name: Name, who: Who = None, archive: Where = None) -> None:
    from marsad.archive import accounts
    from marsad.desk import access, asking

    typer.echo(asking.edit_knowledge(lambda a, by, now: accounts.enable(a, access.checked_name(name), by, now), archive, who))


@app.command(help=PASSWORD_HELP)
def password(name: Name, password_stdin: FromStdin = False, who: Who = None, archive: Where = None) -> None:
    from marsad.desk import access, asking

    with asking.archive_at(archive) as opened:
        typer.echo(access.change_password(opened, name, _password(password_stdin), who))


@app.command(help=TOKEN_HELP)
def token(
    name: Name,
    scope: Annotated[list[str], typer.Option("--scope", metavar="read|feeds|decide", help="What it is for; may be given more than once.", show_default=False)],
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How long it works.")] = 90,
    label: Annotated[str, typer.Option("--label", help="What it is used by; shown in lists.")] = "",
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.desk import access, asking

    with asking.archive_at(archive) as opened:
        typer.echo(access.new_token(opened, name, scope, label, days, who))


@app.command(help=TOKENS_HELP)
def tokens(name: Some = None, format_: Form = Format.table, archive: Where = None) -> None:
    from marsad.archive.tokens import token_rows
    from marsad.desk.asking import reading

    with reading(archive) as connection:
        write_rows(token_rows(connection, name), format_, ("id", "account", "scopes", "label", "created", "expires", "revoked"))


@app.command(help=REVOKE_HELP)
def revoke(identity: Annotated[str, typer.Argument(metavar="ID", show_default=False)], who: Who = None, archive: Where = None) -> None:
    from marsad.archive.tokens import revoke_token
    from marsad.desk import asking

    typer.echo(asking.edit_knowledge(lambda a, by, now: revoke_token(a, identity, by, now), archive, who))


@app.command("log-ins", help=LOG_INS_HELP)
def log_ins(
    name: Some = None, limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many.")] = 50, format_: Form = Format.table, archive: Where = None
) -> None:
    from marsad.archive.accounts import log_in_rows
    from marsad.desk.asking import reading

    with reading(archive) as connection:
        write_rows(log_in_rows(connection, name, limit), format_, ("at", "account", "address", "outcome"))


def _password(from_stdin: bool) -> str:
    """Give the password: the first line of standard input, or what is typed twice, unseen."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("password", "there is no terminal to ask at", "Add --password-stdin, and give it on standard input.")
    found: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return found
