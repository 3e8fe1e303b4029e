"""Periods read from words: a day of a month, a weekday, last week, the end of 2013.

Place in the chain: the top layer (years, months, days, amounts, dates) under `calendar`, which adds what stands
before a period (منذ, قبل, حتى, بين) and gives mentions. Nothing here asks what kind of act the period dates.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.arabic import periods
from marsad.arabic.amounts import AmountReader, too_long
from marsad.arabic.months import FUTURE_WINDOW
from marsad.arabic.periods import ONE_DAY, Period, unknown
from marsad.arabic.years import Found


class PeriodReader(AmountReader):
    """Reads any period from the folded tokens of one sentence."""

    def period(self, i: int) -> Found | None:
        """Give the period that starts at tokens[i]."""
        if not 0 <= i < len(self.tokens):
            return None
        token = self.tokens[i]
        if token in self.words.period_starts or token.endswith(("منتصف", "اخر")):
            readers = _READERS
        elif token[0].isdecimal() or token in self.numbers.numerals.words:
            readers = _OF_NUMBERS
        else:
            return None
        for read in readers:
            found = read(self, i)
            if found is not None:
                return found
        return None

    def edge(self, i: int) -> Found | None:
        """Read مطلع الشهر الماضي, أواخر 2013, منتصف أيار, نهاية الأسبوع."""
        edge = self.words.edges.get(self.at(i))
        if edge is None:
            return self.edge(i + 1) if self.words.is_in("weekend", self.at(i).removeprefix("ال").removeprefix("و")) and self._is_weekend(i + 1) else None
        here = i + 1
        if self._is_weekend(i):
            return self._weekend(here)
        inner = self.deictic(here, bare=True)
        if inner is None and not self.words.is_in("edge_alone", self.at(i)):
            inner = self.year_said(here) or self.month(here) or self.season(here) or self.decade(here)
        elif inner is None and self.words.is_in("month_words", self.at(here)):
            inner = self.month(here)
        if inner is None:
            return None
        return periods.edge_of(inner[0], edge), inner[1]

    def _is_weekend(self, i: int) -> bool:
        return self.words.edges.get(self.at(i)) == "end" and self.words.units.get(self.at(i + 1), ("",))[0] == "week" and self.at(i + 1).startswith("ال")

    def _weekend(self, here: int) -> Found:
        said = self.deictic(here)
        if said is not None:
            return periods.edge_of(said[0], "end"), said[1]
        if self.published is None:
            return unknown("range", "weekend: no publication date"), here + 1
        offset = -1 if self.published.weekday() < 4 and not self.looks_ahead(here, FUTURE_WINDOW) and self.lean <= 0 else 0
        return periods.edge_of(self._unit_from_now("week", offset), "end"), here + 1

    def part(self, i: int) -> Found | None:
        """Read النصف الأول من العام, الربع الثالث من 2016, الأشهر الأخيرة من العام الماضي, الأسبوع الأول من مايو."""
        parts = self.words.parts.get(self.at(i))
        if parts is not None:
            number, here = self._ordinal(i + 1, parts)
            inner = self._whole(here) if number else None
            return (periods.part_of(inner[0], number, parts), inner[1]) if inner is not None else None
        unit, form, article = self.words.units.get(self.at(i), ("", "", False))
        if not article or unit not in ("day", "week", "month"):
            return None
        if form == "one":
            return self._nth_week(i) if unit == "week" else None
        amount, here = self._amount(i + 1)
        number = int(amount or (2 if form == "dual" else 3))
        first = self.words.is_in("firsts", self.at(here))
        if (not first and not self.words.is_in("last", self.at(here))) or too_long(number, unit):
            return None
        inner = self._whole(here + 1) if self.at(here + 1) == "من" else None
        if inner is None or inner[0].start is None or inner[0].end is None:
            return None if inner is None else (unknown("range", inner[0].because), inner[1])
        start, end, side = inner[0].start, inner[0].end, "first" if first else "last"
        if first:
            end = periods.shift(start, number, unit) - ONE_DAY
        else:
            start = periods.shift(end + ONE_DAY, -number, unit)
        return Period(start, end, "range", f"{side} {number} {unit}s of {inner[0].because}", inner[0].certain), inner[1]

    def _nth_week(self, i: int) -> Found | None:
        number, here = self._ordinal(i + 1, 52)
        inner = self._whole(here) if number and self.at(here) == "من" else None
        if inner is None or inner[0].precision not in ("month", "year") or inner[0].start is None or inner[0].end is None:
            return None
        last = self.words.is_in("last", self.at(i + 1))
        start = inner[0].end - 6 * ONE_DAY if last else inner[0].start + 7 * (number - 1) * ONE_DAY
        return Period(start, min(start + 6 * ONE_DAY, inner[0].end), "week", f"{'last week' if last else f'week {number}'} of {inner[0].because}", inner[0].certain), inner[1]

    def _ordinal(self, i: int, last: int) -> tuple[int, int]:
        if self.words.is_in("last", self.at(i)):
            return last, i + 1
        found = self.numbers.numerals.ordinal(self.tokens, i) if i < len(self.tokens) else None
        return found if found is not None and found[0] <= last else (0, i)

    def _whole(self, i: int) -> Found | None:
        here = i + 1 if self.at(i) == "من" else i
        return self.year_said(here, anywhere=True) or self.deictic(here, bare=True) or self.month(here)

    def season(self, i: int) -> Found | None:
        """Read صيف 2018, الشتاء الماضي, ربيع العام المقبل; a season alone is no date (الربيع العربي)."""
        this = self.words.is_in("this", self.at(i))
        here = i + 1 if this else i
        month = self.words.seasons.get(self.at(here))
        if month is None:
            return None
        said = self._year_after(here + 1)
        year = self.year_said(here + 1, anywhere=True) if said is None or said[0] == "direction" else None
        if year is not None and year[0].precision == "year" and year[0].start is not None:
            said = "year", year[0].start.year, year[1]
        if said is None and this:
            said = "relative", 0, here + 1
        if said is None or said[0] == "same" or (said[0] == "year" and self._counts((said[1], said[2])) and said[1] % 100 == 0):
            return None
        if said[0] == "year":
            return Period(*periods.season_of(said[1], month), "season", f"season of {said[1]}"), said[2]
        if self.published is None:
            return unknown("season", "season: no publication date"), said[2]
        this_year = self.published.year
        if said[0] == "relative":
            return Period(*periods.season_of(this_year + said[1], month), "season", f"season of the year {said[1]:+d} from {this_year}"), said[2]
        seasons = [periods.season_of(this_year + n, month) for n in (-1, 0, 1, 2)]
        if said[1] == 0:
            start, end = min(seasons, key=lambda s: abs((s[0] - self.published).days) if self.published else 0)
        elif said[1] < 0:
            start, end = [s for s in seasons if s[1] < self.published][-1]
        else:
            start, end = next(s for s in seasons if s[0] > self.published)
        return Period(start, end, "season", f"season {said[1]:+d} from {self.published}", False), said[2]


# Not of the instance: a reader that held its own methods would wait for the collector.
_READERS: tuple[Callable[[PeriodReader, int], Found | None], ...] = (
    PeriodReader.part_of_day, PeriodReader.relative, PeriodReader.weekday, PeriodReader.dated, PeriodReader.numeric, PeriodReader.month, PeriodReader.edge,
    PeriodReader.part, PeriodReader.year_said, PeriodReader.deictic, PeriodReader.counted, PeriodReader.season, PeriodReader.decade,
)  # fmt: skip
_OF_NUMBERS: tuple[Callable[[PeriodReader, int], Found | None], ...] = (  # those that a number may begin
    PeriodReader.dated, PeriodReader.numeric, PeriodReader.year_said, PeriodReader.counted,
)  # fmt: skip
