"""What the knowledge base holds, for pages: entities that are searched, and one with all that is known of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from marsad.arabic.fold import fold
from marsad.archive.rows import Row
from marsad.archive.tables import aliases, changes, entities, kinship, offices
from marsad.record import UsageError

EDITS = ("edit", "merge-entity", "split-entity", "alias", "office", "kinship")


class Told(NamedTuple):
    """One entity. `into` is what it is merged into, `merged` what is merged into it; `kin` has the names of both sides; `log` is newest first."""

    entity: Row
    aliases: list[str]
    offices: list[Row]
    kin: list[Row]
    into: Row | None
    merged: list[Row]
    log: list[Row]
    undoable: frozenset[int]  # changes that no later one stands on


def find_entities(connection: Connection, said: str = "", kind: str | None = None, status: str | None = None, after: str = "", limit: int = 50) -> list[Row]:
    """Give entities that bear a name which holds these words (or have this id), after an id, in order of id."""
    query = select(entities).where(entities.c.id > after).order_by(entities.c.id).limit(limit)
    if said:
        by_name = select(aliases.c.entity).where(aliases.c.folded.contains(fold(said).casefold(), autoescape=True))
        query = query.where(or_(entities.c.id == said, entities.c.id.in_(by_name)))
    for column, value in ((entities.c.kind, kind), (entities.c.status, status)):
        if value is not None:
            query = query.where(column == value)
    return [dict(row) for row in connection.execute(query).mappings()]


def entity_told(connection: Connection, identity: str, changes_shown: int = 50) -> Told:
    """Give all that is known of an entity. Raises UsageError if it is not there."""
    row = connection.execute(select(entities).where(entities.c.id == identity)).mappings().first()
    if row is None:
        raise UsageError(identity[:80], "there is no such entity", "`marsad kb list` shows them.")
    names = connection.execute(select(aliases.c.alias).where(aliases.c.entity == identity).order_by(aliases.c.folded)).scalars()
    held = connection.execute(select(offices).where(offices.c.entity == identity).order_by(offices.c.start, offices.c.office_en)).mappings()
    merged = connection.execute(select(entities).where(entities.c.merged_into == identity).order_by(entities.c.id)).mappings()
    into = connection.execute(select(entities).where(entities.c.id == row["merged_into"])).mappings().first() if row["merged_into"] else None
    log = [dict(r) for r in connection.execute(select(changes).where(changes.c.subject == identity).order_by(changes.c.number.desc()).limit(changes_shown)).mappings()]
    return Told(dict(row), list(names), [dict(r) for r in held], _kin(connection, identity), dict(into) if into else None, [dict(r) for r in merged], log, _undoable(log))


def _kin(connection: Connection, identity: str) -> list[Row]:
    query = select(kinship).where(or_(kinship.c.child == identity, kinship.c.parent == identity)).order_by(kinship.c.start, kinship.c.child, kinship.c.parent)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    others = {row["parent"] if row["child"] == identity else row["child"] for row in rows}
    named = {row["id"]: dict(row) for row in connection.execute(select(entities).where(entities.c.id.in_(sorted(others)))).mappings()}
    return [{**row, "other": named.get(other := row["parent"] if row["child"] == identity else row["child"], {"id": other, "name": other, "name_ar": None})} for row in rows]


def _undoable(log: list[dict[str, Any]]) -> frozenset[int]:
    """Give the changes that can be taken back now: of those that still hold, the last."""
    undone = {row["undoes"] for row in log if row["undoes"] is not None}
    standing = [row["number"] for row in log if row["action"] in EDITS and row["number"] not in undone]
    return frozenset(standing[:1])
