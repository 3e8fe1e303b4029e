"""Answers in rows: claims, a person or body, agreements, a timeline, articles found by words, sums by month, place and pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from marsad.arabic.fold import fold
from marsad.archive.acts import reported_events
from marsad.archive.connect import Archive
from marsad.archive.lookup import among, chunks, mapping
from marsad.archive.names import entities_named, party_keys, spellings
from marsad.archive.questions import Filter, agreement_condition, articles_with, find_events
from marsad.archive.rows import Row
from marsad.archive.shown import tolls, voucher
from marsad.archive.tables import (
    agreement_facts,
    agreements,
    aliases,
    articles,
    assignments,
    changes,
    claims,
    current,
    entities,
    event_parties,
    events,
    offices,
    statements,
    sums,
)
from marsad.archive.words import first_mark, question_terms
from marsad.record import UsageError

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


def who_is(connection: Connection, said: str, limit: int = 20) -> dict[str, Any]:
    """Give what the archive knows of a person, body, group or state: names, offices, deeds by type, last acts and last statements.

    Raises UsageError if nobody of that name occurs.
    """
    known = entities_named(connection, said)
    keys = {role: party_keys(connection, said, role) for role in ("actor", "recipient", "voucher")}
    counts: dict[str, dict[str, int]] = {}
    for role, mine in keys.items():
        first = select(event_parties.c.event).where(event_parties.c.role == role, event_parties.c.key.in_(mine)).order_by(event_parties.c.day.desc()).limit(COUNTED).subquery()
        rows = select(events.c.type, func.count()).join(first, first.c.event == events.c.id).group_by(events.c.type).order_by(func.count().desc(), events.c.type)
        counts[role] = mapping(connection, rows)
    speakers = [*known, *(key for key in spellings(said) if key not in known)]
    spoken = (
        select(statements, articles.c.id, articles.c.outlet, func.substr(articles.c.text, statements.c.start + 1, statements.c.end - statements.c.start).label("content"))
        .join(articles, articles.c.number == statements.c.article)
        .join(current, current.c.record == statements.c.record)
        .where(statements.c.speaker.in_(speakers))
        .order_by(statements.c.published.desc(), statements.c.number.desc())
        .limit(limit)
    )
    said_rows = [
        {"published": r.published, "outlet": r.outlet, "article": r.id, "cue": r.cue, "form": r.form, "start": r.start, "end": r.end, "content": r.content}
        for r in connection.execute(spoken)
    ]
    acts = find_events(connection, Filter(party=said, limit=limit))
    if not known and not acts and not said_rows and not any(counts.values()):
        raise UsageError(said, "nobody of this name occurs in the archive", "Try another spelling, an id, or `marsad search`.")
    about = [dict(row) for row in connection.execute(select(entities).where(entities.c.id.in_(known))).mappings()]
    return {
        "asked": said,
        "entities": about,
        "aliases": list(connection.execute(select(aliases.c.alias).where(aliases.c.entity.in_(known)).order_by(aliases.c.alias).limit(50)).scalars()),
        "offices": [dict(row) for row in connection.execute(select(offices).where(offices.c.entity.in_(known)).order_by(offices.c.start)).mappings()],
        "as_actor": counts["actor"],
        "as_recipient": counts["recipient"],
        "as_voucher": counts["voucher"],
        "events": acts,
        "statements": said_rows,
    }


COUNTED = 5_000  # acts that a person's counts by type look at, the newest: more say nothing new and take time


def agreement_rows(connection: Connection, named: str | None = None, since: str | None = None, until: str | None = None, limit: int = 50) -> list[Row]:
    """Give the agreements that articles name, those most written of first: how often, from when to when, and what is said of each."""
    label = func.coalesce(agreements.c.entity, agreements.c.name, agreements.c.folded)
    query = (
        select(
            label.label("agreement"),
            func.min(agreements.c.kind).label("kind"),
            func.count(func.distinct(agreements.c.article)).label("articles"),
            func.min(agreements.c.published).label("first_report"),
            func.max(agreements.c.published).label("last_report"),
        )
        .join(current, current.c.record == agreements.c.record)
        .where(*_published(agreements, since, until))
        .group_by(label)
        .order_by(func.count(func.distinct(agreements.c.article)).desc(), label)
        .limit(limit)
    )
    if named is not None:
        query = query.where(agreement_condition(named))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    names = [row["agreement"] for row in rows]
    told: dict[str, dict[str, int]] = {}
    facts = (
        select(label.label("agreement"), agreement_facts.c.kind, func.count())
        .join(agreement_facts, agreement_facts.c.agreement == agreements.c.number)
        .join(current, current.c.record == agreements.c.record)
        .where(among(connection, label, names), *_published(agreements, since, until))
        .group_by(label, agreement_facts.c.kind)
        .order_by(label, agreement_facts.c.kind)
    )
    for name, kind, number in connection.execute(facts):
        told.setdefault(name, {})[kind] = number
    return [{**row, "facts": told.get(row["agreement"], {})} for row in rows]


def fact_rows(connection: Connection, named: str, since: str | None = None, until: str | None = None, limit: int = 200) -> list[Row]:
    """Give what is said about an agreement, in order of report: kind, by whom, deadline, the words, and who vouches for it."""
    query = (
        select(
            agreement_facts.c.number,
            agreement_facts.c.body,
            agreement_facts.c.published,
            articles.c.id,
            articles.c.outlet,
            agreements.c.entity,
            agreements.c.name,
            agreements.c.folded,
        )
        .join(agreements, agreements.c.number == agreement_facts.c.agreement)
        .join(articles, articles.c.number == agreements.c.article)
        .where(agreement_condition(named), *_published(agreement_facts, since, until))
        .order_by(agreement_facts.c.published, agreement_facts.c.number)
        .limit(limit)
    )
    rows = []
    for row in connection.execute(query):
        fact = msgspec.json.decode(row.body)
        rows.append(
            {
                "published": row.published, "agreement": row.entity or row.name or row.folded, "kind": fact["kind"],
                "by": "; ".join(a.get("name") or a["text"] for a in fact["by"]), "deadline": fact["deadline"], "count": fact["count"],
                "where": "; ".join(fact["where"]), "vouchers": "; ".join(a.get("name") or a["text"] for a in fact["attribution"]) or row.outlet,
                "outlet": row.outlet, "article": row.id, "start": fact["start"], "end": fact["end"], "words": fact["text"],
            }
        )  # fmt: skip
    return rows


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
    numbers = articles_with(connection, words, 20_000 if narrowed else limit)
    query = select(articles).where(among(connection, articles.c.number, numbers), *_published(articles, since, until))
    if outlet is not None:
        query = query.where(or_(articles.c.outlet == outlet, func.lower(articles.c.outlet) == outlet.casefold()))
    found = connection.execute(query.order_by(articles.c.number.desc()).limit(limit)).all()
    acts: dict[int, list[str]] = {}
    pairs = select(claims.c.article, assignments.c.event).join(assignments, assignments.c.claim == claims.c.number).where(assignments.c.until.is_(None))
    for part in chunks([row.number for row in found]):
        for article, event in connection.execute(pairs.where(among(connection, claims.c.article, part)).order_by(claims.c.number)):
            acts.setdefault(article, []).append(event)
    rows = []
    for row in found:
        start, end = first_mark(row.text, terms)
        rows.append(
            {
                "article": row.id, "outlet": row.outlet, "published": row.published, "title": row.title, "start": start, "end": end,
                "excerpt": row.text[max(0, start - AROUND) : end + AROUND].replace("\n", " "), "events": list(dict.fromkeys(acts.get(row.number, []))), "url": row.url,
            }
        )  # fmt: skip
    return rows


def sum_rows(connection: Connection, by: str, wanted: Filter) -> list[Row]:
    """Give deeds (actual and historical acts) summed by "month", "place" (governorate), "dyad" or "type", with PLOVER scores.

    Filters by type, time, place (a country's code) and pair of countries are answered from the monthly sums. Raises UsageError for others.
    """
    columns = {"month": [sums.c.month], "place": [sums.c.a, sums.c.b], "dyad": [sums.c.a, sums.c.b], "type": [sums.c.type]}
    names = {"month": ["month"], "place": ["country", "admin1"], "dyad": ["actor", "recipient"], "type": ["type"]}
    if by not in columns:
        raise UsageError("--by", f"{by!r} is not known", "Use month, place, dyad or type.")
    others = [name for name in ("party", "near", "voucher", "factuality", "agreement", "words") if getattr(wanted, name)]
    if others or wanted.confidence > 0 or wanted.families > 1:
        raise UsageError("--by", f"sums are not kept by {', '.join(others) or 'confidence or sources'}", "Filter sums by type, time, place and pair of countries only.")
    dyads = by == "dyad" or (wanted.actor is not None and wanted.recipient is not None)
    query = select(
        *[column.label(name) for column, name in zip(columns[by], names[by], strict=True)],
        func.sum(sums.c.events).label("events"),
        func.sum(sums.c.tenths).label("tenths"),
        func.sum(sums.c.killed).label("killed"),
    ).where(sums.c.kind == ("dyad" if dyads else "place"))
    if wanted.types:
        query = query.where(sums.c.type.in_([kind.upper() for kind in wanted.types]))
    if wanted.since:
        query = query.where(sums.c.month >= wanted.since[:7])
    if wanted.until:
        query = query.where(sums.c.month <= wanted.until[:7])
    if dyads:
        query = query.where(*([sums.c.a == wanted.actor.upper()] if wanted.actor else []), *([sums.c.b == wanted.recipient.upper()] if wanted.recipient else []))
    elif wanted.place:
        query = query.where(or_(sums.c.a == wanted.place.upper(), func.lower(sums.c.b) == wanted.place.casefold()))
    query = query.group_by(*columns[by]).order_by(*([sums.c.month] if by == "month" else [func.sum(sums.c.events).desc(), *columns[by]])).limit(wanted.limit).offset(wanted.offset)
    rows = []
    for row in connection.execute(query).mappings():
        count, total = int(row["events"]), int(row["tenths"]) / 10
        rows.append({**{name: row[name] for name in names[by]}, "events": count, "score_sum": total, "score_mean": round(total / count, 3), "killed": int(row["killed"])})
    return rows


def log_rows(connection: Connection, subject: str | None = None, action: str | None = None, limit: int = 50) -> list[Row]:
    """Give the last entries of the log of changes, newest first."""
    query = select(changes).order_by(changes.c.number.desc()).limit(limit)
    if subject is not None:
        query = query.where(changes.c.subject == subject)
    if action is not None:
        query = query.where(changes.c.action == action)
    return [dict(row) for row in connection.execute(query).mappings()]


def change_action(archive: Archive, number: int) -> str | None:
    """Give what a change was (merge, split, edit …), None if there is none of that number."""
    with archive.reading() as connection:
        return connection.execute(select(changes.c.action).where(changes.c.number == number)).scalar()


def _published(table: Any, since: str | None, until: str | None) -> list[Any]:
    found = []
    if since is not None:
        found.append(table.c.published >= since)
    if until is not None:
        found.append(table.c.published < f"{until}~")  # days and times of that day: ~ follows digits and T
    return found
