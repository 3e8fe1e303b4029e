"""`marsad redact`: take a person out of an archive, for protection. Looks first; only --yes does it, and it cannot be undone."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.cli.edit import Who
from marsad.cli.load import ARCHIVE

REDACT_HELP = """Take a person's name out of everything that an archive holds, and of all that is loaded later. IT CANNOT BE UNDONE.

Without --yes it only tells what would be changed. Each letter of the name becomes a block (█) in texts, titles, records, claims and the log; the person's names, offices and id leave the knowledge base. The log keeps a tombstone: who, when, why, and the hashes before and after, so that `marsad verify` still holds. The name itself is not kept.

A part of the name standing alone is masked in articles that give the full name or in which the reader knew the person. Spellings that the archive does not know must be given with --also. Files beside the archive (records, captures, exports, backups) are not touched.

Examples:

  marsad redact "سليم الخرفان" --why "at the family's request"

  marsad redact "سليم الخرفان" --also "Salim al-Kharfan" --why "at the family's request" --yes

Exit codes: 0 done, or looked; 1 the archive cannot be opened, 2 wrong usage.
"""


def redact(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name, or an id of the knowledge base.", show_default=False)],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="The reason, without the name; it stands in the log.", show_default=False)],
    also: Annotated[list[str] | None, typer.Option("--also", metavar="SPELLING", help="Another spelling; may be given more than once.", show_default=False)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Without this, only look.")] = False,
    who: Who = None,
    archive: Annotated[str | None, ARCHIVE] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    from marsad.cli.progress import Progress
    from marsad.desk import redacting

    with Progress("records", quiet) as progress:
        if yes:
            typer.echo(redacting.redact(name, why, also or [], archive, who, progress.step))
            return
        found = redacting.look(name, also or [], archive, progress.step)
    typer.echo(f"ids        {', '.join(found.person.ids) or 'none'}")
    typer.echo(f"spellings  {' | '.join(found.person.spellings)}")
    typer.echo(f"articles   {len(found.articles):,}")
    typer.echo(f"log        {len(found.log):,}")
    if not quiet:
        typer.echo("Nothing was changed. The same command with --yes takes the name out for good.", err=True)
