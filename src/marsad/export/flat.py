"""Marsad's own flat table: one row per report of an act, with direction, vouchers, factuality and offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.export.options import Cell, Options, Row
from marsad.export.parties import direction
from marsad.export.places import most_exact
from marsad.export.report import Report
from marsad.export.sources import families
from marsad.export.tolls import toll_of
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor, Count, Place, Span


def flat_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield a row for each report of an event. Nothing is dropped."""
    toll = toll_of(event)
    for claim in event.claims:
        act, source = claim.event, claim.source
        place = most_exact(act.where)
        yield (
            event.id, claim.id, len(event.claims), families(event), act.type, "|".join(act.modes), "|".join(act.contexts), act.quad, act.score, act.cameo, act.content_type,
            direction(act), act.factuality, act.confidence, act.trigger.text, _offsets([act.trigger]),
            *_parties(act.actors), *_parties(act.recipients), *_parties(act.attribution),
            *((act.when.start, act.when.end, act.when.precision) if act.when is not None else (None, None, None)),
            *((act.when.text_span.text, _offsets([act.when.text_span])) if act.when is not None and act.when.text_span is not None else (None, None)),
            _joined([p.name or "" for p in act.where]), _joined([p.text for p in act.where]), _offsets(act.where), *_place(place),
            *((toll.low, toll.best, toll.high) if toll is not None else (None, None, None)), _joined([_count(c) for c in act.counts]),
            act.sentence, claim.sentence, source.outlet, source.published, source.title, source.url, source.article, source.sha256, source.family, source.recorded,
        )  # fmt: skip


def _joined(values: Sequence[str]) -> str:
    """Join with |, which is taken out of the values: a reader can split again."""
    return "|".join(value.replace("|", "/") for value in values) if any(values) else ""


def _offsets(spans: Sequence[Span | Actor | Place]) -> str:
    return "|".join(f"{span.start}-{span.end}" for span in spans)


def _parties(parties: list[Actor]) -> tuple[str, ...]:
    columns: list[list[str]] = [[p.name or "", p.text, p.country or "", p.sector or "", p.entity or ""] for p in parties]
    return (*(_joined([row[n] for row in columns]) for n in range(5)), _offsets(parties))


def _place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 7
    level = place.precision or ("country" if place.lat is None and place.country is not None else None)
    return place.name or place.text, place.admin1, place.country, place.lat, place.lon, level, place.geonames


def _count(count: Count) -> str:
    number = (
        f"{count.value:g}" if count.value is not None and abs(count.value) < 1e6 else str(count.value) if count.value is not None else f"{_bound(count.low)}..{_bound(count.high)}"
    )
    return f"{count.what}={number}" + (f" ({count.of})" if count.of else "")


def _bound(number: float | int | None) -> str:
    return "" if number is None else f"{number:g}" if abs(number) < 1e6 else str(number)
