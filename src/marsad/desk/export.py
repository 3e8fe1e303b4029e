"""Export: from the record to files that other tools read.

`reported_events` makes one act of every event of a record: without an archive nobody has said which reports are of one act.
Whoever has an archive hands its acts and deadlines to `export_events` instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from marsad.arabic.sentences import split_sentences
from marsad.export.deadlines import Deadline
from marsad.export.layouts import layout_of
from marsad.export.options import Options
from marsad.export.parties import called
from marsad.export.report import Report
from marsad.export.writing import Outcome, print_export, write_export
from marsad.gather.files import Item, article_of
from marsad.record import Agreement, AgreementFact, Claim, Event, Failure, InputError, MarsadError, Record, ReportedEvent, Source
from marsad.record.types import ArticleInfo

_records = msgspec.json.Decoder(Record)
_failures = msgspec.json.Decoder(Failure)


class Unread(NamedTuple):
    """A line that holds no record. `expected`: it stands for an article that `marsad read` could not read."""

    message: str
    expected: bool


def read_records(items: Iterable[Item], unread: Callable[[Unread], None]) -> Iterator[Record]:
    """Yield the records of files of records; what is none is handed to `unread` and the rest is read."""
    for item in items:
        try:
            found = line_of(item)
        except MarsadError as error:
            unread(Unread(f"{error.where}: {error.found}. {error.todo}", expected=False))
            continue
        if isinstance(found, Failure):
            unread(Unread(f"{item.where}: the article {found.article.get('id', '')!r} could not be read", expected=True))
        else:
            yield found


def line_of(item: Item) -> Record | Failure:
    """Give the record of a line, or what stands there for an article that could not be read. Raises InputError."""
    if item.kind == "failed":
        article_of(item)  # raises what is wrong with the input
    if item.kind != "line":
        raise InputError(item.where, "an article, not a line of records", "Read it first: `marsad read FILE -o records.jsonl`.")
    try:
        return _records.decode(item.data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = str(error)
    try:
        return _failures.decode(item.data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise InputError(item.where, f"not a record ({problem})", "Give the lines that `marsad read` writes.") from None


def reported_events(records: Iterable[Record]) -> Iterator[ReportedEvent]:
    """Yield one act for every event, in order, with its one report. Ids stay the record's; one that comes again gets a number."""
    taken: dict[str, int] = {}
    for record in records:
        if not record.events:
            continue
        source = source_of(record.article)
        sentences = split_sentences(record.article.text)
        for event in record.events:
            taken[event.id] = times = taken.get(event.id, 0) + 1
            identity = event.id if times == 1 else f"{event.id}-{times}"
            at = event.trigger.start
            sentence = next((record.article.text[start:end] for start, end in sentences if start <= at < end), None)
            yield _single(identity, event, source, sentence)


def _single(identity: str, event: Event, source: Source, sentence: str | None) -> ReportedEvent:
    return ReportedEvent(id=identity, shown=event, claims=[Claim(id=identity, source=source, event=event, sentence=sentence)])


def source_of(article: ArticleInfo) -> Source:
    """Give the source that an article of a record is; each article is a family of its own here."""
    return Source(article=article.id, family=article.id, outlet=article.outlet, title=article.title, url=article.url, published=article.published, sha256=article.sha256)


def deadlines_of(records: Iterable[Record]) -> Iterator[Deadline]:
    """Yield the deadlines of agreements that records tell: each fact with a day, and facts of the kind `deadline` without one."""
    for record in records:
        for number, fact in enumerate(record.agreement_facts):
            if fact.deadline is not None or fact.kind == "deadline":
                yield _deadline(record, number, fact, record.agreements[fact.agreement] if fact.agreement < len(record.agreements) else None)


def _deadline(record: Record, number: int, fact: AgreementFact, agreement: Agreement | None) -> Deadline:
    return Deadline(
        id=f"{record.article.sha256[:16]}-{number}",
        agreement=(agreement.name or agreement.text) if agreement is not None else "",
        kind=fact.kind,
        due=fact.deadline,
        text=fact.text,
        source=source_of(record.article),
        by=[called(party) for party in fact.by],
        vouchers=[called(party) for party in fact.attribution],
    )


def export_records(layout: str, records: Iterable[Record], target: Path, options: Options, excel: bool = False, created: str | None = None) -> Outcome:
    """Write records in a layout to a file, with its loss report and description. Raises UsageError."""
    if layout_of(layout).wants_deadlines:
        return export_events(layout, (), deadlines_of(records), target, options, excel, created)
    return export_events(layout, reported_events(records), (), target, options, excel, created)


def export_events(
    layout: str, events: Iterable[ReportedEvent], deadlines: Iterable[Deadline], target: Path, options: Options, excel: bool = False, created: str | None = None
) -> Outcome:
    """Write acts (or, for the calendar, deadlines) in a layout to a file, with its loss report and description. Raises UsageError."""
    return write_export(layout_of(layout), events, target, options, deadlines, excel, created)


def print_records(layout: str, records: Iterable[Record], out: BinaryIO, options: Options, excel: bool = False) -> Report:
    """Write records in a layout to a stream, the data alone. Raises UsageError."""
    chosen = layout_of(layout)
    if chosen.wants_deadlines:
        return print_export(chosen, (), out, options, deadlines_of(records), excel)
    return print_export(chosen, reported_events(records), out, options, (), excel)
