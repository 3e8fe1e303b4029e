"""Marks on the sentences of an article: dates, numbers, names of the lexicon, quotations, and which words are verbs."""

from __future__ import annotations

import datetime

from marsad.arabic.calendar import Calendar
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Numbers
from marsad.arabic.sentences import quotations
from marsad.lexicon.types import Tables
from marsad.reading.document import Sentence
from marsad.reading.mentions import find_names
from marsad.reading.pos import tag_verbs
from marsad.reading.when import on_this_day

_QUOTING = '"«“”'


class Marker:
    """Marks the sentences of articles with one lexicon."""

    def __init__(self, tables: Tables, calendar: Calendar, numbers: Numbers) -> None:
        self.tables, self.calendar, self.numbers = tables, calendar, numbers

    def mark(self, sentences: list[Sentence], title: str, day: datetime.date | None) -> None:
        """Mark each sentence; `day` is that of publication."""
        same_day = bool(sentences) and _tells_of_this_day(sentences[0], title)
        for sentence in sentences:
            norms = [t.word.norm for t in sentence.tokens]
            sentence.dates = list(self.calendar.find_dates(norms, day))
            if same_day and day is not None:
                sentence.dates = [on_this_day(date, day) for date in sentence.dates]
            self._numbers(sentence, norms, _dated(sentence))
            find_names(sentence, self.tables)
            if any(mark in sentence.text[sentence.start : sentence.end] for mark in _QUOTING):
                sentence.quotes = quotations(sentence.text, sentence.start, sentence.end)
            tag_verbs(sentence)

    def _numbers(self, sentence: Sentence, norms: list[str], dated: set[int]) -> None:
        sentence.numbers = list(self.numbers.find_numbers(norms, dated))
        for number in sentence.numbers:
            if number.kind != "ordinal":
                for k in range(number.first, number.last):
                    sentence.tokens[k].number = number


def _dated(sentence: Sentence) -> set[int]:
    """Tell the tokens of dates their date; give these tokens."""
    found: set[int] = set()
    for date in sentence.dates:
        span = range(date.first, date.last)
        found.update(span)
        for k in span:
            sentence.tokens[k].date = date
    return found


def _tells_of_this_day(first: Sentence, title: str) -> bool:
    """Whether the article tells what happened on this day of the year."""
    opening = f"{fold(title)} {' '.join(t.word.norm for t in first.tokens)}"
    return any(words in opening for words in first.lists.same_day)
