"""How many independent sources stand behind claims, and which claims are one report told again.

Copies of one text, rewrites of one agency report, articles that credit the same origin (one agency, one monitoring group), and what one outlet tells in
its own voice count once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from marsad.arabic.fold import fold
from marsad.ledger.claims import Claim, Holder
from marsad.record import Record


def origin(claim: Claim) -> str | None:
    """Give who the claim goes back to: the last of its vouchers, else the outlet that speaks for itself (twice is still one voice); None if it has no name."""
    if claim.holders:
        return key_of(claim.holders[-1])
    return f"outlet {claim.outlet.lower()}" if claim.outlet else None


def key_of(holder: Holder) -> str:
    """Give what tells holders apart: the side, if it is one, else the name."""
    return holder.side or holder.name.lower()


def independent(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Give the claims in groups, each from sources that are independent of the other groups': no shared family, no shared origin.

    The groups are in the order of their first claim's id. What links two sources links them through a third as well.
    """
    listed = sorted(claims, key=lambda c: c.id)
    head = list(range(len(listed)))

    def root(i: int) -> int:
        while head[i] != i:
            head[i] = head[head[i]]
            i = head[i]
        return i

    seen: dict[str, int] = {}
    for i, claim in enumerate(listed):
        for mark in (f"family {claim.family}", *([f"origin {source}"] if (source := origin(claim)) is not None else [])):
            first, second = sorted((root(seen.setdefault(mark, i)), root(i)))
            head[second] = first
    groups: dict[int, list[Claim]] = {}
    for i, claim in enumerate(listed):
        groups.setdefault(root(i), []).append(claim)
    return [groups[i] for i in sorted(groups)]


def own_family(record: Record) -> str:
    """Give a family for a record whose article nobody has compared with others: the same for texts that differ in spelling and spaces only."""
    return hashlib.sha256(" ".join(fold(record.article.text).split()).encode("utf-8")).hexdigest()[:16]
