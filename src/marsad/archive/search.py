"""Full text over the articles: FTS5 in SQLite, a tsvector in PostgreSQL, both over the same terms (`words`)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Connection, Text, column, func, select, table, text

from marsad.archive.lookup import among, chunks
from marsad.archive.tables import articles
from marsad.archive.words import folded_words, index_text

INDEX = table(
    "search", column("rowid", BigInteger), column("article", BigInteger), column("terms", Text), column("search", Text)
)  # of SQLite: rowid, search; of PostgreSQL: article, terms
LONGEST = 1_000_000  # bytes that PostgreSQL takes in one tsvector; the words at the end of a book are not found there


def index_articles(connection: Connection, terms: Sequence[tuple[int, str]]) -> None:
    """Enter articles, each as (number, terms with blanks between), into the index."""
    if not terms:
        return
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO search(rowid, terms) VALUES (:n, :terms)"
    else:
        statement = "INSERT INTO search(article, terms) VALUES (:n, to_tsvector('simple', :terms))"
        terms = [(n, said.encode("utf-8")[:LONGEST].decode("utf-8", "ignore")) for n, said in terms]
    connection.execute(text(statement), [{"n": n, "terms": said} for n, said in terms])


def reindex(connection: Connection, numbers: Sequence[int]) -> None:
    """Make the index of these articles anew. In SQLite of all: its index cannot forget the words of one, and what it forgot would stay in its file."""
    if connection.dialect.name == "sqlite":
        statement = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'search'")).scalar_one()
        connection.execute(text("DROP TABLE search"))
        connection.exec_driver_sql(statement)
        wanted: Sequence[int] = list(connection.execute(select(articles.c.number)).scalars())
    else:
        wanted = numbers
        for part in chunks(wanted):
            connection.execute(text("DELETE FROM search WHERE article = ANY(:numbers)"), {"numbers": list(part)})
    for part in chunks(wanted, 500):
        rows = connection.execute(select(articles.c.number, articles.c.title, articles.c.text).where(among(connection, articles.c.number, part)))
        index_articles(connection, [(row.number, index_text(folded_words(row.title, row.text))) for row in rows])


def holding(words: Sequence[Sequence[str]], dialect: str) -> ColumnElement[bool]:
    """Give the condition that an article of the index holds one term of each word."""
    if dialect == "sqlite":
        question = " AND ".join("(" + " OR ".join(f'"{_quoted(term)}"' for term in terms) + ")" for terms in words)
        return INDEX.c.search.op("MATCH")(question)
    question = " & ".join("(" + " | ".join(f"'{_escaped(term)}'" for term in terms) + ")" for terms in words)
    return INDEX.c.terms.op("@@", is_comparison=True)(func.to_tsquery("simple", question))


def indexed(dialect: str) -> ColumnElement[int]:
    """Give the column of the index that holds the article's number."""
    return INDEX.c.rowid if dialect == "sqlite" else INDEX.c.article


def _quoted(term: str) -> str:
    return term.replace('"', '""')


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("'", "''")
