"""Why a status, a state or a deadline is what it is: a sentence of a catalogue with its values, so that each reader has it in his language.

A value is named in the sentence after what it is (day, status, side, why …), with a number behind it where two of a kind meet. Whoever shows
a reason in another language than English says how values of each kind are called; a value may be a reason itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import msgspec

LANGUAGES = ("ar", "en")


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """`key` names the sentence in the catalogue; `values` fill it: text, whole numbers, lists of text, or other reasons. As text it is the English sentence."""

    key: str
    values: dict[str, Any] = {}

    def __str__(self) -> str:
        return "".join(in_pieces(self, "en", lambda _, value: str(value)))


def reason(key: str, **values: Any) -> Reason:
    """Give a reason.

    >>> str(reason("bound", day="2020-03-05"))
    'the agreement binds from 2020-03-05'
    """
    return Reason(key=key, values=values)


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Give the sentences of a language, ar or en, by their keys."""
    loaded: dict[str, str] = json.loads(files("marsad.ledger.reasons").joinpath(f"{language}.json").read_text(encoding="utf-8"))
    return loaded


def in_pieces(told: Reason, language: str, called: Callable[[str, Any], str]) -> list[str]:
    """Give the sentence of a reason in pieces, to be joined. `called` gives how a value of a kind is called: it is asked for each value but reasons, and for the words between (kind "words")."""
    found: list[str] = []
    for words, name, _, _ in Formatter().parse(sentences(language)[told.key]):
        if words:
            found.append(called("words", words))
        if name is None:
            continue
        value = told.values[name]
        kind = name.rstrip("0123456789")
        if isinstance(value, Reason):
            found += in_pieces(value, language, called)
        elif isinstance(value, list):
            for n, one in enumerate(value):
                found += [called("words", sentences(language)["between"])] * (n > 0) + [called(kind, one)]
        else:
            found.append(called(kind, value))
    return found
