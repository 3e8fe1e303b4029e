"""`marsad collect` and `marsad watch`: from sources to articles, with proof of capture."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from marsad.record import ArchiveError

if TYPE_CHECKING:
    from marsad.desk.follow import Follower
    from marsad.gather.collector import Collector, Summary

COLLECT_HELP = """Collect once from the sources in marsad.toml: new articles, one JSON object a line, ready for `marsad read`.

SOURCE: names of sources; without one, all that are enabled. What was seen before is not taken again; what fails is tried
again by later runs. The evidence (WARC files, hashes, headers) goes to the store that marsad.toml names.

With --archive the articles are read and loaded into that archive in one go, each once, whatever is interrupted; an archive
that is new to the store gets all articles that were ever collected there.

Examples:

  marsad collect -o news.jsonl

  marsad collect "عنب بلدي" | marsad read - > records.jsonl

  marsad collect --archive syria.sqlite

  marsad collect --config project/marsad.toml --json

Exit codes: 0 all collected, 3 some failed (see `marsad captures failed`), 1 nothing could be collected, 2 wrong usage, 130 interrupted.
"""
WATCH_HELP = """Keep collecting: each source as often as it says, each failure again after a growing pause. Ctrl-C ends it cleanly.

It may be killed at any moment: nothing is lost and nothing doubled. docs/collect.en.md has a systemd unit and a cron line.

Examples:

  marsad watch -o news.jsonl

  marsad watch --every 300

  marsad watch --archive syria.sqlite

Exit codes: 0 stopped by SIGTERM, 2 wrong usage, 130 interrupted.
"""
Named = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE...]", help="Names of sources.", show_default=False)]
ConfigFile = Annotated[Path, typer.Option("--config", "-c", help="The file with the sources.")]
OutputFile = Annotated[Path | None, typer.Option("-o", "--output", help="Append articles here, each exactly once, instead of standard output.")]
InArchive = Annotated[str | None, typer.Option("--archive", metavar="PATH|URL", help="Read the articles and load them into this archive.", show_default=False)]
NoWarc = Annotated[bool, typer.Option("--no-warc", help="Do not keep what was received. It cannot be checked or extracted again then.")]
Json = Annotated[bool, typer.Option("--json", help="The summary as one JSON object, on standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
HERE = Path("marsad.toml")


def collect(
    names: Named = None, config: ConfigFile = HERE, output: OutputFile = None, archive: InArchive = None, no_warc: NoWarc = False, as_json: Json = False, quiet: Quiet = False
) -> None:  # fmt: skip
    from marsad.cli.progress import Progress
    from marsad.desk import collect as desk

    stop = _stop_on_signals()
    with ExitStack() as stack:
        progress = stack.enter_context(Progress("captures", quiet))
        collector = stack.enter_context(desk.opened(config, output, _stream(archive), warc=not no_warc, stop=stop, report=progress.step))
        sources = desk.chosen_sources(collector.config, names or [])
        if not sources:
            raise typer.BadParameter(f"{config} lists no sources; add one with `marsad sources add`", param_hint="--config")
        follower = _follower(stack, collector, archive, stop)
        _catch_up(follower)  # what an interrupted run left
        summary = desk.collect(collector, sources)
        _catch_up(follower)
    unread = follower is not None and (follower.counts["unread"] or follower.counts["failed"])
    if not quiet:
        typer.echo(_told(summary, as_json, follower), err=True)
    if summary.interrupted or (follower is not None and stop.is_set()):
        raise typer.Exit(130)
    done = summary.new + summary.seen + summary.unchanged
    raise typer.Exit(0 if not summary.failed and not unread else 3 if done else 1)


def watch(
    names: Named = None, config: ConfigFile = HERE, output: OutputFile = None, archive: InArchive = None, no_warc: NoWarc = False,
    every: Annotated[float | None, typer.Option("--every", min=1.0, help="Seconds between two looks at a source that sets none itself.")] = None,
    as_json: Json = False, quiet: Quiet = False,
) -> None:  # fmt: skip
    import msgspec

    from marsad.desk import collect as desk

    stop = _stop_on_signals()
    with ExitStack() as stack:
        collector = stack.enter_context(desk.opened(config, output, _stream(archive), warc=not no_warc, stop=stop))
        if every is not None:
            collector.config = msgspec.structs.replace(collector.config, settings=msgspec.structs.replace(collector.config.settings, every=every))
        sources = desk.chosen_sources(collector.config, names or [])
        if not sources:
            raise typer.BadParameter(f"{config} lists no sources; add one with `marsad sources add`", param_hint="--config")
        follower = _follower(stack, collector, archive, stop)
        _catch_up(follower)

        def round_done(summary: Summary) -> None:
            try:
                _catch_up(follower)
            except ArchiveError as error:  # its server may be back in the next round
                typer.echo(f"marsad: {error.where}: {error.found}. {error.todo}", err=True)
            if not quiet:
                typer.echo(_told(summary, as_json, follower), err=True)

        desk.watch(collector, sources, round_done)
    raise typer.Exit(0 if _Signals.term else 130)


def _stream(archive: str | None) -> BinaryIO | None:
    """With an archive the articles go there, and to a file if one is named: standard output stays empty."""
    return sys.stdout.buffer if archive is None else None


def _follower(stack: ExitStack, collector: Collector, archive: str | None, stop: threading.Event) -> Follower | None:
    if archive is None:
        return None
    from marsad.desk.follow import following

    return stack.enter_context(following(collector.state, archive, stop))


def _catch_up(follower: Follower | None) -> None:
    if follower is not None:
        follower.catch_up(lambda message: typer.echo(f"marsad: {message}", err=True))


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


def _told(summary: Summary, as_json: bool, follower: Follower | None) -> str:
    """Give the summary of a run or round, and what came to the archive since the one before."""
    import msgspec

    filed = dict(follower.counts) if follower is not None else {}
    if follower is not None:
        follower.counts.clear()
    if as_json:
        return msgspec.json.encode(msgspec.to_builtins(summary) | ({"archive": filed} if follower is not None else {})).decode()
    failed = ", ".join(f"{number:,} {reason}" for reason, number in sorted(summary.failed.items()))
    rest = f"; {summary.waiting:,} wait for another try" if summary.waiting else ""
    rest += f"; {summary.dead:,} given up in all (`marsad captures failed`)" if summary.dead else ""
    if follower is not None:
        rest += f"; archive: {', '.join(f'{number:,} {name}' for name, number in sorted(filed.items())) or 'nothing new'}"
    return (
        f"{summary.new:,} new, {summary.seen:,} seen before, {summary.unchanged:,} unchanged, {sum(summary.failed.values()):,} failed" + (f" ({failed})" if failed else "") + rest
    )
