"""Verdicts of an analyst on acts: accepted, or rejected with a reason. They stand in the log of changes and can be taken back there.

A verdict does not change what was read, and an act that is rejected stays in the archive. It leaves lists, sums and exports, unless they
are asked for with what was rejected.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

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
