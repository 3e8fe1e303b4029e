"""Amounts of time: ثلاثة أيام, شهر ونصف, الأسابيع الثلاثة الماضية.

Place in the chain: over `days`.
"""

from __future__ import annotations

from marsad.arabic import periods
from marsad.arabic.days import DayReader
from marsad.arabic.periods import ONE_DAY, Period, unknown
from marsad.arabic.years import Found

_BELOW = {"decade": ("year", 10), "year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}


class AmountReader(DayReader):
    """Reads amounts of time, and stretches of so much time before or after publication."""

    def counted(self, i: int) -> Found | None:
        """Read الأيام الثلاثة الماضية, اليومين الماضيين, الـ24 ساعة المقبلة, آخر 3 سنوات, الأشهر الأخيرة."""
        if self.at(i).endswith("اخر") and (quantity := self.quantity(i + 1)) is not None and quantity[0]:
            return self._stretch(quantity[0], quantity[1], -1), quantity[2]
        number, here = self._amount(i)
        unit, form, article = self.words.units.get(self.at(here), ("", "", False))
        if not unit or (number is None and (not article or form == "one")):
            return None
        here += 1
        if number is None and form == "dual":
            number = 2
        few = False
        if number is None:
            number, here = self._amount(here)
            if self.words.is_in("few", self.at(here)):
                few, here = True, here + 1
        said = self.direction(here)
        if said is None or abs(said[0]) != 1 or too_long(number, unit):
            return None
        if number is None and self.words.is_in("few", self.at(said[1])) and self.at(said[1]).startswith("ال"):
            few, said = True, (said[0], said[1] + 1)
        return self._vague_stretch(unit, said[0], few) if number is None else self._stretch(number, unit, said[0]), said[1]

    def _amount(self, i: int) -> tuple[float | None, int]:
        here = i + 1 if self.at(i) in ("ال", "لل", "بال") else i
        token = self.at(here)
        if not token or not (token[0].isdecimal() or token in self.numbers.numerals.words):
            return None, i
        reading = self.numbers.numerals.cardinal(self.tokens, here)
        return (None, i) if reading is None else (reading.value, reading.last)

    def _stretch(self, number: float, unit: str, direction: int) -> Period:
        because = f"{number:g} {unit}s {'before' if direction < 0 else 'after'} {self.published}"
        if self.published is None:
            return unknown("range", because)
        edge = periods.shift(self.published, direction * number, unit)
        if unit == "day":  # the days named do not hold the day of publication
            return Period(edge, self.published - ONE_DAY, "range", because) if direction < 0 else Period(self.published + ONE_DAY, edge, "range", because)
        return Period(min(edge, self.published), max(edge, self.published), "range", because)

    def _vague_stretch(self, unit: str, direction: int, few: bool) -> Period:
        if unit in ("minute", "hour"):
            return self._stretch(24, "hour", direction)
        if unit in ("year", "decade") or self.published is None:
            return unknown("range", f"some {unit}s: no number said")
        found = self._stretch(3, unit, direction)
        end = self.published if direction < 0 else found.end
        return Period(found.start, end, "range", f"{found.because}; no number said, a plural is three at least", False)

    def quantity(self, i: int) -> tuple[float | None, str, int] | None:
        """Give (number or None, unit, index after) of ثلاثة أيام, أسبوعين, شهر ونصف, نحو 5 سنوات, أيام."""
        here = self.numbers.after_bound(self.tokens, i)
        number: float | None = None
        if self.words.is_in("half_of", self.at(here)):
            number, here = 0.5, here + 1
        elif self.words.is_in("few", self.at(here)):
            here += 1
        else:
            number, here = self._amount(here)
        unit, form, article = self.words.units.get(self.at(here), ("", "", False))
        if not unit or (article and here == i) or (number is not None and form == "dual") or too_long(number, unit):
            return None
        if number is None and here == self.numbers.after_bound(self.tokens, i):
            if form == "one" and (self._names_a_date(here) or self._of_something(here + 1)):
                return None
            number = {"one": 1.0, "dual": 2.0}.get(form)
        last = here + 1
        if self.words.is_in("half", self.at(last)):
            number, last = (number or 0) + 0.5, last + 1
            if self.words.units.get(self.at(last), ("",))[0] == unit:
                last += 1
        while self.words.is_in("few" if number is None else "single", self.at(last)):
            last += 1
        return self._with_smaller(number, unit, last)

    def _with_smaller(self, number: float | None, unit: str, last: int) -> tuple[float | None, str, int]:
        """Add the smaller unit of سنة وثلاثة أشهر, شهر و21 يوما."""
        smaller, per = _BELOW.get(unit, ("", 1))
        here = last + 1 if self.at(last) == "و" else last
        joined = here > last or self.at(last).startswith("و")
        if number is None or not joined:
            return number, unit, last
        more, here = self._amount(here)
        below, form, article = self.words.units.get(self.at(here), ("", "", False))
        if below != smaller or article or (more is None and form == "many"):
            return number, unit, last
        total = number + (more or (2 if form == "dual" else 1)) / per
        return (number, unit, last) if too_long(total, unit) else (total, unit, here + 1)

    def _of_something(self, i: int) -> bool:
        """Tell whether a definite noun follows, so that the unit is no amount: ساعة الذروة."""
        return self.at(i).startswith("ال") and self.at(i) not in self.numbers.numerals.prepositions and self.direction(i) is None

    def _names_a_date(self, here: int) -> bool:
        """Tell whether يوم, شهر, عام is the name's own word (قبل يوم الأحد, شهر رمضان, عام 2011), not an amount."""
        return any(read(here) is not None for read in (self.weekday, self.month, self.year_said, self.relative)) or self.dated(here + 1) is not None


def too_long(number: float | None, unit: str) -> bool:
    """Tell whether a time is beyond any news: thousands of years, where calendars end."""
    return number is not None and number * {"year": 365, "decade": 3650, "month": 30, "week": 7}.get(unit, 1) > 365 * 1000
