"""Load records: articles, what was read in them, families, events. A batch is kept whole or not at all, so a process may die at any moment.

Loading what is there already adds nothing. A second record of an article (a newer reader) takes the place of the first, whose
claims stay in the archive but are no longer counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

import msgspec
import zstandard
from sqlalchemy import Connection, delete, select

from marsad.archive.acts import Claims, join_claims, known_claim
from marsad.archive.callings import note_callings
from marsad.archive.canonical import sha256, stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.copies import signature
from marsad.archive.credits import agency_of
from marsad.archive.encounters import note_entities
from marsad.archive.lookup import add_rows, among, chunks, next_number
from marsad.archive.redaction import extend, masks_on, standing_masks
from marsad.archive.rows import (
    Delivery,
    Row,
    agreement_rows,
    article_row,
    capture_row,
    claim_key,
    claim_row,
    delivery,
    fact_rows,
    party_rows,
    statement_rows,
)
from marsad.archive.search import index_articles
from marsad.archive.sources import NewArticle, join_families
from marsad.archive.tables import agreement_facts, agreements, articles, captures, claim_parties, claims, current, records, statements
from marsad.archive.words import folded_words, index_text
from marsad.record import ArticleError, Record, Source

_decoder = msgspec.json.Decoder(Record)
BATCH = 250  # lines in one transaction: half a second of work at most is lost when a process dies


class Step(NamedTuple):
    """What became of one line: "added", "known" (it was there), "read again" (a new reading of a known article), "unread" or "failed"."""

    outcome: str
    events: int
    error: ArticleError | None


class Loader:
    """Loads lines of records into one archive. `durable`: a batch is on the disk when its steps are told, whatever happens to the power."""

    def __init__(self, archive: Archive, who: str, batch: int = BATCH, durable: bool = False) -> None:
        self.archive, self.who, self.batch, self.durable = archive, who, batch, durable
        self._claims = Claims()
        self._pack = zstandard.ZstdCompressor(level=3)

    def load(self, lines: Iterable[tuple[bytes, str]], now: datetime) -> Iterator[Step]:
        """Load lines, each with where it stands (for messages), and yield what became of each, in order, once its batch is kept."""
        source = iter(lines)
        while batch := list(islice(source, self.batch)):
            yield from self._load(batch, stamp(now))

    def _load(self, batch: Sequence[tuple[bytes, str]], at: str) -> list[Step]:
        steps: list[Step | None] = []
        good: list[tuple[int, Delivery]] = []
        for line, where in batch:
            try:
                found = delivery(line, where, keeps_null=self.archive.sqlite)
            except ArticleError as error:
                steps.append(Step("failed", 0, error))
                continue
            if found is not None:
                good.append((len(steps), found))
            steps.append(None if found is not None else Step("unread", 0, None))
        try:
            with self.archive.writing(durable=self.durable) as connection:
                for (i, _), step in zip(good, self._keep(connection, [d for _, d in good], at)):
                    steps[i] = step
        except BaseException:
            self._claims.clear()  # numbers that were rolled back will be given to others
            raise
        return [step for step in steps if step is not None]

    def _keep(self, connection: Connection, batch: Sequence[Delivery], at: str) -> list[Step]:
        known = _known_articles(connection, batch)
        seen = _known_records(connection, set(known.values()))
        batch, named = _protected(connection, batch, known, seen)
        rows: dict[str, list[Row]] = {name: [] for name in ("articles", "captures", "records", "claims", "parties", "statements", "agreements", "facts")}
        numbers = {name: next_number(connection, column) for name, column in _NUMBERED.items()}
        new: list[NewArticle] = []
        index: list[tuple[int, str]] = []
        steps: list[Step] = []
        log: list[Change] = []
        reading: dict[int, int] = {}  # article → its newest record

        def number(name: str) -> int:
            numbers[name] += 1
            return numbers[name] - 1

        for at_line, (line, record, digest) in enumerate(batch):
            key = (record.article.id, record.article.sha256)
            article = known.get(key)
            if article is not None and (article, digest) in seen:
                steps.append(Step("known", 0, None))
                continue
            outcome = "read again"
            if article is None:
                outcome = "added"
                article = known[key] = number("articles")
                rows["articles"].append(article_row(article, record, at))
                words = folded_words(record.article.title, record.article.text)
                index.append((article, index_text(words)))
                new.append(
                    NewArticle(
                        article,
                        record.article.id,
                        record.article.published,
                        signature(words),
                        agency_of(record.article.text, record.article.outlet),
                    )
                )
            capture = capture_row(numbers["captures"], article, record, at)
            if capture is not None and (article, capture["sha256"]) not in seen:
                seen.add((article, capture["sha256"]))
                rows["captures"].append(capture)
                numbers["captures"] += 1
            seen.add((article, digest))
            this = reading[article] = number("records")
            rows["records"].append(
                {
                    "number": this, "article": article, "reader": record.reader.name, "version": record.reader.version, "lexicon": record.reader.lexicon,
                    "sha256": digest, "body": self._pack.compress(line), "recorded": at,
                }
            )  # fmt: skip
            self._read(rows, numbers, article, this, record, at)
            after: Row = {"article": record.article.sha256, "record": digest, "outcome": outcome}
            if named[at_line]:
                after["masked"] = {record.article.sha256: sha256(record.article.text), digest: sha256(line)}
            log.append(Change(at, self.who, "load", record.article.id, "", None, after))
            steps.append(Step(outcome, len(record.events), None))
        self._write(connection, rows)
        note_callings(connection, rows["agreements"])
        index_articles(connection, index)
        note_entities(connection, (d.record for d in batch))
        replaced = _replace(connection, reading)
        # A claim counts if it is of its article's newest record: within a batch, too, only the last reading does.
        counted = [row["number"] for row in rows["claims"] if reading[row["article"]] == row["record"]]
        moved = join_families(connection, new) if new else set()
        join_claims(connection, self._claims, counted, replaced, moved - {a.number for a in new}, at)
        append(connection, log)
        self._extend_redactions(connection, batch, named, known, at)
        return steps

    def _extend_redactions(self, connection: Connection, batch: Sequence[Delivery], named: Sequence[set[int]], known: dict[tuple[str, str], int], at: str) -> None:
        """Articles in which a new reading finds a person who was redacted are redacted too, with their earlier readings."""
        found: dict[int, set[int]] = {}
        for delivered, numbers in zip(batch, named, strict=True):
            for number in numbers:
                found.setdefault(number, set()).add(known[delivered.record.article.id, delivered.record.article.sha256])
        for number, theirs in sorted(found.items()):
            before = masks_on(connection, sorted(theirs))
            further = sorted(article for article in theirs if number not in before.get(article, ()))
            if further:
                extend(connection, standing_masks(connection)[number], further, self.who, at)
                self._claims.clear()

    def _read(self, rows: dict[str, list[Row]], numbers: dict[str, int], article: int, this: int, record: Record, at: str) -> None:
        a = record.article
        for event in record.events:
            claim = numbers["claims"]
            numbers["claims"] += 1
            rows["claims"].append(claim_row(claim, article, this, record, event, at))
            rows["parties"] += party_rows(claim, event)
            source = Source(article=a.id, family=f"article:{a.id}", outlet=a.outlet, title=a.title, url=a.url, published=a.published, sha256=a.sha256, recorded=at)
            self._claims[claim] = known_claim(claim, article, claim_key(a.id, a.sha256, event.id), event, source)
        said = statement_rows(numbers["statements"], article, this, record)
        named = agreement_rows(numbers["agreements"], article, this, record)
        facts = fact_rows(numbers["facts"], numbers["agreements"], this, record)
        for name, more in (("statements", said), ("agreements", named), ("facts", facts)):
            rows[name] += more
            numbers[name] += len(more)

    @staticmethod
    def _write(connection: Connection, rows: dict[str, list[Row]]) -> None:
        for name, table in _TABLES.items():
            add_rows(connection, table, rows[name])


_TABLES = {
    "articles": articles, "captures": captures, "records": records, "claims": claims, "parties": claim_parties, "statements": statements,
    "agreements": agreements, "facts": agreement_facts,
}  # fmt: skip
_NUMBERED = {name: table.c.number for name, table in _TABLES.items() if name != "parties"}


def _known_articles(connection: Connection, batch: Sequence[Delivery]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for part in chunks(sorted({d.record.article.id for d in batch})):
        for row in connection.execute(select(articles.c.number, articles.c.id, articles.c.sha256).where(among(connection, articles.c.id, part))):
            found[row.id, row.sha256] = row.number
    return found


def _protected(connection: Connection, batch: Sequence[Delivery], known: dict[tuple[str, str], int], seen: set[tuple[int, str]]) -> tuple[Sequence[Delivery], list[set[int]]]:
    """Give the batch without the persons who were redacted, and for each delivery the redactions that touched it. Its hashes stay those of what was delivered.

    What is there already is left as it came: it will not be kept.
    """
    masks = standing_masks(connection)
    if not masks:
        return batch, [set() for _ in batch]
    touched = masks_on(connection, sorted(known.values()))
    found: list[Delivery] = []
    named: list[set[int]] = []
    for line, record, digest in batch:
        article = known.get((record.article.id, record.article.sha256))
        if article is not None and (article, digest) in seen:
            found.append(Delivery(line, record, digest))
            named.append(set())
            continue
        mine = {number for number, mask in masks.items() if (article is not None and number in touched.get(article, ())) or mask.concerns(record)}
        for number in sorted(mine):
            line = masks[number].line(line)
        found.append(Delivery(line, _decoder.decode(line) if mine else record, digest))
        named.append(mine)
    return found, named


def _known_records(connection: Connection, numbers: set[int]) -> set[tuple[int, str]]:
    """Give the hashes of the records and of the captures that these articles have."""
    found: set[tuple[int, str]] = set()
    for part in chunks(sorted(numbers)):
        for table in (records, captures):
            rows = select(table.c.article, table.c.sha256).where(among(connection, table.c.article, part))
            found.update((article, digest) for article, digest in connection.execute(rows))
    return found


def _replace(connection: Connection, reading: dict[int, int]) -> list[int]:
    """Make these records the ones that count for their articles; give the claims that counted so far."""
    gone: list[int] = []
    for part in chunks(sorted(reading)):
        old = select(current.c.record).where(among(connection, current.c.article, part))
        gone += connection.execute(select(claims.c.number).where(claims.c.record.in_(old))).scalars()
        connection.execute(delete(current).where(among(connection, current.c.article, part)))
    add_rows(connection, current, [{"article": article, "record": record} for article, record in sorted(reading.items())])
    return gone
