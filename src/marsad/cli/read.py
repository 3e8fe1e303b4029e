"""`marsad read`: from inputs to records, one JSON object a line."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

READ_HELP = """Turn articles into records, one JSON object a line, in input order.

INPUT: files (.jsonl .ndjson, also .gz .zst; .txt; .html), folders, or - for JSON lines on standard input.

Examples:

  marsad read news.jsonl -o records.jsonl

  marsad read articles/ --workers 4 > records.jsonl

  cat news.jsonl | marsad read - | jq '.events[].type'

Exit codes: 0 all read, 3 some inputs failed (each gives a line with "error"), 1 nothing could be read, 2 wrong usage, 130 interrupted.
"""


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders or -.", show_default=False)],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write records here instead of standard output.")] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, help="Processes that read; 0 chooses by the machine and the inputs.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    from marsad.cli.progress import Progress
    from marsad.desk.read import read_lines
    from marsad.gather.files import find_items

    if output is not None and output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file", param_hint="--output")
    # A device or pipe is written to, not replaced by a file.
    special = output is not None and output.exists() and not output.is_file()
    temporary = output if special or output is None else output.with_name(output.name + ".part")
    done = failed = events = 0
    chosen = workers or (min(os.cpu_count() or 1, 8) if _large(inputs) else 1)
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(temporary.open("wb")) if temporary is not None else sys.stdout.buffer
        progress = stack.enter_context(Progress("articles", quiet))
        for line, read_well, found in read_lines(find_items(inputs), chosen):
            out.write(line)
            done += read_well
            failed += not read_well
            events += found
            progress.step()
        out.flush()
    if temporary is not None and output is not None and not special:
        temporary.replace(output)
    if not quiet:
        typer.echo(f"{done:,} articles read, {events:,} events, {failed:,} failed", err=True)
    raise typer.Exit(0 if not failed else 3 if done else 1)


def _large(inputs: list[str]) -> bool:
    return sum(p.stat().st_size for p in map(Path, inputs) if p.is_file()) > 2_000_000 or any(Path(i).is_dir() for i in inputs)
