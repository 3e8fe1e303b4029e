"""The example of the READMEs is run, and gives what they print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from marsad.desk.read import line_of
from marsad.gather.files import Item

ROOT = Path(__file__).resolve().parents[2]
READMES = ["README.md", "README.ar.md"]
SCREEN = 60  # lines


def part_of(shown: Any, full: Any, path: str = "") -> list[str]:
    """Give where `shown` says something else than `full`; what it leaves out does not matter, items of lists count."""
    if isinstance(shown, dict) and isinstance(full, dict):
        return [fault for key, inner in shown.items() for fault in part_of(inner, full.get(key), f"{path}.{key}")]
    if isinstance(shown, list) and isinstance(full, list) and len(shown) == len(full):
        return [fault for n, (a, b) in enumerate(zip(shown, full, strict=True)) for fault in part_of(a, b, f"{path}[{n}]")]
    return [] if shown == full else [f"{path}: printed {shown!r}, found {full!r}"]


@pytest.mark.parametrize("name", READMES)
def test_the_example_gives_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    given = re.search(r"echo '(\{.*?\})' \| \.venv/bin/marsad read -", text)
    printed = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert given is not None
    assert printed is not None
    record = json.loads(line_of(Item("line", given[1].encode(), "readme", "readme"))[0])
    assert len(record["events"]) == 1
    assert part_of(json.loads(printed[1]), record["events"][0]) == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_one_screen(name: str) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= SCREEN


@pytest.mark.parametrize("path", [*READMES, *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))])
def test_links_lead_somewhere(path: str) -> None:
    file = ROOT / path
    links = re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("target", ["run", "test", "check", "bench", "clean"])
def test_the_targets_that_are_promised_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
