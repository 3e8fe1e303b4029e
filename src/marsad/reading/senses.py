"""Senses: which entry of a word of action is meant here, by the words around it and the class of its object.

An entry's `with`, `only_with` and `not_with` words are looked for in the trigger's clause; `object_is` and
`subject_is` are classes of noun phrases (see lexicon/schema.py).
"""
from __future__ import annotations

from marsad.lexicon.types import Sense, Tables
from marsad.reading.document import Sentence

_CLASS_OF = {
    "state": ("state",), "human": ("human", "person", "office", "rank", "profession", "victim", "source", "relation"), "force": ("force",),
    "group": ("group", "force"), "org": ("org",), "place": ("place",), "person": ("person", "office", "rank", "profession", "relation"),
    "event": ("event",), "thing": ("thing",),
}


class Around:
    """The words of a clause, for quick tests. Each word counts with and without its clitics and article."""

    __slots__ = ("cores", "long")

    def __init__(self, sentence: Sentence, clause: int) -> None:
        self.cores: set[str] = set()
        for tok in sentence.tokens:
            if tok.clause == clause:
                self.cores.add(tok.word.core)
                self.cores.add(tok.word.norm)
        self.long = tuple(c for c in self.cores if len(c) > 4)

    def has(self, words: list[str]) -> bool:
        for word in words:
            if word in self.cores:
                return True
            if " " in word and all(part in self.cores or "ال" + part in self.cores for part in word.split()):
                return True
        return False


def with_word(sentence: Sentence, i: int, words: list[str], noun: bool) -> int:
    """Give the token that completes a multiword act (النار of أطلق … النار), or -1."""
    toks = sentence.tokens
    reach = 4 if noun else 9
    for k in range(i + 1, min(len(toks), i + 1 + reach)):
        word = toks[k].word
        if word.tag == "punct" and word.norm in (".", "؛", ":", "،") and noun:
            return -1
        if toks[k].verb and not noun and k > i + 1:
            return -1
        if word.core in words or word.norm in words or (word.pronoun and word.core + word.pronoun in words):
            return k
        if word.noun and any(word.core == w or word.core.rstrip("ا") == w for w in words):
            return k
    return -1


def fits(classes: list[str], cls: str) -> bool:
    return any(cls in _CLASS_OF.get(name, ()) for name in classes)


def rank(sense: Sense, around: Around, sentence: Sentence, i: int, noun: bool) -> tuple[float, int]:
    """Give (how well a sense fits, the token that completes it or -1); below 0: not meant here."""
    at = -1
    value = 1.0
    if sense.with_:
        at = with_word(sentence, i, sense.with_, noun)
        if at < 0:
            return -1.0, -1
        value += 3.0
    if sense.not_with and around.has(sense.not_with):
        return -1.0, -1
    if sense.only_with:
        if not around.has(sense.only_with):
            return -1.0, -1
        value += 1.5
    return value, at


def candidates(sense_ids: list[int], tables: Tables) -> list[Sense]:
    return [tables.senses[k] for k in dict.fromkeys(sense_ids)]
