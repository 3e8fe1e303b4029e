"""Verdicts of an analyst on acts: accepted, or rejected with a reason. They stand in the log of changes and can be taken back there.

A verdict does not change what was read, and an act that is rejected stays in the archive. It leaves lists, sums and exports, unless they
are asked for with what was rejected.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from marsad.archive.acts import Claims, current_event, rewrite_events
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import among, mapping
from marsad.archive.rows import Row
from marsad.archive.tables import assignments, changes, claims, events
from marsad.archive.verdicts import set_verdict
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
        set_verdict(connection, found, verdict, number)
        rewrite_events(connection, Claims(), [found])
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
        set_verdict(connection, row.subject, *_standing(connection, row.subject))
        now_called = current_event(connection, row.subject)
        rewrite_events(connection, Claims(), [now_called] if now_called else [])
        return change


def _standing(connection: Connection, subject: str) -> tuple[str | None, int]:
    """Give the last verdict on an act that was not taken back, and its change."""
    undone = select(changes.c.undoes).where(changes.c.action == "undo", changes.c.undoes.is_not(None))
    rows = select(changes.c.action, changes.c.number).where(changes.c.subject == subject, changes.c.action.in_(VERDICTS), changes.c.number.not_in(undone))
    last = connection.execute(rows.order_by(changes.c.number.desc()).limit(1)).first()
    return (last.action, last.number) if last else (None, 0)


def verdicts_on(connection: Connection, identities: Sequence[str]) -> dict[str, str]:
    """Give the verdict that stands on each of these acts that has one."""
    return mapping(connection, select(events.c.id, events.c.verdict).where(among(connection, events.c.id, identities), events.c.verdict.is_not(None)))


def queue(connection: Connection, limit: int) -> list[Row]:
    """Give the acts without a verdict, the least confident first, at most `limit`."""
    rows = connection.execute(select(events).where(events.c.verdict.is_(None)).order_by(events.c.confidence, events.c.id).limit(limit)).mappings()
    return [dict(row) for row in rows]


def told_twice(connection: Connection, limit: int, among_newest: int) -> list[str]:
    """Give the ids of acts without a verdict that several reports tell, at most `limit` of the newest acts, the newest first."""
    newest = select(events.c.id, events.c.day, events.c.claims, events.c.verdict).order_by(events.c.day.desc(), events.c.id.desc()).limit(among_newest).subquery()
    query = select(newest.c.id).where(newest.c.claims > 1, newest.c.verdict.is_(None))
    return list(connection.execute(query.order_by(newest.c.day.desc(), newest.c.id.desc()).limit(limit)).scalars())


def progress(connection: Connection) -> tuple[int, int]:
    """Give how many acts have a verdict, and how many acts there are."""
    every, done = connection.execute(select(func.count(), func.count(events.c.verdict))).one()
    return int(done), int(every)
