"""Measure event identity: reports of one incident, coded as such by researchers, should end in one event of the archive.

The archive is made by the installed `marsad load`, and asked by `marsad claims`: what a user gets is what is measured.
Each article is one item. Its claim about the incident is the ASSAULT event that fits what the researchers coded best (place, toll, day);
an article that has none stands alone, which costs recall. `unaided` takes the first ASSAULT event with a toll, without looking at the coding.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from marsad.arabic.fold import fold
from marsad.measure.child import command
from marsad.record import UsageError

Thing = Mapping[str, Any]


class BCubed(NamedTuple):
    """B-cubed figures: for each item, how much of its group is right, and how much of its class is there; averaged."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


def bcubed(expected: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> BCubed:
    """Score a grouping of items against the expected one; both name the group of each item.

    >>> bcubed({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "x", "d": "x"})
    BCubed(precision=0.5, recall=1.0)
    """
    classes: dict[Hashable, set[str]] = defaultdict(set)
    groups: dict[Hashable, set[str]] = defaultdict(set)
    for item, name in expected.items():
        classes[name].add(item)
        groups[found[item]].add(item)
    shares = [(len(classes[expected[i]] & groups[found[i]]), len(groups[found[i]]), len(classes[expected[i]])) for i in expected]
    if not shares:
        return BCubed(0.0, 0.0)
    return BCubed(sum(both / group for both, group, _ in shares) / len(shares), sum(both / whole for both, _, whole in shares) / len(shares))


def about(incident: Thing, events: Iterable[Thing]) -> Thing | None:
    """Give the event that fits a coded incident best, None if none is at its place or tells its toll."""
    best: tuple[float, Thing] | None = None
    for event in events:
        if event["type"] != "ASSAULT":
            continue
        there = any(_meet(fold(incident["place"]), fold(place["text"])) for place in event["where"])
        killed, injured = _counted(event, "killed", incident["killed"]), _counted(event, "injured", incident["injured"])
        when = event["when"]
        on_the_day = when is not None and when["start"] <= incident["date"] <= when["end"]
        fit = 2.0 * there + 1.5 * killed + 1.0 * injured + 0.5 * on_the_day
        if (there or killed) and (best is None or fit > best[0]):
            best = (fit, event)
    return best[1] if best else None


def foremost(events: Iterable[Thing]) -> Thing | None:
    """Give the first actual ASSAULT event with a toll, else the first, None if there is none."""
    attacks = [event for event in events if event["type"] == "ASSAULT" and event["factuality"] == "actual"]
    return next((e for e in attacks if any(c["what"] in ("killed", "injured") for c in e["counts"])), attacks[0] if attacks else None)


def _meet(a: str, b: str) -> bool:
    return bool(a and b) and (a in b or b in a)


def _counted(event: Thing, what: str, span: list[int | None]) -> bool:
    low, high = span[0], span[1] if span[1] is not None else span[0]
    if low is None or high is None:
        return False
    return any(c["what"] == what and any(v is not None and low <= v <= high for v in (c["value"], c["low"], c["high"])) for c in event["counts"])


def archived(records: Path) -> dict[tuple[str, int], str]:
    """Load records into an archive of their own; give the event of each claim, by article and start of its trigger.

    Raises UsageError if the archive cannot be made.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = str(Path(folder, "identity.sqlite"))
        for words in (["load", str(records), "--quiet"], ["claims", "--limit", "1000000", "--format", "jsonl"]):
            done = subprocess.run([*command(), *words, "--archive", archive], capture_output=True, check=False)
            if done.returncode:
                raise UsageError(f"marsad {words[0]}", f"it ended with {done.returncode}", "Run `marsad doctor`.")
    rows = [msgspec.json.decode(line) for line in done.stdout.splitlines()]
    return {(row["article"], row["start"]): row["event"] for row in rows}


def measure_identity(incidents: Path, records: Path) -> dict[str, BCubed]:
    """Give the figures: of the archive, of the archive without a look at the coding, and of no grouping at all."""
    coded = {row["article"]["id"]: row["incident"] for row in _lines(incidents)}
    read = {row["article"]["id"]: row["events"] for row in _lines(records) if "events" in row}
    event_of = archived(records)
    expected = {article: incident["code"] for article, incident in coded.items()}

    def grouped(choose: Any) -> dict[str, str]:
        chosen = {article: choose(incident, read.get(article, ())) for article, incident in coded.items()}
        return {article: event_of[article, event["trigger"]["start"]] if event is not None else article for article, event in chosen.items()}

    return {
        "archive": bcubed(expected, grouped(about)),
        "unaided": bcubed(expected, grouped(lambda _, events: foremost(events))),
        "each alone": bcubed(expected, {article: article for article in coded}),
    }


def _lines(path: Path) -> Iterable[Any]:
    with path.open("rb") as lines:
        yield from (msgspec.json.decode(line) for line in lines if line.strip())
