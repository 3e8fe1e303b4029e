"""Confusion of types: how often an expected type was read as another, was not read, or was read where nothing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from marsad.measure.cases import Case
from marsad.measure.matching import overlap, pair
from marsad.measure.score import paired_things

NONE = "-"  # stands for "not read" in a column and for "not there" in a row
Confusion = Counter[tuple[str, str]]


def confused(case: Case, record: Mapping[str, Any]) -> Confusion:
    """Count the (expected type, found type) of one article. Events of unlike types are one if their triggers meet."""
    same = paired_things(case, record)["events"]
    known, got = ({id(two[side]) for two in same} for side in (0, 1))
    missing = [e for e in case["events"] if id(e) not in known]
    false = [f for f in record.get("events", []) if id(f) not in got]
    mistaken = pair(missing, false, lambda e, f: overlap(e["trigger"], f["trigger"]) or None)
    known |= {id(e) for e, _ in mistaken}
    got |= {id(f) for _, f in mistaken}
    counts = Counter((e["type"], f["type"]) for e, f in (*same, *mistaken))
    counts.update((e["type"], NONE) for e in missing if id(e) not in known)
    counts.update((NONE, f["type"]) for f in false if id(f) not in got)
    return counts


def confusion_table(counts: Confusion) -> str:
    """Give the counts as lines of text: a row for each expected type, a column for each found one.

    >>> print(confusion_table(Counter({("ASSAULT", "ASSAULT"): 9, ("ASSAULT", "COERCE"): 1, ("-", "COERCE"): 2})))
    expected  ASSAULT   COERCE        -
    ASSAULT         9        1        .
    COERCE          .        .        .
    -               .        2        .
    """
    kinds = [*sorted({kind for key in counts for kind in key} - {NONE}), NONE]
    wide = max(map(len, (*kinds, "expected")))
    columns = [max(len(kind), 7) for kind in kinds]
    lines = ["  ".join([f"{'expected':<{wide}}", *(f"{kind:>{width}}" for kind, width in zip(kinds, columns, strict=True))])]
    for row in kinds:
        lines.append("  ".join([f"{row:<{wide}}", *(f"{counts.get((row, kind)) or '.':>{width}}" for kind, width in zip(kinds, columns, strict=True))]))
    return "\n".join(lines)
