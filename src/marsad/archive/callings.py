"""How agreements are called: each way once, so that a name that somebody types is looked for in few rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from marsad.arabic.fold import fold
from marsad.archive.lookup import add_rows, among, chunks, next_number
from marsad.archive.rows import Row
from marsad.archive.tables import agreements, callings, current


def note_callings(connection: Connection, mentions: Sequence[Row]) -> None:
    """Enter the ways in which these mentions call agreements, as far as they are new."""
    met = {(row["folded"], row["entity"] or "", row["name"] or "") for row in mentions}
    for part in chunks(sorted({folded for folded, _, _ in met})):
        met -= {(row.folded, row.entity, row.name) for row in connection.execute(select(callings).where(among(connection, callings.c.folded, part)))}
    if met:
        first = next_number(connection, callings.c.number)
        add_rows(connection, callings, [{"number": first + i, "entity": entity, "name": name, "folded": folded} for i, (folded, entity, name) in enumerate(sorted(met))])


def mentions_of(connection: Connection, said: str) -> ColumnElement[bool]:
    """Give the condition that a mention, of an article's newest reading, is of an agreement: by an id, a name, or words that stand in how it is called."""
    folded = fold(said)
    ways = connection.execute(select(callings.c.folded).distinct().where(or_(callings.c.entity == said, callings.c.name == said, _holds(connection, callings.c.folded, folded))))
    return and_(
        among(connection, agreements.c.folded, sorted(ways.scalars())),
        or_(agreements.c.entity == said, agreements.c.name == said, _holds(connection, agreements.c.folded, folded)),
        exists(select(current.c.record).where(current.c.article == agreements.c.article, current.c.record == agreements.c.record).correlate(agreements)),
    )


def _holds(connection: Connection, column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    position = func.instr(column, words) if connection.dialect.name == "sqlite" else func.strpos(column, words)
    return position > 0
