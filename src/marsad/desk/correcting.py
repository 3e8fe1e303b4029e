"""Correct: from what an analyst says about one field of one report to the value that stands there then.

Words are named by their offsets (code points of the text, end exclusive) or as they stand in the text; what they name (who, where, when, how many)
is found as the reader finds it, and can be said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import msgspec

from marsad.desk.naming import Words
from marsad.lexicon.vocabulary import MODES, TYPES
from marsad.record import Actor, Count, Event, Place, Span, When
from marsad.record.types import Factuality

PARTIES = ("actors", "recipients", "attribution")
COUNTED = ("killed", "injured", "detained", "missing", "displaced", "released", "troops", "posts", "vehicles", "sorties", "protesters", "money")
SECTORS = (
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "REB", "UAF", "PTY", "OPP", "CRM", "CVL", "JRN", "MED", "REF", "REL", "LAB", "EDU", "BUS", "AGR", "SOC", "ELI", "PRE", "UNK",
)  # fmt: skip
CONTEXTS = (  # PLOVER's 37
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy", "economic", "legal", "reparations",
    "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking",
)  # fmt: skip
FACTUALITIES: tuple[str, ...] = get_args(Factuality)
LISTED = (*PARTIES, "where", "counts")  # fields with several values
CHOICES: dict[str, tuple[str, ...]] = {"type": tuple(sorted(TYPES)), "factuality": FACTUALITIES, "content_type": tuple(sorted(TYPES)), "contexts": CONTEXTS}
LONGEST = 200  # code points of a typed value
_CODE = re.compile(r"[A-Z]{3}")


class Unfit(Exception):
    """What was said cannot be a value. `key` names the sentence that says so, `value` what was found."""

    def __init__(self, key: str, value: str = "") -> None:
        self.key, self.value = key, value
        super().__init__(f"{key}: {value}")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What an analyst says about a field. `how`: only (in the place of all), add, drop (the one of number `which`), none (empty it).

    Words by `start` and `end`, else by `words` (of several places in the text the one of number `occurrence`, from 1).
    """

    field: str
    how: str = "only"
    start: int | None = None
    end: int | None = None
    words: str = ""
    occurrence: int = 1
    which: int = 0
    values: Sequence[str] = ()
    name: str = ""
    country: str = ""
    sector: str = ""
    what: str = ""
    number: str = ""
    first_day: str = ""
    last_day: str = ""


def value_of(said: Said, event: Event, words: Words) -> dict[str, Any]:
    """Give the fields to correct in an event, each with its new value as JSON. Raises Unfit."""
    field = said.field
    if field in LISTED:
        return {field: _listed(said, getattr(event, field), words)}
    if field == "trigger":
        return {field: msgspec.to_builtins(_span(said, words))}
    if field == "when":
        return {field: msgspec.to_builtins(_when(said, words))}
    chosen = [v for v in said.values if v]
    if field == "modes":
        return {field: _among(chosen, MODES[event.type])}
    if field == "contexts":
        return {field: _among(chosen, CONTEXTS)}
    if field == "content_type":
        return {field: _among(chosen[:1], CHOICES[field])[0] if chosen else None}
    if field not in ("type", "factuality") or len(chosen) != 1:
        raise Unfit("unfit_field", field[:40])
    [value] = _among(chosen, CHOICES[field])
    if field == "type" and not set(event.modes) <= MODES[value]:
        return {"type": value, "modes": [mode for mode in event.modes if mode in MODES[value]]}
    return {field: value}


def places_of(text: str, words: str) -> list[int]:
    """Give where these words stand in a text, each offset in code points.

    >>> places_of("ضرب ثم ضرب", "ضرب")
    [0, 7]
    """
    return [found.start() for found in re.finditer(re.escape(words), text)] if words else []


def _span(said: Said, words: Words) -> Span:
    text = words.record.article.text
    if said.start is not None and said.end is not None:
        start, end = said.start, said.end
        if not 0 <= start < end <= len(text):
            raise Unfit("unfit_offsets", f"{start}–{end}")
    else:
        wanted = said.words.strip()
        found = places_of(text, wanted)
        if not found:
            raise Unfit("unfit_words", wanted[:LONGEST])
        if not 1 <= said.occurrence <= len(found):
            raise Unfit("unfit_occurrence", str(len(found)))
        start = found[said.occurrence - 1]
        end = start + len(wanted)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Unfit("unfit_words", "")
    return Span(start=start, end=end, text=text[start:end])


def _listed(said: Said, held: Sequence[Any], words: Words) -> list[Any]:
    kept = [msgspec.to_builtins(value) for value in held]
    if said.how == "none":
        return []
    if said.how == "drop":
        if not 0 <= said.which < len(kept):
            raise Unfit("unfit_number", str(said.which + 1))
        return kept[: said.which] + kept[said.which + 1 :]
    if said.how not in ("only", "add"):
        raise Unfit("unfit_field", said.how[:40])
    new = msgspec.to_builtins(_party(said, words) if said.field in PARTIES else _place(said, words) if said.field == "where" else _count(said, words))
    return [new] if said.how == "only" else [*(value for value in kept if value != new), new]


def _party(said: Said, words: Words) -> Actor:
    span = _span(said, words)
    found = words.actor(span.start, span.end)
    changed = _named(said) | ({"sector": _among([said.sector.upper()], SECTORS)[0]} if said.sector else {})
    return msgspec.structs.replace(found, **changed, **({"entity": None} if said.name and said.name != found.name else {}))


def _place(said: Said, words: Words) -> Place:
    span = _span(said, words)
    found = words.place(span.start, span.end)
    changed = _named(said)
    if changed.get("name", found.name) != found.name:  # another place: the coordinates are not its own
        return Place(start=span.start, end=span.end, text=span.text, name=changed["name"], country=changed.get("country", found.country))
    return msgspec.structs.replace(found, **changed)


def _named(said: Said) -> dict[str, Any]:
    changed: dict[str, Any] = {"name": said.name.strip()[:LONGEST]} if said.name.strip() else {}
    if said.country:
        if not _CODE.fullmatch(said.country.upper()):
            raise Unfit("unfit_country", said.country[:20])
        changed["country"] = said.country.upper()
    return changed


def _count(said: Said, words: Words) -> Count:
    what = _among([said.what], COUNTED)[0]
    if not said.number:
        span = _span(said, words)
        found = words.count(span.start, span.end, what)
        if found is None:
            raise Unfit("unfit_count", span.text[:LONGEST])
        return found
    told = re.fullmatch(r"(≥|≤)?\s*(\d{1,12})(?:\s*[-–]\s*(\d{1,12}))?", said.number.translate(_LATIN))
    if told is None or (told[1] and told[3]):
        raise Unfit("unfit_amount", said.number[:20])
    least, most = int(told[2]), int(told[3]) if told[3] else None
    value = least if most is None and not told[1] else None
    low = least if most is not None or told[1] == "≥" else None
    high = most if most is not None else least if told[1] == "≤" else None
    quoted = said.words.strip() or said.start is not None
    return Count(what=what, value=value, low=low, high=high, span=_span(said, words) if quoted else None)


_LATIN = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}  # ARABIC-INDIC and EXTENDED ARABIC-INDIC DIGIT ZERO … NINE


def _when(said: Said, words: Words) -> When | None:
    if said.how == "none":
        return None
    quoted = said.start is not None or said.words.strip()
    if said.first_day:
        days = [said.first_day.translate(_LATIN), (said.last_day or said.first_day).translate(_LATIN)]
        try:
            first, last = (date.fromisoformat(day) for day in days)
        except ValueError:
            raise Unfit("bad_day", " – ".join(days)[:40]) from None
        if first > last:
            raise Unfit("bad_day", f"{first} – {last}")
        return When(start=first.isoformat(), end=last.isoformat(), precision="day" if first == last else "range", text_span=_span(said, words) if quoted else None)
    span = _span(said, words)
    found = words.when(span.start, span.end)
    if found is None:
        raise Unfit("unfit_when", span.text[:LONGEST])
    return found


def _among(chosen: Sequence[str], known: Any) -> list[str]:
    for value in chosen:
        if value not in known:
            raise Unfit("bad_choice", value[:40])
    return list(dict.fromkeys(chosen))
