"""Who acts on whom as a graph: an edge for each pair of parties of an act that took place."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.export.options import Options, Row
from marsad.export.parties import called, sides
from marsad.export.report import Report
from marsad.export.sources import contradicted, happened
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor

QUADS = {"verbal-cooperation": 1, "material-cooperation": 2, "verbal-conflict": 3, "material-conflict": 4}


def node_id(party: Actor) -> str:
    """Give what stands for a party: its name, else its entity, else country and sector, else the article's words.

    The name first: without an archive one party may have its entity in one article and not in the next.

    >>> node_id(Actor(start=0, end=3, text="جيش", country="SYR", sector="MIL"))
    'SYR/MIL'
    """
    return party.name or party.entity or "/".join(part for part in (party.country, party.sector) if part) or party.text


def pairs(event: ReportedEvent) -> Iterator[tuple[Actor, Actor, bool]]:
    """Yield each pair of parties and whether both act alike: all pairs of equal parties, else each actor with each recipient."""
    act = event.shown
    _, _, mutual = sides(act)
    seen: set[tuple[str, str]] = set()
    others = [(a, b) for n, a in enumerate(act.actors) for b in act.actors[n + 1 :]] if mutual else [(a, b) for a in act.actors for b in act.recipients]
    for a, b in others:
        key = (node_id(a), node_id(b))
        if key[0] != key[1] and key not in seen:
            seen.add(key)
            yield a, b, mutual


def linked(event: ReportedEvent, report: Report) -> list[tuple[Actor, Actor, bool]]:
    """Give the pairs of an event that took place; none: then the reason is reported."""
    if not happened(event):
        report.drop(event.id, "not-happened", event.shown.factuality)
        return []
    found = list(pairs(event))
    if not found:
        report.drop(event.id, "no-edge", ", ".join(called(p) for p in (*event.shown.actors, *event.shown.recipients)))
    elif contradicted(event):
        report.approximate(event.id, "type", "conflicting")
    return found


def edge_rows(event: ReportedEvent, options: Options, report: Report) -> Iterator[Row]:
    """Yield a row for each pair."""
    act = event.shown
    for a, b, mutual in linked(event, report):
        yield node_id(a), node_id(b), act.when.start if act.when is not None else None, QUADS[act.quad], act.score, act.type, mutual, event.id
