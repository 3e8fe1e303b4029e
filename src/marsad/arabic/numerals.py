"""Numerals: figures and number words read as values.

Place in the chain: under `numbers` and `calendar`, which both need "three" and "the third". Works on
folded surface tokens (see `marsad.arabic.fold`); the words come as a table (`lexicon/numbers.yaml`), as
this room reads no files. Positions are token indexes, the end exclusive.

Source for the grammar: K. Ryding, A Reference Grammar of Modern Standard Arabic, 2005, chapter 15
(numerals): units before tens joined by و, hundreds before units, the larger scale first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.arabic.fold import fold

Value = int | float

MOST_DIGITS = 18  # of one number. Longer figures are serial numbers; past 4,300 digits Python refuses to read them, past 64 bits JSON readers do
_LONGEST = MOST_DIGITS + MOST_DIGITS // 3  # characters of such figures with their thousands marks

# clitics before a number word: (letters, joined by و, a preposition stands, ال stands)
_CLITICS = (
    ("", False, False, False), ("ال", False, False, True),
    ("و", True, False, False), ("وال", True, False, True),
    ("ف", False, True, False), ("ب", False, True, False), ("ل", False, True, False),
    ("بال", False, True, True), ("لل", False, True, True),
    ("وب", False, True, False), ("ول", False, True, False), ("وبال", False, True, True), ("ولل", False, True, True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a token as a number word.

    `kind` is zero, unit, half (أحد, اثنا), ten, tens, hundred, joined, scale, fraction, vague, few,
    several, ordinal or half-ordinal; `form` is one, tanwin, dual or several where that matters.
    """

    kind: str
    value: float
    form: str = ""
    wa: bool = False
    preposition: bool = False
    al: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A cardinal: its value, the index after it, and the scale of its first part.

    The scale is 1 without a scale word, and 0 after a fraction, which nothing more may join.
    """

    value: Value
    last: int
    scale: float = 1


class Numerals:
    """The number words of a table, and the reading of cardinals and ordinals made of them."""

    __slots__ = ("_counted", "_needs_noun", "_not_fraction", "_parts", "_teens", "_wa_one", "prepositions", "words")

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.words: dict[str, Word] = {}
        never = folded(table["never"])
        for kind, value, form, forms in _entries(table):
            for letters, wa, preposition, al in _CLITICS:
                for word in forms:
                    surface = letters + fold(word)
                    if surface not in never:
                        self.words.setdefault(surface, Word(kind, value, form, wa, preposition, al))
        self._teens = folded(table["teens"])
        self._wa_one = Word("half", 1, "", True)  # واحد may be و + أحد (مئة وأحد عشر)
        self._needs_noun = folded(table["hundred"]["dual_needs_noun"])
        self._counted = folded(table["hundred"]["nouns"])
        self._not_fraction = folded(table["not_fraction_before"])
        self._parts = {fold(word): 1 / parts for word, parts in table["also_fraction"].items()}
        self.prepositions = frozenset(("في", "من", "علي", "الي", "عن", "مع", "ان", "قبل", "بعد", "خلال", "منذ", "او", "ثم", "لكن", "بينما", "حتي"))

    def cardinal(self, tokens: Sequence[str], at: int) -> Reading | None:
        """Give the cardinal that starts at tokens[at], as long as it goes, or None; None too from 10^18 on.

        Parts are joined by و only when the later part fits below the earlier one's scale: ألف وخمسمئة
        is 1500, while ثلاثة وخمسة and 300 و212 stay two numbers.
        """
        reading = self._sum(tokens, at)
        return reading if reading is not None and reading.value < 10**MOST_DIGITS else None

    def _sum(self, tokens: Sequence[str], at: int) -> Reading | None:
        group = self._group(tokens, at)
        if group is None:
            return None
        total, end, scale = group.value, group.last, group.scale
        limit = scale
        while limit:
            start = self._joined(tokens, end)
            if start is None:
                break
            part = self._fraction(tokens, start)
            if part is not None and total >= 1:
                return self._with_fraction(tokens, total, part, scale)
            group = self._group(tokens, start)
            if group is None or group.value >= limit or not group.value:
                break
            total, end, limit = total + group.value, group.last, group.scale
        return Reading(whole(total), end, scale)

    def ordinal(self, tokens: Sequence[str], at: int) -> tuple[int, int] | None:
        """Give (value, end) of the ordinal that starts at tokens[at], or None: الحادي والعشرين is 21."""
        word = self.words.get(tokens[at])
        if word is None or word.kind not in ("ordinal", "half-ordinal"):
            return None
        value = int(word.value)
        if at + 1 < len(tokens):
            if tokens[at + 1] in self._teens and value < 10:
                return value + 10, at + 2
            start = self._joined(tokens, at + 1)
            tens = self.words.get(tokens[start]) if start is not None else None
            if start is not None and tens is not None and tens.kind == "tens" and value < 10:
                return value + int(tens.value), start + 1
        return (value, at + 1) if word.kind == "ordinal" else None

    def _joined(self, tokens: Sequence[str], at: int) -> int | None:
        """Give where the next part starts if tokens[at] joins it by و, written apart or as a clitic."""
        if at >= len(tokens):
            return None
        if tokens[at] == "و":
            after = self.words.get(tokens[at + 1]) if at + 1 < len(tokens) else None
            plain = after is not None and not (after.wa or after.preposition)
            return at + 1 if plain or (at + 1 < len(tokens) and tokens[at + 1][0].isdecimal()) else None
        word = self.words.get(tokens[at])
        if word is not None and word.wa:
            return at
        return at if tokens[at] == "واحد" and self._is_teen(tokens, at + 1) else None

    def _is_teen(self, tokens: Sequence[str], at: int) -> bool:
        return at < len(tokens) and tokens[at] in self._teens

    def _group(self, tokens: Sequence[str], at: int) -> Reading | None:
        """Give one part: figures or words below a thousand, with the scale words that multiply it."""
        if at >= len(tokens):
            return None
        if tokens[at][0].isdecimal():
            return self._figures(tokens, at)
        word = self.words.get(tokens[at])
        if word is None:
            return None
        if word.kind == "scale":
            return self._bare_scale(tokens, at, word)
        fraction = self._fraction(tokens, at)
        if fraction is not None:
            value, end = fraction
            scale = self.words.get(tokens[end]) if end < len(tokens) else None
            if scale is not None and scale.kind == "scale" and scale.form in ("one", "several") and not scale.wa:
                return Reading(whole(value * scale.value), end + 1, 0)
            return Reading(whole(value), end, 0)
        small = self._hundreds(tokens, at)
        return None if small is None else self._scaled(tokens, small.value, small.last, False)

    def _figures(self, tokens: Sequence[str], at: int) -> Reading | None:
        end = at + 1
        scaled_next = end < len(tokens) and self._multiplies(tokens[end], 1, True) is not None
        value = figure(tokens[at], decimal=scaled_next)
        if value is None:
            return None
        if tokens[at].isdecimal() and len(tokens[at]) <= 3 and tokens[at][0] != "0":
            while end < len(tokens) and end - at < MOST_DIGITS // 3 and _three_digits(tokens[end]):  # 40 000
                value = value * 1000 + int(tokens[end][:3]) + float("0" + tokens[end][3:].replace(",", ".") if len(tokens[end]) > 3 else 0)
                end += 1
        return self._scaled(tokens, whole(value), end, True)

    def _multiplies(self, token: str, above: float, figures: bool) -> Word | None:
        word = self.words.get(token)
        if word is None or word.wa or word.preposition or word.al:
            return None
        if word.kind == "scale" and word.form != "dual" and word.value > above:
            return word
        return word if figures and word.kind == "hundred" and word.form == "one" and above == 1 else None

    def _scaled(self, tokens: Sequence[str], value: Value, end: int, figures: bool) -> Reading:
        scale: float = 1
        if end < len(tokens):
            part = self.words.get(tokens[end])
            if part is not None and part.kind == "fraction" and part.form == "several" and not part.wa:
                value, end = value * part.value, end + 1  # ثلاثة أرباع المليون
                after = self.words.get(tokens[end]) if end < len(tokens) else None
                if after is not None and after.kind == "scale" and after.form == "one" and not after.wa:
                    return Reading(whole(value * after.value), end + 1, 0)
                return Reading(value, end, 0)
        while end < len(tokens):
            word = self._multiplies(tokens[end], scale, figures)
            if word is None:
                break
            value, end, scale = value * word.value, end + 1, word.value
        return Reading(value, end, scale)

    def _bare_scale(self, tokens: Sequence[str], at: int, word: Word) -> Reading | None:
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if word.form == "several":
            return None
        times = 2 if word.form == "dual" else 1
        if word.form == "tanwin":
            letters = bool(following) and "\u0621" <= following[0] <= "\u064a"
            joins = self._joined(tokens, at + 1) is not None
            times = 2 if letters and not joins and following not in self.prepositions else 1
        return self._scaled_from(tokens, times * word.value, at + 1, word.value)

    def _scaled_from(self, tokens: Sequence[str], value: float, end: int, scale: float) -> Reading:
        while end < len(tokens):
            word = self._multiplies(tokens[end], scale, False)
            if word is None:
                break
            value, end, scale = value * word.value, end + 1, word.value  # ألف مليون
        return Reading(whole(value), end, scale)

    def _fraction(self, tokens: Sequence[str], at: int) -> tuple[float, int] | None:
        """Give (part, end) for نصف, ربع, ثلثا, and for خمس before a definite noun."""
        token = tokens[at]
        word = self.words.get(token)
        if word is None:
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if word.kind == "fraction" and word.form != "several":
            return None if word.al or following in self._not_fraction else (word.value, at + 1)
        if word.kind == "unit":  # ثلاثة أرباع joined after a number: مليون وثلاثة أرباع
            after = self.words.get(following)
            if after is not None and after.kind == "fraction" and after.form == "several":
                return word.value * after.value, at + 2
            bare = token.removeprefix("و") if word.wa else token
            if bare in self._parts and following.startswith("ال") and (after is None or after.kind == "tens"):
                return self._parts[bare], at + 1
        return None

    def _with_fraction(self, tokens: Sequence[str], total: Value, part: tuple[float, int], scale: float) -> Reading:
        value, end = total + part[0] * scale, part[1]
        word = self.words.get(tokens[end]) if end < len(tokens) else None
        if word is not None and word.kind == "scale" and not word.wa and not word.preposition:
            if word.value == scale and word.form in ("one", "tanwin"):
                return Reading(whole(value), end + 1, scale)  # مليون ونصف المليون
            if scale == 1 and word.form != "dual" and not word.al:
                return Reading(whole(value * word.value), end + 1, word.value)  # ثلاثة ونصف مليون
        return Reading(whole(value), end, scale)

    def _hundreds(self, tokens: Sequence[str], at: int) -> Reading | None:
        word = self.words.get(tokens[at])
        if word is None:
            return None
        value, end = 0.0, at
        if word.kind == "hundred" and word.form != "several":
            if not self._is_two_hundred(tokens, at, word):
                return None
            value, end = (200 if word.form == "dual" else 100), at + 1
        elif word.kind == "joined":
            value, end = word.value, at + 1
        elif word.kind == "unit" and 3 <= word.value <= 9 and at + 1 < len(tokens):
            after = self.words.get(tokens[at + 1])
            if after is not None and after.kind in ("hundred", "vague") and after.form in ("one", "hundreds") and not (after.wa or after.preposition or after.al):
                value, end = word.value * 100, at + 2
        if not value:
            return self._below_hundred(tokens, at)
        start = self._joined(tokens, end)
        rest = self._below_hundred(tokens, start) if start is not None else None
        if rest is not None and rest.value and self._fraction(tokens, start or 0) is None:
            return Reading(whole(value + rest.value), rest.last)
        return Reading(whole(value), end)

    def _is_two_hundred(self, tokens: Sequence[str], at: int, word: Word) -> bool:
        bare = tokens[at].lstrip("وبلف")
        if word.form != "dual" or bare not in self._needs_noun:
            return True
        return at + 1 < len(tokens) and (tokens[at + 1] in self._counted or self._multiplies(tokens[at + 1], 1, False) is not None)

    def _below_hundred(self, tokens: Sequence[str], at: int) -> Reading | None:
        word = self.words.get(tokens[at])
        if tokens[at] == "واحد" and self._is_teen(tokens, at + 1):
            word = self._wa_one
        if word is None or word.kind not in ("unit", "half", "zero", "tens"):
            return None
        if word.kind == "tens":
            return Reading(int(word.value), at + 1)
        if 1 <= word.value <= 9:
            if self._is_teen(tokens, at + 1):
                return Reading(int(word.value) + 10, at + 2)
            start = self._joined(tokens, at + 1)
            tens = self.words.get(tokens[start]) if start is not None else None
            if start is not None and tens is not None and tens.kind == "tens" and tens.al == word.al:
                return Reading(int(word.value + tens.value), start + 1)
        return None if word.kind == "half" else Reading(int(word.value), at + 1)


def figure(token: str, decimal: bool = False) -> Value | None:
    """Give the value of figures, or None for a time, a date, a range, or more digits than a number has.

    A point or comma before exactly three digits parts thousands (12,500 and, in the Maghreb, 12.500),
    unless the whole begins with 0 or `decimal` says that a scale word follows (3.500 مليون).

    >>> [figure(f) for f in ("12,500", "12.500", "3.5", "1,234.5", "0,125", "3/4", "10:30", "15/2/2020")]
    [12500, 12500, 3.5, 1234.5, 0.125, 0.75, None, None]
    >>> figure("9" * 5000)
    """
    if len(token) > _LONGEST:
        return None
    if token.isdecimal():
        return int(token)
    if "/" in token:
        above, _, below = token.partition("/")
        small = len(above) == len(below) == 1 and above.isdecimal() and below.isdecimal()
        return int(above) / int(below) if small and 0 < int(above) < int(below) else None
    mark = "," if token.rfind(",") > token.rfind(".") else "."  # the last mark may be the decimal one
    other = "." if mark == "," else ","
    head, _, tail = token.rpartition(mark)
    if not (tail.isdecimal() and head.replace(mark, "").replace(other, "").isdecimal()):
        return None
    if other in head:  # both marks: the last is the decimal one
        return whole(float(head.replace(other, "") + "." + tail)) if mark not in head and _in_threes(head.split(other)) else None
    if mark in head or (len(tail) == 3 and not head.startswith("0") and not (decimal and mark == ".")):
        groups = [*head.split(mark), tail]
        return int("".join(groups)) if _in_threes(groups) else None
    return whole(float(head + "." + tail))


def whole(value: Value) -> Value:
    """Give the value as an int where nothing is lost.

    >>> whole(3.0), whole(3.5)
    (3, 3.5)
    """
    return int(value) if value == int(value) else value


def _in_threes(groups: Sequence[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def folded(words: Iterable[str]) -> frozenset[str]:
    """Give the words of a table in the spelling of folded text."""
    return frozenset(fold(word) for word in words)


def _three_digits(token: str) -> bool:
    return token[:3].isdecimal() and (len(token) == 3 or (len(token) > 4 and token[3] in ",." and token[4:].isdecimal()))


def _entries(table: Mapping[str, Any]) -> Iterable[tuple[str, float, str, Sequence[str]]]:
    """Yield (kind, value, form, words) for the whole table."""
    for entry in table["units"]:
        yield ("unit" if entry["value"] else "zero"), entry["value"], "", entry["forms"]
    for entry in table["only_before_ten"]:
        yield "half", entry["value"], "", entry["forms"]
    for entry in table["tens"]:
        yield "tens", entry["value"], "", entry["forms"]
    hundred = table["hundred"]
    yield "hundred", 100, "one", hundred["one"]
    yield "hundred", 200, "dual", hundred["dual"]
    for entry in hundred["joined"]:
        yield "joined", entry["value"], "", entry["forms"]
    for entry in table["scales"]:
        for form in ("one", "tanwin", "dual", "several"):
            yield "scale", entry["value"], form, entry[form]
    for entry in table["fractions"]:
        for form, times in (("one", 1), ("dual", 2), ("several", 1)):
            yield "fraction", times / entry["parts"], form, entry[form]
    for entry in table["vague"]:
        yield "vague", entry["low"], "hundreds" if entry["unit"] == 100 else "tens", entry["forms"]
    yield "few", table["a_few"]["low"], "", table["a_few"]["forms"]
    yield "several", 0, "", table["several"]
    for entry in table["ordinals"]:
        yield "ordinal", entry["value"], "", entry["forms"]
    for entry in table["ordinals_only_before_ten"]:
        yield "half-ordinal", entry["value"], "", entry["forms"]
