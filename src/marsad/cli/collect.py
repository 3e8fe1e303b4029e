"""`marsad collect` and `marsad watch`: from sources to articles, with proof of capture."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from marsad.gather.collector import Summary

COLLECT_HELP = """Collect once from the sources in marsad.toml: new articles, one JSON object a line, ready for `marsad read`.

SOURCE: names of sources; without one, all that are enabled. What was seen before is not taken again; what fails is tried
again by later runs. The evidence (WARC files, hashes, headers) goes to the store that marsad.toml names.

Examples:

  marsad collect -o news.jsonl

  marsad collect "عنب بلدي" | marsad read - > records.jsonl

  marsad collect --config project/marsad.toml --json

Exit codes: 0 all collected, 3 some failed (see `marsad captures failed`), 1 nothing could be collected, 2 wrong usage, 130 interrupted.
"""
WATCH_HELP = """Keep collecting: each source as often as it says, each failure again after a growing pause. Ctrl-C ends it cleanly.

It may be killed at any moment: nothing is lost and nothing doubled. docs/collect.en.md has a systemd unit and a cron line.

Examples:

  marsad watch -o news.jsonl

  marsad watch --every 300

Exit codes: 0 stopped by SIGTERM, 2 wrong usage, 130 interrupted.
"""
Named = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE...]", help="Names of sources.", show_default=False)]
ConfigFile = Annotated[Path, typer.Option("--config", "-c", help="The file with the sources.")]
OutputFile = Annotated[Path | None, typer.Option("-o", "--output", help="Append articles here, each exactly once, instead of standard output.")]
NoWarc = Annotated[bool, typer.Option("--no-warc", help="Do not keep what was received. It cannot be checked or extracted again then.")]
Json = Annotated[bool, typer.Option("--json", help="The summary as one JSON object, on standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
HERE = Path("marsad.toml")


def collect(names: Named = None, config: ConfigFile = HERE, output: OutputFile = None, no_warc: NoWarc = False, as_json: Json = False, quiet: Quiet = False) -> None:
    from marsad.cli.progress import Progress
    from marsad.desk import collect as desk

    stop = _stop_on_signals()
    with Progress("captures", quiet) as progress, desk.opened(config, output, sys.stdout.buffer, warc=not no_warc, stop=stop, report=progress.step) as collector:
        sources = desk.chosen_sources(collector.config, names or [])
        if not sources:
            raise typer.BadParameter(f"{config} lists no sources; add one with `marsad sources add`", param_hint="--config")
        summary = desk.collect(collector, sources)
    if not quiet:
        typer.echo(_told(summary, as_json), err=True)
    if summary.interrupted:
        raise typer.Exit(130)
    done = summary.new + summary.seen + summary.unchanged
    raise typer.Exit(0 if not summary.failed else 3 if done else 1)


def watch(
    names: Named = None, config: ConfigFile = HERE, output: OutputFile = None, no_warc: NoWarc = False,
    every: Annotated[float | None, typer.Option("--every", min=1.0, help="Seconds between two looks at a source that sets none itself.")] = None,
    as_json: Json = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    import msgspec

    from marsad.desk import collect as desk

    stop = _stop_on_signals()
    with desk.opened(config, output, sys.stdout.buffer, warc=not no_warc, stop=stop) as collector:
        if every is not None:
            collector.config = msgspec.structs.replace(collector.config, settings=msgspec.structs.replace(collector.config.settings, every=every))
        sources = desk.chosen_sources(collector.config, names or [])
        if not sources:
            raise typer.BadParameter(f"{config} lists no sources; add one with `marsad sources add`", param_hint="--config")
        desk.watch(collector, sources, lambda summary: None if quiet else typer.echo(_told(summary, as_json), err=True))
    raise typer.Exit(0 if _Signals.term else 130)


class _Signals:
    term = False


def _stop_on_signals() -> threading.Event:
    """Set the event at the first Ctrl-C or SIGTERM: what is in the air is put away properly. A second Ctrl-C ends at once."""
    stop = threading.Event()
    _Signals.term = False

    def stopped(number: int, frame: Any) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        _Signals.term = number != signal.SIGINT
        stop.set()

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM"):
            signal.signal(getattr(signal, name), stopped)
    return stop


def _told(summary: Summary, as_json: bool) -> str:
    import msgspec

    if as_json:
        return msgspec.json.encode(summary).decode()
    failed = ", ".join(f"{number:,} {reason}" for reason, number in sorted(summary.failed.items()))
    rest = f"; {summary.waiting:,} wait for another try" if summary.waiting else ""
    rest += f"; {summary.dead:,} given up in all (`marsad captures failed`)" if summary.dead else ""
    return (
        f"{summary.new:,} new, {summary.seen:,} seen before, {summary.unchanged:,} unchanged, {sum(summary.failed.values()):,} failed" + (f" ({failed})" if failed else "") + rest
    )
