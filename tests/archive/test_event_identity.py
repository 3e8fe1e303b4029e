"""Event identity: what speaks for one act, what against; and that the order of claims never matters."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.archive.facts import Facts, Party, Spot
from marsad.archive.identity import THRESHOLD, agreement, blocks, join, kilometres, pairs

IDLIB = Spot("g1", "SYR.Idlib", 35.93, 36.63, True)
NEARBY = Spot("SYR.Binnish", "SYR.Idlib", 35.95, 36.66, True)
ALEPPO = Spot("g2", "SYR.Aleppo", 36.20, 37.16, True)
REGION = Spot("SYR.North", "SYR.", None, None, False)
SYRIA, RUSSIA, TURKEY = Party("saa", "SYR", "MIL"), Party("rus-af", "RUS", "MIL"), Party("tur-af", "TUR", "MIL")
CIVILIANS = Party("", "SYR", "CVL")


def claim(key: str = "a", **more: Any) -> Facts:
    """Give a shelling of Idlib on day 100 that killed five, told by article `key`."""
    fields: dict[str, Any] = {
        "key": key, "article": key, "type": "ASSAULT", "modes": ["heavy-weapons"], "factuality": "actual", "first": 100, "last": 100, "firm": True,
        "spots": [IDLIB], "actors": [SYRIA], "recipients": [CIVILIANS], "tolls": {"killed": (5.0, 5.0)}, "wording": "قصف",
    }  # fmt: skip
    return Facts(**{**fields, **more})


ONE_ACT = [
    ("the same facts", {}),
    ("another outlet that names no actor", {"actors": []}),
    ("the next day's paper without a day", {"first": 98, "last": 101, "firm": False}),
    ("a toll that rose", {"tolls": {"killed": (6.0, 6.0)}}),
    ("a village at the gates", {"spots": [NEARBY]}),
    ("after midnight", {"first": 101, "last": 101}),
    ("another culprit, but place, day and toll agree", {"actors": [RUSSIA]}),
    ("a denial", {"factuality": "negated"}),
]
TWO_ACTS = [
    ("another city", {"spots": [ALEPPO]}),
    ("a week later", {"first": 107, "last": 107}),
    ("another type", {"type": "COERCE"}),
    ("a plan", {"factuality": "future"}),
    ("only the region is told", {"spots": [REGION], "tolls": {}, "actors": []}),
    (
        "another toll by another side",
        {"tolls": {"killed": (40.0, 40.0), "injured": (9.0, 9.0)}, "actors": [TURKEY], "modes": ["aerial"], "wording": "غاره", "first": 101, "last": 101},
    ),
]


@pytest.mark.parametrize(("remark", "other"), ONE_ACT, ids=[row[0] for row in ONE_ACT])
def test_one_act_in_spite_of(remark: str, other: dict[str, Any]) -> None:
    told = {c.key: c for c in (claim("a"), claim("b", **other))}
    assert join(told, pairs(told.values())) == [["a", "b"]]


@pytest.mark.parametrize(("remark", "other"), TWO_ACTS, ids=[row[0] for row in TWO_ACTS])
def test_two_acts_because_of(remark: str, other: dict[str, Any]) -> None:
    told = {c.key: c for c in (claim("a"), claim("b", **other))}
    assert join(told, pairs(told.values())) == [["a"], ["b"]]


def test_claims_that_fit_meet_in_a_block() -> None:
    a, b = claim("a"), claim("b", first=101, last=101)
    assert agreement(a, b) is not None
    assert set(blocks(a)) & set(blocks(b))


def test_an_act_of_a_long_period_meets_nothing() -> None:
    assert blocks(claim(first=1, last=300, firm=False)) == []
    assert blocks(claim(first=None, last=None, firm=False)) == []


def test_a_chain_of_days_does_not_tie_a_week_into_one_act() -> None:
    told = {str(n): claim(str(n), first=100 + n, last=100 + n, tolls={}, actors=[], recipients=[], wording=str(n)) for n in range(7)}
    groups = join(told, pairs(told.values()))
    assert max(map(len, groups)) <= 2


def test_an_analyst_is_obeyed_whatever_the_facts() -> None:
    told = {c.key: c for c in (claim("a"), claim("b"), claim("c", spots=[ALEPPO], first=300, last=300))}
    assert join(told, pairs(told.values()), apart=[("a", "b")]) == [["a"], ["b"], ["c"]]
    assert join(told, pairs(told.values()), together=[("a", "c")]) == [["a", "b", "c"]] or join(told, pairs(told.values()), together=[("a", "c")]) == [["a", "c"], ["b"]]


def test_distance() -> None:
    found = kilometres(IDLIB, ALEPPO)
    assert found is not None
    assert 53 < found < 59
    assert kilometres(IDLIB, REGION) is None


CLAIMS = st.lists(
    st.builds(
        lambda day, spot, actor, killed, article: {"first": day, "last": day, "spots": [spot], "actors": [actor], "tolls": {"killed": (killed, killed)}, "article": article},
        st.integers(100, 104), st.sampled_from([IDLIB, NEARBY, ALEPPO, REGION]), st.sampled_from([SYRIA, RUSSIA, TURKEY]),
        st.sampled_from([1.0, 5.0, 6.0, 40.0]), st.sampled_from("pqrst"),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(drawn: list[dict[str, Any]], chance: random.Random) -> None:
    told = [claim(f"k{n}", **fields) for n, fields in enumerate(drawn)]
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert join({c.key: c for c in told}, pairs(told)) == join({c.key: c for c in shuffled}, pairs(shuffled))


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_each_claim_is_in_one_act_and_agreement_goes_both_ways(drawn: list[dict[str, Any]]) -> None:
    told = {f"k{n}": claim(f"k{n}", **fields) for n, fields in enumerate(drawn)}
    groups = join(told, pairs(told.values()))
    assert sorted(key for group in groups for key in group) == sorted(told)
    for (a, b), weight in pairs(told.values()):
        assert weight >= THRESHOLD
        assert agreement(told[a], told[b]) == pytest.approx(agreement(told[b], told[a]))
