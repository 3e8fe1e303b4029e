"""Numbers in a sentence: how many, at least how many, between what and what.

Place in the chain: after `words`, and after `calendar` (a year or a day of the month is no count: give
the tokens of dates as `skip`). A reader asks for counts only near a noun that is counted.

Source for bounds: the coding manual: "more than N" has no value, its low end is N; عشرات is at least
20, مئات at least 200.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from marsad.arabic.fold import fold
from marsad.arabic.numerals import Numerals, Reading, Value, figure, folded, whole

Kind = Literal["cardinal", "ordinal", "percent", "vague"]

_DIGITS = frozenset("0123456789")
_PUNCTUATION = frozenset('.،,؛;:؟!?()[]«»"“”')
_AFTER_NOUN = 4  # words looked at after a number for على الأقل; the counted noun with its adjective is seldom longer


@dataclass(frozen=True, slots=True)
class Number:
    """One number said in the text.

    `first`..`last` are token indexes, last exclusive, with the words of the bound (أكثر من 20); `core`
    is where the numeral itself starts. `value` is None when only a bound or a range is said; `low` and
    `high` are None when not said. `approximate` is True after نحو, حوالي and the like.
    """

    first: int
    last: int
    core: int
    value: Value | None
    low: Value | None
    high: Value | None
    kind: Kind
    approximate: bool = False


class Numbers:
    """Finds the numbers of a sentence with the words of one table.

    `triggers` are the tokens that may start a number word; a sentence without one of them and without
    figures costs one membership test a token.
    """

    __slots__ = ("_after", "_before", "_change", "_clock", "_dual", "_minus", "_models", "_not_dual", "_one", "_percent", "_ranges",
                 "_several", "_time", "numerals", "triggers")  # fmt: skip

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.numerals = Numerals(table)
        several = table["several_of"]
        self._several = frozenset(c + fold(several["word"]) for c in ("", "و", "ل", "ب")), fold(several["of"])
        self.triggers = frozenset(self.numerals.words) | self._several[0]
        self._before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._after: list[tuple[tuple[str, ...], str]] = []
        for bound in ("approximate", "at_least", "at_most"):
            for phrase in table[bound]:
                words = tuple(fold(phrase).split())
                self._before.setdefault(words[-1], []).append((words, bound))
                if len(words) == 1:
                    for clitic in ("و", "ب", "ل", "ف", "ول", "وب"):
                        self._before.setdefault(clitic + words[0], []).append((words, bound))
            self._after.extend((tuple(fold(phrase).split()), bound) for phrase in table[f"{bound}_after"])
        for phrases in self._before.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
        percent = table["percent"]
        self._percent = folded(percent["signs"]), folded(percent["words"]), fold(percent["in"]["word"]), folded(percent["in"]["of"])
        self._ranges = {name: folded(table[name]) for name in ("to", "or", "range_signs")}
        self._ranges.update((name, folded([*table[name], *("و" + word for word in table[name])])) for name in ("between", "from"))
        self._change = folded(table["change"])
        self._minus = folded(table["minus"])
        self._one = folded(table["one_not_before"]), folded(table["one_not_after"])
        self._clock = folded(table["clock"])
        self._models = folded([*table["models"], *("و" + word for word in table["models"])])
        self._time = folded(table["time_units"])
        self._dual, self._not_dual = _duals(table["dual"])

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Numbers:
        """Give the finder for the table of `lexicon/numbers.yaml`."""
        return cls(table)

    def dual(self, token: str) -> bool:
        """Tell whether the folded token is a dual, and so says two of its noun: قتيلان, طائرتين."""
        bare = token[2:] if token.startswith("ال") else token
        if bare in self._dual or token in self._dual:
            return True
        return len(bare) > 4 and bare[-3:] in ("تان", "تين") and bare not in self._not_dual and token not in self._not_dual

    def after_bound(self, tokens: Sequence[str], at: int) -> int:
        """Give the index after the words of a bound (أكثر من, نحو) that start at tokens[at], else `at`."""
        for length in (4, 3, 2, 1):
            end = at + length
            if end < len(tokens):
                for phrase, _ in self._before.get(tokens[end - 1], ()):
                    if len(phrase) == length and tuple(tokens[at + 1 : end]) == phrase[1:] and _clitic_of(tokens[at], phrase[0]):
                        return end
        return at

    def find_numbers(self, tokens: Sequence[str], skip: Collection[int] = frozenset()) -> list[Number]:
        """Give the numbers of the tokens, in order, without overlap.

        `skip` holds indexes of tokens that belong to something else (dates); no number uses them.
        """
        triggers, digits = self.triggers, _DIGITS
        hits = [i for i, token in enumerate(tokens) if token in triggers or token[0] in digits]
        if not hits:
            return []
        if skip:
            tokens = [" " if i in skip else token for i, token in enumerate(tokens)]
        found: list[Number] = []
        position = 0
        following = frozenset(hits)
        for at in hits:
            if tokens[at] in self._percent[1] and at + 1 in following:
                continue  # بالمائة 10: a percent of what follows, no hundred
            if at >= position and tokens[at] != " ":
                number = self._number(tokens, at, position)
                if number is not None:
                    found.append(number)
                    position = number.last
        return found

    def _number(self, tokens: Sequence[str], at: int, floor: int) -> Number | None:
        vague = self._vague(tokens, at)
        if vague is not None:
            return self._bounded(tokens, vague, floor)
        reading = self.numerals.cardinal(tokens, at)
        if reading is None:
            return self._two_figures(tokens, at, floor) or self._ordinal(tokens, at)
        if self._counts_nothing(tokens, at, reading):
            return None
        if at > floor and tokens[at - 1] in self._minus:
            return self._percented(tokens, Number(at - 1, reading.last, at, -reading.value, None, None, "cardinal"), floor)
        if reading.value % 10 == 1 and 20 < reading.value < 100 and self._is_definite_one(tokens[at]):
            return Number(at, reading.last, at, reading.value, None, None, "ordinal")  # القرن الواحد والعشرون
        number = Number(at, reading.last, at, reading.value, None, None, "cardinal")
        ranged = self._range(tokens, number, reading, floor)
        return self._percented(tokens, ranged if ranged is not None else self._bounded(tokens, number, floor), floor)

    def _is_definite_one(self, token: str) -> bool:
        word = self.numerals.words.get(token)
        return word is not None and word.kind == "unit" and word.al

    def _counts_nothing(self, tokens: Sequence[str], at: int, reading: Reading) -> bool:
        before = tokens[at - 1] if at else ""
        after = tokens[reading.last] if reading.last < len(tokens) else ""
        if before in self._clock or (before == "ال" and at > 1 and tokens[at - 2] in self._clock):
            return True
        if before == "-" and at > 1 and (tokens[at - 2] in self._models or (tokens[at - 2].isascii() and tokens[at - 2].isalpha())):
            return True
        word = self.numerals.words.get(tokens[at])
        return word is not None and word.kind == "unit" and reading.value == 1 and (after in self._one[0] or before in self._one[1])

    def _ordinal(self, tokens: Sequence[str], at: int) -> Number | None:
        found = self.numerals.ordinal(tokens, at)
        if found is None:
            return None
        if tokens[at] in self._time and at and (tokens[at - 1][0] in _DIGITS or tokens[at - 1] in self.triggers):
            return None  # 30 ثانية
        return Number(at, found[1], at, found[0], None, None, "ordinal")

    def _vague(self, tokens: Sequence[str], at: int) -> Number | None:
        """Read عشرات, مئات الآلاف, بضعة, عدة, عدد من."""
        words = self.numerals.words
        if tokens[at] in self._several[0]:
            of = at + 1 < len(tokens) and tokens[at + 1] == self._several[1]
            return Number(at, at + 2, at, None, None, None, "vague") if of else None
        word = words.get(tokens[at])
        if word is None:
            return None
        after = words.get(tokens[at + 1]) if at + 1 < len(tokens) else None
        scale = after if after is not None and after.form in ("several", "tens", "hundreds") and after.kind in ("scale", "vague") else None
        end = at + 1 if scale is None or scale.wa or scale.preposition else at + 2
        times = scale.value if scale is not None and end > at + 1 else 1
        if word.kind == "vague":
            return Number(at, end, at, None, whole(word.value * times), None, "vague")
        if word.kind == "scale" and word.form == "several" and word.value >= 1000:
            return Number(at, at + 1, at, None, whole(2 * word.value), None, "vague")
        unit = times / 2 if scale is not None and scale.kind == "vague" else times
        if word.kind == "few":
            return Number(at, end, at, None, whole(3 * unit), whole(9 * unit), "vague")
        if word.kind == "several":
            low = whole(2 * unit) if end > at + 1 else None
            return Number(at, end, at, None, low, None, "vague")
        return None

    def _two_figures(self, tokens: Sequence[str], at: int, floor: int) -> Number | None:
        """Read 15-20 in one token."""
        below, mark, above = tokens[at].partition("-")
        low, high = (figure(below), figure(above)) if mark and "-" not in above else (None, None)
        if low is None or high is None or not low < high:
            return None
        at_end = self.numerals.cardinal([above, *tokens[at + 1 : at + 4]], 0)  # 15-20 ألفا
        if at_end is not None and at_end.scale > 1 and low < at_end.value / at_end.scale:
            return Number(at, at + at_end.last, at, None, whole(low * at_end.scale), at_end.value, "cardinal")
        return self._percented(tokens, Number(at, at + 1, at, None, low, high, "cardinal"), floor)

    def _range(self, tokens: Sequence[str], number: Number, reading: Reading, floor: int) -> Number | None:
        """Read between N and M, from N to M, N - M, N or M; None if the number stands alone."""
        first, opener = self._opener(tokens, number.core, floor)
        second = self._second(tokens, reading.last, opener)
        end = self.numerals.cardinal(tokens, second) if second is not None else None
        if end is None:
            return None
        low, high = reading.value, end.value
        if reading.scale == 1 and end.scale >= 1000 and low < high / end.scale:
            low = whole(low * end.scale)  # بين 3 و5 آلاف
        if not low < high or (opener == "from" and self._tells_change(tokens, first)):
            return None
        return replace(number, first=first, last=end.last, value=None, low=low, high=high)

    def _opener(self, tokens: Sequence[str], at: int, floor: int) -> tuple[int, str]:
        start = at - 1 if at > floor and tokens[at - 1] in ("ال", "ب") else at
        if start <= floor:
            return start, ""
        for name in ("between", "from"):
            if tokens[start - 1] in self._ranges[name]:
                return (start - 2 if start - 1 > floor and tokens[start - 2] in ("ما", "وما") else start - 1), name
        return at, ""

    def _second(self, tokens: Sequence[str], at: int, opener: str) -> int | None:
        """Give where the second number of a range starts, or None."""
        for gap in (0, 1) if opener else (0,):
            here = at + gap
            if here + 1 > len(tokens) - 1 and not (opener == "between" and here < len(tokens)):
                return None
            token = tokens[here]
            word = self.numerals.words.get(token)
            if opener == "between" and (token == "و" or (word is not None and word.wa)):
                return _past_article(tokens, here + 1) if token == "و" else here
            if here + 1 >= len(tokens):
                return None
            if opener != "between" and token in self._ranges["to"] and (opener or tokens[at - 1][0] in _DIGITS):
                return _past_article(tokens, here + 1)
            if not gap and token in self._ranges["or"]:
                return here + 1
            if not gap and token in self._ranges["range_signs"] and tokens[at - 1].isdecimal() and tokens[here + 1].isdecimal():
                return here + 1
            if token in _PUNCTUATION or not "\u0621" <= token[0] <= "\u064a":
                return None
        return None

    def _tells_change(self, tokens: Sequence[str], first: int) -> bool:
        return any(token in self._change for token in tokens[max(0, first - 6) : first])

    def _bounded(self, tokens: Sequence[str], number: Number, floor: int) -> Number:
        """Take in the words before or after that say at least, at most, about."""
        first, bound = self._bound_before(tokens, number.core, floor)
        if not bound:
            bound = self._bound_after(tokens, number.last)
        value = number.value
        if bound == "approximate":
            return replace(number, first=first, approximate=True)
        if bound == "at_least":
            low = value if value is not None else number.low
            return replace(number, first=first, value=None, low=low, high=None)
        if bound == "at_most" and value is not None:
            return replace(number, first=first, value=None, high=value)
        return number

    def _bound_before(self, tokens: Sequence[str], at: int, floor: int) -> tuple[int, str]:
        end = at - 1 if at > floor and tokens[at - 1] in ("ال", "ب", "ل") else at
        for phrase, bound in self._before.get(tokens[end - 1], ()) if end > floor else ():
            first = end - len(phrase)
            if first < floor:
                continue
            if len(phrase) == 1 or (tuple(tokens[first + 1 : end]) == phrase[1:] and _clitic_of(tokens[first], phrase[0])):
                return first, bound
        return at, ""

    def _bound_after(self, tokens: Sequence[str], at: int) -> str:
        for here in range(at, min(at + _AFTER_NOUN, len(tokens))):
            for phrase, bound in self._after:
                if tokens[here] == phrase[0] and tuple(tokens[here : here + len(phrase)]) == phrase:
                    return bound
            if tokens[here] in _PUNCTUATION or tokens[here] in self.triggers or tokens[here][0] in _DIGITS:
                return ""
        return ""

    def _percented(self, tokens: Sequence[str], number: Number, floor: int) -> Number:
        signs, words, inside, hundreds = self._percent
        at = number.last
        after = tokens[at] if at < len(tokens) else ""
        if after in signs or after in words:
            return replace(number, last=at + 1, kind="percent")
        if after == inside and at + 1 < len(tokens) and tokens[at + 1] in hundreds:
            return replace(number, last=at + 2, kind="percent")
        if number.core > floor and (tokens[number.core - 1] in signs or tokens[number.core - 1] in words):
            return replace(number, first=min(number.first, number.core - 1), kind="percent")
        return number


def _past_article(tokens: Sequence[str], at: int) -> int:
    return at + 1 if at + 1 < len(tokens) and tokens[at] == "ال" else at


def _clitic_of(token: str, word: str) -> bool:
    clitic = token[: len(token) - len(word)]
    if not token.endswith(word) or clitic not in ("", "و", "ف", "ب", "ل", "وب", "ول"):
        return False
    return not (clitic.endswith("ل") and word[0] in "يت")  # لتصل إلى 300: the number reached, no bound


def _duals(table: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    nouns = [fold(noun) for noun in table["nouns"]]
    duals = frozenset(noun + ending for noun in nouns for ending in ("ان", "ين"))
    return duals, folded(table["not_dual"])
