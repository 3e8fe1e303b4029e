"""Senses: which entry of a word of action is meant here, by the words around it and the class of its object.

An entry's `with`, `only_with` and `not_with` words are looked for in the trigger's clause; `object_is` and
`subject_is` are classes of noun phrases (see lexicon/schema.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from marsad.lexicon.types import Sense
from marsad.lexicon.words import Word
from marsad.reading.clauses import Syntax
from marsad.reading.document import Sentence

_CLASS_OF = {
    "state": ("state",), "human": ("human", "person", "office", "rank", "profession", "victim", "source", "relation"), "force": ("force",), "group": ("group", "force"),
    "org": ("org",), "place": ("place",), "person": ("person", "office", "rank", "profession", "relation"), "event": ("event",), "thing": ("thing",),
}  # fmt: skip


class Terms:
    """Words to look for, ready for quick tests: single words as a set, phrases as tuples of words."""

    __slots__ = ("definite_too", "firsts", "opening", "pairs", "phrases", "words")

    def __init__(self, words: list[str]) -> None:
        self.words = frozenset(w for w in words if " " not in w)
        self.phrases = tuple(tuple(w.split()) for w in words if " " in w)
        self.definite_too = tuple(tuple(frozenset((part, "ال" + part)) for part in phrase) for phrase in self.phrases)
        self.firsts = frozenset(form for phrase in self.phrases for form in (phrase[0], "ال" + phrase[0]))
        self.opening = self.words | self.firsts  # without one of these there is none
        self.pairs = tuple((frozenset(phrase), frozenset(itertools.pairwise(phrase))) for phrase in self.phrases)

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


_Asked = tuple[Terms | None, Terms | None, Terms | None]
_TERMS: dict[str, _Asked] = {}


def terms_of(sense: Sense) -> _Asked:
    """Give the completing, the forbidding and the required words of a sense, made once; None where it has none."""
    found = _TERMS.get(sense.id)
    if found is None:
        completing, forbidding, required = (Terms(words) if words else None for words in (sense.with_, sense.not_with, sense.only_with))
        found = _TERMS[sense.id] = completing, forbidding, required
    return found


def looked_for(words: list[str]) -> Iterator[str]:
    """Give every form that the `Terms` of these words ask for.

    >>> sorted(looked_for(["نار", "قرار جديد"]))
    ['الجديد', 'القرار', 'جديد', 'قرار', 'نار']
    """
    for word in words:
        yield from (form for part in word.split() for form in (part, "ال" + part)) if " " in word else (word,)


class Around:
    """The words of a clause, for quick tests. Each word counts with and without its clitics and article."""

    __slots__ = ("_pairs", "_tokens", "cores")

    def __init__(self, sentence: Sentence, clause: int | None) -> None:
        """Gather the words of a clause, or of the whole sentence for None."""
        self._pairs: set[tuple[str, str]] | None = None
        toks = sentence.tokens
        if clause is not None:
            start, end = sentence.clause_span(clause)
            if end < len(toks) and toks[end].word.norm.startswith("بان"):
                end = sentence.clause_span(clause + 1)[1]
            toks = toks[start:end]
        self._tokens = toks
        self.cores: set[str] = set().union(*[t.word.shapes for t in toks if t.word.shapes])

    def has_as_written(self, terms: Terms) -> bool:
        """Whether one of the words is there, or a phrase with its words side by side."""
        if not terms.words.isdisjoint(self.cores):
            return True
        if terms.firsts.isdisjoint(self.cores):
            return False
        return any(words <= self.cores and pairs <= self._side_by_side() for words, pairs in terms.pairs)

    def _side_by_side(self) -> set[tuple[str, str]]:
        if self._pairs is None:
            self._pairs = {(a, b) for x, y in itertools.pairwise([t.word for t in self._tokens]) for a in (x.core, x.norm) for b in (y.core, y.norm)}
        return self._pairs

    def where(self, terms: Terms) -> tuple[int, int]:
        """Give (start, end) of the first word that is one of the terms, or that begins one of their phrases; of the first word if none is."""
        for wanted in (terms.words, terms.firsts):
            for tok in self._tokens:
                if not wanted.isdisjoint(tok.word.shapes):
                    return tok.start, tok.end
        return self._tokens[0].start, self._tokens[0].end

    def has(self, terms: Terms) -> bool:
        """Whether one of the words is there, or a phrase with all its words."""
        if not terms.words.isdisjoint(self.cores):
            return True
        if terms.firsts.isdisjoint(self.cores):
            return False
        return any(all(not forms.isdisjoint(self.cores) for forms in phrase) for phrase in terms.definite_too)


def _is(word: Word, words: frozenset[str]) -> bool:
    if word.pronoun:
        return word.core in words or word.norm in words or word.core + word.pronoun in words
    return not words.isdisjoint(word.shapes)


def with_word(sentence: Sentence, i: int, words: frozenset[str], noun: bool, syntax: Syntax) -> int:
    """Give the token that completes a multiword act (النار of أطلق … النار), or -1.

    It stands right after the word, or heads one of its arguments.
    """
    toks = sentence.tokens
    for k in range(i + 1, min(len(toks), i + (3 if noun else 4))):
        if toks[k].word.norm in (".", "؛", ":", "،") or (toks[k].verb and (toks[k].word.conj or not _is(toks[k].word, words))):
            break  # وفدا، إحاطة look like verbs; after أرسل، قدم they are what completes it
        if _is(toks[k].word, words):
            return k
    for arg in syntax.after(i, noun):
        if arg.prep in sentence.lists.aside:
            continue
        for phrase in arg.phrases:
            last = phrase.head + (3 if toks[phrase.head].word.core in sentence.lists.parts else 2 if toks[phrase.head].word.core in sentence.lists.wholes else 1)
            for k in range(phrase.i, min(phrase.j, last)):
                if _is(toks[k].word, words):
                    return k
    if not noun and not toks[i].word.conj:
        for phrase in syntax.before(i):
            if phrase.sentence == sentence.number and _is(toks[phrase.head].word, words):
                return phrase.head  # العملية العسكرية توقفت
    return -1


def fits(classes: list[str], cls: str) -> bool:
    return any(cls in _CLASS_OF.get(name, ()) for name in classes)


def rank(sense: Sense, around: Around, sentence: Sentence, i: int, noun: bool, syntax: Syntax) -> tuple[float, int]:
    """Give (how well a sense fits, the token that completes it or -1); below 0: not meant here."""
    at = -1
    value = 1.0
    completing, forbidding, required = terms_of(sense)
    if completing is not None and completing.words.isdisjoint(sentence.shapes()):
        return -1.0, -1
    if (required is not None and not around.has(required)) or (forbidding is not None and around.has(forbidding)):
        return -1.0, -1
    if completing is not None:
        at = with_word(sentence, i, completing.words, noun, syntax)
        if at < 0:
            return -1.0, -1
        value += 3.0
    if required is not None:
        near = any(_is(t.word, required.words) for t in sentence.tokens[max(0, i - 2) : i + 9])
        value += 1.5 if near else -0.5
    return value, at
