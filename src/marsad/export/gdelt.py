"""GDELT 2.0's layouts: events (61 columns) and mentions (16 columns), both without a header."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from marsad.export.cameo import Code, code_of
from marsad.export.countries import country, fips, international
from marsad.export.days import Days, one_day, stamp
from marsad.export.identity import number_id
from marsad.export.options import Cell, Options, Row
from marsad.export.parties import called, country_name, sector, sides
from marsad.export.places import Spot, spot_of
from marsad.export.report import Report
from marsad.export.sources import HAPPENED, address, contradicted, families, happened, leading
from marsad.record.reported import Claim, ReportedEvent
from marsad.record.types import Actor

_NO_GEO: Row = (0, "", "", "", "", None, None, "")


def _codable(event: ReportedEvent, report: Report) -> Code | None:
    if not happened(event):
        report.drop(event.id, "not-happened", event.shown.factuality)
        return None
    code = code_of(event.shown.cameo)
    if code is None:
        report.drop(event.id, "no-cameo", event.shown.type)
    return code


def gdelt_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield the row of an event, or none: then the reason is reported."""
    code = _codable(event, report)
    days = one_day(event, report, "SQLDATE") if code is not None else None
    if code is None or days is None:
        return
    spot = spot_of(event, report, "ActionGeo_FullName", needed=False)
    if contradicted(event):
        report.approximate(event.id, "EventCode", "conflicting")
    lead = leading(event)
    first, second, _ = sides(event.shown)
    if len(first) > 1 or len(second) > 1:
        report.approximate(event.id, "Actor1Name", "several-parties", ", ".join(map(called, first + second)))
    yield (
        number_id(event.id), *_dates(days), *_actor(first), *_actor(second), 1 if lead.event.sentence == 0 else 0,
        code.code, code.base, code.root, code.quad, code.goldstein, len(event.claims), families(event), len({c.source.article for c in event.claims}), None,
        *_NO_GEO, *_NO_GEO, *_geo(spot), _added(lead, days.first), address(lead),
    )  # fmt: skip


def _dates(days: Days) -> tuple[int, int, int, float]:
    d = days.first
    return d.year * 10000 + d.month * 100 + d.day, d.year * 100 + d.month, d.year, round(d.year + (d.month * 30 + d.day) / 365, 4)


def _actor(side: list[Actor]) -> tuple[Cell, ...]:
    """Give the ten actor columns of a side's first party."""
    if not side:
        return ("",) * 10
    party = side[0]
    home, abroad, known = country(party.country), international(party.country), sector(party)
    kind = known.cameo if known is not None else ""
    if abroad is not None:
        types = [abroad.type, kind]
        code, place, group = abroad.type + abroad.known + kind, "", abroad.known
    else:
        types = [kind]
        place, group = home.cameo if home is not None else "", ""
        code = place + kind
    name = party.name or (country_name(party.country) if known is not None and known.sector == "GOV" else "") or party.text
    types = [t for t in types if t]
    return code, name.upper(), place, group, "", "", "", types[0] if types else "", types[1] if len(types) > 1 else "", ""


def _geo(spot: Spot | None) -> tuple[Cell, ...]:
    """Give the eight columns of the place of action."""
    if spot is None:
        return _NO_GEO
    code = fips(spot.country, spot.lon)
    us = spot.country.alpha3 == "USA"
    kind = 1 if spot.level == "country" else (3 if us else 4) if spot.level == "city" else (2 if us else 5)
    parts = [spot.name, spot.place.admin1 or "", spot.country.name] if spot.level != "country" else [spot.country.name]
    feature = code if spot.level == "country" else ""  # GNS and GNIS numbers, which GeoNames' are not
    return kind, ", ".join(dict.fromkeys(part for part in parts if part)), code, code, "", spot.lat, spot.lon, feature


def _added(claim: Claim, fallback: datetime.date) -> int:
    """Give when a report was recorded, else published, else the day of the act, as YYYYMMDDHHMMSS."""
    moment = stamp(claim.source.recorded) or stamp(claim.source.published)
    return int(moment.strftime("%Y%m%d%H%M%S")) if moment is not None else int(fallback.strftime("%Y%m%d000000"))


def mention_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield a row for each report that says the act took place. Offsets point into the Arabic original."""
    code = _codable(event, report)
    days = one_day(event, report, "EventTimeDate") if code is not None else None
    if code is None or days is None:
        return
    if contradicted(event):
        report.approximate(event.id, "GLOBALEVENTID", "conflicting")
    first_time = _added(event.claims[0], days.first)
    for claim in event.claims:
        if claim.event.factuality not in HAPPENED:
            continue
        first, second, _ = sides(claim.event)
        yield (
            number_id(event.id), first_time, _added(claim, days.first), 1 if claim.source.url else 2, claim.source.outlet or "", address(claim),
            claim.event.sentence + 1, first[0].start if first else -1, second[0].start if second else -1, claim.event.trigger.start, 1,
            round(claim.event.confidence * 100), None, None, "", "",
        )  # fmt: skip
