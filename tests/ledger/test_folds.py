"""Each fold on its own: what moves a status, a commitment, a post, a round, and what does not."""

from __future__ import annotations

import pytest
from claiming import AGENCY, BROKER, NORTH, OTHER_AGENCY, SIDES, SOUTH, TRUCE, WATCH, said
from msgspec.structs import replace

from marsad.ledger.breaches import breaches
from marsad.ledger.claims import Claim, Holder
from marsad.ledger.commitments import commitment_states
from marsad.ledger.deadlines import due, shift
from marsad.ledger.history import history
from marsad.ledger.meetings import rounds
from marsad.ledger.posts import intervals, post_states
from marsad.ledger.rows import CEASEFIRE_COLUMNS, PAX_COLUMNS, STATES, ceasefire_rows, losses, pam_rows, pax_row
from marsad.ledger.status import status
from marsad.ledger.told import Agreement, Commitment, Dated, Deadline, Link, PartyRole

OPEN = replace(TRUCE, signed=None, effective=None)  # nothing is told of it yet
THREE = replace(TRUCE, parties=[*TRUCE.parties, PartyRole(actor="militia", role="signatory", source="text")])
TERM = replace(TRUCE, duration="P30D", renewal="by_consent")

STATUSES: list[tuple[Agreement, list[Claim], str, str, str]] = [
    (TRUCE, [], "2020-03-04", "unknown", "before it was signed nothing is known"),
    (TRUCE, [], "2020-03-05", "signed", "the day of signing"),
    (TRUCE, [], "2020-03-06", "in_force", "the day of its entry into force"),
    (OPEN, [said("talks", holders=(AGENCY,))], "2020-03-20", "unknown", "one family tells of talks"),
    (OPEN, [said("talks", holders=(AGENCY,)), said("talks", holders=(OTHER_AGENCY,))], "2020-03-20", "under_negotiation", "two families tell of talks"),
    (OPEN, [said("talks", holders=(BROKER,))], "2020-03-20", "under_negotiation", "a mediator tells of talks"),
    (OPEN, [said("conclusion", holders=(AGENCY,))], "2020-03-20", "rumoured", "one family tells of a conclusion"),
    (OPEN, [said("conclusion", holders=(AGENCY,)), said("conclusion", holders=(OTHER_AGENCY,))], "2020-03-20", "announced", "two families tell of it"),
    (OPEN, [said("conclusion", holders=(NORTH,))], "2020-03-20", "announced", "a party announces it"),
    (OPEN, [said("conclusion", holders=(NORTH,), factuality="future")], "2020-03-20", "unknown", "a plan to conclude is none"),
    (TRUCE, [said("conclusion", holders=(NORTH,), day="2020-06-01")], "2020-06-02", "in_force", "a later mention of the conclusion is background"),
    (TRUCE, [said("suspension", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "suspended", "a party suspends it"),
    (TRUCE, [said("suspension", by=(NORTH,), holders=(NORTH,), factuality="hypothetical")], "2020-03-21", "in_force", "a party threatens to suspend it"),
    (TRUCE, [said("suspension", by=(NORTH,), holders=(SOUTH,))], "2020-03-21", "in_force", "the other side says that it is suspended"),
    (TRUCE, [said("collapse_declaration", holders=(AGENCY,)), said("collapse_declaration", holders=(OTHER_AGENCY,))], "2020-03-21", "in_force", "outlets call it dead"),
    (TRUCE, [said("withdrawal_from_agreement", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "collapse_declared", "one of two leaves"),
    (THREE, [said("withdrawal_from_agreement", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "partly_in_force", "one of three leaves"),
    (TRUCE, [said("extension", holders=(BROKER,))], "2020-03-21", "in_force", "what has no term cannot be extended"),
    (TERM, [], "2020-04-06", "expired", "its term is over"),
    (TERM, [said("extension", holders=(BROKER,), day="2020-04-04")], "2020-04-20", "extended", "extended before its end"),
    (replace(TERM, renewal="auto"), [], "2021-01-01", "in_force", "it renews itself"),
    (TRUCE, [said("suspension", by=(NORTH,), holders=(NORTH,)), *[said("entry_into_force", holders=(h,), day="2020-04-10") for h in (AGENCY, OTHER_AGENCY)]], "2020-04-20", "suspended", "outlets that mention its force later do not end a suspension"),
    (TRUCE, [said("collapse_declaration", by=(NORTH,), holders=(Holder(name="North News", side="NORTH", voice=True),))], "2020-03-21", "in_force", "a party's agency is not the party"),
    (TERM, [said("collapse_declaration", by=(NORTH,), holders=(NORTH,), day="2020-04-06")], "2020-04-06", "expired", "an end on its last day is its expiry"),
    (THREE, [said("collapse_declaration", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "partly_in_force", "one of three declares its end"),
    (replace(TRUCE, announced=Dated(value="2020-03-04", source="text")), [said("conclusion", holders=(h,), day="2020-02-20") for h in (AGENCY, OTHER_AGENCY)], "2020-03-01", "rumoured", "a conclusion told before the day that the ledger knows"),
    (TRUCE, [said(by=(SOUTH,), holders=(h,)) for h in (AGENCY, OTHER_AGENCY, WATCH, NORTH)], "2020-03-21", "in_force", "alleged breaches, however many"),
]  # fmt: skip


@pytest.mark.parametrize(("agreement", "claims", "day", "value", "remark"), STATUSES, ids=[s[-1] for s in STATUSES])
def test_the_status_of_an_agreement(agreement: Agreement, claims: list[Claim], day: str, value: str, remark: str) -> None:
    assert status(agreement, claims, day).value == value


def test_a_later_agreement_supersedes_an_earlier_one() -> None:
    later = replace(TRUCE, id="agreement.later", signed=Dated(value="2020-06-01", source="text"), relations=[Link(relation="supersedes", agreement=TRUCE.id)])
    assert [status(TRUCE, [], day, others=[later]).value for day in ("2020-05-31", "2020-06-01")] == ["in_force", "superseded"]


def test_claims_that_are_not_enough_wait() -> None:
    claim = said("suspension", by=(NORTH,), holders=(AGENCY,))
    assert status(TRUCE, [claim], "2020-03-21").pending == (claim.id,)


def test_history_gives_the_days_on_which_the_status_changed() -> None:
    claims = [said("suspension", by=(NORTH,), holders=(NORTH,), day="2020-03-20"), said("entry_into_force", holders=(BROKER,), day="2020-04-02")]
    assert [(a.as_of, a.value) for a in history(TRUCE, claims, "2020-12-31")] == [
        ("2020-03-05", "signed"), ("2020-03-06", "in_force"), ("2020-03-20", "suspended"), ("2020-04-02", "in_force"),
    ]  # fmt: skip


DONE = {"touches": ("guns",), "by": (SOUTH,)}
COMMITMENTS = [
    # commitment, claims, day, state, remark
    ("guns", [said("performance_report", holders=(WATCH,), day="2020-03-11", **DONE)], "2020-03-20", "fulfilled", "a monitor finds it done in time"),
    ("guns", [said("performance_report", holders=(WATCH,), day="2020-03-15", **DONE)], "2020-03-20", "fulfilled_late", "a monitor finds it done late"),
    ("guns", [said("performance_report", holders=(NORTH,), day="2020-03-11", **DONE)], "2020-03-20", "fulfilled", "the beneficiary says so"),
    ("guns", [said("claimed_compliance", holders=(SOUTH,), day="2020-03-11", **DONE)], "2020-03-20", "overdue", "the obligor says so itself"),
    ("guns", [said("performance_report", holders=(AGENCY,), day="2020-03-11", **DONE)], "2020-03-20", "overdue", "one family says so"),
    ("guns", [said("performance_report", holders=(h,), day="2020-03-11", **DONE) for h in (AGENCY, OTHER_AGENCY)], "2020-03-20", "fulfilled", "two families say so"),
    ("guns", [said("performance_report", holders=(h,), day="2020-03-11", touches=("guns",)) for h in (AGENCY, OTHER_AGENCY)], "2020-03-20", "overdue", "two families say so, but not who did it"),
    ("guns", [said("performance_report", holders=(WATCH,), day="2020-03-11", factuality="future", **DONE)], "2020-03-20", "overdue", "it is only planned"),
    ("prisoners", [said("performance_report", holders=(WATCH,), by=(NORTH,), touches=("prisoners",))], "2020-04-10", "partly", "one of two has done it"),
    ("cease", [said("performance_report", holders=(WATCH,), by=(NORTH, SOUTH), touches=("cease",))], "2020-04-10", "due", "a ceasefire goes on and is never fulfilled"),
    ("cease", [said(by=(SOUTH,), holders=(NORTH,), touches=("cease",))], "2020-03-21", "breach_alleged", "the other side alleges a breach"),
    ("cease", [said(by=(SOUTH,), holders=(h,), touches=("cease",)) for h in (AGENCY, OTHER_AGENCY)], "2020-03-21", "breach_corroborated", "two independent families do"),
    ("cease", [said(by=(SOUTH,), holders=(NORTH,), touches=("cease",)), said("denial", by=(SOUTH,), holders=(SOUTH,), day="2020-03-22", touches=("cease",))], "2020-03-23", "disputed", "the accused denies it two days later"),
    ("cease", [said("suspension", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "suspended", "the agreement is suspended"),
    ("cease", [said("withdrawal_from_agreement", by=(NORTH,), holders=(NORTH,))], "2020-03-21", "lapsed", "the agreement has ended"),
    ("cease", [], "2020-03-05", "not_due", "it does not bind yet"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "claims", "day", "value", "remark"), COMMITMENTS, ids=[c[-1] for c in COMMITMENTS])
def test_the_state_of_a_commitment(name: str, claims: list[Claim], day: str, value: str, remark: str) -> None:
    states = commitment_states(TRUCE, claims, day, SIDES, status(TRUCE, claims, day))
    assert next(s.value for s in states if s.target.endswith(f"#{name}")) == value


def test_what_the_obligor_claims_waits_and_scores_one() -> None:
    claim = said("claimed_compliance", holders=(SOUTH,), day="2020-03-11", **DONE)
    found = next(s for s in commitment_states(TRUCE, [claim], "2020-03-20", SIDES, status(TRUCE, [claim], "2020-03-20")) if s.target.endswith("#guns"))
    assert (found.pending, found.score) == ((claim.id,), 1)


def test_a_siege_that_the_operator_denies_is_contested_and_the_post_stays_as_it_was() -> None:
    siege = said("post_report", by=(SOUTH,), holders=(AGENCY,), day="2020-04-01", post="hill", post_status="besieged")
    denial = said("post_report", by=(SOUTH,), holders=(NORTH,), day="2020-04-02", post="hill", post_status="besieged", factuality="negated")
    assert post_states(TRUCE, [siege], "2020-04-05", SIDES)[0].value == "besieged"
    found = post_states(TRUCE, [siege, denial], "2020-04-05", SIDES)[0]
    assert (found.value, found.pending) == ("established", tuple(sorted([siege.id, denial.id])))


def test_the_intervals_of_a_post_follow_one_another() -> None:
    claims = [
        said("post_report", by=(SOUTH,), holders=(AGENCY,), day="2020-04-01", post="hill", post_status="attacked"),
        said("post_report", by=(NORTH,), holders=(NORTH,), day="2020-05-01", post="hill", post_status="withdrawn"),
    ]
    spans = intervals(TRUCE, TRUCE.posts[0], claims, "2020-12-31", SIDES)
    assert [(s.status, s.since, s.until, s.attribution) for s in spans] == [
        ("established", "2020-03-10", "2020-05-01", None), ("attacked", "2020-04-01", "2020-04-01", "alleged"), ("withdrawn", "2020-05-01", None, "admitted"),
    ]  # fmt: skip


def test_meetings_are_told_numbered_or_clustered() -> None:
    talks = [
        said("talks", by=(NORTH,), holders=(AGENCY,), day="2020-05-01", round=1), said("talks", by=(NORTH, SOUTH), day="2020-06-01"), said("talks", by=(SOUTH,), day="2020-06-03"),
        said("talks", day="2020-07-01", round=2, outcome="postponed"), said("talks", day="2020-08-01", factuality="future"),
    ]  # fmt: skip
    found = rounds(TRUCE, talks, "2020-12-31")
    assert [(r.label, r.start, r.end, r.outcome, r.families) for r in found] == [
        ("Round 1", "2020-03-01", "2020-03-05", "document", 1), ("talks of 2020-06-01", "2020-06-01", "2020-06-03", "unknown", 2), ("round 2", "2020-07-01", "2020-07-01", "postponed", 1),
    ]  # fmt: skip
    assert found[1].attendees == ("NORTH", "SOUTH")


def test_breaches_are_cut_by_what_is_asked_for() -> None:
    claims = [
        said(by=(SOUTH,), holders=(AGENCY,), violation="shelling", combat=True, governorate="Valley", day="2020-03-20"),
        said(by=(SOUTH,), holders=(AGENCY,), violation="overflight", combat=False, governorate="Valley", day="2020-03-21"),
        said(by=(NORTH,), holders=(AGENCY,), violation="shelling", combat=True, governorate="Hills", day="2020-04-01"),
    ]
    full = [(r.period, r.accused, r.violation, r.governorate, r.combat, r.allegations) for r in breaches(TRUCE, claims, "2020-04-02", SIDES)]
    assert full == [
        ("2020-03", "SOUTH", "overflight", "Valley", False, 1), ("2020-03", "SOUTH", "shelling", "Valley", True, 1), ("2020-04", "NORTH", "shelling", "Hills", True, 1),
    ]  # fmt: skip
    assert [(r.period, r.accused, r.violation, r.allegations) for r in breaches(TRUCE, claims, "2020-04-02", SIDES, "year", ["accused"])] == [
        ("2020", "NORTH", None, 1), ("2020", "SOUTH", None, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "offset", "moved"),
    [("2020-01-31", "P1M", "2020-02-29"), ("2020-12-15", "P1M", "2021-01-15"), ("2019-02-28", "P1Y", "2020-02-28"), ("2020-03-05", "P1W2D", "2020-03-14")],
)
def test_periods_are_added_by_the_calendar(day: str, offset: str, moved: str) -> None:
    assert shift(day, offset) == moved


def test_a_deadline_may_hang_on_another_and_a_condition_has_no_day() -> None:
    base = {"duty_en": "d", "duty_ar": "و", "obligor": ["NORTH"], "deontic": "obligation", "type": "other", "source": "text"}
    chained = Commitment(id="then", deadline=Deadline(type="relative", anchor="commitment:guns", offset="P3D"), **base)  # type: ignore[arg-type]
    waiting = Commitment(id="if", deadline=Deadline(type="conditional", condition="the road opens"), **base)  # type: ignore[arg-type]
    agreement = replace(TRUCE, commitments=[*TRUCE.commitments, chained, waiting])
    told = [due(agreement, one) for one in (chained, waiting)]
    assert [(one.day, str(one.because)) for one in told] == [("2020-03-15", "2020-03-12 (commitment:guns) + P3D = 2020-03-15"), (None, "due when: the road opens")]


def test_rows_of_other_layouts_have_their_columns_and_count_by_actor() -> None:
    from marsad.ledger.book import load_book

    book = load_book()
    astana = book.agreements["agreement.astana-2017"]
    row = pax_row(astana, book)
    assert tuple(row) == PAX_COLUMNS
    assert (row["Con"], row["AgtId"], row["Dat"], row["Part"], row["Loc1ISO"], row["Loc1GWNO"]) == ("Syria", 2093, "2017-05-04", "Russia; Turkey; Iran", "SYR", 652)
    rows = ceasefire_rows(astana, book, status(astana, [], "2018-01-01"))
    assert all(tuple(r) == CEASEFIRE_COLUMNS for r in rows)
    assert [(r["actor_name"], r["cf_effect_day"], r["ended"]) for r in rows][:1] == [("Russia", 6, 0)]
    assert {r["actor_name"] for r in rows} >= {"Government of Syria", "Syrian armed opposition"}
    assert ceasefire_rows(book.agreements["agreement.abraham"], book, status(book.agreements["agreement.abraham"], [], "2021-01-01")) == []
    states = [commitment_states(TRUCE, [], f"{year}-12-31", SIDES, status(TRUCE, [], f"{year}-12-31")) for year in (2020, 2021)]
    assert [(r["year"], r["provision"], r["score"]) for r in pam_rows(TRUCE, states)] == [
        (2020, "Ceasefire", 0), (2020, "Prisoner Release", 0), (2021, "Ceasefire", 0), (2021, "Prisoner Release", 0),
    ]  # fmt: skip
    assert all(losses(layout) for layout in ("pax", "ceasefires", "pam"))


def test_every_told_country_has_its_name_for_other_layouts() -> None:
    from marsad.ledger.book import load_book

    assert sorted({c for a in load_book().agreements.values() for c in a.countries} - set(STATES)) == []
