"""An article as the archive keeps it: the record of its newest reading, its captures, and the acts that its claims belong to."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from marsad.archive.bodies import record_of
from marsad.archive.rows import Row, claim_key
from marsad.archive.tables import articles, assignments, captures, claims, current, records
from marsad.record import Record, UsageError


class Stored(NamedTuple):
    """`acts` gives for each event of the record, by its id there, the act of the archive that it is counted to."""

    record: Record
    recorded: str
    captures: list[Row]
    acts: dict[str, str]
    versions: list[str]  # hashes of all texts under this id, first recorded first


def stored_article(connection: Connection, identity: str, sha256: str | None = None) -> Stored:
    """Give an article by its id: the text with this hash, else the one recorded last. Raises UsageError if it is not there."""
    found = connection.execute(select(articles).where(articles.c.id == identity).order_by(articles.c.number)).all()
    chosen = next((row for row in reversed(found) if sha256 in (None, row.sha256)), None)
    if chosen is None:
        raise UsageError(identity, "there is no such article", "`marsad search` finds articles by their words.")
    body = connection.execute(select(records.c.body).join(current, current.c.record == records.c.number).where(current.c.article == chosen.number)).scalar_one()
    record = record_of(body)
    evidence = connection.execute(select(captures.c.sha256, captures.c.evidence, captures.c.recorded).where(captures.c.article == chosen.number).order_by(captures.c.number))
    held = select(claims.c.key, assignments.c.event).join(assignments, assignments.c.claim == claims.c.number)
    counted = {row.key: row.event for row in connection.execute(held.where(claims.c.article == chosen.number, assignments.c.until.is_(None)))}
    keys = {event.id: claim_key(record.article.id, record.article.sha256, event.id) for event in record.events}
    return Stored(
        record,
        chosen.recorded,
        [{"sha256": row.sha256, "recorded": row.recorded, "evidence": msgspec.json.decode(row.evidence)} for row in evidence],
        {event: counted[key] for event, key in keys.items() if key in counted},
        [row.sha256 for row in found],
    )


def sentence_texts(connection: Connection, wanted: dict[str, tuple[str, int, int]]) -> dict[str, tuple[str, str]]:
    """Give the text before and after words: `wanted` names for each key the hash of the text, start and end; the line that they stand in is cut around them."""
    hashes = sorted({sha for sha, _, _ in wanted.values()})
    texts = {row.sha256: row.text for row in connection.execute(select(articles.c.sha256, articles.c.text).where(articles.c.sha256.in_(hashes)))}
    around = {}
    for key, (sha, start, end) in wanted.items():
        text = texts.get(sha, "")
        before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
        after = text[end : end + AROUND].partition("\n")[0]
        around[key] = (_from_word(before, start > AROUND), _to_word(after, end + AROUND < len(text)))
    return around


AROUND = 140  # code points on each side of quoted words


def _from_word(text: str, cut: bool) -> str:
    """Give a text from its first whole word on, if its beginning was cut off.

    >>> _from_word("لقوات التركية", cut=False)
    'لقوات التركية'
    """
    return "…" + text.partition(" ")[2] if cut and len(text) >= AROUND else text


def _to_word(text: str, cut: bool) -> str:
    return text.rpartition(" ")[0] + "…" if cut and len(text) >= AROUND else text
