"""The state of each commitment as of a day: a pure fold over claims, with the deadline's arithmetic in the reason.

Rules, version 1.
 1. Before its deadline a commitment is `not_due` (`due` if it binds without a deadline); past it, `overdue`, never a breach.
 2. `fulfilled` (or `fulfilled_late`) takes a finding of a monitor, the word of a beneficiary or the other side, or two independent families, none of them the
    obligor's. The obligor's own word, or one family's, leaves the state and waits in `pending`. A commitment that goes on (a ceasefire, access) is never fulfilled.
    Where several must act and not all are told to have done it, it is `partly`.
 3. Alleged breaches make it `breach_alleged`; corroborated, verified or admitted ones `breach_corroborated`; a denial by the accused `disputed`.
    Only allegations that name the agreement count: force in its zone that nobody calls a breach does not.
 4. A suspended agreement suspends it, an expired or declared ended one lets it lapse, a superseded one supersedes it.
 5. The score (Kroc's 0 to 3) is 0 until something is told, 1 where somebody claims compliance, 2 where compliance is established; 3 is an analyst's.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger.attribution import cases
from marsad.ledger.claims import Assessment, Case, Claim, Override
from marsad.ledger.deadlines import Due, due
from marsad.ledger.independence import independent
from marsad.ledger.reasons import Reason, reason
from marsad.ledger.sides import Sides, roles_of
from marsad.ledger.standing import distinct, standing
from marsad.ledger.status import overridden, start_day
from marsad.ledger.told import Agreement, Commitment
from marsad.ledger.vocabulary import CommitmentState

VERSION = "commitment/1"
STANDING = frozenset({"cease_fire", "no_fly", "humanitarian_access", "refrain_reinforcement", "counter_terrorism", "share_information", "consult_report"})
_ENDED: dict[str, CommitmentState] = {
    "suspended": "suspended", "expired": "lapsed", "collapse_declared": "lapsed", "collapse_assessed": "lapsed", "superseded": "superseded",
}  # fmt: skip
_PROVEN = frozenset({"corroborated", "verified_by_mechanism", "admitted"})


def commitment_states(agreement: Agreement, claims: Iterable[Claim], as_of: str, sides: Sides, overall: Assessment, overrides: Iterable[Override] = ()) -> list[Assessment]:
    """Give the state of every commitment of an agreement on a day. `overall` is the agreement's own status on that day."""
    listed = list(claims)
    decided = list(overrides)
    visible = [c for c in distinct(listed) if (c.reported or "")[:10] <= as_of]
    alleged = [case for case in cases(visible, agreement, sides) if case.key[1] != "inferred"]
    live = [c for c in standing(visible, as_of) if c.agreement == agreement.id]
    return [overridden(_state(agreement, c, live, alleged, as_of, sides, overall), decided, as_of) for c in agreement.commitments]


def target_of(agreement: Agreement, commitment: Commitment) -> str:
    return f"{agreement.id}#{commitment.id}"


def _state(agreement: Agreement, commitment: Commitment, claims: list[Claim], alleged: list[Case], as_of: str, sides: Sides, overall: Assessment) -> Assessment:
    when = due(agreement, commitment)
    touching = [c for c in claims if any(t.commitment == commitment.id for t in c.touched)]
    performed = [
        c for c in touching if c.act in ("performance_report", "claimed_compliance", "verification_finding") and c.violation is None and c.factuality in ("actual", "historical")
    ]
    done, pending, why_done = _performed(agreement, commitment, performed, sides)
    mine = [case for case in alleged if case.status != "retracted" and any(t.commitment == commitment.id for c in case.claims for t in c.touched)]
    value, why, inputs = _value(agreement, commitment, when, as_of, overall, mine, done, why_done)
    return Assessment(
        target=target_of(agreement, commitment), kind="commitment", value=value, as_of=as_of, method="rule", rule_version=VERSION, reason=str(why), why=why,
        inputs=inputs or ((f"{agreement.id}/{commitment.source}",) if value != "unknown" else ()), pending=tuple(sorted({c.id for c in pending})), since=when.day,
        score=2 if done else 1 if performed else 0,
    )  # fmt: skip


def _value(
    agreement: Agreement, commitment: Commitment, when: Due, as_of: str, overall: Assessment, mine: list[Case], done: list[Claim], why_done: Reason
) -> tuple[CommitmentState, Reason, tuple[str, ...]]:
    if overall.value in _ENDED:
        return _ENDED[overall.value], reason("overall", status=overall.value, day=overall.since), overall.inputs
    for state, wanted in (("disputed", {"contested"}), ("breach_corroborated", _PROVEN), ("breach_alleged", {"alleged", "unattributed"})):
        hits = [case for case in mine if case.status in wanted]
        if hits and not (state == "disputed" and any(case.status in _PROVEN for case in mine)):
            ids = tuple(sorted({c.id for case in hits for c in case.claims}))
            return state, reason("alleged_acts", count=len(hits), attribution=hits[0].status, why=hits[0].reason), ids  # type: ignore[return-value]
    if done and commitment.type not in STANDING:
        told = {b.side for c in done for b in c.by if b.side is not None}
        missing = [o for o in commitment.obligor if o not in told]
        ids = tuple(sorted(c.id for c in done))
        if told & set(commitment.obligor) and missing:
            return "partly", reason("partly", why=why_done, side=missing), ids
        first = min((c.event_time or c.reported or "")[:10] for c in done)
        late = when.day is not None and first > when.day
        return "fulfilled_late" if late else "fulfilled", reason("done", why=why_done, why2=when.because), ids
    binding = start_day(agreement)
    if when.day is not None and as_of > when.day and commitment.type not in STANDING:
        return "overdue", reason("overdue", why=when.because, day=as_of), ()
    if when.day is not None and as_of < when.day:
        return "not_due", when.because, ()
    if binding is None or as_of < binding:
        return "unknown" if binding is None else "not_due", reason("bound", day=binding) if binding else reason("bound_unknown"), ()
    return "due", reason("due", why=when.because, day=binding), ()


def _performed(agreement: Agreement, commitment: Commitment, claims: list[Claim], sides: Sides) -> tuple[list[Claim], list[Claim], Reason]:
    """Give (claims that establish the performance, claims that do not suffice, why)."""
    foreign = [c for c in claims if not _by_obligor(c, commitment, sides)]
    verified = [c for c in foreign if c.holders and "monitor" in roles_of(agreement, c.holders[0].side)]
    other_side = [c for c in foreign if c.holders and (c.holders[0].side in commitment.beneficiary or (c.holders[0].role in ("signatory", "bound_nonsignatory") and not c.by))]
    for found, why in ((verified, reason("monitor_finds")), (other_side, reason("other_side_says"))):
        if found:
            return found, [c for c in claims if c not in found], why
    telling = [c for c in foreign if {b.side for b in c.by} & set(commitment.obligor)]  # outlets that name under what, but not who, tell of no performance
    groups = independent(telling)
    if len(groups) >= 2:
        return telling, [c for c in claims if c not in telling], reason("families_tell", count=len(groups))
    return [], claims, reason("not_enough")


def _by_obligor(claim: Claim, commitment: Commitment, sides: Sides) -> bool:
    voice = claim.holders[0].side if claim.holders else claim.outlet_side
    return voice is not None and any(sides.akin(voice, obligor) for obligor in commitment.obligor) and voice not in commitment.beneficiary
