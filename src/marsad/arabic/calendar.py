"""Dates in a sentence: which days the text names, and how an act stands to them.

Place in the chain: after `words`, before `numbers`. The reader of events chooses among the mentions of a
clause; nothing here knows of events. Token indexes, the end exclusive; ISO days, both ends included.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from marsad.arabic import periods
from marsad.arabic.almanac import Almanac
from marsad.arabic.dates import PeriodReader
from marsad.arabic.months import FUTURE_WINDOW, NAME
from marsad.arabic.numbers import Numbers
from marsad.arabic.periods import ONE_DAY, Period, Precision

Kind = Literal["when", "since", "until", "before", "after", "from", "deadline-like"]

_DIGITS = frozenset("0123456789")
FIRST_YEAR, LAST_YEAR = 1800, 2200  # of publication: a step of up to a thousand years from there stays inside what datetime holds


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or stretch of time said in the text.

    `start` and `end` are None where the text needs a publication date or a number that is not there.
    `kind` says how an act stands to the days:

    * when: inside them.
    * since: from `start` on; `end` is the day of publication.
    * until: up to `end` (حتى); the act may have begun long before.
    * before, after: outside them, on that side (قبل الأحد, بعد عام 2011); the days are those named.
    * from: in force from `start` on (اعتبارا من).
    * deadline-like: at the latest by `end` (بحلول, في غضون). Also خلال 48 ساعة, which gives no direction: the days are
      counted forward from publication, and for an act in the past the reader counts them back.

    `because` tells the arithmetic; `certain` is False where a year or a number was inferred.
    """

    first: int
    last: int
    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    kind: Kind
    because: str
    certain: bool = True


class Calendar:
    """Finds the dates of a sentence with the words of one table.

    `triggers` are the tokens without one of which, or a figure that may be a date, there is no date.
    """

    __slots__ = ("_almanac", "_numbers", "triggers")

    def __init__(self, table: Mapping[str, Any], numbers: Numbers) -> None:
        self._almanac = Almanac(table)
        self._numbers = numbers
        self.triggers = self._almanac.triggers

    @classmethod
    def from_table(cls, table: Mapping[str, Any], numbers: Numbers) -> Calendar:
        """Give the finder for the table of `lexicon/calendar.yaml`; the numbers read "three days" and "the third"."""
        return cls(table, numbers)

    def find_dates(self, tokens: Sequence[str], published: datetime.date | None) -> list[DateMention]:
        """Give the dates of the folded tokens, in order, without overlap.

        `published` is the day of publication. Without it, or where it is a year without news, only dates that carry their year have days.
        """
        if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
            published = None
        triggers, digits = self.triggers, _DIGITS
        for token in tokens:
            if token in triggers or (token[0] in digits and len(token) > 3):
                break
        else:
            return []
        return _Mentions(PeriodReader(self._almanac, self._numbers, tokens, published)).all()


class _Mentions:
    """Reads what stands before periods: منذ, قبل, بعد, خلال, حتى, من … إلى."""

    def __init__(self, reader: PeriodReader) -> None:
        self._reader = reader
        self._words = reader.words
        self._at = reader.at

    def all(self) -> list[DateMention]:
        found: list[DateMention] = []
        tokens, starts, number_words = self._reader.tokens, self._words.starts, self._reader.numbers.triggers
        here = 0
        while here < len(tokens):
            token = tokens[here]
            mention = self._mention(here) if token in starts or token in number_words or token[0] in _DIGITS else None
            if mention is not None and mention.because != NAME and not self._words.is_in("no_date_after", self._at(mention.first - 1)):
                found.append(mention)
                if not here and mention.precision == "year" and mention.start and self._at(mention.last) in ("-", "–", ":"):
                    self._reader.year = mention.start.year  # a chronicle: 1950- … في شباط
            here = mention.last if mention is not None else here + 1
        return found

    def _mention(self, i: int) -> DateMention | None:
        starting = self._reader.phrase(self._words.starting.get(self._at(i)), i)
        if starting is not None:
            return self._starting(i, starting[1])
        opener = self._words.openers.get(self._at(i))
        relative = self._reader.relative(i) if opener in ("before", "after") else None  # قبل أمس, بعد غد
        if opener is not None and relative is None:
            mention = _OPENED[opener](self, i)
            if mention is not None or opener != "for_the_nth_day":
                return mention
        return self._plain(i)

    def _plain(self, i: int) -> DateMention | None:
        found = self._reader.period(i)
        if found is None:
            return None
        return self._to(i, *found, joiners=("الي", "حتي")) or _mention(i, *found, "when")

    def _led(self, i: int, lean: int) -> tuple[Period, int] | None:
        self._reader.lean = lean
        found = self._reader.period(i)
        self._reader.lean = 0
        return found

    def _since(self, i: int) -> DateMention | None:
        published = self._reader.published
        quantity = self._reader.quantity(i + 1)
        if quantity is not None:
            number, unit, last = quantity
            last = last + 1 if self._at(last) == "مضت" else last
            if number is None and unit != "day":
                return None
            because = f"{number or 'some'} {unit}s up to publication {published}"
            if published is None:
                return DateMention(i, last, None, None, "range", "since", because, False)
            start = published - 2 * ONE_DAY if number is None else periods.shift(published, -number, unit)
            return DateMention(i, last, start, published, "range", "since", because, number is not None)
        found = self._led(i + 1, -1)
        if found is None:
            return None
        ranged = self._to(i, *found, joiners=("الي", "حتي", "وحتي"))
        if ranged is not None:
            return ranged
        period, last = found
        end = published if period.start is not None else None
        return DateMention(i, last, period.start, end, "range", "since", f"since {period.because}", period.certain)

    def _before(self, i: int) -> DateMention | None:
        if self._at(i - 1) == "من":
            return None  # من قبل: "by"
        part = self._reader.part_of_day(i + 1)
        if part is not None:
            return _mention(i, *part, "when")  # قبل ظهر الأحد
        quantity = self._reader.quantity(i + 1)
        if quantity is not None:
            return self._from_now(i, quantity, -1)
        found = self._led(i + 1, 0)
        return _mention(i, *found, "before") if found is not None else None

    def _after(self, i: int) -> DateMention | None:
        part = self._reader.part_of_day(i + 1)
        if part is not None:
            return _mention(i, *part, "when")  # بعد ظهر الأحد
        quantity = self._reader.quantity(i + 1)
        if quantity is not None:
            told = self._at(i).startswith(("و", "ف")) or (i == 0 and self._at(quantity[2]) == "،")  # counted from what was told before
            return None if told else self._from_now(i, quantity, 1)
        found = self._led(i + 1, 0)
        return _mention(i, *found, "after") if found is not None else None

    def _from_now(self, i: int, quantity: tuple[float | None, str, int], sign: int) -> DateMention | None:
        number, unit, last = quantity
        if self._at(last) in ("من", "علي", "ان", "عن"):
            if self._at(last) != "من" or not self._words.is_in("now", self._at(last + 1)):
                return None  # قبل يومين من الانتخابات: counted from something else
            last += 2
        published = self._reader.published
        side = "before" if sign < 0 else "after"
        if number is None and unit not in ("hour", "minute"):
            return None
        because = f"{number or 'some'} {unit}s {side} {published}"
        if published is None:
            return DateMention(i, last, None, None, "day", "when", because)
        day = periods.shift(published, sign * (number or 0), unit)
        period = periods.around(day, unit, because)
        if sign > 0 and not self._reader.looks_ahead(i, FUTURE_WINDOW):
            period = replace(period, certain=False)  # بعد عام in a tale of the past counts from what was told before
        return _mention(i, period, last, "when")

    def _within(self, i: int) -> DateMention | None:
        counted = self._reader.counted(i + 1)
        if counted is not None:
            return _mention(i, *counted, "when")
        quantity = self._reader.quantity(i + 1)
        if quantity is not None:
            return self._deadline(i, quantity)
        found = self._led(i + 1, 0) or self._reader.deictic(i + 1, bare=True)
        return _mention(i, *found, "when") if found is not None else None

    def _grace(self, i: int) -> DateMention | None:
        here = i + 1
        while self._words.is_in("grace_filler", self._at(here)):
            here += 1
        quantity = self._reader.quantity(here)
        if quantity is not None:
            return self._deadline(i, quantity)
        found = self._led(here, 1)
        return _mention(i, *found, "deadline-like") if found is not None else None

    def _deadline(self, i: int, quantity: tuple[float | None, str, int]) -> DateMention | None:
        number, unit, last = quantity
        published = self._reader.published
        if number is None or unit == "minute":
            return None
        because = f"within {number:g} {unit}s of {published}"
        end = periods.shift(published, number, unit) if published is not None else None
        return DateMention(i, last, published, end, "range", "deadline-like", because)

    def _by(self, i: int) -> DateMention | None:
        found = self._led(i + 1, 1)
        return _mention(i, *found, "deadline-like") if found is not None else None

    def _until(self, i: int) -> DateMention | None:
        here = i + 1
        relative = self._reader.relative(here)
        found = relative if relative is not None else self._led(here, 1)
        return _mention(i, *found, "until") if found is not None else None

    def _starting(self, i: int, here: int) -> DateMention | None:
        here = here + 1 if self._at(here) == "من" else here
        found = self._led(here, 1)
        if found is None:
            return None
        return self._to(i, *found, joiners=("الي", "حتي", "وحتي")) or _mention(i, *found, "from")

    def _from(self, i: int) -> DateMention | None:
        found = self._reader.period(i + 1) or self._bare_year(i + 1)
        return self._to(i, *found, joiners=("الي", "حتي", "وحتي", "لغايه")) if found is not None else None

    def _between(self, i: int) -> DateMention | None:
        found = self._reader.period(i + 1) or self._bare_year(i + 1)
        if found is None:
            return None
        return self._to(i, *found, joiners=("و", "")) or (_mention(i, *found, "when") if found[0].precision == "range" else None)

    def _bare_year(self, i: int) -> tuple[Period, int] | None:
        return self._reader.year_said(i, anywhere=True)

    def _to(self, i: int, first: Period, last: int, joiners: tuple[str, ...]) -> DateMention | None:
        """Give the range from a period to a second one that follows a joiner (إلى, حتى, و)."""
        joiner = self._at(last)
        if joiner in joiners and joiner:
            here = last + 1
        elif "" in joiners and joiner.startswith("و"):
            here = last
        else:
            return None
        self._reader.lean = 1 if joiner != "و" and here != last else 0
        second = self._reader.period(here) or self._bare_year(here)
        self._reader.lean = 0
        if second is None:
            return None
        if second[0].certain and not first.certain and second[0].end is not None and first.start is not None:
            first = self._with_year(i, first, second[0].end)
        elif not second[0].certain and first.start is not None:
            second = self._not_before(here, second, first.start)
        start, end = first.start, second[0].end
        if start is not None and end is not None and end < start:
            return None
        known = start is not None and end is not None
        because = f"from {first.because} to {second[0].because}"
        return DateMention(i, second[1], start if known else None, end if known else None, "range", "when", because, first.certain and second[0].certain)

    def _not_before(self, here: int, second: tuple[Period, int], start: datetime.date) -> tuple[Period, int]:
        """Read the second period again in the first year that lets it end after the start."""
        for year in (start.year, start.year + 1):
            self._reader.year = year
            again = self._reader.period(here)
            self._reader.year = None
            if again is not None and again[0].end is not None and again[0].end >= start:
                return again
        return second

    def _with_year(self, i: int, first: Period, end: datetime.date) -> Period:
        """Read the first period again with the year that the second one says."""
        for here in (i + 1, i):
            self._reader.year = end.year
            again = self._reader.period(here)
            self._reader.year = None
            if again is not None and again[0].start is not None:
                if again[0].start <= end:
                    return again[0]
                self._reader.year = end.year - 1
                earlier = self._reader.period(here)
                self._reader.year = None
                return earlier[0] if earlier is not None else first
        return first

    def _nth_day(self, i: int) -> DateMention | None:
        """Read لليوم الرابع على التوالي: the days up to publication, that day counted."""
        number = self._reader.numbers.numerals.ordinal(self._reader.tokens, i + 1) if i + 1 < len(self._reader.tokens) else None
        if number is None or not any(self._words.is_in("in_a_row", self._at(number[1] + k)) for k in (0, 1)):
            return None
        last = number[1] + (1 if self._words.is_in("in_a_row", self._at(number[1])) else 2)
        published = self._reader.published
        start = published - (number[0] - 1) * ONE_DAY if published is not None else None
        return DateMention(i, last, start, published, "range", "since", f"day {number[0]} in a row is {published}")


# By what opens the mention. Not of the instance: one that held its own methods would wait for the collector.
_OPENED: dict[str, Callable[[_Mentions, int], DateMention | None]] = {
    "since": _Mentions._since, "before": _Mentions._before, "after": _Mentions._after, "within": _Mentions._within, "grace": _Mentions._grace,
    "by": _Mentions._by, "until": _Mentions._until, "between": _Mentions._between, "from": _Mentions._from, "for_the_nth_day": _Mentions._nth_day,
}  # fmt: skip


def _mention(first: int, period: Period, last: int, kind: Kind) -> DateMention:
    return DateMention(first, last, period.start, period.end, period.precision, kind, period.because, period.certain)
