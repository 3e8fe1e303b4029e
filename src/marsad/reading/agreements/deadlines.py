"""Deadlines of an agreement, with their arithmetic: a last day, a length of time, the day on which it is to be signed or to begin."""

from __future__ import annotations

import datetime

from marsad.arabic.calendar import DateMention
from marsad.reading.agreements.facts import Fact
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords
from marsad.reading.document import Sentence

_BEFORE = 3  # tokens before a date among which its cue stands (في موعد أقصاه, مهلة حتى)


def find_deadline(sentence: Sentence, found: Found, words: AgreementWords, day: datetime.date | None) -> Fact | None:
    """Give the first deadline of a sentence that speaks of an agreement."""
    for date in sentence.dates:
        if date.end is None:
            continue
        first = max(0, date.first - _BEFORE)
        cue = next((t.i for t in sentence.tokens[first : date.first + 1] if t.word.norm in words.deadline or t.word.core in words.deadline), None)
        if cue is not None:
            return _fact(sentence, found, first, date, "the last day")
        due = next((t for t in reversed(sentence.tokens[max(0, date.first - 8) : date.first]) if t.word.norm in words.due or t.word.core in words.due), None)
        if due is not None and day is not None and date.end > day and due.clause == sentence.tokens[date.first].clause:
            return _fact(sentence, found, due.i, date, "the day on which it is due")
    return None


def _fact(sentence: Sentence, found: Found, first: int, date: DateMention, what: str) -> Fact:
    assert date.end is not None
    toks = sentence.tokens
    fact = Fact(found, "deadline", sentence, date.first, toks[first].start, toks[date.last - 1].end, f"fact.deadline: {what}: {date.because}")
    fact.deadline = date.end.isoformat()
    return fact
