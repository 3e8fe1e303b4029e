"""What is out of the ordinary: pairs of countries whose score of a month lies outside its usual range, tolls that later reports changed, ultimatums.

The usual range of a pair: the mean of its earlier months and two standard deviations on each side, of at least LEAST_MONTHS months that have deeds,
and never narrower than one point on each side: two pairs of equal months would else make every third one an alarm.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, pstdev
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.archive.acts import reported_events
from marsad.archive.rows import Row
from marsad.archive.shown import voucher
from marsad.archive.tables import events, sums
from marsad.archive.verdicts import not_rejected

MONTHS = 24  # before the month looked at
LEAST_MONTHS = 6
LEAST_DEEDS = 3  # in the month looked at
NARROWEST = 1.0  # points of the PLOVER scale
MOST = 20


def usual_range(scores: Sequence[float]) -> tuple[float, float]:
    """Give the usual range of monthly scores.

    >>> usual_range([-2.0, -2.0, -2.0, -2.0, -2.0, -2.0])
    (-3.0, -1.0)
    """
    middle, width = mean(scores), max(2 * pstdev(scores), NARROWEST)
    return middle - width, middle + width


def unusual_dyads(connection: Connection, month: str) -> list[Row]:
    """Give the pairs of countries whose mean score in a month lies outside their usual range, the farthest first: the score, the range, the deeds, the months."""
    year, number = int(month[:4]), int(month[5:7])
    first = f"{year - MONTHS // 12:04}-{number:02}"
    query = (
        select(sums.c.a, sums.c.b, sums.c.month, func.sum(sums.c.tenths), func.sum(sums.c.events))
        .where(sums.c.kind == "dyad", sums.c.month >= first, sums.c.month <= month)
        .group_by(sums.c.a, sums.c.b, sums.c.month)
    )
    told: dict[tuple[str, str], dict[str, tuple[float, int]]] = {}
    for a, b, when, tenths, deeds in connection.execute(query):
        told.setdefault((a, b), {})[when] = (int(tenths) / 10 / int(deeds), int(deeds))
    found: list[Row] = []
    for (actor, recipient), months in told.items():
        score, deeds = months.pop(month, (0.0, 0))
        if deeds < LEAST_DEEDS or len(months) < LEAST_MONTHS:
            continue
        low, high = usual_range([value for value, _ in months.values()])
        if not low <= score <= high:
            found.append({"actor": actor, "recipient": recipient, "month": month, "score": score, "low": low, "high": high, "events": deeds, "months": len(months)})
    return sorted(found, key=lambda row: (-max(row["low"] - row["score"], row["score"] - row["high"]), row["actor"], row["recipient"]))[:MOST]


def ultimatums(connection: Connection, since: str) -> list[Row]:
    """Give the threats reported from a day on that set a term after the day of their report, those reported last first."""
    term = (events.c.type == "THREATEN", events.c.last_day.is_not(None), events.c.last_day > events.c.reported, events.c.reported >= since)
    query = select(events).where(not_rejected(), events.c.factuality.in_(("actual", "historical")), *term).order_by(events.c.reported.desc(), events.c.id).limit(MOST)
    return [dict(row) for row in connection.execute(query).mappings()]


def changed_tolls(connection: Connection, since: str) -> list[Row]:
    """Give the acts of a day or later on whose dead the reports differ, newest first. `told` are the numbers in order of report (day, voucher, number);
    `revised` tells whether the reports of the last day give others than those of the first."""
    differing = (events.c.killed_low != events.c.killed_high, events.c.claims > 1, events.c.day >= since)
    query = select(events).where(not_rejected(), *differing).order_by(events.c.day.desc(), events.c.id).limit(MOST)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    acts = {act.id: act for act in reported_events(connection, [row["id"] for row in rows])}
    for row in rows:
        told: list[tuple[str, str, float]] = []
        for claim in acts[row["id"]].claims:
            number: Any = next((v for c in claim.event.counts if c.what == "killed" for v in (c.value, c.low, c.high) if v is not None), None)
            if number is not None:
                told.append(((claim.source.published or "")[:10], voucher(claim), float(number)))
        days = [day for day, _, _ in told]
        by_day = {day: {number for when, _, number in told if when == day} for day in days}
        row["told"] = told
        row["revised"] = len(by_day) > 1 and by_day[max(days)] != by_day[min(days)]
    return rows
