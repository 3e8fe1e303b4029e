"""UCDP GED's layout: 49 columns. Lethal acts of organised violence whose two sides are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.export.countries import Country, country, international, ucdp_region
from marsad.export.days import Days, day, days_of
from marsad.export.identity import number_id, text_id
from marsad.export.options import Options, Row
from marsad.export.parties import called, kind, sides, target_kind
from marsad.export.places import Spot, priogrid, spot_of
from marsad.export.report import Report
from marsad.export.sources import contradicted, families, happened, leading, unique, vouchers
from marsad.export.tolls import Toll, toll_of
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = "Civilians"
_WHERE = {"city": 1, "admin1": 4, "region": 5, "country": 6}


class Side(NamedTuple):
    """`gw` is the Gleditsch-Ward number of a state."""

    name: str
    state: bool
    gw: int | None
    parties: list[Actor]


class Lethal(NamedTuple):
    """A lethal act with all that UCDP needs. Side a is the government, or the attacker."""

    days: Days
    spot: Spot
    toll: Toll
    violence: int
    a: Side
    b: Side


def lethal(event: ReportedEvent, report: Report) -> Lethal | None:
    """Give the act in UCDP's terms, or None: then the reason is reported."""
    act = event.shown
    if not happened(event):
        report.drop(event.id, "not-happened", act.factuality)
        return None
    if act.type != "ASSAULT":
        report.drop(event.id, "no-category", act.type)
        return None
    toll = toll_of(event)
    if toll is None or toll.high < 1:
        report.drop(event.id, "not-lethal")
        return None
    parted = _sides(event, report)
    days = days_of(event, report, "date_start") if parted is not None else None
    spot = spot_of(event, report, "where_coordinates") if days is not None else None
    if parted is None or days is None or spot is None:
        return None
    toll_of(event, report, "best")
    if contradicted(event):
        report.approximate(event.id, "best", "conflicting")
    return Lethal(days, spot, toll, *parted)


def _sides(event: ReportedEvent, report: Report) -> tuple[int, Side, Side] | None:
    first, second, _ = sides(event.shown)
    if not first:
        report.drop(event.id, "no-actor")
        return None
    attacker = first[0]
    if kind(attacker) not in ("state", "armed") and not _coalition(attacker):
        report.drop(event.id, "unorganised", called(attacker))
        return None
    aimed_at = target_kind(second)
    if aimed_at == "none":
        report.drop(event.id, "side-unknown", ", ".join(map(called, second)))
        return None
    a = _side(first)
    if aimed_at == "civilian":
        b = Side(CIVILIANS, False, None, second)
    else:
        b = _side([party for party in second if kind(party) in ("armed", "state")])
    if a.gw is not None and a.gw == b.gw:
        report.drop(event.id, "same-state", ", ".join(map(called, first + second)))
        return None
    if len(first) > 1 or len(second) > 1:
        report.approximate(event.id, "side_a", "several-parties", ", ".join(map(called, first + second)))
    if b.state and not a.state:
        report.approximate(event.id, "side_a", "direction-lost")
        a, b = b, a
    for side, field in ((a, "side_a"), (b, "side_b")):
        if side.gw is None and side.parties[0].name is None and side.name != CIVILIANS:
            report.approximate(event.id, field, "unnamed", side.name)
    return (ONE_SIDED if b.name == CIVILIANS else STATE_BASED if a.state else NON_STATE), a, b


def _coalition(party: Actor) -> bool:
    """An alliance of states has no country, but its forces are states' forces."""
    return party.country in ("IGO", "UNO", "EUR") and party.sector in ("MIL", "GOV", None)


def _side(parties: list[Actor]) -> Side:
    party = parties[0]
    home = country(party.country)
    state = kind(party) == "state" or _coalition(party)
    if state and home is not None and international(party.country) is None:
        return Side(f"Government of {home.ucdp_country or home.name}", home.gw is not None, home.gw, parties)
    return Side(called(party), state, None, parties)


def ucdp_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield the row of a lethal event, or none: then the reason is reported."""
    found = lethal(event, report)
    if found is not None:
        yield _row(event, found, report)


def _row(event: ReportedEvent, found: Lethal, report: Report) -> Row:
    days, spot, toll = found.days, found.spot, found.toll
    place: Country = spot.country
    if place.alpha3 == "PSE" or place.gw is None:
        report.approximate(event.id, "country", "no-gw", place.name)
    source = leading(event).source
    reported = day(source.published)
    point = spot.lat is not None and spot.lon is not None
    return (
        number_id(event.id), text_id(event.id), days.first.year, None, "Unreviewed", found.violence, None, None, "", None, None,
        f"{found.a.name} - {found.b.name}", None, None, found.a.name, None, None, found.b.name,
        families(event), _articles(event), source.outlet or "", reported.isoformat() if reported else "", source.title or "",
        "; ".join(vouchers(event)), _WHERE[spot.level], spot.name, "; ".join(unique([p.text for p in event.shown.where])), spot.place.admin1 or "", "",
        spot.lat, spot.lon, f"POINT ({spot.lon} {spot.lat})" if point else "", priogrid(spot.lat, spot.lon) if spot.lat is not None and spot.lon is not None else None,
        place.ucdp_country or place.name, place.gw, ucdp_region(place.gw), 1 if days.length == 1 and len(event.shown.where) == 1 else 2, _precision(days),
        f"{days.first} 00:00:00.000", f"{days.last} 00:00:00.000", *_deaths(event, found), toll.best, toll.high, toll.low, found.a.gw, found.b.gw,
    )  # fmt: skip


def _precision(days: Days) -> int:
    if not days.told:
        return 4
    return 1 if days.length == 1 else 2 if days.length <= 6 else 3 if days.length == 7 else 4 if days.length <= 31 else 5


def _articles(event: ReportedEvent) -> str:
    return "; ".join(unique([",".join((c.source.outlet or "", (c.source.published or "")[:10], c.source.title or c.source.article)) for c in event.claims]))


def _deaths(event: ReportedEvent, found: Lethal) -> tuple[int, int, int, int]:
    """Give killed of side a, of side b, civilians and unknown. They add up to best, as in UCDP's data.

    A number belongs to a side only where it is the only one and the words for whom it counts name a party of that side.
    """
    best = found.toll.best
    if found.violence == ONE_SIDED:
        return 0, 0, best, 0
    killed = [c for c in event.shown.counts if c.what == "killed"]
    if len(killed) == 1 and killed[0].of:
        of = killed[0].of
        for at, side in enumerate((found.a, found.b)):
            if any(party.text in of or of in party.text for party in side.parties):
                return (best, 0, 0, 0) if at == 0 else (0, best, 0, 0)
    return 0, 0, 0, best
