"""Export from an archive: each act once with all its reports; for a calendar what is due, as articles and the ledger tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from marsad.archive.questions import ALL, Filter
from marsad.desk.dues import archived_deadlines
from marsad.desk.export import export_events
from marsad.desk.holdings import archived_events
from marsad.export.deadlines import Deadline
from marsad.export.layouts import layout_of
from marsad.export.options import Options
from marsad.export.report import Report
from marsad.export.writing import Outcome, print_export
from marsad.record import ReportedEvent

T = TypeVar("T")
EVERYTHING = Filter(limit=ALL)


class _Held(NamedTuple):
    events: Iterator[ReportedEvent]
    deadlines: Iterator[Deadline]


def export_archive(
    layout: str, archive: str, target: Path, options: Options, excel: bool = False, created: str | None = None, wanted: Filter = EVERYTHING, step: Callable[[], None] = lambda: None
) -> Outcome:
    """Write the acts of an archive that meet a filter in a layout to a file, with its loss report and description. Raises ArchiveError and UsageError."""
    held = _held(layout, archive, wanted, step)
    return export_events(layout, held.events, held.deadlines, target, options, excel, created)


def print_archive(layout: str, archive: str, out: BinaryIO, options: Options, excel: bool = False, wanted: Filter = EVERYTHING, step: Callable[[], None] = lambda: None) -> Report:
    """Write the acts of an archive that meet a filter in a layout to a stream, the data alone. Raises ArchiveError and UsageError."""
    held = _held(layout, archive, wanted, step)
    return print_export(layout_of(layout), held.events, out, options, held.deadlines, excel)


def _held(layout: str, archive: str, wanted: Filter, step: Callable[[], None]) -> _Held:
    if layout_of(layout).wants_deadlines:
        return _Held(iter(()), _begun(archived_deadlines(archive, wanted), step))
    return _Held(_begun(archived_events(archive, None if wanted == EVERYTHING else wanted), step), iter(()))


def _begun(things: Iterator[T], step: Callable[[], None]) -> Iterator[T]:
    """Ask for the first thing now, so that an archive that is not there is told before a header is written; `step` is called for each."""
    first = list(islice(things, 1))

    def each() -> Iterator[T]:
        for thing in chain(first, things):
            step()
            yield thing

    return each()
