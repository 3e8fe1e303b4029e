"""Follow agreements through an archive: what the ledger concludes from its records, kept until the archive changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
import zstandard
from sqlalchemy import Connection, func, select

from marsad.archive.alerts import last_day
from marsad.archive.connect import Archive
from marsad.archive.tables import agreement_facts, changes, current, families, records
from marsad.desk.ledger import Followed, assessed, committed, follow
from marsad.ledger.book import Book, load_book
from marsad.ledger.breaches import Period, Row, breaches
from marsad.ledger.claims import Assessment, Claim, Interval
from marsad.ledger.deadlines import Due, due
from marsad.ledger.meetings import Round, rounds
from marsad.ledger.posts import intervals, post_states
from marsad.ledger.sides import Sides
from marsad.ledger.told import Agreement, Commitment, ObservationPost
from marsad.record import Record, UsageError

MOST = 3_000  # records, the last loaded of those that tell anything of an agreement: some seconds of work at the first look


class Listed(NamedTuple):
    """One agreement of the list. `claims` counts what the archive's records say of it; `status` is None where they say nothing."""

    agreement: Agreement
    claims: int
    status: Assessment | None


class Duty(NamedTuple):
    commitment: Commitment
    due: Due
    state: Assessment


class Post(NamedTuple):
    """An observation post with its state now and the intervals of its states."""

    post: ObservationPost
    state: Assessment
    intervals: list[Interval]


class Agreed(NamedTuple):
    """One agreement: its status now and every day on which it moved, its duties with their state, its posts, its meetings, what is alleged by party, kind, governorate
    and period, and what is said of it, newest first. `words` gives the claims that the others name, by id."""

    agreement: Agreement
    book: Book
    day: str
    status: Assessment
    moves: list[Assessment]
    duties: list[Duty]
    claims: list[Claim]
    posts: list[Post]
    rounds: list[Round]
    breaches: list[Row]
    words: dict[str, Claim]


@cache
def book() -> Book:
    """Give the bundled book, loaded once. Raises LedgerError."""
    return load_book()


def listed(archive: Archive) -> tuple[list[Listed], str | None]:
    """Give all agreements of the ledger, those most spoken of first, and the day of the last report."""
    followed, day = _followed(archive)
    spoken: dict[str, int] = {}
    for claim in followed.claims:
        if claim.basis != "inferred":
            spoken[claim.agreement] = spoken.get(claim.agreement, 0) + 1
    rows = [Listed(a, spoken.get(a.id, 0), assessed(followed, a, day)[0] if day and a.id in spoken else None) for a in followed.book.agreements.values()]
    return sorted(rows, key=lambda row: (-row.claims, row.agreement.id)), day


def one(archive: Archive, identity: str, period: Period = "month") -> Agreed:
    """Give an agreement by its id, with or without its prefix; `period` is how long those of alleged breaches are. Raises UsageError if the ledger does not have it."""
    followed, last = _followed(archive)
    found = followed.book.agreements.get(identity) or followed.book.agreements.get(f"agreement.{identity}")
    if found is None:
        raise UsageError(identity, "the ledger has no such agreement", "`marsad ledger show` lists them.")
    day = last or "9999-12-31"
    states = committed(followed, found, day)
    duties = [Duty(c, due(found, c), state) for c, state in zip(found.commitments, states, strict=True)]
    mine = [c for c in followed.claims if c.agreement == found.id]
    said = sorted((c for c in mine if c.basis != "inferred"), key=lambda c: (c.reported or "", c.id), reverse=True)
    sides = Sides(followed.book.sides.values())
    posts = [Post(post, state, intervals(found, post, mine, day, sides)) for post, state in zip(found.posts, post_states(found, mine, day, sides), strict=True)]
    alleged = breaches(found, mine, day, sides, period) if last else []
    now, moves = assessed(followed, found, day)[0], assessed(followed, found, day, moved=True)
    return Agreed(found, followed.book, day, now, moves, duties, said, posts, rounds(found, mine, day), alleged, {c.id: c for c in mine})


class Posted(NamedTuple):
    """A post of an agreement with its states, in the order of their start; `status` is the last that is not contested."""

    post: ObservationPost
    spans: list[Interval]
    status: str


def posts(archive: Archive, identity: str) -> list[Posted]:
    """Give the posts of an agreement with what is told and claimed of them. Raises UsageError if the ledger does not have it."""
    return [Posted(told.post, told.intervals, told.state.value) for told in one(archive, identity).posts]


_kept: dict[str, tuple[int, Followed, str | None]] = {}


def _followed(archive: Archive) -> tuple[Followed, str | None]:
    with archive.reading() as connection:
        change = int(connection.execute(select(func.coalesce(func.max(changes.c.number), 0))).scalar_one())
        kept = _kept.get(archive.name)
        if kept is not None and kept[0] == change:
            return kept[1], kept[2]
        family: dict[str, str] = {}
        followed = follow(_records(connection, family), lambda record: family[record.article.sha256], book())
        day = last_day(connection)
    _kept[archive.name] = (change, followed, day)
    return followed, day


def _records(connection: Connection, family: dict[str, str]) -> Iterator[Record]:
    """Yield the records that tell of agreements, in the order of loading; note the family of each article's text in `family`."""
    telling = select(agreement_facts.c.record).distinct()
    newest = (
        select(records.c.number, records.c.body, families.c.family)
        .join(current, current.c.record == records.c.number)
        .join(families, families.c.article == records.c.article)
        .where(records.c.number.in_(telling))
        .order_by(records.c.number.desc())
        .limit(MOST)
        .subquery()
    )
    decode, unpack = msgspec.json.Decoder(Record).decode, zstandard.ZstdDecompressor()
    for row in connection.execute(select(newest).order_by(newest.c.number)):
        record = decode(unpack.decompress(row.body))
        family[record.article.sha256] = row.family
        yield record
