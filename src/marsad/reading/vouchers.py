"""Vouchers: the speakers whose words tell an act, nearest first."""

from __future__ import annotations

from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.said import Said


def attribute(draft: Draft, said: list[Said], sentence: Sentence) -> None:
    """Give a draft the speakers whose words hold its trigger; a denial makes it negated."""
    for item in sorted(_holding(draft, said, sentence), key=lambda s: (s.b - s.a, -s.a)):
        speaker = item.speaker
        assert speaker is not None
        if draft.attribution and _same(draft.attribution[0], speaker):
            continue
        if item.certainty == "denies" and draft.factuality in ("actual", "historical"):
            cue = sentence.tokens[item.cue]
            draft.overrule("negated", item.rule, cue.start, cue.end)
        if not any(speaker is p or _same(speaker, p) for p in draft.attribution):
            draft.attribution.append(speaker)
            draft.tell("attribution", item.rule, speaker.start, speaker.end)


def _holding(draft: Draft, said: list[Said], sentence: Sentence) -> list[Said]:
    toks = sentence.tokens
    holding = [s for s in said if s.a <= draft.i < s.b and s.cue != draft.i and s.speaker is not None]
    if draft.noun and draft.definite:  # تطرق إلى الحرب: a known act is spoken about, not asserted
        holding = [s for s in holding if s.verb is None or s.certainty == "denies" or not (s.a and toks[s.a - 1].word.core in ("الي", "عن") and draft.i <= s.a + 1)]
    opening = toks[sentence.clause_span(toks[draft.i].clause)[0]].word
    if opening.tag == "relative" and opening.conj:
        holding = [s for s in holding if s.cue > draft.i or s.a > draft.i]  # والتي: the narrator adds it
    return holding


def _same(a: Phrase, b: Phrase) -> bool:
    return a.text == b.text or (a.entity is not None and a.entity == b.entity)
