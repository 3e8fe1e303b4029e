"""Redact a person for protection: the name is taken out of all that the archive holds and of what comes later. It cannot be taken back.

What stays is a tombstone in the log: who did it, when and why, and for each text, record, capture and log entry that was changed the hash it
had (under which the log and the loader know it) and the hash it has now. So the chain still verifies, a record that is loaded again is known
and does not bring the name back, and whoever still holds an original can prove that it was the archive's. The name itself is not kept,
only salted digests of its spellings.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, or_, select, text, update

from marsad.archive.acts import rejoin_claims
from marsad.archive.bodies import record_of
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append, row_digest
from marsad.archive.connect import Archive
from marsad.archive.encounters import new_entity
from marsad.archive.lookup import add_rows, among, chunks, next_number
from marsad.archive.masked_rows import mask_article
from marsad.archive.masked_wishes import mask_wishes
from marsad.archive.masking import Digest, Mask, digests, masked_row, words_of
from marsad.archive.names import entities_named
from marsad.archive.protection import unprotected
from marsad.archive.search import reindex
from marsad.archive.tables import (
    APPEND_ONLY,
    DERIVED,
    aliases,
    articles,
    changes,
    deliveries,
    entities,
    kinship,
    offices,
    records,
    redacted_articles,
    redacted_names,
    redactions,
    saved_filters,
    tokens,
)
from marsad.record import UsageError

AT_ONCE = 200  # articles in memory
_PLAIN = frozenset({"at", "action", "prev_hash", "hash"})  # columns of the log that hold no name


class Person(NamedTuple):
    """Who is to be redacted: ids in the knowledge base, and spellings."""

    ids: list[str]
    spellings: list[str]


class Found(NamedTuple):
    """What names a person: numbers of articles, and of entries of the log."""

    person: Person
    articles: list[int]
    log: list[int]


def find_person(connection: Connection, said: str, also: Sequence[str] = ()) -> Person:
    """Give who bears a name or id. Raises UsageError for several, for what is no person, and for a name of one word that is no id."""
    ids = entities_named(connection, said)
    rows = connection.execute(select(entities).where(entities.c.id.in_(ids))).all()
    if any(row.kind != "person" for row in rows):
        raise UsageError(said, f"{rows[0].id} is no person", "Only persons are redacted; name one by his or her id (`marsad kb list`).")
    tops = [row.id for row in rows if row.merged_into is None]
    if len(tops) > 1:
        raise UsageError(said, f"several bear this name: {', '.join(sorted(tops))}", "Give the id of one.")
    if not rows and len(words_of(said)) < 2:
        raise UsageError(said, "one word may name many", "Give the full name, or an id (`marsad kb list`).")
    called = connection.execute(select(aliases.c.alias).where(aliases.c.entity.in_(ids))).scalars()
    names = [name for row in rows for name in (row.name, row.name_ar) if name]
    return Person(ids, list(dict.fromkeys([*([] if said in ids else [said]), *also, *names, *called])))


def look(archive: Archive, said: str, also: Sequence[str] = (), step: Callable[[], None] = lambda: None) -> Found:
    """Give what a redaction would change; nothing is written. `step` is called for each article."""
    with archive.reading() as connection:
        person = find_person(connection, said, also)
        mask = Mask(0, "look", digests("look", person.spellings, person.ids))
        return Found(person, _articles_naming(connection, mask, step), _log_naming(connection, mask))


def redact(archive: Archive, said: str, who: str, why: str, now: datetime, also: Sequence[str] = (), step: Callable[[], None] = lambda: None) -> int:
    """Redact a person; give the number of the change. All or nothing.

    Raises UsageError as `find_person` does, and for a reason that is missing or names the person.
    """
    if not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words, without the name: it stands in the log.")
    with archive.writing() as connection:
        person = find_person(connection, said, also)
        number, salt = next_number(connection, redactions.c.number), secrets.token_hex(16)
        kept = digests(salt, person.spellings, person.ids)
        mask = Mask(number, salt, kept)
        if mask.text(why) != why or mask.text(who) != who:
            raise UsageError("why", "the reason or the one who redacts names the person", "Say it without the name: it stands in the log for good.")
        found, log = _articles_naming(connection, mask, step), _log_naming(connection, mask)
        with unprotected(connection):
            entries = {str(entry): _mask_entry(connection, mask, entry) for entry in log}
            _mask_entity(connection, mask, person.ids)
        mask_wishes(connection, mask)
        change = _take_out(connection, mask, found, entries, Change(stamp(now), who, "redact", mask.identity, why.strip()))
        add_rows(connection, redactions, [{"number": number, "label": mask.label, "salt": salt, "change": change}])
        add_rows(connection, redacted_names, [{"redaction": number, **one._asdict()} for one in kept])
        _note_articles(connection, number, found)
    sweep(archive)
    return change


def standing_masks(connection: Connection) -> dict[int, Mask]:
    """Give the masks of all persons that were redacted, by the number of the redaction."""
    found = connection.execute(select(redactions).order_by(redactions.c.number)).all()
    names: dict[int, list[Digest]] = {}
    for row in connection.execute(select(redacted_names)) if found else ():
        names.setdefault(row.redaction, []).append(Digest(row.digest, row.kind, row.words))
    return {row.number: Mask(row.number, row.salt, names.get(row.number, ())) for row in found}


def masks_on(connection: Connection, numbers: Sequence[int]) -> dict[int, set[int]]:
    """Give for each of these articles, as far as any, the redactions that touched it."""
    found: dict[int, set[int]] = {}
    for part in chunks(numbers):
        for row in connection.execute(select(redacted_articles).where(among(connection, redacted_articles.c.article, part))):
            found.setdefault(row.article, set()).add(row.redaction)
    return found


def extend(connection: Connection, mask: Mask, found: Sequence[int], who: str, at: str) -> None:
    """Take a redacted person out of further articles: a new reading has found that they name the person."""
    _take_out(connection, mask, found, {}, Change(at, who, "redact", mask.identity, "a newer reading of these articles names the person"))
    _note_articles(connection, mask.number, found)


def _take_out(connection: Connection, mask: Mask, found: Sequence[int], entries: dict[str, str], change: Change) -> int:
    tombstone: dict[str, Any] = {"label": mask.label, "texts": {}, "records": {}, "captures": {}, "log": entries}
    with unprotected(connection):
        touched = [claim for article in found for claim in mask_article(connection, mask, article, tombstone)]
    reindex(connection, found)
    rejoin_claims(connection, sorted(touched), change.at)
    [number] = append(connection, [change._replace(after=tombstone)])
    return number


def _note_articles(connection: Connection, redaction: int, found: Sequence[int]) -> None:
    known = {article for article, numbers in masks_on(connection, found).items() if redaction in numbers}
    add_rows(connection, redacted_articles, [{"redaction": redaction, "article": article} for article in found if article not in known])


def _articles_naming(connection: Connection, mask: Mask, step: Callable[[], None]) -> list[int]:
    """Give the articles of which any record, or the text itself, names the person."""
    found: set[int] = set()
    rows = select(records.c.article, records.c.body).order_by(records.c.number)
    for row in connection.execute(rows, execution_options={"stream_results": True, "yield_per": AT_ONCE}):
        step()
        if row.article not in found and mask.concerns(record_of(row.body)):
            found.add(row.article)
    for part in chunks(sorted(found)):  # one text under several ids has one hash
        same = articles.alias()
        found.update(connection.execute(select(same.c.number).join(articles, articles.c.sha256 == same.c.sha256).where(among(connection, articles.c.number, part))).scalars())
    return sorted(found)


def _log_naming(connection: Connection, mask: Mask) -> list[int]:
    rows = connection.execute(select(changes).where(changes.c.action.not_in(("load", "redact"))).order_by(changes.c.number)).mappings()
    return [row["number"] for row in rows if masked_row(mask, dict(row), _PLAIN) != dict(row)]


def _mask_entry(connection: Connection, mask: Mask, number: int) -> str:
    row = masked_row(mask, dict(connection.execute(select(changes).where(changes.c.number == number)).mappings().one()), _PLAIN)
    connection.execute(update(changes).where(changes.c.number == number).values({name: row[name] for name in ("who", "subject", "why", "before", "after")}))
    return row_digest(row)


def _mask_entity(connection: Connection, mask: Mask, ids: Sequence[str]) -> None:
    if not ids:
        return
    connection.execute(delete(entities).where(entities.c.id.in_(ids)))
    add_rows(connection, entities, [new_entity(mask.identity, mask.label, mask.label_ar, None, None, "known", "person")])
    for table in (aliases, offices):
        connection.execute(delete(table).where(table.c.entity.in_(ids)))
    connection.execute(delete(kinship).where(or_(kinship.c.child.in_(ids), kinship.c.parent.in_(ids))))


def sweep(archive: Archive) -> None:
    """Write the archive's files anew, so that the pages of rows that were changed are gone from them too."""
    if archive.sqlite:
        with archive.engine.connect() as connection:
            driver = connection.connection.driver_connection  # outside of a transaction, where alone these may be run
            assert driver is not None
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                driver.execute(statement)
        return
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in (*(table.name for table in (*APPEND_ONLY, entities, aliases, offices, kinship, saved_filters, deliveries, tokens, *DERIVED)), "search"):
            connection.execute(text(f"VACUUM FULL {name}"))
