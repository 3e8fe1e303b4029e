"""The noun phrases of one sentence with who or what they are: what all questions about its syntax start from."""

from __future__ import annotations

from marsad.reading.actors import Actors
from marsad.reading.coordination import coordinated
from marsad.reading.document import Phrase, Sentence
from marsad.reading.phrases import Chunker

_WHO = frozenset({"name", "capital", "role"})  # kinds of mentions that name who acts


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
            known = self._phrases[i] = [self.a.describe(p, self.s) for p in coordinated(self.c, i)]
        return known.copy()

    def describe(self, phrases: list[Phrase]) -> list[Phrase]:
        """Describe phrases of the sentence; give them."""
        return [self.a.describe(p, self.s) for p in phrases]
