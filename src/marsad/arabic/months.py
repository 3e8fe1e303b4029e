"""Months and days of a month, in words and in figures, of the common era and of the Hijra.

Place in the chain: over `years`. A year left out is the one that makes the date the latest up to publication,
unless words before it say that it lies ahead.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from hijridate import Gregorian

from marsad.arabic import periods
from marsad.arabic.periods import ONE_DAY, Period, a_day, unknown
from marsad.arabic.years import JOINERS, Found, YearReader, years_between

YearSaid = tuple[str, int, int]  # (year | common year | relative | direction | same, value, index after)

NAME = "part of a name"  # why a date was read over: شارع 26 سبتمبر
FUTURE_WINDOW = 6  # words before a date in which a word of the future counts
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Days: a date without a year that is this close ahead is announced, not last year's; tried on the news of 2015-2024,
# where dates without a year hardly reach further ahead without a word of the future before them.
_NEAR_AHEAD = 45
_SEPARATORS = ("/", "-", ".")


class MonthReader(YearReader):
    """Reads months and days of a month."""

    def dated(self, i: int, weekday: int | None = None) -> Found | None:
        """Read 15 شباط/فبراير, الحادي والعشرين من سبتمبر من العام الماضي, 5-9 مايو, 17 من الشهر الجاري."""
        days = self._days(i)
        if days is None:
            return None
        first, second, here = days
        apart = self.at(here) in ("-", "/", ".")
        here = here + 1 if apart or self.at(here) == "من" else here
        this_month = None if apart else self.deictic(here)
        if this_month is not None and this_month[0].precision == "month":
            return self._days_in(this_month[0], first, second), this_month[1]
        if self.at(here).endswith("الشهر") and self.words.is_in("same", self.at(here + 1)):
            return unknown("day", "day of a month named elsewhere in the text"), here + 2
        named = self._month_name(here + 1 if self.words.is_in("month_words", self.at(here)) else here)
        if named is None:
            return None
        month, hijri, _, last = named
        said = self._year_after(last, hijri)
        if self._is_a_name(i, said):
            return unknown("day", NAME), last
        if hijri and month == 2 and (apart or said is None) and not self.words.is_in("month_words", self.at(here)):
            return None
        end = said[2] if said else last
        if said is not None and said[0] == "same":
            return unknown("day", "day of a year named elsewhere in the text"), end
        whole = self._hijri(month, said, i) if hijri else self._month_period(month, said, i, (first, second), weekday)
        if whole is None:
            return unknown("day", "day and month: no year and no publication date"), end
        found = self._days_in(whole, first, second), end
        if self.words.is_in("corresponds", self.at(end)):
            other = self.numeric(end + 1) or self.dated(end + 1)
            return other if other is not None else found
        return found

    def _is_a_name(self, i: int, said: YearSaid | None) -> bool:
        before = self.at(i - 1).removeprefix("و").removeprefix("ل").removeprefix("ب")
        return said is None and (self.words.is_in("names_before_date", before) or self.words.is_in("names_before_date", before.removeprefix("ال")))

    def _days_in(self, month: Period, first: int, second: int | None) -> Period:
        if month.start is None or month.end is None:
            return unknown("day" if second is None else "range", month.because)
        length = (month.end - month.start).days + 1
        if first > length or (second or 0) > length:
            return unknown("day", f"day {first} of {month.because}: there is no such day")
        day = month.start + (first - 1) * ONE_DAY
        if second is None:
            return a_day(day, f"day {first} of {month.because}", month.certain)
        return Period(day, month.start + (second - 1) * ONE_DAY, "range", f"days {first} to {second} of {month.because}", month.certain)

    def _days(self, i: int) -> tuple[int, int | None, int] | None:
        """Give (first day, last day or None, index after) of 5, الخامس, 5-9, 5 إلى 9, 5 و6."""
        token = self.at(i)
        if "-" in token:
            low, _, high = token.partition("-")
            if low.isdecimal() and high.isdecimal() and len(low) <= 2 and len(high) <= 2 and 1 <= int(low) < int(high) <= 31:
                return int(low), int(high), i + 1
            return None
        first = self._day(i)
        if first is None:
            return None
        here = first[1]
        wide = self.words.openers.get(self.at(i - 1)) in ("between", "from") or self.words.is_in("two_days", self.at(i - 1))
        second = None
        if self.at(here) in ("الي", "حتي", "و") or self.at(here) in JOINERS:
            second = self._day(here + 1)
        elif self.at(here).startswith("و"):
            second = self._day(here)
        joined = self.at(here).startswith("و")
        if second is not None and (second[0] == first[0] + 1 or (second[0] > first[0] and (wide or not joined))):
            return first[0], second[0], second[1]
        return first[0], None, here

    def _day(self, i: int) -> tuple[int, int] | None:
        token = self.at(i)
        if token in ("ال", "وال", "لل", "بال"):
            i, token = i + 1, self.at(i + 1)
        if not token:
            return None
        if token[0].isdecimal():
            return (int(token), i + 1) if token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= 31 else None
        if self.words.is_in("first_of_month", token.removeprefix("و")) and not token.endswith("مستهل"):
            return 1, i + 1
        if token not in self.numbers.numerals.words:
            return None
        found = self.numbers.numerals.ordinal(self.tokens, i)
        if found is None:
            cardinal = self.numbers.numerals.cardinal(self.tokens, i)
            found = (int(cardinal.value), cardinal.last) if cardinal is not None and cardinal.value == int(cardinal.value) else None
        return found if found is not None and 1 <= found[0] <= 31 else None

    def month(self, i: int) -> Found | None:
        """Read شباط/فبراير الجاري, مايو 2018, شهر رمضان, في مارس."""
        introduced = self.words.is_in("month_words", self.at(i))
        named = self._month_name(i + 1 if introduced else i)
        if named is None:
            return None
        month, hijri, alone, last = named
        while hijri and self.words.is_in("hijri_praise", self.at(last)):
            last, alone = last + 1, True
        said = self._year_after(last, hijri)
        before = self.at(i - 1)
        if hijri and not introduced and alone is not True and self.words.is_in("hijri_in_context", self.at(i).removeprefix("ل")):
            alone = "preposition"
        opened = alone == "preposition" and (self.words.is_in("month_openers", before) or before in self.words.edges)
        if not (introduced or alone is True or said is not None or opened):
            return None
        if self._is_a_name(i, said):
            return unknown("month", NAME), last
        end = said[2] if said else last
        if said is not None and said[0] == "same":
            return unknown("month", "month of a year named elsewhere in the text"), end
        found = self._hijri(month, said, i) if hijri else self._month_period(month, said, i, None, None)
        return (found, end) if found is not None else (unknown("month", "month: no year and no publication date"), end)

    def _month_name(self, i: int) -> tuple[int, bool, Any, int] | None:
        """Give (month, is Hijri, may stand alone, index after), a second name of the month taken in."""
        said = self.phrase(self.words.months.get(self.at(i)), i)
        if said is None:
            return None
        (month, hijri, alone), last = said
        here = last + 1 if self.at(last) in ("/", "(", "-", "\\") else last
        other = self.phrase(self.words.months.get(self.at(here)), here)
        if other is not None and other[0][:2] == (month, hijri) and not self.at(here).startswith("و"):
            closes = self.at(last) == "(" and self.at(other[1]) == ")"
            return month, hijri, True, other[1] + 1 if closes else other[1]
        return month, hijri, alone, last

    def _year_after(self, i: int, hijri: bool = False) -> YearSaid | None:
        """Give what is said of the year after a month: 2018, من العام الماضي, الجاري, من العام نفسه."""
        said = self.direction(i)
        if said is not None:
            return "direction", said[0], said[1]
        comma = self.at(i) in ("،", ",", "-")
        plain = self._year_number(i + 1 if comma else i, hijri)
        if plain is not None and not (comma and self._counts(plain)):
            return "year", plain[0], plain[1]
        here = i + 1 if self.at(i) == "من" else i
        if self.words.is_in("year_words", self.at(here)):
            number = self._year_number(here + 1, hijri)
            if number is not None:
                return "year", number[0], number[1]
            common = self._year_number(here + 1) if hijri else None
            if common is not None:
                return "common year", common[0], common[1]
            said = self.direction(here + 1)
            if said is not None:
                return "relative", said[0], said[1]
            if self.words.is_in("same", self.at(here + 1)):
                return "same", 0, here + 2
        if self.words.is_in("this", self.at(here)) and self.words.is_in("year_words", self.at(here + 1)):
            return "relative", 0, here + 2
        return None

    def _month_period(self, month: int, said: YearSaid | None, i: int, days: tuple[int, int | None] | None, weekday: int | None) -> Period | None:
        year, why = self._year_of(month, said, i, days, weekday)
        if year is None:
            return None
        try:
            start, end = periods.month_of(year, month)
        except ValueError:
            return None
        return Period(start, end, "month", f"{start:%Y-%m}{why}", said is not None and said[0] == "year")

    def _year_of(self, month: int, said: YearSaid | None, i: int, days: tuple[int, int | None] | None, weekday: int | None) -> tuple[int | None, str]:
        if said is not None and said[0] == "year":
            return said[1], ""
        if self.year is not None:
            return self.year, ", the year said with it"
        if self.published is None:
            return None, ""
        if said is not None and said[0] == "relative":
            return self.published.year + said[1], f", {said[1]:+d} years from {self.published.year}"
        this = self.published.year
        if said is not None:
            return self._year_by_direction(month, said[1], days)
        if weekday is not None and days is not None:
            fitting = [y for y in (this, this - 1, this + 1) if _weekday_of(y, month, days[0]) == weekday]
            if fitting:
                return fitting[0], f", the year in which it is a {WEEKDAY_NAMES[weekday]}"
        return self._latest_year(month, days[0] if days else None, i)

    def _year_by_direction(self, month: int, direction: int, days: tuple[int, int | None] | None) -> tuple[int, str]:
        assert self.published is not None
        this = self.published.year
        day = _date(this, month, days[0]) if days else None
        if direction == 0:
            return this, ", this one"
        if direction < 0:
            past = day < self.published if day is not None else month < self.published.month
            return (this if past else this - 1) + (direction + 1), f", the last before {self.published}"
        ahead = day > self.published if day is not None else month > self.published.month
        return (this if ahead else this + 1) + (direction - 1), f", the next after {self.published}"

    def _latest_year(self, month: int, day: int | None, i: int) -> tuple[int, str]:
        assert self.published is not None
        this, published = self.published.year, self.published
        begins = _date(this, month, day or 1) or datetime.date(this, month, 28)
        ahead = begins > published if day else month > published.month
        future = self.lean > 0 or (self.lean == 0 and self.looks_ahead(i, FUTURE_WINDOW))
        if ahead:
            near = day is not None and self.lean == 0 and (begins - published).days <= _NEAR_AHEAD
            return (this, f", ahead of {published}") if future or near else (this - 1, f", the last before {published}")
        if future and (day or month != published.month) and (published - begins).days > _NEAR_AHEAD:
            return this + 1, f", the next after {published}"
        if day is not None and (begins - published).days < -365 + _NEAR_AHEAD and self.lean == 0:
            return this + 1, f", just ahead of {published}"  # 3 يناير, published at the end of December
        return this, f", the last up to {published}"

    def _hijri(self, month: int, said: YearSaid | None, i: int) -> Period | None:
        if said is not None and said[0] == "year":
            days = periods.hijri_month(said[1], month)
            return Period(*days, "month", f"Hijri {said[1]}-{month:02d}, Umm al-Qura") if days else None
        if said is not None and said[0] == "common year":  # رمضان عام 2016
            for year in (said[1] - 580, said[1] - 579, said[1] - 578):
                days = periods.hijri_month(year, month)
                if days is not None and days[0].year == said[1]:
                    return Period(*days, "month", f"Hijri {year}-{month:02d}, which begins in {said[1]}")
            return None
        if self.published is None:
            return None
        try:
            now = Gregorian(self.published.year, self.published.month, self.published.day).to_hijri()
        except OverflowError:
            return None
        ahead = month > now.month
        direction = said[1] if said is not None and said[0] == "direction" else None
        if said is not None and said[0] == "relative":
            year = now.year + said[1]
        elif direction is None:
            future = self.lean > 0 or self.looks_ahead(i, FUTURE_WINDOW)
            year = now.year if not ahead or future else now.year - 1
            year += 1 if future and month < now.month else 0
        elif direction < 0:
            year = now.year if month < now.month else now.year - 1
        else:
            year = now.year if ahead or direction == 0 else now.year + 1
        days = periods.hijri_month(year, month)
        return Period(*days, "month", f"Hijri {year}-{month:02d}, Umm al-Qura, counted from {self.published}", False) if days else None

    def numeric(self, i: int, day_and_month: bool = False) -> Found | None:
        """Read 15/2/2020, 2020-02-15, 15 / 2 / 2020, 2/2020; 15/2 only where a weekday or الموافق stands before."""
        token = self.at(i)
        if not token or not token[0].isdecimal():
            return None
        last = i + 1
        if token.isdecimal() and self.at(i + 1) in ("/", "-") and self.at(i + 3) == self.at(i + 1) and self.at(i + 4).isdecimal():
            token, last = "/".join((token, self.at(i + 2), self.at(i + 4))), i + 5
        mark = next((m for m in _SEPARATORS if m in token), "")
        parts = token.split(mark) if mark else []
        if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) <= 4 for part in parts):
            return None
        if len(parts) == 3:
            found = _three_parts(*parts)
        elif mark == "." or (self.words.is_in("number_labels", self.at(i - 1))):
            found = None
        else:
            found = self._two_parts(parts, day_and_month and mark == "/", i)
        if found is None:
            return None
        marked = self.words.is_in("christian_marks", self.at(last)) or self.words.is_in("hijri_marks", self.at(last))
        return found, last + 1 if marked else last

    def _two_parts(self, parts: Sequence[str], day_and_month: bool, i: int) -> Period | None:
        first, second = int(parts[0]), int(parts[1])
        spread = years_between("-".join(parts))
        if spread is not None:
            return spread
        if len(parts[0]) == 4 and 1900 <= first <= 2100 and len(parts[1]) <= 2 and 1 <= second <= 12:
            return Period(*periods.month_of(first, second), "month", f"{first}-{second:02d}")
        if len(parts[1]) == 4 and 1900 <= second <= 2100 and len(parts[0]) <= 2 and 1 <= first <= 12:
            return Period(*periods.month_of(second, first), "month", f"{second}-{first:02d}")
        if not day_and_month or max(len(parts[0]), len(parts[1])) > 2:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        whole = self._month_period(month, None, i, (day, None), None)
        return self._days_in(whole, day, None) if whole is not None else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _weekday_of(year: int, month: int, day: int) -> int | None:
    found = _date(year, month, day)
    return found.weekday() if found is not None else None


def _three_parts(first: str, second: str, third: str) -> Period | None:
    """Give the day of 15/2/2020 or 2020-02-15; Arab order (day first) unless the month would not fit."""
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) in (2, 4):
        day, month, year = int(first), int(second), int(third)
        year += 2000 if len(third) == 2 else 0
        if month > 12 >= day:
            day, month = month, day
    else:
        return None
    if 1343 <= year <= 1500 and 1 <= month <= 12:
        days = periods.hijri_month(year, month)
        inside = days is not None and 1 <= day <= (days[1] - days[0]).days + 1
        return a_day(days[0] + (day - 1) * ONE_DAY, f"Hijri {year}-{month:02d}-{day:02d}, Umm al-Qura") if days and inside else None
    found = _date(year, month, day) if 1800 <= year <= 2100 else None
    return a_day(found, f"{found}") if found is not None else None
