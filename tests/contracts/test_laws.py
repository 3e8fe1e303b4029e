"""Laws that every record keeps, whatever the article: over the samples, and over real articles where these are at hand."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from marsad.desk.read import read_lines
from marsad.gather.files import Item

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "record"))
from test_schema import SCHEMA, faults  # noqa: E402  # the small validator that is tested there

SAMPLES = ROOT / "corpus" / "samples" / "samples.jsonl"
REAL = ROOT.parent / "shared" / "bench" / "articles.jsonl"
SAMPLE = 1_000  # real articles, spread over the file, since one outlet follows another there; reading them twice takes about a minute


def items(path: Path) -> list[Item]:
    """Give the articles of a file, or SAMPLE of them at equal distances."""
    lines = path.read_bytes().splitlines(keepends=True)
    step = max(1, len(lines) // SAMPLE)
    return [Item("line", line, f"{path.name}:{n}", f"{path.name}:{n}") for n, line in islice(enumerate(lines, 1), 0, step * SAMPLE, step)]


@pytest.fixture(scope="module", params=[SAMPLES, REAL], ids=["samples", "real articles"])
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    if not chosen.is_file():
        pytest.skip(f"there is no {chosen.name} in ../shared/bench: these laws are tried on the samples alone")
    return chosen


@pytest.fixture(scope="module")
def lines(path: Path) -> list[bytes]:
    return [line for line, _, _ in read_lines(items(path))]


@pytest.fixture(scope="module")
def records(lines: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def spans(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object with start and end in a record, with its path; dates have these names too, as text."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield path, value
        for key, inner in value.items():
            if key != "extra":
                yield from spans(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from spans(inner, f"{path}[{n}]")


def test_every_article_is_read(records: list[dict[str, Any]]) -> None:
    assert [record["error"] for record in records if "error" in record] == []


def test_every_span_quotes_its_source(records: list[dict[str, Any]]) -> None:
    wrong = [
        f"{record['article']['id']}{path}: {span}" for record in records for path, span in spans(record) if record["article"]["text"][span["start"] : span["end"]] != span["text"]
    ]
    assert wrong == []


def test_every_span_lies_inside_the_text_and_holds_words(records: list[dict[str, Any]]) -> None:
    wrong = [
        f"{record['article']['id']}{path}: {span}" for record in records for path, span in spans(record) if not 0 <= span["start"] < span["end"] <= len(record["article"]["text"])
    ]
    assert wrong == []


def test_the_text_is_kept_as_delivered(path: Path, records: list[dict[str, Any]]) -> None:
    delivered = [json.loads(item.data)["text"] for item in items(path)]
    assert [record["article"]["text"] for record in records] == delivered


def test_the_same_input_gives_the_same_bytes_for_any_number_of_workers(path: Path, lines: list[bytes]) -> None:
    again = [line for line, _, _ in read_lines(items(path), workers=2)]
    differing = [n for n, (once, twice) in enumerate(zip(lines, again, strict=True)) if once != twice]
    assert differing == []


def test_event_ids_are_unique_in_a_record(records: list[dict[str, Any]]) -> None:
    wrong = []
    for record in records:
        ids = [event["id"] for event in record["events"]]
        if len(ids) != len(set(ids)):
            wrong.append(record["article"]["id"])
    assert wrong == []


def test_dates_are_days_of_the_calendar_in_order(records: list[dict[str, Any]]) -> None:
    for record in records:
        for event in record["events"]:
            if event["when"] is not None:
                start, end = (datetime.date.fromisoformat(event["when"][side]) for side in ("start", "end"))
                assert start <= end, (record["article"]["id"], event["when"])
        for fact in record["agreement_facts"]:
            if fact["deadline"] is not None:
                datetime.date.fromisoformat(fact["deadline"])


def test_facts_point_at_an_agreement_of_the_record(records: list[dict[str, Any]]) -> None:
    assert all(fact["agreement"] < len(record["agreements"]) for record in records for fact in record["agreement_facts"])


def test_every_event_says_why(records: list[dict[str, Any]]) -> None:
    assert [event["id"] for record in records for event in record["events"] if not event["because"]] == []


def test_every_record_keeps_the_schema(records: list[dict[str, Any]]) -> None:
    wrong = [f"{record['article']['id']}: {fault}" for record in records for fault in faults(record, SCHEMA)]
    assert wrong == []


def test_the_samples_have_something_to_show(path: Path, records: list[dict[str, Any]]) -> None:
    if path != SAMPLES:
        pytest.skip("only the samples are known to hold events")
    assert len(records) >= 12
    assert all(record["events"] and record["statements"] for record in records)
