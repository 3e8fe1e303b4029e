"""One agreement of the ledger as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from marsad.ledger.conflicts import shown
from marsad.ledger.deadlines import due, expiry
from marsad.ledger.meetings import Round, rounds
from marsad.ledger.posts import intervals
from marsad.ledger.sides import Sides
from marsad.ledger.told import Agreement

if TYPE_CHECKING:
    from marsad.desk.ledger import Followed


def rounds_of(agreement: Agreement, followed: Followed, day: str) -> list[Round]:
    """Give the meetings of an agreement until a day."""
    return rounds(agreement, followed.claims, day)


def agreement_lines(agreement: Agreement, followed: Followed, day: str, sides: Sides) -> list[str]:
    """Give everything that is told of an agreement, and the meetings and posts that records tell of, until a day."""
    return [line for part in (_head, _parties, _commitments, _conflicts) for line in part(agreement, followed)] + list(_seen(agreement, followed, day, sides)) + [""]


def _head(a: Agreement, followed: Followed) -> Iterator[str]:
    yield f"{a.title_en}  |  {a.title_ar}"
    yield f"  id         {a.id}"
    yield f"  nature     {a.type}, {a.form}, {a.laterality}, stage {a.stage}" + (f", class {a.class_}" if a.class_ is not None else "")
    for name, value in (("announced", a.announced), ("signed", a.signed), ("effective", a.effective)):
        if value is not None:
            yield f"  {name:<10} {value.value}  ({value.source})"
    end = expiry(a)
    if end.day is not None:
        yield f"  term ends  {end.day}  ({end.because}; renewal {a.renewal})"
    known = {"PA-X": a.external.pax, "ETH/PRIO": a.external.cf, "UCDP": a.external.ucdp_paid, "UN": a.external.un_doc}
    if any(known.values()):
        yield "  elsewhere  " + ", ".join(f"{name} {value}" for name, value in known.items() if value)
    for link in a.relations:
        yield f"  {link.relation:<10} {link.agreement}"
    if a.note:
        yield f"  note       {a.note}"
    for source in a.sources:
        yield f"  source     {source.id}: {source.name} ({source.kind})" + (f" {source.url}" if source.url else "")


def _parties(a: Agreement, followed: Followed) -> Iterator[str]:
    for role, held in groupby(sorted(a.parties, key=lambda p: p.role), key=lambda p: p.role):
        yield f"  {role:<18} " + "; ".join(f"{followed.book.sides[p.actor].name_en} ({p.acceptance})" for p in held)


def _commitments(a: Agreement, followed: Followed) -> Iterator[str]:
    for c in a.commitments:
        who = ", ".join(followed.book.sides[actor].name_en for actor in c.obligor)
        yield f"  commitment {c.id}: {c.duty_en}  |  {c.duty_ar}"
        yield f"             {c.deontic}, {c.type}, by {who}; {due(a, c).because} ({c.source})"


def _conflicts(a: Agreement, followed: Followed) -> Iterator[str]:
    for conflict in a.conflicting:
        view = shown(a, conflict)
        yield f"  conflicting {view.field}: {view.value} ({view.source}; {view.of}); others: " + "; ".join(f"{v.value} ({v.source})" for v in view.others)


def _seen(a: Agreement, followed: Followed, day: str, sides: Sides) -> Iterator[str]:
    for r in rounds_of(a, followed, day):
        days = r.start if r.start == r.end else f"{r.start} to {r.end}"
        yield f"  meeting    {r.label}, {days}, {', '.join(r.attendees) or 'nobody named'}; outcome {r.outcome}; {r.families} source families"
    for post in a.posts:
        for span in intervals(a, post, followed.claims, day, sides):
            yield f"  post       {post.name_en}  |  {post.name_ar}: {span.status} {span.since or '?'} to {span.until or 'now'}, {span.attribution or 'told'} ({', '.join(span.inputs[:2])})"
