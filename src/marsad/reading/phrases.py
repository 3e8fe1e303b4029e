"""Noun phrases: which one starts at a token, counted or not. `extent` says where it ends, `coordination` what is joined to it."""

from __future__ import annotations

from marsad.arabic.numbers import Number
from marsad.reading.classes import TITLES
from marsad.reading.document import Phrase, Sentence
from marsad.reading.extent import phrase_end
from marsad.reading.growth import Ground, Growth
from marsad.reading.marks import QUOTES
from marsad.reading.naming import Naming


class Chunker(Ground):
    """Finds the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, naming: Naming) -> None:
        super().__init__(sentence, naming)
        self.s = sentence

    def phrase(self, i: int) -> Phrase | None:
        """Give the noun phrase that starts at token i, or None if none does. Remembered."""
        if i in self.s.phrases:
            return self.s.phrases[i]
        made = self._phrase(i)
        self.s.phrases[i] = made
        return made

    def _phrase(self, i: int) -> Phrase | None:
        toks, n = self.toks, self.n
        if i >= n:
            return None
        start = i
        while i < n and toks[i].word.tag == "demonstrative":
            i += 1
        if i < n and toks[i].word.norm in QUOTES and i + 1 < n and (toks[i + 1].mention is not None or toks[i + 1].word.noun or toks[i + 1].word.role >= 0):
            i += 1
            start = i
        start, i, count = self._counted(start, i)
        if count is not None and start and i == count.last and self._designation(start, i):
            return None
        if i >= n or not self._heads(start, i):
            return make_phrase(self.s, start, i, i - 1, count) if count is not None and i > start else None
        tok, word = toks[i], toks[i].word
        if tok.mention is not None and tok.mention.i == i:
            j = tok.mention.j
            named = "role" not in tok.mention.kinds
            closed = named or toks[j - 1].word.det
        else:
            j, named = i + 1, word.given >= 0 and not word.noun and word.role < 0
            closed = word.det or bool(word.pronoun)
        end = phrase_end(self, Growth(i, j, closed, named, self.naming.role_of(tok) in TITLES))
        return make_phrase(self.s, start, end, i, count)

    def _counted(self, start: int, i: int) -> tuple[int, int, Number | None]:
        """Give where the phrase starts, the token after its number and quantifiers (كل، عدد كبير من), and the number."""
        toks, n = self.toks, self.n
        count: Number | None = None
        while i < n and toks[i].mention is None and (toks[i].number is not None or toks[i].word.tag in ("quantifier", "num") or (toks[i].word.norm == "من" and i > start)):
            number = toks[i].number
            if number is not None:
                if count is not None and toks[i].word.conj:
                    break
                if count is None:
                    count = number
                    start = max(start, number.core) if i == start else start
                i = number.last
            else:
                i += 1
                if i + 1 < n and toks[i + 1].word.norm == "من" and not toks[i].word.tag and (toks[i].word.adjective is not None or toks[i].word.core in self.s.lists.others):
                    i += 1  # عدد كبير من، عدد آخر من
            if i < n and toks[i].word.conj and toks[i].number is None:
                break
        return start, i, count

    def _heads(self, start: int, i: int) -> bool:
        """Whether the word at i is the head of the phrase: a noun or a name that nothing parts from the number before it."""
        tok, word = self.toks[i], self.toks[i].word
        if word.norm in ("و", "ف"):
            return False  # قتلت و جرح: a conjunction written apart
        if i > start and ((word.conj and tok.number is None) or (word.prep and tok.mention is None)):
            return False
        return not (tok.verb or tok.date is not None or (word.tag and not (tok.mention is not None and tok.mention.i == i) and word.tag != "latin"))

    def _designation(self, start: int, j: int) -> bool:
        """Whether a number after a definite noun names it and counts nothing (اللواء 15، الكتيبة 97)."""
        before, after = self.toks[start - 1], self.toks[j] if j < self.n else None
        if not before.word.det or before.verb or before.word.tag or before.number is not None or self.toks[start].word.conj or self.toks[start].word.prep:
            return False
        return after is None or bool(after.word.tag) or after.verb or after.date is not None or bool(after.word.conj) or bool(after.word.prep) or after.word.det


def make_phrase(sentence: Sentence, start: int, j: int, head: int, count: Number | None) -> Phrase:
    """Give the phrase of the tokens start..j; its text begins after the clitics of its first word."""
    tok = sentence.tokens[start]
    letters = tok.word.letters
    if tok.mention is not None and tok.mention.i == start:
        letters = tok.mention.skip
    if letters and tok.word.norm[letters - 1 : letters + 1] == "لل":
        letters -= 1  # للمسلحين: ل has swallowed the alif, the written word is kept
    begin = sentence.offset(start, letters)
    end = sentence.tokens[j - 1].end
    phrase = Phrase(start, j, head, begin, end, sentence.text[begin:end], sentence.number)
    phrase.count = count
    head_tok = sentence.tokens[head]
    phrase.mention = head_tok.mention if head_tok.mention is not None and head_tok.mention.i == head else None
    phrase.det = head_tok.word.det or sentence.tokens[j - 1].word.det or phrase.mention is not None
    return phrase
