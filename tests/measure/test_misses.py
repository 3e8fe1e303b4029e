"""What is shown of a record that is not as the case: kinds of misses, types taken for others, and the part that is held back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from coded import CASE, TEXT, party, read_with, read_without, span

from marsad.measure.confusion import confused
from marsad.measure.misses import misses_of
from marsad.measure.parts import held_back, share_of
from marsad.record import UsageError


def test_a_record_like_the_case_misses_nothing() -> None:
    assert list(misses_of(CASE, CASE)) == []


@pytest.mark.parametrize(
    ("fields", "kind", "expected", "found"),
    [
        ({"actors": [party("تركيا", "SYR")]}, "actors", ["تركيا (TUR)"], ["تركيا (SYR)"]),
        ({"recipients": [party("سرمين", "SYR")]}, "recipients", [], ["سرمين (SYR)"]),
        ({"factuality": "future"}, "factuality", "actual", "future"),
        ({"attribution": [party("الوزير", None)]}, "attribution", [], ["الوزير (-)"]),
        ({"when": None}, "when", "2020-02-14..2020-02-14", None),
        ({"where": []}, "where", ["سرمين"], []),
        ({"counts": [{"what": "killed", "value": 4}]}, "counts", ["killed 3"], ["killed 4"]),
    ],
)
def test_a_value_that_differs_is_a_miss_of_its_kind(fields: dict[str, Any], kind: str, expected: Any, found: Any) -> None:
    (miss,) = misses_of(CASE, read_with(**fields))
    assert (miss.kind, miss.what, miss.type, miss.expected, miss.found) == (kind, "event", "ASSAULT", expected, found)
    assert miss.sentence == "[قصفت] تركيا بلدة سرمين."


@pytest.mark.parametrize(("name", "what"), [("events", "event"), ("statements", "statement"), ("agreements", "agreement"), ("agreement_facts", "fact")])
def test_a_thing_in_one_of_the_two_only_is_missing_or_false(name: str, what: str) -> None:
    assert [(m.kind, m.what) for m in misses_of(CASE, read_without(name))] == [("missing", what)]
    assert [(m.kind, m.what) for m in misses_of(read_without(name), CASE)] == [("false", what)]


def test_a_statement_by_somebody_else_shows_both_speakers() -> None:
    record = read_with()
    record["statements"][0]["speaker"] = party("تركيا", "TUR")
    (miss,) = misses_of(CASE, record)
    assert (miss.kind, miss.expected, miss.found) == ("speaker", "الوزير (SYR)", "تركيا (TUR)")


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        (read_with(), {("ASSAULT", "ASSAULT"): 1}),
        (read_with(type="COERCE"), {("ASSAULT", "COERCE"): 1}),
        (read_with(type="COERCE", trigger=span("بلدة")), {("ASSAULT", "-"): 1, ("-", "COERCE"): 1}),
        (read_without("events"), {("ASSAULT", "-"): 1}),
    ],
    ids=["as it is", "another type at the same words", "another type elsewhere", "not read"],
)
def test_types_are_confused_only_at_the_same_words(record: dict[str, Any], counts: dict[tuple[str, str], int]) -> None:
    assert confused(CASE, record) == counts


def test_the_text_alone_decides_what_is_held_back() -> None:
    cases = [{"article": {"id": str(n), "text": f"{TEXT} {n}"}} for n in range(300)]
    held = [case for case in cases if held_back(case, Fraction(1, 3))]
    assert 70 < len(held) < 130
    assert all(held_back({"article": {"id": "another", "text": case["article"]["text"]}}, Fraction(1, 3)) for case in held)
    assert all(held_back(case, Fraction(1, 2)) for case in held), "a larger share holds back the same cases and more"


@pytest.mark.parametrize("written", ["", "all", "0", "1", "3/2", "1/0", "120%", "-1/3"])
def test_a_share_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="is no share"):
        share_of(written)
