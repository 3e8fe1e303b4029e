"""Periods of time: a day, a week, a third of a month, and the steps between them.

Place in the chain: under `calendar`. Pure arithmetic of dates, no words. Days are ISO dates; a period
holds both of its ends.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from hijridate import Hijri

Precision = Literal["day", "week", "month", "season", "year", "range"]
Edge = Literal["start", "middle", "end"]

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included; `start` and `end` are None where the text needs a date it does not give.

    `because` is the arithmetic in words. `certain` is False where the year was inferred.
    """

    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    because: str
    certain: bool = True


def a_day(day: datetime.date, because: str, certain: bool = True) -> Period:
    """Give the period of one day."""
    return Period(day, day, "day", because, certain)


def unknown(precision: Precision, because: str) -> Period:
    """Give a period whose days cannot be told."""
    return Period(None, None, precision, because, False)


def week_of(day: datetime.date, weeks: int = 0) -> tuple[datetime.date, datetime.date]:
    """Give the Monday and Sunday of the ISO week that holds the day, moved by `weeks`.

    >>> week_of(datetime.date(2020, 2, 15))
    (datetime.date(2020, 2, 10), datetime.date(2020, 2, 16))
    """
    monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(weeks=weeks)
    return monday, monday + datetime.timedelta(days=6)


def month_of(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """Give the first and last day of the month.

    >>> month_of(2020, 2)[1]
    datetime.date(2020, 2, 29)
    """
    first = datetime.date(year, month, 1)
    return first, plus_months(first, 1) - ONE_DAY


def year_of(year: int) -> tuple[datetime.date, datetime.date]:
    """Give the first and last day of the year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def plus_months(day: datetime.date, months: int) -> datetime.date:
    """Give the same day of the month so many months later, or the month's last if it has no such day.

    >>> plus_months(datetime.date(2020, 3, 31), -1)
    datetime.date(2020, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def shift(day: datetime.date, number: float, unit: str) -> datetime.date:
    """Give the day so many units later (earlier if negative); hours count by whole days.

    >>> shift(datetime.date(2020, 2, 15), -1.5, "month"), shift(datetime.date(2020, 2, 15), 48, "hour")
    (datetime.date(2019, 12, 31), datetime.date(2020, 2, 17))
    """
    whole = int(number)
    half = number - whole
    if unit in ("minute", "hour"):
        return day + datetime.timedelta(days=int(number / 24)) if unit == "hour" else day
    if unit in ("day", "week"):
        return day + datetime.timedelta(days=round(number * (7 if unit == "week" else 1)))
    months = {"month": 1, "year": 12, "decade": 120}[unit]
    moved = plus_months(day, whole * months)
    if half and unit == "month":
        return moved + datetime.timedelta(days=round(half * 30))
    return plus_months(moved, round(half * months))


def around(day: datetime.date, unit: str, because: str) -> Period:
    """Give the period of that unit that holds the day: "a month ago" is a month, not a day."""
    if unit == "week":
        return Period(*week_of(day), "week", because)
    if unit == "month":
        return Period(*month_of(day.year, day.month), "month", because)
    if unit in ("year", "decade"):
        return Period(*year_of(day.year), "year", because)
    return a_day(day, because)


def nearest_weekday(day: datetime.date, weekday: int) -> datetime.date:
    """Give the date with that weekday at most three days from the day.

    >>> nearest_weekday(datetime.date(2020, 2, 14), 6)
    datetime.date(2020, 2, 16)
    """
    ahead = (weekday - day.weekday()) % 7
    return day + datetime.timedelta(days=ahead if ahead <= 3 else ahead - 7)


def edge_of(period: Period, edge: Edge) -> Period:
    """Give the beginning, middle or end of a period.

    A month has three thirds: 1-10, 11-20, 21-end. Of a year the beginning is January to March, the middle
    June and July, the end October to December; of a week Sunday to Tuesday, Tuesday to Thursday, Friday to Sunday;
    of a decade its years 0-3, 4-6, 7-9. Source: the reference codings of the coding manual (أواخر ديسمبر is
    21-31 December, مطلع عام 2015 January to March 2015, منتصف العام June and July, أواخر 2013 October to December).
    """
    start, end = period.start, period.end
    because = f"{edge} of {period.because}"
    if start is None or end is None:
        return replace(period, because=because)
    if period.precision == "week":
        first, last = {"start": (-1, 1), "middle": (1, 3), "end": (4, 6)}[edge]
        return Period(start + first * ONE_DAY, start + last * ONE_DAY, "range", because, period.certain)
    if period.precision == "month":
        first, last = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}[edge]
        begin = start + (first - 1) * ONE_DAY
        return Period(begin, min(start + (last - 1) * ONE_DAY, end), "range", because, period.certain)
    if period.precision == "year":
        first, last = {"start": (0, 3), "middle": (5, 7), "end": (9, 12)}[edge]
        return Period(plus_months(start, first), plus_months(start, last) - ONE_DAY, "range", because, period.certain)
    if period.precision == "season":
        first = {"start": 0, "middle": 1, "end": 2}[edge]
        return Period(plus_months(start, first), plus_months(start, first + 1) - ONE_DAY, "range", because, period.certain)
    if end.year - start.year == 9:
        first, last = {"start": (0, 3), "middle": (4, 6), "end": (7, 9)}[edge]
        return Period(datetime.date(start.year + first, 1, 1), datetime.date(start.year + last, 12, 31), "range", because)
    return replace(period, because=because)


def part_of(period: Period, part: int, parts: int) -> Period:
    """Give the n-th half, third or quarter of a year, or half of a month; part counts from 1."""
    start, end = period.start, period.end
    because = f"part {part} of {parts} of {period.because}"
    if start is None or end is None or not 1 <= part <= parts:
        return replace(period, because=because, start=None, end=None)
    if period.precision == "year":
        months = 12 // parts
        begin = plus_months(start, (part - 1) * months)
        return Period(begin, plus_months(begin, months) - ONE_DAY, "range", because, period.certain)
    length = (end - start).days + 1
    begin = start + (length * (part - 1) // parts) * ONE_DAY
    return Period(begin, start + (length * part // parts - 1) * ONE_DAY, "range", because, period.certain)


def season_of(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """Give the three months of the season that begins in `month`; the winter of a year is the one that ends in it.

    Source: meteorological seasons of the northern half (World Meteorological Organization).
    """
    start = datetime.date(year - 1 if month == 12 else year, month, 1)
    return start, plus_months(start, 3) - ONE_DAY


def hijri_month(year: int, month: int) -> tuple[datetime.date, datetime.date] | None:
    """Give the first and last day of a month of the Hijra by the Umm al-Qura calendar, None outside 1343-1500.

    >>> hijri_month(1441, 9)
    (datetime.date(2020, 4, 24), datetime.date(2020, 5, 23))
    """
    try:
        first = Hijri(year, month, 1)
        start = first.to_gregorian()
        length = first.month_length()
    except (ValueError, OverflowError):
        return None
    begin = datetime.date(start.year, start.month, start.day)
    return begin, begin + (length - 1) * ONE_DAY
