"""What is displayed of an act that several reports tell: each field from the claims, by a named rule.

All values are kept in the claims; a rule only chooses which is shown, and says of how many. Claims of one source family count once.

    lead       trigger, sentence, attribution, modes, contexts: the most confident claim, then the earliest report
    most told  actors, recipients, factuality: what most families tell, then the more confident, then the earlier
    when       the most precise, then what most families tell, then the earliest report
    where      the most precise, then what most families tell, then the earliest report
    tolls      low and high: the least and the greatest that anyone tells; best: what most families tell, then the latest report
    corrected  a field that an analyst corrected in some of the claims is chosen among these only
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from marsad.record import Actor, Claim, Count, Event, Place, ReportedEvent

T = TypeVar("T")
_PRECISION = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5}
_FACTUAL = {"actual": 0, "historical": 1, "negated": 2, "future": 3, "hypothetical": 4}


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """What the claims count of one thing (`what`): the least, the one on display, the most, and what each voucher says."""

    what: str
    low: float
    best: float
    high: float
    by_voucher: dict[str, list[float]]


CORRECTED = "corrected by an analyst"  # the rule by which a corrected value is shown
LEAD = frozenset({"trigger", "type", "modes", "contexts", "content_type", "attribution"})


def reported(identity: str, claims: Sequence[Claim], corrections: Mapping[str, frozenset[str]] | None = None) -> ReportedEvent:
    """Give the act that these claims (at least one) tell, with its values on display and the rules that chose them.

    `corrections` names by claim the fields that an analyst corrected in it.
    """
    ordered = sorted(claims, key=_report_order)
    mended: dict[str, list[Claim]] = {}
    for claim in ordered:
        for field in (corrections or {}).get(claim.id, ()):
            mended.setdefault(field, []).append(claim)
    if len(ordered) == 1:
        return ReportedEvent(id=identity, shown=ordered[0].event, claims=list(ordered), rules=dict.fromkeys(sorted(mended), f"{CORRECTED}; 1 of 1"))
    leading = [claim for claim in ordered if any(claim in mended.get(field, ()) for field in LEAD)] or ordered
    lead = min(leading, key=lambda c: (-c.event.confidence, *_report_order(c)))
    rules: dict[str, str] = {}

    def most_told(
        field: str, of: Callable[[Event], T], key: Callable[[T], Hashable], rank: Callable[[T], float] = lambda _: 0.0, name: str = "most families, then most confident"
    ) -> T | None:
        told = [(claim, value) for claim in mended.get(field, ordered) if (value := of(claim.event)) or value == 0]
        if not told:
            return None
        groups: dict[Hashable, list[tuple[Claim, T]]] = {}
        for claim, value in told:
            groups.setdefault(key(value), []).append((claim, value))
        chosen = min(
            groups.values(),
            key=lambda g: (rank(g[0][1]), -len({c.source.family for c, _ in g}), -max(c.event.confidence for c, _ in g), _report_order(g[0][0])),
        )
        rules[field] = f"{name}; 1 of {len(groups)}"
        return max(chosen, key=lambda item: item[0].event.confidence)[1]

    shown = msgspec.structs.replace(
        lead.event,
        actors=most_told("actors", lambda e: e.actors, _names) or [],
        recipients=most_told("recipients", lambda e: e.recipients, _names) or [],
        factuality=most_told("factuality", lambda e: e.factuality, lambda f: f, lambda f: 0.0, "most families, then most confident") or lead.event.factuality,
        when=most_told(
            "when",
            lambda e: e.when,
            lambda w: (w.start, w.end) if w else None,
            lambda w: float(_PRECISION[w.precision]) if w else 9.0,
            "most precise, then most families, then earliest report",
        ),
        where=most_told("where", lambda e: e.where, _spots, _vagueness, "most precise, then most families, then earliest report") or [],
        counts=_counts(mended.get("counts", ordered), rules),
    )
    rules["trigger"] = f"most confident claim, then earliest report; 1 of {len(ordered)}"
    for rule in list(rules):
        if rule.partition(".")[0] in mended:
            rules[rule] = f"{CORRECTED}; {rules[rule].rpartition('; ')[2]}"
    for field in sorted(mended):
        rules.setdefault(field, f"{CORRECTED}; 1 of {len(mended[field])}")
    return ReportedEvent(id=identity, shown=shown, claims=list(ordered), rules=rules)


def tolls(claims: Iterable[Claim]) -> list[Toll]:
    """Give low, best and high of each thing counted, with the numbers that each voucher gives; vouchers are never added up."""
    ordered = sorted(claims, key=_report_order)
    found: dict[str, list[tuple[Claim, Count]]] = {}
    for claim in ordered:
        for count in claim.event.counts:
            if _values(count):
                found.setdefault(count.what, []).append((claim, count))
    result = []
    for what, told in sorted(found.items()):
        families: dict[float, set[str]] = {}
        latest: dict[float, tuple[str, str, str]] = {}
        by_voucher: dict[str, list[float]] = {}
        for claim, count in told:
            value = _best(count)
            families.setdefault(value, set()).add(claim.source.family)
            latest[value] = _report_order(claim)
            said = by_voucher.setdefault(voucher(claim), [])
            if value not in said:
                said.append(value)
        best = max(families, key=lambda v: (len(families[v]), latest[v], v))
        every = [v for _, count in told for v in _values(count)]
        result.append(Toll(what=what, low=min(every), best=best, high=max(every), by_voucher=by_voucher))
    return result


def voucher(claim: Claim) -> str:
    """Give who vouches for a claim: the nearest voucher, else the outlet."""
    nearest = next(iter(claim.event.attribution), None)
    return (nearest.name or nearest.text) if nearest is not None else claim.source.outlet or claim.source.article


def _counts(ordered: Sequence[Claim], rules: dict[str, str]) -> list[Count]:
    counts = []
    for toll in tolls(ordered):
        same = [c for claim in ordered for c in claim.event.counts if c.what == toll.what and _values(c)]
        shown = next(c for c in same if _best(c) == toll.best)
        differing = len({_best(c) for c in same})
        rules[f"counts.{toll.what}"] = f"best: most families, then latest report; low and high: least and most told; 1 of {differing}"
        counts.append(
            Count(
                what=toll.what,
                value=_whole(toll.best),
                low=_whole(toll.low) if toll.low != toll.best else None,
                high=_whole(toll.high) if toll.high != toll.best else None,
                of=shown.of,
                span=shown.span,
            )
        )
    return counts


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _values(count: Count) -> list[float]:
    return [float(v) for v in (count.value, count.low, count.high) if v is not None]


def _best(count: Count) -> float:
    """Give the number on which a count is compared: its value, else its lower bound, which is what is vouched for."""
    return next(float(v) for v in (count.value, count.low, count.high) if v is not None)


def _names(actors: Any) -> Hashable:
    chosen: list[Actor] = actors
    return frozenset(a.entity or a.name or f"{a.country}/{a.sector}" for a in chosen)


def _spots(places: Any) -> Hashable:
    first: Place = places[0]
    return first.geonames or first.name or first.text


def _vagueness(places: Any) -> float:
    return min({"city": 0.0, "region": 1.0, "admin1": 2.0}.get(p.precision or "", 3.0) for p in places)


def _report_order(claim: Claim) -> tuple[str, str, str]:
    return (claim.source.published or "9999", claim.source.article, claim.id)
