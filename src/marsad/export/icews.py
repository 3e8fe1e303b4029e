"""ICEWS's layout: 20 columns, tab separated, no quoting. Acts with two sides that took place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from marsad.export.cameo import code_of
from marsad.export.days import one_day
from marsad.export.identity import RUNNING
from marsad.export.options import Options, Row
from marsad.export.parties import called, country_name, sector, sides
from marsad.export.places import spot_of
from marsad.export.report import Report
from marsad.export.sources import contradicted, happened, leading
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor


def icews_rows() -> Callable[[ReportedEvent, Options, Report], Iterator[Row]]:
    """Give the function of one file: it numbers events and articles as they come, because readers of ICEWS want 32-bit numbers."""
    stories: dict[str, int] = {}
    written = 0

    def of_event(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
        nonlocal written
        act = event.shown
        if not happened(event):
            report.drop(event.id, "not-happened", act.factuality)
            return
        code = code_of(act.cameo)
        if code is None:
            report.drop(event.id, "no-cameo", act.type)
            return
        first, second, mutual = sides(act)
        if not first or not second:
            report.drop(event.id, "no-target" if first else "no-actor")
            return
        days = one_day(event, report, "Event Date")
        if days is None:
            return
        spot = spot_of(event, report, "City", needed=False)
        for reason, field, holds in (
            ("several-parties", "Source Name", len(first) > 1 or len(second) > 1),
            ("direction-lost", "Source Name", mutual),
            ("conflicting", "Event Text", contradicted(event)),
        ):
            if holds:
                report.approximate(event.id, field, reason)
        written += 1
        claim = leading(event)
        story = stories.setdefault(claim.source.article, len(stories) + 1)
        yield (
            RUNNING + written, days.first.isoformat(), *_side(first), code.label, code.code, code.goldstein, *_side(second), RUNNING + story, claim.event.sentence + 1,
            claim.source.outlet or "", spot.name if spot is not None and spot.level == "city" else "", "", (spot.place.admin1 or "") if spot is not None else "",
            spot.country.name if spot is not None else "", spot.lat if spot is not None else None, spot.lon if spot is not None else None,
        )  # fmt: skip

    return of_event


def _side(parties: list[Actor]) -> tuple[str, str, str]:
    party = parties[0]
    known = sector(party)
    return called(party), known.label if known is not None else "", country_name(party.country)
