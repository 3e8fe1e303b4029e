"""Corrections written and taken back: each logged with its reason, and what is shown of the act brought up to date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from marsad.archive.acts import Claims, rewrite_events
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.corrections import ACTION, FIELDS, Correction, Fields, corrected, standing
from marsad.archive.tables import articles, assignments, changes, claims
from marsad.archive.verify import misquoted
from marsad.record import Event, UsageError


def correct(archive: Archive, claim: str, fields: Fields, who: str, why: str, now: datetime, settles: bool = False) -> int:
    """Write these values in the place of those that were read in a claim; give the number of the change. `settles`: it decides between two readers.

    Raises UsageError if the claim does not count, a field cannot be corrected, a value does not fit or quotes words that the text does not say there.
    """
    with archive.writing() as connection:
        row = connection.execute(
            select(claims.c.body, assignments.c.event, articles.c.text)
            .join(assignments, assignments.c.claim == claims.c.number)
            .join(articles, articles.c.number == claims.c.article)
            .where(claims.c.key == claim, assignments.c.until.is_(None))
        ).first()
        if row is None:
            raise UsageError(claim, "no report that counts has this id", "`marsad claims --event ID` lists them.")
        unknown = sorted(set(fields) - set(FIELDS))
        if unknown or not fields:
            raise UsageError("field", f"{', '.join(unknown) or 'none'} cannot be corrected", f"Name one of {', '.join(FIELDS)}.")
        read = msgspec.json.decode(row.body, type=Event)
        before = _values(corrected(read, standing(connection, [claim]).get(claim, ())), fields)
        _checked(corrected(read, [Correction(number=0, at="", who=who, why="", claim=claim, fields=dict(fields))]), row.text)
        [number] = append(
            connection, [Change(stamp(now), who, ACTION, claim, why.strip(), before, {"event": row.event, "fields": dict(fields), **({"settles": True} if settles else {})})]
        )
        rewrite_events(connection, Claims(), [row.event])
        return number


def take_back(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Take a correction back; give the number of the new change. Raises UsageError if it is none, or was taken back already."""
    with archive.writing() as connection:
        row = connection.execute(select(changes).where(changes.c.number == number)).first()
        if row is None or row.action != ACTION:
            raise UsageError("undo", f"change {number} is no correction", "`marsad log` lists the changes.")
        if connection.execute(select(changes.c.number).where(changes.c.undoes == number)).first() is not None:
            raise UsageError("undo", f"change {number} is undone already", "Correct the value anew.")
        [change] = append(connection, [Change(stamp(now), who, "undo", row.subject, why, {"change": number}, None, number)])
        of = select(assignments.c.event).join(claims, claims.c.number == assignments.c.claim).where(claims.c.key == row.subject, assignments.c.until.is_(None))
        rewrite_events(connection, Claims(), connection.execute(of).scalars().all())
        return change


def _values(event: Event, fields: Fields) -> dict[str, Any]:
    return {name: msgspec.to_builtins(getattr(event, name)) for name in fields}


def _checked(event: Event, text: str) -> None:
    wrong = misquoted(text, event)
    if wrong:
        raise UsageError("words", f"the text does not say {wrong[0][:60]!r} at these offsets", "Give start and end in code points of the text, end exclusive.")
