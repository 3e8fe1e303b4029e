"""`marsad read`: from inputs to records, one JSON object a line."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

READ_HELP = """Turn articles into records, one JSON object a line, in input order.

INPUT: files (.jsonl .ndjson, also .gz .zst; .txt; .html; .parquet; .warc, also .gz .zst; .wacz), folders, patterns, or - for JSON lines on standard input.

Examples:

  marsad read news.jsonl -o records.jsonl

  marsad read articles/ --workers 4 > records.jsonl

  cat news.jsonl | marsad read - | jq '.events[].type'

  marsad read --cluster auto 's3://archive/news/*.jsonl.gz' -o s3://archive/records

With --cluster, a Ray cluster reads (docs/cluster.en.md): -o names a folder for Parquet files, and the same command again goes on where it ended.

Exit codes: 0 all read, 3 some inputs failed (each gives a line with "error"), 1 nothing could be read, 2 wrong usage, 130 interrupted.
"""


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders or -.", show_default=False)],
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", help="Write records here instead of standard output.", show_default=False)] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, help="Processes that read; 0 chooses by the machine (or cluster) and the inputs.")] = 0,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="auto|local|ADDRESS", help="Read on a Ray cluster, into a folder of Parquet files.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    if cluster is not None:
        from marsad.cli.cluster import read_on_cluster

        read_on_cluster(inputs, cluster, output, workers, quiet)
        return
    from marsad.cli.outputs import whole_file
    from marsad.cli.progress import Progress
    from marsad.desk.read import read_lines
    from marsad.gather.files import find_items

    path = None if output is None else Path(output)
    if path is not None and path.is_dir():
        raise typer.BadParameter(f"{path} is a folder; name a file", param_hint="--output")
    done = failed = events = 0
    chosen = workers or (min(os.cpu_count() or 1, 8) if _large(inputs) else 1)
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(whole_file(path)) if path is not None else sys.stdout.buffer
        progress = stack.enter_context(Progress("articles", quiet))
        for line, read_well, found in read_lines(find_items(inputs), chosen):
            out.write(line)
            done += read_well
            failed += not read_well
            events += found
            progress.step()
        out.flush()
    if not quiet:
        typer.echo(f"{done:,} articles read, {events:,} events, {failed:,} failed", err=True)
    raise typer.Exit(0 if not failed else 3 if done else 1)


def _large(inputs: list[str]) -> bool:
    return sum(p.stat().st_size for p in map(Path, inputs) if p.is_file()) > 2_000_000 or any(Path(i).is_dir() for i in inputs)
