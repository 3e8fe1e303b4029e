"""Reference cases from the review: articles whose every event was judged, coded as `marsad measure` scores them.

A case holds the events that were accepted, with corrections in place; a rejected one is not in it. Statements, agreements and what is said of
agreements are not reviewed: they stand as they were read, and the case says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from marsad.archive.connect import Archive
from marsad.archive.judged import Judged, JudgedArticle, judged_articles
from marsad.record import Actor, Event

ARTICLE = ("id", "outlet", "published", "url", "title", "language", "text")
REVIEWED = ("events",)  # the lists of a case that people judged


class Shares(NamedTuple):
    """How many articles have a verdict on each of their events, how many on any, and how many events were decided."""

    whole: int
    begun: int
    decisions: int


def shares(archive: Archive) -> Shares:
    """Give how far the review of the archive's articles has come."""
    with archive.reading() as connection:
        found = list(judged_articles(connection))
    return Shares(sum(one.whole for one in found), len(found), sum(event.verdict is not None for one in found for event in one.events))


def cases(archive: Archive) -> Iterator[dict[str, Any]]:
    """Yield a case for each article whose every event was judged, in order of loading."""
    with archive.reading() as connection:
        for one in judged_articles(connection):
            if one.whole:
                yield case_of(one)


def case_of(judged: JudgedArticle) -> dict[str, Any]:
    """Give the case of an article. Its `review` names who read it, and the changes of the log that it rests on."""
    record, accepted = judged.record, [event for event in judged.events if event.verdict is not None and event.verdict.verdict == "accept"]
    article = {name: value for name in ARTICLE if (value := getattr(record.article, name)) is not None}
    return {
        "article": article,
        "events": [coded(event.stands) for event in accepted],
        "statements": [
            {"speaker": _party(s.speaker), "cue": _plain(s.cue), "content": _plain(s.content), "form": s.form} for s in record.statements
        ],
        "agreements": [{name: getattr(a, name) for name in ("text", "start", "end", "kind", "name", "parties")} for a in record.agreements],
        "agreement_facts": [
            {
                **{name: getattr(f, name) for name in ("agreement", "kind", "text", "start", "end", "deadline", "count", "where", "factuality")},
                "by": [_party(a) for a in f.by], "attribution": [_party(a) for a in f.attribution],
            }
            for f in record.agreement_facts
        ],
        "review": {
            "lists": list(REVIEWED), "readers": sorted(_people(judged.events)), "changes": sorted(_changes(judged.events)), "reader": msgspec.to_builtins(record.reader),
            "rejected": [{"type": event.read.type, "trigger": _plain(event.read.trigger), "why": event.verdict.why} for event in judged.events if event.verdict is not None and event.verdict.verdict == "reject"],
        },
    }  # fmt: skip


def coded(event: Event) -> dict[str, Any]:
    """Give an event as the codebook writes it: without what only the program tells."""
    return {
        "type": event.type, "modes": event.modes, "trigger": _plain(event.trigger), "actors": [_party(a) for a in event.actors],
        "recipients": [_party(a) for a in event.recipients], "attribution": [_party(a) for a in event.attribution], "factuality": event.factuality,
        "when": {"start": event.when.start, "end": event.when.end} if event.when is not None else None,
        "where": [{"text": p.text, "start": p.start, "end": p.end, "name": p.name, "country": p.country} for p in event.where],
        "counts": [{"what": c.what, "value": c.value, "low": c.low, "high": c.high, "of": c.of} for c in event.counts],
    }  # fmt: skip


def _party(actor: Actor) -> dict[str, Any]:
    return {"text": actor.text, "start": actor.start, "end": actor.end, "name": actor.name, "country": actor.country, "sector": actor.sector}


def _plain(span: Any) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _people(events: Iterable[Judged]) -> set[str]:
    return {event.verdict.who for event in events if event.verdict is not None} | {c.who for event in events for c in event.corrections}


def _changes(events: Iterable[Judged]) -> set[int]:
    return {event.verdict.number for event in events if event.verdict is not None} | {c.number for event in events for c in event.corrections}
