"""Confidence: how often events read on such grounds are right. The bins are in lexicon/confidence (measured by document)."""

from __future__ import annotations

from marsad.reading.drafts import Draft


def confidence(draft: Draft) -> float:
    """Give a calibrated probability (0..1) that the event is one a trained coder would code so."""
    value = 0.5
    if draft.actors and all(p.given in ("name", "demonym") for p in draft.actors):
        value += 0.15
    elif not draft.actors:
        value -= 0.1
    if draft.recipients or draft.spots:
        value += 0.08
    if not draft.noun:
        value += 0.08
    elif draft.definite:
        value -= 0.12
    if draft.sense.with_:
        value += 0.05
    if draft.counts:
        value += 0.05
    if draft.factuality in ("hypothetical", "future"):
        value -= 0.1
    return round(min(0.95, max(0.1, value)), 2)
