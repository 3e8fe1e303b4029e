"""The worked example of the lexicon's guide holds, and the guides tell what the program does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from marsad.desk.lexicon import check_sentences
from marsad.export.layouts import layouts
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.schema import CLASSES, ROLES, ActionEntry
from marsad.lexicon.vocabulary import MODES, TYPES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_worked_example_of_the_lexicon_guide_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"```yaml\n(.*?)```", (DOCS / "lexicon.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    home = tmp_path / "lexicon"
    shutil.copytree(lexicon_home(), home)
    with (home / "actions" / "assault.yaml").open("a", encoding="utf-8") as file:
        file.write(example[1])
    monkeypatch.setenv("MARSAD_CACHE", str(tmp_path / "cache"))
    outcomes = list(check_sentences(home, "assault.nawasha"))
    assert [outcome.kind for outcome in outcomes] == ["yes", "no"]
    assert [(outcome.expected, outcome.found) for outcome in outcomes if not outcome.passed] == []


def test_the_lexicon_guide_explains_every_field_role_and_class() -> None:
    text = (DOCS / "lexicon.md").read_text(encoding="utf-8")
    fields = {name.rstrip("_") for name in ActionEntry.__struct_fields__} - {"note"}
    assert [name for name in sorted(fields | ROLES) if f"`{name}`" not in text] == []
    assert [name for name in sorted(CLASSES) if name not in text] == []


def test_the_lexicon_guide_names_every_file() -> None:
    text = (DOCS / "lexicon.md").read_text(encoding="utf-8")
    home = lexicon_home()
    files = [path for folder in ("actors", "cues", "places", "agreements", "words") for path in (home / folder).iterdir()]
    assert [path.name for path in files if path.name not in text] == []


def test_the_codebook_explains_every_type_and_mode() -> None:
    text = (DOCS / "codebook.md").read_text(encoding="utf-8")
    assert [kind for kind in sorted(TYPES) if f"| {kind} |" not in text] == []
    for kind, modes in MODES.items():
        line = next(line for line in text.splitlines() if line.startswith(f"| {kind} |"))
        assert [mode for mode in sorted(modes) if mode not in line] == [], kind


@pytest.mark.parametrize("guide", ["guide.en.md", "guide.ar.md"])
@pytest.mark.parametrize(
    "word",
    [
        "marsad read",
        "marsad explain",
        "marsad lexicon check",
        "marsad lexicon try",
        "marsad schema",
        "marsad doctor",
        "marsad ledger status",
        "marsad measure",
        "--held-back",
        "130",
    ],
)
def test_both_guides_cover_the_commands_and_exit_codes(guide: str, word: str) -> None:
    assert word in (DOCS / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", ["exports.en.md", "exports.ar.md"])
def test_the_guide_to_exports_covers_every_layout_with_its_columns(guide: str) -> None:
    lines = (DOCS / guide).read_text(encoding="utf-8").split("\n")
    rows = [line for line in lines if line.startswith("| `")]
    for layout in layouts().values():
        (row,) = [line for line in rows if f"`{layout.name}`" in line.split("|")[1]]
        numbers = [int(number) for number in re.findall(r"\b\d\d\b", row)]
        assert numbers in ([], [len(layout.columns)]), row
    assert [word for word in ("FILE.losses.csv", "FILE.keys.csv", "datapackage.json", "--excel", "toll.v1", "130") if word not in "\n".join(lines)] == []


@pytest.mark.parametrize("guide", ["archive.en.md", "archive.ar.md"])
def test_both_archive_guides_cover_its_commands_filters_and_views(guide: str) -> None:
    from marsad.archive.migrations.versions import __path__ as steps

    text = (DOCS / guide).read_text(encoding="utf-8")
    views = re.findall(r'^    "(\w+)": """', next(Path(steps[0]).glob("0001_*.py")).read_text(encoding="utf-8"), re.MULTILINE)
    assert len(views) == 5
    commands = ["load", "events", "claims", "who", "agreements", "timeline", "search", "log", "merge", "split", "undo", "kb", "verify", "redact"]
    options = ["--type", "--party", "--near", "--voucher", "--agreement", "--by", "--rejected", "--deep", "--head", "--archive", "MARSAD_ARCHIVE"]
    assert [word for word in (*(f"marsad {c}" for c in commands), *options, *views) if word not in text] == []
