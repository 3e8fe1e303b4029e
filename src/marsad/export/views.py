"""Months in the manner of VIEWS: deaths by country or PRIO-GRID cell and month, from the same events as the UCDP layout."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from marsad.export.countries import Country
from marsad.export.days import month_id
from marsad.export.options import Cell, Options, Row
from marsad.export.places import cell_centre, priogrid
from marsad.export.report import Report
from marsad.export.ucdp import Lethal, lethal
from marsad.record.reported import ReportedEvent

BATTLE_YEAR = 25  # deaths: UCDP's threshold
_MONTH = 31  # days


class _Month:
    """Deaths of one unit in one month: by type of violence, and the number of events."""

    def __init__(self) -> None:
        self.deaths, self.events = [0, 0, 0], 0

    def add(self, found: Lethal) -> None:
        self.deaths[found.violence - 1] += found.toll.best
        self.events += 1

    def cells(self) -> tuple[Cell, ...]:
        state = self.deaths[0]
        return (*self.deaths, round(math.log1p(state), 6), int(state >= BATTLE_YEAR), self.events)


def _lethal(events: Iterable[ReportedEvent], report: Report) -> Iterator[tuple[ReportedEvent, Lethal]]:
    for event in events:
        found = lethal(event, report)
        if found is None:
            continue
        if found.days.length > _MONTH:
            report.drop(event.id, "long-period", f"{found.days.first}..{found.days.last}")
            continue
        if found.days.first.month != found.days.last.month:
            report.approximate(event.id, "month_id", "first-day", f"{found.days.first}..{found.days.last}")
        yield event, found


def country_months(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[Row]:
    """Yield a row for each country and month with a lethal event, in order of country and month."""
    months: dict[tuple[int, int], tuple[Country, _Month]] = {}
    for event, found in _lethal(events, report):
        place = found.spot.country
        if place.gw is None:
            report.drop(event.id, "no-gw", place.name)
            continue
        if place.alpha3 == "PSE":
            report.approximate(event.id, "country_id", "no-gw", place.name)
        _, month = months.setdefault((place.gw, month_id(found.days.first)), (place, _Month()))
        month.add(found)
        report.keep()
    for (gw, number), (place, month) in sorted(months.items()):
        year, at = divmod(number - 1, 12)
        code = "ISR" if gw == 666 else place.alpha3
        yield gw, number, gw, code, place.ucdp_country or place.name, 1980 + year, at + 1, *month.cells()


def grid_months(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[Row]:
    """Yield a row for each PRIO-GRID cell and month with a lethal event, in order of cell and month."""
    months: dict[tuple[int, int], _Month] = {}
    for event, found in _lethal(events, report):
        if found.spot.lat is None or found.spot.lon is None:
            report.drop(event.id, "no-cell", found.spot.name)
            continue
        months.setdefault((priogrid(found.spot.lat, found.spot.lon), month_id(found.days.first)), _Month()).add(found)
        report.keep()
    for (gid, number), month in sorted(months.items()):
        year, at = divmod(number - 1, 12)
        yield gid, number, *cell_centre(gid), 1980 + year, at + 1, *month.cells()
