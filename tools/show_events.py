"""Show the events of records as a table: python tools/show_events.py RECORDS.jsonl [--all]."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

SHOWN = 5  # events of an article; a person looks at a sample, not at all of them


def names(actors: list[dict[str, Any]]) -> str:
    """Give actors as "Turkey (TUR GOV)": the English name, or the words of the article where there is none."""
    return "\n".join(f"{a['name'] or a['text']} ({' '.join(c for c in (a['country'], a['sector']) if c) or '?'})" for a in actors)


def rows(event: dict[str, Any]) -> Iterator[str]:
    when = event["when"]
    yield f"{event['type']}" + (f"\n{', '.join(event['modes'])}" if event["modes"] else "")
    yield event["trigger"]["text"]
    yield names(event["actors"])
    yield names(event["recipients"])
    yield "" if when is None else when["start"] if when["start"] == when["end"] else f"{when['start']}\n…{when['end']}"
    yield "\n".join(place["name"] or place["text"] for place in event["where"])
    yield "\n".join(f"{c['what']} {c['value'] if c['value'] is not None else c['low'] or '?'}" for c in event["counts"])
    yield "" if event["factuality"] == "actual" else event["factuality"]
    yield names(event["attribution"]) or "the outlet"


def main() -> None:
    path, everything = sys.argv[1], "--all" in sys.argv
    with open(path, encoding="utf-8") as lines:
        records = [record for line in lines if "events" in (record := json.loads(line))]
    console = Console(width=max(150, Console().width) if not sys.stdout.isatty() else None)
    for record in records:
        article, events = record["article"], record["events"]
        shown = events if everything else sorted(events, key=lambda e: (-e["confidence"], e["sentence"]))[:SHOWN]
        title = f"{article['published']}  {article['title'] or article['id']}  ({len(events)} events, {len(record['statements'])} statements, {len(record['agreement_facts'])} facts about agreements)"
        table = Table(title=title, title_justify="left", box=box.SIMPLE, expand=False, padding=(0, 1))
        for column in ("type", "words", "actor", "recipient", "when", "where", "how many", "factuality", "according to"):
            table.add_column(column, overflow="fold")
        for event in sorted(shown, key=lambda e: e["trigger"]["start"]):
            table.add_row(*rows(event))
        console.print(table)
    total = sum(len(record["events"]) for record in records)
    print(f"{len(records)} articles, {total} events" + ("" if everything else f"; the {SHOWN} surest of each article are shown"))


if __name__ == "__main__":
    main()
