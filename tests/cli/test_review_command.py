"""`marsad review`: figures, cases and proposals of an archive, on standard output."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from marsad.archive import answers, reviews
from marsad.archive.connect import open_archive
from marsad.archive.questions import Filter, find_events
from marsad.cli.main import program
from marsad.desk import asking, review
from marsad.desk.correcting import Said
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.gather.files import Item

NOW = datetime(2020, 3, 1, tzinfo=UTC)


@pytest.fixture
def location(tmp_path: Path) -> str:
    given = {"id": "a", "text": "قصفت القوات التركية بلدة سرمين يوم السبت وقتل ثلاثة مدنيين.", "published": "2020-02-16", "language": "ar"}
    (tmp_path / "r.jsonl").write_bytes(line_of(Item("line", json.dumps(given).encode(), "a", "a"))[0])
    found = str(tmp_path / "a.sqlite")
    assert [step.outcome for step in load_records([str(tmp_path / "r.jsonl")], found, "test")] == ["added"]
    archive = open_archive(found)
    with archive.reading() as connection:
        [row] = find_events(connection, Filter())
    act = review.queue(archive, review.Asked("ana")).act
    assert act is not None
    review.correct(archive, act.claims[0].id, Said(field="factuality", values=["historical"]), "old", "ana")
    reviews.judge(archive, row["id"], "accept", "ana", "", NOW)
    reviews.judge(archive, row["id"], "accept", "ben", "", NOW)
    archive.close()
    return found


def run(*words: str) -> str:
    result = CliRunner().invoke(program("review"), ["review", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_progress_tells_verdicts_readers_and_agreement(location: str) -> None:
    told = json.loads(run("progress", "--json", "--archive", location))
    assert (told["done"], told["events"], told["whole"], told["readers"]) == (1, 1, 1, {"ana": 1, "ben": 1})
    assert told["agreement"]["verdict"] == [1, 1, None]
    assert told["agreement"]["factuality"] == [1, 0, 0.0]
    text = run("progress", "--archive", location)
    assert "1 of 1 events have a verdict" in text
    assert "factuality" in text


def test_cases_and_proposals_go_to_standard_output(location: str) -> None:
    [case] = [json.loads(line) for line in run("cases", "--archive", location).splitlines()]
    assert (case["article"]["id"], case["events"][0]["factuality"], case["review"]["readers"]) == ("a", "historical", ["ana", "ben"])
    [row] = yaml.safe_load(run("proposals", "--archive", location))
    assert (row["yes"][0]["factuality"], row["yes"][0]["why"]) == ("historical", "old")


def test_a_correction_is_undone_from_the_command_line_too(location: str) -> None:
    archive = open_archive(location)
    with archive.reading() as connection:
        [change] = answers.log_rows(connection, action="correct")
    archive.close()
    asking.decide("undo", [str(change["number"])], "not old", location, who="ana")
    assert yaml.safe_load(run("proposals", "--archive", location)) is None
