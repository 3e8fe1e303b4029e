"""From text to sentences of tokens, each with its word of the lexicon. What is no prose is left out, what is no sentence is cut."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.arabic.sentences import split_sentences
from marsad.arabic.words import TOKEN
from marsad.lexicon.types import WordLists
from marsad.lexicon.words import Words
from marsad.reading.document import Sentence, Token

MAX_TOKENS = 400  # a "sentence" longer than this is no sentence (tables, lists, one endless word); it is cut here
VARIETY = 10  # a stretch of 100 tokens or more whose words come back more often than so is no prose (of 4,000 articles none does) and is not read


class Cutter:
    """Cuts texts with the words of one lexicon."""

    def __init__(self, words: Words, lists: WordLists) -> None:
        self.written = words.as_written()
        self.lists = lists

    def cut(self, text: str) -> tuple[list[Sentence], bool]:
        """Give the sentences of a text, and whether a stretch was left out."""
        out: list[Sentence] = []
        left_out = False
        for begin, end, toks in self._stretches(text):
            if _monotonous(toks):
                left_out = True  # a word repeated for megabytes would be tried as an act each time
            elif toks:
                out.append(Sentence(len(out), begin, end, text, toks, self.lists))
        return out, left_out

    def _stretches(self, text: str) -> Iterator[tuple[int, int, list[Token]]]:
        written = self.written
        for start, end in split_sentences(text):
            toks: list[Token] = []
            begin = start
            i = 0
            for match in TOKEN.finditer(text, start, end):
                word = written[match.group()]
                if word is None:
                    continue
                a, b = match.span()
                if i == MAX_TOKENS:
                    yield begin, a, toks
                    toks, begin, i = [], a, 0
                toks.append(Token(i, a, b, word))
                i += 1
            yield begin, end, toks


def _monotonous(toks: list[Token]) -> bool:
    """Whether a long stretch says the same few words over and over."""
    return len(toks) >= 100 and len({t.word.norm for t in toks}) * VARIETY < len(toks)
