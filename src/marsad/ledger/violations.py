"""What kind of violation an allegation is of, where, and whether it is combat."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.ledger.vocabulary import COMBAT, Violation
from marsad.ledger.words import Words
from marsad.record import Event


def violation_of(words: Words, folded: str, sentence: str, near: Sequence[Event]) -> Violation:
    """Give the kind of a violation: by the words of the claim, then by the mode of an act told there, then by the words of its sentence."""
    found = words.first("violations", folded)
    if found is None:
        found = next((words.modes[mode] for event in near for mode in event.modes if mode in words.modes), None)
    return found or words.first("violations", sentence) or "other"  # type: ignore[return-value]


def combat_of(violation: Violation | None) -> bool | None:
    """Tell whether a kind of violation is combat; None where the kind is not known."""
    return None if violation in (None, "other") else violation in COMBAT


def governorate_of(near: Sequence[Event]) -> str | None:
    """Give the governorate of the first act near by that has one."""
    return next((place.admin1 for event in near for place in event.where if place.admin1), None)
