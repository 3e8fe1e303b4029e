"""ACLED's event and sub-event type of an act, by the table data/acled.tsv: the first row that fits decides."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from marsad.export.parties import kind, sides, target_kind
from marsad.export.tables import rows
from marsad.record.types import Event


class Category(NamedTuple):
    """`swap`: the target comes first. `exact` is False where the sub-event is only the nearest."""

    type: str
    mode: str
    rule: str
    actor: str
    target: str
    lethal: str
    event_type: str
    sub_event_type: str
    disorder_type: str
    swap: bool
    exact: bool
    note: str


@cache
def _categories() -> dict[str, list[Category]]:
    table: dict[str, list[Category]] = {}
    for r in rows("acled"):
        texts = {name: r[name] for name in Category._fields if name not in ("swap", "exact")}
        row = Category(swap=r["swap"] == "yes", exact=r["exact"] == "yes", **texts)
        table.setdefault(row.type, []).append(row)
    return table


def _fits(pattern: str, value: str) -> bool:
    return pattern in ("*", value)


def category_of(event: Event, killed: int) -> Category | None:
    """Give the category, or None if ACLED has none for such an act (verbal acts, diplomacy, aid)."""
    first, second, _ = sides(event)
    actor = kind(first[0]) if first else "none"
    target = target_kind(second)
    rule = next((b.rule for b in event.because if b.field == "type"), "")
    for row in _categories().get(event.type, ()):
        if (row.mode == "*" or (row.mode == "-" and not event.modes) or row.mode in event.modes) and fnmatchcase(rule, row.rule):
            if _fits(row.actor, actor or "none") and _fits(row.target, target) and _fits(row.lethal, "yes" if killed else "no"):
                return row
    return None
