"""Acts summed up for pictures: by place, by pair of countries and month, by pair of parties; and in order of time.

Each answer rests on the acts that meet a filter, the newest `MOST` of them, so that no question lasts long; `Bound` tells whether some were
left out. Deeds (acts that took place) alone are summed by pairs, as plans and denials say nothing about how two sides stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Subquery, case, func, literal, or_, select

from marsad.archive.derive import COUNTED, REJECTED
from marsad.archive.lookup import among, chunks
from marsad.archive.questions import Filter, chosen
from marsad.archive.rows import Row
from marsad.archive.tables import assignments, claims, event_dyads, sums
from marsad.record import Place

MOST = 20_000  # acts in one picture
PLACES = 3_000
ACTS = 2_000  # acts one by one
PAIRS = 6  # pairs of countries with a curve
LINKS = 200


class Bound(NamedTuple):
    """How many acts an answer rests on, and whether older ones were left out."""

    acts: int
    cut: bool


class _Where(msgspec.Struct):
    where: list[Place] = []


_where = msgspec.json.Decoder(_Where)


def _newest(connection: Connection, wanted: Filter, most: int) -> Subquery:
    return chosen(connection, msgspec.structs.replace(wanted, limit=most, offset=0, after=None, oldest_first=False)).subquery()


def _bound(connection: Connection, acts: Subquery, most: int) -> Bound:
    found = int(connection.execute(select(func.count()).select_from(acts)).scalar_one())
    return Bound(found, found == most)


def places(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound, int]:
    """Give the places of acts with coordinates, those with most acts first, the bound, and how many acts have no coordinates."""
    acts = _newest(connection, wanted, MOST)
    a = acts.c
    deed = a.factuality.in_(sorted(COUNTED))
    query = (
        select(
            a.place, a.country, a.admin1, a.lat, a.lon, func.count().label("events"), func.sum(case((deed, 1), else_=0)).label("deeds"),
            func.sum(case((a.quad.like("%conflict"), 1), else_=0)).label("conflict"), func.sum(case((a.quad.like("%cooperation"), 1), else_=0)).label("cooperation"),
            func.sum(case((deed, func.coalesce(a.killed, 0)), else_=0)).label("killed"), func.min(a.day).label("first"), func.max(a.day).label("last"), func.min(a.id).label("example"),
        )
        .where(a.lat.is_not(None), a.lon.is_not(None))
        .group_by(a.place, a.country, a.admin1, a.lat, a.lon)
        .order_by(func.count().desc(), a.place, a.lat, a.lon)
        .limit(PLACES)
    )  # fmt: skip
    rows = [dict(row) for row in connection.execute(query).mappings()]
    precisions = _precisions(connection, rows)
    for row in rows:
        row["killed"] = int(row["killed"])
        row["precision"] = precisions.get(row.pop("example"))
    unplaced = int(connection.execute(select(func.count()).select_from(acts).where(or_(a.lat.is_(None), a.lon.is_(None)))).scalar_one())
    return rows, _bound(connection, acts, MOST), unplaced


def _precisions(connection: Connection, rows: Sequence[Row]) -> dict[str, str | None]:
    """Give how precise the place of each row is, by its example, from the claims that tell the place."""
    wanted = {row["example"]: row for row in rows}
    found: dict[str, str | None] = {}
    for part in chunks(sorted(wanted)):
        told = (
            select(assignments.c.event, claims.c.body)
            .join(claims, claims.c.number == assignments.c.claim)
            .where(among(connection, assignments.c.event, part), assignments.c.until.is_(None))
        )
        for event, body in connection.execute(told.order_by(claims.c.number)):
            row = wanted[event]
            for place in _where.decode(body).where:
                if event not in found and (place.name or place.text) == row["place"] and (place.lat, place.lon) == (row["lat"], row["lon"]):
                    found[event] = place.precision
    return found


def acts_in_time(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound]:
    """Give acts one by one, newest first, with what a timeline shows of them."""
    acts = _newest(connection, wanted, ACTS)
    names = ("id", "type", "quad", "score", "factuality", "confidence", "day", "first_day", "last_day", "place", "country", "actors", "recipients", "killed", "claims", "families")
    rows = [dict(row) for row in connection.execute(select(*(acts.c[name] for name in names)).order_by(acts.c.day.desc(), acts.c.id.desc())).mappings()]
    return rows, Bound(len(rows), len(rows) == ACTS)


def pair_months(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound | None]:
    """Give deeds between pairs of countries, by month; those pairs with most deeds, or the one that is asked for, both ways.

    Where the monthly sums can answer, they do, and nothing is left out (no bound).
    """
    pair = (wanted.actor.upper(), wanted.recipient.upper()) if wanted.actor and wanted.recipient and _code(wanted.actor) and _code(wanted.recipient) else None
    if _summed(wanted):
        return _told(_from_sums(connection, wanted, pair)), None
    bound, found = Bound(0, False), []
    for one in [(wanted.actor, wanted.recipient), (wanted.recipient, wanted.actor)] if pair and pair[0] != pair[1] else [(wanted.actor, wanted.recipient)]:
        deeds = wanted.factuality or sorted(COUNTED)
        acts = _newest(connection, msgspec.structs.replace(wanted, actor=one[0], recipient=one[1], factuality=deeds), MOST)
        bound = Bound(bound.acts + (mine := _bound(connection, acts, MOST)).acts, bound.cut or mine.cut)
        found += _from_acts(connection, acts, (one[0].upper(), one[1].upper()) if pair and one[0] and one[1] else None)
    return _told(found), bound


def _code(said: str) -> bool:
    return len(said) == 3 and said.isascii() and said.isalpha()


def _summed(wanted: Filter) -> bool:
    """Tell whether the monthly sums can answer: no filter but by type, whole months, and countries."""
    other = wanted.party or wanted.place or wanted.near or wanted.voucher or wanted.factuality or wanted.agreement or wanted.words or wanted.confidence > 0 or wanted.families > 1
    parties = (wanted.actor is None or _code(wanted.actor)) and (wanted.recipient is None or _code(wanted.recipient)) and (wanted.actor is None) == (wanted.recipient is None)
    months = (wanted.since is None or len(wanted.since) < 10 or wanted.since.endswith("-01")) and (wanted.until is None or wanted.until.endswith("-31") or len(wanted.until) < 8)
    return not other and parties and months


def _from_sums(connection: Connection, wanted: Filter, pair: tuple[str, str] | None) -> list[Row]:
    here = [sums.c.kind.in_(["dyad", f"{REJECTED}dyad"] if wanted.rejected else ["dyad"])]
    if wanted.types:
        here.append(sums.c.type.in_([kind.upper() for kind in wanted.types]))
    if wanted.since:
        here.append(sums.c.month >= wanted.since[:7])
    if wanted.until:
        here.append(sums.c.month <= wanted.until[:7])
    if pair is None:
        counted = func.sum(sums.c.events)
        pairs = [
            (a, b) for a, b in connection.execute(select(sums.c.a, sums.c.b).where(*here).group_by(sums.c.a, sums.c.b).order_by(counted.desc(), sums.c.a, sums.c.b).limit(PAIRS))
        ]
    else:
        pairs = list(dict.fromkeys([pair, pair[::-1]]))
    if not pairs:
        return []
    these = or_(*((sums.c.a == a) & (sums.c.b == b) for a, b in pairs))
    query = select(sums.c.a.label("actor"), sums.c.b.label("recipient"), sums.c.month, sums.c.type, sums.c.events, sums.c.tenths, sums.c.killed).where(*here, these)
    return [dict(row) for row in connection.execute(query).mappings()]


def _from_acts(connection: Connection, acts: Subquery, pair: tuple[str, str] | None) -> list[Row]:
    a, d = acts.c, event_dyads.c
    joined = acts.join(event_dyads, d.event == a.id)
    if pair is None:
        counted = func.count()
        pairs = [
            (x, y)
            for x, y in connection.execute(
                select(d.actor, d.recipient).select_from(joined).group_by(d.actor, d.recipient).order_by(counted.desc(), d.actor, d.recipient).limit(PAIRS)
            )
        ]
    else:
        pairs = [pair]
    if not pairs:
        return []
    month = func.substr(a.day, 1, 7)
    query = (
        select(
            d.actor,
            d.recipient,
            month.label("month"),
            a.type,
            func.count().label("events"),
            (func.sum(a.score) * literal(10)).label("tenths"),
            func.sum(func.coalesce(a.killed, 0)).label("killed"),
        )
        .select_from(joined)
        .where(a.day.is_not(None), or_(*((d.actor == x) & (d.recipient == y) for x, y in pairs)))
        .group_by(d.actor, d.recipient, month, a.type)
    )
    return [{**row, "tenths": round(row["tenths"])} for row in connection.execute(query).mappings()]


def _told(rows: Sequence[Row]) -> list[Row]:
    """Give one row a pair and month, from rows by type: all deeds of a type are of one kind, so conflict and cooperation come apart."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        held = found.setdefault((row["actor"], row["recipient"], row["month"]), [0, 0, 0, 0])
        held[0] += row["events"]
        held[1 if row["tenths"] < 0 else 2] += row["tenths"]
        held[3] += int(row["killed"])
    return [
        {
            "actor": actor, "recipient": recipient, "month": month, "events": count, "conflict": conflict / 10, "cooperation": cooperation / 10,
            "score_mean": round((conflict + cooperation) / 10 / count, 3), "killed": killed,
        }
        for (actor, recipient, month), (count, conflict, cooperation, killed) in sorted(found.items())
    ]  # fmt: skip


def links(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound]:
    """Give who did how much to whom: deeds by pair of parties, as they are shown, those with most deeds first."""
    acts = _newest(connection, msgspec.structs.replace(wanted, factuality=wanted.factuality or sorted(COUNTED)), MOST)
    a = acts.c
    query = select(a.actors, a.recipients, a.quad, func.count().label("events"), func.sum(a.score).label("score")).where(a.actors != "").group_by(a.actors, a.recipients, a.quad)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in connection.execute(query.order_by(a.actors, a.recipients, a.quad)).mappings():
        for actor, recipient in _pairs(row["actors"].split("; "), [name for name in row["recipients"].split("; ") if name]):
            held = found.setdefault((actor, recipient), {"events": 0, "score": 0.0, "conflict": 0, "cooperation": 0})
            held["events"] += row["events"]
            held["score"] += row["score"]
            held["conflict" if row["quad"].endswith("conflict") else "cooperation"] += row["events"]
    ordered = sorted(found.items(), key=lambda item: (-item[1]["events"], item[0]))[:LINKS]
    rows = [
        {
            "actor": actor,
            "recipient": recipient,
            "events": held["events"],
            "conflict": held["conflict"],
            "cooperation": held["cooperation"],
            "score_mean": round(held["score"] / held["events"], 3),
        }
        for (actor, recipient), held in ordered
    ]
    return rows, _bound(connection, acts, MOST)


def _pairs(actors: Sequence[str], recipients: Sequence[str]) -> list[tuple[str, str]]:
    """Give who stands over against whom; parties that act together (talks, clashes) pair with each other, as in pairs of countries.

    >>> _pairs(["A", "B"], []), _pairs(["A"], ["B", "A"])
    ([('A', 'B'), ('B', 'A')], [('A', 'B')])
    """
    others = recipients or actors
    return [(a, b) for a in dict.fromkeys(actors) for b in dict.fromkeys(others) if a != b]
