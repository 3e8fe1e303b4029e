"""Acts by the words and agreements of their articles: small and great sets of articles give the same acts in the same order."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from marsad.archive import told
from marsad.archive.connect import Archive
from marsad.archive.questions import ALL, Filter, find_events
from marsad.archive.tables import articles, assignments, claims

CASES: list[tuple[dict[str, Any], str]] = [
    ({"words": "قصف"}, "a word"),
    ({"words": "القوات التركية", "types": ["ASSAULT"]}, "words and a type"),
    ({"words": "لافروف", "party": "RUS"}, "a word and a party"),
    ({"agreement": "وقف إطلاق النار"}, "an agreement"),
    ({"agreement": "وقف إطلاق النار", "words": "موسكو"}, "an agreement and a word that do not meet"),
    ({"words": "قصفت", "until": "2020-02-15"}, "a word and a day"),
    ({"words": "قصفت", "limit": 2, "oldest_first": True}, "the first two"),
    ({"words": "قصفت", "limit": 1, "offset": 1}, "the second"),
    ({"words": "قصفت", "limit": ALL}, "all of them"),
    ({"words": "زيتون"}, "a word that nobody wrote"),
]
WAYS = [(600, 6_000), (0, 6_000), (0, 1), (600, 1)]  # a small set; a great one; a great one whose next acts are not enough


def asked(archive: Archive, wanted: Filter) -> list[str]:
    with archive.reading() as connection:
        return [row["id"] for row in find_events(connection, wanted)]


@pytest.mark.parametrize("given", [case[0] for case in CASES], ids=[case[1] for case in CASES])
def test_every_way_gives_the_same_acts_in_the_same_order(filled: Archive, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any]) -> None:
    found = []
    for few, tried in WAYS:
        monkeypatch.setattr(told, "FEW", few)
        monkeypatch.setattr(told, "TRIED", tried)
        found.append(asked(filled, Filter(**given)))
    assert found == [found[0]] * len(WAYS)


def test_acts_of_a_word_are_those_of_the_articles_that_hold_it(filled: Archive) -> None:
    with filled.reading() as connection:
        holding = select(articles.c.number).where(articles.c.text.like("%تل رفعت%"))
        rows = select(assignments.c.event).distinct().join(claims, claims.c.number == assignments.c.claim).where(claims.c.article.in_(holding), assignments.c.until.is_(None))
        expected = set(connection.execute(rows).scalars())
    assert set(asked(filled, Filter(words="تل رفعت"))) == expected
    assert expected
