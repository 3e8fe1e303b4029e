"""Days named by the weekday or counted from publication: أمس, الأحد المقبل, ليل السبت الأحد.

Place in the chain: over `months`. After the coding manual, a bare weekday is the last such day up to
publication; one after words of the future (سيلتقي الأحد) the next.
"""

from __future__ import annotations

import datetime

from marsad.arabic import periods
from marsad.arabic.months import WEEKDAY_NAMES, MonthReader
from marsad.arabic.periods import ONE_DAY, Period, a_day, unknown
from marsad.arabic.years import JOINERS, Found

_JOINED = (*JOINERS, "علي", "الي", "و")


class DayReader(MonthReader):
    """Reads days."""

    def part_of_day(self, i: int) -> Found | None:
        """Read صباح أمس, ليل السبت الأحد, الليلة الماضية, هذا المساء."""
        word, token = self.words.day_parts.get(self.at(i)), self.at(i)
        if word is None:
            if self.words.is_in("this", token) and self.at(i + 1).startswith("ال") and self.at(i + 1) in self.words.day_parts:
                return self._today("this part of the day"), i + 2
            if token.endswith("منتصف") and (self.at(i + 1) in self.words.day_parts):
                return self.part_of_day(i + 1)
            return None
        if token.endswith("الليله"):
            return self._the_night(i)
        if token.endswith("ال" + word) or token.endswith("لل" + word):
            return None
        start = i + 2 if self.at(i + 1) == "من" else i + 1
        if self.words.is_in("nights", word):
            two = self._two_nights(start)
            if two is not None:
                return two
        return self.relative(start) or self.weekday(start) or self.dated(start) or self.numeric(start)

    def _the_night(self, i: int) -> Found | None:
        if self.at(i - 1) in ("تلك", "ذات", "نفس", "في"):
            return None
        said = self.direction(i + 1)
        if said is not None and said[0] == -1:
            if self.published is None:
                return unknown("range", "last night: no publication date"), said[1]
            return Period(self.published - ONE_DAY, self.published, "range", f"the night before {self.published}"), said[1]
        return (self._today("tonight"), i + 1) if said is None else None

    def _two_nights(self, start: int) -> Found | None:
        first = self.words.weekdays.get(self.at(start))
        here = start + 1
        if first is None:
            return None
        if self.at(here) in _JOINED:
            here += 1
        second = self.words.weekdays.get(self.at(here))
        if second is None or second != (first + 1) % 7:
            return None
        said = self.direction(here + 1)
        end = self._on_weekday(second, said[0] if said else None, start)
        last = said[1] if said else here + 1
        if end is None:
            return unknown("range", "night between two weekdays: no publication date"), last
        return Period(end - ONE_DAY, end, "range", f"night from {WEEKDAY_NAMES[first]} to {WEEKDAY_NAMES[second]} {end}"), last

    def _today(self, because: str) -> Period:
        if self.published is None:
            return unknown("day", f"{because}: no publication date")
        return a_day(self.published, f"{because}: publication day {self.published}")

    def relative(self, i: int) -> Found | None:
        """Read اليوم, أمس الجمعة, أول أمس, غدا, بعد غد, with a weekday or a date that follows."""
        here = i
        word_before = self.words.is_in("day_words", self.at(i)) or self.words.is_in("this", self.at(i))
        if word_before and self.at(i + 1) in self.words.relative:
            here = i + 1
        said = self.phrase(self.words.relative.get(self.at(here)), here)
        if said is None or not self._means_a_day(here, said[0], said[1], here > i):
            return None
        offset, last = said
        weekday, last = self._named_beside(last, offset)
        dated = self._date_beside(last, weekday)
        if dated is not None and (self.published is None or dated[0].certain or self._is_near(dated[0], self.published + offset * ONE_DAY)):
            return dated
        last = dated[1] if dated is not None else last
        if self.published is None:
            return unknown("day", f"{offset:+d} days from publication: no publication date"), last
        day = self.published + offset * ONE_DAY
        because = f"{offset:+d} days from {self.published}" if offset else f"publication day {self.published}"
        if weekday is not None and day.weekday() != weekday:
            day = periods.nearest_weekday(day, weekday)
            because = f"{because}, moved to the {WEEKDAY_NAMES[weekday]} named"
        return a_day(day, because), last

    def _is_near(self, period: Period, day: datetime.date) -> bool:
        return period.start is not None and abs((period.start - day).days) <= 7

    def _means_a_day(self, here: int, offset: int, last: int, introduced: bool) -> bool:
        token, before, after = self.at(here), self.at(here - 1), self.at(last)
        if token.endswith("غد"):
            return introduced or last > here + 1 or before.endswith("بعد")
        if last == here + 1 and token.endswith("مس") and self.words.is_in("no_yesterday_before", after):
            return False
        if not token.endswith("اليوم") and not token.endswith("لليوم"):
            return True
        if self.words.is_in("no_today_before", after) or self.words.is_in("no_today_after", before):
            return False
        if token == "لليوم" or (after in ("ال", '"', "»", "”") and before != "هذا"):
            return False
        if (self.at(here - 2), before) in self.words.no_today_after_two:
            return False
        return not (self.words.is_in("per_day_after", before) and self.words.weekdays.get(after) is None and not introduced)

    def _named_beside(self, last: int, offset: int) -> tuple[int | None, int]:
        """Give the weekday beside اليوم or أمس, also in brackets, and the index after it."""
        opens = self.at(last) == "("
        here = last + 1 if opens or self.at(last) in ("،", ",") else last
        weekday = self.words.weekdays.get(self.at(here))
        if weekday is None or not self.at(here).startswith("ال"):
            return None, last
        if opens:
            return (weekday, here + 2) if self.at(here + 1) == ")" else (None, last)
        if here > last and (self.published is None or (self.published + offset * ONE_DAY).weekday() != weekday):
            return None, last
        return weekday, here + 1

    def weekday(self, i: int) -> Found | None:
        """Read الجمعة, يوم الأحد المقبل, الخميس والجمعة, السبت 15 فبراير, الأحد من الأسبوع المقبل."""
        introduced = self.words.is_in("day_words", self.at(i)) or self.words.is_in("two_days", self.at(i))
        here = i + 1 if introduced else i
        first = self.words.weekdays.get(self.at(here))
        if first is None or self.words.is_in("no_weekday_after", self.at(i - 1)):
            return None
        last_named, last, count = first, here + 1, 1
        while (joined := self._next_day_joined(last_named, last)) is not None:
            last, last_named, count = joined, (last_named + 1) % 7, count + 1
        said = self.direction(last)
        if count == 1:
            dated = self._date_beside(said[1] if said else last, first)
            if dated is not None:
                return dated
            if said is None:
                week = self._of_week(last)
                if week is not None:
                    return self._in_week(first, week)
        direction, end = (said[0], said[1]) if said else (None, last)
        day = self._on_weekday(last_named if direction is None or direction < 0 else first, direction, i)
        if day is None:
            return unknown("day" if count == 1 else "range", f"{WEEKDAY_NAMES[first]}: no publication date"), end
        because = self._why_weekday(first, direction, day)
        if count == 1:
            return a_day(day, because), end
        start = day - (count - 1) * ONE_DAY if direction is None or direction < 0 else day
        return Period(start, start + (count - 1) * ONE_DAY, "range", f"{WEEKDAY_NAMES[first]} to {WEEKDAY_NAMES[last_named]}, {because}"), end

    def _next_day_joined(self, weekday: int, at: int) -> int | None:
        following = (weekday + 1) % 7
        if self.words.weekdays.get(self.at(at)) == following and self.at(at).startswith("و"):
            return at + 1
        if self.at(at) in ("و", "-", "–") and self.words.weekdays.get(self.at(at + 1)) == following:
            return at + 2
        return None

    def _of_week(self, at: int) -> Found | None:
        here = at + 1 if self.at(at) == "من" else at
        found = self.deictic(here)
        return found if found is not None and found[0].precision == "week" else None

    def _in_week(self, weekday: int, week: Found) -> Found:
        if week[0].start is None:
            return unknown("day", week[0].because), week[1]
        return a_day(week[0].start + weekday * ONE_DAY, f"{WEEKDAY_NAMES[weekday]} of {week[0].because}"), week[1]

    def _on_weekday(self, weekday: int, direction: int | None, i: int) -> datetime.date | None:
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        if direction is None:
            ahead = self.lean > 0 or (self.lean == 0 and self.looks_ahead(i, 4))
            return self.published + ((-back) % 7) * ONE_DAY if ahead else self.published - back * ONE_DAY
        if direction == 0:
            return periods.week_of(self.published)[0] + weekday * ONE_DAY
        if direction < 0:
            return self.published - ((back or 7) + 7 * (-direction - 1)) * ONE_DAY
        return self.published + (((-back) % 7 or 7) + 7 * (direction - 1)) * ONE_DAY

    def _why_weekday(self, weekday: int, direction: int | None, day: datetime.date) -> str:
        assert self.published is not None
        side = "up to" if day <= self.published else "from"
        if direction is not None:
            side = "before" if direction < 0 else "after" if direction > 0 else "in the week of"
        return f"{WEEKDAY_NAMES[weekday]} {side} {self.published} ({WEEKDAY_NAMES[self.published.weekday()]})"

    def _date_beside(self, at: int, weekday: int | None) -> Found | None:
        """Read the date that stands beside a weekday or اليوم: (15 فبراير), الموافق 26/7/2018."""
        opens = self.at(at) == "("
        here = at + 1 if opens or self.at(at) in ("،", ",", "|", "-") else at
        told = self.words.is_in("corresponds", self.at(here))
        if told:
            here += 1
            while self.at(here) in ("ل", "ال", "في", ":"):
                here += 1
        elif here == at and self.at(here) == "في":
            here += 1
        found = self.numeric(here, day_and_month=True) or self.dated(here, weekday)
        if found is None or found[0].precision != "day":
            return None
        last = found[1]
        if self.words.is_in("corresponds", self.at(last)):  # 15 رجب 1441 الموافق 10 مارس 2020
            again = self.numeric(last + 1, day_and_month=True) or self.dated(last + 1, weekday)
            if again is not None:
                found, last = again, again[1]
        return (found[0], last + 1) if opens and self.at(last) == ")" else (found[0], last)
