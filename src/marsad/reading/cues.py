"""Cue words compiled from lexicon/cues and the word lists of lexicon/actions, ready for tests on tokens."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.types import Tables
from marsad.reading.document import Phrase, Sentence
from marsad.reading.senses import Around


class Cues:
    """The cue tables of one lexicon."""

    def __init__(self, tables: Tables) -> None:
        raw: dict[str, Any] = msgspec.msgpack.decode(tables.cues)
        self.counted: dict[str, str] = {}
        for what, words in (raw.get("counted") or {}).items():
            for word in words:
                self.counted.setdefault(fold(word), what)
        self.against: frozenset[str] = frozenset(fold(w).removeprefix("ال") for item in _items(raw.get("against")) for w in item.get("words", []))
        self._instruments: list[tuple[str, frozenset[str]]] = []
        for item in _items(raw.get("instruments")):
            self._instruments.append((str(item.get("mode")), frozenset(fold(w) for w in item.get("words", []))))
        self._blocked: list[tuple[frozenset[str], frozenset[str], bool]] = []
        for item in _items(raw.get("blocked_contexts")):
            blocks = item.get("blocks") or []
            types = frozenset(blocks if isinstance(blocks, list) else [blocks])
            self._blocked.append((frozenset(fold(w) for w in item.get("words", [])), types, item.get("scope") == "sentence"))
        self._block_words: frozenset[str] = frozenset().union(*(words for words, _, sentence in self._blocked if sentence)) if self._blocked else frozenset()
        self.content_modes: list[tuple[frozenset[str], frozenset[str], str]] = []
        for item in _items(raw.get("content_modes")):
            kinds = item.get("type") or []
            self.content_modes.append((frozenset(fold(w) for w in item.get("words", [])), frozenset(kinds if isinstance(kinds, list) else [kinds]), str(item.get("mode"))))

    def blocked(self, sentence: Sentence) -> frozenset[str]:
        """Give the event types that the sentence's own subject rules out (sport, weather, markets, film)."""
        hit: set[str] = set()
        for tok in sentence.tokens:
            core = tok.word.core
            if core in self._block_words or tok.word.norm in self._block_words:
                for words, types, whole in self._blocked:
                    if whole and (core in words or tok.word.norm in words):
                        hit |= types
        return frozenset(hit)

    def instruments(self, around: Around) -> list[str]:
        """Give the modes that weapons and means in the clause tell."""
        return [
            mode
            for mode, words in self._instruments
            if not words.isdisjoint(around.cores) or any(" " in w and all(part in around.cores or "ال" + part in around.cores for part in w.split()) for w in words if " " in w)
        ]

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
