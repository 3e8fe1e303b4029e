"""The measure of event identity: B-cubed by hand, and which claim of an article is about an incident."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.measure import identity
from marsad.measure.identity import about, bcubed, foremost, measure_identity


def event(place: str, killed: int | None = None, start: int = 0, kind: str = "ASSAULT") -> dict[str, Any]:
    counts = [] if killed is None else [{"what": "killed", "value": killed, "low": None, "high": None}]
    return {"type": kind, "factuality": "actual", "where": [{"text": place}], "counts": counts, "when": {"start": "2020-01-01", "end": "2020-01-01"}, "trigger": {"start": start}}


INCIDENT = {"code": "X1", "date": "2020-01-01", "place": "سراقب", "killed": [3, 5], "injured": [None, None]}


def test_all_alone_and_all_together() -> None:
    expected = {"a": 1, "b": 1, "c": 2, "d": 2}
    alone, together = bcubed(expected, {i: i for i in expected}), bcubed(expected, dict.fromkeys(expected, 0))
    assert (alone.precision, alone.recall) == (1.0, 0.5)
    assert (together.precision, together.recall) == (0.5, 1.0)
    assert bcubed(expected, expected).f1 == 1.0


def test_the_claim_about_an_incident_fits_its_place_then_its_toll() -> None:
    toll_only, both, place_only = event("حلب", 4), event("مدينة سراقب", 4), event("سراقب")
    assert about(INCIDENT, [toll_only, place_only, both]) is both
    assert about(INCIDENT, [toll_only, place_only]) is place_only
    assert about(INCIDENT, [event("حلب", 9), event("سراقب", kind="COERCE")]) is None


def test_the_foremost_claim_has_a_toll() -> None:
    first, counted = event("حلب"), event("سراقب", 2)
    assert foremost([event("x", 9, kind="COERCE"), first, counted]) is counted
    assert foremost([first]) is first
    assert foremost([]) is None


def test_an_article_without_a_claim_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events = {"a": [event("سراقب", 4, 10)], "b": [event("سراقب", 3, 20)], "c": []}
    incidents, records = tmp_path / "i.jsonl", tmp_path / "r.jsonl"
    incidents.write_text("".join(json.dumps({"article": {"id": i}, "incident": INCIDENT}) + "\n" for i in events))
    records.write_text("".join(json.dumps({"article": {"id": i}, "events": e}) + "\n" for i, e in events.items()))
    monkeypatch.setattr(identity, "archived", lambda _: {("a", 10): "e1", ("b", 20): "e1"})
    figures = measure_identity(incidents, records)
    assert figures["archive"].precision == 1.0
    assert figures["archive"].recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert figures["each alone"].recall == pytest.approx(1 / 3)
