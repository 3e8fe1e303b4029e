"""Laws of the folds over any claims: order does not matter, twice is once, an allegation is never a fact."""

from __future__ import annotations

import datetime
import random

from claiming import AGENCY, BROKER, MILITIA, NORTH, OTHER_AGENCY, SIDES, SOUTH, TRUCE, WATCH, said
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger.attribution import cases
from marsad.ledger.breaches import breaches
from marsad.ledger.claims import Assessment, Claim
from marsad.ledger.commitments import commitment_states
from marsad.ledger.history import history
from marsad.ledger.meetings import rounds
from marsad.ledger.posts import intervals, post_states
from marsad.ledger.status import status

DAYS = [(datetime.date(2020, 2, 20) + datetime.timedelta(days=n)).isoformat() for n in range(0, 90, 3)]
WHO = [NORTH, SOUTH, WATCH, BROKER, MILITIA, AGENCY, OTHER_AGENCY]
ACTS = [
    "alleged_violation", "denial", "verification_finding", "acknowledgment", "performance_report", "claimed_compliance", "suspension", "extension", "collapse_declaration",
    "withdrawal_from_agreement", "talks", "conclusion", "entry_into_force", "reaffirmation", "monitor_access_restricted", "post_report",
]  # fmt: skip
holders = st.lists(st.sampled_from(WHO), max_size=2).map(tuple)


def claim_of(act: str, by: tuple, voices: tuple, day: str, family: int, factuality: str, violation: str | None, touches: tuple, post: str | None, basis: str) -> Claim:  # type: ignore[type-arg]
    return said(
        act, by=by, holders=voices, day=day, family=f"f{family}", factuality=factuality, violation=violation if act != "performance_report" else None, touches=touches,
        post="hill" if act == "post_report" else None, post_status=post if act == "post_report" else None, basis=basis,
    )  # fmt: skip


claims = st.builds(
    claim_of, st.sampled_from(ACTS), holders, holders, st.sampled_from(DAYS), st.integers(0, 5), st.sampled_from(["actual", "actual", "negated", "future", "hypothetical"]),
    st.sampled_from([None, "shelling", "overflight", "other"]), st.sampled_from([(), ("cease",), ("guns",), ("cease", "prisoners")]),
    st.sampled_from(["besieged", "withdrawn", "attacked", "operating"]), st.sampled_from(["stated", "stated", "inferred"]),
)  # fmt: skip
bundles = st.lists(claims, max_size=14)
allegations = st.builds(claim_of, st.just("alleged_violation"), holders, holders, st.sampled_from(DAYS), st.integers(0, 9), st.just("actual"), st.sampled_from(["shelling", "other"]),
                        st.sampled_from([(), ("cease",), ("guns",)]), st.none(), st.just("stated"))  # fmt: skip
days = st.sampled_from(DAYS)


def everything(found: list[Claim], day: str) -> tuple[object, ...]:
    overall = status(TRUCE, found, day)
    return (
        overall, commitment_states(TRUCE, found, day, SIDES, overall), post_states(TRUCE, found, day, SIDES), intervals(TRUCE, TRUCE.posts[0], found, day, SIDES),
        breaches(TRUCE, found, day, SIDES), cases(found, TRUCE, SIDES), rounds(TRUCE, found, day), history(TRUCE, found, day),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(bundles, days, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(found: list[Claim], day: str, shuffle: random.Random) -> None:
    mixed = list(found)
    shuffle.shuffle(mixed)
    assert everything(mixed, day) == everything(found, day)


@settings(max_examples=60, deadline=None)
@given(bundles, days)
def test_telling_a_claim_twice_changes_nothing(found: list[Claim], day: str) -> None:
    assert everything(found + found, day) == everything(found, day)


@settings(max_examples=80, deadline=None)
@given(bundles, allegations, days)
def test_one_more_allegation_never_yields_a_fact(found: list[Claim], allegation: Claim, day: str) -> None:
    before, after = status(TRUCE, found, day), status(TRUCE, [*found, allegation], day)
    assert (before.value, before.since, before.inputs) == (after.value, after.since, after.inputs)
    states = [commitment_states(TRUCE, f, day, SIDES, before) for f in (found, [*found, allegation])]
    for old, new in zip(*states, strict=True):
        assert new.score == old.score
        if new.value != old.value:
            assert new.value in ("breach_alleged", "breach_corroborated", "disputed")
            assert allegation.id in new.inputs or new.value != "breach_alleged"


@settings(max_examples=80, deadline=None)
@given(bundles, days)
def test_nothing_is_assessed_without_evidence_nor_beyond_what_a_rule_may_set(found: list[Claim], day: str) -> None:
    overall = status(TRUCE, found, day)
    listed: list[Assessment] = [overall, *commitment_states(TRUCE, found, day, SIDES, overall), *post_states(TRUCE, found, day, SIDES)]
    ids = {c.id for c in found}
    for item in listed:
        assert item.value == "unknown" or item.inputs
        assert item.value != "collapse_assessed"
        assert (item.score or 0) < 3
        assert all(i in ids or i.startswith("agreement.") for i in item.inputs)


@settings(max_examples=60, deadline=None)
@given(bundles, days)
def test_what_is_reported_later_does_not_change_the_view_of_a_day(found: list[Claim], day: str) -> None:
    known = [c for c in found if (c.reported or "") <= day]
    assert everything(known, day)[:5] == everything(found, day)[:5]


@settings(max_examples=60, deadline=None)
@given(bundles)
def test_only_corroboration_verification_or_admission_make_a_breach_more_than_alleged(found: list[Claim]) -> None:
    for case in cases(found, TRUCE, SIDES):
        voices = [c.holders[0] for c in case.claims if c.holders]
        accused = {h.side or h.name.lower() for c in case.claims for h in c.by}
        if case.status == "verified_by_mechanism":
            assert WATCH in voices
        if case.status == "admitted":
            assert any((v.side or v.name.lower()) in accused for v in voices)
        if case.status == "corroborated":
            neutral = [c for c in case.claims if not c.holders or all(h.side not in ("NORTH", "SOUTH", "militia") for h in c.holders)]
            assert len({c.family for c in neutral}) >= 2
