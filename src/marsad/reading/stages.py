"""Stages: the names of the reader's steps, what each adds, and a trace of them for one article.

A trace is what `Reader.trace` gives beside the record: for those who write the lexicon, and for tests.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft
from marsad.reading.factuality import Judgement
from marsad.reading.said import Said
from marsad.record import Record

STAGES = {  # in the order in which they run; the stages from "phrases" to "settled" run sentence by sentence
    "words": "sentences, and each word with its clitics, its readings and its senses",
    "marks": "dates, numbers, names of the lexicon, quotations; which words are verbs; the clauses",
    "phrases": "noun phrases, with who or what they are",
    "statements": "who says what, with which cue",
    "candidates": "words of action, each in its best sense with its roles, places and counts",
    "factuality": "whether the act took place, is announced, supposed or denied; what names no act is left out",
    "settled": "voucher, date, what type and content make of it, what one sentence tells twice",
    "accepted": "the candidates that report an act",
    "merged": "each act once, at its fullest telling",
    "record": "countries, entities, agreements, confidence, reasons",
}


class Candidate:
    """A word of action as it was judged. `left_at` is the stage that left it out or joined it to another, "" if it is an event."""

    __slots__ = ("draft", "judgement", "left_at")

    def __init__(self, draft: Draft, judgement: Judgement, left_at: str = "") -> None:
        self.draft, self.judgement, self.left_at = draft, judgement, left_at


class Trace(NamedTuple):
    """What the stages of one article gave; `sentences` hold the words, marks and phrases."""

    sentences: list[Sentence]
    statements: list[tuple[Sentence, list[Said]]]
    candidates: list[Candidate]
    record: Record


class Watch:
    """Gathers the candidates while an article is read."""

    def __init__(self) -> None:
        self.sentences: list[Sentence] = []
        self.statements: list[tuple[Sentence, list[Said]]] = []
        self.candidates: list[Candidate] = []

    def candidate(self, draft: Draft, judgement: Judgement, left_at: str = "") -> None:
        self.candidates.append(Candidate(draft, judgement, left_at))

    def kept(self, drafts: list[Draft], stage: str) -> None:
        """Note which of the candidates so far a stage left out: those that are not among `drafts`."""
        keep = {id(d) for d in drafts}
        for candidate in self.candidates:
            if not candidate.left_at and id(candidate.draft) not in keep:
                candidate.left_at = stage
