"""What an analyst writes in the place of a value that was read. A correction stands in the log of changes; what was read stays as it was.

A correction is of one field of one claim (one report in one text). The last one that was not taken back counts: what is shown of an act follows it,
and so do sums and exports. Which reports tell one act is not asked anew: that is what merge and split are for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, select

from marsad.archive.lookup import among, chunks
from marsad.archive.tables import changes
from marsad.lexicon.vocabulary import QUADS, cameo, score
from marsad.record import Because, Event, UsageError

ACTION = "correct"
RULE = "analyst"  # what `because` says of a corrected field
FIELDS = ("trigger", "type", "modes", "contexts", "content_type", "actors", "recipients", "attribution", "when", "where", "counts", "factuality")
Fields = Mapping[str, Any]  # field → its value as JSON


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction that counts. `number` is that of the change; `settles`: it decides between two readers and is no reading of its own."""

    number: int
    at: str
    who: str
    why: str
    claim: str
    fields: dict[str, Any]
    settles: bool = False


def standing(connection: Connection, keys: Sequence[str]) -> dict[str, list[Correction]]:
    """Give the corrections of these claims that were not taken back, by claim, in order of time. Claims without one are left out."""
    if not connection.execute(select(exists().where(changes.c.action == ACTION))).scalar():
        return {}
    undone = select(changes.c.undoes).where(changes.c.action == "undo", changes.c.undoes.is_not(None))
    found: dict[str, list[Correction]] = {}
    for part in chunks(sorted(keys)):
        rows = select(changes).where(among(connection, changes.c.subject, part), changes.c.action == ACTION, changes.c.number.not_in(undone)).order_by(changes.c.number)
        for row in connection.execute(rows):
            after = msgspec.json.decode(row.after)
            one = Correction(number=row.number, at=row.at, who=row.who, why=row.why, claim=row.subject, fields=after["fields"], settles=after.get("settles", False))
            found.setdefault(row.subject, []).append(one)
    return found


def corrected(event: Event, made: Sequence[Correction]) -> Event:
    """Give an event with the corrected values in place, the last of each field; `because` then names who wrote it. Raises UsageError if one does not fit."""
    fields: dict[str, Any] = {}
    by: dict[str, str] = {}
    for correction in made:
        fields.update(correction.fields)
        by.update(dict.fromkeys(correction.fields, correction.who))
    if not fields:
        return event
    kind, modes = fields.get("type", event.type), fields.get("modes", event.modes)
    try:
        follows = {"quad": QUADS[kind], "score": score(kind, modes), "cameo": cameo(kind, modes)} if {"type", "modes"} & set(fields) else {}
        because = [step for step in event.because if step.field not in fields] + [Because(field=name, rule=f"{RULE}.{by[name]}") for name in fields]
        return msgspec.convert({**msgspec.to_builtins(event), **fields, **follows, "because": msgspec.to_builtins(because)}, Event)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise UsageError("value", f"it does not fit the record ({error})", "See `marsad schema`.") from None


def fields_of(made: Sequence[Correction]) -> frozenset[str]:
    """Give the fields that these corrections are of."""
    return frozenset(name for correction in made for name in correction.fields)
