"""Deadlines: computed from what the ledger tells, with the arithmetic in words.

A deadline that has passed makes a commitment overdue, never a breach (evidence rule 5); that is decided in `commitments`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from marsad.ledger.reasons import Reason, reason
from marsad.ledger.told import Agreement, Commitment, Dated

_OFFSET = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


class Due(NamedTuple):
    """The day until which something may be done, and the arithmetic. `day` None: not told, or its anchor has no day."""

    day: str | None
    because: Reason


def shift(day: str, offset: str) -> str:
    """Give an ISO day moved by an ISO 8601 period; a month's end stays within the month.

    >>> shift("2020-03-05", "P7D"), shift("2017-05-04", "P6M"), shift("2020-01-31", "P1M")
    ('2020-03-12', '2017-11-04', '2020-02-29')

    Raises ValueError if either is not written so.
    """
    match = _OFFSET.fullmatch(offset)
    if match is None or offset == "P":
        raise ValueError(f"{offset!r} is no period such as P7D, P2W, P6M")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    date = datetime.date.fromisoformat(day)
    count = date.year * 12 + date.month - 1 + years * 12 + months
    year, month = divmod(count, 12)
    date = date.replace(year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1]))
    return (date + datetime.timedelta(weeks=weeks, days=days)).isoformat()


def due(agreement: Agreement, commitment: Commitment, seen: frozenset[str] = frozenset()) -> Due:
    """Give when a commitment is due. An anchor chain that comes back to itself gives no day, with the reason."""
    deadline = commitment.deadline
    if deadline.type == "fixed" and deadline.date is not None:
        return Due(deadline.date, reason("fixed_day", day=deadline.date))
    if deadline.type == "relative" and deadline.anchor and deadline.offset:
        name, day = _anchor(agreement, deadline.anchor, seen | {commitment.id})
        if day is None:
            return Due(None, reason("anchor_unknown", period=deadline.offset, anchor=name))
        reached = shift(day, deadline.offset)
        return Due(reached, reason("counted", day=day, anchor=name, period=deadline.offset, day2=reached))
    if deadline.type == "conditional":
        return Due(None, reason("due_when", quoted=deadline.condition) if deadline.condition else reason("due_when_untold"))
    return Due(None, reason({"recurring": "recurring", "open_ended": "open_ended", "none": "no_deadline"}.get(deadline.type, "no_day")))


def _anchor(agreement: Agreement, anchor: str, seen: frozenset[str]) -> tuple[str, str | None]:
    dated: dict[str, Dated | None] = {"announced": agreement.announced, "signed": agreement.signed, "effective": agreement.effective, "expiry": agreement.expiry}
    if anchor in dated:
        found = dated[anchor]
        return anchor, found.value if found is not None and found.precision == "day" else None
    if anchor.startswith("commitment:"):
        wanted = anchor.removeprefix("commitment:")
        other = next((c for c in agreement.commitments if c.id == wanted), None)
        return anchor, due(agreement, other, seen).day if other is not None and wanted not in seen else None
    return "the day told", anchor


def expiry(agreement: Agreement) -> Due:
    """Give when an agreement runs out, from its told expiry or its duration, and whether it renews itself."""
    if agreement.expiry is not None:
        return Due(agreement.expiry.value, reason("told_expiry", day=agreement.expiry.value))
    start = agreement.effective or agreement.signed
    if agreement.duration is None or start is None or start.precision != "day":
        return Due(None, reason("no_duration"))
    end = shift(start.value, agreement.duration)
    return Due(end, reason("counted", day=start.value, anchor="effective" if agreement.effective else "signed", period=agreement.duration, day2=end))
