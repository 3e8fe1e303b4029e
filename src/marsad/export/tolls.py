"""How many were killed: low, best and high, by a named rule.

Rule toll.v1. In one report, the least that its numbers agree on is their largest single one (a part may be told beside the
whole), the most is their sum. Over the reports, low is the smallest and high the largest; best comes from the values on
display. Reports that the act did not take place do not count, nor does a number beyond belief.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.export.report import Report
from marsad.export.sources import HAPPENED
from marsad.record.reported import ReportedEvent
from marsad.record.types import Count, Event

RULE = "toll.v1"
BELIEVABLE = 1_000_000  # killed in one act; larger numbers in news are populations, money or misprints


class Toll(NamedTuple):
    """The smallest number, the one on display, the largest."""

    low: int
    best: int
    high: int


def _bounds(count: Count) -> tuple[int, int] | None:
    numbers = [n for n in (count.value, count.low, count.high) if n is not None]
    if not numbers or not all(0 <= n <= BELIEVABLE for n in numbers):
        return None
    if count.value is not None:
        return int(count.value), int(count.value)
    low = count.low if count.low is not None else 0
    return int(low), int(count.high if count.high is not None else low)


def _of_report(event: Event) -> tuple[int, int] | None:
    found = [b for c in event.counts if c.what == "killed" and (b := _bounds(c)) is not None]
    return (max(low for low, _ in found), sum(high for _, high in found)) if found else None


def toll_of(event: ReportedEvent, report: Report | None = None, field: str = "") -> Toll | None:
    """Give the toll, or None where no number of killed is told. What is approximate about it is reported."""
    told = [b for claim in event.claims if claim.event.factuality in HAPPENED and (b := _of_report(claim.event)) is not None]
    shown = _of_report(event.shown)
    if report is not None and any(c.what == "killed" and c.value is not None and not 0 <= c.value <= BELIEVABLE for c in event.shown.counts):
        report.approximate(event.id, field, "toll-ignored")
    if not told and shown is None:
        return None
    bounds = told or [shown or (0, 0)]
    low, high = min(b[0] for b in bounds), max(b[1] for b in bounds)
    best = min(max(shown[0] if shown is not None else low, low), high)
    one_number = all(b[0] == b[1] for b in bounds)
    if report is not None and not one_number:
        report.approximate(event.id, field, "toll-bounds", f"{low}..{high}")
    elif report is not None and low != high:
        report.approximate(event.id, field, "toll-differs", f"{low}..{high}")
    return Toll(low, best, high)
