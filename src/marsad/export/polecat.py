"""POLECAT's layout: 40 columns, tab separated. Acts of all 16 types that took place and have an actor."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.export.countries import country
from marsad.export.days import day, one_day
from marsad.export.identity import text_id
from marsad.export.options import Cell, Options, Row
from marsad.export.parties import called
from marsad.export.places import spot_of
from marsad.export.report import Report
from marsad.export.sources import contradicted, happened, leading
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor


def polecat_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield the row of an event, or none: then the reason is reported."""
    act = event.shown
    if not happened(event):
        report.drop(event.id, "not-happened", act.factuality)
        return
    if not act.actors:
        report.drop(event.id, "no-actor")
        return
    days = one_day(event, report, "Event Date")
    if days is None:
        return
    spot = spot_of(event, report, "Placename", needed=False)
    if contradicted(event):
        report.approximate(event.id, "Event Type", "conflicting")
    place: tuple[Cell, ...] = ("", "", "", "", "", None, None, None, "", "")
    if spot is not None:
        city = spot.name if spot.level == "city" else ""
        where = spot.place
        place = (spot.name, city, "", where.admin1 or "", spot.country.alpha3, spot.lat, spot.lon, where.geonames, where.text, spot.level)
    source = leading(event).source
    reported = day(source.published)
    yield (
        text_id(event.id), days.first.isoformat(), act.type, act.modes[0] if act.modes else "", act.score, act.quad.replace("-", " ").upper(), "; ".join(act.contexts),
        *_parties(act.actors), *_parties(act.recipients), *place, source.outlet or "", reported.isoformat() if reported else "", "", "", "", "ara", f"Marsad {options.version}",
    )  # fmt: skip


def _parties(parties: list[Actor]) -> tuple[Cell, ...]:
    """Give the eight columns of the actors or of the recipients. Lists run in step: a party without a value leaves its place empty."""
    if not parties:
        return ("",) * 8
    cow = [str(home.cow) if (home := country(p.country)) is not None and home.cow is not None else "" for p in parties]
    return (
        "; ".join(called(p) for p in parties), _listed([p.country or "" for p in parties]), _listed(cow), parties[0].sector or "",
        _listed([p.sector or "" for p in parties]), "", "; ".join(p.text for p in parties), "",
    )  # fmt: skip


def _listed(values: list[str]) -> str:
    return "; ".join(values) if any(values) else ""
