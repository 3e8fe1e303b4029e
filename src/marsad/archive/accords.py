"""Agreements as articles name them: how often, from when to when, and what is said of each."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from marsad.archive.callings import mentions_of
from marsad.archive.lookup import among
from marsad.archive.questions import published_within
from marsad.archive.rows import Row
from marsad.archive.tables import agreement_facts, agreements, articles, current


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
        .where(*published_within(agreements, since, until))
        .group_by(label)
        .order_by(func.count(func.distinct(agreements.c.article)).desc(), label)
        .limit(limit)
    )
    if named is not None:
        query = query.where(mentions_of(connection, named))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    names = [row["agreement"] for row in rows]
    told: dict[str, dict[str, int]] = {}
    facts = (
        select(label.label("agreement"), agreement_facts.c.kind, func.count())
        .join(agreement_facts, agreement_facts.c.agreement == agreements.c.number)
        .join(current, current.c.record == agreements.c.record)
        .where(among(connection, label, names), *published_within(agreements, since, until))
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
        .where(mentions_of(connection, named), *published_within(agreement_facts, since, until))
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
