"""Exports and the ledger straight from an archive: acts once each, chosen as `marsad events` chooses, and what is due."""

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
    {"id": "c", "published": "2020-02-20", "outlet": "صحيفة أولى", "text": "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في موسكو يوم الأربعاء."},
    {"id": "d", "published": "2018-09-20", "outlet": "صحيفة أولى", "text": "أكدت موسكو أن اتفاق سوتشي بشأن إدلب دخل حيز التنفيذ، وينص الاتفاق على سحب الأسلحة الثقيلة قبل العاشر من تشرين الأول/أكتوبر 2018."},
]  # fmt: skip


@pytest.fixture
def archive(marsad: Run, tmp_path: Path) -> Path:
    """Give an archive under a name that does not tell what it is."""
    news = tmp_path / "news.jsonl"
    news.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in NEWS), encoding="utf-8")
    records, path = tmp_path / "records.jsonl", tmp_path / "held"
    assert marsad("read", news, "-o", records, "-q").code == 0
    assert marsad("load", records, "--archive", path, "-q").code == 0
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_act_is_written_once_with_all_its_reports(marsad: Run, archive: Path) -> None:
    strikes = [row for row in rows(marsad("export", "acled", "--archive", archive).out) if row["location"] == "Tal Rifaat"]
    assert [row["source"] for row in strikes] == ["صحيفة أولى; صحيفة ثانية"]


FILTERS = [
    (["--type", "ASSAULT"], {"ASSAULT"}),
    (["--type", "CONSULT", "--actor", "RUS"], {"CONSULT"}),
    (["--place", "تل رفعت"], {"ASSAULT"}),
    (["--min-sources", "2"], {"ASSAULT"}),
    (["--since", "2020-02-18"], {"CONSULT"}),
    (["--until", "2017"], set()),
    (["--words", "موسكو", "--since", "2020"], {"CONSULT"}),
]


@pytest.mark.parametrize(("options", "types"), FILTERS, ids=[" ".join(options) for options, _ in FILTERS])
def test_acts_are_chosen_as_events_chooses_them(marsad: Run, archive: Path, options: list[str], types: set[str]) -> None:
    exported = [json.loads(line) for line in marsad("export", "plover", "--archive", archive, *options).out.splitlines()]
    listed = marsad("events", "--archive", archive, *options, "--format", "jsonl").lines()
    assert {row["type"] for row in listed} == types
    assert len(exported) == len(listed)


def test_more_acts_than_events_lists_by_default_are_all_written(marsad: Run, tmp_path: Path) -> None:
    text = "قصفت القوات التركية بلدة تل رفعت يوم {}."
    articles = [{"id": f"a{n}", "published": f"2020-{month:02}-{day:02}", "text": text.format(f"{day}/{month}/2020")} for n, (month, day) in enumerate((m, d) for m in range(1, 11) for d in range(1, 25, 3))]  # fmt: skip
    news, records, path = tmp_path / "many.jsonl", tmp_path / "many.records.jsonl", tmp_path / "many.sqlite"
    news.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    assert marsad("read", news, "-o", records, "-q").code == 0
    assert marsad("load", records, "--archive", path, "-q").code == 0
    assert len(rows(marsad("export", "acled", "--archive", path, "--type", "ASSAULT").out)) == 80


def test_a_file_has_its_companions_and_its_summary(marsad: Run, archive: Path, tmp_path: Path) -> None:
    result = marsad("export", "acled", "--archive", archive, "-o", tmp_path / "out.csv")
    assert (result.code, result.out) == (0, "")
    assert "events: " in result.err
    assert "out.csv.losses.csv" in result.err
    assert (tmp_path / "out.csv.losses.csv").is_file()


def calendar(marsad: Run, archive: Path, *options: str) -> str:
    result = marsad("export", "icalendar", "--archive", archive, *options)
    assert result.code == 0
    return result.out.replace("\r\n ", "")


def test_a_calendar_holds_what_articles_tell_and_what_the_ledger_tells(marsad: Run, archive: Path) -> None:
    text = calendar(marsad, archive)
    due = marsad("ledger", "deadlines", "--agreement", "sochi-idlib-2018", "--json", "-q").lines()
    days = {row["due"].replace("-", "") for row in due if row["due"]}
    assert days
    assert all(f"DTSTART;VALUE=DATE:{day}" in text for day in days)
    assert "UID:MARSAD-agreement.sochi-idlib-2018-" in text
    assert "عفرين" not in text, "agreements that no article of the archive names are not in its calendar"


def test_deadlines_are_chosen_by_agreement_and_day(marsad: Run, archive: Path) -> None:
    assert calendar(marsad, archive, "--agreement", "sochi-idlib-2018").count("BEGIN:VEVENT") >= 1
    assert "BEGIN:VEVENT" not in calendar(marsad, archive, "--agreement", "astana-2017")
    assert "BEGIN:VEVENT" not in calendar(marsad, archive, "--until", "2017-12-31")
    refused = marsad("export", "icalendar", "--archive", archive, "--type", "ASSAULT")
    assert refused.code == 2
    assert "cannot be asked by types" in refused.err


@pytest.mark.parametrize("verb", ["status", "breaches", "deadlines", "show"])
def test_the_ledger_takes_an_archive_by_option(marsad: Run, archive: Path, tmp_path: Path, verb: str) -> None:
    words = ["--agreement", "sochi-idlib-2018", "--as-of", "2018-10-01", "--quiet"]
    from_archive, from_files = marsad("ledger", verb, "--archive", archive, *words), marsad("ledger", verb, tmp_path / "records.jsonl", *words)
    assert from_archive.code == 0
    assert from_archive.out == from_files.out
    assert from_archive.out != ""


USAGE = [
    (["export", "acled", "--archive", "HELD", "records.jsonl"], 2, "an archive is exported alone"),
    (["export", "acled", "records.jsonl", "--type", "ASSAULT"], 2, "choose with --archive"),
    (["export", "acled", "--archive", "HELD", "--type", "FIGHT"], 2, "is no PLOVER type"),
    (["export", "acled", "--archive", "none"], 1, "there is no archive here"),
    (["ledger", "status"], 2, "give records, or an archive with --archive"),
    (["ledger", "status", "--archive", "none"], 1, "there is no archive here"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), USAGE, ids=[" ".join(a) for a, _, _ in USAGE])
def test_what_cannot_be_done_says_so(marsad: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = marsad(*[archive if word == "HELD" else word for word in arguments])
    assert (result.code, result.out) == (code, "")
    assert message in " ".join(result.err.replace("│", " ").split())
