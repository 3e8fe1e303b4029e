"""The guides to collecting tell what the program does, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from marsad.gather.local import SUFFIXES
from marsad.gather.settings import Settings
from marsad.gather.sources import KINDS, Source, load_config
from marsad.gather.trouble import REASONS

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = ["collect.en.md", "collect.ar.md"]
_ELSEWHERE = {"store", "contact"}  # in the example


@pytest.mark.parametrize("guide", GUIDES)
def test_every_setting_kind_and_field_is_told(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    fields = set(Source.__struct_fields__) - {"name", "address", "path", "kind", "text"}
    named = {*(set(Settings.__struct_fields__) - _ELSEWHERE), *KINDS, *fields}
    assert [name for name in sorted(named) if not re.search(rf"`{name}[` =]", text)] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_kind_of_file_and_command_is_told(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    assert [s for s in SUFFIXES if s.split(".")[1] not in text and s not in (".htm", ".xhtml", ".mht")] == []
    for command in ("collect", "watch", "sources add", "sources list", "captures verify", "captures failed", "captures replay", "captures extract", "captures articles"):
        assert f"marsad {command}" in text, command
    for word in ("130", "systemd", "cron", "--no-warc", "--archive"):
        assert word in text


@pytest.mark.parametrize("guide", GUIDES)
def test_the_usual_values_are_the_program_s(guide: str) -> None:
    rows = re.findall(r"^\| (`.+?) \| (.+?) \|", (DOCS / guide).read_text(encoding="utf-8"), re.MULTILINE)
    checked = 0
    for names, values in rows:
        found = re.findall(r"`(\w+)`", names)
        numbers = re.findall(r"\d+", values)
        if found and len(found) == len(numbers) and all(name in Settings.__struct_fields__ for name in found):
            for name, number in zip(found, numbers, strict=True):
                value = getattr(Settings(), name)
                assert float(number) in (value, value / 1e6, value / 1e9), name
                checked += 1
    assert checked >= 15


@pytest.mark.parametrize("guide", GUIDES)
def test_the_example_is_a_right_file(guide: str, tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    assert tomllib.loads(example[1])["collect"]["store"] == "gathered"
    (tmp_path / "marsad.toml").write_text(example[1], encoding="utf-8")
    assert len(load_config(tmp_path / "marsad.toml").sources) == 3


def test_the_reasons_are_told() -> None:
    text = (DOCS / "collect.en.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if reason != "interrupted" and f"`{reason}`" not in text] == []
