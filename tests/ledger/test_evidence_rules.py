"""The ten evidence rules of the ledger, one by one. What they forbid is tried."""

from __future__ import annotations

import msgspec
import pytest
from claiming import AGENCY, BROKER, MILITIA, NORTH, OTHER_AGENCY, SIDES, SOUTH, TRUCE, WATCH, said

from marsad.ledger.attribution import cases, judge
from marsad.ledger.breaches import Row, breaches
from marsad.ledger.claims import Assessment, Claim, Holder, Override
from marsad.ledger.commitments import commitment_states
from marsad.ledger.conflicts import shown
from marsad.ledger.deadlines import due
from marsad.ledger.posts import post_states
from marsad.ledger.standing import distinct, redact, standing
from marsad.ledger.status import status
from marsad.ledger.told import Conflicting, Dated


def state(name: str, claims: list[Claim], day: str, overrides: tuple[Override, ...] = ()) -> Assessment:
    overall = status(TRUCE, claims, day)
    return next(s for s in commitment_states(TRUCE, claims, day, SIDES, overall, overrides) if s.target.endswith(f"#{name}"))


def test_rule_1_every_status_rests_on_something_quoted_or_told() -> None:
    claims = [said("suspension", by=(NORTH,), holders=(NORTH,)), said(by=(SOUTH,), holders=(AGENCY,), touches=("cease",))]
    for day in ("2020-03-04", "2020-03-06", "2020-03-25"):
        overall = status(TRUCE, claims, day)
        for found in [overall, *commitment_states(TRUCE, claims, day, SIDES, overall), *post_states(TRUCE, claims, day, SIDES)]:
            assert found.value == "unknown" or found.inputs, found
    assert all(c.quote.exact and c.quote.end > c.quote.start for c in claims)


def test_rule_1_a_derived_day_names_its_anchor_and_its_arithmetic() -> None:
    found = due(TRUCE, TRUCE.commitments[1])
    assert (found.day, str(found.because)) == ("2020-03-12", "2020-03-05 (signed) + P7D = 2020-03-12")


def test_rule_2_counts_are_by_holder_and_never_added_up() -> None:
    claims = [said(by=(SOUTH,), holders=(NORTH,)), said(by=(SOUTH,), holders=(AGENCY,)), said(by=(SOUTH,), holders=(OTHER_AGENCY,))]
    rows = [r for r in breaches(TRUCE, claims, "2020-03-31", SIDES, by=()) if r.kind == "alleged"]
    assert sorted((r.holder, r.allegations) for r in rows) == [("NORTH", 1), ("agency", 1), ("other agency", 1)]
    assert "holder" in Row._fields


def test_rule_3_copies_and_one_credited_origin_count_once() -> None:
    copies = [said(by=(SOUTH,), family="same"), said(by=(SOUTH,), family="same")]
    credited = [said(by=(SOUTH,), holders=(AGENCY,)), said(by=(SOUTH,), holders=(AGENCY,)), said(by=(SOUTH,), holders=(MILITIA, AGENCY))]
    assert judge(copies, TRUCE, SIDES)[0] == "alleged"
    assert judge([said(by=(SOUTH,), outlet="Gazette"), said(by=(SOUTH,), outlet="Gazette")], TRUCE, SIDES)[0] == "alleged", "one outlet in its own voice"
    assert judge([said(by=(SOUTH,), outlet="Gazette"), said(by=(SOUTH,), outlet="Courier")], TRUCE, SIDES)[0] == "corroborated"
    assert judge(credited[:2], TRUCE, SIDES)[0] == "alleged"
    assert judge([credited[0], said(by=(SOUTH,), holders=(OTHER_AGENCY,))], TRUCE, SIDES)[0] == "corroborated"
    assert [r.families for r in breaches(TRUCE, copies, "2020-03-31", SIDES) if r.kind == "alleged"] == [1]


def test_rule_4_corroboration_takes_two_families_none_of_a_partys_side() -> None:
    assert judge([said(by=(SOUTH,), holders=(NORTH,)), said(by=(SOUTH,), holders=(AGENCY,))], TRUCE, SIDES)[0] == "alleged"
    assert judge([said(by=(NORTH,), holders=(MILITIA,)), said(by=(NORTH,), holders=(AGENCY,))], TRUCE, SIDES)[0] == "alleged"
    voice = said(by=(SOUTH,), outlet="North News", outlet_side="NORTH")
    assert judge([voice, said(by=(SOUTH,), holders=(AGENCY,))], TRUCE, SIDES)[0] == "alleged"


def test_rule_4_a_denial_contests_whatever_the_count() -> None:
    many = [said(by=(SOUTH,), holders=(AGENCY,)), said(by=(SOUTH,), holders=(OTHER_AGENCY,)), said(by=(SOUTH,)), said("verification_finding", by=(SOUTH,), holders=(WATCH,))]
    assert judge([*many, said("denial", by=(SOUTH,), holders=(SOUTH,))], TRUCE, SIDES)[0] == "contested"
    assert judge([*many, said("denial", by=(SOUTH,), holders=(AGENCY,))], TRUCE, SIDES)[0] != "contested"


def test_rule_4_only_a_monitor_of_the_agreement_verifies_and_only_the_accused_admits() -> None:
    assert judge([said("verification_finding", by=(SOUTH,), holders=(WATCH,))], TRUCE, SIDES)[0] == "verified_by_mechanism"
    assert judge([said("verification_finding", by=(SOUTH,), holders=(BROKER,))], TRUCE, SIDES)[0] == "alleged"
    assert judge([said("acknowledgment", by=(SOUTH,), holders=(SOUTH,))], TRUCE, SIDES)[0] == "admitted"
    assert judge([said("acknowledgment", by=(SOUTH,), holders=(NORTH,))], TRUCE, SIDES)[0] == "alleged"
    assert judge([said("acknowledgment", by=(SOUTH,), holders=(Holder(name="South Wire", side="SOUTH", voice=True),))], TRUCE, SIDES)[0] == "alleged"


def test_rule_5_a_deadline_that_passed_is_overdue_and_never_a_breach() -> None:
    assert [state("guns", [], day).value for day in ("2020-03-11", "2020-03-13", "2030-01-01")] == ["not_due", "overdue", "overdue"]


def test_rule_6_the_machine_never_sets_a_full_score_nor_an_assessed_collapse() -> None:
    claims = [
        said("collapse_declaration", by=(NORTH,), holders=(NORTH,)), said("collapse_declaration", by=(SOUTH,), holders=(SOUTH,)),
        *[said(by=(SOUTH,), holders=(h,), touches=("cease",)) for h in (AGENCY, OTHER_AGENCY)],
        said("performance_report", by=(SOUTH,), holders=(WATCH,), touches=("guns",)), said("performance_report", by=(SOUTH,), holders=(NORTH,), touches=("guns",)),
    ]  # fmt: skip
    overall = status(TRUCE, claims, "2020-04-30")
    assert overall.value == "collapse_declared"
    assert max(s.score or 0 for s in commitment_states(TRUCE, claims, "2020-04-30", SIDES, overall)) < 3
    decision = Override(target=TRUCE.id, value="collapse_assessed", day="2020-04-30", author="analyst", reason="no patrol for a month")
    assessed = status(TRUCE, claims, "2020-04-30", [decision])
    assert (assessed.value, assessed.method, assessed.author) == ("collapse_assessed", "analyst", "analyst")
    assert "the rule says collapse_declared" in assessed.reason


def test_rule_6_an_analyst_must_give_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        status(TRUCE, [], "2020-04-30", [Override(target=TRUCE.id, value="suspended", day="2020-04-01", author="analyst", reason=" ")])


def test_rule_7_conflicting_values_are_all_kept_and_one_is_shown_by_a_named_rule() -> None:
    conflict = Conflicting(field="start", values=[Dated(value="2020-03-08", source="draft"), Dated(value="2020-03-07", source="wire"), Dated(value="2020-03-06", source="text")])
    view = shown(TRUCE, conflict)
    assert (view.value, view.of, [v.value for v in view.others]) == ("2020-03-06", "1 of 3", ["2020-03-07", "2020-03-08"])
    assert view.rule.startswith("signed text > published text")


def test_rule_8_force_that_nobody_calls_a_breach_stands_apart_and_moves_nothing() -> None:
    inferred = [said(by=(SOUTH,), holders=(h,), touches=("cease",), basis="inferred", violation="shelling", combat=True) for h in (AGENCY, OTHER_AGENCY)]
    rows = breaches(TRUCE, [*inferred, said(by=(SOUTH,), holders=(AGENCY,), violation="shelling", combat=True)], "2020-03-31", SIDES)
    assert sorted(r.kind for r in rows if r.allegations) == ["alleged", "inferred", "inferred"]
    assert state("cease", inferred, "2020-03-31").value == state("cease", [], "2020-03-31").value == "due"
    assert status(TRUCE, inferred, "2020-03-31") == status(TRUCE, [], "2020-03-31")


def test_rule_9_what_was_not_seen_is_recorded_and_silence_is_no_compliance() -> None:
    claims = [said(by=(SOUTH,), holders=(AGENCY,), day="2020-03-20"), said("monitor_access_restricted", by=(SOUTH,), holders=(WATCH,), day="2020-05-02")]
    rows = breaches(TRUCE, claims, "2020-05-31", SIDES)
    assert [(r.period, r.kind) for r in rows] == [("2020-03", "alleged"), ("2020-04", "silence"), ("2020-05", "monitor_access_restricted")]
    assert state("cease", claims[1:], "2025-01-01").value == "due"


def test_rule_10_a_retraction_adds_a_row_and_a_redaction_leaves_a_tombstone() -> None:
    first = said(by=(SOUTH,), holders=(AGENCY,), touches=("cease",))
    second = said("alleged_violation", by=(SOUTH,), holders=(AGENCY,), day="2020-03-22", retracts=first.id)
    both = [first, second]
    assert [c.id for c in distinct(both)] == [first.id, second.id]
    assert [case.status for case in cases(both, TRUCE, SIDES)] == ["retracted"]
    assert state("cease", both, "2020-03-31").value == "due"
    assert [c.id for c in standing(both, "2020-03-21")] == [first.id], "before it was taken back it stood"
    rest, stone = redact(both, first.id, "names a witness", "editor", "2020-04-01")
    assert ([c.id for c in rest], stone.id, len(stone.sha256)) == ([second.id], first.id, 64)
    with pytest.raises(ValueError, match="reason"):
        redact(both, first.id, "", "editor", "2020-04-01")


def test_what_is_claimed_and_assessed_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        said().act = "denial"  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(said(by=(SOUTH,))), type=Claim).by == (SOUTH,)
