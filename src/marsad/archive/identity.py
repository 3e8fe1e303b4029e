"""Event identity: which claims, from any number of articles, tell of one act.

Place in the chain: after a record's events have become claims. Three pure steps, none of which knows the order of loading:

1. `blocks` gives the keys under which a claim may meet another: type with day and place, pair of parties, or toll.
2. `agreement` weighs two claims that meet: facts that fit speak for one act, facts that exclude each other against it.
3. `join` grows acts from the strongest pairs down. Two groups become one only if their claims fit on average,
   so that a chain of half-fitting reports does not tie two battles into one.

Weights are in nats, as log odds by judgement; `THRESHOLD` was set on coded incidents (docs/design/2026-11-24-archive.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import cos, hypot, inf, log2, radians

from marsad.archive.facts import SHORT, Facts, Party, Spot

THRESHOLD = 2.0
NEAR_KM = 6.0  # two names of one settlement's ground: a village and its outskirts
SLACK = 1  # days: a night belongs to two
EXCLUDED = 3.0  # what a pair that excludes itself weighs against an average
APART_KM = 25.0  # further than any place of one act that is told by two names
_DAY, _NEXT, _LATER, _LOOSE = 1.0, 0.0, -2.0, 0.3
_SAME_PLACE, _NEAR, _AREA, _OTHER_PLACE, _SPLIT = 2.2, 1.4, 0.5, -4.0, -1.0
_ENTITY, _KIND, _COUNTRY, _OTHER_PARTY = 1.0, 0.6, 0.4, -0.8
_TOLL, _TOLL_ONE, _TOLL_NEAR, _TOLL_OFF = 1.6, 0.5, 0.5, -1.4
_MODE, _OTHER_MODE, _WORDING = 0.4, -0.4, 0.4
_SAME_ARTICLE = -1.2  # its reader took them for two
_UNPINNED = -1.0  # attacks that share neither a settlement nor a toll, other acts that share no named party: many such acts a day
_CROWD = 0.25  # what each doubling of a group asks for on top: where reports of many acts meet, half-fitting ones are many
_DONE = frozenset({"actual", "historical", "negated"})  # a denial tells of the act that it denies


def blocks(claim: Facts) -> list[str]:
    """Give the keys under which this claim may meet another report of its act; none for an act that no day or place pins down."""
    if claim.first is None or claim.last is None or claim.last - claim.first > SHORT:
        return []
    days = range(claim.first, claim.last + 2)  # and the next day: a night belongs to two
    keys = []
    for day in days:
        stem = f"{claim.type}.{day}"
        keys += [f"{stem}@{spot.key}" for spot in claim.spots]
        keys += [f"{stem}~{round(spot.lat * 8)}/{round(spot.lon * 8)}" for spot in claim.spots if spot.point and spot.lat is not None and spot.lon is not None]
        if claim.type != "ASSAULT":  # attacks of one side on another are many a day: only place or toll tells them apart
            keys += [f"{stem}>{a}>{b}" for a in _named(claim.actors) for b in _named(claim.recipients) or [""]]
        killed = claim.tolls.get("killed")
        if killed is not None and killed[0] >= 3:
            keys += [f"{stem}#{killed[0]:.0f}/{country}" for country in sorted({spot.area.split(".")[0] for spot in claim.spots})]
    return sorted(set(keys))


def _named(parties: list[Party]) -> list[str]:
    return sorted({party.key or f"{party.country}{party.sector}" for party in parties if party.key or party.country})


def agreement(a: Facts, b: Facts) -> float | None:
    """Give how strongly two claims speak for one act; None if one fact excludes it."""
    if a.type != b.type or (a.factuality in _DONE) != (b.factuality in _DONE):
        return None
    days = _days(a, b)
    if days is None:
        return None
    places, pinned = _places(a.spots, b.spots)
    toll = _tolls(a, b)
    total = days + places + toll + _parties(a.actors, b.actors) + _parties(a.recipients, b.recipients)
    if a.type != "ASSAULT":
        pinned = not _keys(a.actors).isdisjoint(_keys(b.actors)) or not _keys(a.recipients).isdisjoint(_keys(b.recipients))
    if not pinned and toll < _TOLL:
        total += _UNPINNED
    if a.modes and b.modes:
        total += _MODE if set(a.modes) & set(b.modes) else _OTHER_MODE
    if a.wording == b.wording:
        total += _WORDING
    return total + (_SAME_ARTICLE if a.article == b.article else 0.0)


def _days(a: Facts, b: Facts) -> float | None:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    gap = max(a.first - b.last, b.first - a.last)
    if a.firm and b.firm:
        return _DAY if gap <= 0 else _NEXT if gap == 1 else _LATER if gap == 2 else None
    return _LOOSE if gap <= 0 else _LATER if gap <= 1 else None


def kilometres(a: Spot, b: Spot) -> float | None:
    """Give the distance of two places, None if one has no coordinates. On a plane: right to a percent within a province."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))) * 111.2


def _places(a: list[Spot], b: list[Spot]) -> tuple[float, bool]:
    """Give the weight of two lists of places, and whether a settlement pins both acts down."""
    if not a or not b:
        return 0.0, False
    points_a, points_b = [s for s in a if s.point], [s for s in b if s.point]
    if {s.key for s in points_a} & {s.key for s in points_b}:
        return _SAME_PLACE, True
    gaps = [gap for s in points_a for t in points_b if (gap := kilometres(s, t)) is not None]
    if gaps:
        nearest = min(gaps)
        return (_NEAR, True) if nearest <= NEAR_KM else (_SPLIT if nearest <= APART_KM else _OTHER_PLACE, False)
    if {s.key for s in a} & {s.key for s in b}:
        return _NEAR, False
    areas = {s.area for s in a if not s.area.endswith(".")} & {s.area for s in b}
    return (_AREA if areas else 0.0), False


def _keys(parties: list[Party]) -> set[str]:
    return {party.key for party in parties if party.key}


def _parties(a: list[Party], b: list[Party]) -> float:
    if not a or not b:
        return 0.0
    if {p.key for p in a if p.key} & {p.key for p in b}:
        return _ENTITY
    if {(p.country, p.sector) for p in a if p.country} & {(p.country, p.sector) for p in b}:
        return _KIND
    mine, other = {p.country for p in a if p.country}, {p.country for p in b if p.country}
    return 0.0 if not mine or not other else _COUNTRY if mine & other else _OTHER_PARTY


def _tolls(a: Facts, b: Facts) -> float:
    total = 0.0
    for what in a.tolls.keys() & b.tolls.keys():
        (low, high), (other_low, other_high) = a.tolls[what], b.tolls[what]
        if low <= other_high and other_low <= high:
            total += _TOLL if max(low, other_low) > 1 else _TOLL_ONE
        elif max(low, other_low) <= 1.5 * min(high, other_high) + 1:
            total += _TOLL_NEAR  # tolls rise through the day
        else:
            total += _TOLL_OFF
    return min(total, 2.0)


Pair = tuple[str, str]


def pairs(claims: Iterable[Facts]) -> Iterator[tuple[Pair, float]]:
    """Yield each pair of claims that meet in a block and fit, with its weight; the lesser key first."""
    meeting: dict[str, list[Facts]] = {}
    for claim in claims:
        for key in blocks(claim):
            meeting.setdefault(key, []).append(claim)
    seen: set[Pair] = set()
    for group in meeting.values():
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                if pair not in seen:
                    seen.add(pair)
                    weight = agreement(a, b)
                    if weight is not None and weight >= THRESHOLD:
                        yield pair, weight


def join(claims: Mapping[str, Facts], linked: Iterable[tuple[Pair, float]], together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> list[list[str]]:
    """Give the claims grouped by act, each group and the list sorted. The same claims give the same acts in any order.

    `together` and `apart` are an analyst's decisions: these pairs belong, or do not belong, to one act, whatever the weights say.
    """
    group_of = {key: key for key in claims}
    members = {key: [key] for key in claims}
    window = {key: _window(claim) for key, claim in claims.items()}
    parted: dict[str, set[str]] = {}
    for a, b in apart:
        parted.setdefault(a, set()).add(b)
        parted.setdefault(b, set()).add(a)

    def forbidden(left: list[str], right: list[str]) -> bool:
        return bool(parted) and any(not parted[k].isdisjoint(right) for k in left if k in parted)

    def unite(a: str, b: str) -> None:
        keep, drop = sorted((group_of[a], group_of[b]))
        for key in members[drop]:
            group_of[key] = keep
        members[keep] += members.pop(drop)
        window[keep] = _meet(window[keep], window.pop(drop))

    for a, b in sorted(together):
        if a in claims and b in claims and group_of[a] != group_of[b] and not forbidden(members[group_of[a]], members[group_of[b]]):
            unite(a, b)
    for (a, b), _ in sorted(linked, key=lambda item: (-round(item[1], 6), item[0])):
        left, right = group_of[a], group_of[b]
        if left == right or forbidden(members[left], members[right]):
            continue
        first, last = _meet(window[left], window[right])
        if first - last <= SLACK and _fits(claims, members[left], members[right]):
            unite(a, b)
    return sorted(sorted(group) for group in members.values())


def _window(claim: Facts) -> tuple[float, float]:
    """Give the days on which the act of a claim may lie."""
    return (-inf, inf) if claim.first is None or claim.last is None else (claim.first, claim.last)


def _meet(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return max(a[0], b[0]), min(a[1], b[1])


def _fits(claims: Mapping[str, Facts], left: list[str], right: list[str]) -> bool:
    """Tell whether two groups are of one act: on average their claims fit, and few exclude each other."""
    if len(left) == len(right) == 1:
        return True
    weights = [agreement(claims[a], claims[b]) for a in left for b in right]
    known = [w for w in weights if w is not None]
    excluded = len(weights) - len(known)
    asked = THRESHOLD / 2 + _CROWD * log2((len(left) + len(right)) / 2)
    return excluded * 4 <= len(weights) and (sum(known) - EXCLUDED * excluded) / len(weights) >= asked
