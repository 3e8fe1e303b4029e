"""Collect: sources in, articles out; once, or for as long as nobody says stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from marsad.gather.collector import Collector, Summary
from marsad.gather.fetch import Fetcher
from marsad.gather.output import Output
from marsad.gather.sources import Config, Source, load_config
from marsad.gather.stamps import ask_stamp
from marsad.gather.state import State
from marsad.gather.trouble import Trouble
from marsad.gather.wire import Resolver, system_resolver
from marsad.record import UsageError

LONGEST_SLEEP = 60.0  # seconds between two looks at what is due


def chosen_sources(config: Config, names: Sequence[str]) -> list[Source]:
    """Give the enabled sources, or those named. Raises UsageError for a name that is none."""
    if not names:
        return [source for source in config.sources if source.enabled]
    known = {source.name: source for source in config.sources}
    for name in names:
        if name not in known:
            raise UsageError(name, "there is no source of this name", f"Choose among: {', '.join(list(known)[:20]) or 'none yet; add one with `marsad sources add`'}.")
    return [known[name] for name in names]


def state_path(config: Config) -> Path:
    return config.store / "state.sqlite"


@contextmanager
def opened(
    path: Path, output: Path | None, stream: BinaryIO | None, *, warc: bool = True, stop: threading.Event | None = None,
    resolver: Resolver = system_resolver, now: Callable[[], float] = time.time, report: Callable[[], None] = lambda: None,
) -> Iterator[Collector]:  # fmt: skip
    """Open the store that a marsad.toml names, for one collecting process. Articles go to `output`, else to what the file names, else to `stream`, if there is one.

    Raises UsageError if another process is collecting there, InputError if the file or the output is not as it was left.
    """
    config = load_config(path)
    state = State(state_path(config))
    try:
        named = output or (config.folder / config.settings.output if config.settings.output else None)
        out = Output(state, named, stream)
        try:
            collector = Collector(config, state, out, warc=warc, resolver=resolver, now=now, stop=stop, report=report)
            try:
                yield collector
            finally:
                collector.close()
        finally:
            out.close()
    finally:
        state.close()


def collect(collector: Collector, sources: Sequence[Source]) -> Summary:
    """Collect once from the sources, and have the chain stamped if a server is named."""
    summary = collector.run(sources)
    _stamp(collector, summary)
    return summary


def watch(collector: Collector, sources: Sequence[Source], told: Callable[[Summary], None]) -> None:
    """Collect whenever a source or an entry is due, until the collector's stop is set. `told` gets the summary of each round."""
    while not collector.stop.is_set():
        now = collector.now()
        latest = now + collector.longest
        due = [source for source in sources if not now < collector.state.source_due(source.name)[0] <= latest]
        entry = collector.state.next_due(latest)
        if due or (entry is not None and entry <= now):
            summary = collector.run(due, due_only=True)
            _stamp(collector, summary)
            told(summary)
            continue
        times = [collector.state.source_due(source.name)[0] for source in sources] + ([entry] if entry is not None else [])
        collector.stop.wait(min(max(min(times, default=now + LONGEST_SLEEP) - now, 0.05), LONGEST_SLEEP))


def _stamp(collector: Collector, summary: Summary) -> None:
    """Have the end of the chain stamped. That a server does not answer is told, and the next round asks again."""
    server = collector.config.settings.timestamp
    seq, digest = collector.state.head()
    if not server or not seq or (collector.state.stamps() and collector.state.stamps()[-1][0] == seq) or collector.stop.is_set():
        return
    try:
        token = ask_stamp(Fetcher(collector.config.settings, collector.resolver, collector.now, collector.stop), server, digest)
    except Trouble as trouble:
        summary.fail(f"stamp: {trouble.reason}")
        return
    with collector.state.step():
        collector.state.add_stamp(seq, digest, collector.time(), server, token)
