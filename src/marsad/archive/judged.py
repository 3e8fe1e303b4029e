"""Articles of which acts were judged: the record that counts, with the verdict on each of its events and the corrections that count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import zstandard
from sqlalchemy import Connection, select

from marsad.archive.corrections import Correction, corrected, standing
from marsad.archive.readings import Judgement, judgements
from marsad.archive.rows import claim_key
from marsad.archive.tables import assignments, claims, current, events, records
from marsad.record import Event, Record


class Judged(NamedTuple):
    """One event of an article: as it was read, as it stands corrected, and the last verdict on its act (None: nobody judged it)."""

    claim: str
    act: str | None
    read: Event
    stands: Event
    verdict: Judgement | None
    corrections: list[Correction]


class JudgedArticle(NamedTuple):
    record: Record
    events: list[Judged]

    @property
    def whole(self) -> bool:
        """Tell whether every event of the article has a verdict."""
        return all(event.verdict is not None for event in self.events)


def judged_articles(connection: Connection) -> Iterator[JudgedArticle]:
    """Yield the articles of which at least one act was judged, in order of loading."""
    told = select(claims.c.record).join(assignments, assignments.c.claim == claims.c.number).join(events, events.c.id == assignments.c.event)
    query = select(records.c.body).join(current, current.c.record == records.c.number)
    wanted = query.where(records.c.number.in_(told.where(events.c.verdict.is_not(None), assignments.c.until.is_(None)))).order_by(records.c.number)
    decode, unpack = msgspec.json.Decoder(Record).decode, zstandard.ZstdDecompressor()
    for body in connection.execute(wanted).scalars().all():
        record = decode(unpack.decompress(body))
        keys = {event.id: claim_key(record.article.id, record.article.sha256, event.id) for event in record.events}
        held = select(claims.c.key, assignments.c.event).join(assignments, assignments.c.claim == claims.c.number)
        acts = {row.key: row.event for row in connection.execute(held.where(claims.c.key.in_(list(keys.values())), assignments.c.until.is_(None)))}
        verdicts = judgements(connection, sorted(set(acts.values())))
        made = standing(connection, sorted(keys.values()))
        yield JudgedArticle(
            record,
            [
                Judged(key, act, event, corrected(event, made.get(key, ())), max(verdicts.get(act, ()), key=lambda j: j.number, default=None) if act else None, made.get(key, []))
                for event in record.events
                for key in [keys[event.id]]
                for act in [acts.get(key)]
            ],
        )
