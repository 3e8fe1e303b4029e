"""The states of observation posts over time: what is told and what is claimed, as intervals in order.

Reports of a siege or an attack that the operator denies stay, as contested; the post goes on operating as far as the ledger knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger.attribution import day_of, soon
from marsad.ledger.claims import Assessment, Claim, Interval, Override
from marsad.ledger.independence import independent
from marsad.ledger.reasons import reason
from marsad.ledger.sides import Sides, interested
from marsad.ledger.standing import standing
from marsad.ledger.status import first_day, overridden
from marsad.ledger.told import Agreement, ObservationPost
from marsad.ledger.vocabulary import Attribution

VERSION = "post/1"


def intervals(agreement: Agreement, post: ObservationPost, claims: Iterable[Claim], as_of: str, sides: Sides) -> list[Interval]:
    """Give the intervals of a post until a day, in order of their start. A later state ends the one before, except an attack, which is a moment."""
    spans: list[Interval] = []
    for told in post.intervals:
        if told.since is None or first_day(told.since) <= as_of:
            spans.append(Interval(status=told.status, since=told.since, until=told.until, attribution=None, inputs=(f"{agreement.id}/{told.source}",)))
    grouped: dict[tuple[str, str], list[Claim]] = {}
    mine = [c for c in standing(claims, as_of) if c.agreement == agreement.id and c.post == post.id and c.post_status is not None]
    denials = [c for c in mine if c.factuality == "negated"]
    for claim in mine:
        if claim.factuality in ("actual", "historical"):
            grouped.setdefault((day_of(claim), claim.post_status or ""), []).append(claim)
    for denial in denials:
        if not any(status == denial.post_status and soon(day, day_of(denial)) for day, status in grouped):
            grouped.setdefault((day_of(denial), denial.post_status or ""), []).append(denial)
    for (day, status), found in sorted(grouped.items()):
        heard = found + [d for d in denials if d.post_status == status and d not in found and soon(day, day_of(d))]
        inputs = tuple(sorted(c.id for c in heard))
        spans.append(Interval(status=status, since=day or None, until=day if status == "attacked" else None, attribution=_judge(post, heard, agreement, sides), inputs=inputs))  # type: ignore[arg-type]
    spans.sort(key=lambda s: (first_day(s.since) if s.since else "", s.status, s.inputs))
    return [_ended(span, spans[n + 1 :]) for n, span in enumerate(spans)]


def _ended(span: Interval, later: list[Interval]) -> Interval:
    if span.until is not None:
        return span
    end = next((s.since for s in later if s.status != "attacked" and s.attribution != "contested" and s.status != span.status), None)
    return Interval(status=span.status, since=span.since, until=end, attribution=span.attribution, inputs=span.inputs)


def _judge(post: ObservationPost, found: list[Claim], agreement: Agreement, sides: Sides) -> Attribution:
    """The operator's word decides on its own posts: a denial contests, an admission settles."""
    own = [c for c in found if c.holders and c.holders[0].side == post.operator]
    if any(c.factuality == "negated" for c in own):
        return "contested"
    if any(c.factuality in ("actual", "historical") for c in own):
        return "admitted"
    neutral = [c for c in found if c.factuality in ("actual", "historical") and not _partial(c, agreement, sides)]
    return "corroborated" if len(independent(neutral)) >= 2 else "alleged"


def _partial(claim: Claim, agreement: Agreement, sides: Sides) -> bool:
    voice = claim.holders[0].side if claim.holders else claim.outlet_side
    return voice is not None and any(sides.akin(voice, party) for party in interested(agreement))


def post_states(agreement: Agreement, claims: Iterable[Claim], as_of: str, sides: Sides, overrides: Iterable[Override] = ()) -> list[Assessment]:
    """Give the state of every post of an agreement on a day."""
    listed, decided = list(claims), list(overrides)
    out = []
    for post in agreement.posts:
        spans = [s for s in intervals(agreement, post, listed, as_of, sides) if s.status != "attacked"]
        sure = [s for s in spans if s.attribution != "contested"]
        open_ = sure[-1] if sure else None
        contested = sorted({i for s in spans if s.attribution == "contested" for i in s.inputs})
        why = reason("post_since", post_status=open_.status, day=open_.since, attribution=open_.attribution or "told") if open_ else reason("post_nothing")
        ruled = Assessment(
            target=f"{agreement.id}@{post.id}", kind="post", value=open_.status if open_ else "unknown", as_of=as_of, method="rule", rule_version=VERSION,
            reason=str(why), why=why, inputs=open_.inputs if open_ else (),
            pending=tuple(contested), since=open_.since if open_ else None,
        )  # fmt: skip
        out.append(overridden(ruled, decided, as_of))
    return out
