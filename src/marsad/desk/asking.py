"""Asking: each question of an analyst in one call, over the archive at a location."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from marsad.archive import accords, answers, correcting, corrections, decisions, knowledge, people, questions, reviews, totals
from marsad.archive.connect import Archive, open_archive
from marsad.archive.questions import Filter
from marsad.archive.verify import Report
from marsad.archive.verify import verify as verify_archive
from marsad.desk.filing import person
from marsad.record import ReportedEvent

Row = dict[str, Any]


@contextmanager
def archive_at(location: str | None) -> Iterator[Archive]:
    """Give the archive at a location, closed at the end. Raises ArchiveError."""
    archive = open_archive(location)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def reading(location: str | None) -> Iterator[Connection]:
    with archive_at(location) as archive, archive.reading() as connection:
        yield connection


def events(wanted: Filter, location: str | None = None) -> list[Row]:
    """Give the acts that meet a filter, one row each, newest first."""
    with reading(location) as connection:
        return questions.find_events(connection, wanted)


def reported_events(wanted: Filter, location: str | None = None) -> list[ReportedEvent]:
    """Give the acts that meet a filter with all their claims: what exports and pages take."""
    with reading(location) as connection:
        return questions.find_reported(connection, wanted)


def event(identity: str, location: str | None = None) -> ReportedEvent:
    """Give one act with all its claims. Raises UsageError if it is not there."""
    with reading(location) as connection:
        return questions.one_event(connection, identity)


def sums(by: str, wanted: Filter, location: str | None = None) -> list[Row]:
    """Give deeds summed by month, place, dyad or type, with PLOVER scores."""
    with reading(location) as connection:
        return totals.sum_rows(connection, by, wanted)


def claims(wanted: Filter, identity: str | None = None, location: str | None = None) -> list[Row]:
    """Give the claims of one act, or of the acts that meet a filter; with a voucher in the filter, that one's claims only."""
    with reading(location) as connection:
        ids = [questions.one_event(connection, identity).id] if identity else questions.event_ids(connection, wanted)
        return answers.claim_rows(connection, ids, wanted.voucher)


def who(said: str, limit: int = 20, location: str | None = None) -> dict[str, Any]:
    """Give what is known of a person, body, group or state. Raises UsageError if nobody of that name occurs."""
    with reading(location) as connection:
        return people.who_is(connection, said, limit)


def agreements(named: str | None = None, since: str | None = None, until: str | None = None, limit: int = 50, location: str | None = None) -> list[Row]:
    """Give the agreements that articles name, those most written of first."""
    with reading(location) as connection:
        return accords.agreement_rows(connection, named, since, until, limit)


def agreement_facts(named: str, since: str | None = None, until: str | None = None, limit: int = 200, location: str | None = None) -> list[Row]:
    """Give what is said about an agreement, in order of report."""
    with reading(location) as connection:
        return accords.fact_rows(connection, named, since, until, limit)


def timeline(wanted: Filter, location: str | None = None) -> list[Row]:
    """Give acts, and what is said of an agreement that is asked for, oldest first."""
    with reading(location) as connection:
        return answers.timeline_rows(connection, wanted)


def search(words: str, since: str | None = None, until: str | None = None, outlet: str | None = None, limit: int = 20, location: str | None = None) -> list[Row]:
    """Give the articles that hold all words, in any of their forms."""
    with reading(location) as connection:
        return answers.search_rows(connection, words, since, until, outlet, limit)


def log(subject: str | None = None, action: str | None = None, limit: int = 50, location: str | None = None) -> list[Row]:
    """Give the last changes, newest first."""
    with reading(location) as connection:
        return answers.log_rows(connection, subject, action, limit)


def verify(location: str | None = None, deep: bool = False, head: str | None = None, step: Callable[[], None] = lambda: None) -> Report:
    """Look whether an archive is whole."""
    with archive_at(location) as archive:
        return verify_archive(archive, deep, head, step)


def upgrade(location: str | None = None) -> None:
    """Bring the tables of an archive up to date."""
    open_archive(location, create=True).close()


def decide(action: str, names: list[str], why: str, location: str | None = None, apart: list[str] | None = None, who: str | None = None) -> int:
    """Merge events, split claims out of one, or undo a change (by its number); give the number of the new change. Raises UsageError."""
    by, now = who or person(), datetime.now(UTC)
    with archive_at(location) as archive:
        if action == "merge":
            return decisions.merge(archive, names, by, why, now)
        if action == "split":
            return decisions.split(archive, names[0], apart or [], by, why, now)
        last = answers.change_action(archive, int(names[0]))
        if last in reviews.VERDICTS:
            return reviews.take_back(archive, int(names[0]), by, why, now)
        if last == corrections.ACTION:
            return correcting.take_back(archive, int(names[0]), by, why, now)
        return (decisions.undo if last in ("merge", "split") else knowledge.undo_entity)(archive, int(names[0]), by, why, now)


def entities(status: str | None = None, kind: str | None = None, location: str | None = None) -> list[Row]:
    """Give the entities of the knowledge base."""
    with reading(location) as connection:
        return knowledge.entity_rows(connection, status, kind)


def edit_knowledge(change: Callable[[Archive, str, datetime], Any], location: str | None = None, who: str | None = None) -> Any:
    """Run a change of the knowledge base: `change` is given the archive, who asks, and the time."""
    with archive_at(location) as archive:
        return change(archive, who or person(), datetime.now(UTC))
