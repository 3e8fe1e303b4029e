"""Subjects of verbs: who stands before, who is carried over from the verb before, and when the one phrase is the object.

Arabic leaves a subject out, and its passive mostly looks like its active: `verbs`, `nouns` and `carriers` ask here.
"""

from __future__ import annotations

from marsad.lexicon.types import Sense
from marsad.lexicon.words import VerbReading
from marsad.reading.arguments import Argument
from marsad.reading.classes import ACTING_SECTORS, AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.marks import COMMAS
from marsad.reading.said import Said

_MASCULINE = frozenset({"IRQ", "LBN", "JOR", "SDN", "SSD", "MAR", "YEM", "SOM", "VAT", "KWT"})  # states whose Arabic names are masculine


class Subjects:
    """Who does what the verbs of one sentence say; `drafts` are the events found so far, those to the left."""

    def __init__(self, discourse: Discourse, sentence: Sentence, syntax: Syntax, said: list[Said], drafts: list[Draft]) -> None:
        self.d, self.s, self.x, self.said, self.drafts = discourse, sentence, syntax, said, drafts
        self.toks = sentence.tokens

    def before(self, i: int) -> list[Phrase]:
        """The subject before the verb, unless the verb opens its clause with و or ف."""
        readings = self.toks[i].word.verbs
        if (readings and all(r.person in ("1p", "1s") for r in readings)) or self.unnamed(i):
            return []  # نحن نطالب: who speaks; لكل من ساعد: whoever it is
        if self.toks[i].word.conj:
            start = self.x.clause_start(i)
            if start == i:
                return []
        group = [p for p in self.x.before(i) if not self._numbering(p) and not (p.sentence == self.s.number and self.toks[p.head].word.core in self.s.lists.times)]
        return [p for p in group if p.cls != "thing" or p.det or p.country or (p.sentence == self.s.number and self.toks[p.head].word.pronoun)] if group else []

    def unnamed(self, i: int) -> bool:
        """Whether the verb at i is what "whoever" does (شكر من ساعدهم، من يطلب): its subject is nobody named."""
        return i > 0 and self.toks[i - 1].word.norm in self.s.lists.whoever and self.toks[i - 1].mention is None

    def _numbering(self, phrase: Phrase) -> bool:
        """Whether a bare number opens the line and only numbers it (4.4 وقعت الحكومتان)."""
        return phrase.sentence == self.s.number and phrase.i == 0 and phrase.j == phrase.head + 1 and self.toks[phrase.head].number is not None

    def _plural_case(self, phrase: Phrase, ending: str, other: str) -> bool:
        """Whether the head is a sound masculine plural of people with this ending of its two cases."""
        if phrase.sentence != self.s.number or phrase.i != phrase.head:
            return False
        word = self.toks[phrase.head].word
        twin = word.core[:-2] + other
        tables = self.x.a.t
        return word.core.endswith(ending) and (word.core in tables.roles or word.core in tables.demonyms) and (twin in tables.roles or twin in tables.demonyms)

    def accusative(self, phrase: Phrase) -> bool:
        """يمول متمردين: a plural in -ين after a verb is its object."""
        return self._plural_case(phrase, "ين", "ون")

    def nominative(self, phrase: Phrase) -> bool:
        """ويطالب المحتجون: a plural in -ون is its subject."""
        return self._plural_case(phrase, "ون", "ين")

    def _aside(self, k: int, i: int) -> bool:
        """Whether the verb at k only tells who did something to a thing named before (على الجدول الذي أعده المفاوضون ويدعو): another tense goes on after it."""
        if not self.toks[i].word.conj or k < 1 or self.toks[k - 1].word.tag != "relative":
            return False
        tenses = {r.tense for r in self.toks[k].word.verbs} & {r.tense for r in self.toks[i].word.verbs}
        return bool(self.toks[i].word.verbs) and not tenses and any(a.kind == "np" and not a.prep and a.phrases[0].cls in AGENTIVE for a in self.x.after(k))

    def _described_by(self, k: int, i: int) -> bool:
        """احتجزت القوات السفينة التي كانت محملة بالوقود، وأوقفت طاقمها: after the comma the verb before the relative clause goes on."""
        if not self.toks[i].word.conj or i < 1 or self.toks[i - 1].word.norm not in COMMAS:
            return False
        start = self.x.clause_start(k)
        if self.toks[start].word.tag != "relative" or k > start + 2:
            return False
        main = [m for m in range(start) if self.toks[m].verb]
        return bool(main) and bool({r.person for r in self.toks[main[-1]].word.verbs} & {r.person for r in self.toks[i].word.verbs})

    def thing_before(self, i: int) -> bool:
        """Whether an indefinite thing right before the verb is its subject (عيار ناري أصابها): nobody is carried over then."""
        if self.toks[i].word.conj:
            return False
        group = self.x.before(i)
        return bool(group) and group[0].cls == "thing" and group[0].sentence == self.s.number and group[-1].j == i and not group[0].det

    def in_paper(self, i: int) -> bool:
        """Whether the verb at i tells what somebody says in a paper named right before it (أصدر الحزب بيانا انتقد فيه الحكومة)."""
        if i < 1 or i + 1 >= len(self.toks) or self.toks[i + 1].word.tag != "preposition+pronoun" or self.toks[i].word.conj:
            return False
        before = self.toks[i - 1].word
        return not before.det and before.core.removesuffix("ا") in self.s.lists.papers

    def speaker_at(self, i: int) -> list[Phrase]:
        """Who says the words at token i: the subject of a first person."""
        holding = [s for s in self.said if s.a <= i < s.b and s.speaker is not None]
        if holding:
            inner = min(holding, key=lambda s: s.b - s.a)
            return [inner.speaker] if inner.speaker is not None else []
        return [self.d.last_speaker] if self.d.last_speaker is not None else []

    def carried(self, i: int) -> list[Phrase]:
        """The subject of the verb before, for a verb that names none."""
        if self.toks[i].word.verbs and all(r.person in ("1p", "1s") for r in self.toks[i].word.verbs):
            return self.speaker_at(i)
        if self.unnamed(i):
            return []
        himself = self._himself(i)
        if himself:
            return himself
        told = self._act_before(i)
        if told:
            return told
        if self._other_topic(i):
            return []
        for k in range(i - 1, max(-1, i - 40), -1):
            if self.toks[k].verb:
                if self._aside(k, i) or self._described_by(k, i):
                    continue
                if self.unnamed(k) and self.toks[i].word.conj:
                    return []
                read = next((d for d in self.drafts if d.i == k and not d.noun and not d.passive and d.actors and d.actors[0].sentence == self.s.number), None)
                if read is not None:
                    return list(read.actors)
                topic = [p for p in self.before(k) if p.cls in AGENTIVE]
                if topic:
                    return topic
                first_arg = next(iter(self.x.after(k)), None)
                if self.toks[i].word.conj and first_arg is not None and first_arg.kind == "np" and not first_arg.prep and first_arg.phrases[0].cls == "event":
                    return []  # أسفرت الضربات عن تدمير المواقع وكبدتهم خسائر: an act did it, nobody named
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
                if group and self.accusative(group[0]):
                    group = []
                if group and group[0].i < i:
                    first = group[0]
                    doers = self._doers_told_by_paper(first, k, i)
                    if doers:
                        return doers
                    return [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE and any(first is q for q in a.phrases)]
                group = [p for p in self.x.before(k) if p.cls in AGENTIVE]
                if group:
                    return group
        if self.d.last_actor is not None and self.d.last_actor.sentence >= self.s.number - 1:
            return [self.d.last_actor]
        return []

    def _doers_told_by_paper(self, first: Phrase, k: int, i: int) -> list[Phrase]:
        """أعلنت الوكالة سيطرة الجيش على البلدة وقالت إنها طردت المسلحين: an agency does nothing itself, the act that it tells of goes on."""
        if first.sector != "JRN" or not any(self.x.a.t.verbs[r.verb].speech is not None for r in self.toks[k].word.verbs):
            return []
        told = [d for d in self.drafts if k < d.i < i and d.noun and d.actors and d.actors[0].sentence == self.s.number and d.actors[0].sector in ACTING_SECTORS]
        return list(told[-1].actors) if told else []

    def _himself(self, i: int) -> list[Phrase]:
        """قال الوزير إنه سيزور: the one man who speaks, if the verb stands right after إنه."""
        before = self.toks[i - 1].word if i else None
        if before is None or before.tag != "complementizer" or not before.norm.endswith("نه"):
            return []
        speaker = self.speaker_at(i)
        return speaker if speaker and speaker[0].cls in ("person", "office", "force", "org", "group") else []

    def _other_topic(self, i: int) -> bool:
        """قال الوزير إن رسائل من الفصائل طالبت: a noun after إن is who acts, though it names nobody; who speaks does not."""
        for k in range(i - 1, max(-1, i - 16), -1):
            tok = self.toks[k]
            if tok.verb or tok.word.norm in (".", "؛", ":"):
                return False
            if tok.word.tag == "complementizer":
                follower = self.toks[k + 1]
                return k + 1 < i and not follower.word.tag and not follower.verb and follower.date is None and tok.word.norm[-1] == "ن" and not self.toks[i].word.conj
        return False

    def _act_before(self, i: int) -> list[Phrase]:
        """The indefinite noun of action that a verb without و describes (بقصف مدفعي على المدينة استهدف الأحياء)."""
        word = self.toks[i].word
        person = next((r.person for r in word.verbs), "")
        if word.conj or person not in ("3ms", "3fs"):
            return []
        for k in range(i - 1, max(-1, i - 14), -1):
            tok = self.toks[k]
            if tok.verb or tok.clause != self.toks[i].clause or tok.word.tag in ("relative", "complementizer"):
                return []
            if tok.word.noun and not tok.word.det and not tok.word.pronoun and (tok.word.core.endswith(("ه", "ات")) == (person == "3fs")):
                group = self.x.phrases(k)[:1]
                return group if group and group[0].cls == "event" else []
        return []

    def passive(self, sense: Sense, reading: VerbReading, first: list[Phrase], args: list[Argument], second: bool) -> bool:
        """Whether the first bare phrase after the verb is its object: by its form, by من قبل, or because it is who was harmed."""
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
            if role == "victim" and any(t.word.core in self.s.lists.others for t in self.toks[head.i : head.j]):
                return True  # وجرح عناصر آخرون
            if role == "victim" and head.cls in ("human", "person", "profession", "rank", "office") and reading.tense == "past":
                return not (head.sector in ("UAF", "REB", "MIL", "COP") and head.cls == "force")
            if role == "victim" and not head.det and reading.tense == "past" and head.cls != "force":
                return True
        return False

    def passive_before(self, sense: Sense, reading: VerbReading, subject: list[Phrase], args: list[Argument]) -> bool:
        """Whether what stands before the verb suffered it (المدنيون اعتقلوا)."""
        if "object" not in sense.frame or reading.pronoun:
            return False
        if reading.voice == "passive" or (any(a.prep == "من قبل" for a in args) and sense.frame["object"] in ("victim", "recipient", "target")):
            return True
        if sense.type == "SANCTION" and sense.frame["object"] in ("recipient", "target") and reading.tense == "past" and not any(a.kind != "pronoun" and not a.prep for a in args):
            return True  # روسيا استبعدت من المجموعة
        unarmed = subject[0].sector in ("CVL", "REF", "MED", "JRN", "EDU", "REL", "SOC", "LAB") and subject[0].cls == "human"
        if unarmed and reading.tense == "past" and sense.type in ("COERCE", "ASSAULT", "SANCTION") and sense.frame["object"] in ("recipient", "target"):
            return not any(a.kind == "np" and not a.prep for a in args)
        armed = subject[0].cls in ("force", "group") and reading.tense == "past" and (subject[0].count is not None or any(a.prep in self.s.lists.causes for a in args))
        return (
            sense.frame["object"] == "victim"
            and (armed or subject[0].cls in ("human", "person", "victim", "profession", "rank", "office"))
            and not any(a.kind == "np" and not a.prep and (a.phrases[0].cls in AGENTIVE or a.phrases[0].count is not None) for a in args)
        )

    def object_only(self, sense: Sense, i: int) -> bool:
        """A second verb of one subject (… ويتهم واشنطن): its one bare phrase is the object that it cannot do without."""
        if not self.toks[i].word.conj or sense.frame.get("object") not in ("recipient", "target", "victim"):
            return False
        bare = next((a.phrases for a in self.x.after(i) if a.kind == "np" and not a.prep), [])
        if bare and self.nominative(bare[0]):
            return False
        told = self.carried(i) if bare and bare[0].cls == "person" else []
        if any(bare[0].name == p.name and p.name for p in told) or any(bare[0].antecedent is p for p in told):
            return False  # وقال الوزير فلان … وطالب فلان: he goes on himself
        if sense.type not in ("ACCUSE", "REQUEST", "THREATEN"):
            args = self.x.after(i)
            first = next((a.phrases[0] for a in args if a.kind == "np" and not a.prep), None)
            carried = self.carried(i)
            if (
                first is not None
                and first.sentence == self.s.number
                and self.toks[first.head].word.pronoun
                and first.j - first.i == 1
                and first.cls in ("human", "force", "profession")
            ):
                return bool(carried) and carried[0].sentence == self.s.number and carried[0].j < i  # أوقفت القارب واعتقلت بحارته
            return bool(
                first is not None
                and first.sector not in ACTING_SECTORS
                and first.cls not in ("state", "force", "group")
                and carried
                and carried[0].sentence == self.s.number
                and carried[0].sector in ACTING_SECTORS
            )
        return (
            any(self.toks[k].verb and self.toks[k].word.norm != self.toks[i].word.norm for k in range(i)) and bool(self.carried(i)) and self.carried(i)[0].sentence == self.s.number
        )

    @staticmethod
    def disagrees(reading: VerbReading, head: Phrase) -> bool:
        """ودعا تركيا إلى: a state is feminine, so it is not who calls."""
        return reading.person in ("3ms", "3m") and head.cls == "state" and head.given == "name" and head.country not in _MASCULINE

    def dropped(self, sense: Sense, reading: VerbReading, first: list[Phrase], i: int) -> bool:
        """One bare phrase after a transitive verb: its object if it cannot act (a place, a thing) or the verb is plural."""
        if sense.frame.get("object") is None:
            return False
        head = first[0]
        if reading.person in ("3mp", "1p", "1s", "3md", "3fp"):
            return True
        if self.disagrees(reading, head) or (self.accusative(head) and (bool(self.toks[i].word.conj) or not self.toks[i].word.noun)):
            return True
        if head.cls in ("place", "thing", "event"):
            return not (head.cls == "thing" and head.country and head.det)
        feminine = reading.person in ("3fs", "3f")
        if feminine and head.cls == "human" and not head.det and self.toks[head.head].word.core.endswith("ين") and head.sentence == self.s.number:
            return True  # استهدفت نازحين
        if feminine and head.cls in ("person", "office", "relation") and sense.type != "CONSULT":
            core = self.toks[head.head].word.core
            titled = head.cls in ("office", "relation") or (self.toks[head.head].word.role >= 0 and self.toks[head.head].word.det)
            return not core.endswith(("ه", "ان")) and head.count is None and len(first) == 1 and titled
        return False
