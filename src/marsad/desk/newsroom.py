"""The newsroom: the sources of a marsad.toml with their health, the outlets of the archive, how reliable each is; and collecting now.

Collecting runs in a process of its own: it reads what it collects, and pages must not wait for that.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from marsad.archive import answers, ratings
from marsad.archive.connect import Archive
from marsad.desk.collect import chosen_sources, collect, opened, state_path
from marsad.desk.filing import ACTING, person
from marsad.desk.follow import following
from marsad.gather.addresses import host_of, is_address, may_connect, normal_address
from marsad.gather.sources import Config, Source, add_sources, load_config
from marsad.gather.state import Health, State
from marsad.record import InputError, MarsadError, ReportedEvent, UsageError

Row = dict[str, object]


class Listed(NamedTuple):
    """A source, its health (None: never asked), whether it is due, and the outlet that its articles are of."""

    source: Source
    health: Health | None
    due: bool
    outlet: str


class Newsroom(NamedTuple):
    """`problem` says why the file with the sources cannot be read, None if it can; `outlets` are those of sources and archive, with their reliability."""

    sources: list[Listed]
    problem: MarsadError | None
    reliability: dict[str, str]
    outlets: list[str]
    log: list[Row]


def newsroom(archive: Archive, path: Path, now: float | None = None) -> Newsroom:
    """Give what the page of the sources shows."""
    listed, problem = [], None
    try:
        config = load_config(path)
        health = source_health(config)
        moment = time.time() if now is None else now
        listed = [Listed(s, h := health.get(s.name), h is None or h.due <= moment, s.outlet or s.name) for s in config.sources]
    except MarsadError as error:
        problem = error
    with archive.reading() as connection:
        outlets = list(dict.fromkeys([*sorted({row.outlet for row in listed}), *ratings.outlets_held(connection)]))
        rated = ratings.reliability_of(connection, outlets)
        log = answers.log_rows(connection, action="reliability", limit=20)
        undone = {row["undoes"] for row in answers.log_rows(connection, action="undo", limit=500)}
    given = [{**row, "value": msgspec.json.decode(row["after"])} for row in log if row["number"] not in undone]
    return Newsroom(listed, problem, rated, outlets, given)


class Judged(NamedTuple):
    """What analysts think of an act's information, None if nobody said, and of its outlets."""

    credibility: str | None
    reliability: dict[str, str]


def judged(archive: Archive, act: ReportedEvent) -> Judged:
    """Give how credible an act is held to be, and how reliable its outlets."""
    with archive.reading() as connection:
        outlets = sorted({claim.source.outlet for claim in act.claims if claim.source.outlet})
        return Judged(ratings.ratings_of(connection, "credibility", [act.id]).get(act.id), ratings.reliability_of(connection, outlets))


def source_health(config: Config) -> dict[str, Health]:
    """Give how the sources stand, nothing if nothing was ever collected."""
    if not state_path(config).is_file():
        return {}
    state = State(state_path(config), write=False)
    try:
        return state.health()
    finally:
        state.close()


def add_feed(path: Path, address: str, name: str, kind: str) -> Source:
    """Add a feed, sitemap or page to the file, by its address; give it. What lies in a private network is refused here already, not only when it is fetched.

    Raises UsageError, InputError.
    """
    here = normal_address(address)
    if not here or kind not in ("feed", "sitemap", "page"):
        raise UsageError(address[:120], "this is no http or https address, or no kind of source", "Give the address of a feed, a news sitemap or a page.")
    host = host_of(here)
    if is_address(host) and not may_connect(urlsplit(here).hostname or ""):
        raise UsageError(address[:120], "it lies in a private network", "Sources in there are added by hand to marsad.toml, with their host in `allow`.")
    wanted = Source(name=" ".join(name.split())[:100] or host, kind=kind, address=here)  # type: ignore[arg-type]
    added, _ = add_sources(path, [wanted])
    if not added:
        raise UsageError(here[:120], "this source is there already", "It stands in the list.")
    return added[0]


class Collecting:
    """At most one collection at a time, in a process of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self.began: datetime | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def start(self, archive: Archive, path: Path, names: list[str]) -> bool:
        """Collect from these sources (none: all that are enabled) into the archive; tell whether it began, or another is at work. Raises UsageError, InputError."""
        if not chosen_sources(load_config(path), names):
            raise InputError(str(path), "it lists no sources", "Add one.")
        with self._lock:
            if self.running:
                return False
            url = archive.engine.url
            location = url.database if archive.sqlite else url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._process = multiprocessing.get_context("spawn").Process(target=collect_into, args=(path, names, location or "", person()), daemon=True)
            self._process.start()
            self.began = datetime.now(UTC)
            return True

    def wait(self, seconds: float) -> None:
        """Wait until the collection ends, at most so long."""
        if self._process is not None:
            self._process.join(seconds)


def collect_into(path: Path, names: list[str], location: str, who: str) -> None:
    """Collect once from sources, read what is new and load it into the archive. Health tells how it went."""
    ACTING.set(who)
    with opened(path, None, None) as collector, following(collector.state, location) as follower:
        follower.catch_up()
        collect(collector, chosen_sources(collector.config, names))
        follower.catch_up()
