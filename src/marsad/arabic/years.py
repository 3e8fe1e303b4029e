"""Years, decades, and the week, month or year counted from publication.

Place in the chain: the lowest layer of `dates` (years, months, days, amounts, dates). Every reading method
takes the index where an expression would start and gives the period with the index after it, or None.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from marsad.arabic import periods
from marsad.arabic.almanac import Almanac
from marsad.arabic.numbers import Numbers
from marsad.arabic.periods import Period, unknown

Found = tuple[Period, int]  # the period and the index after its words

JOINERS = ("-", "–", "/")


class YearReader:
    """Reads years and what is counted from publication in whole weeks, months, years.

    `lean` is -1 after منذ, 1 after بحلول and the like: which way a year left out is sought. `year` is a
    year said elsewhere in the same expression (من 5 مايو إلى 9 يونيو 2018).
    """

    def __init__(self, almanac: Almanac, numbers: Numbers, tokens: Sequence[str], published: datetime.date | None) -> None:
        self.words, self.numbers, self.tokens, self.published = almanac, numbers, tokens, published
        self.lean = 0
        self.year: int | None = None

    def at(self, i: int) -> str:
        """Give the token, or an empty one outside the sentence."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def phrase(self, phrases: Sequence[tuple[tuple[str, ...], Any]] | None, i: int) -> tuple[Any, int] | None:
        """Give (meaning, index after) of the longest phrase of the list whose later words follow tokens[i]."""
        for rest, meaning in phrases or ():
            if not rest or tuple(self.tokens[i + 1 : i + 1 + len(rest)]) == rest:
                return meaning, i + 1 + len(rest)
        return None

    def looks_ahead(self, i: int, window: int) -> bool:
        """Tell whether a word of the future stands among the words before tokens[i]."""
        before = range(max(0, i - window), i)
        return any(self.words.tells_future(self.tokens[k]) and not self._was(k) for k in before)

    def _was(self, i: int) -> bool:
        """Tell whether كان just before makes a plan one that lies behind."""
        return self.words.is_in("was", self.at(i - 1)) or self.words.is_in("was", self.at(i - 2))

    def direction(self, i: int) -> tuple[int, int] | None:
        """Give (-2 | -1 | 0 | 1 | 2, index after) of الماضي, المقبل, الجاري, قبل الماضي, بعد المقبل."""
        token = self.at(i)
        value = self.words.directions.get(token)
        if value is not None:
            return value, i + 1
        for (word, of), said in ((self.words.before_last, -2), (self.words.after_next, 2)):
            if token == word and self.at(i + 1) in of:
                return said, i + 2
        return None

    def _year_number(self, i: int, hijri: bool = False) -> tuple[int, int] | None:
        """Give a year in figures or words, with its mark (م, هـ)."""
        token = self.at(i)
        if token.isdecimal() and len(token) == 4:
            year, last = int(token), i + 1
        else:
            if token not in self.numbers.numerals.words:
                return None
            reading = self.numbers.numerals.cardinal(self.tokens, i)
            if reading is None or reading.value != int(reading.value):
                return None
            year, last = int(reading.value), reading.last
        low, high = (1343, 1500) if hijri else (1800, 2100)
        if not low <= year <= high:
            return None
        marked = self.words.is_in("hijri_marks" if hijri else "christian_marks", self.at(last))
        return year, last + 1 if marked else last

    def _counts(self, plain: tuple[int, int]) -> bool:
        after = self.at(plain[1])
        return bool(after) and "\u0621" <= after[0] <= "\u064a" and after not in self.numbers.numerals.prepositions

    def year_said(self, i: int, anywhere: bool = False) -> Found | None:
        """Read عام 2015, سنة ألفين وعشرة, عامي 2014 و2015, and a bare 2011 after في, منذ, نهاية and the like."""
        if self.words.is_in("year_words", self.at(i)):
            number = self._year_number(i + 1)
            if number is None:
                spread = years_between(self.at(i + 1))
                return (spread, i + 2) if spread is not None else None
            return Period(*periods.year_of(number[0]), "year", f"{number[0]}"), number[1]
        if self.words.is_in("two_year_words", self.at(i)):
            return self._two_years(i + 1)
        token = self.at(i)
        if token.isdecimal() and len(token) == 4 and 1900 <= int(token) <= 2100 and (anywhere or self._stands_as_year(i)):
            last = i + 2 if self.words.is_in("christian_marks", self.at(i + 1)) else i + 1
            return Period(*periods.year_of(int(token)), "year", token), last
        words = self._year_number(i) if anywhere and token in self.numbers.numerals.words else None
        if words is not None and words[0] >= 1900:
            return Period(*periods.year_of(words[0]), "year", f"{words[0]}"), words[1]
        return None

    def _two_years(self, i: int) -> Found | None:
        first = self._year_number(i)
        if first is None or not self.at(i).isdecimal():
            spread = years_between(self.at(i))
            return (spread, i + 1) if spread is not None else None
        last_year, last, joiner = first[0], first[1], self.at(first[1])
        while True:
            here = last + 1 if self.at(last) in ("و", "-", "–", "الي", "حتي") else last
            following = self._year_number(here) if here > last or self.at(last).startswith("و") else None
            if following is None or following[0] <= last_year:
                break
            last_year, last = following
        if last_year == first[0]:
            return Period(*periods.year_of(first[0]), "year", f"{first[0]}"), last
        between = joiner != "و" or last_year == first[0] + 1 or self.words.openers.get(self.at(i - 2)) in ("between", "from")
        return Period(datetime.date(first[0], 1, 1), datetime.date(last_year, 12, 31), "range", f"{first[0]} to {last_year}", between), last

    def _stands_as_year(self, i: int) -> bool:
        before, after = self.at(i - 1), self.at(i + 1)
        if before == "(" and after == ")":
            return True
        if i == 0:
            return after in ("-", "–", ":")
        if not (self.words.is_in("year_openers", before) or before in self.words.edges):
            return False
        return int(self.at(i)) % 100 != 0 or not self._counts((0, i + 1))

    def deictic(self, i: int, bare: bool = False) -> Found | None:
        """Read الأسبوع الماضي, هذا الشهر, العام المقبل; with `bare`, also الشهر alone for the present one."""
        this = self.words.is_in("this", self.at(i))
        here = i + 1 if this else i
        unit, form, article = self.words.units.get(self.at(here), ("", "", False))
        if form != "one" or not article or unit not in ("week", "month", "year", "decade") or self.words.is_in("not_year_after", self.at(i - 1)):
            return None
        said = self.direction(here + 1)
        if said is not None and self.words.is_in("last_only_plural", self.at(here + 1)):
            return None
        if said is None and unit == "year" and self.words.is_in("next_year", self.at(here + 1)) and self.published is not None:
            said = (1 if self.published.month > 6 else 0), here + 2
        if said is None:
            if not this and not (bare and not self.words.is_in("same", self.at(here + 1))):
                return None
            said = 0, here + 1
        offset, last = said
        if unit == "year" and (number := self._year_number(last)) is not None and not self._counts(number):
            return Period(*periods.year_of(number[0]), "year", f"{number[0]}"), number[1]
        return self._unit_from_now(unit, offset), last

    def _unit_from_now(self, unit: str, offset: int) -> Period:
        if self.published is None:
            return unknown("range" if unit == "decade" else unit, f"{unit} {offset:+d}: no publication date")  # type: ignore[arg-type]
        because = f"{unit} {offset:+d} from {self.published}"
        if unit == "week":
            return Period(*periods.week_of(self.published, offset), "week", "ISO " + because)
        if unit == "month":
            moved = periods.plus_months(self.published, offset)
            return Period(*periods.month_of(moved.year, moved.month), "month", because)
        if unit == "year":
            return Period(*periods.year_of(self.published.year + offset), "year", because)
        if not offset:
            year = self.published.year // 10 * 10
            return Period(datetime.date(year, 1, 1), datetime.date(year + 9, 12, 31), "range", because)
        edge = periods.plus_months(self.published, 120 * offset)
        return Period(min(edge, self.published), max(edge, self.published), "range", because)

    def decade(self, i: int) -> Found | None:
        """Read تسعينيات القرن الماضي; an age (في الخمسينيات من عمره) is no date."""
        tens = self.words.decades.get(self.at(i))
        if tens is None or (self.at(i + 1) == "من" and self.words.is_in("age", self.at(i + 2))):
            return None
        century, last = 1900, i + 1
        here = last + 1 if self.at(last) == "من" else last
        if self.words.is_in("century", self.at(here)):
            said = self.direction(here + 1)
            number = self.numbers.numerals.ordinal(self.tokens, here + 1) if here + 1 < len(self.tokens) else None
            if said is not None:
                century, last = (1900 if said[0] < 0 else 2000), said[1]
            elif number is not None:
                century, last = (number[0] - 1) * 100, number[1]
        year = century + tens
        return Period(datetime.date(year, 1, 1), datetime.date(year + 9, 12, 31), "range", f"the {year}s"), last


def years_between(token: str) -> Period | None:
    """Give the years of 2011-2015 or 2018/2019 written in one token."""
    first, mark, second = token.partition("-" if "-" in token else "/")
    if not mark or not (len(first) == len(second) == 4 and first.isdecimal() and second.isdecimal() and 1900 <= int(first) < int(second) <= 2100):
        return None
    return Period(datetime.date(int(first), 1, 1), datetime.date(int(second), 12, 31), "range", f"from {first} to {second}")
