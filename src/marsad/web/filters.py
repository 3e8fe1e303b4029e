"""The address bar and the archive's filter, each from the other."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

from marsad.archive.questions import Filter
from marsad.lexicon.vocabulary import TYPES
from marsad.record.types import Factuality

FACTUALITIES: tuple[str, ...] = get_args(Factuality)
TEXTS = ("party", "actor", "recipient", "place", "voucher", "agreement", "words")
NAMES = ("type", *TEXTS, "near", "since", "until", "factuality", "min-confidence", "min-sources", "rejected")
PAGE = 50
LONGEST = 200  # code points of one value
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})?~(e[0-9a-f]{16})")


class FilterProblem(Exception):
    """A value in the address cannot be used. `name` is the field's, `key` names the sentence in the catalogue that says so."""

    def __init__(self, name: str, key: str, value: str) -> None:
        self.name, self.key, self.value = name, key, value
        super().__init__(f"{name}={value!r}: {key}")


def filter_of(query: Sequence[tuple[str, str]], limit: int = PAGE) -> Filter:
    """Give the filter that the parameters of an address say. Empty ones are left out. Raises FilterProblem."""
    given: dict[str, list[str]] = {}
    for name, raw in query:
        value = raw.strip()
        if value and name in (*NAMES, "after"):
            if len(value) > LONGEST or any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in value):
                raise FilterProblem(name, "bad_value", value[:LONGEST])
            given.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in given.items()}
    wanted: dict[str, Any] = {name: last[name] for name in TEXTS if name in last}
    wanted["types"] = [_one_of("type", value.upper(), TYPES) for value in given.get("type", ())]
    wanted["factuality"] = [_one_of("factuality", value, FACTUALITIES) for value in given.get("factuality", ())]
    if "since" in last:
        wanted["since"] = _day("since", last["since"])
    if "until" in last:
        wanted["until"] = _day("until", last["until"]) + {10: "", 7: "-31", 4: "-12-31"}[len(last["until"])]
    if "near" in last:
        wanted["near"] = _near(last["near"])
    if "min-confidence" in last:
        wanted["confidence"] = _number("min-confidence", last["min-confidence"], 0, 1)
    if "min-sources" in last:
        wanted["families"] = int(_number("min-sources", last["min-sources"], 1, 1000))
    if "rejected" in last:
        wanted["rejected"] = _one_of("rejected", last["rejected"], ("1",)) == "1"
    if "after" in last:
        found = _CURSOR.fullmatch(last["after"])
        if found is None:
            raise FilterProblem("after", "bad_cursor", last["after"])
        wanted["after"] = (found[1], found[2])
    return Filter(**wanted, limit=limit)


def filter_of_text(query: str, limit: int = PAGE) -> Filter:
    """Give the filter that a saved query says. Raises FilterProblem."""
    return filter_of([pair for pair in parse_qsl(query, keep_blank_values=False) if pair[0] != "after"], limit)


def cursor_of(row: Mapping[str, Any]) -> str:
    """Give what stands in the address for "after this act"."""
    return f"{row['day'] or ''}~{row['id']}"


def address(path: str, query: Sequence[tuple[str, str]], **changed: str | None) -> str:
    """Give an address with the parameters that are used, some of them changed, or taken out (None).

    >>> address("/events", [("type", "AID"), ("place", "")], after="2020-01-01~e1")
    '/events?type=AID&after=2020-01-01~e1'
    """
    kept = [(name, value) for name, value in query if value.strip() and name in NAMES and name not in changed]
    kept += [(name, value) for name, value in changed.items() if value is not None]
    return f"{path}?{urlencode(kept)}" if kept else path


def _one_of(name: str, value: str, known: Any) -> str:
    if value not in known:
        raise FilterProblem(name, "bad_choice", value)
    return value


def _day(name: str, value: str) -> str:
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        date.fromisoformat({10: value, 7: f"{value}-01", 4: f"{value}-01-01"}[len(value)])
    except ValueError:
        raise FilterProblem(name, "bad_day", value) from None
    return value


def _number(name: str, value: str, least: float, most: float) -> float:
    try:
        number = float(value)
    except ValueError:
        raise FilterProblem(name, "bad_number", value) from None
    if not (math.isfinite(number) and least <= number <= most):
        raise FilterProblem(name, "bad_number", value)
    return number


def _near(value: str) -> tuple[float, float, float]:
    parts = value.replace("،", ",").split(",")
    if len(parts) != 3:
        raise FilterProblem("near", "bad_near", value)
    bounds = ((-90, 90), (-180, 180), (0, 20_000))
    lat, lon, kilometres = (_number("near", part.strip(), *bound) for part, bound in zip(parts, bounds, strict=True))
    return lat, lon, kilometres
