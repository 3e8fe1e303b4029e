"""How a status moved: the days on which it changed, from the first report to the last."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger.claims import Assessment, Claim, Override
from marsad.ledger.deadlines import expiry, shift
from marsad.ledger.standing import distinct
from marsad.ledger.status import status, told_steps
from marsad.ledger.told import Agreement


def history(agreement: Agreement, claims: Iterable[Claim], as_of: str, overrides: Iterable[Override] = (), others: Iterable[Agreement] = ()) -> list[Assessment]:
    """Give the assessments of the days on which the status became another one, in order of time, up to a day."""
    listed = [c for c in distinct(claims) if c.agreement == agreement.id and c.basis != "inferred"]
    decided, known = list(overrides), list(others)
    end = expiry(agreement).day
    days = {(c.reported or "")[:10] for c in listed} | {s.day for s in told_steps(agreement, known)} | {o.day for o in decided} | ({shift(end, "P1D")} if end else set())
    out: list[Assessment] = []
    for day in sorted(d for d in days if d and d <= as_of):
        found = status(agreement, listed, day, decided, known)
        if not out or (out[-1].value, out[-1].method) != (found.value, found.method):
            out.append(found)
    return out
