"""PLOVER's own record, one JSON object a line, with what PLOVER leaves open: modality, vouchers, offsets.

Nothing is dropped but what has no day, not even of publication: `aux_mode` says where an act is negated, hypothetical, future or historical
(the manual defines these values and no project has filled them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marsad.export.days import Days, days_of
from marsad.export.jsontext import json_text
from marsad.export.options import Options
from marsad.export.places import most_exact
from marsad.export.report import Report
from marsad.export.sources import contradicted, families, leading
from marsad.export.tolls import RULE, toll_of
from marsad.record.reported import Claim, ReportedEvent
from marsad.record.types import Actor, Place

_QUAD = {"verbal-cooperation": 1, "material-cooperation": 2, "verbal-conflict": 3, "material-conflict": 4}
_AUXILIARY = {"negated": "negation", "hypothetical": "hypothetical", "future": "future", "historical": "historical"}
_ALL = ("actual", "historical", "future", "hypothetical", "negated")
_RESOLUTION = {"city": 2, "region": 4, "admin1": 4}


def plover_lines(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[str]:
    """Yield a line of JSON for each event."""
    for event in events:
        days = days_of(event, report, "date", _ALL)
        if days is None:
            continue
        if contradicted(event):
            report.approximate(event.id, "aux_mode", "conflicting")
        yield json_text(_object(event, days, options)) + "\n"
        report.keep()


def _object(event: ReportedEvent, days: Days, options: Options) -> dict[str, Any]:
    act, claim = event.shown, leading(event)
    place = most_exact(act.where)
    toll = toll_of(event)
    fields: dict[str, Any] = {
        "id": f"MARSAD-{event.id}",
        "date": days.first.isoformat(),
        "enddate": days.last.isoformat() if days.length > 1 else None,
        "actor": [_entity(a) for a in act.actors],
        "recipient": [_entity(a) for a in act.recipients],
        "event": [act.type],
        "event_text": [act.trigger.text],
        "mode": act.modes,
        "aux_mode": [_AUXILIARY[act.factuality]] if act.factuality in _AUXILIARY else [],
        "context": act.contexts,
        "quad_code": _QUAD[act.quad],
        "event_scale": act.score,
        "event_loc": _location(place) if place is not None else None,
        "size": [{"what": c.what, "value": c.value, "low": c.low, "high": c.high, "of": c.of} for c in act.counts],
        "text": claim.sentence,
        "text_info": {"sequence": claim.event.sentence + 1, "start": claim.event.trigger.start, "end": claim.event.trigger.end},
        "cite_info": _citation(claim, options),
        "link": [_link(c) for c in event.claims],
        "marsad": {
            "factuality": act.factuality, "confidence": act.confidence, "attribution": [_entity(a) for a in act.attribution], "cameo": act.cameo,
            "content_type": act.content_type, "reports": len(event.claims), "source_families": families(event), "shown_by": event.rules,
            "killed": {"low": toll.low, "best": toll.best, "high": toll.high, "rule": RULE} if toll is not None else None,
        },
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value not in (None, [])} | {"actor": fields["actor"]}


def _entity(party: Actor) -> dict[str, Any]:
    fields = {
        "raw_text": party.text, "entity_name": party.name, "country": party.country, "sector_code": party.sector, "entity_id": party.entity,
        "start": party.start, "end": party.end,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _location(place: Place) -> dict[str, Any]:
    resolution = 5 if place.lat is None else _RESOLUTION.get(place.precision or "", 4)
    fields = {
        "extracted_place": place.text, "resolved_place": place.name, "geonameid": place.geonames, "lat": place.lat, "lon": place.lon,
        "province": place.admin1, "country_code": place.country, "resolution": resolution, "start": place.start, "end": place.end,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _citation(claim: Claim, options: Options) -> dict[str, Any]:
    source = claim.source
    fields = {
        "corpus": "Marsad", "citation": source.article, "url": source.url, "title": source.title, "publication": source.outlet, "date": source.published,
        "language": "ara", "coder": f"Marsad {options.version}", "codebook": "PLOVER", "sha256": source.sha256,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _link(claim: Claim) -> dict[str, Any]:
    act, source = claim.event, claim.source
    fields = {
        "claim": claim.id, "article": source.article, "url": source.url, "outlet": source.outlet, "published": source.published, "family": source.family,
        "factuality": act.factuality, "trigger": {"start": act.trigger.start, "end": act.trigger.end, "text": act.trigger.text},
        "attribution": [a.name or a.text for a in act.attribution],
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value not in (None, [])}
