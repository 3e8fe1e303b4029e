"""The rows that make questions fast: one act spread over tables of parties, pairs, places and monthly sums."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from marsad.arabic.fold import fold
from marsad.archive.lookup import add_rows, among, chunks
from marsad.archive.rows import KEY, Row, who
from marsad.archive.shown import tolls
from marsad.archive.tables import assignments, claims, event_articles, event_dyads, event_parties, event_places, events, sums
from marsad.archive.verdicts import verdicts_of
from marsad.lexicon.compiled import load_lexicon
from marsad.record import Actor, ReportedEvent

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # an outlet may print its day in words: such a report dates nothing
COUNTED = frozenset({"actual", "historical"})  # sums count deeds: no plans, suppositions or denials
REJECTED = "rejected "  # before the kind of a sum of acts that an analyst rejected: they are added up apart
_TOWNS = frozenset({"city", "town", "small town", "village"})  # nouns that are no part of a name, as those for a hamlet are (كفر نبل)
_Key = tuple[str, str, str, str, str]  # month, kind, a, b, type


def write_events(connection: Connection, stale: Sequence[str], acts: Sequence[ReportedEvent]) -> None:
    """Replace the rows of the acts named in `stale` by those of `acts`; the monthly sums change by the difference."""
    change: Counter[_Key] = Counter()
    tenths: Counter[_Key] = Counter()
    killed: Counter[_Key] = Counter()

    def count(row: Any, dyads: Iterable[tuple[str, str]], sign: int) -> None:
        for key in _sum_keys(row, dyads):
            change[key] += sign
            tenths[key] += sign * round(row["score"] * 10)
            killed[key] += sign * int(row["killed"] or 0)

    for part in chunks(stale):
        pairs: dict[str, list[tuple[str, str]]] = {}
        for event, actor, recipient in connection.execute(
            select(event_dyads.c.event, event_dyads.c.actor, event_dyads.c.recipient).where(among(connection, event_dyads.c.event, part))
        ):
            pairs.setdefault(event, []).append((actor, recipient))
        for old in connection.execute(select(events).where(among(connection, events.c.id, part))).mappings():
            count(old, pairs.get(old["id"], ()), -1)
        for table in (event_articles, event_parties, event_dyads, event_places):
            connection.execute(delete(table).where(among(connection, table.c.event, part)))
        connection.execute(delete(events).where(among(connection, events.c.id, part)))

    rows, parties, pairs_new, places = [], [], [], []
    verdicts = verdicts_of(connection, acts)
    for act in acts:
        row = event_row(act, verdicts.get(act.id))
        rows.append(row)
        parties += party_rows(act, row["day"])
        mine = dyads_of(act)
        pairs_new += [{"event": act.id, "actor": a, "recipient": b, "day": row["day"]} for a, b in mine]
        places += place_rows(act, row["day"])
        count(row, mine, 1)
    for table, new in ((events, rows), (event_parties, parties), (event_dyads, pairs_new), (event_places, places)):
        add_rows(connection, table, new)
    _name_articles(connection, [row["id"] for row in rows])
    _add_sums(connection, change, tenths, killed)


def _name_articles(connection: Connection, new: Sequence[str]) -> None:
    """Enter in which articles these acts are told."""
    for part in chunks(new):
        told = (
            select(events.c.id, claims.c.article, events.c.day)
            .distinct()
            .join(assignments, assignments.c.event == events.c.id)
            .join(claims, claims.c.number == assignments.c.claim)
            .where(among(connection, events.c.id, part), assignments.c.until.is_(None))
        )
        connection.execute(insert(event_articles).from_select(["event", "article", "day"], told))


def event_row(act: ReportedEvent, verdict: str | None = None) -> Row:
    """Give the row of an act: the values on display, and what an analyst said of it."""
    shown = act.shown
    place = next(iter(shown.where), None)
    first, last = (shown.when.start, shown.when.end) if shown.when else (None, None)
    reports = [c.source.published for c in act.claims if c.source.published]
    dead = next((t for t in tolls(act.claims) if t.what == "killed"), None)
    lead = max(act.claims, key=lambda c: c.event.confidence)
    return {
        "id": act.id, "type": shown.type, "quad": shown.quad, "score": shown.score, "factuality": shown.factuality,
        "confidence": max(c.event.confidence for c in act.claims), "day": first or next((day for day in (told[:10] for told in reports) if _DAY.fullmatch(day)), None), "first_day": first, "last_day": last,
        "reported": reports[0] if reports else None, "place": (place.name or place.text) if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "lat": place.lat if place else None, "lon": place.lon if place else None,
        "killed_low": dead.low if dead else None, "killed": dead.best if dead else None, "killed_high": dead.high if dead else None,
        "claims": len(act.claims), "families": len({c.source.family for c in act.claims}),
        "actors": _listed(shown.actors), "recipients": _listed(shown.recipients), "lead": lead.id, "verdict": verdict,
    }  # fmt: skip


def _listed(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(a.name or a.text for a in actors))


def party_rows(act: ReportedEvent, day: str | None) -> list[Row]:
    """Give what a party of an act may be asked for by: entity, folded name and words, country; vouchers of all claims, and outlets."""
    keys: set[tuple[str, str]] = set()
    for role, actors in (("actor", act.shown.actors), ("recipient", act.shown.recipients), ("voucher", [a for c in act.claims for a in c.event.attribution])):
        for a in actors:
            keys.update((role, key[:KEY]) for key in (who(a), fold(a.text), a.name and a.name.casefold(), a.country) if key)
    keys.update(("voucher", f"outlet:{c.source.outlet.casefold()}"[:KEY]) for c in act.claims if c.source.outlet)
    keys.update([("party", key) for role, key in keys if role in ("actor", "recipient")])  # one row to find an act by, whatever the role
    return [{"event": act.id, "role": role, "key": key, "day": day, "type": act.shown.type} for role, key in sorted(keys)]


def dyads_of(act: ReportedEvent) -> list[tuple[str, str]]:
    """Give the pairs of countries (actor's, recipient's) of an act; parties that act together (talks, clashes) pair both ways."""
    actors = {a.country for a in act.shown.actors if a.country}
    recipients = {a.country for a in act.shown.recipients if a.country}
    if recipients:
        return sorted((a, b) for a in actors for b in recipients)
    return sorted((a, b) for a in actors for b in actors if a != b)


def place_rows(act: ReportedEvent, day: str | None) -> list[Row]:
    """Give what a place of an act may be asked for by: its folded words (also without "town of"), its name, governorate and country."""
    keys: set[str] = set()
    for place in act.shown.where:
        words = fold(place.text)
        keys.update(key[:KEY] for key in (words, bare_place(words), place.name and place.name.casefold(), place.admin1 and place.admin1.casefold(), place.country) if key)
    return [{"event": act.id, "key": key, "day": day} for key in sorted(keys)]


def bare_place(words: str) -> str:
    """Give a place's folded words without the noun of its kind before them.

    >>> bare_place("بلده تل رفعت")
    'تل رفعت'
    """
    first, _, rest = words.partition(" ")
    kind, english = load_lexicon().tables.heads.get(first, ("", ""))
    return rest if rest and (kind == "admin" or english in _TOWNS) else words


def _sum_keys(row: Any, dyads: Iterable[tuple[str, str]]) -> list[_Key]:
    if row["factuality"] not in COUNTED or not row["day"]:
        return []
    month, kind = row["day"][:7], row["type"]
    apart = REJECTED if row["verdict"] == "reject" else ""
    return [(month, f"{apart}place", row["country"] or "", row["admin1"] or "", kind), *((month, f"{apart}dyad", a, b, kind) for a, b in dyads)]


def _add_sums(connection: Connection, change: Counter[_Key], tenths: Counter[_Key], killed: Counter[_Key]) -> None:
    wanted = sorted(key for key in change if change[key] or tenths[key] or killed[key])
    if not wanted:
        return
    known: dict[_Key, tuple[int, int, int]] = {}
    for part in chunks(sorted({key[0] for key in wanted})):
        for row in connection.execute(select(sums).where(among(connection, sums.c.month, part))):
            known[row.month, row.kind, row.a, row.b, row.type] = (row.events, row.tenths, row.killed)
    new: list[Row] = []
    altered: list[Row] = []
    emptied: list[Row] = []
    for key in wanted:
        old = known.get(key, (0, 0, 0))
        place = dict(zip(("p_month", "p_kind", "p_a", "p_b", "p_type"), key, strict=True))
        total: Row = {**place, "events": old[0] + change[key], "tenths": old[1] + tenths[key], "killed": old[2] + killed[key]}
        (emptied if total["events"] == 0 else altered if key in known else new).append(total)
    same = (sums.c.month == bindparam("p_month")) & (sums.c.kind == bindparam("p_kind")) & (sums.c.a == bindparam("p_a")) & (sums.c.b == bindparam("p_b"))
    same &= sums.c.type == bindparam("p_type")
    if emptied:
        connection.execute(delete(sums).where(same), [{k: v for k, v in row.items() if k.startswith("p_")} for row in emptied])
    if altered:
        connection.execute(sums.update().where(same), altered)
    add_rows(connection, sums, [{k.removeprefix("p_"): v for k, v in row.items()} for row in new])
