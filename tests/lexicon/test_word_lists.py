"""words/lists.yaml: the reader's short lists are data; each that a rule asks for is there and says what its words have in common."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

import marsad
from marsad.lexicon import load_lexicon
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.lists import read_lists
from marsad.lexicon.source import Problems
from marsad.lexicon.types import WordLists

READING = Path(marsad.__file__).parent / "reading"


def problems_of(tmp_path: Path, old: str, new: str) -> list[str]:
    (tmp_path / "words").mkdir()
    path = shutil.copy(lexicon_home() / "words" / "lists.yaml", tmp_path / "words")
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = Problems()
    read_lists(tmp_path, problems)
    return problems.found


def test_words_are_folded() -> None:
    assert "اداره" in load_lexicon().tables.lists.generic_powers


MISTAKES = [
    ("pairs:\n", "couples:\n", "entry 'couples': no rule of the reader asks for a list of this name"),
    ("pairs:\n", "couples:\n", "entry 'pairs': the list is missing, or has no words"),
    ("  because: two parties named as a pair\n", "", "entry 'pairs': does not say what the words have in common"),
    ("  words: [ردد, هتف]\n", "  words: []\n", "entry 'cries': the list is missing, or has no words"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[said for *_, said in MISTAKES])
def test_each_mistake_is_told_with_the_name_of_the_list(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems_of(tmp_path, old, new)
    assert any(line.startswith("words/lists.yaml:") and said in line for line in found), found


def test_every_list_is_asked_for_by_a_rule() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in READING.rglob("*.py"))
    assert [name for name in WordLists.__struct_fields__ if not re.search(rf"\blists\.{name}\b", code)] == []


def test_no_rule_keeps_a_list_of_words_of_its_own() -> None:
    """Three words or more; endings and clitics are grammar."""
    found = []
    for path in sorted(READING.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        endings = {id(arg) for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "endswith" for arg in node.args}
        for node in ast.walk(tree):
            if isinstance(node, (ast.Tuple, ast.List, ast.Set)) and id(node) not in endings:
                words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str) and re.search("[\u0621-\u064a]{3}", e.value)]
                if len(words) > 2:
                    found.append(f"{path.name}:{node.lineno}: {' '.join(words)}")
    assert found == []
