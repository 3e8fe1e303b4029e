"""Real acts: the project's sample articles and cases, read by the reader, once for all tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from marsad.desk.export import deadlines_of, line_of, reported_events
from marsad.desk.read import read_lines
from marsad.export.deadlines import Deadline
from marsad.gather.files import Item, find_items
from marsad.record import Record, ReportedEvent

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def _items() -> Iterator[Item]:
    yield from find_items([str(CORPUS / "samples")])
    for case in sorted((CORPUS / "cases").glob("*.json")):
        article = json.loads(case.read_text(encoding="utf-8"))["article"]
        yield Item("line", json.dumps(article, ensure_ascii=False).encode(), case.name, case.stem)


@cache
def real_records() -> list[Record]:
    found = [line_of(Item("line", line, "test", "test")) for line, _, _ in read_lines(_items())]
    return [record for record in found if isinstance(record, Record)]


@cache
def real_acts() -> list[ReportedEvent]:
    return list(reported_events(real_records()))


@cache
def real_deadlines() -> list[Deadline]:
    return list(deadlines_of(real_records()))
