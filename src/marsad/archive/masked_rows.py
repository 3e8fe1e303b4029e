"""Take a person out of the rows of one article: its text, records, claims, statements, agreements and captures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, select, update

from marsad.archive.bodies import packed, unpacked
from marsad.archive.canonical import canonical, sha256
from marsad.archive.lookup import add_rows
from marsad.archive.masking import Mask
from marsad.archive.rows import Row, agreement_rows, claim_key, claim_row, fact_rows, party_rows, statement_rows
from marsad.archive.tables import agreement_facts, agreements, articles, captures, claim_parties, claims, current, records, statements
from marsad.record import Record

_decoder = msgspec.json.Decoder(Record)


def mask_article(connection: Connection, mask: Mask, number: int, tombstone: dict[str, Any]) -> list[int]:
    """Take a person out of an article; note in `tombstone`, by the hash that each part had, the hash that it has now. Give the claims that count."""
    row = connection.execute(select(articles).where(articles.c.number == number)).one()
    new = {
        "title": row.title and mask.text(row.title),
        "url": row.url and mask.text(row.url),
        "text": mask.text(row.text),
        "extra": canonical(mask.tree(msgspec.json.decode(row.extra))),
    }
    connection.execute(update(articles).where(articles.c.number == number).values(new))
    tombstone["texts"][row.sha256] = sha256(new["text"])
    for capture in connection.execute(select(captures).where(captures.c.article == number)).all():
        evidence = canonical(mask.tree(msgspec.json.decode(capture.evidence)))
        connection.execute(update(captures).where(captures.c.number == capture.number).values(evidence=evidence))
        tombstone["captures"][capture.sha256] = sha256(evidence)
    for kept in connection.execute(select(records).where(records.c.article == number)).all():
        line = mask.line(unpacked(kept.body))
        connection.execute(update(records).where(records.c.number == kept.number).values(body=packed(line)))
        tombstone["records"][kept.sha256] = sha256(line)
        _mask_record(connection, number, kept.number, kept.recorded, _decoder.decode(line))
    counted = select(claims.c.number).join(current, current.c.record == claims.c.record).where(claims.c.article == number)
    return list(connection.execute(counted).scalars())


def _mask_record(connection: Connection, article: int, number: int, recorded: str, record: Record) -> None:
    numbers = {row.key: row.number for row in connection.execute(select(claims.c.key, claims.c.number).where(claims.c.record == number))}
    for event in record.events:
        claim = numbers[claim_key(record.article.id, record.article.sha256, event.id)]
        _rewrite(connection, claims, [claim_row(claim, article, number, record, event, recorded)])
        connection.execute(delete(claim_parties).where(claim_parties.c.claim == claim))
        add_rows(connection, claim_parties, party_rows(claim, event))
    firsts = {table.name: _first(connection, table, number) for table in (statements, agreements, agreement_facts)}
    _rewrite(connection, statements, statement_rows(firsts["statements"], article, number, record))
    _rewrite(connection, agreements, agreement_rows(firsts["agreements"], article, number, record))
    _rewrite(connection, agreement_facts, fact_rows(firsts["agreement_facts"], firsts["agreements"], number, record))


def _first(connection: Connection, table: Table, record: int) -> int:
    return int(connection.execute(select(table.c.number).where(table.c.record == record).order_by(table.c.number).limit(1)).scalar() or 0)


def _rewrite(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    for row in rows:
        connection.execute(update(table).where(table.c.number == row["number"]).values({name: value for name, value in row.items() if name != "number"}))
