"""Acts summed up for pictures: by place, by pair of countries and month, by pair of parties; and in order of time.

Each answer rests on the acts that meet a filter, the newest `MOST` of them, so that no question lasts long; `Bound` tells whether some were
left out. Deeds (acts that took place) alone are summed by pairs, as plans and denials say nothing about how two sides stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Subquery, func, or_, select

from marsad.archive.derive import COUNTED, REJECTED
from marsad.archive.lookup import among, chunks
from marsad.archive.questions import Filter, chosen
from marsad.archive.rows import Row
from marsad.archive.tables import assignments, claims, event_dyads, events, sums
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


def _newest(connection: Connection, wanted: Filter, most: int, *names: str) -> Subquery:
    """Give the question for some columns of the newest acts that meet a filter, without rejected ones unless it asks for them."""
    query = chosen(connection, msgspec.structs.replace(wanted, limit=most, offset=0, after=None, oldest_first=False))
    return query.with_only_columns(*(events.c[name] for name in names), maintain_column_froms=True).subquery()


def _rows(connection: Connection, wanted: Filter, most: int, *names: str) -> list[Any]:
    return list(connection.execute(select(_newest(connection, wanted, most, *names))))


def places(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound, int]:
    """Give the places of acts with coordinates, those with most acts first, the bound, and how many acts have no coordinates."""
    acts = _rows(connection, wanted, MOST, "place", "country", "admin1", "lat", "lon", "factuality", "quad", "killed", "day", "id")
    found: dict[tuple[Any, ...], Row] = {}
    unplaced = 0
    for place, country, admin1, lat, lon, factuality, quad, killed, day, identity in acts:  # newest first
        if lat is None or lon is None:
            unplaced += 1
            continue
        key = (place, country, admin1, lat, lon)
        row = found.get(key)
        if row is None:
            row = found[key] = dict(zip(("place", "country", "admin1", "lat", "lon"), key, strict=True))
            row.update(events=0, deeds=0, conflict=0, cooperation=0, killed=0, first=day, last=day, example=identity)
        row["events"] += 1
        row["conflict" if quad.endswith("conflict") else "cooperation"] += 1
        if factuality in COUNTED:
            row["deeds"] += 1
            row["killed"] += int(killed or 0)
        row["first"] = day if day is not None else row["first"]
    rows = sorted(found.values(), key=lambda row: (-row["events"], row["place"] or "", row["lat"], row["lon"]))[:PLACES]
    precisions = _precisions(connection, rows)
    for row in rows:
        row["precision"] = precisions.get(row.pop("example"))
    return rows, Bound(len(acts), len(acts) == MOST), unplaced


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
    names = ("id", "type", "quad", "score", "factuality", "confidence", "day", "first_day", "last_day", "place", "country", "actors", "recipients", "killed", "claims", "families")
    rows = [dict(row._mapping) for row in _rows(connection, wanted, ACTS, *names)]
    return rows, Bound(len(rows), len(rows) == ACTS)


def pair_months(connection: Connection, wanted: Filter) -> tuple[list[Row], Bound | None]:
    """Give deeds between pairs of countries, by month; those pairs with most deeds, or the one that is asked for, both ways.

    Where the monthly sums can answer, they do, and nothing is left out (no bound).
    """
    pair = (wanted.actor.upper(), wanted.recipient.upper()) if wanted.actor and wanted.recipient and _code(wanted.actor) and _code(wanted.recipient) else None
    if _summed(wanted):
        return _told(_from_sums(connection, wanted, pair)), None
    acts, cut = 0, False
    found: list[Row] = []
    for actor, recipient in [(wanted.actor, wanted.recipient), (wanted.recipient, wanted.actor)] if pair and pair[0] != pair[1] else [(wanted.actor, wanted.recipient)]:
        mine = msgspec.structs.replace(wanted, actor=actor, recipient=recipient)
        rows, counted = _from_acts(connection, mine, (actor.upper(), recipient.upper()) if pair and actor and recipient else None)
        acts, cut, found = acts + counted.acts, cut or counted.cut, found + rows
    return _told(found), Bound(acts, cut)


def _code(said: str) -> bool:
    return len(said) == 3 and said.isascii() and said.isalpha()


def _summed(wanted: Filter) -> bool:
    """Tell whether the monthly sums can answer: no filter but by type, whole months, and countries."""
    other = wanted.party or wanted.place or wanted.near or wanted.voucher or wanted.factuality or wanted.agreement or wanted.words or wanted.confidence > 0 or wanted.families > 1
    parties = (wanted.actor is None or _code(wanted.actor)) and (wanted.recipient is None or _code(wanted.recipient)) and (wanted.actor is None) == (wanted.recipient is None)
    months = (wanted.since is None or len(wanted.since) < 10 or wanted.since.endswith("-01")) and (wanted.until is None or wanted.until.endswith("-31") or len(wanted.until) < 8)
    return not other and parties and months


def _from_sums(connection: Connection, wanted: Filter, pair: tuple[str, str] | None) -> list[Row]:
    here: list[ColumnElement[bool]] = [sums.c.kind.in_(["dyad", f"{REJECTED}dyad"] if wanted.rejected else ["dyad"])]
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


def _from_acts(connection: Connection, wanted: Filter, pair: tuple[str, str] | None) -> tuple[list[Row], Bound]:
    """Give deeds by pair, month and type. What is a deed is asked here: an index by factuality would lead the database astray."""
    acts = _newest(connection, wanted, MOST, "id", "day", "type", "score", "killed", "factuality")
    a, d = acts.c, event_dyads.c
    query = select(a.id, a.day, a.type, a.score, a.killed, a.factuality, d.actor, d.recipient).select_from(acts.outerjoin(event_dyads, d.event == a.id))
    seen: set[str] = set()
    counted: set[str] = set()
    found: dict[tuple[str, str, str, str], Row] = {}
    deeds: Counter[tuple[str, str]] = Counter()
    for identity, day, kind, score, killed, factuality, actor, recipient in connection.execute(query):
        seen.add(identity)
        if not wanted.factuality and factuality not in COUNTED:
            continue
        counted.add(identity)
        if actor is None or day is None:
            continue
        deeds[actor, recipient] += 1
        row = found.setdefault((actor, recipient, day[:7], kind), {"actor": actor, "recipient": recipient, "month": day[:7], "events": 0, "tenths": 0, "killed": 0})
        row["events"] += 1
        row["tenths"] += round(score * 10)
        row["killed"] += int(killed or 0)
    pairs = {pair} if pair is not None else {key for key, _ in sorted(deeds.items(), key=lambda item: (-item[1], item[0]))[:PAIRS]}
    return [row for row in found.values() if (row["actor"], row["recipient"]) in pairs], Bound(len(counted), len(seen) == MOST)


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
    acts = _rows(connection, wanted, MOST, "actors", "recipients", "quad", "score", "factuality")
    deeds = [row for row in acts if wanted.factuality or row.factuality in COUNTED]
    found: dict[tuple[str, str], Row] = {}
    for actors, recipients, quad, score, _ in deeds:
        if not actors:
            continue
        for pair in _pairs(actors.split("; "), [name for name in recipients.split("; ") if name]):
            held = found.setdefault(pair, {"events": 0, "score": 0.0, "conflict": 0, "cooperation": 0})
            held["events"] += 1
            held["score"] += score
            held["conflict" if quad.endswith("conflict") else "cooperation"] += 1
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
    return rows, Bound(len(deeds), len(acts) == MOST)


def _pairs(actors: Sequence[str], recipients: Sequence[str]) -> list[tuple[str, str]]:
    """Give who stands over against whom; parties that act together (talks, clashes) pair with each other, as in pairs of countries.

    >>> _pairs(["A", "B"], []), _pairs(["A"], ["B", "A"])
    ([('A', 'B'), ('B', 'A')], [('A', 'B')])
    """
    others = recipients or actors
    return [(a, b) for a in dict.fromkeys(actors) for b in dict.fromkeys(others) if a != b]
