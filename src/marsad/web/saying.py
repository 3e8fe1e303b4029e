"""Reasons of the ledger in the reader's language: the sentence from the catalogue, its days, sides, states and periods as the reader calls them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from marsad.ledger.reasons import Reason, in_pieces

if TYPE_CHECKING:
    from marsad.web.rendering import Words

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_CODED = frozenset({"status", "act", "role", "attribution", "renewal", "anchor", "post_status"})


def reason_said(words: Words, told: Reason, sides: Mapping[str, Any], foreign: Callable[[object], Markup]) -> Markup:
    """Give a reason in the reader's language. `sides` are the book's, by id; `foreign` sets words apart that are of no catalogue."""
    language = words.settings.language

    def called(kind: str, value: Any) -> Markup:
        if kind == "words":
            return escape(value)
        if kind == "day":
            return words.day(value)
        if kind == "count":
            return escape(words.number(value))
        if kind == "period":
            return escape(_period(words, value))
        if kind == "side" and value in sides:
            return foreign(sides[value].name_ar if language == "ar" else sides[value].name_en)
        if kind == "value":  # what an analyst decided about: an agreement, a duty or a post
            kind = next((one for one in ("status", "state", "post_status") if value in words.catalogue["values"][one]), "status")
        name = words.value(kind, value) if kind in (*_CODED, "state") else value
        return foreign(value) if name == value else escape(name)

    return Markup("").join(in_pieces(told, language, called))


def _period(words: Words, value: str) -> str:
    """Give an ISO 8601 period in words: Arabic has a form for one, two, some and many."""
    found = _PERIOD.fullmatch(value)
    if found is None:
        return value
    parts = []
    for unit, digits in zip("YMWD", found.groups(), strict=True):
        if digits is not None:
            number = int(digits)
            form = words.catalogue["values"]["period"][unit][0 if number == 1 else 1 if number == 2 else 2 if 3 <= number % 100 <= 10 else 3]
            parts.append(words.settings.numerals(form.format(number=number)))
    return str(words.catalogue["values"]["period"]["and"]).join(parts)
