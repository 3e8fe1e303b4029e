"""Reasons say the same in each language: every sentence that the rules use is there, with the same values."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import marsad.ledger
from marsad.ledger.reasons import LANGUAGES, in_pieces, reason, sentences

_USED = re.compile(r'\breason\(\s*(?:\{[^}]*\}\.get\([^)]*?, )?"(\w+)"')
SOURCES = Path(marsad.ledger.__file__).parent


def values_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_the_catalogues_have_the_same_sentences_with_the_same_values() -> None:
    ar, en = map(sentences, LANGUAGES)
    assert ar.keys() == en.keys()
    assert [key for key in ar if values_of(ar[key]) != values_of(en[key])] == []


def test_the_rules_use_sentences_that_are_there_and_no_sentence_is_unused() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    used = set(_USED.findall(code))
    assert used <= sentences("ar").keys()
    assert [key for key in sentences("ar").keys() - used if f'"{key}"' not in code] == []


@pytest.mark.parametrize(
    ("told", "english", "arabic"),
    [
        (reason("bound", day="2020-03-05"), "the agreement binds from 2020-03-05", "الاتفاق ملزم من 2020-03-05"),
        (
            reason("due", why=reason("fixed_day", day="2020-03-15"), day="2020-03-06"),
            "fixed day 2020-03-15; it binds since 2020-03-06",
            "يوم محدد: 2020-03-15، وهو ملزم منذ 2020-03-06",
        ),
        (
            reason("partly", why=reason("monitor_finds"), side=["a", "b"]),
            "a monitor of the agreement finds it; nothing is told of a, b",
            "أثبته مراقب للاتفاق، ولم يُرو شيء عن a، b",
        ),
    ],
    ids=["a value", "a reason in a reason", "a list"],
)
def test_a_reason_is_said_in_each_language(told: object, english: str, arabic: str) -> None:
    assert str(told) == english
    assert "".join(in_pieces(told, "ar", lambda _, value: str(value))) == arabic  # type: ignore[arg-type]
