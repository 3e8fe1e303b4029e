"""The words of the calendar, made ready for `calendar`: from a table of words to lookups by folded token.

Place in the chain: under `calendar`. The table is `lexicon/calendar.yaml`, given as plain data, as this
room reads no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.arabic.fold import fold
from marsad.arabic.numerals import folded

_CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")
_PLAIN = ("", "و", "ف")

Phrases = dict[str, list[tuple[tuple[str, ...], Any]]]


def with_clitics(word: str, clitics: Iterable[str] = _CLITICS) -> list[str]:
    """Give the folded word with each clitic before it; ل swallows the alif of ال.

    >>> with_clitics("الأحد", ("", "و", "ل"))
    ['الاحد', 'والاحد', 'للاحد']
    """
    word = fold(word)
    return [clitic[:-1] + "لل" + word[2:] if clitic.endswith("ل") and word.startswith("ال") else clitic + word for clitic in clitics]


class Almanac:
    """Lookups from folded tokens to what they mean in the calendar, all built from one table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.weekdays = _values(table["weekdays"])
        self.months = self._month_phrases(table)
        self.relative = _phrases((e["value"], e["forms"]) for e in table["relative_days"])
        self.units = _units(table["units"])
        self.directions = {fold(w): e["value"] for e in table["directions"] for w in e["forms"]}
        self.directions.update({"ال" + w: v for w, v in self.directions.items() if not w.startswith("ال")})
        self.bare_directions = {w[2:]: v for w, v in self.directions.items()}
        self.edges = {s: e["value"] for e in table["edges"] for w in e["forms"] for s in with_clitics(w)}
        self.seasons = {s: e["value"] for e in table["seasons"] for w in e["forms"] for b in (w, "ال" + w) for s in with_clitics(b)}
        self.decades = _values(table["decades"])
        self.parts = {s: n for w, n in table["halves"].items() for s in with_clitics(w)}
        self.day_parts = {s: fold(w) for w in table["day_parts"] for b in (w, "ال" + w) for s in with_clitics(b)}
        self.before_last = fold(table["before_last"]["word"]), folded(table["before_last"]["of"])
        self.after_next = fold(table["after_next"]["word"]), folded(table["after_next"]["of"])
        self.starting = _phrases((True, [phrase]) for phrase in table["starting"])
        self.no_today_after_two = frozenset(tuple(fold(w) for w in pair) for pair in table["no_today_after_two"])
        self.future_prefixes = tuple(fold(w) for w in table["future_prefixes"])
        self.not_future = tuple(fold(w) for w in table["not_future"])
        self.openers = {
            s: name for name in ("since", "before", "after", "within", "grace", "by", "until", "between", "from", "for_the_nth_day") for w in table[name] for s in with_clitics(w)
        }
        self._sets = {name: folded(words) for name, words in table.items() if isinstance(words, list) and all(isinstance(w, str) for w in words)}
        for name in ("year_openers", "month_openers", "day_words", "this", "two_days", "not_year_after", "two_year_words", "month_words", "year_words", "edge_alone"):
            self._sets[name] = frozenset(s for w in table[name] for s in with_clitics(w))
        self.triggers = self._triggers()
        self.starts = self._starts()
        self.period_starts = self._period_starts()

    def is_in(self, name: str, token: str) -> bool:
        """Tell whether the token is in the named list of the table."""
        return token in self._sets[name]

    def tells_future(self, token: str) -> bool:
        """Tell whether the token says that what follows lies ahead: سوف, المقرر, or a verb with the س of the future."""
        if token in self._sets["future"]:
            return True
        if token in self._sets["not_future_words"] or token.removeprefix("و") in self._sets["not_future_words"]:
            return False
        return len(token) > 3 and token.startswith(self.future_prefixes) and not token.startswith(self.not_future)

    def _month_phrases(self, table: Mapping[str, Any]) -> Phrases:
        """Give phrases by first token, each with (month, is Hijri, may stand alone)."""
        found: Phrases = {}
        for kind, hijri in (("months", False), ("hijri_months", True)):
            for entry in table[kind]:
                for form in entry["forms"]:
                    alone = entry.get("alone", not hijri)
                    _add_phrase(found, form, (entry["value"], hijri, alone), _CLITICS if alone is True else _PLAIN)
        return _sorted(found)

    def _triggers(self) -> frozenset[str]:
        words = {word for lookup in (self.weekdays, self.months, self.units, self.seasons, self.decades) for word in lookup}
        words |= {word for word, phrases in self.relative.items() if any(not rest for rest, _ in phrases)}
        for name in ("year_words", "two_year_words", "month_words"):
            words |= self._sets[name]
        return frozenset(words | {word for word in self.day_parts if "ال" in word})

    def _starts(self) -> frozenset[str]:
        """Give every token, number words apart, with which an expression of time may begin."""
        lookups = (self.openers, self.starting, self.edges, self.parts, self.day_parts, self.relative)
        words = {word for lookup in lookups for word in lookup} | self.triggers
        for name in ("this", "day_words", "two_days", "weekend", "first_of_month"):
            words |= {clitic + word for word in self._sets[name] for clitic in ("", "و", "ال", "ب", "ل")}
        return frozenset(words | {"ال", "وال", "لل", "بال"})

    def _period_starts(self) -> frozenset[str]:
        """Give every token, number words and figures apart, with which a period itself may begin."""
        lookups = (self.day_parts, self.relative, self.weekdays, self.months, self.edges, self.parts, self.units, self.seasons, self.decades)
        words = {word for lookup in lookups for word in lookup}
        for name in ("this", "day_words", "two_days", "month_words", "year_words", "two_year_words"):
            words |= self._sets[name]
        words |= {before + word for word in self._sets["first_of_month"] for before in ("", "و")}
        words |= {before + word for word in self._sets["weekend"] for before in ("", "ال", "و", "الو")}
        return frozenset(words | {"ال", "وال", "لل", "بال"})


def _values(entries: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {s: entry["value"] for entry in entries for word in entry["forms"] for s in with_clitics(word)}


def _units(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str, bool]]:
    """Give (unit, one | dual | many, whether with ال) by token."""
    found: dict[str, tuple[str, str, bool]] = {}
    for entry in entries:
        for form in ("one", "dual", "many"):
            for word in entry[form]:
                for article in ("", "ال"):
                    for surface in with_clitics(article + word):
                        found.setdefault(surface, (entry["name"], form, bool(article)))
    return found


def _phrases(entries: Iterable[tuple[Any, Iterable[str]]]) -> Phrases:
    found: Phrases = {}
    for value, forms in entries:
        for form in forms:
            _add_phrase(found, form, value)
    return _sorted(found)


def _add_phrase(found: Phrases, form: str, meaning: Any, clitics: Iterable[str] = _CLITICS) -> None:
    first, *rest = fold(form).split()
    for surface in with_clitics(first, clitics):
        found.setdefault(surface, []).append((tuple(rest), meaning))


def _sorted(found: Phrases) -> Phrases:
    for phrases in found.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return found
