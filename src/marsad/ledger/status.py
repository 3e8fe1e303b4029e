"""The status of an agreement as of a day: a pure fold over what is told and what is claimed.

Rules, version 1. Each gives a step (day, value); the last step by day and rank is the status.
 1. Told days (announced, signed, effective) and a superseding agreement are steps with the told source as evidence.
 2. A claim is enough for a step if a party, guarantor or mediator says it, or if two independent families tell it; else it waits in `pending`.
    Before the first told or claimed conclusion, a conclusion that one family tells is a rumour.
 3. Talks and proposals lead to `under_negotiation`, a conclusion to `announced`, and only before the agreement is signed or in force: later mentions are background.
    Before the first day that the ledger tells, a conclusion is a rumour at most, and an entry into force is another agreement's.
 4. A suspension or an end is a step where a party does it: by its own word, or as two independent families tell of that party. A party that leaves an
    agreement of more than two leaves it `partly_in_force`. Only what has a term can be extended; past its last day its end is `expired`.
    Nothing but a new entry into force follows an end.
 5. The term: past its last day an agreement that does not renew itself is `expired`; one that does stays, with the arithmetic in the reason.
 6. Alleged breaches are no steps, however many. `collapse_assessed` is for analysts only.
Plans, fears and denials are no steps. Without any step the status is `unknown`: silence is no compliance and no end.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from typing import NamedTuple

from marsad.ledger.claims import Assessment, Claim, Override
from marsad.ledger.deadlines import expiry
from marsad.ledger.independence import independent
from marsad.ledger.reasons import Reason, reason
from marsad.ledger.standing import standing
from marsad.ledger.told import Agreement
from marsad.ledger.vocabulary import INTERESTED, Act, AgreementStatus, Role

VERSION = "status/1"
MACHINE_NEVER = frozenset({"collapse_assessed"})
_SPEAKERS: frozenset[Role] = frozenset({"signatory", "guarantor", "mediator", "facilitator", "host", "bound_nonsignatory"})
_RANK = {
    "rumoured": 0, "under_negotiation": 1, "announced": 2, "signed": 3, "in_force": 4, "extended": 5, "partly_in_force": 6, "suspended": 7, "expired": 8,
    "collapse_declared": 9, "superseded": 10,
}  # fmt: skip
# What a party does by saying it, and what others can only report of it.
_OWN_DOING: frozenset[Act] = frozenset({"suspension", "collapse_declaration", "withdrawal_from_agreement"})
FORTNIGHT = 14  # days within which two families tell of one step: weekly papers repeat the dailies, later mentions are background
_FORMING = frozenset({"rumoured", "under_negotiation", "announced"})
_BINDING = frozenset({"signed", "in_force"})
_ENDS = frozenset({"expired", "collapse_declared", "superseded"})
_STEPS: dict[Act, AgreementStatus] = {
    "talks": "under_negotiation", "proposal": "under_negotiation", "conclusion": "announced", "entry_into_force": "in_force", "suspension": "suspended",
    "extension": "extended", "collapse_declaration": "collapse_declared", "withdrawal_from_agreement": "partly_in_force",
}  # fmt: skip


class Step(NamedTuple):
    """One step of a status. `weak`: families tell it, no party: enough for a first step, not to undo a later one."""

    day: str
    value: AgreementStatus
    inputs: tuple[str, ...]
    reason: Reason
    weak: bool = False


def status(agreement: Agreement, claims: Iterable[Claim], as_of: str, overrides: Iterable[Override] = (), others: Iterable[Agreement] = ()) -> Assessment:
    """Give the status of an agreement on a day, from the claims reported until then. `others` are agreements that may supersede it."""
    listed = [c for c in standing(claims, as_of) if c.agreement == agreement.id and c.basis != "inferred"]
    told = told_steps(agreement, others)
    said, pending = said_steps(agreement, listed, told)
    steps = _in_order([s for s in told + said if s.day <= as_of])
    steps += term(agreement, steps, as_of)
    last = steps[-1] if steps else None
    why = last.reason if last else reason("nothing")
    ruled = Assessment(
        target=agreement.id, kind="agreement", value=last.value if last else "unknown", as_of=as_of, method="rule", rule_version=VERSION,
        reason=str(why), why=why, inputs=last.inputs if last else (), pending=pending, since=last.day if last else None,
    )  # fmt: skip
    return overridden(ruled, overrides, as_of)


def overridden(ruled: Assessment, overrides: Iterable[Override], as_of: str) -> Assessment:
    """Give the analyst's latest decision on the target until a day, if there is one, else the rule's. Raises ValueError for one without reason or author."""
    decided = sorted((o for o in overrides if o.target == ruled.target and o.day <= as_of), key=lambda o: (o.day, o.value, o.author))
    for override in decided:
        if not override.reason.strip() or not override.author.strip():
            raise ValueError(f"the decision on {override.target} of {override.day} needs a reason and an author")
    if not decided:
        return ruled
    last = decided[-1]
    why = reason("decided", quoted=last.reason, value=ruled.value)
    return Assessment(
        target=ruled.target, kind=ruled.kind, value=last.value, as_of=as_of, method="analyst", rule_version=ruled.rule_version, reason=str(why), why=why,
        inputs=ruled.inputs, pending=ruled.pending, since=last.day, score=last.score, author=last.author,
    )  # fmt: skip


def told_steps(agreement: Agreement, others: Iterable[Agreement] = ()) -> list[Step]:
    dated: list[tuple[AgreementStatus, object]] = [("announced", agreement.announced), ("signed", agreement.signed), ("in_force", agreement.effective)]
    steps = [Step(first_day(d.value), value, (f"{agreement.id}/{d.source}",), reason("told", status=value, day=d.value, source=d.source)) for value, d in dated if d is not None]  # type: ignore[attr-defined]
    for other in others:
        if other.signed is not None and any(link.relation == "supersedes" and link.agreement == agreement.id for link in other.relations):
            steps.append(
                Step(first_day(other.signed.value), "superseded", (f"{other.id}/{other.signed.source}",), reason("told_superseded", agreement=other.id, day=other.signed.value))
            )
    return steps


def first_day(value: str) -> str:
    """Give the first day on which a told date of any length has surely come: the day itself, a month's or year's last.

    >>> first_day("2020-03-05"), first_day("2018-02"), first_day("2018")
    ('2020-03-05', '2018-02-28', '2018-12-31')
    """
    if len(value) == 4:
        return f"{value}-12-31"
    return f"{value}-{calendar.monthrange(int(value[:4]), int(value[5:7]))[1]}" if len(value) == 7 else value


def start_day(agreement: Agreement) -> str | None:
    """Give the first day on which an agreement binds, as far as told."""
    found = agreement.effective or agreement.signed
    return first_day(found.value) if found is not None else None


def _in_order(steps: list[Step]) -> list[Step]:
    """Give the steps by day and rank, without those that an earlier one rules out: nothing forms again what binds, and nothing but a new entry into force,
    by the word of a party, follows an end."""
    out: list[Step] = []
    for step in sorted(steps, key=lambda s: (s.day, _RANK[s.value], s.inputs)):
        before = {s.value for s in out}
        if step.value in _FORMING and before & _BINDING and step.reason.key != "told":
            continue
        if step.value in ("suspended", "extended", "partly_in_force") and out and out[-1].value in _ENDS:
            continue
        if step.value == "in_force" and step.weak and "in_force" in before:
            continue  # what others tell of its force later is background; a party may say that it holds again
        out.append(step)
    return out


def said_steps(agreement: Agreement, claims: list[Claim], told: list[Step]) -> tuple[list[Step], tuple[str, ...]]:
    """Give the steps that claims make, and the ids of claims that were not enough for one.

    What the ledger itself tells sets the frame: before the first told day, claims of a conclusion are rumours and of an entry into force nothing (they mean
    another truce); ends and pauses only follow the day on which it is signed or in force.
    """
    steps: list[Step] = []
    pending: list[str] = []
    first = min((s.day for s in told), default=None)
    bound = min((s.day for s in told if s.value in ("signed", "in_force")), default=None)
    by_act: dict[Act, list[Claim]] = {}
    for claim in claims:
        if claim.act in _STEPS and claim.factuality in ("actual", "historical") and claim.reported is not None:
            by_act.setdefault(claim.act, []).append(claim)
    for act, found in sorted(by_act.items()):
        value = _STEPS[act]
        if value in _FORMING:
            fitting = [c for c in found if bound is None or day_of_report(c) < bound]
        elif value == "in_force":
            fitting = [c for c in found if first is None or day_of_report(c) >= first]
        elif value == "extended" and expiry(agreement).day is None:
            fitting = []  # what has no term cannot be extended
        else:
            fitting = [c for c in found if bound is not None and day_of_report(c) >= bound]
        pending += [c.id for c in found if c not in fitting and value not in _FORMING]
        if fitting:
            made, waiting = _enough(agreement, act, value, fitting)
            steps += [s._replace(value="rumoured") if s.value == "announced" and first is not None and s.day < first else s for s in made]
            pending += waiting
    return steps, tuple(sorted(pending))


def day_of_report(claim: Claim) -> str:
    """Give the day on which a claim was published."""
    return (claim.reported or "")[:10]


def _enough(agreement: Agreement, act: Act, value: AgreementStatus, found: list[Claim]) -> tuple[list[Step], list[str]]:
    """Give a step for each day on which the claims of one act became enough (a party's word, or a second independent family within a fortnight)."""
    steps: list[Step] = []
    used: set[str] = set()
    by_party = [c for c in found if _says(c, act in _OWN_DOING)]
    for claim in by_party:
        steps.append(_step(agreement, act, value, [claim], reason("party_says", name=claim.holders[0].name, role=claim.holders[0].role)))
        used.add(claim.id)
    rest = [c for c in found if c.id not in used]
    own_doing = act in _OWN_DOING
    for day in sorted({day_of_report(c) for c in rest}):
        window = [c for c in rest if 0 <= (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(day_of_report(c))).days <= FORTNIGHT]
        groups = independent(window)
        if len(groups) >= 2 and (not own_doing or any(b.role in INTERESTED for c in window for b in c.by)):
            steps.append(_step(agreement, act, value, window, reason("families_tell", count=len(groups)))._replace(weak=True))
            used.update(c.id for c in window)
    left = [c for c in rest if c.id not in used]
    if value == "announced" and not steps and left:
        steps.append(_step(agreement, act, "rumoured", left[-1:], reason("one_family")))
    return steps, [c.id for c in left]


def _step(agreement: Agreement, act: Act, value: AgreementStatus, claims: list[Claim], why: Reason) -> Step:
    day = max(day_of_report(c) for c in claims)
    if act in ("withdrawal_from_agreement", "collapse_declaration"):
        leaving = {b.side for c in claims for b in c.by if b.role in INTERESTED}
        staying = {p.actor for p in agreement.parties if p.role == "signatory"} - leaving
        end = expiry(agreement).day
        value = "partly_in_force" if len(staying) >= 2 else "expired" if end is not None and day >= end else "collapse_declared"
    return Step(day, value, tuple(c.id for c in claims), reason("step", act=act, day=day, why=why))


def _says(claim: Claim, own_doing: bool) -> bool:
    """Tell whether the nearest voucher may say it for the agreement; a pause or an end must be of its own doing, and it must be a party."""
    if not claim.holders or claim.holders[0].role not in _SPEAKERS:
        return False
    holder = claim.holders[0]
    return not own_doing or (holder.role in INTERESTED and holder.side in {b.side for b in claim.by})


def term(agreement: Agreement, steps: list[Step], as_of: str) -> list[Step]:
    """Give the step that the end of the term makes: expired, unless it renews itself, or an extension or another end came first."""
    end, because = expiry(agreement)
    if end is None or end >= as_of or not steps or (agreement.renewal in ("auto", "unknown") and agreement.expiry is None):
        return []
    if any(s.value in ("collapse_declared", "superseded", "extended") for s in steps) and not (agreement.expiry is not None and all(s.day <= end for s in steps)):
        return []
    source = agreement.expiry.source if agreement.expiry is not None else (agreement.effective or agreement.signed).source  # type: ignore[union-attr]
    return [Step(end, "expired", (f"{agreement.id}/{source}",), reason("term_ended", why=because, renewal=agreement.renewal))]
