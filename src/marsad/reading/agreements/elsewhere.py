"""Sentences that mention no agreement and still speak of one: its posts and observers, or a time limit that one party sets another."""

from __future__ import annotations

import datetime

from marsad.reading.agreements.deadlines import find_deadline
from marsad.reading.agreements.facts import Fact
from marsad.reading.agreements.parties import party_of
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords
from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft

REACH = 4  # sentences after a mention in which a time limit between its parties is one under it
_LIMITS = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE", "RETREAT"})


def told_elsewhere(sentence: Sentence, found: list[Found], watched: set[int], drafts: list[Draft], words: AgreementWords, day: datetime.date | None) -> Fact | None:
    """Give the deadline of a sentence without a mention, linked by what it speaks of.

    Posts and observers belong to the agreement that has them; a demand, threat or promise belongs to the agreement last mentioned, if who speaks and who is
    spoken to are both parties to it, or if it is the only agreement and one of them is.
    """
    home = _by_posts(sentence, found, watched, words) or _by_parties(sentence, found, drafts)
    if home is None:
        return None
    fact = find_deadline(sentence, home[0], words, day) or (_limit(sentence, home[0]) if home[3] else None)
    if fact is not None:
        fact.because += f"; {home[1]}"
        if fact.start > home[2]:
            fact.start = home[2]
    return fact


def _by_posts(sentence: Sentence, found: list[Found], watched: set[int], words: AgreementWords) -> tuple[Found, str, int, bool] | None:
    for tok in sentence.tokens[1:]:
        if (tok.word.norm in words.watching or tok.word.core in words.watching) and tok.i:
            home = next((f for f in found if id(f) in watched), None)
            if home is not None:
                first = next((t.i for t in reversed(sentence.tokens[max(0, tok.i - 5) : tok.i]) if t.word.trigger), tok.i - 1)
                return home, "linked by its posts or observers", sentence.tokens[first].start, False
    return None


def _by_parties(sentence: Sentence, found: list[Found], drafts: list[Draft]) -> tuple[Found, str, int, bool] | None:
    near = [f for f in found if f.parties and any(0 < sentence.number - m.sentence.number <= REACH for m in f.mentions)]
    if not near:
        return None
    last = max(near, key=lambda f: max(m.start for m in f.mentions if m.sentence.number < sentence.number))
    for draft in drafts:
        if draft.sentence is not sentence or draft.type not in _LIMITS:
            continue
        does = {party_of(p) for p in draft.actors} & set(last.parties)
        gets = {party_of(p) for p in draft.recipients} & set(last.parties)
        if (does and gets) or (len(found) == 1 and len(last.parties) > 1 and (does or gets) and draft.recipients):
            return last, f"linked by its parties {', '.join(sorted(p for p in does | gets if p))}", draft.trigger_start, True
    return None


def _limit(sentence: Sentence, found: Found) -> Fact | None:
    """Give the day until which one party lets another do something (أمهلت ... حتى الخميس)."""
    date = next((d for d in sentence.dates if d.end is not None and d.kind in ("until", "deadline-like")), None)
    if date is None or date.end is None:
        return None
    toks = sentence.tokens
    fact = Fact(found, "deadline", sentence, date.first, toks[date.first].start, toks[date.last - 1].end, f"fact.deadline: the last day: {date.because}")
    fact.deadline = date.end.isoformat()
    return fact
