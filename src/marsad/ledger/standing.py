"""Which claims stand: once each, in one order, without those that were taken back. Nothing is deleted; a redaction leaves a tombstone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from marsad.ledger.claims import Claim, Tombstone


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims once each, by id, in order of report time and id: the one order in which every fold sees them."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        other = kept.get(claim.id)
        if other is None or (other != claim and repr(claim) < repr(other)):
            kept[claim.id] = claim
    return sorted(kept.values(), key=lambda c: (c.reported or "", c.id))


def retracted(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the ids of claims that others take back."""
    return frozenset(c.retracts for c in claims if c.retracts is not None)


def standing(claims: Iterable[Claim], as_of: str | None = None) -> list[Claim]:
    """Give the claims that count on a day: reported by then, not taken back by then. A claim without a report day counts on every day."""
    listed = [c for c in distinct(claims) if as_of is None or (c.reported or "")[:10] <= as_of]
    gone = retracted(listed)
    return [c for c in listed if c.retracts is None and c.id not in gone]


def redact(claims: Iterable[Claim], wanted: str, reason: str, author: str, day: str) -> tuple[list[Claim], Tombstone]:
    """Give the claims without one, and what is left of it: its id, the digest of its content, who took it out and why.

    Raises KeyError if no claim has the id, ValueError without a reason or author.
    """
    if not reason.strip() or not author.strip():
        raise ValueError("a redaction needs a reason and an author")
    listed = distinct(claims)
    found = next((c for c in listed if c.id == wanted), None)
    if found is None:
        raise KeyError(wanted)
    digest = hashlib.sha256(msgspec.json.encode(found, order="deterministic")).hexdigest()
    return [c for c in listed if c.id != wanted], Tombstone(id=found.id, agreement=found.agreement, sha256=digest, reason=reason, author=author, day=day)
