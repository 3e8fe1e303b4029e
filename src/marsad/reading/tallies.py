"""Counts of a draft: how many were hurt, came, were sent. Needs numbers and phrases; gives Tallies.

Stands under `roles`: a phrase that fills a role brings its number; then the trigger and its completing word, then loose
numbers of the clause.
"""

from __future__ import annotations

from collections.abc import Container

from marsad.lexicon.types import Tables
from marsad.reading.cues import Cues
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft, Tally

_HARMED = frozenset({"person", "rank", "profession", "human", "office", "victim", "relation", "thing"})


class Tallies:
    """Counts for the drafts of one sentence."""

    def __init__(self, tables: Tables, cues: Cues, sentence: Sentence) -> None:
        self.t, self.cues, self.s = tables, cues, sentence
        self.toks = sentence.tokens

    def count(self, draft: Draft, phrase: Phrase) -> None:
        """Count a phrase that fills a role, by its number or, of those harmed, by its form (مقتل جندي: one)."""
        number = phrase.count
        if phrase.sentence != self.s.number:
            return
        if number is None and "victim" not in draft.sense.frame.values() and not phrase.victim:
            return
        what = (
            "protesters"
            if draft.type == "PROTEST"
            else self.cues.counted_by_phrase(self.s, phrase)
            or self.cues.counted.get(draft.lemma or self.toks[draft.i].word.core)
            or self.cues.counted.get(self.toks[draft.i].word.core)
            or self.cues.counted_sense(draft.sense.id, draft.modes)
        )
        if what is None:
            return
        if number is None:
            value = self._implied(phrase)
            if value is not None:
                draft.counts.append(Tally(what, value, None, None, phrase.text, phrase.start, phrase.end, phrase.text))
            return
        first, last = number.first, number.last
        start, end = self.toks[first].start, self.toks[last - 1].end
        draft.counts.append(Tally(what, number.value, number.low, number.high, phrase.text, start, end, self.s.text[start:end]))
        draft.tell("counts", "number." + what, start, end)

    def _implied(self, phrase: Phrase) -> int | None:
        """How many a phrase without a number names: a dual two, a singular one, else None."""
        core = self.toks[phrase.head].word.core
        if core in self.t.duals or core in self.s.lists.two:
            return 2
        return 1 if _singular(core, self.s.lists.collective) and phrase.cls in ("person", "rank", "profession", "human", "office", "victim", "relation") else None

    def total(self, draft: Draft, phrases: list[Phrase]) -> None:
        """Several phrases harmed together make one count (إصابة امرأة وطفلين: three)."""
        if len(phrases) < 2 or any(p.sentence != self.s.number or p.cls not in _HARMED or (p.det and p.cls != "person") for p in phrases):
            return
        values = [p.count.value if p.count is not None else self._implied(p) for p in phrases]
        known = [v for v in values if v is not None]
        whats = {c.what for c in draft.counts}
        if len(known) != len(values) or len(whats) != 1:
            return
        first, last = phrases[0], phrases[-1]
        draft.counts = [Tally(whats.pop(), sum(known), None, None, self.s.text[first.start : last.end], first.start, last.end, self.s.text[first.start : last.end])]

    def count_completion(self, draft: Draft, at: int) -> None:
        """سقط قتيل، سقط قتيلان: the completing word is what is counted."""
        word = self.toks[at].word
        what = self.cues.counted.get(word.core) or self.cues.counted.get(word.norm)
        if what is None or any(c.what == what for c in draft.counts) or word.pronoun or (at and self.toks[at - 1].number is not None):
            if what is not None and at and self.toks[at - 1].number is not None:
                self.count_trigger(draft, at)
            return
        value = 2 if word.core in self.t.duals or word.core.endswith(("ان", "ين")) else 1 if not word.det and word.core in self.s.lists.one else None
        if value is not None:
            tok = self.toks[at]
            draft.counts.append(Tally(what, value, None, None, None, tok.start, tok.end, self.s.text[tok.start : tok.end]))

    def count_trigger(self, draft: Draft, i: int) -> None:
        """14 قتيلا: the trigger itself is what is counted."""
        word = self.toks[i].word
        what = self.cues.counted.get(word.core) or self.cues.counted.get(word.norm)
        if what is None:
            return
        number = None
        for k in (i - 1, i - 2):
            candidate = self.toks[k].number if k >= 0 else None
            if candidate is not None:
                if candidate.last == i or (candidate.last == i - 1 and self.toks[i - 1].word.norm == "من"):
                    number = candidate
                break
        if number is None and what in ("killed", "injured", "detained", "displaced"):
            for k in range(i + 1, min(len(self.toks) - 1, i + 16)):
                if self.toks[k].word.core in self.s.lists.reaches:
                    number = next((self.toks[m].number for m in range(k + 1, min(len(self.toks), k + 4)) if self.toks[m].number is not None), None)
                    break
        if number is not None:
            start, end = self.toks[number.first].start, self.toks[number.last - 1].end
            draft.counts.append(Tally(what, number.value, number.low, number.high, self.toks[i].word.norm, start, end, self.s.text[start:end]))
            draft.tell("counts", "number." + what, start, end)

    def count_loose(self, draft: Draft, clause: int) -> None:
        """Numbers of people or things counted in the clause that no phrase took (مظاهرة شارك فيها 200 شخص)."""
        wanted = {
            "PROTEST": ("protesters",),
            "MOBILIZE": ("troops", "posts", "vehicles"),
            "AID": ("money", "vehicles"),
            "ASSAULT": ("killed", "injured", "sorties"),
            "COERCE": ("detained", "displaced"),
            "RETREAT": ("released", "troops"),
        }.get(draft.type)
        if wanted is None:
            return
        have = {c.what for c in draft.counts}
        for number in self.s.numbers:
            first, last = number.first, number.last
            if last >= len(self.toks) or self.toks[first].clause != clause or number.kind in ("percent", "ordinal"):
                continue
            after = self.toks[last].word
            if after.norm == "من" and last + 1 < len(self.toks):
                after = self.toks[last + 1].word
            what = self.cues.counted.get(after.core) or self.cues.counted.get(after.norm)
            if what in wanted and what not in have and abs(first - draft.i) < 14:
                start, end = self.toks[first].start, self.toks[last - 1].end
                draft.counts.append(Tally(what, number.value, number.low, number.high, after.norm, start, end, self.s.text[start:end]))
                draft.tell("counts", "number." + what, start, end)
                have.add(what)


def _singular(core: str, collective: Container[str]) -> bool:
    return core != "اخرين" and not core.endswith(("ون", "ين", "ات", "ان")) and core not in collective
