"""Verbs as triggers: one sense of one verb becomes a Draft, or None where its subject or object speaks against it.

Called by `events` with the senses, best first; needs `subjects`; fills `roles`.
"""

from __future__ import annotations

from marsad.lexicon.types import Sense
from marsad.lexicon.words import VerbReading
from marsad.reading.addressees import called_upon, charged, launcher, struck, threatened_by_condition
from marsad.reading.arguments import Argument
from marsad.reading.classes import AGENTIVE
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.phrases import make_phrase
from marsad.reading.prepositions import fill_by_prepositions
from marsad.reading.pronouns import agrees, resolve_pronoun
from marsad.reading.roles import Roles
from marsad.reading.senses import fits
from marsad.reading.subjects import Subjects

_DOERS = frozenset({"state", "force", "group", "org", "office", "person"})


class Verbs:
    """Reads the verbs of one sentence; `drafts` are the events found so far."""

    def __init__(self, roles: Roles, subjects: Subjects, drafts: list[Draft]) -> None:
        self.roles, self.subjects = roles, subjects
        self.t, self.s, self.x, self.toks = roles.t, roles.s, roles.x, roles.toks
        self.drafts = drafts
        self.told: dict[int, Draft] = {}  # noun of action that is the subject of a verb of action → the verb's draft

    def read(self, i: int, sense: Sense, reading: VerbReading, at: int) -> Draft | None:
        """Read the verb at i in one sense; None where the classes of its subject or object speak against it."""
        if at > i:
            self.x.is_noun(at, i)
        args = self.x.after(i)
        frame = sense.frame
        takes = frame.get("object") in ("recipient", "target", "victim", "actor", "partner")
        groups = [a for a in args if a.kind == "np" and not a.prep and (at < 0 or takes or not any(p.i <= at < p.j for p in a.phrases))]
        if at >= 0:
            for a in args:
                whole = a.phrases[0] if a.kind == "np" and not a.prep and a.phrases else None
                if whole is not None and whole.i < at < whole.j and whole.head < at and self.toks[whole.head].word.role >= 0:
                    part = make_phrase(self.s, whole.i, at, whole.head, whole.count)  # أطلق مسلح النار: the subject ends before the completing word
                    groups.append(Argument("np", a.at, "", [self.roles.a.describe(part, self.s)]))
            groups.sort(key=lambda g: g.at)
        if len(groups) > 1 and self._second_name(groups[0], groups[1]):
            groups = [groups[0], *groups[2:]]
        if sense.type != "ASSAULT":
            groups = [g for g in groups if not self._of_content(g, args)]
        if reading.voice != "passive" and self._marked_passive(i, reading.tense):
            reading = VerbReading(reading.verb, reading.tense, reading.person, "passive", reading.pronoun, reading.particle)
        left = self.subjects.before(i)
        subject: list[Phrase] = []
        obj: list[Phrase] = []
        passive = False
        whose = self._genitive_of(at, sense)
        if left:
            subject = left
            obj = groups[0].phrases if groups else []
            relative = i > 0 and self.toks[i - 1].word.tag == "relative"
            if groups and sense.frame.get("object") == "victim" and self._victims_go_on(left[0], groups[0].phrases[0], reading):
                passive, subject = True, []  # فقد شاب حياته وأصيب آخر
            elif not groups and relative and self._resumes(i, reading, left):
                subject, obj = [p for p in self.subjects.carried(i - 1) if p not in left], left  # مع قطر التي اتهمتها بدعم الجماعة
            elif not groups and self._takes_up(i, reading, left):
                subject, obj = [p for p in self.subjects.carried(i) if p not in left], left  # شخصين تتهمهما بالمشاركة
            elif groups and groups[0].phrases[0].cls in AGENTIVE and (relative or reading.pronoun) and (reading.pronoun or "object" not in frame):
                subject, obj = groups[0].phrases, left if reading.pronoun else []
            elif len(groups) == 1 and relative and "object" in frame and not reading.pronoun and self._thing_acts(left[0], reading):
                subject, obj = [], groups[0].phrases  # الجريمة التي استهدفت الجنود
            elif groups and groups[0].phrases[0].cls in AGENTIVE and relative and left[0].cls == "thing" and left[0].country is None:
                subject, obj = groups[0].phrases, groups[1].phrases if len(groups) > 1 else []  # في الوقت الذي أجرت الحركة محادثات
            elif len(groups) > 1 and left[0].cls in ("event", "thing") and not left[0].det and "object" in frame and all(g.phrases[0].cls in AGENTIVE for g in groups[:2]):
                subject, obj = groups[0].phrases, groups[1].phrases  # هجوم اتهمت السلطات الحركة بتنفيذه
            elif relative and len(groups) == 1 and groups[0].phrases[0].cls in AGENTIVE and not reading.pronoun and self._resumed_later(i, args):
                subject, obj = groups[0].phrases, []  # المعتقلون الذين تطالب الحركة بالإفراج عنهم
            elif relative and len(groups) > 1 and groups[0].phrases[0].cls in AGENTIVE and self.toks[groups[1].phrases[0].head].word.pronoun and not reading.pronoun:
                subject, obj = groups[0].phrases, left  # الذي ينتقد بعض النواب سياساته
            elif reading.person == "3ms" and reading.tense == "past" and self._resumed(left[0], args, frame):
                passive, subject = True, []  # المتهمون ألقي القبض عليهم: a verb after a plural agrees with it
            if not obj and self.subjects.passive_before(sense, reading, subject, args):
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
                obj, subject = first, self.subjects.speaker_at(i)
            elif not second and "object" in frame and not reading.pronoun and reading.voice != "passive" and self.subjects.thing_before(i) and first[0].cls in AGENTIVE:
                obj = first  # قرار يلزم الحكومة
            elif (
                not second
                and "object" in frame
                and not reading.pronoun
                and i
                and self.toks[i - 1].word.norm in self.s.lists.what
                and (first[0].cls not in _DOERS or self.toks[first[0].head].word.pronoun)
            ):
                obj = first  # كل ما يهدد أمنه: what threatens is not named
            elif not second and "object" in frame and reading.voice != "passive" and self.subjects.in_paper(i):
                obj, subject = first, [p for p in self.subjects.carried(i) if p not in first]  # بيانا انتقد فيه الحكومة
            elif i and self.toks[i - 1].word.tag == "pronoun" and not second and "object" in frame and reading.voice != "passive":
                obj, subject = first, [p for p in self.subjects.carried(i) if p not in first]  # وهو يتوعد المجلس: the pronoun is the subject
            elif second and not first[0].victim and not self.subjects.disagrees(reading, first[0]) and not (reading.person == "3mp" and self.subjects.accusative(first[0])):
                subject, obj = first, second
            elif "object" not in frame:
                subject = first
            elif self.subjects.passive(sense, reading, first, args, bool(second)):
                passive, obj = True, first
            elif reading.pronoun and reading.person == "3mp" and not first[0].det:
                subject = self.subjects.carried(i)  # واحتجزوهم رهائن: as what
            elif reading.pronoun:
                subject = first
            elif self.subjects.dropped(sense, reading, first, i) or self.subjects.object_only(sense, i):
                obj = first
                subject = self.subjects.carried(i)
            else:
                subject = first
        elif reading.voice != "passive":
            held = (
                i > 0
                and self.toks[i - 1].word.tag == "relative"
                and any(a.kind == "pronoun" and a.at == i + 1 and frame.get(a.prep) in ("recipient", "target", "victim") for a in args)
            )
            subject = [] if held or self.subjects.thing_before(i) else self.subjects.carried(i)  # الذي حكم عليه: by nobody named
            if at > i and all(t.word.tag == "demonstrative" for t in self.toks[i + 1 : at]) and self.toks[at].word.det:
                subject = [p for p in subject if p.sentence == self.s.number]  # وجهت هذه التهمة، بدأت المحادثات: the word that completes it may be its subject
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
        if sense.type == "ACCUSE" and not passive and not obj and frame.get("object") in ("recipient", "target") and "ب" in frame:
            obj = charged(self.roles, i, subject)
        if sense.type == "REQUEST" and not passive and not obj and groups and subject is groups[0].phrases and frame.get("object") in ("recipient", "target"):
            obj = called_upon(self.roles, max(p.j for p in subject))
        if sense.type in ("COERCE", "ASSAULT") and not passive and not obj and groups and subject is groups[0].phrases and frame.get("object") in ("recipient", "victim"):
            obj = struck(self.roles, max(p.j for p in subject))
        draft = self.roles.begin(sense, i, at, False)
        draft.passive = passive
        draft.lemma, draft.tense = self.t.verbs[reading.verb].lemma, reading.tense
        if sense.object_is and obj and not passive and not fits(sense.object_is, obj[0].cls):
            return None
        if sense.object_is and not obj and not reading.pronoun and not passive and "object" in frame:
            return None
        if "object" not in frame and draft.type in ("ASSAULT", "COERCE", "SANCTION"):
            needed = [p for p, role in frame.items() if role in ("victim", "target", "recipient") and p not in ("subject", "of", "adj", "clause")]
            if needed and not sense.with_ and not any(a.prep in needed for a in args) and frame.get("subject") != "victim":
                return None
        if sense.subject_is and subject and not fits(sense.subject_is, subject[0].cls):
            return None
        self._told_by_noun(draft, subject, i)
        if subject and subject[0].cls == "event" and subject[0].head > i and subject[0].sentence == self.s.number:
            self.told[subject[0].head] = draft
        if not (subject and subject[0].cls == "event" and draft.type == "ASSAULT"):
            self.roles.fill(draft, frame.get("subject", "actor"), subject)
        if draft.type == "RETREAT" and not draft.actors and subject and subject[0].cls == "event":
            self.roles.fill(draft, "actor", [p for p in self.subjects.carried(i) if p.cls in AGENTIVE])  # العملية توقفت: who led it stops it
        self.roles.fill(draft, frame.get("object", "theme"), obj)
        if whose and not any(p in draft.actors or p in draft.recipients for p in whose):
            self.roles.fill(draft, frame["object"], whose)
        if draft.type == "ASSAULT" and not draft.recipients and groups:
            launcher(self.roles, draft, max(p.j for p in groups[-1].phrases))
        if reading.pronoun and "object" in frame and not obj and not (i and self.toks[i - 1].word.norm in self.s.lists.what):
            resolve_pronoun(self.roles, draft, frame["object"], reading.pronoun, i, subject)
        elif "object" in frame and i + 1 < len(self.toks) and self.toks[i + 1].word.norm in self.s.lists.some_of_them:
            resolve_pronoun(self.roles, draft, frame["object"], "هم", i, subject)  # يعتقلون بعضهم
        fill_by_prepositions(self.roles, draft, frame, args, passive)
        if at >= 0:
            self.roles.tallies.count_completion(draft, at)
        if draft.type == "THREATEN" and not draft.recipients:
            threatened_by_condition(self.roles, draft, i)
        self.roles.finish(draft, i)
        return draft

    def _victims_go_on(self, before: Phrase, first: Phrase, reading: VerbReading) -> bool:
        """Whether others come after people who carry no arms: those suffered it too."""
        return (
            reading.tense == "past"
            and not reading.pronoun
            and before.cls == "human"
            and before.sector == "CVL"
            and any(t.word.core in self.s.lists.others for t in self.toks[first.i : first.j])
        )

    def _thing_acts(self, left: Phrase, reading: VerbReading) -> bool:
        """Whether the verb of a relative clause agrees with its antecedent, a thing that is no time: then that is its subject."""
        if left.cls not in ("thing", "event") or left.country is not None or left.sentence != self.s.number or self.toks[left.head].word.core in self.s.lists.times:
            return False
        feminine = self.toks[left.head].word.core.endswith(("ه", "ات"))
        return reading.person in (("3fs", "3f") if feminine else ("3ms", "3m"))

    def _resumes(self, i: int, reading: VerbReading, left: list[Phrase]) -> bool:
        """Whether the pronoun on the verb of a relative clause takes up the antecedent, and the subject is that of the verb before."""
        if not reading.pronoun or left[0].sentence != self.s.number or not agrees(self.roles, reading.pronoun, left[0]):
            return False
        before = self.subjects.carried(i - 1)
        return bool(before) and before[0].sentence == self.s.number and not any(p.i < q.j and q.i < p.j for p in before for q in left)

    def _takes_up(self, i: int, reading: VerbReading, left: list[Phrase]) -> bool:
        """Whether the pronoun on the verb takes up the two people right before it, whom the verb does not agree with."""
        head = left[-1]
        if reading.pronoun != "هما" or head.det or head.j != i or head.sentence != self.s.number or reading.person == "3md":
            return False
        return self.toks[head.head].word.core in self.roles.x.c.naming.duals

    def _resumed_later(self, i: int, args: list[Argument]) -> bool:
        """Whether a pronoun after the act that a verb of a relative clause asks for takes up the antecedent."""
        asked = next((a for a in args if a.kind == "np" and a.prep in self.s.lists.to_do and a.phrases[0].cls == "event"), None)
        if asked is None:
            return False
        plural = self.toks[i - 1].word.norm in self.s.lists.relative_plural
        k = asked.phrases[-1].j
        word = self.toks[k].word if k < len(self.toks) else None
        return word is not None and word.tag == "preposition+pronoun" and (word.core.endswith("هم") or not plural)

    def _genitive_of(self, at: int, sense: Sense) -> list[Phrase]:
        """أطلقت سراح المعتقلين: whom the completing word belongs to, where the entry has an object."""
        if at < 0 or sense.frame.get("object") not in ("recipient", "target", "victim") or at + 1 >= len(self.toks):
            return []
        head, after = self.toks[at].word, self.toks[at + 1]
        if head.det or head.pronoun or after.verb or after.word.tag or after.word.prep or after.word.conj or (after.word.adjective is not None and after.word.role < 0):
            return []
        return [p for p in self.x.phrases(at + 1) if p.cls in AGENTIVE]

    def _marked_passive(self, i: int, tense: str) -> bool:
        """Whether a verb is written with the vowels of the passive: a damma on its first letter (وُجهت), in the present with a fatha (يُجبَر)."""
        tok = self.toks[i]
        start = self.s.offset(i, tok.word.letters)
        written = self.s.text[start : tok.end]
        if written[1:2] != "\N{ARABIC DAMMA}":
            return False
        return tense == "past" or (tense == "present" and "\N{ARABIC FATHA}" in written[3:])

    def _resumed(self, topic: Phrase, args: list[Argument], frame: dict[str, str]) -> bool:
        """Whether a pronoun of the plural after the verb takes up a plural topic that the verb does not agree with."""
        if topic.sentence != self.s.number or not self.toks[topic.head].word.core.endswith(("ون", "ين")):
            return False
        return any(a.kind == "pronoun" and a.pronoun.endswith("هم") and frame.get(a.prep) in ("recipient", "target", "victim") for a in args)

    def _second_name(self, first: Argument, then: Argument) -> bool:
        """دعا الوزيران الفرنسي فلان والألماني فلان موسكو: the name after the second adjective is no object."""
        last = first.phrases[-1]
        return len(first.phrases) > 1 and then.phrases[0].cls == "person" and last.j == then.at and last.j == last.i + 1 and self.toks[last.head].word.demonym is not None

    def _of_content(self, group: Argument, args: list[Argument]) -> bool:
        """أمر بطرد 10 دبلوماسيين، دعا إلى سحب سفيرها: what follows the act asked belongs to that act."""
        return any(
            a.prep in self.s.lists.to_do and a.kind == "np" and a.phrases[-1].j == group.at and a.phrases[-1].cls == "event" and a.phrases[-1].sentence == self.s.number
            for a in args
        )

    def _told_by_noun(self, draft: Draft, subject: list[Phrase], i: int) -> None:
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
