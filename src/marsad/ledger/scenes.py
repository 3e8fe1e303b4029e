"""What acts of a record mean for an agreement that no words of the article tie to it: force inside a zone, and what befell a named post.

Force inside a zone is potentially relevant, no violation: nobody called it one. Such claims have the basis `inferred` and are shown apart.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from marsad import record
from marsad.arabic.fold import fold
from marsad.ledger import claims as rows
from marsad.ledger.book import Book
from marsad.ledger.sides import Sides, interested
from marsad.ledger.told import Agreement, ObservationPost, Zone
from marsad.ledger.violations import combat_of, violation_of
from marsad.ledger.vocabulary import TOUCHES, MeetingOutcome, PostStatus
from marsad.ledger.words import stems

_FORCE = frozenset({"ASSAULT"})
CONTEXT = 32  # code points kept on either side of a quote, enough to find it again in a re-extracted text


class Scenes:
    """Reads zones, posts and rounds of a book's agreements out of records."""

    def __init__(self, book: Book, sides: Sides) -> None:
        self.book, self.sides = book, sides
        self.posts = [(a, p, stems([p.name_ar, *p.names_ar])) for a in book.agreements.values() for p in a.posts]
        self.zoned = [a for a in book.agreements.values() if a.zones and any(c.type == "cease_fire" for c in a.commitments) and start_of(a) is not None]
        self._ordinals = {fold(word): number for word, number in book.words.ordinals.items()}
        self._rounds = {a.id: self._round_pattern(a) for a in book.agreements.values()}

    def claims(self, item: record.Record, family: str, sentences: list[tuple[int, int]], named: set[str]) -> list[rows.Claim]:
        """Give the claims that a record's events make on posts and zones. `named`: agreements that the article names itself."""
        out: list[rows.Claim] = []
        day = (item.article.published or "")[:10]
        for number, event in enumerate(item.events):
            start, end = next(((a, b) for a, b in sentences if a <= event.trigger.start < b), (event.trigger.start, event.trigger.end))
            sentence = fold(item.article.text[start:end])
            post = self._post(sentence, event, day)
            if post is not None:
                out.append(self._told(item, family, number, event, *post))
            elif event.type in _FORCE and event.factuality == "actual" and event.where:
                out += [self._inferred(item, family, number, event, a, sentence) for a in self.zoned if self._inside(a, event, day)]
        return out

    def round_of(self, agreement: Agreement, folded: str) -> int | None:
        """Give the number of the round that words name (أستانا 6, الجولة السادسة), None if they name none."""
        match = self._rounds[agreement.id].search(folded)
        if match is None:
            return None
        word = match["digit"] or match["ordinal"]
        return int(word) if word.isdigit() else self._ordinals[word]

    def outcome_of(self, sentence: str) -> MeetingOutcome:
        for value in ("postponed", "boycotted", "document"):
            if self.book.words.first(value, sentence):
                return value
        return "unknown"

    def _round_pattern(self, agreement: Agreement) -> re.Pattern[str]:
        process = self.book.processes.get(agreement.process or "")
        places = "|".join(re.escape(fold(p)) for p in (process.rounds_ar if process else [])) or r"(?!)"
        ordinals = "|".join(re.escape(w) for w in sorted(self._ordinals, key=len, reverse=True))
        rounds = "|".join(re.escape(fold(w)) for w in self.book.words.rounds)
        return re.compile(rf"(?:{places})[\s\-–\"']*(?P<digit>\d{{1,2}})(?!\d)|(?:{rounds})\w*\s+(?:\w+\s+)?(?P<ordinal>{ordinals})(?!\w)")

    def _post(self, sentence: str, event: record.Event, day: str) -> tuple[Agreement, ObservationPost, PostStatus] | None:
        if event.type not in ("COERCE", "ASSAULT", "RETREAT", "MOBILIZE") or not self.book.words.first("post_nouns", sentence):
            return None
        status = self.book.words.first("posts", fold(event.trigger.text))
        if status is None:
            return None
        found = [(a, p) for a, p, pattern in self.posts if pattern.search(sentence) and (start_of(a) or "9999") <= day]
        return (*found[0], status) if len(found) == 1 else None  # type: ignore[return-value]

    def _inside(self, agreement: Agreement, event: record.Event, day: str) -> bool:
        if day < (start_of(agreement) or "9999") or (agreement.expiry is not None and day > agreement.expiry.value):
            return False
        bound = interested(agreement)
        if not any(self.sides.of(a) in bound for a in event.actors):
            return False
        return any(inside(zone, place) for zone in agreement.zones for place in event.where)

    def _told(self, item: record.Record, family: str, number: int, event: record.Event, agreement: Agreement, post: ObservationPost, status: PostStatus) -> rows.Claim:
        row = self._row(item, family, event, agreement, f"p{number}")
        return replace(row, act="post_report", rule="scene.post", post=post.id, post_status=status)

    def _inferred(self, item: record.Record, family: str, number: int, event: record.Event, agreement: Agreement, sentence: str) -> rows.Claim:
        violation = violation_of(self.book.words, fold(event.trigger.text), sentence, [event])
        touched = tuple(rows.Touched(commitment=c.id, basis="inferred") for c in agreement.commitments if c.type in TOUCHES[violation])
        row = self._row(item, family, event, agreement, f"z{number}")
        return replace(row, act="alleged_violation", basis="inferred", rule="scene.zone", violation=violation, combat=combat_of(violation), touched=touched)

    def _row(self, item: record.Record, family: str, event: record.Event, agreement: Agreement, number: str) -> rows.Claim:
        """Give what both kinds of claim take from an event."""
        return rows.Claim(
            id=f"{item.article.id}#{number}:{agreement.id}", agreement=agreement.id, act="post_report", family=family, rule="",
            quote=quote_of(item, event.trigger.start, event.trigger.end), factuality=event.factuality,
            holders=tuple(self.sides.holder(a, agreement) for a in event.attribution), by=tuple(self.sides.holder(a, agreement) for a in event.actors),
            outlet=item.article.outlet, outlet_side=self.sides.of_outlet(item.article.outlet), reported=item.article.published,
            event_time=event.when.start if event.when else None, precision=event.when.precision if event.when else "report",
            governorate=next((p.admin1 for p in event.where if p.admin1), None), place=next((p.name or p.text for p in event.where), None),
        )  # fmt: skip


def quote_of(item: record.Record, start: int, end: int) -> rows.Quote:
    """Give the quote of a stretch of a record's article."""
    text = item.article.text
    return rows.Quote(
        article=item.article.id,
        sha256=item.article.sha256,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def start_of(agreement: Agreement) -> str | None:
    """Give the first day on which the agreement binds, as far as told."""
    return next((d.value for d in (agreement.effective, agreement.signed) if d is not None), None)


def inside(zone: Zone, place: record.Place) -> bool:
    """Tell whether a place lies in a zone as far as names tell: its governorate or name is the zone's, or the zone is the whole country."""
    if zone.country is not None and place.country != zone.country:
        return False
    if not zone.admin1 and not zone.places:
        return zone.country is not None
    return place.admin1 in zone.admin1 or (place.name or "") in zone.places or (place.name or "") in zone.admin1
