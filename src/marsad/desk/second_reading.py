"""The second reading: two people judge the same act, each without seeing what the other decided; where they differ, a third decision settles it.

What a reader found is the reading of the program with the reader's own corrections in it. Corrections of others are not shown to a second reader.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from marsad.archive import correcting, readings, reviews
from marsad.archive.connect import Archive
from marsad.archive.corrections import Correction, corrected, standing
from marsad.archive.lookup import among
from marsad.archive.readings import Judgement
from marsad.archive.tables import assignments, claims
from marsad.measure.kappa import Agreed, agreed
from marsad.record import Event, UsageError

COMPARED = ("type", "modes", "factuality", "actors", "recipients", "attribution", "when", "where", "counts")


class Difference(NamedTuple):
    """A field of a report that two readers see differently: the value of each."""

    claim: str
    field: str
    first: Any
    second: Any


class Reading(NamedTuple):
    """An act as two people read it. `differs` is empty and the verdicts alike where they agree; `settled` is the verdict that decided."""

    event: str
    first: Judgement
    second: Judgement
    differs: list[Difference]
    settled: Judgement | None

    @property
    def agree(self) -> bool:
        return self.first.verdict == self.second.verdict and not self.differs


class Figures(NamedTuple):
    """How far the readers agree: on the verdict, and by field on what both accepted. `reads` tells who read how many acts."""

    verdict: Agreed
    fields: list[tuple[str, Agreed]]
    reads: list[tuple[str, int]]


def as_read_by(connection: Connection, event: str, who: str) -> dict[str, Event]:
    """Give the reports of an act as one reader sees them, by claim: what the program read, with this reader's own corrections."""
    return _seen(_bodies(connection, [event])[event], standing(connection, _keys(connection, [event])), who)


def read_twice(archive: Archive) -> list[Reading]:
    """Give the acts that two people have read, those read last coming first."""
    with archive.reading() as connection:
        return _readings(connection, readings.read_twice(connection))


def one_read_twice(archive: Archive, event: str) -> Reading | None:
    """Give what two people made of an act, None if fewer have read it."""
    with archive.reading() as connection:
        return next(iter(_readings(connection, [event])), None)


def figures(archive: Archive) -> Figures:
    """Give the agreement of the first two readers of each act that has two."""
    twice = read_twice(archive)
    pairs: dict[str, list[tuple[Hashable, Hashable]]] = {name: [] for name in COMPARED}
    with archive.reading() as connection:
        seen = _bodies(connection, [one.event for one in twice])
        made = standing(connection, [key for events in seen.values() for key in events])
        for one in twice:
            if one.first.verdict == one.second.verdict == "accept":
                mine, other = (_seen(seen[one.event], made, judged.who) for judged in (one.first, one.second))
                for claim in mine:
                    for name in COMPARED:
                        pairs[name].append((label(mine[claim], name), label(other[claim], name)))
        reads = readings.readers(connection)
    return Figures(agreed((one.first.verdict, one.second.verdict) for one in twice), [(name, agreed(pairs[name])) for name in COMPARED], reads)


def settle(archive: Archive, event: str, verdict: str, choices: Sequence[tuple[str, str, str]], who: str, why: str, now: datetime | None = None) -> int:
    """Decide between two readings: the verdict, and (claim, field, "first" or "second") for fields on which they differ; give the number of the verdict.

    Raises UsageError without a reason, if the act has not been read twice, or a choice is none of its differences.
    """
    at = now or datetime.now(UTC)
    reading = one_read_twice(archive, event)
    if reading is None:
        raise UsageError(event, "two people have not read it yet", "Read it a second time first.")
    if not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words: it stands in the log.")
    open_ = {(d.claim, d.field): d for d in reading.differs}
    values: dict[str, dict[str, Any]] = {}
    for claim, field, side in choices:
        if (claim, field) not in open_ or side not in ("first", "second"):
            raise UsageError(field, "this is not what the readers see differently", "Open the page of the act again.")
        values.setdefault(claim, {})[field] = getattr(open_[claim, field], side)
    if verdict == "accept" and len({(claim, field) for claim, field, _ in choices}) < len(open_):
        raise UsageError("choice", "a field is left open", "Choose one of the two values of each.")
    if verdict not in reviews.VERDICTS:
        raise UsageError("verdict", f"{verdict!r} is no verdict", "accept or reject.")
    for claim, fields in sorted(values.items()):
        correcting.correct(archive, claim, fields, who, why, at, settles=True)
    return reviews.judge(archive, event, "accept" if verdict == "accept" else "reject", who, why, at, settles=[reading.first.number, reading.second.number])


def label(event: Event, field: str) -> Hashable:
    """Give what two readings are compared by: names and codes, not the words that were chosen to quote them."""
    value = getattr(event, field)
    if field in ("actors", "recipients", "attribution"):
        return frozenset((a.name or a.text, a.country, a.sector) for a in value)
    if field == "where":
        return frozenset(p.name or p.text for p in value)
    if field == "counts":
        return frozenset((c.what, c.value, c.low, c.high) for c in value)
    if field == "when":
        return (value.start, value.end) if value is not None else None
    return frozenset(value) if field == "modes" else value


def _readings(connection: Connection, identities: Sequence[str]) -> list[Reading]:
    judged = readings.judgements(connection, identities)
    bodies = _bodies(connection, identities)
    made = standing(connection, [key for events in bodies.values() for key in events])
    found = []
    for event in identities:
        given = judged.get(event, [])
        read = [judgement for judgement in given if not judgement.settles]
        if len(read) < 2 or event not in bodies:
            continue
        first, second = read[:2]
        mine, other = (_seen(bodies[event], made, judgement.who) for judgement in (first, second))
        differs = [
            Difference(claim, name, msgspec.to_builtins(getattr(mine[claim], name)), msgspec.to_builtins(getattr(other[claim], name)))
            for claim in mine for name in COMPARED
            if label(mine[claim], name) != label(other[claim], name)
        ] if first.verdict == second.verdict == "accept" else []  # fmt: skip
        settled = next((j for j in reversed(given) if {first.number, second.number} <= set(j.settles)), None)
        found.append(Reading(event, first, second, differs, settled))
    return found


def _seen(bodies: dict[str, Event], made: dict[str, list[Correction]], who: str) -> dict[str, Event]:
    return {key: corrected(event, [c for c in made.get(key, ()) if c.who == who and not c.settles]) for key, event in bodies.items()}


def _keys(connection: Connection, events: Sequence[str]) -> list[str]:
    return [key for held in _bodies(connection, events).values() for key in held]


def _bodies(connection: Connection, events: Sequence[str]) -> dict[str, dict[str, Event]]:
    """Give the reports of acts as the program read them, by act and claim."""
    rows = (
        select(assignments.c.event, claims.c.key, claims.c.body)
        .join(claims, claims.c.number == assignments.c.claim)
        .where(among(connection, assignments.c.event, list(events)), assignments.c.until.is_(None))
        .order_by(assignments.c.event, claims.c.number)
    )
    found: dict[str, dict[str, Event]] = {}
    for row in connection.execute(rows):
        found.setdefault(row.event, {})[row.key] = msgspec.json.decode(row.body, type=Event)
    return found
