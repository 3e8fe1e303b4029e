"""Whether an archive is whole: the log's chain, the hashes of what was delivered, the quotes of every claim, and who belongs where.

`deep` also groups all claims anew and adds up all sums, to compare with what is stored; it takes as long as joining did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
import zstandard
from sqlalchemy import Connection, func, select

from marsad.archive import identity
from marsad.archive.acts import Claims, event_id, reported_events
from marsad.archive.canonical import sha256
from marsad.archive.chain import broken_links, head
from marsad.archive.connect import Archive
from marsad.archive.derive import event_row
from marsad.archive.lookup import mapping
from marsad.archive.rows import claim_key
from marsad.archive.tables import articles, assignments, captures, changes, claims, current, decisions, event_articles, events, records, sums
from marsad.archive.verdicts import verdicts_of
from marsad.record import Event, Record

AT_ONCE = 500  # rows in memory
_record = msgspec.json.Decoder(Record)
_event = msgspec.json.Decoder(Event)


class Fault(NamedTuple):
    """One thing that is not as it was written: where (a table and its key), and what."""

    where: str
    found: str


class Report(NamedTuple):
    """What was looked at, by name, what was found, and the head of the log, to be noted elsewhere."""

    looked_at: dict[str, int]
    faults: list[Fault]
    head: str


def verify(archive: Archive, deep: bool = False, expected_head: str | None = None, step: Callable[[], None] = lambda: None) -> Report:
    """Look through an archive; `step` is called for each article and change. An archive that is whole has no faults."""
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    with archive.reading() as connection:
        masked = _redacted(connection)
        loaded = _log(connection, counts, faults, step, masked)
        if expected_head is not None and connection.execute(select(changes.c.number).where(changes.c.hash == expected_head)).first() is None:
            faults.append(Fault("changes", f"no entry has the hash {expected_head}: entries are missing at the end, or the log is another"))
        _articles(connection, counts, faults, loaded, step, masked)
        _records(connection, counts, faults, loaded, masked)
        _assignments(connection, counts, faults)
        if deep:
            faults += _joined_anew(connection)
            faults += _added_anew(connection)
            faults += _told_in(connection)
        return Report(dict(counts), faults, head(connection))


class Masked(NamedTuple):
    """What the log says of parts out of which a person was taken: by the hash that each had the one it has now, by number for entries of the log."""

    parts: dict[str, str]
    log: dict[int, str]


def _redacted(connection: Connection) -> Masked:
    masked = Masked({}, {})
    for row in connection.execute(select(changes.c.after).where(changes.c.action == "redact").order_by(changes.c.number)):
        after = msgspec.json.decode(row.after)
        for kind in ("texts", "records", "captures"):
            masked.parts.update(after[kind])
        masked.log.update({int(number): digest for number, digest in after["log"].items()})
    return masked


def _log(connection: Connection, counts: Counter[str], faults: list[Fault], step: Callable[[], None], masked: Masked) -> set[str]:
    """Check the chain; give the hashes of the texts and records that it says were loaded, and note in `masked` those that came without a name."""
    loaded: set[str] = set()

    def entries() -> Iterator[Any]:
        for row in _rows(connection, select(changes).order_by(changes.c.number)):
            if row.action == "load":
                after = msgspec.json.decode(row.after)
                loaded.update((after["article"], after["record"]))
                for known, now in after.get("masked", {}).items():
                    masked.parts.setdefault(known, now)
            counts["changes"] += 1
            step()
            yield row

    faults += [Fault("changes", found) for found in broken_links(entries(), masked.log)]
    return loaded


def _articles(connection: Connection, counts: Counter[str], faults: list[Fault], loaded: set[str], step: Callable[[], None], masked: Masked) -> None:
    for row in _rows(connection, select(articles.c.id, articles.c.sha256, articles.c.text).order_by(articles.c.number)):
        counts["articles"] += 1
        step()
        if sha256(row.text) != masked.parts.get(row.sha256, row.sha256):
            faults.append(Fault(f"articles {row.id}", "the text is not the one whose hash was taken"))
        if row.sha256 not in loaded:
            faults.append(Fault(f"articles {row.id}", "the log does not know it"))
    for row in _rows(connection, select(captures.c.number, captures.c.sha256, captures.c.evidence).order_by(captures.c.number)):
        counts["captures"] += 1
        if sha256(row.evidence) != masked.parts.get(row.sha256, row.sha256):
            faults.append(Fault(f"captures {row.number}", "the evidence is not the one whose hash was taken"))


def _records(connection: Connection, counts: Counter[str], faults: list[Fault], loaded: set[str], masked: Masked) -> None:
    unpack = zstandard.ZstdDecompressor()
    query = select(records.c.number, records.c.sha256, records.c.body, articles.c.id, articles.c.text).join(articles, articles.c.number == records.c.article)
    for row in _rows(connection, query.order_by(records.c.number)):
        counts["records"] += 1
        where = f"records {row.number} ({row.id})"
        try:
            body = unpack.decompress(row.body)
        except zstandard.ZstdError:
            faults.append(Fault(where, "the record cannot be unpacked"))
            continue
        if sha256(body) != masked.parts.get(row.sha256, row.sha256):
            faults.append(Fault(where, "the record is not the one whose hash was taken"))
        elif row.sha256 not in loaded:
            faults.append(Fault(where, "the log does not know it"))
        record = _record.decode(body)
        expected = {claim_key(record.article.id, record.article.sha256, event.id): event for event in record.events}
        found = {claim.key: claim.body for claim in connection.execute(select(claims.c.key, claims.c.body).where(claims.c.record == row.number))}
        counts["claims"] += len(found)
        for key in sorted(expected.keys() | found.keys()):
            if key not in found:
                faults.append(Fault(where, f"claim {key} is missing"))
            elif key not in expected or _event.decode(found[key]) != expected[key]:
                faults.append(Fault(f"claims {key}", "it is not what the record says"))
            else:
                faults += [Fault(f"claims {key}", f"it quotes {quoted!r}, which the text does not say there") for quoted in misquoted(row.text, expected[key])]


def misquoted(text: str, event: Event) -> list[str]:
    """Give the words of an event's spans that do not stand in the text where the spans say."""
    spans: list[Any] = [event.trigger, *event.actors, *event.recipients, *event.attribution, *event.where]
    spans += [count.span for count in event.counts if count.span is not None]
    spans += [step.span for step in event.because if step.span is not None]
    if event.when is not None and event.when.text_span is not None:
        spans.append(event.when.text_span)
    return [span.text for span in spans if text[span.start : span.end] != span.text]


def _assignments(connection: Connection, counts: Counter[str], faults: list[Fault]) -> None:
    held = select(assignments.c.claim, func.count().label("times")).where(assignments.c.until.is_(None)).group_by(assignments.c.claim).subquery()
    counted = select(claims.c.key, held.c.times).join(current, current.c.record == claims.c.record).join(held, held.c.claim == claims.c.number, isouter=True)
    for key, times in connection.execute(counted.where(func.coalesce(held.c.times, 0) != 1)):
        faults.append(Fault(f"claims {key}", f"it belongs to {times or 0} events"))
    old = select(claims.c.key).join(held, held.c.claim == claims.c.number).join(current, current.c.record == claims.c.record, isouter=True).where(current.c.record.is_(None))
    faults += [Fault(f"claims {key}", "it is of a reading that was replaced, but still counts") for key in connection.execute(old).scalars()]
    told = mapping(connection, select(assignments.c.event, func.count()).where(assignments.c.until.is_(None)).group_by(assignments.c.event))
    for identity_, stored in connection.execute(select(events.c.id, events.c.claims)):
        counts["events"] += 1
        if told.pop(identity_, 0) != stored:
            faults.append(Fault(f"events {identity_}", f"it says {stored} claims, but others belong to it"))
    faults += [Fault(f"events {identity_}", "claims belong to it, but it is not there") for identity_ in sorted(told)]


def _joined_anew(connection: Connection) -> Iterator[Fault]:
    numbers = connection.execute(select(claims.c.number).join(current, current.c.record == claims.c.record).order_by(claims.c.number)).scalars().all()
    known = {k.facts.key: k for k in Claims().of(connection, numbers)}
    facts = {key: k.facts for key, k in known.items()}
    decided = connection.execute(select(decisions.c.kind, decisions.c.a, decisions.c.b).where(decisions.c.undone.is_(None))).all()
    together = [(a, b) for kind, a, b in decided if kind == "together"]
    apart = [(a, b) for kind, a, b in decided if kind == "apart"]
    held = mapping(connection, select(claims.c.key, assignments.c.event).join(assignments).where(assignments.c.until.is_(None)))
    for group in identity.join(facts, identity.pairs(facts.values()), together, apart):
        expected = event_id([known[key] for key in group])
        for key in group:
            if held.get(key) != expected:
                yield Fault(f"claims {key}", f"it belongs to {held.get(key)}, but grouping anew gives {expected}")


def _added_anew(connection: Connection) -> Iterator[Fault]:
    stored = {row["id"]: row for row in connection.execute(select(events)).mappings()}
    wanted = sorted(stored)
    for start in range(0, len(wanted), AT_ONCE):
        acts = reported_events(connection, wanted[start : start + AT_ONCE])
        verdicts = verdicts_of(connection, acts)
        for act in acts:
            if event_row(act, verdicts.get(act.id)) != dict(stored[act.id]):
                yield Fault(f"events {act.id}", "what it shows is not what its claims give")
    months: Counter[tuple[str, str]] = Counter()
    for row in stored.values():
        if row["factuality"] in ("actual", "historical") and row["day"] and row["verdict"] != "reject":
            months[row["day"][:7], row["type"]] += 1
    added = select(sums.c.month, sums.c.type, func.sum(sums.c.events)).where(sums.c.kind == "place").group_by(sums.c.month, sums.c.type)
    for month, kind, events_ in connection.execute(added):
        if months.pop((month, kind), 0) != events_:
            yield Fault(f"sums {month} {kind}", "the sum is not that of the events")
    for month, kind in sorted(months):
        yield Fault(f"sums {month} {kind}", "the sum is missing")


def _told_in(connection: Connection) -> Iterator[Fault]:
    """Compare in which articles acts are told with what their claims say."""
    told = select(assignments.c.event, claims.c.article).join(claims, claims.c.number == assignments.c.claim).where(assignments.c.until.is_(None))
    stored = select(event_articles.c.event, event_articles.c.article)
    for event, article in connection.execute(told.except_(stored)):
        yield Fault(f"event_articles {event}", f"article {article} tells it, but is not there")
    for event, article in connection.execute(stored.except_(told)):
        yield Fault(f"event_articles {event}", f"article {article} does not tell it")


def _rows(connection: Connection, query: Any) -> Iterator[Any]:
    """Yield the rows of a question without holding all of them."""
    result = connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(query)
    yield from result
