"""`marsad load` and `marsad verify`: records into an archive, and whether an archive is whole."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

LOAD_HELP = """Load records (the output of `marsad read`) into an archive: one SQLite file, or PostgreSQL by URL.

Loading again adds nothing, so after an interruption, even a power cut, just run the same command again. Copies of one article and reports of one act are put together while loading.

Examples:

  marsad load records.jsonl

  marsad read news/ | marsad load - --archive syria.sqlite

  marsad load records.jsonl --archive postgresql://ana@db.example/marsad

Exit codes: 0 all loaded or there already, 3 some lines failed, 1 nothing could be loaded, 2 wrong usage, 130 interrupted.
"""
VERIFY_HELP = """Look whether an archive is whole: the log's hash chain, the hashes of articles, records and captures, every quote against the stored text.

The last line on standard output is the head of the log: note it outside of the archive, and give it to --head later to see that no entries were cut off.

Examples:

  marsad verify

  marsad verify --deep --archive syria.sqlite

  marsad verify --head 3f5a…

Exit codes: 0 whole, 1 faults were found (one a line), 2 wrong usage.
"""
ARCHIVE = typer.Option("--archive", metavar="PATH|URL", help="Which archive; MARSAD_ARCHIVE, else marsad.sqlite here.", show_default=False)
OUTCOMES = ("added", "read again", "known", "unread", "failed")


def load(
    inputs: Annotated[list[str], typer.Argument(metavar="RECORDS...", help="Files of records (.jsonl, .gz, .zst), folders or -.", show_default=False)],
    archive: Annotated[str | None, ARCHIVE] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are still told.")] = False,
) -> None:
    from marsad.cli.progress import Progress
    from marsad.cli.rows import summary
    from marsad.desk.filing import load_records

    counts: Counter[str] = Counter()
    with Progress("records", quiet) as progress:
        for step in load_records(inputs, archive):
            counts[step.outcome] += 1
            if step.error is not None:
                typer.echo(f"marsad: {step.error.where}: {step.error.found}. {step.error.todo}", err=True)
            progress.step()
    if not quiet:
        typer.echo(summary((name, counts[name]) for name in OUTCOMES), err=True)
    failed = counts["failed"]
    raise typer.Exit(0 if not failed else 3 if sum(counts.values()) > failed else 1)


def verify(
    archive: Annotated[str | None, ARCHIVE] = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also put all reports together anew and add up all sums, and compare.")] = False,
    head: Annotated[str | None, typer.Option("--head", metavar="HASH", help="A head of the log noted earlier: it must still be in the log.", show_default=False)] = None,
    upgrade: Annotated[bool, typer.Option("--upgrade", help="First bring the tables of an older Marsad up to date.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    from marsad.cli.progress import Progress
    from marsad.cli.rows import summary
    from marsad.desk import asking

    if upgrade:
        asking.upgrade(archive)
    with Progress("rows", quiet) as progress:
        report = asking.verify(archive, deep, head, progress.step)
    for fault in report.faults:
        typer.echo(f"{fault.where}: {fault.found}")
    if not quiet:
        typer.echo(f"{summary(report.looked_at.items())}; {len(report.faults):,} faults", err=True)
    typer.echo(f"head {report.head}")
    raise typer.Exit(1 if report.faults else 0)
