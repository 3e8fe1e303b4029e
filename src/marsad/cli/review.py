"""`marsad review`: how far the review of an archive has come, and what it gives: reference cases and proposals for the lexicon."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from marsad.cli.load import ARCHIVE

_CODES = "Exit codes: 0 done, 1 the archive cannot be opened, 2 wrong usage."
HELP = """Take away what the review of an archive gave. Reviewing itself is done in the browser: marsad serve.

Examples:

  marsad review progress --archive syria.sqlite

  marsad review cases --archive syria.sqlite > cases.jsonl
"""
PROGRESS_HELP = f"""Show how many events have a verdict, who read how many, and how far two readers of the same events agree (Cohen's kappa by field).

Examples:

  marsad review progress

  marsad review progress --json

{_CODES}
"""
CASES_HELP = f"""Print the reference cases: articles of which every event has a verdict, one a line, with the corrections in place.

`marsad measure` scores with them. Statements and agreements are not reviewed: they stand as they were read, and each case says so.

Examples:

  marsad review cases > cases.jsonl

  marsad measure cases.jsonl

{_CODES}
"""
PROPOSALS_HELP = f"""Print what corrections and rejections say about entries of the lexicon, as YAML: sentences that an entry must code, and that it must not.

The sentences are quoted from the articles. The lexicon takes sentences of its own: write one for each.

Examples:

  marsad review proposals > proposals.yaml

{_CODES}
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=HELP)
Where = Annotated[str | None, ARCHIVE]


@app.command(help=PROGRESS_HELP)
def progress(archive: Where = None, as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    from marsad.desk.reviewed import told_progress

    told = told_progress(archive)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"{told['done']:,} of {told['events']:,} events have a verdict; {told['whole']:,} of {told['begun']:,} articles that were begun are whole")
    for name, acts in told["readers"].items():
        typer.echo(f"  {name}: {acts:,} events")
    for name, (things, same, kappa) in told["agreement"].items():
        typer.echo(f"  {name:<12} {same:>6,} of {things:>6,} alike   kappa {'-' if kappa is None else format(kappa, '.2f')}")


@app.command(help=CASES_HELP)
def cases(archive: Where = None) -> None:
    from marsad.desk.reviewed import told_cases

    for case in told_cases(archive):
        typer.echo(json.dumps(case, ensure_ascii=False))


@app.command(help=PROPOSALS_HELP)
def proposals(archive: Where = None) -> None:
    from marsad.desk.reviewed import told_proposals

    typer.echo(told_proposals(archive), nl=False)
