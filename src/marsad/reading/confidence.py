"""Confidence: how often events read on such grounds are the ones that a trained coder codes.

Two steps, over the events that the reader finds in 81 coded articles (644 events, 64 % of them right: same type, same sentence,
overlapping trigger; 38 % also with the same countries of actors and recipients). A logistic regression orders the events by whether
their actors and recipients are right too, for that is what goes wrong; its value is then set to the share of right events. In
cross-validation by document events of 0.6, 0.7 and 0.8 or more were right in 72, 78 and 84 of 100 (with their parties in 47, 53 and
64); Brier score .212, of a constant .229. Nothing below 0.3 or above 0.9 was tried often.
"""

from __future__ import annotations

import math

from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft, Tally

_BASE = 0.54
_GROUNDS = {
    "named": 0.25,  # every actor is named, or told by a demonym
    "actor-adjacent": 0.4,  # an actor stands within three words of the trigger
    "no-actor": -0.47,
    "actor-elsewhere": -0.35,  # the actors stand in another sentence
    "thing-actor": -0.14,  # a thing or an act stands for who acts
    "two-sided": 0.28,  # both who acts and who is acted on are said
    "named-recipients": 0.26,
    "recipient-implied": -0.1,  # its country is not said with it
    "recipient-thing": -0.21,
    "place": 0.15,
    "counts": 0.34,
    "passive": 0.11,
    "short": 0.1,  # the sentence has at most 18 words
    "many-verbs": -0.16,  # five or more in the sentence
    "not-actual": 0.08,
    "attributed": -0.16,
}
_PER_LOG_ODDS = 0.14  # of the acceptance model's score, between -3 and 3
_NEAR, _SHORT, _MANY = 3, 18, 5
_SAID = ("name", "demonym")
_TOLD = ("name", "demonym", "genitive")
_THINGS = ("thing", "event")
_NOBODY = ("thing", "event", "place")


def grounds(draft: Draft) -> list[str]:
    """Give the names of the grounds that hold for a draft, in the order of the table."""
    sentence = draft.sentence
    here = [p for p in draft.actors if p.sentence == sentence.number]
    holds = {
        "named": bool(draft.actors) and all(p.given in _SAID for p in draft.actors),
        "actor-adjacent": any(abs(p.i - draft.i) <= _NEAR for p in here),
        "no-actor": not draft.actors,
        "actor-elsewhere": bool(draft.actors) and not here,
        "thing-actor": any(p.cls in _THINGS for p in draft.actors),
        "two-sided": bool(draft.actors) and bool(draft.recipients),
        "named-recipients": bool(draft.recipients) and all(p.given in _TOLD for p in draft.recipients),
        "recipient-implied": any(p.given in ("implied", "antecedent", "none", "") for p in draft.recipients),
        "recipient-thing": any(p.cls in _NOBODY for p in draft.recipients),
        "place": any(s.place is not None for s in draft.spots),
        "counts": bool(draft.counts),
        "passive": draft.passive,
        "short": len(sentence.tokens) <= _SHORT,
        "many-verbs": sum(t.verb for t in sentence.tokens) >= _MANY,
        "not-actual": draft.factuality in ("hypothetical", "future", "negated"),
        "attributed": bool(draft.attribution),
    }
    return [name for name in _GROUNDS if holds[name]]


def steps(draft: Draft, names: list[str]) -> list[tuple[str, int, int]]:
    """Give (rule, start, end) of each ground that counted, on the words that it rests on; last what the acceptance model added.

    `names` are the draft's `grounds`.
    """
    trigger = (draft.trigger_start, draft.trigger_end)
    on: dict[str, list[Phrase] | list[Tally]] = {
        **dict.fromkeys(("named", "actor-adjacent", "actor-elsewhere", "thing-actor"), draft.actors),
        **dict.fromkeys(("two-sided", "named-recipients", "recipient-implied", "recipient-thing"), draft.recipients),
        "place": [s.phrase for s in draft.spots],
        "counts": draft.counts,
        "attributed": draft.attribution,
    }
    told = []
    for name in names:
        start, end = next(((w.start, w.end) for w in on.get(name, [])), trigger)
        told.append((f"ground.{name}: {_GROUNDS[name]:+.2f}", start, end))
    added = _PER_LOG_ODDS * max(-3.0, min(3.0, draft.score))
    return [*told, (f"ground.report: {added:+.2f}", *trigger)]


def confidence(draft: Draft, names: list[str]) -> float:
    """Give a probability (0..1, two decimals) that a trained coder would code the event so; `names` are the draft's `grounds`."""
    value = _BASE + sum(_GROUNDS[name] for name in names) + _PER_LOG_ODDS * max(-3.0, min(3.0, draft.score))
    return round(1.0 / (1.0 + math.exp(-value)), 2)
