"""What an analyst should look at: deadlines that come or have passed, ultimatums, breaches that are alleged, tolls that changed, pairs outside their usual range.

Counted from a day, the last on which something was reported, not from the clock: an archive of old news has its alerts too.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from marsad.archive.rows import Row
from marsad.archive.tables import agreement_facts, agreements, articles, current, sums
from marsad.archive.unusual import changed_tolls, ultimatums, unusual_dyads

WINDOW = 30  # days before the last report
MOST = 20  # of a kind
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Alerts(NamedTuple):
    """`day`: the last day of report, None for an archive without dated articles. Each fact names its agreement, article and words."""

    day: str | None
    deadlines: list[Row]
    passed: list[Row]
    breaches: list[Row]
    tolls: list[Row]
    ultimatums: list[Row]
    dyads: list[Row]


def last_day(connection: Connection) -> str | None:
    """Give the last day on which an article was published."""
    found = connection.execute(select(func.max(articles.c.published))).scalar()
    return str(found)[:10] if found else None


def alerts(connection: Connection) -> Alerts:
    """Give what was reported in the days before the last report, newest first, at most MOST of a kind."""
    day = last_day(connection)
    if day is None:
        return Alerts(None, [], [], [], [], [], [])
    try:
        since = (date.fromisoformat(day) - timedelta(days=WINDOW)).isoformat()
    except ValueError:  # an article that says it was published in no day of the calendar
        since = day
    due = agreement_facts.c.deadline
    recent = agreement_facts.c.published >= since
    return Alerts(
        day,
        _facts(connection, recent, due.is_not(None), due >= day),
        _facts(connection, due.is_not(None), due < day, due >= since),
        _facts(connection, recent, agreement_facts.c.kind == "breach-alleged"),
        changed_tolls(connection, since),
        ultimatums(connection, since),
        unusual_dyads(connection, day[:7]) if MONTH.fullmatch(day[:7]) else [],
    )


def _facts(connection: Connection, *conditions: Any) -> list[Row]:
    query = (
        select(
            agreement_facts.c.body, agreement_facts.c.published, articles.c.id, articles.c.sha256, articles.c.outlet, agreements.c.name, agreements.c.folded, agreements.c.entity
        )
        .join(agreements, agreements.c.number == agreement_facts.c.agreement)
        .join(articles, articles.c.number == agreements.c.article)
        .join(current, current.c.record == agreement_facts.c.record)
        .where(*conditions)
        .order_by(agreement_facts.c.published.desc(), agreement_facts.c.number.desc())
        .limit(4 * MOST)
    )
    found = []
    for row in connection.execute(query):
        fact = msgspec.json.decode(row.body)
        if fact.get("factuality", "actual") != "negated":
            vouchers = [a.get("name") or a["text"] for a in fact["attribution"]]
            found.append(
                {
                    "published": row.published, "agreement": row.name or row.folded, "entity": row.entity, "kind": fact["kind"], "deadline": fact["deadline"], "words": fact["text"],
                    "vouchers": vouchers, "outlet": row.outlet, "article": row.id, "sha256": row.sha256,
                }
            )  # fmt: skip
    return found[:MOST]


def month_table(connection: Connection, months: int = 12) -> list[Row]:
    """Give the deeds of the last months that have any, newest first: the month, all deeds, the killed, and deeds by type."""
    query = select(sums.c.month, sums.c.type, func.sum(sums.c.events), func.sum(sums.c.killed)).where(sums.c.kind == "place").group_by(sums.c.month, sums.c.type)
    newest = select(sums.c.month).where(sums.c.kind == "place").group_by(sums.c.month).order_by(sums.c.month.desc()).limit(months)
    found: dict[str, Row] = {}
    for month, kind, count, killed in connection.execute(query.where(sums.c.month.in_(newest)).order_by(sums.c.month.desc())):
        row = found.setdefault(month, {"month": month, "events": 0, "killed": 0, "types": {}})
        row["events"] += int(count)
        row["killed"] += int(killed)
        row["types"][kind] = int(count)
    return list(found.values())
