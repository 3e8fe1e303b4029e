"""GeoJSON (RFC 7946): one feature per act, with a null geometry where no coordinates are known. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marsad.export.jsontext import json_text
from marsad.export.options import Options
from marsad.export.parties import called, direction
from marsad.export.places import most_exact
from marsad.export.report import Report
from marsad.export.sources import address, families, outlets, sentence, unique, vouchers
from marsad.export.tolls import toll_of
from marsad.record.reported import ReportedEvent
from marsad.record.types import Place


def geojson_parts(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[str]:
    """Yield the text of a FeatureCollection, a feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    lead = "\n"
    for event in events:
        yield lead + json_text(_feature(event, report))
        lead = ",\n"
        report.keep()
    yield "\n]}\n"


def _feature(event: ReportedEvent, report: Report) -> dict[str, Any]:
    act = event.shown
    place = most_exact(act.where)
    point = _point(place)
    if point is None and act.where:
        report.approximate(event.id, "geometry", "country-only", place.text if place is not None else "")
    elif place is not None and place.precision != "city":
        report.approximate(event.id, "geometry", "area", place.text)
    toll = toll_of(event)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": point} if point is not None else None,
        "properties": {
            "type": act.type, "modes": act.modes, "quad": act.quad, "score": act.score, "factuality": act.factuality, "confidence": act.confidence,
            "start": act.when.start if act.when is not None else None, "end": act.when.end if act.when is not None else None,
            "actors": [called(a) for a in act.actors], "recipients": [called(a) for a in act.recipients], "direction": direction(act), "vouchers": vouchers(event),
            "place": (place.name or place.text) if place is not None else None, "place_precision": place.precision if place is not None else None,
            "country": place.country if place is not None else None, "killed": [toll.low, toll.best, toll.high] if toll is not None else None,
            "sentence": sentence(event), "outlets": outlets(event), "reports": len(event.claims), "source_families": families(event),
            "urls": unique([address(c) for c in event.claims]),
        },
    }  # fmt: skip


def _point(place: Place | None) -> list[float] | None:
    """Give longitude and latitude: GeoJSON's order."""
    if place is None or place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return [place.lon, place.lat]
