"""Confidence: how often events read on such grounds are the ones that a trained coder codes.

The weights are those of a logistic regression over the events that the reader finds in 81 coded articles (686
events, 59.8 % of them right; right: same type, same sentence, overlapping trigger). In cross-validation by
document a stated 0.4, 0.6 and 0.8 was right in 55, 61 and 87 of 100; nothing below 0.3 or above 0.9 was tried often.
"""

from __future__ import annotations

import math

from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft, Tally

_BASE = 0.39
_GROUNDS = {
    "named": 0.28,  # every actor is named, or told by a demonym
    "no-actor": -0.75,
    "recipients": 0.41,
    "verb": 0.41,  # a finite verb tells it
    "multiword": 0.23,
    "counts": 0.74,
    "not-actual": -0.37,
    "attributed": -0.36,
}
_PER_LOG_ODDS = 0.13  # of the acceptance model's score, between -3 and 3


def grounds(draft: Draft) -> list[str]:
    """Give the names of the grounds that hold for a draft, in the order of the table."""
    holds = {
        "named": bool(draft.actors) and all(p.given in ("name", "demonym") for p in draft.actors),
        "no-actor": not draft.actors,
        "recipients": bool(draft.recipients),
        "verb": not draft.noun,
        "multiword": bool(draft.sense.with_),
        "counts": bool(draft.counts),
        "not-actual": draft.factuality in ("hypothetical", "future", "negated"),
        "attributed": bool(draft.attribution),
    }
    return [name for name in _GROUNDS if holds[name]]


def steps(draft: Draft) -> list[tuple[str, int, int]]:
    """Give (rule, start, end) of each ground that counted, on the words that it rests on; last what the acceptance model added."""
    trigger = (draft.trigger_start, draft.trigger_end)
    on: dict[str, list[Phrase] | list[Tally]] = {"named": draft.actors, "recipients": draft.recipients, "counts": draft.counts, "attributed": draft.attribution}
    told = []
    for name in grounds(draft):
        start, end = next(((w.start, w.end) for w in on.get(name, [])), trigger)
        told.append((f"ground.{name}: {_GROUNDS[name]:+.2f}", start, end))
    added = _PER_LOG_ODDS * max(-3.0, min(3.0, draft.score))
    return [*told, (f"ground.report: {added:+.2f}", *trigger)]


def confidence(draft: Draft) -> float:
    """Give a probability (0..1, two decimals) that a trained coder would code the event so."""
    value = _BASE + sum(_GROUNDS[name] for name in grounds(draft)) + _PER_LOG_ODDS * max(-3.0, min(3.0, draft.score))
    return round(1.0 / (1.0 + math.exp(-value)), 2)
