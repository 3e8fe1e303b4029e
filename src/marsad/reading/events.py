"""Events of one sentence: triggers, their senses, and who fills which role. Needs names, phrases, verbs; gives Drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marsad.lexicon.types import Sense, Support, Tables
from marsad.lexicon.vocabulary import MODES
from marsad.lexicon.words import VerbReading
from marsad.reading.actors import Actors, Discourse
from marsad.reading.clauses import AGENTIVE, Argument, Syntax
from marsad.reading.cues import Cues
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft, Spot, Tally
from marsad.reading.places import Gazetteer
from marsad.reading.recipients import Seeker
from marsad.reading.senses import Around, fits, rank
from marsad.reading.speech import Said

ARMED = frozenset({"state", "force", "group", "org", "rank"})
_ACTING_SECTORS = frozenset({"GOV", "MIL", "COP", "REB", "PRM", "UAF", "SPY"})
_RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_PLACE_PREPS = frozenset({"في", "ب", "داخل", "قرب", "وسط", "شمال", "جنوب", "شرق", "غرب", "خارج", "حول", "عند", "قباله", "فوق"})
_PURPOSE = frozenset({"بهدف", "بغيه", "لاجل", "اجل", "لمنع", "هدف", "غيه"})
_OF_WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT"})  # acts of words: what follows them is what is said
_LOCAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
_WITNESSES = frozenset({"شهد", "شهدت", "تشهد", "يشهد"})
_REACHED = frozenset({"طال", "طالت", "تطال", "يطال", "شمل", "شملت", "تشمل"})  # حملة اعتقالات طالت ناشطين
_AGGRESSION = frozenset({"عدوان", "حرب"})
_ZONES = frozenset({"منطقه", "مناطق", "مراكز", "نقاط", "خطوط", "مواقع", "اماكن"})
_NEAR = frozenset({"قرب", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})
_CONTENT_TYPES = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})


class EventFinder:
    """Finds the drafts of one sentence."""

    def __init__(self, tables: Tables, cues: Cues, gazetteer: Gazetteer, discourse: Discourse, sentence: Sentence, syntax: Syntax, actors: Actors, said: list[Said]) -> None:
        self.said = said
        self.t, self.cues, self.g, self.d, self.s, self.x, self.a = tables, cues, gazetteer, discourse, sentence, syntax, actors
        self.toks = sentence.tokens
        self._around: dict[int, Around] = {}
        self._blocked: dict[int, frozenset[str]] = {}
        self.drafts: list[Draft] = []
        self.taken: set[int] = set()
        self.content: dict[int, Draft] = {}
        self.told: dict[int, Draft] = {}  # noun of action that is the subject of a verb of action → the verb's draft

    def around(self, clause: int) -> Around:
        if clause not in self._around:
            self._around[clause] = Around(self.s, clause)
        return self._around[clause]

    def find(self) -> list[Draft]:
        blocked = self.cues.blocked(self.s)
        for i, tok in enumerate(self.toks):
            word = tok.word
            if not word.trigger or i in self.taken or (i and self.toks[i - 1].word.norm == "حد"):
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
        for head, draft in self.told.items():
            other = next((d for d in self.drafts if d.i == head and d.noun and d.type == draft.type), None)
            if other is not None and draft in self.drafts:
                draft.actors = other.actors or draft.actors
                draft.modes = list(dict.fromkeys(other.modes + draft.modes))
                draft.spots.extend(s for s in other.spots if s not in draft.spots)
                draft.because.extend(other.because)
                self.drafts.remove(other)
        self._condemned()
        seeker = Seeker(self.s, self.x, self.cues.against)
        for draft in self.drafts:
            draft.recipients = [p for p in draft.recipients if not any(q.start <= p.start and p.end <= q.end and q.sentence == p.sentence for q in draft.actors)]
            seeker.seek(draft)
        return self.drafts

    def anchor(self, drafts: list[Draft]) -> None:
        """Give acts without a place the one that the sentence opens with (ففي معان، …) or that it is about (شهدت عمان …، حيث …)."""
        anchor = self._anchor()
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

    def _anchor(self) -> Phrase | None:
        toks = self.toks
        for k in range(min(3, len(toks) - 1)):
            word = toks[k].word
            if word.tag == "preposition" and word.core in ("في", "داخل") and toks[k].mention is None:
                return next((p for p in self.x.phrases(k + 1) if p.cls == "place" and p.place is not None), None)
            if toks[k].verb and word.core in _WITNESSES:
                return next((p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls == "place"), None)
        return None

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

    # -- senses ------------------------------------------------------------------------------------------------

    def _ranked(self, i: int, options: Sequence[tuple[Sense, VerbReading | None]], noun: bool, blocked: frozenset[str]) -> list[tuple[Sense, VerbReading | None, int]]:
        """Give the senses that can be meant, best first; of equals the one that the lexicon names first."""
        found: list[tuple[float, Sense, VerbReading | None, int]] = []
        clause = self.toks[i].clause
        around = self.around(clause)
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
        found.sort(key=lambda f: -f[0])
        return [f[1:] for f in found]

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, i: int, blocked: frozenset[str]) -> Draft | None:
        word = self.toks[i].word
        options = [(self.t.senses[k], r) for r in word.verbs for k in self.t.verbs[r.verb].senses]
        if not options:
            return None
        for sense, reading, at in self._ranked(i, options, False, blocked):
            if reading is not None:
                draft = self._verb_as(i, sense, reading, at)
                if draft is not None:
                    return draft
        return None

    def _verb_as(self, i: int, sense: Sense, reading: VerbReading, at: int) -> Draft | None:
        """Read the verb at i in one sense; None where the classes of its subject or object speak against it."""
        args = self.x.after(i)
        frame = sense.frame
        takes = frame.get("object") in ("recipient", "target", "victim", "actor", "partner")
        groups = [a for a in args if a.kind == "np" and not a.prep and (at < 0 or takes or not any(p.i <= at < p.j for p in a.phrases))]
        if at >= 0:
            for a in args:
                whole = a.phrases[0] if a.kind == "np" and not a.prep and a.phrases else None
                if whole is not None and whole.i < at < whole.j and whole.head < at and self.toks[whole.head].word.role >= 0:
                    part = self.x.c._make(whole.i, at, whole.head, whole.count)  # أطلق مسلح النار: the subject ends before the completing word
                    groups.append(Argument("np", a.at, "", [self.a.describe(part, self.s)]))
        left = self._left(i)
        subject: list[Phrase] = []
        obj: list[Phrase] = []
        passive = False
        whose = self._genitive_of(at, sense)
        if left:
            subject = left
            obj = groups[0].phrases if groups else []
            relative = i > 0 and self.toks[i - 1].word.tag == "relative"
            if groups and groups[0].phrases[0].cls in AGENTIVE and (relative or reading.pronoun) and (reading.pronoun or "object" not in frame):
                subject, obj = groups[0].phrases, left if reading.pronoun else []
            if not obj and self._passive_subject(sense, reading, subject, args):
                passive, obj, subject = True, subject, []
        elif groups:
            first = groups[0].phrases
            adjacent = len(groups) > 1 and groups[1].at <= max(p.j for p in first) + 1
            unarmed = (
                frame.get("object") == "victim"
                and first[0].sector in (None, "CVL", "REF", "MED", "JRN", "EDU", "REL")
                and first[0].cls in ("human", "victim", "profession", "person", "thing")
            )
            counted = len(groups) > 1 and groups[1].phrases[0].count is not None and first[0].cls in ("force", "group", "state", "org") and first[0].count is None
            counted = counted or (len(groups) > 1 and frame.get("object") == "victim" and first[0].cls in ("thing", "event") and groups[1].phrases[0].cls in ("human", "victim"))
            second = groups[1].phrases if counted or (len(groups) > 1 and (adjacent or not unarmed) and not (frame.get("object") == "victim" and not adjacent)) else []
            if reading.person in ("1p", "1s"):
                obj, subject = first, self._speaker_at(i)
            elif i and self.toks[i - 1].word.tag == "pronoun" and not second and "object" in frame and reading.voice != "passive":
                obj, subject = first, [p for p in self._carried(i) if p not in first]  # وهو يتوعد المجلس: the pronoun is the subject
            elif second and not first[0].victim:
                subject, obj = first, second
            elif "object" not in frame:
                subject = first
            elif self._passive(sense, reading, first, args, bool(second)):
                passive, obj = True, first
            elif reading.pronoun:
                subject = first
            elif self._dropped(sense, reading, first, i) or self._object_only(sense, i):
                obj = first
                subject = self._carried(i)
            else:
                subject = first
        elif reading.voice != "passive":
            subject = self._carried(i)
            if (
                frame.get("object") == "victim"
                and not reading.pronoun
                and reading.tense == "past"
                and reading.person in ("3mp", "3fs", "3ms")
                and subject
                and subject[0].cls in ("human", "victim", "person", "profession", "rank")
            ):
                passive, obj, subject = True, subject, []
        if "object" not in frame and reading.voice == "passive" and not passive:
            passive = True
        draft = self._draft(sense, i, at, False)
        draft.passive = passive
        draft.lemma, draft.tense = self.t.verbs[reading.verb].lemma, reading.tense
        if sense.object_is and obj and not passive and not fits(sense.object_is, self._cls(obj[0])):
            return None
        if sense.object_is and not obj and not reading.pronoun and not passive and "object" in frame:
            return None
        if "object" not in frame and draft.type in ("ASSAULT", "COERCE", "SANCTION"):
            needed = [p for p, role in frame.items() if role in ("victim", "target", "recipient") and p not in ("subject", "of", "adj", "clause")]
            if needed and not sense.with_ and not any(a.prep in needed for a in args) and frame.get("subject") != "victim":
                return None
        if sense.subject_is and subject and not fits(sense.subject_is, self._cls(subject[0])):
            return None
        self._subject_is_event(draft, subject, i)
        if subject and self._cls(subject[0]) == "event" and subject[0].head > i and subject[0].sentence == self.s.number:
            self.told[subject[0].head] = draft
        if not (subject and self._cls(subject[0]) == "event" and draft.type == "ASSAULT"):
            self._fill(draft, frame.get("subject", "actor"), subject)
        if draft.type == "RETREAT" and not draft.actors and subject and self._cls(subject[0]) == "event":
            self._fill(draft, "actor", [p for p in self._carried(i) if p.cls in AGENTIVE])  # العملية توقفت: who led it stops it
        self._fill(draft, frame.get("object", "theme"), obj)
        if whose and not any(p in draft.actors or p in draft.recipients for p in whose):
            self._fill(draft, frame["object"], whose)
        if draft.type == "ASSAULT" and not draft.recipients and groups:
            self._launcher(draft, max(p.j for p in groups[-1].phrases))
        if reading.pronoun and "object" in frame and not obj:
            self._pronoun(draft, frame["object"], reading.pronoun, i, subject)
        self._prepositions(draft, frame, args, passive)
        if at >= 0:
            self._count_of_completion(draft, at)
        if draft.type == "THREATEN" and not draft.recipients:
            self._condition(draft, i)
        self._finish(draft, i, args)
        return draft

    def _genitive_of(self, at: int, sense: Sense) -> list[Phrase]:
        """أطلقت سراح المعتقلين: whom the completing word belongs to, where the entry has an object."""
        if at < 0 or sense.frame.get("object") not in ("recipient", "target", "victim") or at + 1 >= len(self.toks):
            return []
        head, after = self.toks[at].word, self.toks[at + 1]
        if head.det or head.pronoun or after.verb or after.word.tag or after.word.prep or after.word.conj or (after.word.adjective is not None and after.word.role < 0):
            return []
        return [p for p in self.x.phrases(at + 1) if p.cls in AGENTIVE]

    def _condition(self, draft: Draft, i: int) -> None:
        """Whom a threat with a condition is for: who would bring it about (إذا انسحبت أميركا)."""
        toks = self.toks
        own = {p.country for p in draft.actors}
        for k in range(i + 1, len(toks)):
            if toks[k].word.core in ("اذا", "حال", "لم"):
                for m in range(k + 1, min(len(toks), k + 7)):
                    mention = toks[m].mention
                    if mention is None or mention.i != m:
                        continue
                    group = [p for p in self.x.phrases(m) if p.cls in AGENTIVE and p.country and p.country not in own][:1]
                    if group:
                        self._fill(draft, "recipient", group)
                        return
                return

    def _launcher(self, draft: Draft, k: int) -> None:
        """اعترضت صاروخا أطلقه الحوثيون: who launched what was intercepted."""
        if k >= len(self.toks) or not self.toks[k].verb or not any(r.pronoun for r in self.toks[k].word.verbs):
            return
        group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
        self._fill(draft, "recipient", [p for p in group if p not in draft.actors])

    def _cls(self, phrase: Phrase) -> str:
        return phrase.cls

    def _left(self, i: int) -> list[Phrase]:
        """The subject before the verb, unless the verb opens its clause with و or ف."""
        if self.toks[i].word.conj and not self.toks[i].word.norm.startswith("وا"):
            start = self.x.clause_start(i)
            if start == i:
                return []
        group = self.x.before(i)
        return [p for p in group if p.cls != "thing" or p.det or p.country or (p.sentence == self.s.number and self.toks[p.head].word.pronoun)] if group else []

    def _passive(self, sense: Sense, reading: VerbReading, first: list[Phrase], args: list[Argument], second: bool) -> bool:
        if reading.voice == "passive":
            return True
        role = sense.frame.get("object")
        if role == "victim" or (role in ("recipient", "target") and sense.type in ("COERCE", "ASSAULT", "SANCTION")):
            if any(a.prep == "من قبل" for a in args):
                return True
            if second or reading.pronoun:
                return False
            head = first[0]
            if head.count is not None or head.victim or head.cls in ("victim",):
                return True
            if role == "victim" and head.cls in ("human", "person", "profession", "rank", "office") and reading.tense == "past":
                return not (head.sector in ("UAF", "REB", "MIL", "COP") and head.cls == "force")
            if role == "victim" and not head.det and reading.tense == "past" and head.cls != "force":
                return True
        return False

    def _passive_subject(self, sense: Sense, reading: VerbReading, subject: list[Phrase], args: list[Argument]) -> bool:
        if "object" not in sense.frame or reading.pronoun:
            return False
        if reading.voice == "passive" or (any(a.prep == "من قبل" for a in args) and sense.frame["object"] in ("victim", "recipient", "target")):
            return True
        unarmed = subject[0].sector in ("CVL", "REF", "MED", "JRN", "EDU", "REL", "SOC", "LAB") and subject[0].cls == "human"
        if unarmed and reading.tense == "past" and sense.type in ("COERCE", "ASSAULT", "SANCTION") and sense.frame["object"] in ("recipient", "target"):
            return not any(a.kind == "np" and not a.prep for a in args)
        return (
            sense.frame["object"] == "victim"
            and subject[0].cls in ("human", "person", "victim", "profession", "rank", "office")
            and not any(a.kind == "np" and not a.prep and (a.phrases[0].cls in AGENTIVE or a.phrases[0].count is not None) for a in args)
        )

    def _object_only(self, sense: Sense, i: int) -> bool:
        """A second verb of one subject (… ويتهم واشنطن): its one bare phrase is the object that it cannot do without."""
        if not self.toks[i].word.conj or sense.frame.get("object") not in ("recipient", "target", "victim"):
            return False
        if sense.type not in ("ACCUSE", "REQUEST", "THREATEN"):
            args = self.x.after(i)
            first = next((a.phrases[0] for a in args if a.kind == "np" and not a.prep), None)
            carried = self._carried(i)
            return bool(
                first is not None
                and first.sector not in _ACTING_SECTORS
                and first.cls not in ("state", "force", "group")
                and carried
                and carried[0].sentence == self.s.number
                and carried[0].sector in _ACTING_SECTORS
            )
        return (
            any(self.toks[k].verb and self.toks[k].word.norm != self.toks[i].word.norm for k in range(i))
            and bool(self._carried(i))
            and self._carried(i)[0].sentence == self.s.number
        )

    def _dropped(self, sense: Sense, reading: VerbReading, first: list[Phrase], i: int) -> bool:
        """One bare phrase after a transitive verb: its object if it cannot act (a place, a thing) or the verb is plural."""
        if sense.frame.get("object") is None:
            return False
        head = first[0]
        if reading.person in ("3mp", "1p", "1s", "3md", "3fp"):
            return True
        if head.cls in ("place", "thing", "event"):
            return not (head.cls == "thing" and head.country and head.det)
        feminine = reading.person in ("3fs", "3f")
        if feminine and head.cls in ("person", "office") and sense.type != "CONSULT":
            core = self.toks[head.head].word.core
            return not core.endswith("ه") and head.count is None and len(first) == 1 and head.cls == "office"
        return False

    def _speaker_at(self, i: int) -> list[Phrase]:
        """Who says the words at token i: the subject of a first person."""
        holding = [s for s in self.said if s.a <= i < s.b and s.speaker is not None]
        if holding:
            inner = min(holding, key=lambda s: s.b - s.a)
            return [inner.speaker] if inner.speaker is not None else []
        return [self.d.last_speaker] if self.d.last_speaker is not None else []

    def _carried(self, i: int) -> list[Phrase]:
        """The subject of the verb before, for a verb that names none."""
        if self.toks[i].word.verbs and all(r.person in ("1p", "1s") for r in self.toks[i].word.verbs):
            return self._speaker_at(i)
        for k in range(i - 1, max(-1, i - 40), -1):
            if self.toks[k].verb:
                read = next((d for d in self.drafts if d.i == k and not d.noun and not d.passive and d.actors and d.actors[0].sentence == self.s.number), None)
                if read is not None:
                    return list(read.actors)
                topic = [p for p in self._left(k) if p.cls in AGENTIVE]
                if topic:
                    return topic
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
                if group and group[0].i < i:
                    first = group[0]
                    return [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE and any(first is q for q in a.phrases)]
                group = [p for p in self.x.before(k) if p.cls in AGENTIVE]
                if group:
                    return group
        if self.d.last_actor is not None and self.d.last_actor.sentence >= self.s.number - 1:
            return [self.d.last_actor]
        return []

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, i: int, blocked: frozenset[str]) -> Draft | None:
        tok = self.toks[i]
        word = tok.word
        options: list[tuple[Sense, VerbReading | None]] = [(self.t.senses[k], None) for k, _ in word.noun]
        ranked = self._ranked(i, options, True, blocked)
        if not ranked or self._modifies(i):
            return None
        sense, _, at = ranked[0]
        if word.role >= 0 and not sense.with_ and self.t.names[word.role].cls not in ("victim", "collective") and not word.noun:
            return None
        draft = self._draft(sense, i, at, True)
        draft.definite = word.det or bool(word.pronoun)
        frame = sense.frame
        pos = max(i, at) + 1
        n = len(self.toks)
        # adjectives, then a genitive
        of: list[Phrase] = []
        if at < 0 and pos < n and not word.det and not word.pronoun:
            nxt = self.toks[pos]
            if (
                nxt.word.demonym is None
                and (nxt.word.adjective is None or nxt.word.det or (nxt.word.role >= 0 and not nxt.word.core.endswith("يه")))
                and not nxt.verb
                and not nxt.word.conj
                and not nxt.word.prep
                and nxt.date is None
                and (not nxt.word.tag or nxt.mention is not None or nxt.word.tag == "quantifier" or nxt.number is not None or nxt.word.tag in ("num", "demonstrative"))
            ):
                of = self.x.phrases(pos)
        elif (
            at > i + 1
            and not word.det
            and not word.pronoun
            and not self.toks[i + 1].verb
            and not self.toks[i + 1].word.prep
            and (not self.toks[i + 1].word.tag or self.toks[i + 1].mention is not None)
        ):
            of = [p for p in self.x.phrases(i + 1) if p.j <= at]  # إعلان روسيا هدنة: the doer stands between
        elif (
            at >= 0
            and pos < n
            and not self.toks[at].word.det
            and not self.toks[pos].word.tag
            and not self.toks[pos].word.prep
            and not self.toks[pos].word.conj
            and not self.toks[pos].verb
        ):
            of = self.x.phrases(pos)
        args = self.x.after(max(i, at) if not of else max(p.j for p in of) - 1, noun=True)
        adjective = self._adjective_actor(i, at)
        if adjective is not None:
            self._fill(draft, frame.get("adj", "actor"), [adjective])
        if of:
            objects = [a for a in args if a.kind == "np" and ((a.prep == "" and a.at <= max(p.j for p in of) + 1) or (a.prep == "ل" and "ل" not in frame))]
            acts = of[0].cls in ("state", "force", "group", "org", "office") or of[0].sector in _ACTING_SECTORS
            if objects and self.toks[objects[0].phrases[0].head].word.core in _HAVING:
                objects = []
            if (
                objects
                and "object" in frame
                and acts
                and (objects[0].phrases[0].cls in AGENTIVE | {"place", "victim"} or objects[0].phrases[0].country)
                and frame.get("of", "auto") in ("auto", "recipient", "target")
            ):
                self._fill(draft, frame.get("subject", "actor"), of)
                self._fill(draft, frame["object"], objects[0].phrases)
                draft.tell("actors", "masdar.subject-then-object", of[0].start, of[0].end)
            else:
                self._genitive(draft, frame, of)
        self._fill_count_of_trigger(draft, i)
        if word.pronoun:
            self._pronoun(draft, frame.get("of", "auto"), word.pronoun, i, [])
            met = next((a for a in args if a.kind == "np" and not a.prep and a.phrases[0].cls in AGENTIVE), None)
            if met is not None and (draft.type == "CONSULT" or "object" in frame):
                role = frame.get("object", "partner")
                self._fill(draft, "partner" if draft.type == "CONSULT" and role not in ("recipient",) else role, met.phrases)
        elif draft.type == "CONSULT" and i and self.toks[i - 1].word.core == "خلال" and not draft.actors:
            self._speaker_takes_part(draft, i)
        if (
            not of
            and args
            and args[0].prep == "ل"
            and args[0].kind == "np"
            and draft.type == "ASSAULT"
            and "ل" not in frame
            and not draft.actors
            and "victim" not in frame.values()
            and (args[0].phrases[0].cls in ("force", "group", "state") or args[0].phrases[0].sector in _ACTING_SECTORS)
        ):
            self._fill(draft, "actor", args[0].phrases)  # قصف لقوات النظام: ل joins the doer
            args = args[1:]
        self._prepositions(draft, frame, args, False)
        if (
            "من" not in frame
            and args
            and args[0].prep == "من"
            and args[0].at <= max(i, at) + 2
            and args[0].kind == "np"
            and not draft.actors
            and args[0].phrases[0].cls in AGENTIVE
        ):
            self._fill(draft, "actor", args[0].phrases)
        self._support(draft, i, frame)
        self._reported(draft, i)
        if not draft.actors and draft.type == "ASSAULT" and "victim" in frame.values():
            self._harmer(draft, args)
        self._relative(draft, i, frame, args)
        if sense.object_is and not (of and fits(sense.object_is, of[0].cls)) and not sense.with_ and not draft.recipients and not sense.only_with:
            draft.weak = True
        self._finish(draft, i, args)
        return draft

    def _speaker_takes_part(self, draft: Draft, i: int) -> None:
        """صرح الجعفري خلال اجتماع: who speaks at a meeting is there."""
        for k in range(i - 2, max(-1, i - 14), -1):
            if self.toks[k].verb:
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep and a.at < i for p in a.phrases if p.cls in ("person", "office")]
                self._fill(draft, "actor", group[:1])
                return

    def _modifies(self, i: int) -> bool:
        """A definite word in م after a definite noun describes it (القوة المهاجمة); it is no noun of action there."""
        word = self.toks[i].word
        if i and not word.det and not word.conj and not word.prep and self.toks[i - 1].word.core in _ZONES and not self.toks[i - 1].word.det:
            return True  # مناطق سيطرة الدولة: what a zone is called
        if i == 0 or not word.det or word.prep or word.conj or not word.core.startswith("م"):
            return False
        before = self.toks[i - 1].word
        return before.det and not before.tag and not self.toks[i - 1].verb and before.core.endswith("ه") == word.core.endswith("ه")

    def _adjective_actor(self, i: int, at: int) -> Phrase | None:
        """A demonym adjective after a noun of action names who acts (قصف إسرائيلي)."""
        for k in range(i + 1, min(len(self.toks), i + 5)):
            tok = self.toks[k]
            word = tok.word
            if word.demonym is not None and not word.prep and (not word.conj or k == i + 1) and (tok.mention is None or "name" not in tok.mention.kinds):
                if word.demonym[1] == "p" and not self.toks[i].word.core.endswith(("ات", "ين")) and word.det:
                    return None
                code = word.demonym[0]
                phrase = Phrase(k, k + 1, k, self.s.offset(k, word.letters), tok.end, "", self.s.number)
                phrase.text = self.s.text[phrase.start : phrase.end]
                phrase.cls, phrase.country, phrase.sector, phrase.given = "state", code, "GOV", "demonym"
                phrase.name = self.g.country_name(code)
                phrase.entity = f"state.{code}"
                follower = self.toks[k + 1].word if k + 1 < len(self.toks) else None
                if follower is not None and follower.conj and follower.demonym is not None and follower.demonym[0] != code:
                    phrase.countries = [code, follower.demonym[0]]
                return phrase
            if word.adjective is None or (word.verbs and tok.verb):
                if k == at:
                    continue
                return None
        return None

    def _genitive(self, draft: Draft, frame: dict[str, str], of: list[Phrase]) -> None:
        role = frame.get("of", "auto")
        obj = frame.get("object", frame.get("علي", "theme"))
        if role == "victim" or (role == "auto" and obj == "victim"):
            self._fill(draft, "victim", of)
            return
        for phrase in of:
            if role == "auto":
                if (
                    draft.type in ("SUPPORT", "AID")
                    and draft.i
                    and (self.toks[draft.i - 1].word.tag == "preposition" or self.toks[draft.i].word.prep)
                    and phrase.cls in AGENTIVE
                    and phrase.given in ("name", "demonym")
                ):
                    self._fill(draft, "actor", [phrase])
                    continue
                acting = (phrase.cls in ARMED and (phrase.cls != "org" or draft.type != "ASSAULT")) or (
                    phrase.sector in _ACTING_SECTORS and phrase.cls in ("human", "office", "person", "org")
                )
                if (acting and obj in ("theme", "target", "content", "place")) or obj == "theme" or (obj in ("place", "content") and phrase.cls in AGENTIVE):
                    self._fill(draft, frame.get("subject", "actor"), [phrase])
                elif acting and obj == "recipient" and any(a in frame for a in ("علي", "ضد")) and draft.type not in ("COERCE", "SANCTION"):
                    self._fill(draft, "actor", [phrase])
                else:
                    self._fill(draft, obj, [phrase])
            elif role in ("content", "theme") and phrase.cls in AGENTIVE and frame.get("subject") == "actor":
                self._fill(draft, "actor", [phrase])  # إعلان روسيا عن هدنة: the doer of the verbal noun
            else:
                self._fill(draft, role, [phrase])

    def _support(self, draft: Draft, i: int, frame: dict[str, str]) -> None:
        """Take roles from a support verb that governs the noun (شنت القوات هجوما)."""
        toks = self.toks
        k = i - 1
        back = 0
        while k >= 0 and back < 16:
            tok = toks[k]
            word = tok.word
            back += 1
            if (
                word.support_noun >= 0
                and not tok.verb
                and k >= i - 10
                and not word.det
                and self.t.supports[word.support_noun].role == "recipient"
                and self.toks[i].word.prep == "ل"
            ):
                support = self.t.supports[word.support_noun]  # تعرض الفريق لإطلاق النار
                draft.tell("support", support.id, tok.start, tok.end)
                self._fill(draft, "target", [p for p in self.x.phrases(k + 1) if p.j <= i])
                return
            if word.support_noun >= 0 and not tok.verb and k >= i - 2 and not word.det:
                support = self.t.supports[word.support_noun]
                draft.tell("support", support.id, tok.start, tok.end)
                if support.role == "actor" and k == i - 1:
                    if word.pronoun:
                        self._pronoun(draft, "actor", word.pronoun, k, [])
                    self._support_up(draft, k, support)
                    return
            if tok.verb:
                if (
                    not draft.actors
                    and draft.type in ("ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "AID")
                    and "victim" not in frame.values()
                    and any(self.t.verbs[r.verb].speech is not None for r in word.verbs)
                    and not any(toks[q].word.tag == "complementizer" for q in range(k, i))
                ):
                    subject = [
                        p
                        for a in self.x.after(k)
                        if a.kind == "np" and not a.prep and a.at < i and not any(p.i <= i < p.j for p in a.phrases)
                        for p in a.phrases
                        if p.cls in AGENTIVE
                    ] or [p for p in self.x.before(k) if p.cls in AGENTIVE]
                    if subject and subject[0].sector not in ("JRN", "UNK", None) and subject[0].country not in ("NGO",) and subject[0].cls != "source":
                        self._fill(draft, "actor", subject)
                        draft.attribution = list(subject[:1])
                        draft.tell("actors", "claimed", tok.start, tok.end)
                        return
                support_index = next((self.t.verbs[r.verb].support for r in word.verbs if self.t.verbs[r.verb].support is not None), None)
                if support_index is None:
                    return
                self._apply_support(draft, k, i, self.t.supports[support_index], word)
                return
            if word.tag in ("complementizer", "relative", "subordinator") or word.norm in (".", "؛", ":"):
                return
            k -= 1

    def _support_up(self, draft: Draft, k: int, support: Support) -> None:
        for v in range(k - 1, max(-1, k - 12), -1):
            if self.toks[v].verb:
                group = [p for a in self.x.after(v) if a.kind == "np" and not a.prep and a.at < k for p in a.phrases if p.cls in AGENTIVE] or [
                    p for p in self.x.before(v) if p.cls in AGENTIVE
                ]
                if group and not draft.actors:
                    self._fill(draft, "actor", group)
                return

    def _harmer(self, draft: Draft, args: list[Argument]) -> None:
        """قتلى الجيش التركي في عمليات القوات السورية: the force whose act did the harm."""
        for arg in args:
            if arg.kind != "np" or arg.prep not in ("في", "ب", "جراء", "اثر", "خلال", "نتيجه", "بسبب"):
                continue
            phrase = arg.phrases[0]
            if phrase.cls in ("event", "thing") and phrase.sentence == self.s.number and phrase.j > phrase.head + 1:
                inner = [p for p in self.x.phrases(phrase.head + 1) if p.cls in ("force", "group", "state") or p.sector in _ACTING_SECTORS]
                if inner:
                    self._fill(draft, "actor", inner[:2])
                    return

    def _reported(self, draft: Draft, i: int) -> None:
        """A verbal noun as the content of a speech verb (أكدت المقاومة استهداف …): its subject vouches."""
        toks = self.toks
        for k in range(i - 1, max(-1, i - 18), -1):
            tok = toks[k]
            if tok.word.tag in ("complementizer", "relative", "subordinator") or tok.word.norm in (".", "؛", ":"):
                return
            if not tok.verb:
                continue
            if not any(self.t.verbs[r.verb].speech is not None for r in tok.word.verbs):
                return
            args = self.x.after(k)
            if not any(a.kind == "np" and any(p.i <= i < p.j for p in a.phrases) for a in args):
                return
            subject = [p for a in args if a.kind == "np" and not a.prep and a.at < i and not any(p.i <= i < p.j for p in a.phrases) for p in a.phrases if p.cls in AGENTIVE] or [
                p for p in self.x.before(k) if p.cls in AGENTIVE
            ]
            if subject and not draft.attribution:
                draft.attribution = list(subject[:1])
                draft.tell("attribution", "reported-noun", tok.start, tok.end)
            return

    def _apply_support(self, draft: Draft, v: int, i: int, support: Support, word: Any) -> None:
        args = self.x.after(v)
        hit = next((a for a in args if a.kind == "np" and any(p.i <= i < p.j for p in a.phrases)), None)
        toks = self.toks
        left = self._left(v)
        bare = [a for a in args if a.kind == "np" and not a.prep and a is not hit]
        subject = left or (bare[0].phrases if bare and bare[0].at < i else [])
        draft.tell("support", support.id, toks[v].start, toks[v].end)
        if hit is None and not any(p.i <= i < p.j for p in left):
            # the noun stands after something that the scan did not pass
            if not subject or support.role not in ("actor", "recipient"):
                return
        if any(p.i <= i < p.j for p in left):
            return
        if hit is not None and hit.prep and hit.prep not in support.by and support.role not in ("actor",):
            return
        if hit is not None and hit.prep and hit.prep not in support.by:
            return
        role = support.role
        if support.id == "support.أعلن" and (draft.actors and draft.type in _RECIPROCAL):
            return
        if support.id == "support.أعلن" and draft.type in ("ASSAULT", "COERCE") and "victim" in draft.sense.frame.values():
            return  # who announces a death has not caused it
        if not subject and role in ("actor", "recipient") and not any(r.voice == "passive" for r in word.verbs[:1]):
            if role == "actor" and (word.conj or toks[v].word.tag == ""):
                subject = self._carried(v) if (word.conj or self.x.clause_start(v) < v or any(r.person == "3mp" for r in word.verbs)) else []
        subject = [p for p in subject if p.cls != "event"]
        if role == "actor":
            if not draft.actors or draft.type in _RECIPROCAL or all(p.given == "demonym" and p.cls == "state" for p in draft.actors):
                if subject and subject[0].cls in AGENTIVE | {"thing"} and (subject[0].cls != "thing" or subject[0].country):
                    draft.actors = [] if draft.type not in _RECIPROCAL else draft.actors
                    self._fill(draft, "actor", subject)
            for arg in args:
                if arg.prep and arg is not hit and arg.at < i:
                    role_of = draft.sense.frame.get(arg.prep)
                    if role_of and arg.kind == "np":
                        self._fill(draft, role_of, arg.phrases)
        elif role == "recipient":
            self._fill(draft, "target", subject)
            self._by_agent(draft, args)
        elif role == "place":
            self._places(draft, subject)
        elif role == "occurs":
            for arg in args:
                if arg.prep in draft.sense.frame and arg is not hit and arg.kind == "np":
                    self._fill(draft, draft.sense.frame[arg.prep], arg.phrases)
        elif role == "result":
            draft.harm = draft.harm or draft.type == "ASSAULT"

    def _by_agent(self, draft: Draft, args: list[Argument]) -> None:
        for arg in args:
            if arg.prep == "من قبل" and arg.kind == "np":
                self._fill(draft, "actor", arg.phrases)

    def _relative(self, draft: Draft, i: int, frame: dict[str, str], args: list[Argument]) -> None:
        """A clause about the noun: القصف الذي نفذته القوات، غارة شنتها طائرات."""
        end = max([i + 1] + [p.j for a in args for p in a.phrases if a.at <= i + 8])
        for start in dict.fromkeys((i + 1, i + 2, i + 3, end)):
            k = start
            if k < len(self.toks) and self.toks[k].word.tag == "relative":
                k += 1
            if k >= len(self.toks) or not self.toks[k].verb or self.toks[k].word.conj:
                continue
            word = self.toks[k].word
            if draft.type == "PROTEST" and word.core.startswith(("شارك", "نظم", "ضم", "دعا", "دعت")):
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
                if group and not draft.actors:
                    self._fill(draft, "actor", group)
                return
            if word.core in _REACHED and "victim" not in frame.values() and not draft.recipients:
                self._fill(draft, "recipient", [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE | {"victim"}])
                return
            for reading in word.verbs:
                index = self.t.verbs[reading.verb].support
                if index is None:
                    continue
                support = self.t.supports[index]
                if support.role == "actor" and (reading.pronoun or self.toks[k - 1].word.tag == "relative"):
                    group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
                    if group and not draft.actors:
                        draft.tell("actors", "relative." + support.id, self.toks[k].start, self.toks[k].end)
                        self._fill(draft, "actor", group)
                    for a in self.x.after(k):
                        if a.prep == "بحق" and a.kind == "np":
                            self._fill(draft, "recipient", a.phrases)
                        if a.prep and a.prep in frame and a.kind == "np":
                            self._fill(draft, frame[a.prep], a.phrases)
                return

    # -- participles -------------------------------------------------------------------------------------------

    def _participle(self, i: int, blocked: frozenset[str]) -> Draft | None:
        tok = self.toks[i]
        word = tok.word
        if word.det or word.prep or tok.mention is not None:
            return None
        options: list[tuple[Sense, VerbReading | None]] = [(self.t.senses[k], None) for k, _ in word.participle]
        ranked = self._ranked(i, options, True, blocked)
        if not ranked:
            return None
        sense, _, at = ranked[0]
        before = self.toks[i - 1].word if i else None
        circumstantial = word.norm.endswith(("ا", "ين", "ه", "ون")) and (
            before is None or before.norm in ("،", ",") or before.norm == "و" or bool(word.conj) or (not before.tag and not word.norm.endswith("ه"))
        )
        args = self.x.after(max(i, at), noun=True)
        if not circumstantial or not any(a.prep in sense.frame or a.kind == "clause" for a in args if a.at <= i + 5):
            return None
        draft = self._draft(sense, i, at, True)
        subject: list[Phrase] = []
        clause = self.x.clause_start(i)
        for k in range(i - 1, -1, -1):
            if self.toks[k].verb:
                subject = (
                    [p for a in self.x.after(k) if a.kind == "np" and not a.prep and a.at < i for p in a.phrases if p.cls in AGENTIVE][:1]
                    or [p for p in self.x.before(k) if p.cls in AGENTIVE][:1]
                    or self._carried(k)
                )
                break
        else:
            subject = [p for p in self.x.phrases(clause) if p.cls in AGENTIVE and p.i < i]
        self._fill(draft, sense.frame.get("subject", "actor"), subject)
        direct = [a for a in args if a.kind == "np" and not a.prep and a.at <= i + 2]
        if direct and "object" in sense.frame:
            self._fill(draft, sense.frame["object"], direct[0].phrases)
        self._prepositions(draft, sense.frame, args, False)
        self._finish(draft, i, args)
        return draft

    # -- roles -------------------------------------------------------------------------------------------------

    def _draft(self, sense: Sense, i: int, at: int, noun: bool) -> Draft:
        tok = self.toks[i]
        start = tok.start
        last = max(i, at) if at >= 0 and at - i <= 3 else i
        draft = Draft(sense, sense.type, self.s, i, last + 1, start, self.toks[last].end, noun)
        draft.content_type = sense.content_type
        draft.tell("type", sense.id, start, draft.trigger_end)
        if at >= 0:
            self.taken.add(at)
        return draft

    def _fill(self, draft: Draft, role: str, phrases: list[Phrase]) -> None:
        for phrase in phrases:
            if phrase.i <= draft.i < phrase.j and phrase.sentence == draft.sentence.number:
                continue
            self._assign(draft, role, phrase)
        if role == "victim" and draft.counts:
            self._total(draft, phrases)

    def _assign(self, draft: Draft, role: str, phrase: Phrase) -> None:
        cls = phrase.cls
        if role in ("actor", "partner"):
            if cls == "place":
                self._places(draft, [phrase])
            elif cls in AGENTIVE or cls == "victim" or (cls == "thing" and phrase.country):
                if phrase.count is not None and draft.type in ("PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"):
                    self._count(draft, phrase)
                if phrase not in draft.actors and phrase not in draft.recipients:
                    draft.actors.append(phrase)
                    draft.tell("actors", f"{draft.sense.id}.{role}", phrase.start, phrase.end)
        elif role in ("recipient", "victim"):
            if role == "victim" or phrase.count is not None:
                self._count(draft, phrase)
            if cls == "place":
                self._places(draft, [phrase])
            elif cls == "event" and draft.type in ("COERCE", "ASSAULT") and self._protest(phrase):
                phrase.cls, phrase.sector = "human", "CVL"
                draft.recipients.append(phrase)
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
        elif role == "target":
            if cls == "place" or (cls == "state" and draft.type == "ASSAULT"):
                self._places(draft, [phrase])
                if (
                    cls == "place"
                    and draft.noun
                    and self.toks[draft.i].word.core in _AGGRESSION
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
                    self._count(draft, phrase)
            if cls == "thing":
                self._inner_places(draft, phrase)
            if cls in ("thing", "place", "event") and not draft.recipients:
                self._inner_people(draft, phrase)
        elif role == "place":
            self._places(draft, [phrase])
        elif role == "content":
            self._content(draft, [phrase])
        elif role == "auto":
            acting = cls in ARMED or phrase.sector in _ACTING_SECTORS
            self._assign(draft, "actor" if acting else "recipient", phrase)

    def _protest(self, phrase: Phrase) -> bool:
        head = self.toks[phrase.head].word if phrase.sentence == self.s.number else None
        return head is not None and any(self.t.senses[k].type == "PROTEST" for k, _ in head.noun)

    def _places(self, draft: Draft, phrases: list[Phrase]) -> None:
        for phrase in phrases:
            if phrase.cls == "event" or any(s.phrase is phrase for s in draft.spots):
                continue
            if phrase.cls in ("place", "state") or phrase.place is not None:
                draft.spots.append(Spot(phrase, phrase.place))
                draft.tell("where", f"{draft.sense.id}.place", phrase.start, phrase.end)

    def _inner_people(self, draft: Draft, phrase: Phrase) -> None:
        """Whose the thing or place is that was hit (قافلة المهجرين، مخيم للنازحين، مقر لقسد)."""
        if phrase.sentence != self.s.number:
            return
        for k in range(phrase.head + 1, min(phrase.j + 1, len(self.toks))):
            tok = self.toks[k]
            if tok.verb or (k == phrase.j and not (tok.word.prep == "ل" or (tok.mention is not None and tok.mention.skip))):
                continue
            if tok.word.role >= 0 or (tok.mention is not None and tok.mention.i == k and "name" in tok.mention.kinds):
                group = [p for p in self.x.phrases(k) if p.cls in ("human", "force", "group", "org") and p.cls != "state"][:1]
                if group and group[0] not in draft.actors and (group[0].cls != "org" or group[0].sector in _ACTING_SECTORS):
                    draft.recipients.extend(group)
                    draft.tell("recipients", "owner-of-target", group[0].start, group[0].end)
                    return

    def _inner_places(self, draft: Draft, phrase: Phrase) -> None:
        if phrase.sentence != self.s.number:
            return
        for k in range(phrase.i, phrase.j):
            m = self.toks[k].mention
            if m is not None and m.i == k and "place" in m.kinds and k > phrase.head:
                self._places(draft, [p for p in self.x.phrases(k) if p.cls == "place"])

    def _pronoun(self, draft: Draft, role: str, pronoun: str, i: int, subject: list[Phrase]) -> None:
        """Resolve an attached pronoun to the last agreeing phrase before it that is not the subject."""
        if role == "auto":
            obj = draft.sense.frame.get("object")
            role = "victim" if obj == "victim" else "recipient" if obj in ("recipient", "target") and draft.type in ("COERCE", "SANCTION") else "actor"
            if draft.type == "CONSULT":
                role = "actor"
        if role not in ("actor", "recipient", "target", "victim", "partner"):
            return
        plural = pronoun in ("هم", "هن")
        feminine = pronoun == "ها"
        first = pronoun in ("نا", "ني", "ي")
        if first:
            if self.d.last_speaker is not None:
                self._fill(draft, "actor" if role == "actor" else role, [self.d.last_speaker])
            return
        wanted = 2 if pronoun == "هما" else 1
        for k in range(i - 1, -1, -1):
            tok = self.toks[k]
            if tok.verb or (tok.mention is not None and tok.mention.i != k) or (tok.mention is None and tok.word.role < 0):
                continue
            if tok.mention is not None and not ({"name", "capital", "role"} & set(tok.mention.kinds)):
                continue
            phrase = self.x.c.phrase(k)
            if phrase is None or phrase.j > i:
                continue
            self.a.describe(phrase, self.s)
            if phrase.cls not in AGENTIVE or any(phrase is q for q in subject) or phrase in draft.actors:
                continue
            if (
                k
                and self.toks[k - 1].word.tag == ""
                and not self.toks[k - 1].verb
                and not self.toks[k - 1].word.det
                and not tok.word.conj
                and not tok.word.prep
                and self.toks[k - 1].word.role >= 0
            ):
                continue  # the inside of a longer phrase (وزير خارجية روسيا)
            head = self.toks[phrase.head].word.core
            is_feminine = head.endswith(("ه", "ات")) or phrase.cls in ("state", "group") or head in ("قوات", "حماس", "طالبان", "داعش")
            is_plural = (
                head.endswith(("ين", "ون"))
                or head in _COLLECTIVE
                or (phrase.cls in ("human", "force") and head.endswith(("و", "ي")) and phrase.j - phrase.i > 1)
                or (phrase.count is not None)
                or (phrase.cls in ("human", "victim") and not phrase.det)
                or head in ("قوات", "فصايل")
            )
            if wanted == 1 and ((plural and not is_plural) or (feminine and not is_feminine) or (pronoun == "ه" and (is_feminine or is_plural))):
                continue
            self._assign(draft, role, phrase)
            draft.tell("coreference", "pronoun." + pronoun, phrase.start, phrase.end)
            wanted -= 1
            if not wanted:
                return
        if role == "actor" and self.d.last_actor is not None and self.d.last_actor.sentence >= self.s.number - 2:
            self._assign(draft, role, self.d.last_actor)

    def _prepositions(self, draft: Draft, frame: dict[str, str], args: list[Argument], passive: bool) -> None:
        for position, arg in enumerate(args):
            if arg.kind == "pronoun":
                role = frame.get(arg.prep)
                if role in ("recipient", "target", "victim") and not draft.recipients and draft.type in ("ACCUSE", "ASSAULT", "SANCTION", "COERCE", "THREATEN"):
                    self._pronoun(draft, role, arg.pronoun[len(arg.prep) :] or arg.pronoun, draft.i, draft.actors)  # أطلق عليه مسلحون النار
                continue
            if arg.kind != "np" or not arg.prep:
                continue
            role = frame.get(arg.prep)
            if arg.prep == "من قبل":
                self._fill(draft, "actor", arg.phrases)
                continue
            if arg.prep == "بحق" and draft.type in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE"):
                self._fill(draft, "recipient", arg.phrases)
                continue
            if arg.prep == "بين" and role is None and draft.type in ("ASSAULT", "CONSULT", "AGREE", "COOPERATE"):
                role = "partner"
            if role in ("actor", "partner", "recipient", "target", "victim"):
                self._fill(draft, role, arg.phrases)
            elif role == "content":
                self._content(draft, arg.phrases)
            elif role == "instrument":
                for phrase in arg.phrases:
                    if phrase.cls in ("force", "group", "state") and not draft.actors:
                        self._fill(draft, "actor", [phrase])
            elif (
                arg.prep == "ل"
                and role is None
                and draft.type in ("ASSAULT", "COERCE")
                and not draft.recipients
                and arg.phrases[0].cls in ("force", "group", "state", "org")
                and (
                    position > 0
                    and not args[position - 1].prep
                    and args[position - 1].phrases
                    and args[position - 1].phrases[-1].j == arg.at
                    and args[position - 1].phrases[-1].cls != "event"
                )
            ):
                self._fill(draft, "recipient", arg.phrases)  # مواقع للجيش: the owner of what is hit
            elif role == "place" or self._tells_where(draft, arg):
                for phrase in arg.phrases:
                    if phrase.cls in ("place", "state"):
                        self._places(draft, [phrase])
                    elif (
                        draft.type == "ASSAULT"
                        and arg.prep in ("علي", "ضد", "قرب", "جانب")
                        and role is None
                        and not draft.recipients
                        and (phrase.cls in ("force", "human", "group") or (phrase.cls == "thing" and phrase.country and phrase.given == "demonym"))
                    ):
                        self._fill(draft, "target", [phrase])  # انفجرت عبوة على دورية بريطانية
                    elif phrase.cls in ("thing", "org", "office", "event"):
                        self._inner_places(draft, phrase)

    @staticmethod
    def _tells_where(draft: Draft, arg: Argument) -> bool:
        """Whether a phrase after the act says where it happens; what is asked or threatened happens elsewhere, later."""
        if draft.type in _OF_WORDS or (arg.prep == "حول" and draft.type not in ("ASSAULT", "PROTEST", "MOBILIZE")):
            return False
        return arg.prep in _PLACE_PREPS or (arg.prep == "علي" and draft.type == "ASSAULT")

    def _content(self, draft: Draft, phrases: list[Phrase]) -> None:
        """The act asked, agreed, refused or threatened is content, not an event of its own."""
        for phrase in phrases:
            if phrase.sentence != self.s.number:
                continue
            for k in range(phrase.i, phrase.j):
                word = self.toks[k].word
                if word.noun and (k == phrase.head or not word.det):
                    draft.content_type = draft.content_type or self.t.senses[word.noun[0][0]].type
                    self.content[k] = draft

    def _count(self, draft: Draft, phrase: Phrase) -> None:
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
            value = self._implied_number(phrase)
            if value is not None:
                draft.counts.append(Tally(what, value, None, None, phrase.text, phrase.start, phrase.end, phrase.text))
            return
        first, last = number.first, number.last
        start, end = self.toks[first].start, self.toks[last - 1].end
        draft.counts.append(Tally(what, number.value, number.low, number.high, phrase.text, start, end, self.s.text[start:end]))
        draft.tell("counts", "number." + what, start, end)

    def _implied_number(self, phrase: Phrase) -> int | None:
        """How many a phrase without a number names: a dual two, a singular one, else None."""
        core = self.toks[phrase.head].word.core
        if core in self.t.duals or core in _TWO:
            return 2
        return 1 if _singular(core) and phrase.cls in ("person", "rank", "profession", "human", "office", "victim", "relation") else None

    def _total(self, draft: Draft, phrases: list[Phrase]) -> None:
        """Several phrases harmed together make one count (إصابة امرأة وطفلين: three)."""
        if len(phrases) < 2 or any(p.sentence != self.s.number or p.cls not in _HARMED or (p.det and p.cls != "person") for p in phrases):
            return
        values = [p.count.value if p.count is not None else self._implied_number(p) for p in phrases]
        known = [v for v in values if v is not None]
        whats = {c.what for c in draft.counts}
        if len(known) != len(values) or len(whats) != 1:
            return
        first, last = phrases[0], phrases[-1]
        draft.counts = [Tally(whats.pop(), sum(known), None, None, self.s.text[first.start : last.end], first.start, last.end, self.s.text[first.start : last.end])]

    def _count_of_completion(self, draft: Draft, at: int) -> None:
        """سقط قتيل، سقط قتيلان: the completing word is what is counted."""
        word = self.toks[at].word
        what = self.cues.counted.get(word.core) or self.cues.counted.get(word.norm)
        if what is None or any(c.what == what for c in draft.counts) or word.pronoun or (at and self.toks[at - 1].number is not None):
            if what is not None and at and self.toks[at - 1].number is not None:
                self._fill_count_of_trigger(draft, at)
            return
        value = 2 if word.core in self.t.duals or word.core.endswith(("ان", "ين")) else 1 if not word.det and word.core in _ONE else None
        if value is not None:
            tok = self.toks[at]
            draft.counts.append(Tally(what, value, None, None, None, tok.start, tok.end, self.s.text[tok.start : tok.end]))

    def _fill_count_of_trigger(self, draft: Draft, i: int) -> None:
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
                if self.toks[k].word.core in _REACHES:
                    number = next((self.toks[m].number for m in range(k + 1, min(len(self.toks), k + 4)) if self.toks[m].number is not None), None)
                    break
        if number is not None:
            start, end = self.toks[number.first].start, self.toks[number.last - 1].end
            draft.counts.append(Tally(what, number.value, number.low, number.high, self.toks[i].word.norm, start, end, self.s.text[start:end]))
            draft.tell("counts", "number." + what, start, end)

    def _subject_is_event(self, draft: Draft, subject: list[Phrase], i: int) -> None:
        """A noun of action as subject (غارة استهدفت بلدة): one act, told by noun and verb."""
        if not subject:
            return
        phrase = subject[0]
        for other in self.drafts:
            if other.noun and phrase.i <= other.i < phrase.j and other.type == draft.type:
                draft.actors = list(other.actors)
                draft.modes = list(dict.fromkeys(other.modes + draft.modes))
                draft.because = other.because + draft.because
                for spot in other.spots:
                    if spot not in draft.spots:
                        draft.spots.append(spot)
                draft.trigger_start, draft.i = other.trigger_start, other.i
                draft.noun, draft.definite = True, other.definite
                if draft.trigger_end - draft.trigger_start > 60:
                    draft.trigger_end = self.toks[other.j - 1].end
                    draft.j = other.j
                self.drafts.remove(other)
                return
        if phrase.cls in ("thing", "event") and phrase.country and phrase.given in ("demonym", "genitive"):
            phrase_actor = phrase
            if phrase_actor not in draft.actors and draft.type == "ASSAULT":
                draft.actors.append(phrase_actor)

    def _finish(self, draft: Draft, i: int, args: list[Argument]) -> None:
        """Places, counts and modes from the rest of the clause."""
        clause = draft.clause
        if draft.type not in _OF_WORDS:
            self._clause_places(draft, clause)
            if draft.noun and not draft.spots:
                self._relative_places(draft, i)
        self._settle_places(draft)
        if draft.type == "ASSAULT":
            for mode in self.cues.instruments(self.around(clause)):
                if mode in MODES["ASSAULT"] and mode not in draft.modes and len(draft.modes) < 2 and not draft.sense.modes:
                    draft.modes.append(mode)
        self._loose_counts(draft, clause)

    def _relative_places(self, draft: Draft, i: int) -> None:
        """Where the clause about a noun of action says that it happened (الاجتماع الذي عقد في جدة)."""
        toks = self.toks
        start = next((k for k in range(i + 1, min(len(toks), i + 7)) if toks[k].word.tag == "relative"), -1)
        if start < 0 or any(toks[k].verb for k in range(i + 1, start)):
            return
        if start + 1 < len(toks) and toks[start + 1].verb and any(self.t.verbs[r.verb].support is not None for r in toks[start + 1].word.verbs):
            self._clause_places(draft, toks[start].clause)

    def _settle_places(self, draft: Draft) -> None:
        """Leave out what places add nothing: a bare "positions" beside a name, and the wider area after a place (جنوب دمشق)."""
        if len(draft.spots) > 1:
            named = [s for s in draft.spots if s.place is not None or s.phrase.j - s.phrase.i > 1]
            draft.spots = named or draft.spots
        ends = {s.phrase.j for s in draft.spots if s.place is not None}
        kept = []
        for spot in draft.spots:
            phrase = spot.phrase
            here = phrase.sentence == self.s.number
            if here and phrase.j - phrase.i == 1 and spot.place is None and not phrase.det:
                continue  # مواقع، مناطق: no place that one can find
            k = phrase.i
            if here and len(draft.spots) > 1 and (k in ends or k - 1 in ends) and k < len(self.toks):
                first = self.toks[k].word if k in ends else self.toks[k - 1].word
                if (first.head is not None and first.head[0] == "direction" and not first.conj and not first.prep) or (first.core in _NEAR and k - 1 in ends):
                    continue
            kept.append(spot)
        draft.spots = kept

    def _clause_places(self, draft: Draft, clause: int) -> None:
        draft.spots = [s for s in draft.spots if s.place is not None or s.phrase.det or s.phrase.j - s.phrase.i > 1 or s.phrase.sentence != self.s.number]
        if len(draft.spots) >= 4:
            return
        ends = {p.j for p in (*draft.actors, *draft.recipients) if p.sentence == self.s.number and p.i < draft.i and p.cls in ("org", "office", "person", "source")}
        toks = self.toks
        for k, tok in enumerate(toks):
            if tok.clause != clause:
                continue
            word = tok.word
            if word.norm in _AMONG and k > draft.i and k + 1 < len(toks):
                self._places(draft, [p for p in self.x.phrases(k + 1) if p.cls == "place" and p.place is not None])
                continue
            inside = (word.tag == "preposition" and word.core in _PLACE_PREPS) or (word.prep == "ب" and tok.mention is not None and tok.mention.i == k)
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
                    self._inner_places(draft, phrase)

    def _loose_counts(self, draft: Draft, clause: int) -> None:
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


_HAVING = frozenset({"ذوي", "ذات", "ذو", "ذا", "ذي"})  # "those of": describes the noun before it
_HARMED = frozenset({"person", "rank", "profession", "human", "office", "victim", "relation", "thing"})
_TWO = frozenset({"اخران", "اثنان", "اثنين", "اثنتان", "اثنتين"})
_AMONG = frozenset({"اهمها", "ابرزها", "بينها", "منها", "وبينها", "ومنها", "اهمهما", "ولاسيما", "لاسيما", "خصوصا", "خاصه"})
_REACHES = frozenset({"بلغ", "بلغت", "وصل", "وصلت", "ارتفع", "ارتفعت", "تجاوز", "تجاوزت", "ناهز"})
_ONE = frozenset({"قتيل", "قتيلا", "قتيله", "جريح", "جريحا", "شهيد", "شهيدا", "شهيده", "مصاب", "مصابا"})
_COLLECTIVE = frozenset({
    "مدنيين", "اطفال", "نساء", "جنود", "عناصر", "افراد", "اشخاص", "ناس", "شباب", "طلاب", "سكان", "اهالي", "ضباط", "عمال", "ابناء", "قاده", "لاجيين", "رهاين", "شبان", "رجال",
    "ضحايا", "قتلي", "جرحي", "شهداء",
})  # fmt: skip


def _singular(core: str) -> bool:
    return core != "اخرين" and not core.endswith(("ون", "ين", "ات", "ان")) and core not in _COLLECTIVE
