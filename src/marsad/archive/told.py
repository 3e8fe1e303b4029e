"""Acts by the articles that tell them: articles that hold some words, or that name an agreement.

Such a set of articles may be small or half of the archive, and no index says how it meets the days asked for. A small set is gone
through article by article. Of a great one the acts that come next in order of day are tried first, and the set is gone through only if
too few of them are told in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, literal_column, select

from marsad.archive.callings import mentions_of
from marsad.archive.lookup import among
from marsad.archive.search import INDEX, holding, indexed
from marsad.archive.tables import agreements, articles, event_articles, events
from marsad.archive.words import question_terms

FEW = 600  # articles: their acts are sorted in a few milliseconds
TRIED = 6_000  # acts: whether they are told in a set is found in less than a tenth of a second


class Articles(NamedTuple):
    """A set of articles: `numbers` asks for it; `holds` gives the condition that an article, given as a column, is in it."""

    numbers: Select[Any]
    holds: Callable[[ColumnElement[int]], ColumnElement[bool]]


def articles_with(connection: Connection, words: str) -> Articles:
    """Give the articles that hold all these words."""
    terms = question_terms(words)
    if not terms:
        return Articles(select(articles.c.number).where(false()), lambda _: false())
    dialect = connection.dialect.name
    number, condition = indexed(dialect), holding(terms, dialect)
    found = select(number.label("article")).where(condition)
    if dialect == "sqlite":
        return Articles(found, lambda article: (article + 0).in_(found))  # + 0: no looking up of each number of the set
    return Articles(found, lambda article: exists(select(literal_column("1")).select_from(INDEX).where(number == article, condition).offset(0)))


def articles_naming(connection: Connection, said: str) -> Articles:
    """Give the articles that name an agreement."""
    condition = mentions_of(connection, said)
    found = select(agreements.c.article.label("article")).where(condition)
    if connection.dialect.name == "sqlite":
        return Articles(found, lambda article: (article + 0).in_(found))
    return Articles(found, lambda article: exists(select(agreements.c.number).where(agreements.c.article == article, condition).offset(0)))


def told_in(found: Articles) -> ColumnElement[bool]:
    """Give the condition that an act is told in one of these articles."""
    told = event_articles.alias()
    return exists(select(told.c.event).where(told.c.event == events.c.id, found.holds(told.c.article)).correlate(events).offset(0))


def newest_numbers(connection: Connection, found: Articles, most: int) -> list[int]:
    """Give the numbers of these articles, those last loaded first, at most `most`."""
    [number] = found.numbers.selected_columns
    return list(connection.execute(found.numbers.order_by(number.desc()).limit(most)).scalars())


def first_acts(
    connection: Connection,
    sets: Sequence[Articles],
    next_acts: Select[Any],
    conditions: Callable[[Any, ColumnElement[str]], Sequence[ColumnElement[bool]]],
    wanted: int,
    oldest_first: bool,
) -> list[str]:
    """Give the ids of the first so many acts that are told in each of these sets of articles.

    `next_acts` asks for (id, day) of the acts that meet all other conditions, in order; `conditions` gives these others, and what must
    hold of days, for a table that has them and the column that names the act there.
    """
    numbers = [newest_numbers(connection, one, FEW + 1) for one in sets]
    least = min(range(len(sets)), key=lambda i: len(numbers[i]))
    small = len(numbers[least]) <= FEW
    if not small and wanted < TRIED:
        tried = next_acts.limit(TRIED).subquery()
        rest = [
            exists(select(literal_column("1")).select_from(event_articles).where(event_articles.c.event == tried.c.id, one.holds(event_articles.c.article)).offset(0))
            for one in sets
        ]
        found = list(connection.execute(select(tried.c.id).where(and_(*rest)).limit(wanted)).scalars())
        if len(found) == wanted:
            return found
    told = event_articles
    mine = among(connection, told.c.article, numbers[least]) if small else told.c.article.in_(sets[least].numbers)
    query = select(told.c.event, told.c.day).distinct().join(events, events.c.id == told.c.event)
    query = query.where(mine, *conditions(told, told.c.event), *(told_in(one) for i, one in enumerate(sets) if i != least))
    order = (told.c.day, told.c.event) if oldest_first else (told.c.day.desc(), told.c.event.desc())
    return list(connection.execute(query.order_by(*order).limit(wanted)).scalars())
