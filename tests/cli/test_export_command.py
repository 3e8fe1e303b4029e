"""`marsad export`: files and standard output, the list of layouts, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from invocation import Run

from marsad.export.layouts import layouts


@pytest.fixture
def records(marsad: Run, news: Path, tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    assert marsad("read", news, "-o", path, "-q").code == 0
    return path


def test_records_become_a_file_with_its_companions(marsad: Run, records: Path, tmp_path: Path) -> None:
    result = marsad("export", "acled", records, "-o", tmp_path / "out.csv")
    assert (result.code, result.out) == (0, "")
    assert "2 records, 1 events: 1 written" in result.err
    assert "out.csv.losses.csv" in result.err
    names = {path.name for path in tmp_path.iterdir()} - {"records.jsonl", "news.jsonl"}
    assert names == {"out.csv", "out.csv.losses.csv", "out.csv.keys.csv", "datapackage.json"}
    (row,) = csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8", newline=""))
    assert (row["event_type"], row["country"], row["inter1"]) == ("Explosions/Remote violence", "Syria", "External/Other forces")


def test_without_a_file_the_data_alone_goes_to_standard_output(marsad: Run, records: Path) -> None:
    result = marsad("export", "geojson", records, "-q")
    assert (result.code, result.err) == (0, "")
    assert len(json.loads(result.out)["features"]) == 1


def test_what_read_prints_can_be_piped_in(marsad: Run, records: Path) -> None:
    result = marsad("export", "csv", "-", given=records.read_bytes())
    assert result.code == 0
    assert len(list(csv.DictReader(io.StringIO(result.out)))) == 1


def test_kinds_of_parties_as_numbers(marsad: Run, records: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(marsad("export", "acled", records, "--inter", "num").out))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("8", "0", "80")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_names_every_layout(marsad: Run, language: str) -> None:
    result = marsad("export", "--list", "--lang", language)
    assert result.code == 0
    lines = result.out.splitlines()
    assert [line.split()[0] for line in lines] == list(layouts())
    assert ("أعمدة" in result.out) == (language == "ar")


@pytest.mark.parametrize("name", list(layouts()))
def test_every_layout_of_the_list_can_be_written(marsad: Run, records: Path, tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed (pip install -e '.[dev]')")
    target = tmp_path / f"out{layouts()[name].suffix}"
    assert marsad("export", name, records, "-o", target).code == 0
    assert target.exists()


EXITS = [
    # what the inputs are, content, exit code
    ("a record and a failure line", '{"article": {"id": "a"}, "error": {"kind": "article", "message": "m", "where": "w"}}\n', True, 0),
    ("a record and something else", '{"id": "a", "text": "x"}\n', True, 3),
    ("no record at all", '{"id": "a", "text": "x"}\n', False, 1),
]


@pytest.mark.parametrize(("remark", "line", "with_record", "code"), EXITS, ids=[row[0] for row in EXITS])
def test_the_exit_code_tells_whether_the_inputs_were_records(marsad: Run, records: Path, tmp_path: Path, remark: str, line: str, with_record: bool, code: int) -> None:
    (tmp_path / "other.jsonl").write_text(line, encoding="utf-8")
    result = marsad("export", "csv", *([records] if with_record else []), tmp_path / "other.jsonl", "-o", tmp_path / "out.csv")
    assert result.code == code, remark
    assert ("not a record" in result.err) == (code != 0)


USAGE = [
    (["export"], "give a layout and at least one input"),
    (["export", "acled"], "give a layout and at least one input"),
    (["export", "acled", "RECORDS", "--inter", "both"], "is not one of text, num"),
    (["export", "acled", "RECORDS", "--lang", "xx"], "is not one of en, ar"),
    (["export", "acled", "RECORDS", "-o", "."], "name a file"),
    (["export", "acledd", "RECORDS"], "there is no such layout"),
    (["export", "geojson", "RECORDS", "--excel"], "no table for a spreadsheet"),
    (["export", "acled", "RECORDS", "-o", "gone/out.csv"], "its folder is not there"),
    (["export", "acled", "RECORDS", "-o", "out.xlsx"], "Add --excel"),
    (["export", "parquet", "RECORDS"], "Name a file with -o"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=[" ".join(a) for a, _ in USAGE])
def test_wrong_usage_exits_with_2_and_says_what_to_do(marsad: Run, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = marsad(*[records if a == "RECORDS" else a for a in arguments])
    assert result.code == 2
    assert message in " ".join(result.err.replace("│", " ").split())
    assert result.out == ""


def test_an_interruption_exits_with_130_and_leaves_no_half_file(marsad: Run, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("marsad.desk.export.reported_events", interrupted)
    assert marsad("export", "acled", records, "-o", tmp_path / "out.csv").code == 130
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []
