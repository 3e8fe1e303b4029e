"""`marsad collect --archive` and `watch --archive`: collected, read and loaded in one go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invocation import Run


def articles(marsad: Run, archive: Path) -> list[str]:
    return sorted(row["subject"] for row in marsad("log", "--action", "load", "--limit", "1000", "--format", "jsonl", "--archive", archive).lines())


def test_what_is_collected_stands_in_the_archive_with_its_evidence(marsad: Run, config: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.sqlite"
    result = marsad("collect", "--config", config, "--archive", archive)
    assert (result.code, result.out) == (0, "")
    assert result.err == "3 new, 0 seen before, 0 unchanged, 0 failed; archive: 3 added\n"
    assert len(articles(marsad, archive)) == 3
    again = marsad("collect", "--config", config, "--archive", archive, "--json")
    assert json.loads(again.err)["archive"] == {}
    assert len(articles(marsad, archive)) == 3
    assert "3 captures" in marsad("verify", "--archive", archive).err


def test_an_archive_named_later_gets_what_was_collected_before(marsad: Run, config: Path, tmp_path: Path) -> None:
    lines = marsad("collect", "--config", config).lines()
    assert "archive: 3 added" in marsad("collect", "--config", config, "--archive", tmp_path / "a.sqlite").err
    assert articles(marsad, tmp_path / "a.sqlite") == sorted(line["id"] for line in lines)


def test_a_file_and_an_archive_are_both_written(marsad: Run, config: Path, tmp_path: Path) -> None:
    assert marsad("collect", "--config", config, "--archive", tmp_path / "a.sqlite", "-o", tmp_path / "news.jsonl", "-q").code == 0
    lines = [json.loads(line) for line in (tmp_path / "news.jsonl").read_text(encoding="utf-8").splitlines()]
    assert articles(marsad, tmp_path / "a.sqlite") == sorted(line["id"] for line in lines)


def test_an_archive_that_cannot_be_opened_is_told_before_anything_is_fetched(marsad: Run, config: Path, site: Any, tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("قائمة مشتريات، وليست أرشيفا", encoding="utf-8")
    result = marsad("collect", "--config", config, "--archive", tmp_path / "a.sqlite")
    assert result.code == 1
    assert "cannot be opened" in result.err
    assert site.asked == []
