"""Clauses: what stands around a verb or a noun of action, which `arguments` and `antecedents` find. Remembered for one sentence."""

from __future__ import annotations

from marsad.reading.actors import Actors
from marsad.reading.antecedents import ending_at, subject_before
from marsad.reading.arguments import Argument, arguments
from marsad.reading.described import Described
from marsad.reading.document import Phrase, Sentence
from marsad.reading.phrases import Chunker


class Syntax(Described):
    """Arguments in one sentence."""

    def __init__(self, sentence: Sentence, chunker: Chunker, actors: Actors) -> None:
        super().__init__(sentence, chunker, actors)
        self._after: dict[int, list[Argument]] = {}

    def after(self, i: int, noun: bool = False) -> list[Argument]:
        """Give the arguments to the right of token i (the trigger), up to the end of its clause. Remembered."""
        known = self._after.get(i)
        if known is None:
            known = self._after[i] = arguments(self, i + 2 if self._shares(i, noun) else i + 1, noun)
        return known

    def _shares(self, i: int, noun: bool) -> bool:
        """قتل وأصيب عدد، مقتل وإصابة عدد: two acts share what follows."""
        if i + 1 >= self.n - 1:
            return False
        tok, word = self.toks[i + 1], self.toks[i + 1].word
        if word.conj != "و" or word.det or word.prep:
            return False
        return bool(word.noun) and not tok.verb if noun else tok.verb and not self.before(i)

    def is_noun(self, at: int, i: int) -> None:
        """Take the word at `at`, which looked like a verb, for the noun that completes token i (أرسل وفدا)."""
        if self.toks[at].verb:
            self.toks[at].verb = False
            self._after.pop(i, None)

    def clause_start(self, i: int) -> int:
        """Give the first token of the clause that token i belongs to."""
        return self.s.clauses[self.toks[i].clause]

    def before(self, v: int) -> list[Phrase]:
        """Give the subject that stands before a verb: the antecedent of a relative, or the topic of the clause."""
        return subject_before(self, v)

    def ending_at(self, k: int) -> list[Phrase]:
        """Give the noun phrase that ends at token k (skipping a comma or closing quote)."""
        return ending_at(self, k)
