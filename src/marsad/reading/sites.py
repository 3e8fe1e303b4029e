"""Places of a draft: those its roles and clause name, those inside a longer phrase, and the one the sentence is about.

Stands under `roles`, which says which phrase is a place; gives Spots. Leaves out what adds nothing at the end (`settle`).
"""

from __future__ import annotations

from marsad.lexicon.types import Tables
from marsad.reading.arguments import Argument
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft, Spot

OF_WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT"})  # acts of words: what follows them is what is said
_LOCAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})


def tells_where(draft: Draft, arg: Argument) -> bool:
    """Whether a phrase after the act says where it happens; what is asked or threatened happens elsewhere, later."""
    if draft.type in OF_WORDS or (arg.prep == "حول" and draft.type not in ("ASSAULT", "PROTEST", "MOBILIZE")):
        return False
    return arg.prep in draft.sentence.lists.where_prepositions or (arg.prep == "علي" and draft.type == "ASSAULT")


class Sites:
    """Finds the places of the drafts of one sentence; `taken` are the tokens that complete a trigger, no place begins there."""

    def __init__(self, tables: Tables, sentence: Sentence, syntax: Syntax, taken: set[int]) -> None:
        self.t, self.s, self.x, self.taken = tables, sentence, syntax, taken
        self.toks = sentence.tokens

    def add(self, draft: Draft, phrases: list[Phrase]) -> None:
        """Add the phrases that are places or have one."""
        for phrase in phrases:
            if phrase.cls == "event" or any(s.phrase is phrase for s in draft.spots):
                continue
            if phrase.cls in ("place", "state") or phrase.place is not None:
                draft.spots.append(Spot(phrase, phrase.place))
                draft.tell("where", f"{draft.sense.id}.place", phrase.start, phrase.end)

    def add_inside(self, draft: Draft, phrase: Phrase) -> None:
        """Add the places named inside a longer phrase, after its head."""
        if phrase.sentence != self.s.number:
            return
        for k in range(phrase.i, phrase.j):
            m = self.toks[k].mention
            if m is not None and m.i == k and "place" in m.kinds and k > phrase.head:
                self.add(draft, [p for p in self.x.phrases(k) if p.cls == "place"])

    def add_of_clause(self, draft: Draft, clause: int) -> None:
        """Add the places after prepositions of the clause, and those after "among them" (أهمها، منها); four at most."""
        draft.spots = [s for s in draft.spots if s.place is not None or s.phrase.det or s.phrase.j - s.phrase.i > 1 or s.phrase.sentence != self.s.number]
        if len(draft.spots) >= 4:
            return
        ends = {p.j for p in (*draft.actors, *draft.recipients) if p.sentence == self.s.number and p.i < draft.i and p.cls in ("org", "office", "person", "source")}
        toks = self.toks
        for k, tok in enumerate(toks):
            if tok.clause != clause:
                continue
            word = tok.word
            if word.norm in self.s.lists.such_as and k > draft.i and k + 1 < len(toks):
                self.add(draft, [p for p in self.x.phrases(k + 1) if p.cls == "place" and p.place is not None])
                continue
            inside = (word.tag == "preposition" and word.core in self.s.lists.where_prepositions) or (word.prep == "ب" and tok.mention is not None and tok.mention.i == k)
            if not inside:
                continue
            at = k if word.prep else k + 1
            if word.core == "قرب" and word.prep and k + 2 < len(toks) and toks[k + 1].word.norm == "من":
                at = k + 2  # بالقرب من حمص
            if at >= len(toks) or k in ends or at in self.taken or (word.core == "حول" and draft.type not in ("ASSAULT", "PROTEST", "MOBILIZE")):
                continue  # بعثة الأمم المتحدة في ليبيا: the place belongs to the name
            for phrase in self.x.phrases(at):
                facility = phrase.cls == "org" and phrase.sentence == self.s.number and toks[phrase.head].word.head is not None and word.core != "ب"
                if phrase.cls == "place" or facility or (phrase.cls == "state" and phrase.given == "name"):
                    if not any(s.phrase is phrase or s.phrase.start == phrase.start for s in draft.spots) and len(draft.spots) < 4:
                        draft.spots.append(Spot(phrase, phrase.place))
                        draft.tell("where", "clause.place", phrase.start, phrase.end)
                elif phrase.cls in ("thing", "event", "org"):
                    self.add_inside(draft, phrase)

    def add_of_relative(self, draft: Draft, i: int) -> None:
        """Where the clause about a noun of action says that it happened (الاجتماع الذي عقد في جدة)."""
        toks = self.toks
        start = next((k for k in range(i + 1, min(len(toks), i + 7)) if toks[k].word.tag == "relative"), -1)
        if start < 0 or any(toks[k].verb for k in range(i + 1, start)):
            return
        if start + 1 < len(toks) and toks[start + 1].verb and any(self.t.verbs[r.verb].support is not None for r in toks[start + 1].word.verbs):
            self.add_of_clause(draft, toks[start].clause)

    def settle(self, draft: Draft) -> None:
        """Leave out what places add nothing: a bare "positions" beside a name, and the wider area after a place (جنوب دمشق)."""
        if len(draft.spots) > 1:
            named = [s for s in draft.spots if s.place is not None or s.phrase.j - s.phrase.i > 1]
            draft.spots = named or draft.spots
        ends = {s.phrase.j for s in draft.spots if s.place is not None}
        kept = []
        for spot in draft.spots:
            phrase = spot.phrase
            here = phrase.sentence == self.s.number
            kind = self.toks[phrase.head].word.head if here else None
            side = kind is not None and kind[0] == "direction"
            if here and phrase.j - phrase.i == 1 and spot.place is None and (side or not phrase.det):
                continue  # مواقع، مناطق، الشمال: no place that one can find
            k = phrase.i
            if here and len(draft.spots) > 1 and (k in ends or k - 1 in ends) and k < len(self.toks):
                first = self.toks[k].word if k in ends else self.toks[k - 1].word
                if (first.head is not None and first.head[0] == "direction" and not first.conj and not first.prep) or (first.core in self.s.lists.near and k - 1 in ends):
                    continue
            kept.append(spot)
        draft.spots = kept

    def anchor(self, drafts: list[Draft]) -> None:
        """Give acts without a place the one that the sentence opens with (ففي معان، …) or that it is about (شهدت عمان …، حيث …)."""
        anchor = self._opening()
        last: list[Spot] = []
        for draft in sorted(drafts, key=lambda d: d.i):
            if draft.spots:
                last = draft.spots
                continue
            if draft.type not in _LOCAL or (draft.noun and draft.definite):
                continue
            start = self.x.clause_start(draft.i)
            if last and self.toks[start].word.norm == "حيث":
                draft.spots = list(last)
            elif anchor is not None:
                draft.spots = [Spot(anchor, anchor.place)]
                draft.tell("where", "sentence.place", anchor.start, anchor.end)

    def _opening(self) -> Phrase | None:
        toks = self.toks
        for k in range(min(3, len(toks) - 1)):
            word = toks[k].word
            if word.tag == "preposition" and word.core in ("في", "داخل") and toks[k].mention is None:
                return next((p for p in self.x.phrases(k + 1) if p.cls == "place" and p.place is not None), None)
            if toks[k].verb and word.core in self.s.lists.witnessed:
                return next((p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls == "place"), None)
        return None
