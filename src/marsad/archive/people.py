"""A person, body, group or state: what the archive knows of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

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
    counts: dict[str, dict[str, int]] = {}
    for role, mine in keys.items():
        first = select(event_parties.c.event).where(event_parties.c.role == role, event_parties.c.key.in_(mine)).order_by(event_parties.c.day.desc()).limit(COUNTED).subquery()
        rows = select(events.c.type, func.count()).join(first, first.c.event == events.c.id).group_by(events.c.type).order_by(func.count().desc(), events.c.type)
        counts[role] = mapping(connection, rows)
    speakers = [*known, *(key for key in spellings(said) if key not in known)]
    spoken = (
        select(statements, articles.c.id, articles.c.outlet, func.substr(articles.c.text, statements.c.start + 1, statements.c.end - statements.c.start).label("content"))
        .join(articles, articles.c.number == statements.c.article)
        .join(current, current.c.record == statements.c.record)
        .where(statements.c.speaker.in_(speakers))
        .order_by(statements.c.published.desc(), statements.c.number.desc())
        .limit(limit)
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
