"""Captures: the evidence of what was collected; checked, listed, tried again, extracted anew."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from marsad.desk.collect import state_path
from marsad.gather.again import extract_again
from marsad.gather.checks import Finding, check_archives, check_articles, check_chain, check_files, check_stamps
from marsad.gather.sources import Config, load_config
from marsad.gather.state import Failed, State
from marsad.record import InputError


class Verdict(NamedTuple):
    """What a check of the captures found: how many things in each status, and those that are not well."""

    counts: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was changed and nothing is missing."""
        return not (self.counts.get("changed") or self.counts.get("missing"))


def verify_captures(path: Path) -> Verdict:
    """Check everything that was collected into the store of a marsad.toml: the chain of rows, WARC records, files, articles, stamps.

    Reads only, also while `marsad watch` runs. Raises UsageError if nothing was collected, InputError if the roots cannot be read.
    """
    config = load_config(path)
    state = State(state_path(config), write=False)
    counts: dict[str, int] = {}
    findings: list[Finding] = []
    try:
        for finding in _findings(state, config):
            counts[finding.status] = counts.get(finding.status, 0) + 1
            if finding.status != "ok":
                findings.append(finding)
    finally:
        state.close()
    return Verdict(counts, tuple(findings))


def _findings(state: State, config: Config) -> Iterator[Finding]:
    yield from check_chain(state)
    yield from check_archives(state, config.store / "warc")
    yield from check_files(state)
    yield from check_articles(state)
    yield from check_stamps(state, _roots(config))


def _roots(config: Config) -> list[bytes]:
    named = config.settings.timestamp_roots
    if named is None:
        return []
    try:
        return [(config.folder / named).read_bytes()]
    except OSError as error:
        raise InputError(named, f"the root certificates cannot be read ({error.strerror})", "Mend timestamp_roots in marsad.toml.") from None


def failed_captures(path: Path, dead_only: bool = False) -> list[Failed]:
    """Give what failed and is not done: given up (dead), or waiting for another try."""
    state = State(state_path(load_config(path)), write=False)
    try:
        return state.failed(dead_only)
    finally:
        state.close()


def replay_captures(path: Path, reasons: list[str]) -> int:
    """Let failed captures (of these reasons, or all) be tried again at the next run; give how many. It is noted in the chain."""
    state = State(state_path(load_config(path)))
    try:
        with state.step():
            number = state.replay(reasons, time.time())
            if number:
                state.log("action", "replay", {"what": "replay", "reasons": reasons, "entries": number, "at": time.time()})
        return number
    finally:
        state.close()


def collected_articles(path: Path) -> Iterator[bytes]:
    """Yield every article that was collected, as lines of JSON, in order."""
    state = State(state_path(load_config(path)), write=False)
    try:
        for _, _, line in state.articles():
            yield line
    finally:
        state.close()


def extract_captures(path: Path) -> Iterator[tuple[str, bytes | None, str]]:
    """Yield (article id, line, what went wrong) of each captured page, extracted anew from the WARC files with this version."""
    config = load_config(path)
    state = State(state_path(config), write=False)
    try:
        yield from extract_again(state, config.store / "warc", {source.name: source for source in config.sources}, config.settings)
    finally:
        state.close()
