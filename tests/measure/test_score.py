"""The scorer: what matches what, and how the figures come about, on cases small enough to count by hand."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.measure.cases import corpus_digest, load_cases
from marsad.measure.matching import pair
from marsad.measure.score import Figure, score, table
from marsad.record import InputError

TEXT = "قصفت تركيا بلدة سرمين. وقال الوزير إن الهدنة انهارت. ونددت روسيا بالقصف."
ROOT = Path(__file__).resolve().parents[2]


def span(words: str) -> dict[str, Any]:
    at = TEXT.index(words)
    return {"text": words, "start": at, "end": at + len(words)}


def actor(words: str, country: str | None, sector: str | None = "GOV") -> dict[str, Any]:
    return {**span(words), "name": None, "country": country, "sector": sector}


def event(kind: str, trigger: str, **fields: Any) -> dict[str, Any]:
    empty = {"modes": [], "actors": [], "recipients": [], "attribution": [], "factuality": "actual", "when": None, "where": [], "counts": []}
    return {"type": kind, "trigger": span(trigger), **empty, **fields}


CASE: dict[str, Any] = {
    "article": {"id": "a", "text": TEXT},
    "events": [
        event("ASSAULT", "قصفت", actors=[actor("تركيا", "TUR")], modes=["aerial"], when={"start": "2020-02-14", "end": "2020-02-14"},
              where=[{**span("سرمين"), "name": "Sarmin", "country": "SYR"}], counts=[{"what": "killed", "value": 3}]),
        event("ACCUSE", "ونددت", actors=[actor("روسيا", "RUS")], recipients=[actor("تركيا", "TUR")], attribution=[actor("الوزير", "SYR")]),
    ],
    "statements": [{"speaker": actor("الوزير", None), "cue": span("وقال"), "content": span("الهدنة انهارت"), "form": "indirect"}],
    "agreements": [{**span("الهدنة"), "kind": "ceasefire", "name": None, "parties": []}],
    "agreement_facts": [{**span("الهدنة انهارت"), "agreement": 0, "kind": "collapsed", "by": [], "attribution": [], "deadline": None, "count": None, "where": []}],
}  # fmt: skip


def changed(**fields: Any) -> dict[str, Any]:
    """Give the case as a record, with fields of its first event changed."""
    record = copy.deepcopy(CASE)
    record["events"][0].update(fields)
    return record


def test_a_record_like_the_case_has_full_marks() -> None:
    figures = score([CASE], [CASE])
    assert {name: figure.f1 for name, figure in figures.items()} == dict.fromkeys(figures, 1.0)
    assert set(figures) == {"event", "event_full", "dyad", "statement", "agreement", "fact", "mode", "sector", "factuality", "attribution", "attributed", "when", "where", "counts"}


def test_an_article_without_record_counts_as_an_empty_one() -> None:
    figures = score([CASE], [])
    assert figures["event"] == Figure(expected=2, found=0, hit=0)
    assert figures["event"].f1 == figures["event"].precision == 0.0
    assert "mode" not in figures


@pytest.mark.parametrize(
    ("fields", "name", "expected", "remark"),
    [
        ({"type": "COERCE"}, "event", Figure(2, 2, 1), "another type is another event"),
        ({"trigger": span("روسيا")}, "event", Figure(2, 2, 1), "another sentence is another event"),
        ({"trigger": span("بلدة")}, "event", Figure(2, 2, 2), "the words of the trigger may differ within the sentence"),
        ({"actors": [actor("تركيا", "SYR")]}, "event_full", Figure(2, 2, 1), "a wrong country"),
        ({"actors": [actor("بلدة", "TUR")]}, "event_full", Figure(2, 2, 2), "countries count, not words"),
        ({"factuality": "future"}, "event_full", Figure(2, 2, 1), "a wrong factuality"),
        ({"factuality": "negated"}, "dyad", Figure(2, 1, 1), "negated events are no dyads"),
        ({"recipients": [actor("روسيا", "RUS"), actor("بلدة", "SYR")]}, "dyad", Figure(2, 3, 1), "each pair of countries is a dyad"),
        ({"modes": ["drone", "aerial"]}, "mode", Figure(1, 2, 1), "a mode too many"),
        ({"actors": [actor("تركيا", "TUR", "MIL")]}, "sector", Figure(3, 3, 2), "a wrong sector"),
        ({"when": None}, "when", Figure(1, 0, 0), "no date"),
        ({"when": {"start": "2020-02-14", "end": "2020-02-15"}}, "when", Figure(1, 1, 0), "a wrong end"),
        ({"where": [{**span("بلدة سرمين"), "name": None}]}, "where", Figure(1, 1, 1), "places that overlap"),
        ({"where": [{**span("روسيا"), "name": "Sarmin"}]}, "where", Figure(1, 1, 1), "places of one name"),
        ({"counts": [{"what": "injured", "value": 3}]}, "counts", Figure(1, 1, 0), "another thing is counted"),
        ({"attribution": [actor("روسيا", "RUS")]}, "attribution", Figure(2, 2, 1), "a voucher too many"),
        ({"attribution": [actor("روسيا", "RUS")]}, "attributed", Figure(1, 1, 1), "only events with a voucher in the case"),
    ],
)
def test_a_difference_shows_in_its_figure(fields: dict[str, Any], name: str, expected: Figure, remark: str) -> None:
    assert score([CASE], [changed(**fields)])[name] == expected, remark


@pytest.mark.parametrize(
    ("speaker", "content", "hits", "remark"),
    [
        (actor("الوزير", "SYR"), "الهدنة انهارت", 1, "the words of the speaker are the same"),
        (actor("روسيا", None), "الهدنة انهارت", 0, "no country is not the same country"),
        (actor("الوزير", None), "إن الهدنة انهارت", 1, "more than half of the content"),
        (actor("الوزير", None), "الهدنة", 0, "less than half of the content"),
        (None, "الهدنة انهارت", 0, "no speaker"),
    ],
)
def test_a_statement_needs_its_content_and_its_speaker(speaker: dict[str, Any] | None, content: str, hits: int, remark: str) -> None:
    record = copy.deepcopy(CASE)
    record["statements"][0].update(speaker=speaker, content=span(content))
    assert score([CASE], [record])["statement"] == Figure(1, 1, hits), remark


def test_things_are_paired_once_and_the_likest_first() -> None:
    likeness = {("a", "x"): 0.5, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): None}
    pairs = pair([{"n": "a"}, {"n": "b"}], [{"n": "x"}, {"n": "y"}], lambda e, f: likeness[e["n"], f["n"]])
    assert [(e["n"], f["n"]) for e, f in pairs] == [("a", "y")]


def test_the_table_has_a_line_for_each_figure() -> None:
    assert len(table(score([CASE], [CASE])).splitlines()) == 15


def test_the_cases_of_the_corpus_quote_their_articles() -> None:
    assert len(load_cases(ROOT / "corpus" / "cases")) >= 6


def test_a_misquoting_case_is_refused_with_its_path(tmp_path: Path) -> None:
    wrong = copy.deepcopy(CASE)
    wrong["events"][1]["actors"][0]["start"] += 1
    (tmp_path / "wrong.json").write_bytes(msgspec.json.encode(wrong))
    with pytest.raises(InputError, match=r"events\[1\]\.actors\[0\]"):
        load_cases(tmp_path)


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no case"):
        load_cases(tmp_path)


def test_the_digest_changes_with_any_case(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    before = corpus_digest(tmp_path)
    (tmp_path / "a.json").write_text("{ }", encoding="utf-8")
    assert corpus_digest(tmp_path) != before
