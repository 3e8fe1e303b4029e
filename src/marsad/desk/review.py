"""Review: the next acts to judge, and what was decided last."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from marsad.archive import answers, decisions, reviews
from marsad.archive.connect import Archive
from marsad.desk import browsing
from marsad.desk.filing import person
from marsad.desk.undoing import undo
from marsad.record import UsageError

Row = dict[str, Any]
DECIDED = ("accept", "reject", "merge", "split")


class Queue(NamedTuple):
    """`told` is the act that is up, None when all are judged; `rest` what comes after it; `done` of `every` acts have a verdict."""

    told: browsing.Told | None
    rest: list[Row]
    done: int
    every: int
    last: list[Row]
    names: dict[str, str]


def queue(archive: Archive, skipped: str | None = None, limit: int = 20) -> Queue:
    """Give the queue; the act that was skipped comes after the next."""
    with archive.reading() as connection:
        rows, done, every = reviews.queue(connection, limit)
        undone = {row["undoes"] for row in answers.log_rows(connection, action="undo", limit=200)}
        decided = [row for action in DECIDED for row in answers.log_rows(connection, action=action, limit=50) if row["number"] not in undone]
    at = next((n + 1 for n, row in enumerate(rows) if row["id"] == skipped), 0)
    rows = rows[at:] + rows[:at]
    told = browsing.told(archive, rows[0]["id"]) if rows else None
    last = sorted(decided, key=lambda row: -row["number"])[:10]
    return Queue(told, rows[1:], done, every, last, told.names if told else {})


def decide(archive: Archive, action: str, event: str, why: str, others: list[str], number: int = 0, who: str | None = None) -> int:
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
