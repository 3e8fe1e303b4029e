"""Cue words compiled from lexicon/cues and the word lists of lexicon/actions, ready for tests on tokens."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.types import Tables
from marsad.lexicon.words import Word
from marsad.reading.document import Phrase, Sentence
from marsad.reading.senses import Around, Terms, looked_for

_NONE: frozenset[str] = frozenset()


class Cues:
    """The cue tables of one lexicon. `looked_for`: every form that they or a sense of the lexicon ask a word for."""

    def __init__(self, tables: Tables) -> None:
        raw: dict[str, Any] = msgspec.msgpack.decode(tables.cues)
        self.looked_for = {form for sense in tables.senses for words in (sense.with_, sense.not_with, sense.only_with) if words for form in looked_for(words)}
        self.counted: dict[str, str] = {}
        for what, words in (raw.get("counted") or {}).items():
            for word in words:
                self.counted.setdefault(fold(word), what)
        self.against: frozenset[str] = frozenset(fold(w).removeprefix("ال") for item in _items(raw.get("against")) for w in item.get("words", []))
        self._relational = frozenset((fold(w), fold(str(item.get("preposition")))) for item in _items(raw.get("relational")) for w in item.get("words", []))
        self._instruments: list[tuple[str, Terms, Terms]] = []
        for item in _items(raw.get("instruments")):
            telling, lifting = ([fold(w) for w in item.get(key) or []] for key in ("words", "not_with"))
            self._instruments.append((str(item.get("mode")), Terms(telling), Terms(lifting)))
            self.looked_for.update(looked_for(telling), looked_for(lifting))
        self._means = frozenset(form for _, terms, _ in self._instruments for form in terms.opening)
        self._contexts: dict[bool, list[tuple[Terms, Terms, frozenset[str]]]] = {True: [], False: []}
        for item in _items(raw.get("blocked_contexts")):
            blocks = item.get("blocks") or []
            types = frozenset(blocks if isinstance(blocks, list) else [blocks])
            telling, lifting = ([fold(w) for w in item.get(key) or []] for key in ("words", "unless"))
            self._contexts[item.get("scope") == "sentence"].append((Terms(telling), Terms(lifting), types))
            self.looked_for.update(looked_for(telling), looked_for(lifting))
        self._opened: dict[bool, dict[str, set[int]]] = {True: {}, False: {}}  # by a word of theirs, which contexts may hold
        for whole, contexts in self._contexts.items():
            for number, (terms, _, _) in enumerate(contexts):
                for word in terms.opening:
                    self._opened[whole].setdefault(word, set()).add(number)
        self._telling = frozenset(w for terms, _, _ in self._contexts[True] for w in (*terms.words, *(p[0] for p in terms.phrases)))
        self.content_modes: list[tuple[frozenset[str], frozenset[str], str]] = []
        for item in _items(raw.get("content_modes")):
            kinds = item.get("type") or []
            self.content_modes.append((frozenset(fold(w) for w in item.get("words", [])), frozenset(kinds if isinstance(kinds, list) else [kinds]), str(item.get("mode"))))

    def blocked(self, sentence: Sentence) -> frozenset[str]:
        """Give the event types that the sentence's own subject rules out (sport, weather, markets, film)."""
        if self._telling.isdisjoint(sentence.shapes()) or not any(t.word.core in self._telling or t.word.norm in self._telling for t in sentence.tokens):
            return _NONE
        return self._ruled_out(Around(sentence, None), True)

    def blocked_here(self, around: Around) -> frozenset[str]:
        """Give the event types that the subject of one clause rules out."""
        return self._ruled_out(around, False)

    def _ruled_out(self, around: Around, whole: bool) -> frozenset[str]:
        opened = self._opened[whole]
        words = opened.keys() & around.cores
        if not words:
            return _NONE
        hit: set[str] = set()
        for number in set().union(*[opened[word] for word in words]):
            telling, lifting, types = self._contexts[whole][number]
            if around.has_as_written(telling) and not (lifting and around.has_as_written(lifting)):
                hit |= types
        return frozenset(hit)

    def relational(self, word: Word, preposition: str) -> bool:
        """Whether a word takes what follows the preposition as its own complement (ألغام مضادة للأفراد)."""
        return (word.core, preposition) in self._relational

    def instruments(self, around: Around) -> list[tuple[str, int, int]]:
        """Give (mode, start, end) of the weapons and means in the clause."""
        if self._means.isdisjoint(around.cores):
            return []
        return [(mode, *around.where(terms)) for mode, terms, lifting in self._instruments if around.has(terms) and not (lifting and around.has_as_written(lifting))]

    def counted_by_phrase(self, sentence: Sentence, phrase: Phrase) -> str | None:
        head = sentence.tokens[phrase.head].word
        what = self.counted.get(head.core) or self.counted.get(head.norm)
        return what if what in ("killed", "injured", "detained", "missing", "displaced", "money", "posts", "vehicles") else None

    @staticmethod
    def counted_sense(sense: str, modes: list[str]) -> str | None:
        if "arrest" in modes:
            return "detained"
        if "abduct" in modes:
            return "missing"
        if "release" in modes:
            return "released"
        if "deport" in modes:
            return "displaced"
        return "killed" if "targeted" in modes else None


def _items(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        for value in content.values():
            if isinstance(value, list):
                return [v for v in value if isinstance(v, dict)]
    return [v for v in content or [] if isinstance(v, dict)]
