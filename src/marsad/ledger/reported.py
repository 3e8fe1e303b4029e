"""From records to claims: what each article says of an agreement that the ledger knows.

The seam to whoever stores records is a plain iterable of (record, family): family groups copies of one text and rewrites of one agency report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad import record
from marsad.arabic.fold import fold
from marsad.arabic.sentences import split_sentences
from marsad.ledger.book import Book
from marsad.ledger.claims import Claim, Touched
from marsad.ledger.linking import Linked, Linker, around
from marsad.ledger.scenes import Scenes, quote_of
from marsad.ledger.sides import roles_of
from marsad.ledger.told import Agreement
from marsad.ledger.violations import combat_of, governorate_of, violation_of
from marsad.ledger.vocabulary import TOUCHES, Act
from marsad.record.types import FactKind

_ACTS: dict[FactKind, Act] = {
    "negotiated": "talks", "proposed": "proposal", "concluded": "conclusion", "in-force": "entry_into_force", "commitment": "commitment_told", "monitor": "monitor_told",
    "deadline": "deadline_told", "complied": "performance_report", "breach-alleged": "alleged_violation", "adherence-declared": "reaffirmation", "criticised": "criticism",
    "suspended": "suspension", "extended": "extension", "collapsed": "collapse_declaration", "rejected": "rejection",
}  # fmt: skip


# Acts whose matter may stand beside the words that name the agreement (بدأ سحب الأسلحة تنفيذا للاتفاق).
_OF_ITS_SENTENCE = frozenset({"performance_report", "claimed_compliance", "verification_finding"})


class Told(NamedTuple):
    """What one record gave: its claims, and how each of its agreements was linked."""

    claims: list[Claim]
    links: list[tuple[record.Agreement, Linked]]


class Reporter:
    """Turns records into claims with a book."""

    def __init__(self, book: Book) -> None:
        self.book, self.linker = book, Linker(book)
        self.scenes = Scenes(book, self.linker.sides)

    def claims(self, records: Iterable[tuple[record.Record, str]]) -> Iterator[Claim]:
        """Yield the claims of all records, in their order."""
        for item, family in records:
            yield from self.told(item, family).claims

    def told(self, item: record.Record, family: str) -> Told:
        text = item.article.text
        sentences = split_sentences(text) if item.agreements or item.events else []
        links = [(a, self.linker.link(a, around(text, a.mentions or [record.Span(start=a.start, end=a.end, text=a.text)]), item.article.published)) for a in item.agreements]
        claims: list[Claim] = []
        for number, fact in enumerate(item.agreement_facts):
            linked = links[fact.agreement][1]
            if linked.agreement is not None:
                claims.append(self._claim(item, family, number, fact, self.book.agreements[linked.agreement], linked, sentences))
        return Told(claims + self.scenes.claims(item, family, sentences, {c.agreement for c in claims}), links)

    def _claim(self, item: record.Record, family: str, number: int, fact: record.AgreementFact, agreement: Agreement, linked: Linked, sentences: list[tuple[int, int]]) -> Claim:
        words, sides = self.book.words, self.linker.sides
        folded = fold(fact.text)
        start, end = next(((a, b) for a, b in sentences if a <= fact.start < b), (fact.start, fact.end))
        whole = fold(item.article.text[start:end])
        near = [e for e in item.events if fact.start <= e.trigger.start < fact.end] or [e for e in item.events if start <= e.trigger.start < end]
        holders = tuple(sides.holder(a, agreement) for a in fact.attribution)
        by = tuple(sides.holder(a, agreement) for a in fact.by)
        own_words = not holders and bool(by) and fact.kind in ("suspended", "extended", "collapsed", "adherence-declared", "rejected")
        act = _ACTS[fact.kind]
        if act == "collapse_declaration" and words.first("withdrawal", folded):
            act = "withdrawal_from_agreement"
        if act == "alleged_violation" and any("monitor" in roles_of(agreement, h.side) for h in holders[:1]):
            act = "verification_finding"
        if act == "alleged_violation" and fact.factuality == "negated":
            act = "denial"
        if act == "alleged_violation" and holders and holders[0].side in {b.side for b in by} - {None} and words.first("admitting", whole):
            act = "acknowledgment"
        if act == "performance_report" and holders and holders[0].side is not None and holders[0].side in {b.side for b in by}:
            act = "claimed_compliance"
        if words.first("restricted", whole) and words.first("watchers", whole) and act in ("alleged_violation", "monitor_told", "verification_finding"):
            act = "monitor_access_restricted"
        alleged = act in ("alleged_violation", "acknowledgment", "denial", "verification_finding", "monitor_access_restricted")
        violation = violation_of(words, folded, whole, near) if alleged else None
        dated = next((e.when for e in near if e.when is not None), None)
        return Claim(
            id=f"{item.article.id}#f{number}", agreement=agreement.id, act=act, family=family, quote=quote_of(item, fact.start, fact.end), rule=f"{linked.rule}; fact.{fact.kind}",
            basis="stated", factuality=fact.factuality, holders=holders or (by[:1] if own_words else ()), by=by, outlet=item.article.outlet,
            outlet_side=sides.of_outlet(item.article.outlet), reported=item.article.published, event_time=dated.start if dated else None,
            precision=dated.precision if dated else "report", violation=violation, combat=combat_of(violation), governorate=governorate_of(near),
            place=next((p.name or p.text for e in near for p in e.where), fact.where[0] if fact.where else None),
            touched=touched(agreement, act, self._matters(act, folded, whole), violation), deadline=fact.deadline,
            round=self.scenes.round_of(agreement, folded) if act == "talks" else None,
            outcome=self.scenes.outcome_of(whole) if act == "talks" else None,
        )  # fmt: skip

    def _matters(self, act: Act, folded: str, whole: str) -> list[str]:
        """Give the types of commitment that a claim names: all that its own words do; of what was done only the narrowest, its place is no matter."""
        if act not in _OF_ITS_SENTENCE:
            return self.book.words.every("commitments", folded)
        return (self.book.words.every("commitments", folded) or self.book.words.every("commitments", whole))[:1]


def touched(agreement: Agreement, act: Act, named: list[str], violation: str | None) -> tuple[Touched, ...]:
    """Give the commitments that a claim bears on: stated where its words name their matter, inferred from the kind of violation otherwise."""
    if act in ("talks", "proposal", "conclusion", "criticism"):
        return ()
    stated = tuple(Touched(commitment=c.id, basis="stated") for c in agreement.commitments if c.type in named)
    if stated or violation is None:
        return stated
    return tuple(Touched(commitment=c.id, basis="inferred") for c in agreement.commitments if c.type in TOUCHES[violation])
