"""Events of one sentence: triggers and their senses. Needs names, phrases, verbs; gives Drafts.

A trigger is read in its best sense by `verbs` or `nouns`; these ask `subjects` who acts and `carriers` for the verbs around a
noun, and fill `roles`, with `sites` for places and `tallies` for counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.lexicon.types import Sense, Tables
from marsad.lexicon.words import Act, VerbReading
from marsad.reading.actors import Actors
from marsad.reading.clauses import Syntax
from marsad.reading.cues import Cues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.nouns import Nouns
from marsad.reading.participles import Participles
from marsad.reading.places import Gazetteer
from marsad.reading.recipients import Seeker
from marsad.reading.roles import Roles
from marsad.reading.said import Said
from marsad.reading.senses import rank
from marsad.reading.subjects import Subjects
from marsad.reading.verbs import Verbs

_TANWIN = ("\N{ARABIC DAMMATAN}", "\N{ARABIC KASRATAN}")
_SHADDA = "\N{ARABIC SHADDA}"


def _own(phrase: Phrase, draft: Draft) -> bool:
    """Whether a thing is of the very state that judges it (ودانت الخارجية الفلسطينية تهويد الحرم): it says nothing of the other side."""
    if draft.type not in ("ACCUSE", "REJECT", "SUPPORT") or phrase.cls not in ("thing", "event") or phrase.country is None:
        return False
    return bool(draft.actors) and all(a.country == phrase.country and a.sector == "GOV" and a.cls in ("state", "person", "office", "org") for a in draft.actors)


class EventFinder:
    """Finds the drafts of one sentence."""

    def __init__(self, tables: Tables, cues: Cues, gazetteer: Gazetteer, discourse: Discourse, sentence: Sentence, syntax: Syntax, actors: Actors, said: list[Said]) -> None:
        self.t, self.cues, self.s, self.x = tables, cues, sentence, syntax
        self.toks = sentence.tokens
        self.drafts: list[Draft] = []
        self._blocked: dict[int, frozenset[str]] = {}
        self.roles = Roles(tables, cues, discourse, sentence, syntax, actors)
        subjects = Subjects(discourse, sentence, syntax, said, self.drafts)
        self.verbs = Verbs(self.roles, subjects, self.drafts)
        self.nouns = Nouns(self.roles, subjects, gazetteer)
        self.participles = Participles(self.roles, subjects)
        self.content = self.roles.content

    def find(self) -> list[Draft]:
        """Give the drafts, each act once, with the recipients that stand outside its arguments."""
        blocked = self.cues.blocked(self.s)
        for tok in self.s.triggers:
            i, word = tok.i, tok.word
            if i in self.roles.taken or (i and self.toks[i - 1].word.norm == "حد"):
                continue  # على حد وصفه: a way of quoting
            if tok.mention is not None and (tok.mention.j - tok.mention.i > 1 or "name" in tok.mention.kinds):
                if not word.noun or "name" in tok.mention.kinds:
                    continue
            draft = None
            if tok.verb and word.verbs:
                draft = self._verb(i, blocked)
            elif not tok.verb:
                if word.noun:
                    draft = self._noun(i, blocked)
                if draft is None and word.participle:
                    draft = self._participle(i, blocked)
            if draft is not None:
                self.drafts.append(draft)
        for head, draft in self.verbs.told.items():
            other = next((d for d in self.drafts if d.i == head and d.noun and d.type == draft.type), None)
            if other is not None and draft in self.drafts:
                draft.actors = other.actors or draft.actors
                draft.modes = list(dict.fromkeys(other.modes + draft.modes))
                draft.spots.extend(s for s in other.spots if s not in draft.spots)
                draft.because.extend(other.because)
                self.drafts.remove(other)
        self._condemned()
        seeker = Seeker(self.s, self.x, self.cues.against, self.roles)
        for draft in self.drafts:
            draft.recipients = [p for p in draft.recipients if not any(q.start <= p.start and p.end <= q.end and q.sentence == p.sentence for q in draft.actors)]
            draft.recipients = [p for p in draft.recipients if not _own(p, draft)]
            seeker.seek(draft)
        return self.drafts

    def anchor(self, drafts: list[Draft]) -> None:
        """Give acts without a place the one that the sentence opens with or is about."""
        self.roles.sites.anchor(drafts)

    def _verb(self, i: int, blocked: frozenset[str]) -> Draft | None:
        word = self.toks[i].word
        if not word.verb_acts or self._marked_otherwise(i):
            return None
        for sense, reading, at in self._ranked(i, word.verb_acts, False, blocked):
            if reading is not None:
                draft = self.verbs.read(i, sense, reading, at)
                if draft is not None:
                    return draft
        return None

    def _marked_otherwise(self, i: int) -> bool:
        """Whether its marks say that the word is another: a tanwin (أيدٍ) stands on no verb, and a doubled first letter (ودّع) shows that و is of the root."""
        tok = self.toks[i]
        written = self.s.text[tok.start : tok.end]
        return written[-1:] in _TANWIN or (bool(tok.word.conj) and written[2:3] == _SHADDA)

    def _noun(self, i: int, blocked: frozenset[str]) -> Draft | None:
        ranked = self._ranked(i, self.toks[i].word.noun_acts, True, blocked)
        if not ranked or self.nouns.modifies(i):
            return None
        sense, _, at = ranked[0]
        return self.nouns.read(i, sense, at)

    def _participle(self, i: int, blocked: frozenset[str]) -> Draft | None:
        word = self.toks[i].word
        if word.det or word.prep or self.toks[i].mention is not None:
            return None
        ranked = self._ranked(i, word.participle_acts, True, blocked)
        if not ranked:
            return None
        sense, _, at = ranked[0]
        return self.participles.read(i, sense, at)

    def _ranked(self, i: int, options: Sequence[Act], noun: bool, blocked: frozenset[str]) -> list[tuple[Sense, VerbReading | None, int]]:
        """Give the senses that can be meant, best first; of equals the one that the lexicon names first."""
        found: list[tuple[float, Sense, VerbReading | None, int]] = []
        clause = self.toks[i].clause
        around = self.roles.around(clause)
        if clause not in self._blocked:
            self._blocked[clause] = blocked | self.cues.blocked_here(around)
        blocked = self._blocked[clause]
        for sense, reading in options:
            if sense.type in blocked:
                continue
            value, at = rank(sense, around, self.s, i, noun, self.x)
            if value < 0:
                continue
            if reading is not None and sense.tense == "past" and reading.tense != "past":
                continue
            found.append((value, sense, reading, at))
        if len(found) > 1:
            found.sort(key=lambda f: -f[0])
        return [f[1:] for f in found]

    def _condemned(self) -> None:
        """Who condemns an act condemns its doer, and vouches for the act (دانت المنظمة قصف المتمردين)."""
        for draft in self.drafts:
            if draft.type not in ("ACCUSE", "PROTEST") or draft.recipients:
                continue
            for other in self.drafts:
                if other is draft or not other.actors or not draft.i < other.i <= draft.i + 18 or other.type in ("REQUEST", "AGREE", "CONSULT"):
                    continue
                if any(self.toks[k].verb or self.toks[k].word.tag in ("relative", "subordinator") for k in range(draft.j, other.i)):
                    continue
                fresh = [p for p in other.actors if p not in draft.actors]
                if fresh:
                    draft.recipients.extend(fresh)
                    draft.tell("recipients", "condemned-act", fresh[0].start, fresh[0].end)
                    if draft.type == "ACCUSE" and not other.attribution:
                        other.attribution.extend(draft.actors[:1])
                break
