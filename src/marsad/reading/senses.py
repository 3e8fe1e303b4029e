"""Senses: which entry of a word of action is meant here, by the words around it and the class of its object.

An entry's `with`, `only_with` and `not_with` words are looked for in the trigger's clause; `object_is` and
`subject_is` are classes of noun phrases (see lexicon/schema.py).
"""

from __future__ import annotations

import functools
import itertools

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

    __slots__ = ("firsts", "pairs", "phrases", "words")

    def __init__(self, words: list[str]) -> None:
        self.words = frozenset(w for w in words if " " not in w)
        self.phrases = tuple(tuple(w.split()) for w in words if " " in w)
        self.firsts = frozenset(form for phrase in self.phrases for form in (phrase[0], "ال" + phrase[0]))
        self.pairs = tuple(frozenset(itertools.pairwise(phrase)) for phrase in self.phrases)

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


def terms_of(sense: Sense) -> tuple[Terms, Terms, Terms]:
    """Give the completing, the forbidding and the required words of a sense, made once."""
    found = _TERMS.get(sense.id)
    if found is None:
        found = _TERMS[sense.id] = (Terms(sense.with_), Terms(sense.not_with), Terms(sense.only_with))
    return found


_TERMS: dict[str, tuple[Terms, Terms, Terms]] = {}


class Around:
    """The words of a clause, for quick tests. Each word counts with and without its clitics and article."""

    __slots__ = ("_pairs", "_tokens", "cores")

    def __init__(self, sentence: Sentence, clause: int | None) -> None:
        """Gather the words of a clause, or of the whole sentence for None."""
        self._pairs: set[tuple[str, str]] | None = None
        self._tokens: list[Word] = []
        self.cores: set[str] = set()
        following = next((t for t in sentence.tokens if t.clause == clause + 1), None) if clause is not None else None
        wanted = (clause, following.clause) if following is not None and following.word.norm.startswith("بان") else (clause,)
        update = self.cores.update
        for tok in sentence.tokens:
            if clause is None or tok.clause in wanted:
                word = tok.word
                self._tokens.append(word)
                update(_shapes(word.core, word.norm))

    def has_as_written(self, terms: Terms) -> bool:
        """Whether one of the words is there, or a phrase with its words side by side."""
        if not terms.words.isdisjoint(self.cores):
            return True
        if terms.firsts.isdisjoint(self.cores):
            return False
        here = self._side_by_side()
        return any(pairs <= here for pairs in terms.pairs)

    def _side_by_side(self) -> set[tuple[str, str]]:
        if self._pairs is None:
            self._pairs = {(a, b) for x, y in itertools.pairwise(self._tokens) for a in (x.core, x.norm) for b in (y.core, y.norm)}
        return self._pairs

    def has(self, terms: Terms) -> bool:
        if not terms.words.isdisjoint(self.cores):
            return True
        if terms.firsts.isdisjoint(self.cores):
            return False
        return any(all(part in self.cores or "ال" + part in self.cores for part in phrase) for phrase in terms.phrases)


def _is(word: Word, words: frozenset[str]) -> bool:
    core = word.core
    if core in words or word.norm in words:
        return True
    if word.pronoun:
        return core + word.pronoun in words
    if len(core) > 3 and core[-1] == "ا" and core[:-1] in words:
        return True
    return not words.isdisjoint(_without_pronoun(core))


@functools.lru_cache(maxsize=1 << 16)
def _shapes(core: str, norm: str) -> tuple[str, ...]:
    """Give the forms under which a word is looked for: as written, bare, without a tanwin or a pronoun."""
    bare = (core[:-1],) if core.endswith("ا") and len(core) > 3 else ()
    return (core, norm, *bare, *_without_pronoun(core))


@functools.lru_cache(maxsize=1 << 16)
def _without_pronoun(core: str) -> tuple[str, ...]:
    """Give what a word can be without a pronoun that is still written on it (شروطهم، موافقته → شروط، موافقه)."""
    out = []
    for ending in _PRONOUNS:
        if core.endswith(ending) and len(core) - len(ending) > 2:
            bare = core[: -len(ending)]
            out.append(bare[:-1] + "ه" if bare[-1] == "ت" else bare)
            if bare[-1] == "ت":
                out.append(bare)
    return tuple(out)


_PRONOUNS = ("ها", "هم", "هن", "نا", "هما", "كم", "ه", "ي", "ك")


_PARTS = frozenset({"سلسله", "جوله", "عدد", "مزيد", "حمله", "مجموعه", "جولات", "بعض", "انواع", "موجه"})


def _sentence_shapes(sentence: Sentence) -> set[str]:
    if sentence.shapes is None:
        sentence.shapes = {shape for t in sentence.tokens for shape in (*_shapes(t.word.core, t.word.norm), t.word.core + t.word.pronoun)}
    return sentence.shapes


def with_word(sentence: Sentence, i: int, words: frozenset[str], noun: bool, syntax: Syntax) -> int:
    """Give the token that completes a multiword act (النار of أطلق … النار), or -1.

    It stands right after the word, or heads one of its arguments.
    """
    toks = sentence.tokens
    for k in range(i + 1, min(len(toks), i + (3 if noun else 4))):
        if toks[k].verb or toks[k].word.norm in (".", "؛", ":", "،"):
            break
        if _is(toks[k].word, words):
            return k
    for arg in syntax.after(i, noun):
        for phrase in arg.phrases:
            last = phrase.head + (3 if toks[phrase.head].word.core in _PARTS else 2 if toks[phrase.head].word.core in ("كامل", "كل", "عمليه", "عمليات", "اي") else 1)
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
    if (completing and completing.words.isdisjoint(_sentence_shapes(sentence))) or (required and not around.has(required)) or (forbidding and around.has(forbidding)):
        return -1.0, -1
    if completing:
        at = with_word(sentence, i, completing.words, noun, syntax)
        if at < 0:
            return -1.0, -1
        value += 3.0
    if required:
        near = any(_is(t.word, required.words) for t in sentence.tokens[max(0, i - 2) : i + 9])
        value += 1.5 if near else -0.5
    return value, at
