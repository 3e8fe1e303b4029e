"""The knowledge base: people, bodies, groups, states and places with their names, offices and kinship, as records meet them and analysts mend them.

Claims keep the entity that their reader gave; merging and renaming change how they are found and called, not what was read.
Every change stands in the log with the value before, and `undo_entity` restores that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from marsad.arabic.fold import fold
from marsad.archive.canonical import sha256, stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.encounters import new_entity
from marsad.archive.lookup import add_rows, among
from marsad.archive.rows import Row
from marsad.archive.tables import aliases, changes, claim_parties, claims, entities, kinship, offices
from marsad.record import UsageError

RELATIONS = frozenset({"part-of", "split-from", "successor-of", "allied-with"})
LEAST = 3  # articles that must name somebody before the program proposes an entity: below, most are slips of reading
_EDITS = ("edit", "merge-entity", "split-entity", "alias", "office", "kinship")
_EDITABLE = ("name", "name_ar", "country", "sector", "kind")


def propose_entities(archive: Archive, who: str, now: datetime, least: int = LEAST) -> list[str]:
    """Enter names that no entity bears and that parties of claims in at least `least` articles carry, as proposed; give their ids.

    A name has two to five words of letters; who is "the" something without a name of his own (ministry, soldiers) is left to the analyst to reject.
    """
    query = (
        select(func.min(claim_parties.c.text), func.max(claim_parties.c.country), func.max(claim_parties.c.sector), func.count(func.distinct(claims.c.article)))
        .join(claims, claims.c.number == claim_parties.c.claim)
        .where(claim_parties.c.entity.is_(None), claim_parties.c.name.is_(None))
        .group_by(claim_parties.c.text)
        .having(func.count(func.distinct(claims.c.article)) >= least)
    )
    with archive.writing() as connection:
        found = []
        taken = set(connection.execute(select(aliases.c.folded)).scalars())
        for text, country, sector, _ in sorted(tuple(row) for row in connection.execute(query)):
            folded = fold(text).casefold()
            words = folded.split()
            if folded in taken or not 2 <= len(words) <= 5 or not all(word.isalpha() for word in words):
                continue
            taken.add(folded)
            identity = f"proposed.{sha256(folded)[:12]}"
            add_rows(connection, entities, [new_entity(identity, None, text, country, sector, "proposed")])
            add_rows(connection, aliases, [{"entity": identity, "folded": folded, "alias": text}])
            found.append(identity)
        append(connection, [Change(stamp(now), who, "propose", identity, "", None, _snapshot(connection, identity)) for identity in found])
        return found


def edit_entity(archive: Archive, identity: str, fields: Mapping[str, str | None], who: str, why: str, now: datetime) -> int:
    """Change the name, name_ar, country, sector or kind of an entity (or accept a proposed one: no field); give the number of the change."""
    strange = sorted(fields.keys() - set(_EDITABLE))
    if strange:
        raise UsageError(strange[0], "this field cannot be edited", f"Edit {', '.join(_EDITABLE)}.")

    def change(connection: Connection) -> None:
        connection.execute(update(entities).where(entities.c.id == identity).values(status="known", **fields))
        for name in ("name", "name_ar"):
            if fields.get(name):
                _alias(connection, identity, str(fields[name]))

    return _changed(archive, identity, "edit", change, who, why, now)


def merge_entities(archive: Archive, identity: str, into: str, who: str, why: str, now: datetime) -> int:
    """Let one entity be found as another; give the number of the change. Its claims are found under either."""
    if identity == into:
        raise UsageError(identity, "an entity cannot be merged into itself", "Name two.")

    def change(connection: Connection) -> None:
        target = connection.execute(select(entities.c.merged_into, entities.c.id).where(entities.c.id == into)).first()
        if target is None:
            raise UsageError(into, "there is no such entity", "`marsad kb list` shows them.")
        top = target.merged_into or target.id
        if top == identity:
            raise UsageError(identity, f"{into} is merged into it already", "Undo that first.")
        connection.execute(update(entities).where((entities.c.id == identity) | (entities.c.merged_into == identity)).values(status="merged", merged_into=top))

    return _changed(archive, identity, "merge-entity", change, who, why, now)


def split_entity(archive: Archive, identity: str, who: str, why: str, now: datetime) -> int:
    """Let a merged entity stand for itself again; give the number of the change."""
    return _changed(
        archive, identity, "split-entity", lambda c: c.execute(update(entities).where(entities.c.id == identity).values(status="known", merged_into=None)), who, why, now
    )


def add_alias(archive: Archive, identity: str, alias: str, who: str, why: str, now: datetime) -> int:
    """Give an entity one more name; give the number of the change."""
    return _changed(archive, identity, "alias", lambda c: _alias(c, identity, alias), who, why, now)


def add_office(archive: Archive, identity: str, office: Row, who: str, why: str, now: datetime) -> int:
    """Enter an office held: office_en, office_ar, start, end (ISO days of any length, "" for unknown), country, sector."""
    row = {"office_ar": "", "start": "", "end": "", "country": None, "sector": None, **office, "entity": identity}

    def change(connection: Connection) -> None:
        same = (offices.c.entity == identity) & (offices.c.office_en == row["office_en"]) & (offices.c.start == row["start"])
        connection.execute(delete(offices).where(same))
        connection.execute(insert(offices), [row])

    return _changed(archive, identity, "office", change, who, why, now)


def add_kinship(archive: Archive, child: str, parent: str, relation: str, who: str, why: str, now: datetime, start: str = "", end: str = "") -> int:
    """Enter how a group stands to another: part-of, split-from, successor-of or allied-with."""
    if relation not in RELATIONS:
        raise UsageError(relation, "this is no kinship of groups", f"Use one of {', '.join(sorted(RELATIONS))}.")
    row = {"child": child, "parent": parent, "relation": relation, "start": start, "end": end}

    def change(connection: Connection) -> None:
        connection.execute(delete(kinship).where((kinship.c.child == child) & (kinship.c.parent == parent) & (kinship.c.relation == relation)))
        connection.execute(insert(kinship), [row])

    return _changed(archive, child, "kinship", change, who, why, now)


def undo_entity(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Restore an entity to what it was before a change; give the number of the new change.

    Raises UsageError if the change is no change of an entity, or a later one stands on it.
    """
    with archive.reading() as connection:
        row = connection.execute(select(changes).where(changes.c.number == number)).first()
        undone = select(changes.c.undoes).where(changes.c.undoes.is_not(None))
        standing = select(changes.c.number).where(changes.c.action.in_(_EDITS), changes.c.number.not_in(undone))
        later = row and connection.execute(standing.where(changes.c.subject == row.subject, changes.c.number > number).limit(1)).scalar()
        stands = row and connection.execute(standing.where(changes.c.number == number)).first()
    if row is None or row.action not in _EDITS:
        raise UsageError("undo", f"change {number} is no change of an entity", "`marsad log` lists the changes.")
    if stands is None:
        raise UsageError("undo", f"change {number} is undone already", "Edit the entity anew.")
    if later is not None:
        raise UsageError("undo", f"change {later} came after it", "Undo that first.")
    before, after = msgspec.json.decode(row.before), msgspec.json.decode(row.after)
    return _changed(archive, row.subject, "undo", lambda c: _restore(c, row.subject, before, after), who, why, now, number)


def _changed(archive: Archive, identity: str, action: str, change: Any, who: str, why: str, now: datetime, undoes: int | None = None) -> int:
    if not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words: it stands in the log.")
    with archive.writing() as connection:
        before = _snapshot(connection, identity)
        if before["entity"] is None:
            raise UsageError(identity, "there is no such entity", "`marsad kb list` shows them.")
        change(connection)
        [number] = append(connection, [Change(stamp(now), who, action, identity, why, before, _snapshot(connection, identity), undoes)])
        return number


_PARTS = {"aliases": (aliases, aliases.c.entity), "offices": (offices, offices.c.entity), "kinship": (kinship, kinship.c.child), "merged": (entities, entities.c.merged_into)}


def _snapshot(connection: Connection, identity: str) -> dict[str, Any]:
    """Give all that the knowledge base says of an entity, as JSON values."""
    row = connection.execute(select(entities).where(entities.c.id == identity)).mappings().first()
    parts = {name: sorted((dict(r) for r in connection.execute(select(table).where(column == identity)).mappings()), key=str) for name, (table, column) in _PARTS.items()}
    return {"entity": dict(row) if row else None, **parts}


def _restore(connection: Connection, identity: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Take back what a change did, and no more: names that loading added since stay."""
    connection.execute(update(entities).where(entities.c.id == identity).values(**before["entity"]))
    for row in before["merged"]:
        connection.execute(update(entities).where(entities.c.id == row["id"]).values(**row))
    for name in ("aliases", "offices", "kinship"):
        table, _ = _PARTS[name]
        for row in after[name]:
            if row not in before[name]:
                connection.execute(delete(table).where(*(table.c[key.name] == row[key.name] for key in table.primary_key)))
        add_rows(connection, table, [row for row in before[name] if row not in after[name]])


def _alias(connection: Connection, identity: str, alias: str) -> None:
    folded = fold(alias).casefold()
    if connection.execute(select(aliases).where(aliases.c.entity == identity, aliases.c.folded == folded)).first() is None:
        add_rows(connection, aliases, [{"entity": identity, "folded": folded, "alias": alias}])


def entity_rows(connection: Connection, status: str | None = None, kind: str | None = None, named: Sequence[str] | None = None, limit: int = 1_000_000) -> list[Row]:
    """Give entities with their aliases joined by |, in order of id."""
    query = select(entities).order_by(entities.c.id).limit(limit)
    for column, value in ((entities.c.status, status), (entities.c.kind, kind)):
        if value is not None:
            query = query.where(column == value)
    if named is not None:
        query = query.where(among(connection, entities.c.id, list(named)))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    names: dict[str, list[str]] = defaultdict(list)
    for entity, alias in connection.execute(select(aliases.c.entity, aliases.c.alias).order_by(aliases.c.entity, aliases.c.folded)):
        names[entity].append(alias)
    return [{**row, "aliases": "|".join(names[row["id"]])} for row in rows]


def import_entities(archive: Archive, rows: Sequence[dict[str, str]], who: str, why: str, now: datetime) -> dict[str, int]:
    """Take in a table as `entity_rows` gives it: new entities are added, known ones edited where a cell differs; aliases are added.

    Gives how many were "added", "edited" and "same". Raises UsageError for a row without an id or kind, before anything is written.
    """
    for number, row in enumerate(rows, 2):
        if not row.get("id") or not row.get("kind"):
            raise UsageError(f"line {number}", "a row needs an id and a kind", "Export a table with `marsad kb export` and follow its columns.")
    done = {"added": 0, "edited": 0, "same": 0}
    with archive.writing() as connection:
        log = []
        for row in rows:
            identity = row["id"]
            before = _snapshot(connection, identity)
            values = {name: row.get(name) or None for name in _EDITABLE}
            if before["entity"] is None:
                add_rows(connection, entities, [{**new_entity(identity, None, None, None, None, row.get("status") or "known"), **values}])
            else:
                connection.execute(update(entities).where(entities.c.id == identity).values(**values))
            for alias in filter(None, (*(row.get("aliases") or "").split("|"), values["name"], values["name_ar"])):
                _alias(connection, identity, alias)
            after = _snapshot(connection, identity)
            outcome = "added" if before["entity"] is None else "edited" if after != before else "same"
            done[outcome] += 1
            if outcome != "same":
                log.append(Change(stamp(now), who, "edit", identity, why, before, after))
        append(connection, log)
    return done
