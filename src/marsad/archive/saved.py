"""Saved filters: what each found that is new, and the messages about it that are on their way to a webhook.

An act is new to a filter when none of its articles had been filed when the filter was last looked at. So it is told once, whatever its
id becomes when more reports join it, and reading old articles anew tells nothing again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select, update

from marsad.archive.acts import current_event
from marsad.archive.canonical import canonical, stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import add_rows, among, next_number
from marsad.archive.questions import Filter, find_events
from marsad.archive.rows import Row
from marsad.archive.tables import articles, deliveries, events, saved_filters, saved_matches, webhooks
from marsad.record import UsageError

MOST = 1_000  # acts that one look tells of a filter; more come with the next look
A_MESSAGE = 100  # acts in one message


class Message(NamedTuple):
    """A message that is due: where it goes, with which secret, whether it may go into a private network, and how often it was tried."""

    number: int
    address: str
    secret: str
    private: bool
    body: str
    attempts: int


def add_saved(archive: Archive, owner: str, title: str, query: str, webhook: int | None, now: datetime) -> int:
    """Save a filter; what is filed from now on is new to it. Give its number. Raises UsageError for a webhook that is not there."""
    with archive.writing() as connection:
        if webhook is not None and connection.execute(select(webhooks.c.number).where(webhooks.c.number == webhook, webhooks.c.removed.is_(None))).first() is None:
            raise UsageError(str(webhook), "there is no such webhook", "`marsad webhooks list` shows them.")
        number = next_number(connection, saved_filters.c.number)
        seen = connection.execute(select(func.coalesce(func.max(articles.c.number), 0))).scalar_one()
        row = {"number": number, "owner": owner, "title": title, "query": query, "webhook": webhook, "seen": seen, "created": stamp(now), "removed": None}
        add_rows(connection, saved_filters, [row])
        return number


def remove_saved(archive: Archive, number: int, now: datetime, of: str | None = None) -> None:
    """Look at a filter no more. `of`: only if it is this person's. Raises UsageError if it is not there."""
    with archive.writing() as connection:
        one = saved_filter(connection, number)
        if one is None or of not in (None, one["owner"]):
            raise UsageError(str(number), "there is no such saved filter, or it is somebody else's", "The page of the saved filters lists them.")
        connection.execute(update(saved_filters).where(saved_filters.c.number == number).values(removed=stamp(now)))
        connection.execute(
            update(deliveries).where(deliveries.c.filter == number, deliveries.c.due.is_not(None)).values(due=None, body="", outcome="given up", said="the filter was removed")
        )


def saved_rows(connection: Connection) -> list[Row]:
    """Give the filters in use, each with how many acts it found and its webhook's address, newest first."""
    found = select(saved_matches.c.filter, func.count().label("found")).group_by(saved_matches.c.filter).subquery()
    query = select(saved_filters, func.coalesce(found.c.found, 0).label("found"), webhooks.c.address).join(found, found.c.filter == saved_filters.c.number, isouter=True)
    query = query.join(webhooks, webhooks.c.number == saved_filters.c.webhook, isouter=True).where(saved_filters.c.removed.is_(None))
    return [dict(row) for row in connection.execute(query.order_by(saved_filters.c.number.desc())).mappings()]


def saved_filter(connection: Connection, number: int) -> Row | None:
    """Give a filter in use, None if there is none of this number."""
    row = connection.execute(select(saved_filters).where(saved_filters.c.number == number, saved_filters.c.removed.is_(None))).mappings().first()
    return dict(row) if row is not None else None


def found_rows(connection: Connection, number: int, limit: int) -> list[Row]:
    """Give the acts that a filter found, those found last first, as they are now, each with when it was `found`."""
    query = select(saved_matches.c.event, saved_matches.c.found).where(saved_matches.c.filter == number)
    told = {row.event: row.found for row in connection.execute(query.order_by(saved_matches.c.found.desc(), saved_matches.c.event).limit(limit))}
    now = {identity: current_event(connection, identity) for identity in told}
    held = {row["id"]: dict(row) for row in connection.execute(select(events).where(among(connection, events.c.id, sorted({n for n in now.values() if n})))).mappings()}
    rows: dict[str, Row] = {}
    for identity, found in told.items():
        act = held.get(now[identity] or "")
        if act is not None:
            rows.setdefault(act["id"], {**act, "found": found})
    return list(rows.values())


def look(archive: Archive, now: datetime, filter_of: Callable[[str], Filter]) -> int:
    """Look what is new to each filter, note it, and put messages on their way; give how many acts were found. `filter_of` reads a query."""
    with archive.reading() as connection:
        last = connection.execute(select(func.coalesce(func.max(articles.c.number), 0))).scalar_one()
        behind = connection.execute(select(saved_filters.c.number).where(saved_filters.c.removed.is_(None), saved_filters.c.seen < last)).scalars().all()
    return sum(_look(archive, number, now, filter_of) for number in behind)


def _look(archive: Archive, number: int, now: datetime, filter_of: Callable[[str], Filter]) -> int:
    with archive.writing() as connection:
        one = saved_filter(connection, number)
        if one is None:
            return 0
        last = connection.execute(select(func.coalesce(func.max(articles.c.number), 0))).scalar_one()
        wanted = msgspec.structs.replace(filter_of(one["query"]), filed_after=one["seen"], limit=MOST + 1, after=None, offset=0)
        rows = find_events(connection, wanted)
        known = set(
            connection.execute(select(saved_matches.c.event).where(saved_matches.c.filter == number, among(connection, saved_matches.c.event, [r["id"] for r in rows]))).scalars()
        )
        new = [row for row in rows[:MOST] if row["id"] not in known]
        add_rows(connection, saved_matches, [{"filter": number, "event": row["id"], "found": stamp(now)} for row in new])
        if one["webhook"] is not None:
            _send(connection, one, new, now)
        connection.execute(update(saved_filters).where(saved_filters.c.number == number).values(seen=last))
        return len(new)


def _send(connection: Connection, one: Row, new: Sequence[Row], now: datetime) -> None:
    first = next_number(connection, deliveries.c.number)
    parts = [new[start : start + A_MESSAGE] for start in range(0, len(new), A_MESSAGE)]
    about = {"number": one["number"], "title": one["title"], "query": one["query"]}
    add_rows(connection, deliveries, [
        {
            "number": first + i, "filter": one["number"], "webhook": one["webhook"], "body": canonical({"delivery": first + i, "made": stamp(now), "filter": about, "events": part}),
            "created": stamp(now), "due": stamp(now), "attempts": 0, "outcome": "waiting", "said": "",
        }
        for i, part in enumerate(parts)
    ])  # fmt: skip


def take_due(archive: Archive, now: datetime, lease: timedelta, limit: int = 20) -> list[Message]:
    """Give the messages that are due. Nobody else is given them until the lease is over: if this process dies, they are due again then."""
    with archive.writing() as connection:
        columns = (deliveries.c.number, webhooks.c.address, webhooks.c.secret, webhooks.c.private, deliveries.c.body, deliveries.c.attempts)
        query = select(*columns).join(webhooks, webhooks.c.number == deliveries.c.webhook).where(deliveries.c.due <= stamp(now), webhooks.c.removed.is_(None))
        found = [
            Message(row[0], row[1], row[2], bool(row[3]), row[4], row[5] + 1) for row in connection.execute(query.order_by(deliveries.c.due, deliveries.c.number).limit(limit))
        ]
        numbers = [message.number for message in found]
        if numbers:
            leased: dict[str, Any] = {"due": stamp(now + lease), "attempts": deliveries.c.attempts + 1}
            connection.execute(update(deliveries).where(among(connection, deliveries.c.number, numbers)).values(**leased))
        return found


def note_delivery(archive: Archive, number: int, outcome: str, said: str, due: datetime | None) -> None:
    """Note what became of a message: delivered, given up (then due is None), or waiting until it is due again. What is at an end is not kept: it names people."""
    with archive.writing() as connection:
        values = {"outcome": outcome, "said": said[:300], **({"due": stamp(due)} if due is not None else {"due": None, "body": ""})}
        connection.execute(update(deliveries).where(deliveries.c.number == number).values(**values))


def add_webhook(archive: Archive, address: str, secret: str, private: bool, who: str, now: datetime) -> int:
    """Name an address that messages may go to; give its number."""
    with archive.writing() as connection:
        number = next_number(connection, webhooks.c.number)
        add_rows(connection, webhooks, [{"number": number, "address": address, "secret": secret, "private": int(private), "created": stamp(now), "removed": None}])
        append(connection, [Change(stamp(now), who, "webhook", f"webhook:{number}", "", None, {"address": address, "private": private})])
        return number


def remove_webhook(archive: Archive, number: int, who: str, now: datetime) -> None:
    """Let no more messages go to an address. Raises UsageError if it is not there."""
    with archive.writing() as connection:
        done = connection.execute(update(webhooks).where(webhooks.c.number == number, webhooks.c.removed.is_(None)).values(removed=stamp(now)))
        if done.rowcount == 0:
            raise UsageError(str(number), "there is no such webhook", "`marsad webhooks list` shows them.")
        waiting = update(deliveries).where(deliveries.c.webhook == number, deliveries.c.due.is_not(None))
        connection.execute(waiting.values(due=None, body="", outcome="given up", said="the webhook was removed"))
        connection.execute(update(saved_filters).where(saved_filters.c.webhook == number).values(webhook=None))
        append(connection, [Change(stamp(now), who, "webhook", f"webhook:{number}", "", {"removed": None}, {"removed": stamp(now)})])


def webhook_rows(connection: Connection) -> list[Row]:
    """Give the webhooks in use without their secrets, each with what became of its messages."""

    def counted(outcome: str) -> Any:
        return select(func.count()).select_from(deliveries).where(deliveries.c.webhook == webhooks.c.number, deliveries.c.outcome == outcome).correlate(webhooks).scalar_subquery()

    said = select(deliveries.c.said).where(deliveries.c.webhook == webhooks.c.number).order_by(deliveries.c.number.desc()).limit(1).correlate(webhooks).scalar_subquery()
    counts = [counted(outcome).label(name) for outcome, name in (("waiting", "waiting"), ("delivered", "delivered"), ("given up", "given_up"))]
    query = select(webhooks.c.number, webhooks.c.address, webhooks.c.private, webhooks.c.created, *counts, said.label("said")).where(webhooks.c.removed.is_(None))
    return [dict(row) for row in connection.execute(query.order_by(webhooks.c.number)).mappings()]
