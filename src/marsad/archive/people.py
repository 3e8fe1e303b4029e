"""A person, body, group or state: what the archive knows of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, union_all

from marsad.archive.lookup import mapping
from marsad.archive.names import entities_named, party_keys, spellings
from marsad.archive.questions import Filter, find_events
from marsad.archive.tables import aliases, articles, current, entities, event_parties, events, offices, statements
from marsad.record import UsageError

COUNTED = 1_500  # acts that the counts by type look at, the newest: more say nothing new and take time


def who_is(connection: Connection, said: str, limit: int = 20) -> dict[str, Any]:
    """Give what the archive knows of a person, body, group or state: names, offices, deeds by type, last acts and last statements.

    Raises UsageError if nobody of that name occurs.
    """
    known = entities_named(connection, said)
    keys = {role: party_keys(connection, said, role) for role in ("actor", "recipient", "voucher")}
    rejected = select(events.c.id).where(events.c.verdict == "reject")
    counts: dict[str, dict[str, int]] = {}
    for role, mine in keys.items():
        first = select(event_parties.c.type.label("type")).where(event_parties.c.role == role, event_parties.c.key.in_(mine), event_parties.c.event.not_in(rejected))
        newest = first.order_by(event_parties.c.day.desc()).limit(COUNTED).subquery()
        counts[role] = mapping(connection, select(newest.c.type, func.count()).group_by(newest.c.type).order_by(func.count().desc(), newest.c.type))
    speakers = [*known, *(key for key in spellings(said) if key not in known)]
    firsts = union_all(*(_last_said(speaker, limit) for speaker in speakers)).subquery()
    spoken = (
        select(statements, articles.c.id, articles.c.outlet, func.substr(articles.c.text, statements.c.start + 1, statements.c.end - statements.c.start).label("content"))
        .join(articles, articles.c.number == statements.c.article)
        .where(statements.c.number.in_(select(firsts.c.number).order_by(firsts.c.published.desc(), firsts.c.number.desc()).limit(limit)))
        .order_by(statements.c.published.desc(), statements.c.number.desc())
    )
    said_rows = [
        {"published": r.published, "outlet": r.outlet, "article": r.id, "cue": r.cue, "form": r.form, "start": r.start, "end": r.end, "content": r.content}
        for r in connection.execute(spoken)
    ]
    acts = find_events(connection, Filter(party=said, limit=limit))
    if not known and not acts and not said_rows and not any(counts.values()):
        raise UsageError(said, "nobody of this name occurs in the archive", "Try another spelling, an id, or `marsad search`.")
    about = [dict(row) for row in connection.execute(select(entities).where(entities.c.id.in_(known))).mappings()]
    return {
        "asked": said,
        "entities": about,
        "aliases": list(connection.execute(select(aliases.c.alias).where(aliases.c.entity.in_(known)).order_by(aliases.c.alias).limit(50)).scalars()),
        "offices": [dict(row) for row in connection.execute(select(offices).where(offices.c.entity.in_(known)).order_by(offices.c.start)).mappings()],
        "as_actor": counts["actor"],
        "as_recipient": counts["recipient"],
        "as_voucher": counts["voucher"],
        "events": acts,
        "statements": said_rows,
    }


def _last_said(speaker: str, limit: int) -> Select[Any]:
    """Give the question for the last statements of one speaker: numbers and days, from the index alone where it can be."""
    mine = (
        select(statements.c.number, statements.c.published)
        .join(current, and_(current.c.article == statements.c.article, current.c.record == statements.c.record))
        .where(statements.c.speaker == speaker)
        .order_by(statements.c.published.desc(), statements.c.number.desc())
        .limit(limit)
        .subquery()
    )
    return select(mine.c.number, mine.c.published)
