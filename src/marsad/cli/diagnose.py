"""`marsad doctor` and `marsad info`: whether Marsad can work here, and what a bug report needs."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

DOCTOR_HELP = """Look whether Marsad can work here: Python, packages, lexicon, cache, a sample sentence, the archive and its databases, what was collected, the ledger, optional parts, terminal, disk, memory.

Each line says pass, warn or fail; a warning or failure says what helps.

Examples:

  marsad doctor

  marsad doctor --json | jq '.checks[] | select(.status != "pass")'

Exit codes: 0 nothing fails, 1 something fails, 2 wrong usage.
"""
INFO_HELP = """Print the versions of Marsad, its lexicon and ledger, Python, the system, SQLite and the packages, for bug reports.

Examples:

  marsad info

  marsad info --markdown

Exit codes: 0 printed, 2 wrong usage.
"""
_COLOURS = {"pass": "green", "warn": "yellow", "fail": "red"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    from marsad.cli.terminal import coloured
    from marsad.desk.doctor import examine

    checks = examine(sys.stdout.encoding)
    failed = any(check.status == "fail" for check in checks)
    if as_json:
        typer.echo(json.dumps({"ok": not failed, "checks": [check._asdict() for check in checks]}, ensure_ascii=False, indent=2))
    else:
        for check in checks:
            status = typer.style(f"{check.status:<4}", fg=_COLOURS[check.status]) if coloured() else f"{check.status:<4}"
            typer.echo(f"{status}  {check.name:<12}  {check.found}")
            if check.fix:
                typer.echo(f"{'':<20}→ {check.fix}")
    raise typer.Exit(1 if failed else 0)


def info(markdown: Annotated[bool, typer.Option("--markdown", help="Print a table in Markdown, to paste into a report.")] = False) -> None:
    from marsad.desk.doctor import versions

    rows = versions()
    if markdown:
        typer.echo("| part | version |\n| --- | --- |")
        for name, version in rows:
            typer.echo(f"| {name} | {version.replace('|', chr(92) + '|')} |")
        return
    width = max(len(name) for name, _ in rows)
    for name, version in rows:
        typer.echo(f"{name:<{width}}  {version}")
