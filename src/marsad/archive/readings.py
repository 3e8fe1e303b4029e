"""Who read an act, and what each found: the ground of the second reading. Only verdicts that were not taken back count, of each person the last.

An act is read twice when two people gave a verdict on it. A verdict that settles what two readers see differently names the verdicts that it settles.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, select

from marsad.archive.lookup import among
from marsad.archive.reviews import VERDICTS
from marsad.archive.rows import Row
from marsad.archive.tables import changes, events


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict. `settles` are the numbers of the verdicts that it decides between; empty for a reading."""

    number: int
    at: str
    who: str
    verdict: str
    why: str
    event: str
    claims: list[str]
    settles: list[int]


def judgements(connection: Connection, identities: Sequence[str]) -> dict[str, list[Judgement]]:
    """Give the verdicts on these acts that count, by act, in order of time: of each reader the last, then those that settle."""
    rows = select(changes).where(among(connection, changes.c.subject, list(identities)), _counts()).order_by(changes.c.number)
    found: dict[str, dict[tuple[str, bool], Judgement]] = {}
    for row in connection.execute(rows):
        after = msgspec.json.decode(row.after)
        given = Judgement(number=row.number, at=row.at, who=row.who, verdict=row.action, why=row.why, event=row.subject, claims=after["claims"], settles=after.get("settles", []))
        mine = found.setdefault(row.subject, {})
        mine.pop((row.who, bool(given.settles)), None)
        mine[row.who, bool(given.settles)] = given
    return {event: list(mine.values()) for event, mine in found.items()}


def read_once(connection: Connection, who: str, limit: int) -> list[Row]:
    """Give the acts that one other person has read and nobody else, those read first coming first."""
    once = _read(func.count(func.distinct(changes.c.who)) == 1).having(func.min(changes.c.who) != who).subquery()
    query = select(events).join(once, once.c.subject == events.c.id).order_by(once.c.first).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def read_twice(connection: Connection, limit: int = 5_000) -> list[str]:
    """Give the ids of the acts that two people or more have read, those read last coming first."""
    twice = _read(func.count(func.distinct(changes.c.who)) > 1).subquery()
    return list(connection.execute(select(twice.c.subject).join(events, events.c.id == twice.c.subject).order_by(twice.c.last.desc()).limit(limit)).scalars())


def readers(connection: Connection) -> list[tuple[str, int]]:
    """Give who has read how many acts, those who read most first."""
    rows = select(changes.c.who, func.count(func.distinct(changes.c.subject))).where(_counts()).group_by(changes.c.who)
    return sorted(((row[0], int(row[1])) for row in connection.execute(rows)), key=lambda pair: (-pair[1], pair[0]))


def _read(condition: object) -> Select[tuple[str, int, int]]:
    first, last = func.min(changes.c.number).label("first"), func.max(changes.c.number).label("last")
    return select(changes.c.subject, first, last).where(_counts()).group_by(changes.c.subject).having(condition)  # type: ignore[arg-type]


def _counts() -> ColumnElement[bool]:
    undone = select(changes.c.undoes).where(changes.c.action == "undo", changes.c.undoes.is_not(None))
    return and_(changes.c.action.in_(VERDICTS), not_(changes.c.number.in_(undone)))
