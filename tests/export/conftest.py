"""Real acts: the project's sample articles and cases, read by the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def records() -> list[Record]:
    found = [line_of(Item("line", line, "test", "test")) for line, _, _ in read_lines(_items())]
    return [record for record in found if isinstance(record, Record)]


@pytest.fixture(scope="session")
def acts(records: list[Record]) -> list[ReportedEvent]:
    return list(reported_events(records))


@pytest.fixture(scope="session")
def deadlines(records: list[Record]) -> list[Deadline]:
    return list(deadlines_of(records))
