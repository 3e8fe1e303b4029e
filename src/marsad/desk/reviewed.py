"""What the review of an archive gave, for the command line: the archive is opened for it, and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.archive import reviews
from marsad.archive.connect import open_archive
from marsad.desk import lexicon_proposals, reference_cases, second_reading
from marsad.desk.entries import entry_notes
from marsad.lexicon.home import lexicon_home


def told_progress(location: str | None) -> dict[str, Any]:
    """Give the figures of the review: verdicts, readers, agreement by field as [things, alike, kappa]. Raises ArchiveError."""
    archive = open_archive(location)
    try:
        with archive.reading() as connection:
            done, events = reviews.progress(connection)
        figures, shares = second_reading.figures(archive), reference_cases.shares(archive)
        agreement = {"verdict": list(figures.verdict), **{name: list(found) for name, found in figures.fields}}
        return {
            "done": done,
            "events": events,
            "whole": shares.whole,
            "begun": shares.begun,
            "readers": dict(figures.reads),
            "agreement": agreement if figures.verdict.things else {},
        }
    finally:
        archive.close()


def told_cases(location: str | None) -> Iterator[dict[str, Any]]:
    """Yield the reference cases of an archive. Raises ArchiveError."""
    archive = open_archive(location)
    try:
        yield from reference_cases.cases(archive)
    finally:
        archive.close()


def told_proposals(location: str | None) -> str:
    """Give the proposals for the lexicon as YAML. Raises ArchiveError."""
    archive = open_archive(location)
    try:
        return lexicon_proposals.proposals(archive, entry_notes(lexicon_home()))
    finally:
        archive.close()
