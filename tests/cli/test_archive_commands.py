"""The archive on the command line: load, ask, decide, verify; rows on standard output in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from invocation import Run

NEWS = [
    {"id": "a", "published": "2020-02-15", "outlet": "صحيفة أولى", "text": "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين."},
    {"id": "b", "published": "2020-02-15", "outlet": "صحيفة ثانية", "text": "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل ثلاثة مدنيين."},
    {"id": "c", "published": "2020-02-15", "outlet": "صحيفة أولى", "text": "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في موسكو يوم الجمعة."},
    {
        "id": "d",
        "published": "2020-03-06",
        "outlet": "صحيفة أولى",
        "text": "أعلنت روسيا وتركيا التوصل إلى اتفاق لوقف إطلاق النار في إدلب. وقال لافروف إن الاتفاق دخل حيز التنفيذ الخميس.",
    },
]


@pytest.fixture
def records(marsad: Run, tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in NEWS), encoding="utf-8")
    out = tmp_path / "records.jsonl"
    assert marsad("read", path, "-o", out).code == 0
    return out


@pytest.fixture
def archive(marsad: Run, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "a.sqlite"
    monkeypatch.setenv("MARSAD_ARCHIVE", str(path))
    monkeypatch.setenv("MARSAD_USER", "ana")
    assert marsad("load", records).code == 0
    return path


def test_load_tells_what_was_added_and_adds_nothing_twice(marsad: Run, records: Path, tmp_path: Path) -> None:
    first = marsad("load", records, "--archive", tmp_path / "b.sqlite")
    assert (first.code, first.out) == (0, "")
    assert "4 added, 0 read again, 0 known, 0 unread, 0 failed" in first.err
    again = marsad("load", records, "--archive", tmp_path / "b.sqlite")
    assert "0 added, 0 read again, 4 known" in again.err
    assert marsad("load", "--quiet", records, "--archive", tmp_path / "b.sqlite").err == ""


def test_load_from_standard_input_and_exit_codes(marsad: Run, records: Path, tmp_path: Path) -> None:
    place = tmp_path / "b.sqlite"
    assert marsad("load", "-", "--archive", place, given=records.read_bytes()).code == 0
    mixed = marsad("load", "-", "--archive", place, given=records.read_bytes() + b"{\n")
    assert mixed.code == 3
    assert "standard input:5: no line of JSON" in mixed.err
    assert marsad("load", tmp_path / "gone.jsonl", "--archive", place).code == 1
    assert marsad("events", "--archive", tmp_path / "none.sqlite").code == 1


def test_events_in_every_form(marsad: Run, archive: Path) -> None:
    table = marsad("events")
    assert table.code == 0
    assert table.out.splitlines()[0].split()[:3] == ["day", "type", "actors"]
    rows = json.loads(marsad("events", "--format", "json").out)
    assert [json.loads(line) for line in marsad("events", "--format", "jsonl").out.splitlines()] == rows
    comma = list(csv.DictReader(io.StringIO(marsad("events", "--format", "csv").out)))
    assert [row["id"] for row in comma] == [row["id"] for row in rows]
    assert {row["type"] for row in rows} == {"ASSAULT", "CONSULT", "AGREE"}


def test_one_event_shows_its_rules_tolls_and_claims(marsad: Run, archive: Path) -> None:
    [row] = json.loads(marsad("events", "--place", "تل رفعت", "--format", "json").out)
    assert (row["claims"], row["families"], row["killed"]) == (2, 2, 3)
    shown = marsad("events", "--id", row["id"]).out
    assert "3 / 3 / 3" in shown
    assert "most families, then most confident; 1 of 1" in shown
    [act] = json.loads(marsad("events", "--id", row["id"], "--format", "json").out)
    assert [claim["source"]["article"] for claim in act["claims"]] == ["a", "b"]


def test_the_other_questions(marsad: Run, archive: Path) -> None:
    assert {row["article"] for row in marsad("claims", "--type", "ASSAULT", "--format", "jsonl").lines()} == {"a", "b"}
    assert "Sergey Lavrov" in marsad("who", "لافروف").out
    assert json.loads(marsad("who", "لافروف", "-f", "json").out)[0]["as_actor"] == {"CONSULT": 1}
    assert [row["articles"] for row in marsad("agreements", "-f", "jsonl").lines()] == [1]
    assert {row["kind"] for row in marsad("agreements", "وقف إطلاق النار", "-f", "jsonl").lines()} == {"concluded", "in-force"}
    assert [row["what"] for row in marsad("timeline", "--type", "CONSULT", "-f", "jsonl").lines()] == ["CONSULT"]
    assert {row["article"] for row in marsad("search", "القصف", "-f", "jsonl").lines()} == {"a", "b"}
    assert {row["month"] for row in marsad("events", "--by", "month", "-f", "jsonl").lines()} >= {"2020-02"}
    assert len(marsad("log", "-f", "jsonl").lines()) == len(NEWS)
    assert marsad("events", "--place", "لا مكان").out == ""


def test_merge_split_and_undo(marsad: Run, archive: Path) -> None:
    strike, talks = (json.loads(marsad("events", "--type", kind, "--format", "json").out)[0]["id"] for kind in ("ASSAULT", "CONSULT"))
    merged = marsad("merge", strike, talks, "--why", "a test")
    assert merged.code == 0
    [entry] = marsad("log", "--action", "merge", "-f", "jsonl").lines()
    assert (entry["number"], entry["who"], entry["why"]) == (int(merged.out), "ana", "a test")
    assert marsad("undo", merged.out.strip(), "--why", "two acts").code == 0
    claim = marsad("claims", "--event", strike, "-f", "jsonl").lines()[0]["claim"]
    assert marsad("split", strike, "--claim", claim, "--why", "another shell").code == 0
    assert len(json.loads(marsad("events", "--type", "ASSAULT", "--format", "json").out)) == 2
    assert marsad("verify", "--deep", "--quiet").code == 0
    assert marsad("merge", strike, "--why", "x").code == 2


def test_verify_prints_the_head_and_finds_what_was_altered(marsad: Run, archive: Path) -> None:
    import sqlite3

    whole = marsad("verify")
    assert whole.code == 0
    head = whole.out.split()[-1]
    assert marsad("verify", "--head", head).code == 0
    assert marsad("verify", "--head", "0" * 64).code == 1
    with sqlite3.connect(archive) as database:
        database.execute("DROP TRIGGER articles_no_update")
        database.execute("UPDATE articles SET text = 'x' WHERE id = 'a'")
    broken = marsad("verify")
    assert broken.code == 1
    assert "articles a: the text is not the one whose hash was taken" in broken.out


def test_the_knowledge_base(marsad: Run, archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "entities.tsv"
    table.write_text(marsad("kb", "export").out, encoding="utf-8")
    assert any(line.startswith("sergey-lavrov\tperson\tSergey Lavrov\t") for line in table.read_text(encoding="utf-8").splitlines())
    assert marsad("kb", "import", table, "--why", "unchanged").code == 0
    edited = marsad("kb", "edit", "sergey-lavrov", "--alias", "أبو الدبلوماسية", "--why", "a test")
    assert edited.code == 0
    assert "Sergey Lavrov" in marsad("who", "أبو الدبلوماسية").out
    assert marsad("undo", edited.out.strip(), "--why", "enough").code == 0
    assert marsad("kb", "list", "--kind", "person", "-f", "jsonl").lines()
    assert marsad("kb", "propose", "--least", 1).code == 0
    assert marsad("kb", "merge", "sergey-lavrov", "state.RUS", "--why", "a test").code == 0
    assert marsad("kb", "split", "sergey-lavrov", "--why", "a test").code == 0


@pytest.mark.parametrize("command", ["load", "events", "claims", "who", "agreements", "timeline", "search", "merge", "split", "undo", "log", "verify", "kb"])
def test_each_command_shows_examples(marsad: Run, command: str) -> None:
    shown = marsad(command, "--help")
    assert shown.code == 0
    assert "Examples:" in shown.out
    assert f"marsad {command}" in shown.out


def test_wrong_filters_are_wrong_usage(marsad: Run, archive: Path) -> None:
    for words in (["--type", "FIGHT"], ["--since", "yesterday"], ["--near", "1,2"], ["--factuality", "true"], ["--by", "moon"], ["--min-confidence", "2"]):
        assert marsad("events", *words).code == 2, words


def test_an_archive_is_exported_with_each_act_once(marsad: Run, archive: Path, records: Path) -> None:
    from_files = list(csv.DictReader(io.StringIO(marsad("export", "acled", records).out)))
    from_archive = list(csv.DictReader(io.StringIO(marsad("export", "acled", archive).out)))
    strikes = [sum(row["location"] == "Tal Rifaat" for row in rows) for rows in (from_files, from_archive)]
    assert strikes == [2, 1]
    assert {row["source"] for row in from_archive if row["location"] == "Tal Rifaat"} == {"صحيفة أولى; صحيفة ثانية"}
    assert marsad("export", "acled", archive, records).code == 2
    assert marsad("export", "plover", archive, "-o", archive.with_name("out.jsonl")).code == 0
    assert all(json.loads(line) for line in archive.with_name("out.jsonl").read_text(encoding="utf-8").splitlines())


def test_the_ledger_reads_an_archive(marsad: Run, archive: Path, records: Path) -> None:
    from_files, from_archive = (marsad("ledger", "status", source, "--as-of", "2020-03-07", "--quiet") for source in (records, archive))
    assert from_archive.code == from_files.code == 0
    assert from_archive.out == from_files.out


def test_redact_looks_first_and_takes_the_name_out_with_yes(marsad: Run, archive: Path) -> None:
    looked = marsad("redact", "سيرغي لافروف", "--why", "a trial")
    assert looked.code == 0
    assert "articles   2" in looked.out
    assert "Nothing was changed" in looked.err
    assert "Lavrov" in marsad("claims").out
    done = marsad("redact", "سيرغي لافروف", "--why", "a trial", "--yes")
    assert done.code == 0
    assert done.out.strip().isdigit()
    assert "Lavrov" not in marsad("claims", "--format", "json").out
    assert "لافروف" not in marsad("search", "موسكو", "--format", "json").out
    assert "a trial" in marsad("log", "--action", "redact").out
    assert marsad("verify", "--deep").code == 0
    assert marsad("redact", "لافروف", "--why", "again").code == 2
