"""Archives as inputs: where a command takes files of records, it also takes an archive, by its path (.sqlite) or URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from marsad.archive.questions import Filter
from marsad.archive.stored import current_records, every_event
from marsad.desk.asking import reading
from marsad.record import Record, ReportedEvent

_ENDINGS = (".sqlite", ".sqlite3", ".db")


def is_archive(name: str) -> bool:
    """Tell whether an input names an archive.

    >>> [is_archive(name) for name in ("syria.sqlite", "postgresql://db/marsad", "records.jsonl", "-")]
    [True, True, False, False]
    """
    return name.startswith(("postgresql://", "postgres://", "postgresql+")) or Path(name).suffix in _ENDINGS


def archived_records(name: str, with_agreements: bool = False) -> Iterator[tuple[Record, str]]:
    """Yield the records of an archive that count, each with its source family. Raises ArchiveError."""
    with reading(name) as connection:
        yield from current_records(connection, with_agreements)


def archived_events(name: str, wanted: Filter | None = None) -> Iterator[ReportedEvent]:
    """Yield the acts of an archive, or those that meet a filter, with all their claims, oldest first. Raises ArchiveError."""
    with reading(name) as connection:
        yield from every_event(connection, wanted)
