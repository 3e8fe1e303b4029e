"""`marsad captures`: the evidence of what was collected; checked, listed, tried again, extracted anew."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.collect import HERE, ConfigFile

CAPTURES_HELP = """The evidence of what was collected: check it, see what failed, try again, extract anew.

Examples:

  marsad captures verify

  marsad captures articles | marsad read - -o records.jsonl
"""
app = typer.Typer(no_args_is_help=True, help=CAPTURES_HELP, rich_markup_mode=None)
VERIFY_HELP = """Check everything that was collected: the chain of rows, the WARC records, the files, the articles, the time stamps.

Nothing is changed, and `marsad watch` may be running. What is not as it was taken is listed.

Examples:

  marsad captures verify

  marsad captures verify --json | jq '.findings[]'

Exit codes: 0 all is as it was taken, 1 something was changed or is missing, 2 wrong usage.
"""
FAILED_HELP = """List what could not be captured: given up (dead), or waiting for another try, with the reason.

Examples:

  marsad captures failed

  marsad captures failed --dead --json | jq -r .link

Exit codes: 0 listed, 2 wrong usage.
"""
REPLAY_HELP = """Let what failed be tried again at the next `marsad collect` or by a running schedule; all of it, or some reasons only.

Examples:

  marsad captures replay

  marsad captures replay not-found too-slow

Exit codes: 0 noted, 2 wrong usage.
"""
EXTRACT_HELP = """Extract the captured pages anew from the WARC files, with this version of the extractor. Article ids stay.

Examples:

  marsad captures extract -o again.jsonl

Exit codes: 0 all extracted, 3 some could not be, 1 none could be, 2 wrong usage.
"""
ARTICLES_HELP = """Write every article that was collected, one JSON object a line, in the order in which it came.

Examples:

  marsad captures articles | marsad read - -o records.jsonl

Exit codes: 0 written, 2 wrong usage.
"""


@app.command(help=VERIFY_HELP)
def verify(config: ConfigFile = HERE, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    from marsad.desk.captures import verify_captures

    verdict = verify_captures(config)
    if as_json:
        typer.echo(json.dumps({"sound": verdict.sound, "counts": verdict.counts, "findings": [f._asdict() for f in verdict.findings]}, ensure_ascii=False))
    else:
        for finding in verdict.findings:
            typer.echo(f"{finding.status:<9}  {finding.what:<7}  {finding.which}" + (f": {finding.said}" if finding.said else ""))
        counted = ", ".join(f"{number:,} {status}" for status, number in sorted(verdict.counts.items()))
        typer.echo(f"{'sound' if verdict.sound else 'NOT SOUND'}: {counted or 'nothing to check'}", err=True)
    raise typer.Exit(0 if verdict.sound else 1)


@app.command(help=FAILED_HELP)
def failed(
    config: ConfigFile = HERE, dead: Annotated[bool, typer.Option("--dead", help="Only what was given up.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:  # fmt: skip
    from marsad.desk.captures import failed_captures

    for item in failed_captures(config, dead):
        typer.echo(
            json.dumps(item._asdict(), ensure_ascii=False)
            if as_json
            else f"{item.status:<7}  {item.attempts}x  {item.reason:<17}  {item.source}  {item.link or item.key}  {item.detail}"
        )


@app.command(help=REPLAY_HELP)
def replay(reasons: Annotated[list[str] | None, typer.Argument(metavar="[REASON...]", show_default=False)] = None, config: ConfigFile = HERE) -> None:
    from marsad.desk.captures import replay_captures
    from marsad.gather.trouble import REASONS

    for reason in reasons or []:
        if reason not in REASONS:
            raise typer.BadParameter(f"'{reason}' is no reason; they are {', '.join(REASONS)}", param_hint="REASON")
    typer.echo(f"{replay_captures(config, reasons or []):,} will be tried again", err=True)


@app.command(help=EXTRACT_HELP)
def extract(config: ConfigFile = HERE, output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of standard output.")] = None) -> None:
    from marsad.desk.captures import extract_captures

    done = wrong = 0
    temporary = output.with_name(output.name + ".part") if output is not None else None
    out = temporary.open("wb") if temporary is not None else sys.stdout.buffer
    try:
        for identity, line, said in extract_captures(config):
            if line is None:
                wrong += 1
                typer.echo(f"{identity}: {said}", err=True)
            else:
                done += 1
                out.write(line)
        out.flush()
    finally:
        if temporary is not None:
            out.close()
    if temporary is not None and output is not None:
        temporary.replace(output)
    typer.echo(f"{done:,} extracted, {wrong:,} could not be", err=True)
    raise typer.Exit(0 if not wrong else 3 if done else 1)


@app.command(help=ARTICLES_HELP)
def articles(config: ConfigFile = HERE) -> None:
    from marsad.desk.captures import collected_articles

    for line in collected_articles(config):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
