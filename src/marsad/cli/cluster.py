"""`marsad read --cluster`: the same reading on many machines, into a folder of Parquet files."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from marsad.fleet.run import Run
    from marsad.fleet.work import Outcome

SHOWN = 5  # shards told of that could not be done


def read_on_cluster(inputs: list[str], address: str, output: str | None, workers: int, quiet: bool) -> None:
    """Run `marsad read --cluster` and exit."""
    from marsad.fleet import run

    if output is None or Path(output).is_file():
        raise typer.BadParameter("with --cluster, name a folder that all machines see, or an address (s3://…)", param_hint="--output")
    shown = _Shown(quiet)
    ended = run.read_on_cluster(inputs, address, output, workers or None, step=shown.step)
    shown.clear()
    if not quiet:
        _summary(ended, shown)
    if ended.manifest is None:
        raise typer.Exit(1 if not ended.done else 3)
    raise typer.Exit(0 if not ended.manifest.failed else 3 if ended.manifest.articles else 1)


def _summary(ended: Run, shown: _Shown) -> None:
    notes = ended.done.values()
    articles, events, failed = sum(n.articles for n in notes), sum(n.events for n in notes), sum(n.failed for n in notes)
    again = f" ({ended.before:,} done before)" if ended.before else ""
    typer.echo(f"{articles:,} articles read, {events:,} events, {failed:,} failed; {len(ended.done):,} of {ended.shards:,} shards{again}", err=True)
    if shown.read:
        typer.echo(f"{shown.read / max(shown.seconds, 1e-6):,.0f} articles a second and processor, {shown.read / max(time.monotonic() - shown.began, 1e-6):,.0f} in all", err=True)
    for number, trouble in sorted(ended.troubles.items())[:SHOWN]:
        typer.echo(f"marsad: shard {number}: {trouble}", err=True)
    if ended.troubles:
        typer.echo(f"{len(ended.troubles):,} shards are left. Run the same command again: it goes on with them.", err=True)


class _Shown:
    """Progress on a terminal, and the sums behind the summary."""

    def __init__(self, quiet: bool) -> None:
        self.active = not quiet and sys.stderr.isatty()
        self.began = time.monotonic()
        self.read, self.seconds = 0, 0.0

    def step(self, outcome: Outcome, done: int, of: int) -> None:
        if outcome.note is not None:
            self.read += outcome.note.articles + outcome.note.failed
            self.seconds += outcome.seconds
        if self.active:
            rate = self.read / max(time.monotonic() - self.began, 1e-6)
            sys.stderr.write(f"\r{done:,} of {of:,} shards, {self.read:,} articles, {rate:,.0f} a second ")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.active:
            sys.stderr.write("\r" + " " * 70 + "\r")
            sys.stderr.flush()
