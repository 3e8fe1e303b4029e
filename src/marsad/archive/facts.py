"""What decides whether two reports tell of one act: the facts of a claim, in the form that comparing needs.

Place in the chain: before identity. Days are ordinals (`date.toordinal`), both ends included.
"""

from __future__ import annotations

from datetime import date

import msgspec

from marsad.arabic.fold import fold
from marsad.record import Actor, Event, Place

REPORT_DAYS = 3  # an act told without a day happened on the day of the report or a few days before: news is rarely older
SHORT = 4  # a period of more days is no day on which an act could be looked up
_VAGUE = frozenset({"المنطقه", "المدينه", "البلاد", "القريه", "البلده", "المكان", "الموقع", "المحافظه", "الحي", "المخيم", "الريف", "المناطق", "الاراضي"})
_OLD = frozenset({"historical"})


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """A place: `key` is its name in the gazetteer or its folded words; `point` tells that the coordinates are of a settlement."""

    key: str
    area: str
    lat: float | None
    lon: float | None
    point: bool


class Party(msgspec.Struct, frozen=True, array_like=True):
    """Who: `key` is the entity or the name, empty for a group without a name of its own."""

    key: str
    country: str
    sector: str


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """One claim. `firm` tells that its words give the day; `tolls` maps what was counted to (low, high)."""

    key: str
    article: str
    type: str
    modes: list[str]
    factuality: str
    first: int | None
    last: int | None
    firm: bool
    spots: list[Spot]
    actors: list[Party]
    recipients: list[Party]
    tolls: dict[str, tuple[float, float]]
    wording: str = ""
    confidence: float = 0.5


def facts_of(key: str, article: str, event: Event, published: str | None) -> Facts:
    """Give the facts of an event as an article tells it; `published` is that article's day, which dates what has none."""
    first, last, firm = _days(event, published)
    return Facts(
        key=key,
        article=article,
        type=event.type,
        modes=event.modes,
        factuality=event.factuality,
        first=first,
        last=last,
        firm=firm,
        spots=[spot for place in event.where if (spot := _spot(place)) is not None],
        actors=_parties(event.actors),
        recipients=_parties(event.recipients),
        tolls=_tolls(event),
        wording=fold(event.trigger.text),
        confidence=event.confidence,
    )


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _days(event: Event, published: str | None) -> tuple[int | None, int | None, bool]:
    if event.when is not None:
        first, last = _ordinal(event.when.start), _ordinal(event.when.end)
        if first is not None and last is not None and first <= last:
            return first, last, last - first < SHORT
    told = _ordinal(published) if published else None
    if told is None or event.factuality in _OLD:
        return None, None, False
    if event.factuality in ("future", "hypothetical"):
        return told, told + REPORT_DAYS, False
    return told - REPORT_DAYS, told, False


def _spot(place: Place) -> Spot | None:
    words = fold(place.text)
    if place.name is None and words in _VAGUE:
        return None
    key = f"g{place.geonames}" if place.geonames is not None else f"{place.country or ''}.{place.name}" if place.name else words
    point = place.precision == "city" and place.lat is not None and " countryside" not in (place.name or "")
    return Spot(key, f"{place.country or ''}.{place.admin1 or ''}", place.lat, place.lon, point)


def _parties(actors: list[Actor]) -> list[Party]:
    return [Party(actor.entity or actor.name or "", actor.country or "", actor.sector or "") for actor in actors]


def _tolls(event: Event) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for count in event.counts:
        if count.what not in ("killed", "injured", "detained", "released", "missing", "displaced"):
            continue
        known = [v for v in (count.value, count.low, count.high) if v is not None]
        if known:
            low, high = float(min(known)), float(max(known))
            if count.value is None and count.high is None:
                high = low * 2  # "more than ten": rarely more than twenty
            old = found.get(count.what)
            found[count.what] = (low, high) if old is None else (min(old[0], low), max(old[1], high))
    return found
