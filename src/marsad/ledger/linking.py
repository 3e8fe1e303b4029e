"""Which agreement of the ledger a record's agreement is: by entity, name, or what the words bring along, parties and date.

A generic mention (a truce, the agreement) stays unlinked unless exactly one agreement fits; the reason is kept, so that silence is never a guess.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad import record
from marsad.arabic.fold import fold
from marsad.ledger.book import Book
from marsad.ledger.deadlines import expiry
from marsad.ledger.sides import Sides
from marsad.ledger.told import Agreement
from marsad.ledger.vocabulary import INTERESTED
from marsad.ledger.words import stems

BEFORE = 45  # days before its announcement in which news on an agreement is news on its making; a year of it would draw in every earlier truce
AFTER = 400  # days after its end (or its start, where no end is told) in which a generic mention may still mean it
# The reader's kinds of agreements against the ledger's types: a generic mention must be of the same nature.
KINDS: Mapping[str, frozenset[str]] = {
    "ceasefire": frozenset({"ceasefire", "cessation_of_hostilities", "humanitarian_pause", "local_truce", "deescalation"}),
    "de-escalation": frozenset({"deescalation", "demilitarisation", "ceasefire"}),
    "peace": frozenset({"comprehensive", "framework", "cessation_of_hostilities"}),
    "withdrawal": frozenset({"withdrawal", "evacuation"}),
    "prisoner-exchange": frozenset({"prisoner_exchange", "humanitarian_pause", "ceasefire"}),
    "political": frozenset({"comprehensive", "framework", "implementation"}),
    "arms-control": frozenset({"other"}),
    "economic": frozenset({"other"}),
    "security": frozenset({"other", "demilitarisation", "ceasefire"}),
}


class Linked(NamedTuple):
    """The ledger's id for one agreement of a record, or None, and why."""

    agreement: str | None
    rule: str
    reason: str


class Linker:
    """Links the agreements of records to a book."""

    def __init__(self, book: Book) -> None:
        self.book, self.sides = book, Sides(book.sides.values())
        self._words = {a.id: stems(a.words_ar) if a.words_ar else None for a in book.agreements.values()}
        self._windows = {a.id: window(a) for a in book.agreements.values()}

    def link(self, found: record.Agreement, around: str, published: str | None) -> Linked:
        """Give the link of a record's agreement. `around` is the text of the sentences that mention it, `published` the article's day."""
        if found.entity in self.book.agreements:
            return Linked(found.entity, "link.entity", f"the reader names it {found.name or found.entity}")
        texts = dict.fromkeys(fold(t).lower() for t in (found.name or "", found.text, *(m.text for m in found.mentions)) if t)
        for text in texts:
            ids = self.book.by_name.get(text) or next((i for n, i in self.book.by_name.items() if len(n) > 8 and n in text), ())
            if len(ids) == 1:
                return Linked(ids[0], "link.alias", f"called '{text}'")
        if found.entity is not None:
            return Linked(None, "link.none", f"the reader names it {found.name or found.entity}, which the ledger does not tell of")
        return self._generic(found, around, published)

    def _generic(self, found: record.Agreement, around: str, published: str | None) -> Linked:
        if published is None:
            return Linked(None, "link.none", "a generic mention in an article without a day")
        day = published[:10]
        folded = fold(around).lower()
        parties = {s for s in (self.sides.named(p) for p in found.parties) if s}
        fitting: list[tuple[int, Agreement, list[str]]] = []
        for agreement in self.book.agreements.values():
            if (found.kind != "other" and agreement.type not in KINDS.get(found.kind, frozenset())) or not self._windows[agreement.id][0] <= day <= self._windows[agreement.id][1]:
                continue
            pattern = self._words[agreement.id]
            words = sorted({m.group() for m in pattern.finditer(folded)}) if pattern else []
            shared = sorted(parties & {p.actor for p in agreement.parties if p.role in INTERESTED})
            if (parties and not shared) or (found.kind == "other" and len(parties & _signatories(agreement)) < 2):
                continue  # a word such as اتفاق alone tells no kind: then who signed must
            if len(words) + len(shared) >= 2:
                fitting.append((len(words) + len(shared), agreement, [*words, *shared]))
        if not fitting:
            return Linked(None, "link.none", "a generic mention; no agreement of the ledger fits its kind, day, parties and words")
        fitting.sort(key=lambda item: (-item[0], item[1].id))
        best = [item for item in fitting if item[0] == fitting[0][0]]
        if len(best) > 1:
            return Linked(None, "link.none", "a generic mention that fits several: " + ", ".join(item[1].id for item in best))
        return Linked(best[0][1].id, "link.context", f"a generic mention; kind {found.kind}, day {day} and {', '.join(best[0][2])} fit only this one")


def _signatories(agreement: Agreement) -> frozenset[str]:
    return frozenset(p.actor for p in agreement.parties if p.role == "signatory")


def window(agreement: Agreement) -> tuple[str, str]:
    """Give the first and last day on which a generic mention may mean the agreement."""
    starts = [d.value for d in (agreement.announced, agreement.signed, agreement.effective) if d is not None and len(d.value) == 10]
    if not starts:
        return "0001-01-01", "0001-01-01"
    ended = expiry(agreement).day if agreement.renewal in ("none", "by_consent") else None
    short = ended is not None and agreement.duration is not None
    return _moved(min(starts), -BEFORE), _moved(ended or max(starts), 60 if short else AFTER)


def _moved(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def around(text: str, spans: Iterable[record.Span], reach: int = 250) -> str:
    """Give the text around mentions, `reach` code points each side."""
    return " … ".join(text[max(0, s.start - reach) : s.end + reach] for s in spans)
