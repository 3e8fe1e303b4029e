"""When: which date of the sentence an act took place on."""

from __future__ import annotations

import dataclasses
import datetime

from marsad.arabic.calendar import DateMention
from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft


def occasion(draft: Draft) -> bool:
    """Whether a meeting is named as the occasion of what is told (قال خلال لقائه): it takes place on the same day."""
    toks = draft.sentence.tokens
    return draft.type == "CONSULT" and draft.noun and any(t.word.core in draft.sentence.lists.occasions for t in toks[max(0, draft.i - 2) : draft.i])


def told_as_news(draft: Draft) -> bool:
    """Whether the sentence tells the act itself: with a verb, a participle of its subject, or a noun that a verb carries (شهدت المدينة مظاهرة)."""
    if occasion(draft):
        return True
    return not draft.noun or any(field == "support" for field, _, _, _ in draft.because) or bool(draft.sentence.tokens[draft.i].word.participle)


def on_this_day(mention: DateMention, published: datetime.date) -> DateMention:
    """Give the day of a year in an article that tells what happened on this day (1990- القوات العراقية تغزو الكويت); other dates stay."""
    if mention.precision != "year" or mention.start is None or mention.start.year == published.year or (published.month, published.day) == (2, 29):
        return mention
    day = published.replace(year=mention.start.year)
    return dataclasses.replace(mention, start=day, end=day, precision="day", because=f"{mention.because}, on this day of the year")


def _told_of(draft: Draft, sentence: Sentence, first: int) -> bool:
    """Whether a date stands in the relative clause that describes a noun of action (القصف الذي شنته القوات أمس)."""
    toks = sentence.tokens
    k = draft.j
    while k < len(toks) and not toks[k].verb and toks[k].word.tag not in ("relative", "punct", "complementizer", "subordinator") and k < draft.j + 5:
        k += 1
    return draft.noun and k < first and k < len(toks) and toks[k].word.tag == "relative" and toks[first].clause == toks[k].clause


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
        if mention.kind in ("until", "before", "after") and draft.type != "THREATEN":
            continue  # the act lies outside the days named
        if first and toks[first - 1].word.core in sentence.lists.births:
            continue
        clause_opens = sentence.clause_span(draft.clause)[0]
        if first < clause_opens and draft.tense == "present" and toks[clause_opens].word.tag == "relative":
            continue  # التي تعترف بها الأمم المتحدة: what holds now is not of the day told before
        distance = first - draft.i if first > draft.i else draft.i - last
        same = toks[first].clause == draft.clause
        between = range(min(draft.i, first) + 1, max(draft.i, first))
        verbs = sum(1 for k in between if toks[k].verb)
        opening = not any(t.verb for t in toks[:first])  # في الشهر الماضي انهارت …
        own = not same and _told_of(draft, sentence, first)
        if own:
            same, verbs = True, 0
        if not same and opening and first < draft.i and draft.tense == "past" and toks[draft.i].word.conj:
            same, verbs = True, 0  # عام 2017 أجرت تجربة واختبرت صواريخ: the date that opens the sentence is that of all its acts
        if not same and (verbs > 0 or (first < draft.i and not draft.noun and bool(toks[draft.i].word.conj) and not opening)):
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
        rank = wrong + (0 if same else 30) + distance + 8 * verbs - (20 if own else 0)
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best is not None and best[0] < 45 else None
