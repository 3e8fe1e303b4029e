"""Why the ledger says what it says, in the words of an Arabic reader. The ledger's own reasons are English sentences of fixed forms.

A part of a reason that has none of the known forms stays as it is: a reason in two languages is better than none. The tests walk all forms.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from marsad.web.rendering import Words, foreign

_KINDS = {"status": "status", "act": "act", "role": "role", "attribution": "attribution", "post": "post_status", "renewal": "renewal", "anchor": "anchor"}


@cache
def forms() -> list[tuple[re.Pattern[str], str]]:
    """Give the forms of reasons, each with how it is told in Arabic."""
    read = json.loads(files("marsad.web.words").joinpath("reasons.json").read_text(encoding="utf-8"))
    return [(re.compile(form), told) for form, told in read]


def told(reason: str, words: Words) -> Markup:
    """Give a reason in the reader's language."""
    if words.settings.language != "ar":
        return foreign(reason)
    return Markup("\N{ARABIC SEMICOLON} ").join(_part(part, words) for part in reason.split("; "))


def _part(part: str, words: Words) -> Markup:
    for form, arabic in forms():
        found = form.fullmatch(part)
        if found is not None:
            return Markup(escape(arabic)).format(**{name: _filled(name.rstrip("0123456789"), value, words) for name, value in found.groupdict().items()})
    return foreign(part)


def _filled(kind: str, value: str, words: Words) -> Markup:
    if kind == "rest":
        return told(value, words)
    if kind == "day":
        return words.day(value)
    if kind == "num":
        return escape(words.settings.numerals(value))
    if kind == "anchor" and value.startswith("commitment:"):
        return foreign(value.removeprefix("commitment:"))
    if kind in _KINDS:
        return escape(words.value(_KINDS[kind], value))
    return foreign(value)
