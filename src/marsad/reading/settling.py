"""Settling the drafts of a sentence: whether the act took place, who vouches for it, when it was, and what type and content make of it."""

from __future__ import annotations

import datetime

from marsad.reading.cues import Cues
from marsad.reading.dating import Dating
from marsad.reading.drafts import Draft
from marsad.reading.events import EventFinder
from marsad.reading.factuality import Factuality, Judgement
from marsad.reading.said import Said
from marsad.reading.stages import Watch
from marsad.reading.verbal import refine
from marsad.reading.vouchers import attribute


class Settler:
    """Settles the drafts of one article, sentence by sentence."""

    def __init__(self, factuality: Factuality, cues: Cues, day: datetime.date | None, watch: Watch | None) -> None:
        self.factuality, self.cues, self.watch = factuality, cues, watch
        self.dating = Dating(day)

    def settle(self, finder: EventFinder, said: list[Said]) -> list[Draft]:
        """Give the drafts of a sentence that assert an act of their own."""
        sentence = finder.s
        found = finder.find()
        behind = self.factuality.background(sentence)  # after finding, which may take a verb for a noun
        kept: list[Draft] = []
        for draft in found:
            if draft.i in finder.content:
                if self.watch is not None:
                    self.watch.candidate(draft, Judgement("content of another act"), "candidates")
                continue
            if not self._judge(draft, behind):
                continue
            attribute(draft, said, sentence)
            self.dating.date(draft, sentence, kept, draft.background and behind is None)
            if refine(draft, finder, self.cues, said):
                kept.append(draft)
        return kept

    def _judge(self, draft: Draft, behind: Judgement | None) -> bool:
        """Give a draft its factuality with the cue that tells it; False if the words do not assert an act at all."""
        judged = self.factuality.judge(draft)
        if behind is not None and not judged.cue:
            judged = behind
        if self.watch is not None:
            self.watch.candidate(draft, judged, "factuality" if judged.effect == "no-act" else "")
        if judged.effect == "no-act":
            return False
        toks = draft.sentence.tokens
        if judged.effect in ("background", "going-on"):
            draft.background, draft.going_on = judged.effect == "background", judged.effect == "going-on"
        elif judged.cue:
            draft.factuality = judged.effect  # type: ignore[assignment]
        if judged.cue:
            draft.tell("factuality", judged.cue, toks[judged.first].start, toks[judged.last].end)
        return True
