"""What pages ask of an open archive: each page's answer in one call, from one state of the archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from marsad.archive import answers, questions, totals
from marsad.archive.alerts import Alerts, alerts, month_table
from marsad.archive.connect import Archive
from marsad.archive.kept import Stored, sentence_texts, stored_article
from marsad.archive.names import arabic_names, states_of
from marsad.archive.questions import Filter
from marsad.archive.reviews import verdicts_on
from marsad.archive.shown import Toll, tolls
from marsad.desk.entries import EntryNote, entity_places, entry_notes
from marsad.desk.explain import Explanation, explain, words_of
from marsad.desk.place_names import arabic_places
from marsad.export.layouts import Layout, layout_of
from marsad.export.options import Options
from marsad.export.writing import print_export
from marsad.lexicon.home import lexicon_home
from marsad.record import Record, ReportedEvent

Row = dict[str, Any]
MOST = 10_000  # acts in one download: what a spreadsheet and a browser take without trouble
LAYOUTS = ("csv", "plover", "geojson", "jsonld")  # what every list of acts can be downloaded as


class Page(NamedTuple):
    """One page of acts; `more` tells whether others follow, `names` how the names in it are written in Arabic, `verdicts` what analysts decided."""

    rows: list[Row]
    more: bool
    names: dict[str, str]
    verdicts: dict[str, str]


class Told(NamedTuple):
    """An act with what its page shows: `around` gives for each claim the text before and after its words, `log` the changes of it, newest first."""

    act: ReportedEvent
    tolls: list[Toll]
    around: dict[str, tuple[str, str]]
    log: list[Row]
    names: dict[str, str]


def page_of_events(archive: Archive, wanted: Filter) -> Page:
    """Give the acts that meet a filter, at most `wanted.limit`, and whether there are more."""
    with archive.reading() as connection:
        rows = questions.find_events(connection, msgspec.structs.replace(wanted, limit=wanted.limit + 1))
        named = {name for row in rows for part in (row["actors"], row["recipients"], row["place"]) for name in (part or "").split("; ")}
        return Page(
            rows[: wanted.limit], len(rows) > wanted.limit, {**arabic_places(rows), **arabic_names(connection, sorted(named))}, verdicts_on(connection, [row["id"] for row in rows])
        )


class Overview(NamedTuple):
    """What is to look at, the newest acts, deeds by month and by pair of countries."""

    alerts: Alerts
    newest: Page
    months: list[Row]
    dyads: list[Row]
    states: dict[str, tuple[str, str]]  # English and Arabic name by code


def overview(archive: Archive) -> Overview:
    """Give the overview of the whole archive."""
    with archive.reading() as connection:
        seen = alerts(connection)
        rows = questions.find_events(connection, Filter(limit=10))
        named = {name for row in (*rows, *seen.tolls, *seen.ultimatums) for part in (row["actors"], row["recipients"], row["place"]) for name in (part or "").split("; ")}
        named |= {name for fact in (*seen.deadlines, *seen.passed, *seen.breaches) for name in (*fact["vouchers"], fact["agreement"])}
        named |= {who for row in seen.tolls for _, who, _ in row["told"]}
        newest = Page(rows, False, {**arabic_places([*rows, *seen.tolls]), **arabic_names(connection, sorted(named))}, {})
        dyads = totals.sum_rows(connection, "dyad", Filter(limit=20))
        states = states_of(connection, sorted({row[side] for row in (*dyads, *seen.dyads) for side in ("actor", "recipient")}))
        return Overview(seen, newest, month_table(connection), dyads, states)


def told(archive: Archive, identity: str) -> Told:
    """Give an act by its id, a former id, or the id of a claim. Raises UsageError if there is none."""
    with archive.reading() as connection:
        act = questions.one_event(connection, identity)
        words = {c.id: (c.source.sha256 or "", c.event.trigger.start, c.event.trigger.end) for c in act.claims}
        log = answers.log_rows(connection, [act.id, *(c.id for c in act.claims)], limit=200)
        told_events = (act.shown, *(c.event for c in act.claims))
        parties = {a.name for e in told_events for a in (*e.actors, *e.recipients, *e.attribution) if a.name} | {p.name for e in told_events for p in e.where if p.name}
        return Told(act, tolls(act.claims), sentence_texts(connection, words), log, arabic_names(connection, sorted(parties)))


def article(archive: Archive, identity: str, sha256: str | None = None) -> Stored:
    """Give an article as it is stored. Raises UsageError if it is not there."""
    with archive.reading() as connection:
        return stored_article(connection, identity, sha256)


@cache
def entries() -> dict[str, EntryNote]:
    """Give the entries of the lexicon by id, read once."""
    return entry_notes(lexicon_home())


def explained(record: Record, language: str) -> Explanation:
    """Give the cards of a record: its values, their words and the steps that gave them, in plain language. The lexicon is read once."""
    return explain(record, entries(), entity_places(lexicon_home(), {e.id for e in record.entities}), words_of(language))


def search(archive: Archive, words: str, limit: int) -> list[Row]:
    """Give the articles that hold all words."""
    with archive.reading() as connection:
        return answers.search_rows(connection, words, limit=limit)


def download(archive: Archive, name: str, wanted: Filter) -> tuple[Layout, bytes]:
    """Give the acts that meet a filter, at most MOST, in a layout of `marsad export`. Raises UsageError for an unknown one."""
    with archive.reading() as connection:
        return written(name, questions.find_reported(connection, msgspec.structs.replace(wanted, limit=MOST)))


def written(name: str, acts: list[ReportedEvent]) -> tuple[Layout, bytes]:
    """Give acts in a layout. Tables are written so that no cell can be taken for a formula."""
    layout, out = layout_of(name), io.BytesIO()
    print_export(layout, iter(acts), out, Options(), (), excel=layout.spreadsheet)
    return layout, out.getvalue()


def rows_of_all(archive: Archive, wanted: Filter) -> Iterator[Row]:
    """Yield the rows of all acts that meet a filter, page by page."""
    while True:
        page = page_of_events(archive, wanted)
        yield from page.rows
        if not page.more:
            return
        wanted = msgspec.structs.replace(wanted, after=(page.rows[-1]["day"], page.rows[-1]["id"]))
