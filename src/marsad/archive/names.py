"""From what a person types to the keys under which the archive knows it: an entity, a country, a name, folded words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, case, or_, select

from marsad.arabic.fold import fold
from marsad.archive.lookup import among
from marsad.archive.rows import KEY
from marsad.archive.tables import aliases, entities, event_parties, event_places


def spellings(said: str) -> list[str]:
    """Give the ways in which a name may stand as a key, the likeliest first.

    >>> spellings("RUS"), spellings("إدلب")
    (['RUS', 'rus'], ['إدلب', 'ادلب'])
    """
    code = [said.upper()] if len(said) == 3 and said.isascii() else []
    return list(dict.fromkeys(key[:KEY] for key in (*code, said, said.casefold(), fold(said), fold(said).removeprefix("ال"))))


def entities_named(connection: Connection, said: str) -> list[str]:
    """Give the ids of the entities that bear a name or id, with all that were merged into them; the entities themselves first."""
    folded = fold(said).casefold()[:KEY]
    by_alias = select(aliases.c.entity).where(aliases.c.folded == folded)
    rows = connection.execute(select(entities.c.id, entities.c.merged_into).where(or_(entities.c.id == said, entities.c.id.in_(by_alias))).order_by(entities.c.id)).all()
    tops = list(dict.fromkeys(row.merged_into or row.id for row in rows))
    below = connection.execute(select(entities.c.id).where(entities.c.merged_into.in_(tops)).order_by(entities.c.id)).scalars().all() if tops else []
    return [*tops, *(i for i in below if i not in tops)]


def arabic_names(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Give how names of the record (canonical, English) are written in Arabic, as far as the archive knows; of entities of one name the state, then one that the lexicon knows, then the first by id."""
    rows = select(entities.c.name, entities.c.name_ar).where(among(connection, entities.c.name, names), entities.c.name_ar.is_not(None))
    better = case((entities.c.kind == "state", 2), (entities.c.status == "known", 1), else_=0)  # a state's own name before what one article calls it
    rows = rows.order_by(better, entities.c.id.desc())
    return {row.name: row.name_ar for row in connection.execute(rows)}


def states_of(connection: Connection, codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Give the English and the Arabic name of states by their codes, as far as the archive has met them."""
    rows = select(entities.c.country, entities.c.name, entities.c.name_ar).where(among(connection, entities.c.id, [f"state.{code}" for code in codes]))
    return {row.country: (row.name or row.country, row.name_ar or row.name or row.country) for row in connection.execute(rows)}


def party_keys(connection: Connection, said: str, role: str = "party") -> list[str]:
    """Give the keys under which acts of a party are found in a role; one where possible, as one is found fastest.

    A name that nobody bears gives its folded words, under which nothing stands.
    """
    known = entities_named(connection, said)
    found = _with_acts(connection, known, role)
    if found:
        return found
    for key in spellings(said):
        if _with_acts(connection, [key], role):
            return [key]
    return [fold(said)]


def voucher_keys(connection: Connection, said: str) -> list[str]:
    """Give the keys of a voucher: a person or body that is quoted, or an outlet."""
    outlet = f"outlet:{said.casefold()}"[:KEY]
    found = party_keys(connection, said, "voucher")
    return [*found, outlet] if _with_acts(connection, [outlet], "voucher") else found


def _with_acts(connection: Connection, keys: Sequence[str], role: str) -> list[str]:
    return [key for key in keys if connection.execute(select(event_parties.c.event).where(event_parties.c.role == role, event_parties.c.key == key).limit(1)).first() is not None]


def place_keys(connection: Connection, said: str) -> list[str]:
    """Give the key under which acts at a place are found: the name of the place that is called so, else the first spelling that has acts."""
    ids = entities_named(connection, said)
    names = select(entities.c.name).where(entities.c.id.in_(ids), entities.c.kind == "place", entities.c.name.is_not(None)).order_by(entities.c.id)
    for key in [*(str(name).casefold() for name in connection.execute(names).scalars()), *spellings(said)]:
        if connection.execute(select(event_places.c.event).where(event_places.c.key == key).limit(1)).first() is not None:
            return [key]
    return [fold(said)]
