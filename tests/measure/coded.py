"""A coded article of two sentences and readings of it that miss one thing each, for tests."""

from __future__ import annotations

import copy
from typing import Any

TEXT = "قصفت تركيا بلدة سرمين. وقال الوزير إن الهدنة انهارت."


def span(words: str) -> dict[str, Any]:
    at = TEXT.index(words)
    return {"text": words, "start": at, "end": at + len(words)}


def party(words: str, country: str | None) -> dict[str, Any]:
    return {**span(words), "name": None, "country": country, "sector": "GOV"}


CASE: dict[str, Any] = {
    "article": {"id": "a", "text": TEXT},
    "events": [
        {"type": "ASSAULT", "trigger": span("قصفت"), "modes": [], "actors": [party("تركيا", "TUR")], "recipients": [], "attribution": [], "factuality": "actual",
         "when": {"start": "2020-02-14", "end": "2020-02-14"}, "where": [{**span("سرمين"), "name": "Sarmin"}], "counts": [{"what": "killed", "value": 3}]},
    ],
    "statements": [{"speaker": party("الوزير", "SYR"), "cue": span("وقال"), "content": span("الهدنة انهارت"), "form": "indirect"}],
    "agreements": [{**span("الهدنة"), "kind": "ceasefire", "name": None, "parties": []}],
    "agreement_facts": [{**span("الهدنة انهارت"), "agreement": 0, "kind": "collapsed", "by": [], "attribution": []}],
}  # fmt: skip


def read_with(**fields: Any) -> dict[str, Any]:
    """Give the case as if it were read, with fields of its event changed."""
    record = copy.deepcopy(CASE)
    record["events"][0].update(fields)
    return record


def read_without(name: str) -> dict[str, Any]:
    """Give the case as if it were read, without the things of one list."""
    return {**copy.deepcopy(CASE), name: []}
