"""`marsad webhooks`: addresses that are told of new events."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.edit import Who
from marsad.cli.load import ARCHIVE
from marsad.cli.rows import Format, write_rows

_CODES = "Exit codes: 0 done, 1 the archive cannot be opened, 2 wrong usage."
WEBHOOKS_HELP = """Addresses that are told of new events which meet a saved filter (page "Saved filters" of the desk). Only what is named here is ever told.

Each message is a POST of JSON, signed: X-Marsad-Signature: t=UNIX TIME,v1=HEX, an HMAC-SHA256 with the webhook's secret over "TIME.BODY". What does
not arrive is sent again after 1 and 5 minutes, half an hour, 2, 6 and 24 hours.

Examples:

  marsad webhooks add https://hooks.example.org/marsad
"""
ADD_HELP = f"""Name an address and print its number and its secret, which is not shown again.

Examples:

  marsad webhooks add https://hooks.example.org/marsad

  marsad webhooks add http://intranet.example:8080/hook --private

{_CODES}
"""
LIST_HELP = f"""List the webhooks, with what became of their messages.

Examples:

  marsad webhooks list

{_CODES}
"""
REMOVE_HELP = f"""Let no more messages go to an address.

Examples:

  marsad webhooks remove 1

{_CODES}
"""
DELIVER_HELP = f"""Look what is new to the saved filters and send what is due, once. `marsad serve` does so every half minute by itself.

Examples:

  marsad webhooks deliver

{_CODES}
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=WEBHOOKS_HELP)
Where = Annotated[str | None, ARCHIVE]


@app.command(help=ADD_HELP)
def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", show_default=False)],
    private: Annotated[bool, typer.Option("--private", help="It may lie in a private network, and be plain http.")] = False,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.desk.asking import archive_at
    from marsad.desk.messages import name_webhook

    with archive_at(archive) as opened:
        number, secret = name_webhook(opened, address, private, who)
    typer.echo(f"{number}  {secret}")


@app.command("list", help=LIST_HELP)
def list_(format_: Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")] = Format.table, archive: Where = None) -> None:
    from marsad.archive.saved import webhook_rows
    from marsad.desk.asking import reading

    with reading(archive) as connection:
        write_rows(webhook_rows(connection), format_, ("number", "address", "delivered", "waiting", "given_up", "said"))


@app.command(help=REMOVE_HELP)
def remove(number: Annotated[int, typer.Argument(metavar="NUMBER", show_default=False)], who: Who = None, archive: Where = None) -> None:
    from marsad.archive.saved import remove_webhook
    from marsad.desk.asking import edit_knowledge

    edit_knowledge(lambda a, by, now: remove_webhook(a, number, by, now), archive, who)


@app.command(help=DELIVER_HELP)
def deliver(archive: Where = None) -> None:
    from marsad.desk.asking import archive_at
    from marsad.desk.messages import tell_new
    from marsad.web.filters import filter_of_text

    with archive_at(archive) as opened:
        found, arrived = tell_new(opened, filter_of_text)
    typer.echo(f"{found:,} new, {arrived:,} messages arrived", err=True)
