"""The entities that records meet: entered with what the lexicon knows of them, and by which words they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection, select

from marsad.arabic.fold import fold
from marsad.archive.lookup import add_rows, among
from marsad.archive.rows import KEY, Row
from marsad.archive.tables import aliases, entities, offices
from marsad.lexicon.compiled import load_lexicon
from marsad.lexicon.types import Name, first_entries
from marsad.record import Entity, Record

_NAMED = frozenset({"name", "agreement", "capital"})  # kinds of first words whose numbers are positions in the list of names


@cache
def _lexicon_names() -> tuple[dict[str, Name], dict[str, list[str]]]:
    """Give the lexicon's names by entity id, and the folded phrases that name each."""
    tables = load_lexicon().tables
    by_id = {(f"state.{n.id}" if n.kind == "state" and not n.id.startswith("state.") else n.id): n for n in tables.names if n.kind != "role"}
    phrases: dict[int, list[str]] = defaultdict(list)
    for first, packed in tables.first.items():
        for rest, kind, ids in first_entries(packed):
            if kind in _NAMED:
                for i in ids:
                    phrases[i].append(" ".join([first, *rest]))
    positions = {id(name): i for i, name in enumerate(tables.names)}
    return by_id, {identity: sorted(phrases[positions[id(name)]]) for identity, name in by_id.items()}


def note_entities(connection: Connection, records: Iterable[Record]) -> None:
    """Enter the entities of new records that are not there yet, with what the lexicon knows of them, and by which words they are called."""
    met: dict[str, Entity] = {}
    called: set[tuple[str, str, str]] = set()
    by_id, phrases = _lexicon_names()
    for record in records:
        for entity in record.entities:
            met[entity.id] = entity
            folded = fold(entity.name_ar).casefold()[:KEY]
            if entity.id not in by_id or any(_part_of(folded, phrase) for phrase in phrases[entity.id]):
                called.add((entity.id, folded, entity.name_ar))
    known = set(connection.execute(select(entities.c.id).where(among(connection, entities.c.id, sorted(met)))).scalars())
    rows, held = [], []
    for identity in sorted(met.keys() - known):
        entity, name = met[identity], by_id.get(identity)
        title, title_ar = (name.name, name.name_ar) if name else (entity.name, None)
        row = new_entity(identity, title, title_ar, name.country if name else entity.country, name.sector if name else entity.sector, "known", entity.kind)
        rows.append(row)
        called.update((identity, fold(word).casefold()[:KEY], word) for word in (*phrases.get(identity, ()), title, title_ar) if word)
        for office in {(o.office_en or o.office_ar, o.start): o for o in name.offices}.values() if name else ():
            held.append({
                "entity": identity, "office_en": office.office_en or office.office_ar, "start": office.start, "end": office.end, "office_ar": office.office_ar,
                "country": office.country, "sector": office.sector,
            })  # fmt: skip
    there = {(row.entity, row.folded) for row in connection.execute(select(aliases.c.entity, aliases.c.folded).where(among(connection, aliases.c.entity, sorted(met))))}
    spelled: dict[tuple[str, str], str] = {}
    for identity, folded, word in sorted(called):
        spelled.setdefault((identity, folded), word)
    named = [{"entity": key[0], "folded": key[1], "alias": word} for key, word in sorted(spelled.items()) if key not in there]
    for table, more in ((entities, rows), (aliases, named), (offices, held)):
        add_rows(connection, table, more)


def _part_of(words: str, phrase: str) -> bool:
    """Tell whether words are a part of a name (بوتين of فلاديمير بوتين), and not just meet it (ابن القذافي)."""
    return f" {words} " in f" {phrase} "


def new_entity(identity: str, name: str | None, name_ar: str | None, country: str | None, sector: str | None, status: str, kind: str = "organisation") -> Row:
    """Give the row of an entity that stands for itself."""
    return {"id": identity, "kind": kind, "name": name, "name_ar": name_ar, "country": country, "sector": sector, "status": status, "merged_into": None}
