"""Review: the next acts to judge in the order that was asked for, what was decided last, and the decisions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from marsad.archive import answers, correcting, corrections, decisions, questions, readings, reviews
from marsad.archive.acts import reported_events
from marsad.archive.connect import Archive
from marsad.archive.kept import stored_article
from marsad.archive.names import arabic_names
from marsad.archive.questions import Filter
from marsad.archive.shown import reported
from marsad.desk import correcting as values
from marsad.desk.filing import person
from marsad.desk.naming import Words
from marsad.desk.second_reading import as_read_by, label
from marsad.desk.undoing import undo
from marsad.record import Claim, Record, ReportedEvent, UsageError

Row = dict[str, Any]
DECIDED = ("accept", "reject", "merge", "split", corrections.ACTION)
ORDERS = ("confidence", "reports", "second")  # least confident; reports that differ; acts that one other person has read
LOOKED_AT = 500  # acts of a filter, or with several reports, among which the first are found
NEWEST = 20_000  # acts among which those with several reports are looked for


class Asked(NamedTuple):
    """What to review: `order`, of the acts that meet `wanted` (None: all), for `who`. `event` is to be up now, `skipped` comes later."""

    who: str
    order: str = "confidence"
    wanted: Filter | None = None
    event: str | None = None
    skipped: str | None = None


class Queue(NamedTuple):
    """`act` is up as its reader sees it, None when nothing is left; `rest` comes after it; `done` of `every` acts have a verdict."""

    act: ReportedEvent | None
    rest: list[Row]
    done: int
    every: int
    last: list[Row]
    names: dict[str, str]


class Report(NamedTuple):
    """One report of an act as its reader sees it: the record of its article with this event alone."""

    claim: Claim
    record: Record


def queue(archive: Archive, asked: Asked, limit: int = 20) -> Queue:
    """Give the queue. The act that was skipped comes after the next. Raises UsageError if `asked.event` is not there."""
    with archive.reading() as connection:
        rows = _waiting(connection, asked, limit)
        at = next((n + 1 for n, row in enumerate(rows) if row["id"] == asked.skipped), 0)
        rows = rows[at:] + rows[:at]
        up = questions.one_event(connection, asked.event).id if asked.event else rows[0]["id"] if rows else None
        act = _seen(connection, up, asked.who) if up is not None else None
        done, every = reviews.progress(connection)
        last = _last(connection, asked.who if asked.order == "second" else None)
        named = _named(act) if act is not None else []
        return Queue(act, [row for row in rows if row["id"] != up], done, every, last, arabic_names(connection, named))


def report(archive: Archive, act: ReportedEvent, claim: str | None) -> Report:
    """Give one report of an act that is up, the first if `claim` names none of its."""
    chosen = next((c for c in act.claims if c.id == claim), act.claims[0])
    with archive.reading() as connection:
        record = stored_article(connection, chosen.source.article, chosen.source.sha256).record
    return Report(chosen, msgspec.structs.replace(record, events=[chosen.event], statements=[], agreements=[], agreement_facts=[], notes=[]))


def correct(archive: Archive, claim: str, said: values.Said, why: str, who: str | None = None) -> int:
    """Write what an analyst says in the place of a value; give the number of the change. Raises UsageError, Unfit."""
    by = who or person()
    with archive.reading() as connection:
        act = questions.one_event(connection, claim)
        seen = as_read_by(connection, act.id, by)
        if claim not in seen:
            raise UsageError(claim, "no report that counts has this id", "`marsad claims --event ID` lists them.")
        source = next(c.source for c in act.claims if c.id == claim)
        record = stored_article(connection, source.article, source.sha256).record
    fields = values.value_of(said, seen[claim], Words(record))
    return correcting.correct(archive, claim, fields, by, why, datetime.now(UTC))


def decide(archive: Archive, action: str, event: str, why: str, others: Sequence[str], number: int = 0, who: str | None = None) -> int:
    """Accept or reject an act, merge it with others, split claims out of it, or undo a change. Raises UsageError."""
    by, now = who or person(), datetime.now(UTC)
    if action in reviews.VERDICTS:
        return reviews.judge(archive, event, "accept" if action == "accept" else "reject", by, why, now)
    if action == "merge":
        return decisions.merge(archive, [event, *others], by, why, now)
    if action == "split":
        return decisions.split(archive, event, others, by, why, now)
    if action != "undo":
        raise UsageError(action, "there is no such decision", "accept, reject, merge, split or undo.")
    return undo(archive, number, by, why, now)


def differing(act: ReportedEvent) -> int:
    """Give in how many fields the reports of an act give several values."""
    return sum(len({label(c.event, name) for c in act.claims if getattr(c.event, name)}) > 1 for name in ("factuality", "actors", "recipients", "when", "where", "counts"))


def _waiting(connection: Connection, asked: Asked, limit: int) -> list[Row]:
    if asked.order not in ORDERS:
        raise UsageError("order", f"there is no order {asked.order[:40]!r}", f"One of {', '.join(ORDERS)}.")
    if asked.order == "second":
        return readings.read_once(connection, asked.who, limit)
    if asked.order == "reports":
        acts = reported_events(connection, reviews.told_twice(connection, LOOKED_AT, NEWEST))
        found = sorted((act for act in acts if differing(act)), key=lambda act: (-differing(act), act.id))[:limit]
        return [{"id": act.id, "type": act.shown.type, "quad": act.shown.quad, "confidence": act.shown.confidence} for act in found]
    if asked.wanted is None:
        return reviews.queue(connection, limit)
    rows = questions.find_events(connection, msgspec.structs.replace(asked.wanted, limit=LOOKED_AT))
    judged = reviews.verdicts_on(connection, [row["id"] for row in rows])
    return sorted((row for row in rows if row["id"] not in judged), key=lambda row: (row["confidence"], row["id"]))[:limit]


def _seen(connection: Connection, event: str, who: str) -> ReportedEvent:
    """Give an act as its reader sees it: without the corrections of others."""
    act = questions.one_event(connection, event)
    mine = as_read_by(connection, act.id, who)
    return reported(act.id, [msgspec.structs.replace(claim, event=mine[claim.id]) for claim in act.claims])


def _named(act: ReportedEvent) -> list[str]:
    told = [act.shown, *(claim.event for claim in act.claims)]
    parties = {a.name for e in told for a in (*e.actors, *e.recipients, *e.attribution) if a.name}
    return sorted(parties | {p.name for e in told for p in e.where if p.name})


def _last(connection: Connection, who: str | None) -> list[Row]:
    """Give the last decisions that were not taken back, those of one person only if one is named."""
    undone = {row["undoes"] for row in answers.log_rows(connection, action="undo", limit=200)}
    rows = [row for action in DECIDED for row in answers.log_rows(connection, action=action, limit=50) if row["number"] not in undone]
    return sorted((row for row in rows if who is None or row["who"] == who), key=lambda row: -row["number"])[:10]
