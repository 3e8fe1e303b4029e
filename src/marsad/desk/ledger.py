"""Follow: from files of records to what the ledger says of its agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from marsad.desk.holdings import archived_records, is_archive
from marsad.gather.files import find_items
from marsad.ledger.book import Book, load_book
from marsad.ledger.claims import Assessment, Claim
from marsad.ledger.commitments import commitment_states
from marsad.ledger.history import history
from marsad.ledger.independence import own_family
from marsad.ledger.reported import Reporter
from marsad.ledger.sides import Sides
from marsad.ledger.status import status
from marsad.ledger.told import Agreement as Told
from marsad.record import Agreement, InputError, Record

Family = Callable[[Record], str]


class Followed(NamedTuple):
    """A book with the claims of some records, the mentions that stayed unlinked with their reasons, and the last day of the reports."""

    book: Book
    claims: list[Claim]
    unlinked: list[tuple[str, Agreement, str]]
    last_day: str | None
    records: int


def stored_records(inputs: Iterable[str]) -> Iterator[Record]:
    """Yield the records of files that `marsad read` wrote (.jsonl, also .gz .zst, folders, - for standard input); lines of failed inputs are passed over.

    Raises InputError at the first line that is neither.
    """
    decode = msgspec.json.Decoder(Record).decode
    for item in find_items(inputs):
        if item.kind == "failed":
            found, _, todo = item.data.decode("utf-8", "replace").partition("\x1f")
            raise InputError(item.where, found, todo)
        if item.kind != "line":
            raise InputError(item.where, "not a file of records", "Give files that `marsad read` wrote, one record a line.")
        try:
            yield decode(item.data)
        except msgspec.MsgspecError as error:
            if b'"error"' in item.data[-4000:] and b'"record"' not in item.data[:200]:
                continue
            raise InputError(item.where, f"not a record of version 1 ({error})", "Read the articles again with `marsad read`.") from error


def follow(records: Iterable[Record], family: Family = own_family, book: Book | None = None, step: Callable[[], None] = lambda: None) -> Followed:
    """Give what records say of the book's agreements. `family` tells which source family a record belongs to; `step` is called after each record."""
    reporter = Reporter(book or load_book())
    claims: list[Claim] = []
    unlinked: list[tuple[str, Agreement, str]] = []
    last: str | None = None
    count = 0
    for record in records:
        told = reporter.told(record, family(record))
        claims += told.claims
        unlinked += [(record.article.id, found, linked.reason) for found, linked in told.links if linked.agreement is None]
        last = max(last or "", (record.article.published or "")[:10]) or None
        count += 1
        step()
    return Followed(reporter.book, claims, unlinked, last, count)


def follow_inputs(inputs: Iterable[str], step: Callable[[], None] = lambda: None, archive: str | None = None) -> Followed:
    """Give what files of records and archives say of the book's agreements. An archive knows which articles are copies; files are taken as they are.

    `archive` is one whatever it is called; among the inputs an archive is known by its ending.
    """
    families: dict[str, str] = {}

    def records() -> Iterator[Record]:
        for name in ([archive] if archive is not None else []) + list(inputs):
            if name != archive and not is_archive(name):
                yield from stored_records([name])
                continue
            for record, family in archived_records(name, with_agreements=True):
                families[record.article.sha256] = family
                yield record

    return follow(records(), lambda record: families.get(record.article.sha256) or own_family(record), step=step)


def assessed(followed: Followed, agreement: Told, day: str, moved: bool = False) -> list[Assessment]:
    """Give the status of an agreement on a day, or (`moved`) of every day until then on which it changed."""
    others = list(followed.book.agreements.values())
    if moved:
        return history(agreement, followed.claims, day, others=others)
    return [status(agreement, followed.claims, day, others=others)]


def committed(followed: Followed, agreement: Told, day: str) -> list[Assessment]:
    """Give the state of each commitment of an agreement on a day, in the order in which they are told."""
    overall = status(agreement, followed.claims, day, others=followed.book.agreements.values())
    return commitment_states(agreement, followed.claims, day, Sides(followed.book.sides.values()), overall)
