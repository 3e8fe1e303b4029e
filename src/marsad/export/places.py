"""Where an act took place: the most exact place, its country, its PRIO-GRID cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from marsad.export.countries import Country, country
from marsad.export.report import Report
from marsad.record.reported import ReportedEvent
from marsad.record.types import Place

_EXACT = {"city": 0, "region": 1, "admin1": 2}


class Spot(NamedTuple):
    """`level` is city, region, admin1 or country. Coordinates are None for a country."""

    place: Place
    country: Country
    level: str
    lat: float | None
    lon: float | None

    @property
    def name(self) -> str:
        """The English name, or the article's words; a bare country's name for one."""
        return self.country.name if self.level == "country" else self.place.name or self.place.text


def most_exact(places: Sequence[Place]) -> Place | None:
    """Give the place that is told most exactly: with coordinates, then a settlement before an area before a division."""
    return min(places, key=lambda p: (p.lat is None or p.lon is None, _EXACT.get(p.precision or "", 3), p.country is None), default=None)


def spot_of(event: ReportedEvent, report: Report, field: str, needed: bool = True) -> Spot | None:
    """Give the spot of an event. What is approximated is reported; where none has a country and one is `needed`, the event is dropped."""
    place = most_exact(event.shown.where)
    known = country(place.country) if place is not None else None
    if place is None or known is None:
        if needed:
            report.drop(event.id, "no-place", ", ".join(p.text for p in event.shown.where))
        return None
    if len(event.shown.where) > 1:
        report.approximate(event.id, field, "several-places", ", ".join(p.name or p.text for p in event.shown.where if p is not place))
    if place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        report.approximate(event.id, field, "country-only", place.text)
        return Spot(place, known, "country", None, None)
    level = place.precision if place.precision in _EXACT else "region"
    if level != "city":
        report.approximate(event.id, field, "area", place.text)
    return Spot(place, known, level, place.lat, place.lon)


def priogrid(lat: float, lon: float) -> int:
    """Give the PRIO-GRID cell: half-degree cells counted from the south-west, row by row, 720 a row.

    >>> priogrid(-90, -180), priogrid(90, 180), priogrid(36.2, 37.16)
    (1, 259200, 181875)
    """
    row, column = min(math.floor((lat + 90) * 2), 359), min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def cell_centre(gid: int) -> tuple[float, float]:
    """Give latitude and longitude of the middle of a PRIO-GRID cell.

    >>> cell_centre(1), cell_centre(181875)
    ((-89.75, -179.75), (36.25, 37.25))
    """
    row, column = divmod(gid - 1, 720)
    return -89.75 + row / 2, -179.75 + column / 2
