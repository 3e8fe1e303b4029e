"""The Admiralty code (NATO STANAG 2511): how reliable a source is (A–F), and, apart from it, how credible one piece of information (1–6).

Neither follows from the other: a reliable source may tell what is improbable. Analysts give both; they stand in the log of changes with
their reasons, can be taken back there, and change nothing that was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, select, text

from marsad.archive.acts import current_event
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import among
from marsad.archive.tables import changes
from marsad.record import UsageError

Kind = Literal["reliability", "credibility"]
RELIABILITY = ("A", "B", "C", "D", "E", "F")  # completely, usually, fairly, not usually, not reliable; cannot be judged
CREDIBILITY = ("1", "2", "3", "4", "5", "6")  # confirmed by others, probably, possibly true, doubtful, improbable; cannot be judged
_SCALES: dict[Kind, tuple[str, ...]] = {"reliability": RELIABILITY, "credibility": CREDIBILITY}


def rate(archive: Archive, kind: Kind, subject: str, value: str, who: str, why: str, now: datetime) -> int:
    """Rate an outlet (reliability) or an act (credibility); give the number of the change. A later rating takes the place of an earlier.

    Raises UsageError without a reason, for a value that is none, or for an act that is not there.
    """
    if value not in _SCALES[kind]:
        raise UsageError(value[:20], f"this is no {kind}", f"Use one of {', '.join(_SCALES[kind])}.")
    if not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words: it stands in the log.")
    with archive.writing() as connection:
        named = _outlet(subject) if kind == "reliability" else current_event(connection, subject)
        if not named:
            raise UsageError(subject[:80], "there is no such event or outlet", "`marsad events` lists events.")
        before = ratings_of(connection, kind, [named]).get(named)
        return append(connection, [Change(stamp(now), who, kind, named, why.strip(), before, value)])[0]


def take_back(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Take back a rating; give the number of the new change. Raises UsageError if it is none, or was taken back already."""
    with archive.writing() as connection:
        row = connection.execute(select(changes.c.action, changes.c.subject).where(changes.c.number == number)).first()
        if row is None or row.action not in _SCALES:
            raise UsageError("undo", f"change {number} is no rating", "`marsad log` lists the changes.")
        if connection.execute(select(changes.c.number).where(changes.c.undoes == number, changes.c.action == "undo")).first() is not None:
            raise UsageError("undo", f"change {number} is undone already", "Rate anew.")
        return append(connection, [Change(stamp(now), who, "undo", row.subject, why, {"change": number}, None, number)])[0]


def ratings_of(connection: Connection, kind: Kind, subjects: Sequence[str]) -> dict[str, str]:
    """Give the rating that stands on each of these outlets or acts that has one."""
    undone = select(changes.c.undoes).where(changes.c.action == "undo", changes.c.undoes.is_not(None))
    rows = select(changes.c.subject, changes.c.after).where(among(connection, changes.c.subject, list(subjects)), changes.c.action == kind, changes.c.number.not_in(undone))
    return {row.subject: msgspec.json.decode(row.after) for row in connection.execute(rows.order_by(changes.c.number))}


def reliability_of(connection: Connection, outlets: Sequence[str]) -> dict[str, str]:
    """Give the reliability that stands on each of these outlets that has one."""
    found = ratings_of(connection, "reliability", [_outlet(outlet) for outlet in outlets])
    return {outlet: found[_outlet(outlet)] for outlet in outlets if _outlet(outlet) in found}


def outlets_held(connection: Connection, most: int = 200) -> list[str]:
    """Give the outlets of the archive's articles in order of name, at most so many: the next greater name at a time, so that the index alone is asked."""
    query = text(
        "WITH RECURSIVE found(outlet, n) AS (SELECT min(outlet), 1 FROM articles WHERE outlet > '' UNION ALL "
        "SELECT (SELECT min(outlet) FROM articles WHERE outlet > found.outlet), n + 1 FROM found WHERE outlet IS NOT NULL AND n < :most) "
        "SELECT outlet FROM found WHERE outlet IS NOT NULL"
    )
    return list(connection.execute(query, {"most": most}).scalars())


def _outlet(name: str) -> str:
    """Give the subject under which an outlet stands in the log, "" for no name."""
    said = " ".join(name.split())[:200]
    return f"outlet:{said}" if said else ""
