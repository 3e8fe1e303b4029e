"""ACLED's layout: 31 columns. Material acts that took place, and agreements; direction is lost and kept in the side file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from marsad.export.acled_categories import Category, category_of
from marsad.export.countries import Country, international
from marsad.export.days import Days, one_day, stamp
from marsad.export.identity import text_id
from marsad.export.options import Options, Row
from marsad.export.parties import called, country_name, kind, sector, sides, target_kind
from marsad.export.places import Spot, spot_of
from marsad.export.report import Report
from marsad.export.sources import contradicted, happened, leading, outlets, sentence, vouchers
from marsad.export.tables import rows
from marsad.export.tolls import toll_of
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor

_DEMONSTRATION = {"Peaceful protest": 6, "Protest with intervention": 6, "Excessive force against protesters": 6, "Violent demonstration": 5, "Mob violence": 5}
_ON_THE_SPOT = {"MIL", "COP", "SPY", "PRM", "REB", "UAF", "CRM"}
_STATE, _REBEL, _MILITIA, _CIVILIANS, _OTHER = 1, 2, 3, 7, 8


@cache
def _labels() -> dict[int, str]:
    return {int(r["number"]): r["label"] for r in rows("inter")}


def acled_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield the row of an event, or none: then the reason is reported."""
    if not happened(event):
        report.drop(event.id, "not-happened", event.shown.factuality)
        return
    toll = toll_of(event)
    killed = toll.best if toll is not None else 0
    category = category_of(event.shown, killed)
    if category is None:
        report.drop(event.id, "no-category", " ".join([event.shown.type, *event.shown.modes]))
        return
    days = one_day(event, report, "event_date")
    spot = spot_of(event, report, "location") if days is not None else None
    if days is None or spot is None:
        return
    toll_of(event, report, "fatalities")
    yield _row(event, options, report, category, days, spot, killed)


def _row(event: ReportedEvent, options: Options, report: Report, category: Category, days: Days, spot: Spot, killed: int) -> Row:
    act = event.shown
    first, second, _ = sides(act)
    target = target_kind(second)
    if category.swap:
        first, second = second, first
    if act.type == "PROTEST":
        second = _forces(second, event, report)
    if act.actors and act.recipients:
        report.approximate(event.id, "actor1", "direction-lost")
    if not category.exact:
        report.approximate(event.id, "sub_event_type", "nearest-category", category.note)
    if contradicted(event):
        report.approximate(event.id, "event_type", "conflicting")
    crowd = _DEMONSTRATION.get(category.sub_event_type)
    name1, inter1 = _party(first, event, report, spot.country, crowd, "1")
    name2, inter2 = _party(second, event, report, spot.country, None, "2")
    if not name1 and act.type in ("ASSAULT", "PROTEST"):
        name1, inter1 = (f"Protesters ({spot.country.acled_country})", crowd) if crowd else (f"Unidentified Armed Group ({spot.country.acled_country})", _MILITIA)
        report.approximate(event.id, "actor1", "unidentified-actor")
    precision = 3 if not days.told else 1 if days.length == 1 else 2 if days.length <= 7 else 3
    stamped = stamp(leading(event).source.recorded or leading(event).source.published)
    numbers = options.inter == "num"
    return (
        text_id(event.id), days.first.isoformat(), days.first.year, precision, category.disorder_type, category.event_type, category.sub_event_type,
        name1, _others(first), _inter(inter1, numbers), name2, _others(second), _inter(inter2, numbers), _interaction(inter1, inter2, numbers),
        "Civilian targeting" if target == "civilian" and act.type == "ASSAULT" else "",
        spot.country.numeric, spot.country.acled_region, spot.country.acled_country, spot.place.admin1 or "", "", "", spot.name, spot.lat, spot.lon,
        {"city": 1, "region": 2}.get(spot.level, 3), "; ".join(outlets(event)), "", _notes(event), killed, _tags(event),
        int(stamped.timestamp()) if stamped is not None else None,
    )  # fmt: skip


def _party(side: list[Actor], event: ReportedEvent, report: Report, place: Country, crowd: int | None, number: str) -> tuple[str, int | None]:
    """Give ACLED's name and kind of a side's first party; ("", None) for an empty side."""
    if not side:
        return "", None
    party = side[0]
    if len(side) > 1:
        report.approximate(event.id, f"actor{number}", "several-parties", ", ".join(map(called, side)))
    known, abroad = sector(party), international(party.country)
    if crowd is not None and kind(party) in ("civilian", ""):
        return party.name or f"{'Rioters' if crowd == 5 else 'Protesters'} ({place.acled_country})", crowd
    inter = known.inter if known is not None else None
    if abroad is not None and inter != _REBEL:
        inter = abroad.inter
    elif inter == _STATE and party.country not in (None, place.alpha3):
        inter = _OTHER
    if known is not None and (not known.exact or inter is None):
        report.approximate(event.id, f"inter{number}", "nearest-sector", party.sector or "")
    if party.name:
        return party.name, inter
    home = country_name(party.country) or place.acled_country
    return (known.generic.format(country=home) if known is not None and known.generic else party.text), inter


def _forces(addressed: list[Actor], event: ReportedEvent, report: Report) -> list[Actor]:
    """Give those of a protest's recipients that ACLED names: forces on the spot, not whom the protest is addressed to."""
    present = [party for party in addressed if party.sector in _ON_THE_SPOT]
    if len(present) < len(addressed):
        report.approximate(event.id, "actor2", "protest-target", ", ".join(called(p) for p in addressed if p not in present))
    return present


def _others(side: list[Actor]) -> str:
    return "; ".join(map(called, side[1:]))


def _inter(number: int | None, as_number: bool) -> str | int | None:
    if as_number:
        return number or 0
    return _labels()[number] if number else ""


def _interaction(first: int | None, second: int | None, as_number: bool) -> str | int | None:
    """Give the pair of kinds: smaller number first, except that ACLED writes External/Other forces before Civilians.

    >>> _interaction(2, 1, True), _interaction(6, None, True), _interaction(7, 8, False), _interaction(6, None, False)
    (12, 60, 'External/Other forces-Civilians', 'Protesters only')
    """
    if not first or not second:
        one = first or second
        if as_number:
            return one * 10 if one else None
        return f"{_labels()[one]} only" if one else ""
    low, high = sorted((first, second))
    if as_number:
        return low * 10 + high
    return f"{_labels()[high]}-{_labels()[low]}" if (low, high) == (_CIVILIANS, _OTHER) else f"{_labels()[low]}-{_labels()[high]}"


def _notes(event: ReportedEvent) -> str:
    by = vouchers(event)
    return sentence(event) + (f" [according to: {' < '.join(by)}]" if by else "")


def _tags(event: ReportedEvent) -> str:
    crowd = next((c for c in event.shown.counts if c.what == "protesters"), None)
    size = "" if crowd is None else f"{crowd.value:.0f}" if crowd.value is not None else f"at least {crowd.low:.0f}" if crowd.low is not None else ""
    return "; ".join(part for part in (f"crowd size={size}" if size else "", "historical" if event.shown.factuality == "historical" else "") if part)
