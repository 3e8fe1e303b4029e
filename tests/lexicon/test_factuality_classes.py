"""cues/factuality.yaml: each mistake is told with file, line and class, and every class of the project proves itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.lexicon.factuality import read_factuality
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.source import Problems

GOOD = """items:
- id: neg.proof
  words: [لم]
  verb: 3
  effect: negated
  because: did not
  yes:
  - text: لم تقصف القوات البلدة.
    trigger: تقصف
    en: The forces did not shell the town.
  no:
  - text: قصفت القوات البلدة.
    trigger: قصفت
    why: nothing is denied
    en: The forces shelled the town.
"""


def problems_of(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "factuality.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    read_factuality(tmp_path, problems)
    return problems.found


def test_a_class_that_keeps_the_schema_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD) == []


MISTAKES = [
    # what is changed in the good class, what the check says
    ("effect: negated", "effect: denied", "effect 'denied' is none of actual, background"),
    ("  words: [لم]\n", "", "needs either words or a test of grammar"),
    ("  words: [لم]\n", "  grammar: mood\n", "grammar 'mood' is none of"),
    ("  verb: 3\n", "", "does not say where its words stand"),
    ("  verb: 3\n", "  verb: 3\n  types: [WAR]\n", "'WAR' is not one of the 16 PLOVER types"),
    ("trigger: تقصف", "trigger: هاجم", "'هاجم' is not in the sentence"),
    ("  verb: 3\n", "  verbs: 3\n", "unknown field `verbs`"),
    ("  no:\n", "  also:\n", "unknown field `also`"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[said for *_, said in MISTAKES])
def test_each_mistake_is_told_with_file_line_and_class(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(line.startswith("cues/factuality.yaml:2: entry 'neg.proof': ") and said in line for line in found), found


def test_two_classes_of_one_id_are_refused(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD + GOOD.removeprefix("items:\n"))
    assert [line for line in found if "the id is taken" in line]


def test_a_class_without_sentences_is_refused(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD[: GOOD.index("  yes:")])
    assert [line for line in found if "needs a sentence in which it decides" in line]


def test_every_class_of_the_project_has_words_or_grammar_and_sentences_both_ways() -> None:
    problems = Problems()
    entries = [entry for _, _, entry in read_factuality(lexicon_home(), problems)]
    assert problems.found == []
    assert len(entries) > 40
    assert all(entry.yes and entry.no for entry in entries)
