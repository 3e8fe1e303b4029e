"""Dates of acts over the sentences of one article: an act without a date of its own may take that of an act told before."""

from __future__ import annotations

import datetime

from marsad.arabic.calendar import DateMention
from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft
from marsad.reading.when import choose_date


class Dating:
    """Gives drafts their dates, sentence by sentence; `day` is that of publication."""

    def __init__(self, day: datetime.date | None) -> None:
        self.day = day
        self.told: tuple[DateMention, Sentence] | None = None  # the date told last, with its sentence

    def date(self, draft: Draft, sentence: Sentence, kept: list[Draft], told_aside: bool) -> None:
        """Give a draft the date that its sentence tells, or that of the act it goes with.

        `kept`: those of its sentence so far; `told_aside`: the draft is background and its sentence dates none of it.
        """
        draft.date = None if told_aside else choose_date(draft, sentence, self.day)
        if draft.date is None and draft.noun and sentence.tokens[draft.i].word.participle:
            host = next((d for d in reversed(kept) if not d.noun and d.date is not None), None)
            draft.date = host.date if host is not None else None  # تظاهروا أمس مطالبين بـ
        if draft.date is None and self.told is not None and any(t.word.norm in sentence.lists.at_that_time for t in sentence.tokens):
            draft.date, draft.date_sentence = self.told  # وحينها: the day of the act told before
        self._ahead(draft, sentence)

    def _ahead(self, draft: Draft, sentence: Sentence) -> None:
        """What has a day after publication lies ahead, but for what was agreed on."""
        date = draft.date
        if date is None or date.start is None or self.day is None or draft.factuality != "actual" or date.start <= self.day:
            return
        if draft.tense == "past":
            draft.date = None  # اتفقوا على هدنة حتى الغد: the day is that of what was agreed
        else:
            draft.overrule("future", "date-ahead", sentence.tokens[date.first].start, sentence.tokens[date.last - 1].end)

    def remember(self, kept: list[Draft], sentence: Sentence) -> None:
        """Note the date that a sentence tells last; one without dates lets it go, if it is told some sentences before."""
        last = next((d for d in reversed(kept) if d.date is not None), None)
        if last is not None and last.date is not None:
            self.told = (last.date, last.date_sentence)
        elif kept and (self.told is None or self.told[1].number < sentence.number - 2):
            self.told = None


def narrated_day(sentences: list[Sentence], day: datetime.date | None) -> datetime.date | None:
    """Give the day that the first sentences tell of, if it is one of the three days before publication or that day."""
    if day is None:
        return None
    for sentence in sentences[:2]:
        for date in sentence.dates:
            if date.start is not None and date.start == date.end and 0 <= (day - date.start).days <= 3:
                return date.start
    return None
