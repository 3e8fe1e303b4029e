"""The side file of a foreign layout: what the layout has no column for, tied to the row by its id."""

from __future__ import annotations

from marsad.export.options import Row
from marsad.export.parties import called, direction
from marsad.export.sources import address, unique, vouchers
from marsad.export.tolls import RULE, toll_of
from marsad.record.reported import ReportedEvent


def key_row(row: Row, event: ReportedEvent) -> Row:
    """Give the line of the side file for a row of an event; the row's id is its first cell."""
    act, toll = event.shown, toll_of(event)
    return (
        row[0], event.id, "|".join(c.id for c in event.claims), act.type, "|".join(act.modes), direction(act), "|".join(map(called, act.actors)),
        "|".join(map(called, act.recipients)), act.factuality, "|".join(vouchers(event)), act.confidence,
        *((toll.low, toll.best, toll.high, RULE) if toll is not None else (None, None, None, "")),
        "; ".join(f"{field}: {rule}" for field, rule in sorted(event.rules.items())), "|".join(unique([address(c) for c in event.claims])),
    )  # fmt: skip
