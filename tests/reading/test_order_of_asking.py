"""Describing a phrase changes nothing: in whatever order, and however often, phrases are asked for, the record is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from marsad.lexicon import load_lexicon
from marsad.reading.clauses import Syntax
from marsad.reading.reader import Reader
from marsad.record import Article, make_article

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus").rglob("*.jsonl"))
READER = Reader(load_lexicon())


def articles() -> list[Article]:
    lines = [line for path in SAMPLES for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    rows = [row.get("article", row) for row in map(msgspec.json.decode, lines)]
    return [make_article(row, "sample") for row in rows if row.get("text")]


def left_to_right(syntax: Syntax) -> None:
    for i in range(syntax.n):
        syntax.phrases(i)


def right_to_left(syntax: Syntax) -> None:
    for i in reversed(range(syntax.n)):
        syntax.ending_at(i)
        syntax.phrases(i)


@pytest.mark.parametrize("first", [left_to_right, right_to_left])
def test_asking_for_all_phrases_beforehand_changes_no_record(monkeypatch: pytest.MonkeyPatch, first: Callable[[Syntax], None]) -> None:
    read = articles()[:40]
    assert len(read) > 5
    plain = [msgspec.json.encode(READER.read(article)) for article in read]
    introduce = Syntax.introduce

    def asked(syntax: Syntax) -> None:
        introduce(syntax)
        first(syntax)

    monkeypatch.setattr(Syntax, "introduce", asked)
    assert [msgspec.json.encode(READER.read(article)) for article in read] == plain
