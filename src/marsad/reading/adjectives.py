"""Adjectives by their form: the ending of relation (نسبة), and words that describe a noun before them."""

from __future__ import annotations

from marsad.lexicon.words import Word


def of_relation(core: str) -> bool:
    """Whether a word ends as an adjective of relation does.

    >>> of_relation("عسكريه"), of_relation("قتال")
    (True, False)
    """
    return core.endswith(("ي", "يه", "يين", "يون", "يات", "يتين", "يتان"))


def adjectival(word: Word) -> bool:
    """Whether a word after a noun is taken to describe it."""
    if word.demonym is not None:
        return True
    if word.adjective is not None and (word.role < 0 or of_relation(word.core)):
        return True
    if word.noun or word.head is not None:
        return False
    if word.role >= 0:
        return of_relation(word.core) and not word.core.endswith(("يين", "يون"))
    return of_relation(word.core)
