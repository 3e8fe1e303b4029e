"""Questions about acts: by type, party, pair of parties, place, time, voucher, factuality, agreement, confidence and words.

A question is answered from the condition that the fewest acts meet, in order of day; the others are looked up for each act. Databases
choose badly here: they do not know that nine acts in ten of a month may be of one country.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, or_, select, union

from marsad.archive.acts import current_event, reported_events
from marsad.archive.lookup import among
from marsad.archive.names import party_keys, place_keys, voucher_keys
from marsad.archive.rows import Row
from marsad.archive.tables import event_dyads, event_parties, event_places, events
from marsad.archive.told import articles_naming, articles_with, first_acts, told_in
from marsad.archive.verdicts import not_rejected
from marsad.record import ReportedEvent, UsageError

ALL = 2**31 - 1  # as a limit
FEW = 3_000  # acts: fewer are sorted in a few milliseconds, so counting stops there
KM_A_DEGREE = 111.2


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What acts to give. All conditions hold together; within one list, any value does. Days are ISO, both ends included."""

    types: Sequence[str] = ()
    party: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None  # latitude, longitude, kilometres
    since: str | None = None
    until: str | None = None
    voucher: str | None = None
    factuality: Sequence[str] = ()
    agreement: str | None = None
    confidence: float = 0.0
    families: int = 1  # at least so many independent sources
    words: str | None = None  # of the articles
    rejected: bool = False  # also acts that an analyst rejected
    limit: int = 50  # ALL for all
    offset: int = 0
    oldest_first: bool = False
    after: tuple[str | None, str] | None = None  # (day, id) of the last act that was seen: what comes after it in the order asked for


class _Way(NamedTuple):
    """One condition: rows of a table that name acts, and their day."""

    table: Table
    conditions: list[ColumnElement[bool]]  # one of them must hold; within one, an act has one row


def find_events(connection: Connection, wanted: Filter) -> list[Row]:
    """Give the rows of the acts that meet a filter, newest first."""
    return [dict(row) for row in connection.execute(chosen(connection, wanted)).mappings()]


def chosen(connection: Connection, wanted: Filter) -> Select[Any]:
    """Give the question for the rows of the acts that meet a filter, newest first: to be asked, or to be built upon."""
    return _ordered(connection, wanted).limit(wanted.limit).offset(wanted.offset)


def event_ids(connection: Connection, wanted: Filter) -> list[str]:
    """Give the ids of the acts that meet a filter, in the order of `find_events`."""
    query = chosen(connection, wanted)
    return list(connection.execute(query.with_only_columns(events.c.id, maintain_column_froms=True)).scalars())


def find_reported(connection: Connection, wanted: Filter) -> list[ReportedEvent]:
    """Give the acts that meet a filter, newest first, each with all its claims."""
    return reported_events(connection, event_ids(connection, wanted))


def one_event(connection: Connection, identity: str) -> ReportedEvent:
    """Give an act with all its claims, by its id, a former id, or the id of a claim. Raises UsageError if there is none."""
    found = current_event(connection, identity)
    if found is None:
        raise UsageError(identity, "there is no such event", "`marsad events` lists them.")
    return reported_events(connection, [found])[0]


def _ordered(connection: Connection, wanted: Filter) -> Select[Any]:
    ways, plain = _ways(connection, wanted), _plain(wanted)
    sets = [articles_with(connection, wanted.words)] if wanted.words is not None else []
    sets += [articles_naming(connection, wanted.agreement)] if wanted.agreement is not None else []
    sizes = [_size(connection, way, wanted) for way in ways]
    if not sets or (sizes and min(sizes) < FEW):  # what few acts meet drives, whatever their articles
        return _driven(connection, wanted, ways, sizes, [*plain, *map(told_in, sets)])

    def conditions(table: Any, event: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [*plain, *map(_met, ways), *_days(table, wanted), *_later(connection, table.c.day, event, wanted)]

    next_acts = _driven(connection, wanted, ways, sizes, plain).with_only_columns(events.c.id, events.c.day, maintain_column_froms=True)
    found = first_acts(connection, sets, next_acts, conditions, min(wanted.limit + wanted.offset, ALL), wanted.oldest_first)
    return select(events).where(among(connection, events.c.id, found)).order_by(_turn(events.c.day, wanted), _turn(events.c.id, wanted))


def _turn(column: ColumnElement[Any], wanted: Filter) -> ColumnElement[Any]:
    return column.asc() if wanted.oldest_first else column.desc()


def _driven(connection: Connection, wanted: Filter, ways: Sequence[_Way], sizes: Sequence[int], plain: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Give the question whose rows come from the smallest of the ways."""
    driver = ways[sizes.index(min(sizes))] if ways else None
    if driver is None:
        later = _later(connection, events.c.day, events.c.id, wanted)
        return select(events).where(*plain, *_days(events, wanted), *later).order_by(_turn(events.c.day, wanted), _turn(events.c.id, wanted))
    rest = [_met(way) for way in ways if way is not driver]
    parts = []
    for condition in driver.conditions:
        rows = driver.table
        later = _later(connection, rows.c.day, rows.c.event, wanted)
        query = select(events).select_from(rows).join(events, events.c.id == rows.c.event).where(condition, *_days(rows, wanted), *later, *rest, *plain)
        parts.append(query.order_by(_turn(rows.c.day, wanted), _turn(rows.c.event, wanted)))
    if len(parts) == 1:
        return parts[0]
    # A page of all keys together lies within the first pages of each.
    firsts = [select(part.with_only_columns(events.c.id).limit(wanted.limit + wanted.offset).subquery().c.id) for part in parts]
    return select(events).where(events.c.id.in_(union(*firsts))).order_by(_turn(events.c.day, wanted), _turn(events.c.id, wanted))


def _ways(connection: Connection, wanted: Filter) -> list[_Way]:
    ways = []
    dyad = _countries(wanted)
    if dyad is not None:
        ways.append(_Way(event_dyads, [and_(event_dyads.c.actor == dyad[0], event_dyads.c.recipient == dyad[1])]))
    for role, said in (("party", wanted.party), ("actor", wanted.actor), ("recipient", wanted.recipient), ("voucher", wanted.voucher)):
        if said is not None and not (dyad is not None and role in ("actor", "recipient")):
            keys = voucher_keys(connection, said) if role == "voucher" else party_keys(connection, said, role)
            table = event_parties.alias(f"by_{role}")
            ways.append(_Way(table, [and_(table.c.role == role, table.c.key == key) for key in keys]))  # type: ignore[arg-type]
    if wanted.place is not None:
        [key] = place_keys(connection, wanted.place)
        ways.append(_Way(event_places, [event_places.c.key == key]))
    return ways


def _countries(wanted: Filter) -> tuple[str, str] | None:
    """Give the pair of countries, if both parties are given as codes."""
    if wanted.actor and wanted.recipient and all(len(c) == 3 and c.isascii() and c.isalpha() for c in (wanted.actor, wanted.recipient)):
        return wanted.actor.upper(), wanted.recipient.upper()
    return None


def _plain(wanted: Filter) -> list[ColumnElement[bool]]:
    """Give the conditions on the acts themselves."""
    found: list[ColumnElement[bool]] = [] if wanted.rejected else [not_rejected()]
    if wanted.types:
        found.append(events.c.type.in_([kind.upper() for kind in wanted.types]))
    if wanted.factuality:
        found.append(events.c.factuality.in_(list(wanted.factuality)))
    if wanted.confidence > 0:
        found.append(events.c.confidence >= wanted.confidence)
    if wanted.families > 1:
        found.append(events.c.families >= wanted.families)
    if wanted.near is not None:
        found.append(_within(*wanted.near))
    return found


def _within(lat: float, lon: float, kilometres: float) -> ColumnElement[bool]:
    """Give the condition that an act lies within a radius: a box, which an index finds, and in it the distance on a plane."""
    narrow = max(cos(radians(lat)), 0.01)
    degrees = kilometres / KM_A_DEGREE
    north, east = events.c.lat - lat, (events.c.lon - lon) * narrow
    return and_(
        events.c.lat.between(lat - degrees, lat + degrees),
        events.c.lon.between(lon - degrees / narrow, lon + degrees / narrow),
        north * north + east * east <= degrees * degrees,
    )


def _days(table: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    found = []
    if wanted.since is not None:
        found.append(table.c.day >= wanted.since)
    if wanted.until is not None:
        found.append(table.c.day <= wanted.until)
    return found


def _later(connection: Connection, day: ColumnElement[Any], identity: ColumnElement[Any], wanted: Filter) -> list[ColumnElement[bool]]:
    """Give the condition that an act comes after the one that was seen last. Acts without a day: SQLite takes them for the oldest, PostgreSQL for the newest."""
    if wanted.after is None:
        return []
    seen, last = wanted.after
    beyond = identity > last if wanted.oldest_first else identity < last
    undated_last = (connection.dialect.name == "sqlite") != wanted.oldest_first
    if seen is None:
        return [and_(day.is_(None), beyond)] if undated_last else [or_(and_(day.is_(None), beyond), day.is_not(None))]
    further = or_(day > seen if wanted.oldest_first else day < seen, and_(day == seen, beyond))
    return [or_(further, day.is_(None))] if undated_last else [further]


def _size(connection: Connection, way: _Way, wanted: Filter) -> int:
    """Give how many rows meet a condition, counted up to FEW; ties go to the condition that is named first."""
    part = select(way.table.c.event).where(or_(*way.conditions), *_days(way.table, wanted)).limit(FEW).subquery()
    return int(connection.execute(select(func.count()).select_from(part)).scalar_one())


def _met(way: _Way) -> ColumnElement[bool]:
    return exists(select(way.table.c.event).where(way.table.c.event == events.c.id, or_(*way.conditions)).correlate(events))


def published_within(table: Any, since: str | None, until: str | None) -> list[Any]:
    """Give the conditions that a row was published within these days, both included."""
    found = []
    if since is not None:
        found.append(table.c.published >= since)
    if until is not None:
        found.append(table.c.published < f"{until}~")  # days and times of that day: ~ follows digits and T
    return found
