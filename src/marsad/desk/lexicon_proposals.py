"""Proposals for the lexicon from the review: sentences by entry, in the form of the lexicon's own, for a linguist to judge, shorten and translate.

What an entry gave and an analyst rejected is a sentence under `no`; what was accepted with another trigger, other parties, places or another
factuality is one under `yes`. Only what was corrected or rejected is proposed: the rest the entry does already. The sentences are of the articles:
the lexicon takes none of them as they stand, it wants sentences of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from marsad.arabic.sentences import split_sentences
from marsad.archive.connect import Archive
from marsad.archive.judged import Judged, judged_articles
from marsad.desk.entries import EntryNote
from marsad.record import Event

TOLD = ("trigger", "type", "modes", "actors", "recipients", "where", "factuality", "counts")  # of a correction, what a sentence of the lexicon can say
HEAD = """\
# Proposals for the lexicon, from the decisions of a review. Each stands under the entry that read the event.
# The sentences are quoted from articles: write one of your own for each before it goes into the lexicon, with its English.
# Try one: marsad lexicon try "SENTENCE"
"""


def proposals(archive: Archive, notes: dict[str, EntryNote]) -> str:
    """Give the file of proposals as YAML; without any, its head alone. `notes` are the entries of the lexicon by id."""
    found: dict[str, dict[str, Any]] = {}
    with archive.reading() as connection:
        for article in judged_articles(connection):
            text = article.record.article.text
            for judged in article.events:
                for side, example in _examples(judged, text, article.record.article.id):
                    entry = entry_of(judged.read, notes)
                    stands = found.setdefault(entry, {"entry": entry, **({"stands_at": notes[entry].place} if entry in notes else {}), "yes": [], "no": []})
                    stands[side].append(example)
    if not found:
        return HEAD
    rows = [{key: value for key, value in found[entry].items() if value} for entry in sorted(found)]
    return HEAD + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=200)


def entry_of(event: Event, notes: dict[str, EntryNote]) -> str:
    """Give the entry that named an event's type, "unknown" if its reasons name none."""
    return next((step.rule for step in event.because if step.field == "type" and step.rule in notes), "unknown")


def _examples(judged: Judged, text: str, article: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if judged.verdict is None:
        return
    from_log = {"article": article, "changes": sorted({judged.verdict.number, *(c.number for c in judged.corrections)})}
    if judged.verdict.verdict == "reject":
        yield "no", {"text": _sentence(text, judged.read.trigger.start), "trigger": judged.read.trigger.text, "why": judged.verdict.why, **from_log}
        return
    fields = [name for name in TOLD if any(name in c.fields for c in judged.corrections)]
    if fields:
        event, why = judged.stands, "; ".join(dict.fromkeys(c.why for c in judged.corrections if c.why))
        said: dict[str, Any] = {"text": _sentence(text, event.trigger.start), "trigger": event.trigger.text, "actors": [a.text for a in event.actors]}
        if event.recipients:
            said["recipients"] = [a.text for a in event.recipients]
        if event.where:
            said["where"] = [p.text for p in event.where]
        if event.factuality != "actual":
            said["factuality"] = event.factuality
        if event.type != judged.read.type or "modes" in fields:
            said |= {"type": event.type, "modes": list(event.modes)}
        if "counts" in fields:
            said["counts"] = [f"{c.what}={c.value if c.value is not None else f'{c.low or str()}..{c.high or str()}'}" for c in event.counts]
        yield "yes", {**said, "corrected": fields, **({"why": why} if why else {}), **from_log}


def _sentence(text: str, at: int) -> str:
    return next((text[start:end] for start, end in split_sentences(text) if start <= at < end), text[at : at + 200]).strip()
