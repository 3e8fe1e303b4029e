"""Answers in rows: claims, a timeline, articles found by words, the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from marsad.arabic.fold import fold
from marsad.archive.accords import fact_rows
from marsad.archive.acts import reported_events
from marsad.archive.connect import Archive
from marsad.archive.lookup import among, chunks
from marsad.archive.names import spellings
from marsad.archive.questions import Filter, find_events, published_within
from marsad.archive.rows import Row
from marsad.archive.shown import tolls, voucher
from marsad.archive.tables import articles, assignments, changes, claims
from marsad.archive.told import articles_with, newest_numbers
from marsad.archive.words import first_marks, question_terms

AROUND = 60  # code points of text on each side of a word that was found


def claim_rows(connection: Connection, ids: Sequence[str], voucher_named: str | None = None) -> list[Row]:
    """Give the claims of these acts in order of report, each with who vouches for it and the words that it rests on."""
    said = {fold(spelling) for spelling in spellings(voucher_named)} if voucher_named else None
    rows = []
    for act in reported_events(connection, ids):
        for claim in act.claims:
            event = claim.event
            vouchers = [a.name or a.text for a in event.attribution]
            if said is not None and said.isdisjoint(
                fold(v) for v in (*vouchers, *(a.text for a in event.attribution), *(a.entity or "" for a in event.attribution), claim.source.outlet or "")
            ):
                continue
            rows.append(
                {
                    "event": act.id, "claim": claim.id, "published": claim.source.published, "outlet": claim.source.outlet, "family": claim.source.family,
                    "article": claim.source.article, "type": event.type, "modes": "; ".join(event.modes), "factuality": event.factuality,
                    "vouchers": "; ".join(vouchers) or claim.source.outlet, "actors": "; ".join(a.name or a.text for a in event.actors),
                    "recipients": "; ".join(a.name or a.text for a in event.recipients), "first_day": event.when.start if event.when else None,
                    "last_day": event.when.end if event.when else None, "place": "; ".join(p.name or p.text for p in event.where),
                    "counts": "; ".join(f"{c.what}={_number(c)}" for c in event.counts), "confidence": event.confidence,
                    "start": event.trigger.start, "end": event.trigger.end, "words": event.trigger.text, "url": claim.source.url,
                }
            )  # fmt: skip
    return rows


def _number(count: Any) -> str:
    if count.value is not None:
        return f"{count.value:g}"
    return f"{'' if count.low is None else format(count.low, 'g')}..{'' if count.high is None else format(count.high, 'g')}"


def shown_tolls(connection: Connection, identity: str) -> list[Row]:
    """Give low, best and high of what the claims of an act count, and each voucher's numbers."""
    [act] = reported_events(connection, [identity])
    return [{**msgspec.to_builtins(toll), "vouchers": sorted({voucher(c) for c in act.claims})} for toll in tolls(act.claims)]


def timeline_rows(connection: Connection, wanted: Filter) -> list[Row]:
    """Give acts and, where an agreement is asked for, what is said of it, oldest first."""
    acts = find_events(connection, msgspec.structs.replace(wanted, oldest_first=True))
    rows: list[Row] = [
        {
            "day": act["day"], "kind": "event", "what": act["type"], "who": act["actors"], "whom": act["recipients"], "place": act["place"],
            "status": act["factuality"], "sources": act["families"], "id": act["id"],
        }
        for act in acts
    ]  # fmt: skip
    if wanted.agreement is not None:
        rows += [
            {
                "day": (fact["published"] or "")[:10] or None, "kind": "agreement", "what": fact["kind"], "who": fact["by"], "whom": "",
                "place": fact["where"], "status": fact["deadline"] and f"by {fact['deadline']}", "sources": 1, "id": fact["article"],
            }
            for fact in fact_rows(connection, wanted.agreement, wanted.since, wanted.until, wanted.limit)
        ]  # fmt: skip
        rows.sort(key=lambda row: row["day"] or "9999")
    return rows


def search_rows(connection: Connection, words: str, since: str | None = None, until: str | None = None, outlet: str | None = None, limit: int = 20) -> list[Row]:
    """Give the articles that hold all words, last loaded first, with the place of the first in the text and the acts that they report."""
    terms = question_terms(words)
    narrowed = bool(since or until or outlet)
    numbers = newest_numbers(connection, articles_with(connection, words), 20_000 if narrowed else limit)
    query = select(articles).where(among(connection, articles.c.number, numbers), *published_within(articles, since, until))
    if outlet is not None:
        query = query.where(or_(articles.c.outlet == outlet, func.lower(articles.c.outlet) == outlet.casefold()))
    found = connection.execute(query.order_by(articles.c.number.desc()).limit(limit)).all()
    acts: dict[int, list[str]] = {}
    pairs = select(claims.c.article, assignments.c.event).join(assignments, assignments.c.claim == claims.c.number).where(assignments.c.until.is_(None))
    for part in chunks([row.number for row in found]):
        for article, event in connection.execute(pairs.where(among(connection, claims.c.article, part)).order_by(claims.c.number)):
            acts.setdefault(article, []).append(event)
    rows = []
    marks = first_marks((row.text for row in found), terms)
    for row, (start, end) in zip(found, marks, strict=True):
        rows.append(
            {
                "article": row.id, "outlet": row.outlet, "published": row.published, "title": row.title, "start": start, "end": end,
                "excerpt": row.text[max(0, start - AROUND) : end + AROUND].replace("\n", " "), "events": list(dict.fromkeys(acts.get(row.number, []))), "url": row.url,
            }
        )  # fmt: skip
    return rows


def log_rows(connection: Connection, subject: str | Sequence[str] | None = None, action: str | None = None, limit: int = 50) -> list[Row]:
    """Give the last entries of the log of changes, newest first: all, or those about one subject or several."""
    query = select(changes).order_by(changes.c.number.desc()).limit(limit)
    if subject is not None:
        query = query.where(changes.c.subject == subject if isinstance(subject, str) else among(connection, changes.c.subject, list(subject)))
    if action is not None:
        query = query.where(changes.c.action == action)
    return [dict(row) for row in connection.execute(query).mappings()]


def change_action(archive: Archive, number: int) -> str | None:
    """Give what a change was (merge, split, edit …), None if there is none of that number."""
    with archive.reading() as connection:
        return connection.execute(select(changes.c.action).where(changes.c.number == number)).scalar()
