"""`marsad merge, split, undo`: an analyst's decisions about acts and entities, each logged with its reason."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.load import ARCHIVE

_CODES = "Exit codes: 0 done (the number of the change is printed), 1 the archive cannot be opened, 2 wrong usage."
MERGE_HELP = f"""Make one act of two or more. It stays one when more reports come; `marsad undo` takes it back.

Examples:

  marsad merge e0123456789abcdef efedcba9876543210 --why "one raid on two villages"

{_CODES}
"""
SPLIT_HELP = f"""Take claims out of an act, to be an act of their own. `marsad claims --event ID` lists them.

Examples:

  marsad split e0123456789abcdef --claim 0a1b2c3d4e5f6071 --why "the second strike, an hour later"

{_CODES}
"""
UNDO_HELP = f"""Take back a merge, a split or a change of the knowledge base, by the number that `marsad log` shows.

Examples:

  marsad undo 4711 --why "two raids after all"

{_CODES}
"""
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="The reason; it stands in the log.", show_default=False)]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides; MARSAD_USER, else the account's name.", show_default=False)]
Where = Annotated[str | None, ARCHIVE]


def merge(
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", help="Two or more events.", show_default=False)], why: Why, who: Who = None, archive: Where = None
) -> None:
    from marsad.desk import asking

    typer.echo(asking.decide("merge", events, why, archive, who=who))


def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", show_default=False)],
    claim: Annotated[list[str], typer.Option("--claim", metavar="CLAIM", help="A claim to take out; may be given more than once.", show_default=False)],
    why: Why,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    typer.echo(asking.decide("split", [event], why, archive, claim, who))


def undo(change: Annotated[int, typer.Argument(metavar="NUMBER", show_default=False)], why: Why, who: Who = None, archive: Where = None) -> None:
    from marsad.desk import asking

    typer.echo(asking.decide("undo", [str(change)], why, archive, who=who))
