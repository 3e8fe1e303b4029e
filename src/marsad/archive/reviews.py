"""Verdicts of an analyst on acts: accepted, or rejected with a reason. They stand in the log of changes and can be taken back there.

A verdict does not change what was read, and an act that is rejected stays in the archive; lists show the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, exists, func, select

from marsad.archive.acts import current_event
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import among
from marsad.archive.rows import Row
from marsad.archive.tables import assignments, changes, claims, events
from marsad.record import UsageError

Verdict = Literal["accept", "reject"]
VERDICTS: tuple[Verdict, ...] = ("accept", "reject")


def judge(archive: Archive, identity: str, verdict: Verdict, who: str, why: str, now: datetime, settles: Sequence[int] = ()) -> int:
    """Keep a verdict on an act; give the number of the change. A later one takes the place of an earlier.

    `settles`: the numbers of the verdicts of two readers that it decides between.

    Raises UsageError if the act is not there, or is rejected without a reason.
    """
    if verdict == "reject" and not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words: it stands in the log.")
    with archive.writing() as connection:
        found = current_event(connection, identity)
        if found is None:
            raise UsageError(identity, "there is no such event", "`marsad events` lists them.")
        held = select(claims.c.key).join(assignments, assignments.c.claim == claims.c.number).where(assignments.c.event == found, assignments.c.until.is_(None))
        keys = sorted(connection.execute(held).scalars())
        before = verdicts_on(connection, [found]).get(found)
        [number] = append(connection, [Change(stamp(now), who, verdict, found, why.strip(), before, {"claims": keys, **({"settles": list(settles)} if settles else {})})])
        return number


def take_back(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Take back a verdict; give the number of the new change. Raises UsageError if it is none, or was taken back already."""
    with archive.writing() as connection:
        row = connection.execute(select(changes).where(changes.c.number == number)).first()
        if row is None or row.action not in VERDICTS:
            raise UsageError("undo", f"change {number} is no verdict", "`marsad log` lists the changes.")
        if connection.execute(select(changes.c.number).where(changes.c.undoes == number)).first() is not None:
            raise UsageError("undo", f"change {number} is undone already", "Judge the event anew.")
        [change] = append(connection, [Change(stamp(now), who, "undo", row.subject, why, {"change": number}, None, number)])
        return change


def verdicts_on(connection: Connection, identities: Sequence[str]) -> dict[str, str]:
    """Give the verdict that stands on each of these acts that has one."""
    undone = select(changes.c.undoes).where(changes.c.action == "undo", changes.c.undoes.is_not(None))  # by action, which has an index
    rows = (
        select(changes.c.subject, changes.c.action)
        .where(among(connection, changes.c.subject, identities), changes.c.action.in_(VERDICTS), changes.c.number.not_in(undone))
        .order_by(changes.c.number)
    )
    return {row.subject: row.action for row in connection.execute(rows)}


def queue(connection: Connection, limit: int) -> list[Row]:
    """Give the acts without a verdict, the least confident first, at most `limit`."""
    rows = connection.execute(select(events).where(~_judged()).order_by(events.c.confidence, events.c.id).limit(limit)).mappings()
    return [dict(row) for row in rows]


def told_twice(connection: Connection, limit: int, among_newest: int) -> list[str]:
    """Give the ids of acts without a verdict that several reports tell, at most `limit` of the newest acts, the newest first."""
    newest = select(events.c.id, events.c.day, events.c.claims).order_by(events.c.day.desc(), events.c.id.desc()).limit(among_newest).subquery("events_newest")
    query = select(events.c.id).join(newest, newest.c.id == events.c.id).where(newest.c.claims > 1, ~_judged())
    return list(connection.execute(query.order_by(newest.c.day.desc(), newest.c.id.desc()).limit(limit)).scalars())


def progress(connection: Connection) -> tuple[int, int]:
    """Give how many acts have a verdict, and how many acts there are."""
    standing = select(func.count(func.distinct(changes.c.subject))).join(events, events.c.id == changes.c.subject).where(changes.c.action.in_(VERDICTS), ~_taken_back())
    return int(connection.execute(standing).scalar_one()), int(connection.execute(select(func.count()).select_from(events)).scalar_one())


def _taken_back() -> ColumnElement[bool]:
    undoing = changes.alias("undoing")
    return exists(select(undoing.c.number).where(undoing.c.action == "undo", undoing.c.undoes == changes.c.number).correlate(changes))


def _judged() -> ColumnElement[bool]:
    return exists(select(changes.c.number).where(changes.c.subject == events.c.id, changes.c.action.in_(VERDICTS), ~_taken_back()).correlate(events))
