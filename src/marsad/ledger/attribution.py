"""How well an alleged violation is vouched for (evidence rules 4 and 10), and which claims tell of one act."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from marsad.ledger.claims import Case, Claim
from marsad.ledger.independence import independent, key_of
from marsad.ledger.reasons import Reason, reason
from marsad.ledger.sides import Sides, interested, roles_of
from marsad.ledger.standing import distinct, retracted
from marsad.ledger.told import Agreement
from marsad.ledger.vocabulary import Attribution

VERSION = "attribution/1"
FORTNIGHT = 14  # days within which a denial answers an allegation; later ones answer later allegations
ALLEGING = frozenset({"alleged_violation", "denial", "counter_accusation", "justification", "acknowledgment", "verification_finding", "investigation"})


def day_of(claim: Claim) -> str:
    """Give the day that a claim is about: the act's own if told, else the report's; empty if neither is known."""
    return (claim.event_time or claim.reported or "")[:10]


def cases(claims: Iterable[Claim], agreement: Agreement, sides: Sides) -> list[Case]:
    """Give the alleged violations of an agreement gathered by act: same basis, accused, kind, place and day. What was taken back stays, marked so."""
    listed = [c for c in distinct(claims) if c.agreement == agreement.id]
    gone = retracted(listed)
    grouped: dict[tuple[str, ...], list[Claim]] = {}
    telling = [c for c in listed if c.act in ALLEGING and c.retracts is None]
    denials = [c for c in telling if c.act == "denial" or c.factuality == "negated"]
    for claim in telling:
        if claim not in denials:
            grouped.setdefault(case_key(claim), []).append(claim)
    for denial in denials:
        met = [key for key in grouped if _answers(denial, key)]
        for key in met or [case_key(denial)]:
            grouped.setdefault(key, []).append(denial)
    out = []
    for key, found in sorted(grouped.items()):
        status, why = judge([c for c in found if c.id not in gone], agreement, sides)
        out.append(Case(key=key, status=status, reason=why, claims=tuple(found)))
    return out


def _answers(denial: Claim, key: tuple[str, ...]) -> bool:
    """Tell whether a denial answers a case: the same accused and kind (a denial often names none), on its day or within a fortnight after."""
    own = case_key(denial)
    return own[:3] == key[:3] and own[3] in (key[3], "other") and (not own[4] or own[4] == key[4]) and soon(key[5], own[5])


def soon(day: str, later: str) -> bool:
    """Tell whether a day is the same as another or at most a fortnight after it.

    >>> soon("2020-03-01", "2020-03-09"), soon("2020-03-09", "2020-03-01")
    (True, False)
    """
    try:
        return 0 <= (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(day)).days <= FORTNIGHT
    except ValueError:
        return day == later


def case_key(claim: Claim) -> tuple[str, ...]:
    accused = "+".join(sorted({key_of(h) for h in claim.by}))
    return (claim.agreement, claim.basis, accused, claim.violation or "other", claim.governorate or claim.place or "", day_of(claim))


def judge(claims: Iterable[Claim], agreement: Agreement, sides: Sides) -> tuple[Attribution, Reason]:
    """Give the attribution status of one alleged act from the claims that stand, and why.

    A denial by the accused makes it contested, whatever the count. Only the accused admits; only a body that is a monitor in the agreement verifies;
    two independent families corroborate if neither is of the accuser's side, that is, of a party or of who speaks for one.
    """
    listed = distinct(claims)
    if not listed:
        return "retracted", reason("taken_back")
    accused = {key_of(h) for c in listed for h in c.by}
    if not accused:
        return "unattributed", reason("nobody_named")
    asserting = [c for c in listed if c.act != "denial" and c.factuality in ("actual", "historical")]
    denied = [c for c in listed if (c.act == "denial" or c.factuality == "negated") and speaks_for(c, accused)]
    if denied:
        return "contested", reason("accused_denies", claim=denied[0].id)
    admitted = [c for c in asserting if c.holders and not c.holders[0].voice and key_of(c.holders[0]) in accused and c.act in ("acknowledgment", "justification")]
    if admitted:
        return "admitted", reason("accused_admits", claim=admitted[0].id)
    verified = [c for c in asserting if c.act == "verification_finding" and c.holders and "monitor" in roles_of(agreement, c.holders[0].side)]
    if verified:
        return "verified_by_mechanism", reason("monitor_found", name=verified[0].holders[0].name, claim=verified[0].id)
    neutral = independent(c for c in asserting if not _partial(c, agreement, sides))
    if len(neutral) >= 2:
        return "corroborated", reason("corroborated", count=len(neutral))
    return "alleged", reason("alleged", count=len(independent(asserting)), count2=len(neutral))


def speaks_for(claim: Claim, accused: set[str]) -> bool:
    """Tell whether the nearest voucher is the accused itself, or the outlet speaks in its own voice and is the accused's."""
    if claim.holders:
        return key_of(claim.holders[0]) in accused
    return claim.outlet_side is not None and claim.outlet_side in accused


def _partial(claim: Claim, agreement: Agreement, sides: Sides) -> bool:
    """Tell whether a claim comes from a side with an interest: a party, who speaks for one, or kin of one."""
    voices = [h.side for h in claim.holders if h.side is not None] or ([claim.outlet_side] if claim.outlet_side else [])
    return any(sides.akin(voice, party) for voice in voices for party in interested(agreement))
