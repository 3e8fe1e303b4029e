"""Small questions to the database that many modules ask."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Select, Table, any_, bindparam, func, select, text

T = TypeVar("T")
WORTH_COPYING = 20  # rows that PostgreSQL takes faster by COPY
CHUNK = 20_000  # values in one question: memory, not the databases, asks for a bound


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Yield the values in parts of at most `size`.

    >>> list(chunks([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    for start in range(0, len(values), size):
        yield values[start : start + size]


def among(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Give the condition that a column has one of these values, which travel as one parameter: a list of thousands need not be compiled."""
    if connection.dialect.name == "sqlite":
        return column.in_(select(text("value")).select_from(func.json_each(bindparam(None, json.dumps(list(values)), unique=True))))
    return column == any_(bindparam(None, list(values), type_=ARRAY(column.type), unique=True))


def mapping(connection: Connection, query: Select[Any]) -> dict[Any, Any]:
    """Give the answer to a question of two columns as a mapping from the first to the second."""
    return {row[0]: row[1] for row in connection.execute(query)}


def next_number(connection: Connection, column: Column[Any]) -> int:
    """Give the number after the greatest one; safe, as only one transaction writes at a time."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


@cache
def _insertion(table: Table, dialect: str) -> tuple[str, tuple[str, ...]]:
    names = tuple(column.name for column in table.columns)
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(names))
    return f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})', names


def add_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with all columns of the table. By the driver: compiling a statement for each row would take a fifth of a load's time."""
    if not rows:
        return
    dialect = connection.dialect.name
    statement, names = _insertion(table, dialect)
    take = itemgetter(*names)
    if dialect == "sqlite" or len(rows) < WORTH_COPYING:
        connection.exec_driver_sql(statement, [take(row) for row in rows])
        return
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.connection.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(take(row))
