"""Score records against hand-coded cases.

What counts as found (one to one, the likest first):

  event      the same type, and the triggers lie in the same sentence
  statement  the contents share at least half of their code points, and the speaker is right
  agreement  the spans meet, or the same kind and half of the words
  fact       the same kind, in the same sentence

`event_full` also asks that the countries of actors and recipients and the factuality are right; `dyad` counts triples
(type, actor's country, recipient's country) of events that are not negated, the table that users of event data analyse.
mode, sector, factuality, attribution, attributed (events that have a voucher), when, where and counts are measured
over the events found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from marsad.measure.cases import LISTS, Case
from marsad.measure.matching import Thing, overlap, pair, sentence_numbers, set_likeness, word_likeness


class Figure(NamedTuple):
    """One measure: how many were expected, how many were found, how many of these were right."""

    expected: int
    found: int
    hit: int

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall.

        >>> Figure(expected=4, found=2, hit=2).f1
        0.6666666666666666
        """
        return 2 * self.hit / (self.expected + self.found) if self.expected + self.found else 0.0

    def __add__(self, other: Figure) -> Figure:  # type: ignore[override]  # figures add up, they are not joined
        return Figure(self.expected + other.expected, self.found + other.found, self.hit + other.hit)


Figures = dict[str, Figure]
ORDER = (
    "event", "event_full", "dyad", "statement", "agreement", "fact", "mode", "sector", "factuality", "attribution", "attributed", "when", "where", "counts",
)  # fmt: skip


def score(cases: Iterable[Case], records: Iterable[Mapping[str, Any]]) -> Figures:
    """Give the figures of all cases together. A case whose article has no record counts as an empty record."""
    by_id = {record["article"]["id"]: record for record in records}
    total: Figures = {}
    for case in cases:
        for name, figure in score_case(case, by_id.get(case["article"]["id"], {})):
            total[name] = total.get(name, Figure(0, 0, 0)) + figure
    return ordered(total)


def ordered(figures: Figures) -> Figures:
    """Give the figures in the order in which they are shown, whatever was met first."""
    return {name: figures[name] for name in ORDER if name in figures}


def score_case(case: Case, record: Mapping[str, Any]) -> list[tuple[str, Figure]]:
    """Give the figures of one article, by name; a name may come more than once."""
    found = {name: record.get(name, []) for name in LISTS}
    paired = paired_things(case, record)

    def figure(name: str, hits: int) -> Figure:
        return Figure(len(case[name]), len(found[name]), hits)

    events = paired["events"]
    mine, other = _dyads(case["events"]), _dyads(found["events"])
    out = [
        ("event", figure("events", len(events))),
        ("event_full", figure("events", sum(_fully(e, f) for e, f in events))),
        ("dyad", Figure(mine.total(), other.total(), (mine & other).total())),
        ("statement", figure("statements", sum(same_speaker(e["speaker"], f.get("speaker") or {}) for e, f in paired["statements"]))),
        ("agreement", figure("agreements", len(paired["agreements"]))),
        ("fact", figure("agreement_facts", len(paired["agreement_facts"]))),
    ]
    for e, f in events:
        out += details(e, f)
    return out


def paired_things(case: Case, record: Mapping[str, Any]) -> dict[str, list[tuple[Thing, Thing]]]:
    """Give the (expected, found) pairs of an article by list: events, statements, agreements, agreement_facts."""
    sentence = sentence_numbers(case["article"]["text"])

    def same_event(e: Thing, f: Thing) -> float | None:
        if e["type"] != f.get("type") or sentence(e["trigger"]["start"]) != sentence(f["trigger"]["start"]):
            return None
        roles = sum(set_likeness(countries_of(e[role]), countries_of(f.get(role))) for role in ("actors", "recipients"))
        return overlap(e["trigger"], f["trigger"]) + roles + float(e["factuality"] == f.get("factuality"))

    def same_fact(e: Thing, f: Thing) -> float | None:
        return 1 + overlap(e, f) if e["kind"] == f.get("kind") and sentence(e["start"]) == sentence(f["start"]) else None

    same = {"events": same_event, "statements": _same_statement, "agreements": _same_agreement, "agreement_facts": same_fact}
    return {name: pair(case[name], record.get(name, []), likeness) for name, likeness in same.items()}


def countries_of(actors: Iterable[Thing] | None) -> set[str | None]:
    return {actor.get("country") for actor in actors or ()}


def _fully(e: Thing, f: Thing) -> bool:
    return e["factuality"] == f.get("factuality") and all(countries_of(e[role]) == countries_of(f.get(role)) for role in ("actors", "recipients"))


def _dyads(events: Iterable[Thing]) -> Counter[tuple[str, str | None, str | None]]:
    none: set[str | None] = {None}
    return Counter(
        (event["type"], actor, recipient)
        for event in events
        if event.get("factuality") != "negated"
        for actor in countries_of(event.get("actors")) or none
        for recipient in countries_of(event.get("recipients")) or none
    )


def _same_statement(e: Thing, f: Thing) -> float | None:
    shared = overlap(e["content"], f["content"])
    return shared if shared >= 0.5 else None


def same_speaker(e: Thing, f: Thing) -> bool:
    if e.get("country") is not None and e["country"] == f.get("country"):
        return True
    return word_likeness(e["text"], f.get("text")) >= 0.5


def _same_agreement(e: Thing, f: Thing) -> float | None:
    if (shared := overlap(e, f)) > 0:
        return 1 + shared
    shared = word_likeness(e["text"], f.get("text"))
    return shared if e["kind"] == f.get("kind") and shared >= 0.5 else None


def details(e: Thing, f: Thing) -> list[tuple[str, Figure]]:
    """Give what is right about an event that was found. A detail that the case leaves open is not measured."""
    out = []
    if e["modes"]:
        out.append(("mode", _sets(set(e["modes"]), set(f.get("modes", [])))))
    for role in ("actors", "recipients"):
        sectors = [{(actor.get("country"), actor.get("sector")) for actor in event.get(role) or ()} for event in (e, f)]
        out.append(("sector", _sets(*sectors)))
    out.append(("factuality", Figure(1, 1, e["factuality"] == f.get("factuality"))))
    voucher = Figure(1, 1, countries_of(e["attribution"]) == countries_of(f.get("attribution")))
    out.append(("attribution", voucher))
    if e["attribution"]:
        out.append(("attributed", voucher))
    if e.get("when"):
        when = f.get("when") or {}
        out.append(("when", Figure(1, bool(when), all(when.get(side) == e["when"][side] for side in ("start", "end")))))
    if e["where"]:
        places = f.get("where", [])
        out.append(("where", Figure(len(e["where"]), len(places), sum(any(_same_place(p, q) for q in places) for p in e["where"]))))
    if e["counts"]:
        out.append(("counts", _sets(*({(count["what"], count.get("value")) for count in event.get("counts", [])} for event in (e, f)))))
    return out


def _same_place(p: Thing, q: Thing) -> bool:
    return overlap(p, q) > 0 or bool(p.get("name") and p["name"] == q.get("name"))


def _sets(expected: set[Any], found: set[Any]) -> Figure:
    return Figure(len(expected), len(found), len(expected & found))


def table(figures: Figures) -> str:
    """Give the figures as lines of text for a person."""
    lines = [f"{'':14}{'P':>8}{'R':>8}{'F1':>8}{'expected':>10}{'found':>7}"]
    lines += [f"{name:14}{f.precision:8.3f}{f.recall:8.3f}{f.f1:8.3f}{f.expected:10}{f.found:7}" for name, f in figures.items()]
    return "\n".join(lines)
