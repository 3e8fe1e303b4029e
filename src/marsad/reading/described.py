"""The noun phrases of one sentence with who or what they are: what all questions about its syntax start from."""

from __future__ import annotations

from marsad.reading.actors import Actors
from marsad.reading.coordination import coordinated
from marsad.reading.document import Phrase, Sentence
from marsad.reading.phrases import Chunker

_WHO = frozenset({"name", "capital", "role"})  # kinds of mentions that name who acts


def _is_capital(phrase: Phrase) -> bool:
    return phrase.mention is not None and "capital" in phrase.mention.kinds and "name" not in phrase.mention.kinds


class Described:
    """Phrases and lists of phrases of one sentence, described."""

    def __init__(self, sentence: Sentence, chunker: Chunker, actors: Actors) -> None:
        self.s, self.c, self.a = sentence, chunker, actors
        self.toks = sentence.tokens
        self.n = len(sentence.tokens)
        self._phrases: dict[int, list[Phrase]] = {}

    def introduce(self) -> None:
        """Let the article know who the sentence names, from its first word to its last. To be called once, before all else is asked."""
        for i, tok in enumerate(self.toks):
            mention = tok.mention
            if tok.verb or tok.date is not None or (mention is None and (tok.word.tag or (tok.word.role < 0 and tok.word.given < 0 and tok.word.demonym is None))):
                continue
            if mention is not None and (mention.i != i or _WHO.isdisjoint(mention.kinds)):
                continue
            phrase = self.c.phrase(i)
            if phrase is not None and phrase.head == i:
                self.a.introduce(phrase, self.s)

    def phrases(self, i: int) -> list[Phrase]:
        """Give the phrase that starts at token i with what is coordinated with it, or an empty list."""
        known = self._phrases.get(i)
        if known is None:
            known = self._phrases[i] = self._of_one_kind([self.a.describe(p, self.s) for p in coordinated(self.c, i)])
        return known.copy()

    def _of_one_kind(self, group: list[Phrase]) -> list[Phrase]:
        """قرى الفطيرة وبينين وشنان: in a list of villages no state is meant, whatever it may be called like."""
        if len(group) < 2 or group[0].cls != "place":
            return group
        if all(self.toks[k].word.core not in self.s.lists.settlements for k in range(group[0].i, group[0].j)):
            return [self._as_place(p, p.country) if p.cls == "state" and _is_capital(p) else p for p in group]  # بالدار البيضاء والرباط
        return [self._as_place(p, group[0].country) if p.cls == "state" else p for p in group]

    @staticmethod
    def _as_place(phrase: Phrase, country: str | None) -> Phrase:
        place = phrase.copy()
        place.cls, place.country, place.sector, place.name, place.entity = "place", country, None, None, None
        return place

    def describe(self, phrases: list[Phrase]) -> list[Phrase]:
        """Describe phrases of the sentence; give them."""
        return [self.a.describe(p, self.s) for p in phrases]
