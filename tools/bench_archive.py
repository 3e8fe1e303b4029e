"""How fast an archive of many events answers: real events multiplied, each question asked with many values, p50 and p95 in milliseconds.

    python tools/bench_archive.py RECORDS.jsonl ARCHIVE... [--events 1000000] [--rounds 60] [--json]

ARCHIVE is a path or a PostgreSQL URL of an empty database; it is made, filled and left there, and only asked if it is filled already. Each copy
of an event is moved in time, and half of the copies bring articles of their own, so that names, places and days are spread as they are in news.
The same values are asked of each archive. "cpu p95" is the processor time of this process: in SQLite
all of a question, whatever else the machine does; in PostgreSQL the part of the program. Exit code 1 if a question misses the promise (150 ms at the 95th percentile) in one of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from marsad.archive import accords, answers, people, totals
from marsad.archive.connect import Archive, open_archive
from marsad.archive.loading import Loader
from marsad.archive.questions import Filter, event_ids, find_events
from marsad.archive.search import index_articles
from marsad.archive.words import finder, folded_words, index_text

SHIFT = 13  # days between one copy and the next
ARTICLE_COPIES = 27  # more articles take space and time, and make questions by words easier: an act is then told in fewer
PROMISED = 150.0  # milliseconds at the 95th percentile
Ask = Callable[[Connection], Any]


def load(archive: Archive, records: Path) -> None:
    with records.open("rb") as lines:
        steps = list(Loader(archive, "bench").load(((line, f"{records}:{n}") for n, line in enumerate(lines, 1)), datetime.now(UTC)))
    print(f"{sum(step.outcome == 'added' for step in steps):,} articles loaded", file=sys.stderr)


def multiply(archive: Archive, wanted: int) -> None:
    """Copy the events of an archive, and what hangs on them, until there are as many as wanted."""
    with archive.reading() as connection:
        events, claims, articles, statements, agreements, facts, records = (
            int(connection.execute(text(f"SELECT coalesce(max({column}), 0) FROM {table}")).scalar_one())
            for table, column in (
                ("(SELECT count(*) AS n FROM events) AS e", "n"), ("claims", "number"), ("articles", "number"), ("statements", "number"),
                ("agreements", "number"), ("agreement_facts", "number"), ("records", "number"),
            )
        )  # fmt: skip
        texts = connection.execute(text("SELECT number, title, text FROM articles")).all()
    copies = max(1, -(-wanted // events) - 1)
    terms = [(number, index_text(folded_words(title, body))) for number, title, body in texts]
    for k in range(1, copies + 1):
        with archive.writing(durable=False) as connection:
            if k < ARTICLE_COPIES:
                index_articles(connection, [(number + k * articles, said) for number, said in terms])
            for statement in _copying(archive.sqlite, k, claims, articles, statements, agreements, facts, records):
                connection.execute(text(statement))
        print(f"\rcopy {k} of {copies}", end="", file=sys.stderr)
    with archive.writing(durable=False) as connection:
        connection.execute(text("DELETE FROM sums"))
        head = "INSERT INTO sums (month, kind, a, b, type, events, tenths, killed) SELECT substr(e.day, 1, 7)"
        tail = "count(*), sum(cast(e.score * 10 AS INTEGER)), sum(cast(coalesce(e.killed, 0) AS INTEGER)) FROM events e"
        counted = "e.factuality IN ('actual', 'historical') AND e.day IS NOT NULL"
        connection.execute(text(f"{head}, 'place', coalesce(e.country, ''), coalesce(e.admin1, ''), e.type, {tail} WHERE {counted} GROUP BY 1, 3, 4, 5"))
        connection.execute(text(f"{head}, 'dyad', d.actor, d.recipient, e.type, {tail} JOIN event_dyads d ON d.event = e.id WHERE {counted} GROUP BY 1, 3, 4, 5"))
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if archive.sqlite else "VACUUM ANALYZE"))
    print(file=sys.stderr)


def _copying(sqlite: bool, k: int, claims: int, articles: int, statements: int, agreements: int, facts: int, records: int) -> list[str]:
    def day(column: str) -> str:
        return f"date({column}, '+{k * SHIFT} days')" if sqlite else f"CAST(CAST({column} AS date) + {k * SHIFT} AS text)"

    def moved(column: str) -> str:
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {day(f'substr({column}, 1, 10)')} END"

    shift = (k % ARTICLE_COPIES) * articles
    told = (k % ARTICLE_COPIES) * records
    nothing = "x''" if sqlite else "''"
    many = [
        f"""INSERT INTO claims SELECT number + {k * claims}, key || '-{k}', article + {shift}, record + {told}, type, modes, factuality, confidence,
            {moved("first_day")}, {moved("last_day")}, place, {moved("published")}, body, recorded FROM claims WHERE number <= {claims}""",
        f"INSERT INTO assignments SELECT number + {k * 2 * claims}, claim + {k * claims}, event || '-{k}', since, NULL FROM assignments WHERE claim <= {claims} AND until IS NULL",
        f"""INSERT INTO events SELECT id || '-{k}', type, quad, score, factuality, confidence, {moved("day")}, {moved("first_day")}, {moved("last_day")},
            {moved("reported")}, place, country, admin1, lat + {(k % 7 - 3) * 0.02}, lon + {(k % 5 - 2) * 0.02}, killed_low, killed, killed_high, claims, families, actors, recipients,
            lead || '-{k}', NULL FROM events WHERE id NOT LIKE '%-%'""",
        *(
            f"INSERT INTO {table} (event, {columns}, day{more}) SELECT event || '-{k}', {taken}, {moved('day')}{more} FROM {table} WHERE event NOT LIKE '%-%'"
            for table, columns, taken, more in (
                ("event_articles", "article", f"article + {shift}", ""),
                ("event_parties", "role, key", "role, key", ", type"),
                ("event_dyads", "actor, recipient", "actor, recipient", ""),
                ("event_places", "key", "key", ""),
            )
        ),
    ]
    if k >= ARTICLE_COPIES:
        return many
    few = [
        f"""INSERT INTO articles SELECT number + {k * articles}, id || '-{k}', sha256, outlet, url, {moved("published")}, title, language, extra, text, recorded
            FROM articles WHERE number <= {articles}""",
        f"INSERT INTO records SELECT number + {k * records}, article + {k * articles}, reader, version, lexicon, sha256, {nothing}, recorded FROM records WHERE number <= {records}",
        f"INSERT INTO current SELECT article + {k * articles}, record + {k * records} FROM current WHERE article <= {articles}",
        f"INSERT INTO families SELECT article + {k * articles}, family || '-{k}', agency FROM families WHERE article <= {articles}",
        f"""INSERT INTO statements SELECT number + {k * statements}, article + {k * articles}, record + {k * records}, speaker, words, country, cue, start, "end", form, {moved("published")}
            FROM statements WHERE number <= {statements}""",
        f"""INSERT INTO agreements SELECT number + {k * agreements}, article + {k * articles}, record + {k * records}, position, kind, name, entity, folded, body, {moved("published")}
            FROM agreements WHERE number <= {agreements}""",
        f"""INSERT INTO agreement_facts SELECT number + {k * facts}, agreement + {k * agreements}, record + {k * records}, kind, deadline, body, {moved("published")}
            FROM agreement_facts WHERE number <= {facts}""",
    ]  # fmt: skip
    return few + many


def questions(connection: Connection, chance: random.Random) -> dict[str, Callable[[], Ask]]:
    """Give for each question a function that draws values and gives the question with them."""

    def values(query: str, most: int = 400) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(text(f"{query} LIMIT {most}"))]

    parties = [row[0] for row in values("SELECT key, count(*) FROM event_parties WHERE role = 'party' GROUP BY key ORDER BY 2 DESC")]
    vouchers = [row[0].removeprefix("outlet:") for row in values("SELECT key, count(*) FROM event_parties WHERE role = 'voucher' GROUP BY key ORDER BY 2 DESC", 150)]
    places = [row[0] for row in values("SELECT key, count(*) FROM event_places GROUP BY key ORDER BY 2 DESC")]
    pairs = [row[:2] for row in values("SELECT actor, recipient, count(*) FROM event_dyads GROUP BY actor, recipient ORDER BY 3 DESC", 150)]
    points = values("SELECT lat, lon FROM events WHERE lat IS NOT NULL ORDER BY id")
    ids = [row[0] for row in values("SELECT id FROM events ORDER BY id", 2000)]
    names = [row[0] for row in values("SELECT coalesce(entity, name, folded), count(*) FROM agreements GROUP BY 1 ORDER BY 2 DESC", 60)]
    words = sorted({word for (title,) in values("SELECT title FROM articles WHERE title IS NOT NULL ORDER BY id") for word in folded_words(title) if len(word) > 3})
    types = ["ASSAULT", "CONSULT", "REQUEST", "ACCUSE", "COERCE", "AID", "PROTEST", "THREATEN"]

    def window() -> dict[str, Any]:
        year = chance.randint(2015, 2024)
        return {"since": f"{year}-0{chance.randint(1, 6)}-01", "until": f"{year}-12-31"}

    def of(**conditions: Any) -> Ask:
        return lambda c: find_events(c, Filter(**conditions))

    pick = chance.choice
    return {
        "by type": lambda: of(types=[pick(types)]),
        "by party": lambda: of(party=pick(parties)),
        "by pair": lambda: (lambda p: of(actor=p[0], recipient=p[1]))(pick(pairs)),
        "by place": lambda: of(place=pick(places)),
        "by radius": lambda: (lambda p: of(near=(p[0], p[1], pick([5.0, 25.0, 60.0]))))(pick(points)),
        "by time": lambda: of(**window()),
        "by voucher": lambda: of(voucher=pick(vouchers)),
        "by factuality": lambda: of(factuality=[pick(["negated", "future", "actual"])]),
        "by agreement": lambda: of(agreement=pick(names)),
        "by confidence": lambda: of(confidence=pick([0.5, 0.8, 0.9]), **window()),
        "party, type, time": lambda: of(party=pick(parties), types=[pick(types)], **window()),
        "place, type, party": lambda: of(place=pick(places), party=pick(parties), types=[pick(types)]),
        "by words": lambda: of(words=pick(words)),
        "claims of an act": lambda: (lambda i: lambda c: answers.claim_rows(c, [i]))(pick(ids)),
        "claims of a pair": lambda: (lambda p: lambda c: answers.claim_rows(c, event_ids(c, Filter(actor=p[0], recipient=p[1], limit=20))))(pick(pairs)),
        "who": lambda: (lambda p: lambda c: people.who_is(c, p))(pick(parties[:150])),
        "agreements": lambda: (lambda w: lambda c: accords.agreement_rows(c, None, w["since"], w["until"]))(window()),
        "facts of one": lambda: (lambda n: lambda c: accords.fact_rows(c, n))(pick(names)),
        "timeline": lambda: (lambda p, w: lambda c: answers.timeline_rows(c, Filter(place=p, limit=200, **w)))(pick(places), window()),
        "search, a word": lambda: (lambda w: lambda c: answers.search_rows(c, w))(pick(words)),
        "search, two words": lambda: (lambda w, v: lambda c: answers.search_rows(c, f"{w} {v}"))(pick(words), pick(words)),
        "sums by month": lambda: (lambda k: lambda c: totals.sum_rows(c, "month", Filter(types=[k], limit=500)))(pick(types)),
        "sums by governorate": lambda: (lambda w: lambda c: totals.sum_rows(c, "place", Filter(**w)))(window()),
        "sums by pair": lambda: (lambda w: lambda c: totals.sum_rows(c, "dyad", Filter(**w)))(window()),
    }


def measure(archive: Archive, rounds: int) -> dict[str, dict[str, float]]:
    """Ask each question so many times; give p50, p95 and the longest in milliseconds, and p95 of the processor time."""
    finder()  # the lexicon's forms are loaded once in a process, not in a question
    chance = random.Random(2020)
    figures = {}
    with archive.reading() as connection:
        asked = questions(connection, chance)
    for name, draw in asked.items():
        times, worked = [], []
        for _ in range(rounds):
            ask = draw()
            started, before = time.perf_counter(), time.process_time()
            with archive.reading() as connection:
                ask(connection)
            times.append((time.perf_counter() - started) * 1000)
            worked.append((time.process_time() - before) * 1000)
        times.sort()
        worked.sort()
        figures[name] = {"p50": times[len(times) // 2], "p95": _p95(times), "longest": times[-1], "worked": _p95(worked)}
    return figures


def _p95(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("archives", nargs="+", metavar="ARCHIVE")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = {}
    for location in chosen.archives:
        archive = open_archive(location, create=True)
        with archive.reading() as connection:
            there = connection.execute(text("SELECT count(*) FROM events")).scalar_one()
        if not there:
            load(archive, chosen.records)
            multiply(archive, chosen.events)
        figures[archive.engine.dialect.name] = measure(archive, chosen.rounds)
        archive.close()
    if chosen.json:
        print(json.dumps(figures))
    else:
        print(f"{'question':<22}" + "".join(f"{name:>12} p50{'p95 ms':>8}{'longest':>9}{'cpu p95':>9}" for name in figures))
        for question in next(iter(figures.values())):
            columns = (figures[name][question] for name in figures)
            print(f"{question:<22}" + "".join(f"{one['p50']:>16.1f}{one['p95']:>8.1f}{one['longest']:>9.1f}{one['worked']:>9.1f}" for one in columns))
    sys.exit(any(one["p95"] > PROMISED for found in figures.values() for one in found.values()))


if __name__ == "__main__":
    main()
