"""Alleged breaches as a table: period, holder, accused, kind, governorate, combat or not, as SNHR and the OSCE's monitors cut theirs.

Counts are of allegations by holder. They are never added up across holders, and copies and rewrites of one report count once. What nobody calls a breach
(`inferred`) stands in rows of its own, and so does what a monitor could not see. A period after the first report in which nothing at all is told of an
agreement is a row as well, several in a row as one (2018-11..2019-02): silence is not compliance.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from marsad.ledger.attribution import cases, day_of
from marsad.ledger.claims import Case, Claim
from marsad.ledger.independence import independent, key_of
from marsad.ledger.sides import Sides
from marsad.ledger.standing import standing
from marsad.ledger.status import start_day
from marsad.ledger.told import Agreement

Period = Literal["day", "week", "month", "year"]
Cut = Literal["accused", "violation", "governorate", "combat"]
CUTS: tuple[Cut, ...] = ("accused", "violation", "governorate", "combat")


class Row(NamedTuple):
    """One line of the table. `kind`: alleged, inferred, monitor_access_restricted, or silence. `allegations` counts acts alleged by this holder, `families`
    the independent source families that carry them. A cut that was not asked for is None."""

    period: str
    kind: str
    holder: str
    accused: str | None
    violation: str | None
    governorate: str | None
    combat: bool | None
    allegations: int
    families: int
    status: str
    inputs: tuple[str, ...]


def breaches(agreement: Agreement, claims: Iterable[Claim], as_of: str, sides: Sides, period: Period = "month", by: Iterable[Cut] = CUTS) -> list[Row]:
    """Give the table of one agreement until a day, always by period and holder, and by the cuts asked for."""
    cuts = set(by)
    listed = [c for c in claims if c.agreement == agreement.id and (c.reported or "")[:10] <= as_of]
    binding = start_day(agreement)
    if binding is None:
        return []
    grouped: dict[tuple[object, ...], list[tuple[Case, Claim]]] = {}
    live = {c.id for c in standing(listed, as_of)}
    first_outlet: dict[str, str] = {}
    for claim in standing(listed, as_of):
        first_outlet.setdefault(claim.family, claim.outlet or "unnamed")  # a copy is told under the outlet that had it first
    for case in cases(listed, agreement, sides):
        for claim in case.claims:
            if claim.id in live and claim.act in ("alleged_violation", "verification_finding") and claim.factuality in ("actual", "historical") and day_of(claim) >= binding:
                grouped.setdefault(_key(case, claim, first_outlet, period, cuts), []).append((case, claim))
    rows = [_row(key, found) for key, found in grouped.items()]
    restricted = [c for c in standing(listed, as_of) if c.act == "monitor_access_restricted" and day_of(c) >= binding]
    for start in sorted({period_of(day_of(c), period) for c in restricted}):
        mine = [c for c in restricted if period_of(day_of(c), period) == start]
        families = len(independent(mine))
        rows.append(Row(start, "monitor_access_restricted", "", None, None, None, None, families, families, "", tuple(sorted(c.id for c in mine))))
    heard = {period_of(day_of(c), period) for c in listed if day_of(c)}
    first = max(binding, min((day_of(c) for c in listed if day_of(c)), default=as_of))
    for silent, run in groupby(periods(first, as_of, period), key=lambda p: p not in heard):
        if silent:
            names = list(run)
            rows.append(Row(names[0] if len(names) == 1 else f"{names[0]}..{names[-1]}", "silence", "", None, None, None, None, 0, 0, "", ()))
    return sorted(rows, key=lambda r: tuple(str(x) for x in r))


def _key(case: Case, claim: Claim, first_outlet: dict[str, str], period: Period, cuts: set[Cut]) -> tuple[object, ...]:
    holder = key_of(claim.holders[0]) if claim.holders else f"outlet: {first_outlet[claim.family]}"
    return (
        period_of(day_of(claim), period), "inferred" if claim.basis == "inferred" else "alleged", holder, case.key[2] or None if "accused" in cuts else None,
        claim.violation if "violation" in cuts else None, claim.governorate if "governorate" in cuts else None, claim.combat if "combat" in cuts else None,
    )  # fmt: skip


def _row(key: tuple[object, ...], found: list[tuple[Case, Claim]]) -> Row:
    acts = {case.key for case, _ in found}
    claims = [claim for _, claim in found]
    families = independent(claims)
    statuses = sorted({case.status for case, _ in found})
    counted = {"allegations": len(acts), "families": len(families), "status": "; ".join(statuses), "inputs": tuple(sorted(c.id for c in claims))}
    return Row(**dict(zip(Row._fields, key)), **counted)  # type: ignore[arg-type]


def period_of(day: str, period: Period) -> str:
    """Give the period that a day falls into.

    >>> period_of("2020-03-05", "month"), period_of("2020-03-05", "week"), period_of("2020-03-05", "year")
    ('2020-03', '2020-W10', '2020')
    """
    if period == "week":
        year, week, _ = datetime.date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[period]]


def periods(start: str, end: str, period: Period) -> Iterator[str]:
    """Yield every period from one day to another."""
    day, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    before = None
    while day <= last:
        name = period_of(day.isoformat(), period)
        if name != before:
            yield name
        before = name
        step = {"day": 1, "week": 1, "month": calendar.monthrange(day.year, day.month)[1] - day.day + 1, "year": 1}[period]
        day += datetime.timedelta(days=step)
