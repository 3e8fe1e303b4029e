"""`marsad measure`: folders and files of coded articles, what is shown, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invocation import Run

STRIKE = "قصفت القوات التركية بلدة تل رفعت."


def coded(identity: str, kind: str, text: str = STRIKE) -> dict[str, object]:
    trigger = {"text": "قصفت", "start": 0, "end": 4}
    return {
        "article": {"id": identity, "text": text}, "statements": [], "agreements": [], "agreement_facts": [],
        "events": [{"type": kind, "trigger": trigger, "actors": [{"text": "القوات التركية", "start": 5, "end": 19, "country": "TUR", "sector": "MIL"}]}],
    }  # fmt: skip


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Give a folder with an article coded as it is read, and one coded with another type."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "right.json").write_text(json.dumps(coded("right", "ASSAULT")), encoding="utf-8")
    (folder / "other.json").write_text(json.dumps(coded("other", "COERCE")), encoding="utf-8")
    return folder


def test_a_folder_of_cases_is_read_and_scored(marsad: Run, cases: Path) -> None:
    result = marsad("measure", cases, "--json")
    assert result.code == 0
    development = json.loads(result.out)["development"]
    event = development["figures"]["event"]
    assert development["cases"] == 2
    assert (event["expected"], event["found"], event["hit"], event["f1"]) == (2, 2, 1, 0.5)


def test_one_file_and_lines_of_cases_are_scored_as_a_folder_is(marsad: Run, cases: Path, tmp_path: Path) -> None:
    lines = tmp_path / "cases.jsonl"
    lines.write_text("".join(path.read_text(encoding="utf-8") + "\n" for path in sorted(cases.iterdir())), encoding="utf-8")
    assert marsad("measure", lines).out == marsad("measure", cases).out
    assert marsad("measure", cases / "right.json").out.startswith("1 cases")


def test_records_are_scored_without_reading_anew(marsad: Run, cases: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(coded("other", "COERCE")) + "\n", encoding="utf-8")
    event = json.loads(marsad("measure", cases, "--records", records, "--json").out)["development"]["figures"]["event"]
    assert (event["expected"], event["found"], event["hit"]) == (2, 1, 1)


def test_misses_and_confused_types_are_shown_in_their_sentence(marsad: Run, cases: Path) -> None:
    out = marsad("measure", cases, "--misses", "3", "--confusion").out
    assert "missing: 1\n  event COERCE  other at 0\n    [قصفت] القوات التركية بلدة تل رفعت." in out
    assert "false: 1\n  event ASSAULT  other at 0" in out
    (row,) = [line.split() for line in out.splitlines() if line.startswith("COERCE ")]
    assert row == ["COERCE", "1", ".", "."]


def test_only_the_kinds_asked_for_are_shown(marsad: Run, cases: Path) -> None:
    out = marsad("measure", cases, "--misses", "3", "--kind", "false").out
    assert "false: 1" in out
    assert "missing:" not in out


def test_the_held_back_part_has_scores_and_no_misses(marsad: Run, tmp_path: Path) -> None:
    lines = tmp_path / "cases.jsonl"
    lines.write_text("".join(json.dumps(coded(str(n), "COERCE", f"{STRIKE} {n}")) + "\n" for n in range(12)), encoding="utf-8")
    shown = json.loads(marsad("measure", lines, "--held-back", "1/2", "--misses", "100", "--kind", "missing", "--json").out)
    assert shown["development"]["cases"] + shown["held_back"]["cases"] == 12
    assert shown["held_back"]["cases"] > 0
    assert shown["held_back"]["figures"]["event"]["expected"] == shown["held_back"]["cases"]
    assert len(shown["misses"]) == shown["development"]["cases"]


FAULTY = [
    ("{", "not JSON"),
    ("[]", "article, events, statements, agreements, agreement_facts missing"),
    (json.dumps(coded("a", "ASSAULT") | {"events": [{"type": "ASSAULT"}]}), "events[0].trigger is not as the codebook has it"),
    (json.dumps(coded("a", "ASSAULT", "شيء آخر كله")), "misquoted"),
]


@pytest.mark.parametrize(("content", "message"), FAULTY, ids=[message for _, message in FAULTY])
def test_a_faulty_case_is_told_and_the_others_are_scored(marsad: Run, cases: Path, content: str, message: str) -> None:
    (cases / "faulty.json").write_text(content, encoding="utf-8")
    result = marsad("measure", cases)
    assert result.code == 3
    assert message in result.err
    assert result.out.startswith("2 cases")
    assert marsad("measure", cases / "faulty.json").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["CASES", "--held-back", "all"], 2, "is no share"),
        (["CASES", "--misses", "2", "--kind", "whom"], 2, "is not one of missing, false"),
        (["CASES", "--kind", "when"], 2, "say how many with --misses"),
        (["EMPTY"], 1, "no case"),
        (["nowhere"], 1, "cannot be read"),
        (["CASES", "--records", "CASE"], 1, "is no known kind of file"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(marsad: Run, cases: Path, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "empty").mkdir()
    places = {"CASES": cases, "EMPTY": tmp_path / "empty", "CASE": cases / "right.json"}
    result = marsad("measure", *[places.get(word, word) for word in arguments])
    assert result.code == code
    assert message in " ".join(result.err.replace("│", " ").split())
    assert result.out == ""
