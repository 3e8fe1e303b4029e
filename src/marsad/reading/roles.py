"""Roles of a draft: which phrase is actor, recipient, target, place or content, by the frame of its sense.

Needs phrases and the frame; asks `sites` for places and `tallies` for counts. `verbs`, `nouns` and `carriers` decide what stands
as subject, object and genitive, and fill it in here.
"""

from __future__ import annotations

from marsad.lexicon.types import Sense, Tables
from marsad.lexicon.vocabulary import MODES
from marsad.reading.actors import Actors
from marsad.reading.classes import ACTING_SECTORS, AGENTIVE, ARMED
from marsad.reading.clauses import Syntax
from marsad.reading.cues import Cues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.senses import Around
from marsad.reading.sites import OF_WORDS, Sites
from marsad.reading.tallies import Tallies


class Roles:
    """Fills the roles of the drafts of one sentence."""

    def __init__(self, tables: Tables, cues: Cues, discourse: Discourse, sentence: Sentence, syntax: Syntax, actors: Actors) -> None:
        self.t, self.cues, self.d, self.s, self.x, self.a = tables, cues, discourse, sentence, syntax, actors
        self.toks = sentence.tokens
        self.taken: set[int] = set()  # tokens that complete a trigger and are none themselves
        self.content: dict[int, Draft] = {}  # noun of action that is asked, refused or threatened → the draft that asks
        self._around: dict[int, Around] = {}
        self.sites = Sites(tables, sentence, syntax, self.taken)
        self.tallies = Tallies(tables, cues, sentence)

    def around(self, clause: int) -> Around:
        """The terms around a clause, made once for each."""
        if clause not in self._around:
            self._around[clause] = Around(self.s, clause)
        return self._around[clause]

    def begin(self, sense: Sense, i: int, at: int, noun: bool) -> Draft:
        """Give the draft of the trigger at i in one sense; `at`, its completing word, is a trigger no more."""
        tok = self.toks[i]
        start = tok.start
        last = max(i, at) if at >= 0 and at - i <= 3 else i
        draft = Draft(sense, sense.type, self.s, i, last + 1, start, self.toks[last].end, noun)
        draft.content_type = sense.content_type
        draft.tell("type", sense.id, start, draft.trigger_end)
        if at >= 0:
            self.taken.add(at)
        return draft

    def fill(self, draft: Draft, role: str, phrases: list[Phrase]) -> None:
        """Put each phrase in its role, but not the one that the trigger stands in."""
        for phrase in phrases:
            if phrase.i <= draft.i < phrase.j and phrase.sentence == draft.sentence.number:
                continue
            self.assign(draft, role, phrase)
        if role == "victim" and draft.counts:
            self.tallies.total(draft, phrases)

    def assign(self, draft: Draft, role: str, phrase: Phrase) -> None:
        """Put a phrase where its class lets it stand: a place named as actor or recipient says where, a thing as target whose it is."""
        if draft.type == "PROTEST" and role in ("actor", "partner", "recipient", "target", "victim") and self._protest(phrase) and not phrase.mention:
            return  # خرجت مسيرات: the march is the act, no drones
        if role in ("actor", "partner"):
            self._act(draft, role, phrase)
        elif role in ("recipient", "victim"):
            self._suffer(draft, role, phrase)
        elif role == "target":
            self._be_aimed_at(draft, role, phrase)
        elif role == "place":
            self.sites.add(draft, [phrase])
        elif role == "content":
            self.be_content(draft, [phrase])
        elif role == "auto":
            acting = phrase.cls in ARMED or phrase.sector in ACTING_SECTORS
            self.assign(draft, "actor" if acting else "recipient", phrase)

    def _act(self, draft: Draft, role: str, phrase: Phrase) -> None:
        cls = phrase.cls
        if cls == "place":
            self.sites.add(draft, [phrase])
        elif cls in AGENTIVE or cls == "victim" or (cls == "thing" and phrase.country):
            if phrase.count is not None and draft.type in ("PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"):
                self.tallies.count(draft, phrase)
            if phrase not in draft.actors and phrase not in draft.recipients:
                draft.actors.append(phrase)
                draft.tell("actors", f"{draft.sense.id}.{role}", phrase.start, phrase.end)

    def _suffer(self, draft: Draft, role: str, phrase: Phrase) -> None:
        cls = phrase.cls
        if role == "victim" or phrase.count is not None:
            self.tallies.count(draft, phrase)
        pair = len(draft.actors) > 1 and phrase.sentence == self.s.number and self.toks[phrase.head].word.core in self.s.lists.pairs
        if pair and (not phrase.countries or any(a.country in phrase.countries for a in draft.actors)):
            return  # قتلى من الطرفين: those who fight, named already
        if self._sum_of_war(phrase) or (draft.type == "RETREAT" and self._own_men(phrase)):
            return
        if cls == "place":
            self.sites.add(draft, [phrase])
        elif cls == "event" and draft.type in ("COERCE", "ASSAULT") and self._protest(phrase):
            crowd = phrase.copy()  # the same words stay the protest for other acts
            crowd.cls, crowd.sector = "human", "CVL"
            draft.recipients.append(crowd)
        elif cls in AGENTIVE or cls == "victim" or (cls == "thing" and (phrase.country or (role == "victim" and phrase.count is not None))):
            if (
                phrase not in draft.recipients
                and not any(phrase.start == p.start and phrase.sentence == p.sentence for p in draft.actors)
                and not (cls == "victim" and phrase.country is None)
            ):
                draft.recipients.append(phrase)
                draft.tell("recipients", f"{draft.sense.id}.{role}", phrase.start, phrase.end)
        elif cls in ("thing", "event") and role == "recipient" and not draft.recipients and draft.type in ("COERCE", "ASSAULT", "AID"):
            self._inner_people(draft, phrase)

    def _be_aimed_at(self, draft: Draft, role: str, phrase: Phrase) -> None:
        cls = phrase.cls
        if cls == "place" or (cls == "state" and draft.type == "ASSAULT"):
            self.sites.add(draft, [phrase])
            if (
                cls == "place"
                and draft.noun
                and self.toks[draft.i].word.core in self.s.lists.aggression
                and phrase.country
                and phrase not in draft.recipients
                and all(p.country != phrase.country for p in draft.actors)
            ):
                draft.recipients.append(phrase)  # العدوان على غزة: the country is what is attacked
            if cls == "state" and draft.actors and draft.actors[0].cls in ("state", "force", "group") and draft.actors[0].country not in (None, phrase.country):
                draft.recipients.append(phrase)
        elif cls in AGENTIVE or cls == "victim" or (cls in ("thing", "event") and phrase.country and phrase.given in ("demonym", "genitive", "name")):
            if phrase not in draft.recipients and not any(phrase.start == p.start and phrase.sentence == p.sentence for p in draft.actors):
                draft.recipients.append(phrase)
                draft.tell("recipients", f"{draft.sense.id}.{role}", phrase.start, phrase.end)
            if phrase.count is not None:
                self.tallies.count(draft, phrase)
        if cls == "thing":
            self.sites.add_inside(draft, phrase)
        if cls in ("thing", "place", "event") and not draft.recipients:
            self._inner_people(draft, phrase)

    def _sum_of_war(self, phrase: Phrase) -> bool:
        """أكثر من 340 ألف شخص: a lower bound in thousands of mere persons sums a conflict up; it is a count and names no victim."""
        number = phrase.count
        if number is None or number.value is not None or (number.low or 0) < 1000 or phrase.country is not None or phrase.sentence != self.s.number:
            return False
        role = self.toks[phrase.head].word.role
        return role >= 0 and self.t.names[role].id == "role.person"

    def _own_men(self, phrase: Phrase) -> bool:
        """أجلى التنظيم مسلحيه: those who leave with him are he."""
        return phrase.sentence == self.s.number and bool(self.toks[phrase.head].word.pronoun) and phrase.sector in ("MIL", "REB", "UAF", "PRM")

    def _protest(self, phrase: Phrase) -> bool:
        head = self.toks[phrase.head].word if phrase.sentence == self.s.number else None
        return head is not None and any(self.t.senses[k].type == "PROTEST" for k, _ in head.noun)

    def _inner_people(self, draft: Draft, phrase: Phrase) -> None:
        """Whose the thing or place is that was hit (قافلة المهجرين، مخيم للنازحين، مقر لقسد)."""
        if phrase.sentence != self.s.number:
            return
        for k in range(phrase.head + 1, min(phrase.j + 1, len(self.toks))):
            tok = self.toks[k]
            if tok.verb or (k == phrase.j and not (tok.word.prep == "ل" or (tok.mention is not None and tok.mention.skip))):
                continue
            if self.cues.relational(tok.word, "ل") or (k < phrase.j and tok.word.det and self.toks[k - 1].word.det):
                continue  # نقطة تابعة لقوات الأسد؛ العدوان الإرهابي: what describes the thing owns it not
            if (
                tok.word.adjective is not None
                and not tok.word.det
                and tok.mention is None
                and k > phrase.head
                and not self.toks[phrase.head].word.det
                and tok.word.core.endswith("ه")
            ):
                continue  # سيارة مدنية: an adjective
            if tok.word.role >= 0 or (tok.mention is not None and tok.mention.i == k and "name" in tok.mention.kinds):
                group = [p for p in self.x.phrases(k) if p.cls in ("human", "force", "group", "org") and p.cls != "state"][:1]
                if group and group[0] not in draft.actors and (group[0].cls != "org" or group[0].sector in ACTING_SECTORS):
                    draft.recipients.extend(group)
                    draft.tell("recipients", "owner-of-target", group[0].start, group[0].end)
                    return

    def be_content(self, draft: Draft, phrases: list[Phrase]) -> None:
        """The act asked, agreed, refused or threatened is content, not an event of its own."""
        for phrase in phrases:
            if phrase.sentence != self.s.number:
                continue
            for k in range(phrase.i, phrase.j):
                word = self.toks[k].word
                if word.noun and (k == phrase.head or not word.det):
                    draft.content_type = draft.content_type or self.t.senses[word.noun[0][0]].type
                    self.content[k] = draft

    def finish(self, draft: Draft, i: int) -> None:
        """Places, counts and modes from the rest of the clause."""
        clause = draft.clause
        if draft.type not in OF_WORDS:
            self.sites.add_of_clause(draft, clause)
            if draft.noun and not draft.spots:
                self.sites.add_of_relative(draft, i)
        self.sites.settle(draft)
        if draft.type == "ASSAULT" and not draft.sense.modes:
            for mode, start, end in self.cues.instruments(self.around(clause)):
                if mode in MODES["ASSAULT"] and mode not in draft.modes and len(draft.modes) < 2:
                    draft.modes.append(mode)
                    draft.tell("modes", "instrument." + mode, start, end)
        self.tallies.count_loose(draft, clause)
