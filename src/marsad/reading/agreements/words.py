"""The words of lexicon/agreements, compiled."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.types import Tables
from marsad.reading.document import Token
from marsad.record.types import FactKind


class FactRule(NamedTuple):
    """Words that say something about an agreement near by.

    `reach`: at most so many tokens between word and mention. `then`: one of these words must stand between the two. `inside`: the word may be part of the
    mention. `told`: only where it is asserted, not where it is a purpose, a fear or denied. `term`: a predicate of the agreement, which may stand far behind it.
    `owned`: a noun needs a doer, or a verb or noun that announces it. `unless`: not where one of these words comes next.
    """

    kind: FactKind
    reach: int
    then: frozenset[str]
    inside: bool
    told: bool
    term: bool
    owned: bool
    unless: frozenset[str]


class AgreementWords:
    """The tables of one lexicon that tell agreements and facts about them."""

    def __init__(self, tables: Tables) -> None:
        raw: dict[str, Any] = msgspec.msgpack.decode(tables.cues).get("agreement_words") or {}
        self.heads: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
        for item in raw.get("heads", []):
            for phrase in item["words"]:
                words = fold(phrase).split()
                first = words[0].removeprefix("ال") if len(words[0]) > 4 else words[0]
                self.heads.setdefault(first, []).append((tuple(words[1:]), item["kind"]))
        for options in self.heads.values():
            options.sort(key=lambda option: -len(option[0]))
        self.kinds: list[tuple[str, list[str]]] = [(item["kind"], [f" {fold(w)} " for w in item["words"]]) for item in raw.get("kinds", [])]
        self._facts: dict[str, list[tuple[tuple[str, ...], FactRule]]] = {}
        for item in raw.get("facts", []):
            rule = FactRule(
                kind=item["kind"], reach=item.get("reach", 6), then=_words(item, "then"), inside=item.get("inside", False), told=item.get("told", False),
                term=item.get("term", False), owned=item.get("owned", False), unless=_words(item, "unless"),
            )  # fmt: skip
            for word in item["words"]:
                first, *rest = fold(word).split()
                self._facts.setdefault(first, []).append((tuple(rest), rule))
        for rules in self._facts.values():
            rules.sort(key=lambda found: -len(found[0]))
        self.deadline = _words(raw, "deadline")
        self.due = _words(raw, "due")
        self.watching = _words(raw, "watching")
        self.talks = _words(raw, "talks")
        self.aims = _words(raw, "aims")
        self.agreed = _words(raw, "agreed")
        self.own_country = _words(raw, "own_country")
        self.without = _words(raw, "without")
        self.binding = _words(raw, "binding")
        self.warning = _words(raw, "warning")
        self.supposing = _words(raw, "supposing")
        self.announcing = _words(raw, "announcing")
        self.starting = _words(raw, "starting")
        self.units: dict[str, str] = {fold(form): unit for unit, forms in (raw.get("units") or {}).items() for form in forms}
        self.lasting = _words(raw, "lasting")

    def kind_of(self, words: str) -> str | None:
        """Give the kind of an agreement by the words of its phrase (blanks around each), None if they tell none."""
        return next((kind for kind, listed in self.kinds if any(w in words for w in listed)), None)

    def facts(self, toks: list[Token], k: int) -> list[tuple[FactRule, int]]:
        """Give the rules whose words start at token k, the longest first, each with the end of its words."""
        word = toks[k].word
        out: list[tuple[FactRule, int]] = []
        for form in dict.fromkeys((word.norm, word.core, word.core + word.pronoun, word.norm.removeprefix(word.conj))):
            for rest, rule in self._facts.get(form, ()):
                end = k + 1 + len(rest)
                if end <= len(toks) and all(part in (toks[k + 1 + n].word.norm, toks[k + 1 + n].word.core) for n, part in enumerate(rest)):
                    out.append((rule, end))
        return sorted(out, key=lambda found: -found[1])


def _words(raw: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(fold(w) for w in raw.get(key, []))


def any_of(toks: list[Token], words: frozenset[str]) -> bool:
    """Tell whether one of the tokens is one of the words."""
    return any(t.word.norm in words or t.word.core in words for t in toks)
