"""What stands in an archive, to be read on: the records that count, and the acts with the sentences that tell them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from marsad.arabic.sentences import split_sentences
from marsad.archive.acts import Claims, reported_events
from marsad.archive.bodies import record_of
from marsad.archive.lookup import among
from marsad.archive.questions import Filter, event_ids
from marsad.archive.tables import agreements, articles, current, events, families, records
from marsad.archive.verdicts import not_rejected
from marsad.record import Claim, Record, ReportedEvent

AT_ONCE = 500


def current_records(connection: Connection, with_agreements: bool = False) -> Iterator[tuple[Record, str]]:
    """Yield the record that counts of each article with its source family, in order of loading; `with_agreements`: only those that name one."""
    query = select(records.c.number, records.c.body, families.c.family).join(current, current.c.record == records.c.number).join(families, families.c.article == records.c.article)
    if with_agreements:
        query = query.where(records.c.number.in_(select(agreements.c.record)))
    for row in connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(query.order_by(records.c.number)):
        yield record_of(row.body), row.family


def articles_held(connection: Connection) -> int:
    """Give the number of articles (versions counted) that an archive holds. It never falls: they are numbered, and none is taken out."""
    return int(connection.execute(select(func.coalesce(func.max(articles.c.number), 0))).scalar_one())


def every_event(connection: Connection, wanted: Filter | None = None) -> Iterator[ReportedEvent]:
    """Yield all acts that nobody rejected, or those that meet a filter, in order of day, each claim with the sentence that tells it."""
    if wanted is None:
        ids = list(connection.execute(select(events.c.id).where(not_rejected()).order_by(events.c.day, events.c.id)).scalars())
    else:
        ids = event_ids(connection, msgspec.structs.replace(wanted, oldest_first=True))
    for start in range(0, len(ids), AT_ONCE):
        cache = Claims()
        acts = reported_events(connection, ids[start : start + AT_ONCE], cache)
        told = {known.article for known in cache.values()}
        texts = {
            row.id: (row.text, split_sentences(row.text))
            for row in connection.execute(select(articles.c.id, articles.c.text).where(among(connection, articles.c.number, sorted(told))))
        }
        for act in acts:
            yield msgspec.structs.replace(act, claims=[_with_sentence(claim, *texts[claim.source.article]) for claim in act.claims])


def _with_sentence(claim: Claim, text: str, sentences: list[tuple[int, int]]) -> Claim:
    at = claim.event.trigger.start
    found = next((text[start:end] for start, end in sentences if start <= at < end), None)
    return msgspec.structs.replace(claim, sentence=found)
