"""Values on which sources disagree: all are kept, one is shown by a named rule, as "1 of 3"."""

from __future__ import annotations

from typing import NamedTuple

from marsad.ledger.told import Agreement, Conflicting, Dated

RULE = "signed text > published text > party statement > agency report > reference > draft"
_RANK = {"signed_text": 0, "published_text": 1, "party_statement": 2, "agency_report": 3, "reference": 4, "draft": 5}


class Shown(NamedTuple):
    """The value on display, how many there are, and the others with their sources."""

    field: str
    value: str
    source: str
    of: str
    others: tuple[Dated, ...]
    rule: str


def shown(agreement: Agreement, conflict: Conflicting) -> Shown:
    """Give the value of the best source, by RULE; of two sources of one kind, the first told."""
    kinds = {s.id: s.kind for s in agreement.sources}
    ordered = sorted(conflict.values, key=lambda v: _RANK[kinds[v.source]])
    best = ordered[0]
    distinct = len({v.value for v in conflict.values})
    return Shown(conflict.field, best.value, best.source, f"1 of {distinct}", tuple(ordered[1:]), RULE)
