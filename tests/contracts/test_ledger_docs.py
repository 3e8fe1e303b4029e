"""The ledger's guides, in both languages, tell every command, state and rule that there is, and their example loads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from marsad.ledger.book import load_book
from marsad.ledger.home import ledger_home
from marsad.ledger.vocabulary import AgreementStatus, Attribution, CommitmentState

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = ["ledger.en.md", "ledger.ar.md"]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_tells_every_state(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    words = {*get_args(AgreementStatus), *get_args(CommitmentState), *get_args(Attribution)}
    assert [word for word in sorted(words) if f"`{word}`" not in text] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_tells_ten_rules_and_every_command(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    assert [n for n in range(1, 11) if not re.search(rf"^{n}\. ", text, re.MULTILINE)] == []
    assert [c for c in ("show", "status", "breaches", "deadlines") if f"marsad ledger {c}" not in text] == []


def test_the_example_of_the_guide_loads(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", (DOCS / "ledger.en.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    home = tmp_path / "ledger"
    shutil.copytree(ledger_home(), home)
    (home / "agreements" / "example.yaml").write_text(example[1], encoding="utf-8")
    assert [a.id for a in load_book(home).find("هدنة النهر")] == ["agreement.example"]
