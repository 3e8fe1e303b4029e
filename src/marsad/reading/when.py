"""When: which date of the sentence an act took place on."""

from __future__ import annotations

import datetime

from marsad.arabic.calendar import DateMention
from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft


def choose_date(draft: Draft, sentence: Sentence, published: datetime.date | None) -> DateMention | None:
    """Give the date mention that tells when the draft's act took place, or None.

    A date in the trigger's own clause wins, the nearest first; a date elsewhere counts only when no other
    verb stands between it and the trigger.
    """
    best: tuple[float, DateMention] | None = None
    toks = sentence.tokens
    for mention in sentence.dates:
        if mention.start is None:
            continue
        first, last = mention.first, mention.last
        if first >= len(toks):
            continue
        if draft.type != "THREATEN" and any(t.word.norm in sentence.lists.time_limits for t in toks[max(0, first - 1) : first + 1]):
            continue  # a time limit is no day of an act
        distance = first - draft.i if first > draft.i else draft.i - last
        same = toks[first].clause == draft.clause
        between = range(min(draft.i, first) + 1, max(draft.i, first))
        verbs = sum(1 for k in between if toks[k].verb)
        if not same and verbs > 0:
            continue
        if same and verbs > 1:
            continue
        wrong = 0
        if published is not None:  # what is announced lies ahead, what happened does not
            ahead = draft.factuality == "future" or "مرتقب" in " ".join(t.word.norm for t in toks[draft.i : draft.j + 1])
            if ahead:
                wrong = 25 if mention.end is not None and mention.end < published else 0
            else:
                wrong = 25 if mention.start > published and draft.type not in ("AGREE", "THREATEN", "CONCEDE") else 0
        rank = wrong + (0 if same else 30) + distance + 8 * verbs
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best is not None and best[0] < 45 else None
