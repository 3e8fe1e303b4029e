"""Nouns of action as triggers: القصف، هجوم إسرائيلي. Each becomes a Draft.

Called by `events` with the best sense; needs `subjects` and `carriers`; fills `roles`.
"""

from __future__ import annotations

from marsad.lexicon.types import Sense
from marsad.reading.carriers import Carriers
from marsad.reading.classes import ACTING_SECTORS, AGENTIVE, ARMED
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.marks import QUOTES
from marsad.reading.places import Gazetteer
from marsad.reading.prepositions import fill_by_prepositions
from marsad.reading.pronouns import resolve_pronoun
from marsad.reading.reports import harmer, reported
from marsad.reading.roles import Roles
from marsad.reading.senses import fits
from marsad.reading.subjects import Subjects


class Nouns:
    """Reads the nouns of action of one sentence."""

    def __init__(self, roles: Roles, subjects: Subjects, gazetteer: Gazetteer) -> None:
        self.roles, self.subjects = roles, subjects
        self.t, self.s, self.x, self.toks = roles.t, roles.s, roles.x, roles.toks
        self.g = gazetteer
        self.carriers = Carriers(roles, subjects)

    def read(self, i: int, sense: Sense, at: int) -> Draft | None:
        """Read the noun of action at i in one sense; `at` is its completing word, or -1."""
        word = self.toks[i].word
        if word.role >= 0 and not sense.with_ and self.t.names[word.role].cls not in ("victim", "collective") and not word.noun:
            return None
        if at > i:
            self.x.is_noun(at, i)
        draft = self.roles.begin(sense, i, at, True)
        draft.definite = word.det or bool(word.pronoun)
        frame = sense.frame
        harmed = "victim" in (frame.get("object"), frame.get("of"))
        named_by = frame.get(self.toks[at].word.core) if at == i + 1 and self.toks[at].word.tag == "preposition" else None
        of = [] if (at < 0 and not harmed and self._adjectival(i + 1)) or named_by in ("actor", "recipient") else self._of(i, at)
        whole = at - 1 if at > i and self.toks[at].word.tag == "preposition" else at  # ضغوط واشنطن على بغداد
        args = self.x.after(max(i, whole, max((p.j for p in of), default=0) - 1), noun=True)
        adjective = self._adjective_actor(i, at) or (self._adjective_actor(at, -1) if at > i else None)  # غارة من مسيرة إسرائيلية
        if adjective is not None:
            self.roles.fill(draft, frame.get("adj", "actor"), [adjective])
        if of:
            objects = [a for a in args if a.kind == "np" and ((a.prep == "" and a.at <= max(p.j for p in of) + 1) or (a.prep == "ل" and "ل" not in frame))]
            weapon = of[0].cls in ("thing", "event") and bool(of[0].country) and of[0].given in ("demonym", "genitive", "name")  # استهداف صاروخ إسرائيلي لمنصة
            acts = of[0].cls in ("state", "force", "group", "org", "office") or of[0].sector in ACTING_SECTORS or weapon
            if objects and self.toks[objects[0].phrases[0].head].word.core in self.s.lists.having:
                objects = []
            if weapon and objects and objects[0].phrases[0].cls in ("thing", "place"):
                self.roles.fill(draft, frame.get("subject", "actor"), of)
                of = []
            if (
                of
                and objects
                and "object" in frame
                and acts
                and (objects[0].phrases[0].cls in AGENTIVE | {"place", "victim"} or objects[0].phrases[0].country)
                and frame.get("of", "auto") in ("auto", "recipient", "target")
            ):
                self.roles.fill(draft, frame.get("subject", "actor"), of)
                self.roles.fill(draft, frame["object"], objects[0].phrases)
                draft.tell("actors", "masdar.subject-then-object", of[0].start, of[0].end)
            else:
                self._genitive(draft, frame, of)
        self.roles.tallies.count_trigger(draft, i)
        if word.pronoun:
            resolve_pronoun(self.roles, draft, frame.get("of", "auto"), word.pronoun, i, [])
            met = next((a for a in args if a.kind == "np" and not a.prep and a.phrases[0].cls in AGENTIVE), None)
            if met is not None and (draft.type == "CONSULT" or "object" in frame):
                role = frame.get("object", "partner")
                self.roles.fill(draft, "partner" if draft.type == "CONSULT" and role not in ("recipient",) else role, met.phrases)
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
            and (args[0].phrases[0].cls in ("force", "group", "state") or args[0].phrases[0].sector in ACTING_SECTORS)
        ):
            self.roles.fill(draft, "actor", args[0].phrases)  # قصف لقوات النظام: ل joins the doer
            args = args[1:]
        fill_by_prepositions(self.roles, draft, frame, args, False)
        if (
            "من" not in frame
            and not of
            and args
            and args[0].prep == "من"
            and args[0].at <= max(i, at) + 2
            and args[0].kind == "np"
            and not draft.actors
            and args[0].phrases[0].cls in AGENTIVE
        ):
            self.roles.fill(draft, "actor", args[0].phrases)
        if not draft.actors:
            self.roles.fill(draft, "actor", self._obliged(i))
        self.carriers.support(draft, i, frame)
        reported(self.roles, draft, i)
        if not draft.actors and draft.type == "ASSAULT" and "victim" in frame.values():
            harmer(self.roles, draft, args)
        self.carriers.relative(draft, i, frame, args)
        if sense.object_is and not (of and fits(sense.object_is, of[0].cls)) and not sense.with_ and not draft.recipients and not sense.only_with:
            draft.weak = True
        self.roles.finish(draft, i)
        return draft

    def _of(self, i: int, at: int) -> list[Phrase]:
        """The genitive of the noun at i (قصف المدينة): right after it, or after its completing word, or between the two."""
        word = self.toks[i].word
        pos = max(i, at) + 1
        n = len(self.toks)
        if pos + 1 < n and self.toks[pos].word.norm in QUOTES and self.toks[pos + 1].mention is not None and not word.det and not word.pronoun:
            return self.x.phrases(pos + 1)  # اعتقال "تحرير الشام" للقيادي
        if at < 0 and pos < n and not word.det and not word.pronoun:
            nxt = self.toks[pos]
            if (
                (nxt.word.demonym is None or (nxt.word.demonym[1] == "p" and nxt.word.det))  # غضب الفلسطينيين
                and (nxt.word.adjective is None or nxt.word.det or (nxt.word.role >= 0 and not nxt.word.core.endswith("يه")))
                and not nxt.verb
                and not nxt.word.conj
                and not nxt.word.prep
                and nxt.date is None
                and (not nxt.word.tag or nxt.mention is not None or nxt.word.tag == "quantifier" or nxt.number is not None or nxt.word.tag in ("num", "demonstrative"))
            ):
                return self.x.phrases(pos)
        elif (
            at > i + 1
            and not word.det
            and not word.pronoun
            and not self.toks[i + 1].verb
            and not self.toks[i + 1].word.prep
            and (not self.toks[i + 1].word.tag or self.toks[i + 1].mention is not None)
        ):
            return [p for p in self.x.phrases(i + 1) if p.j <= at]  # إعلان روسيا هدنة: the doer stands between
        elif (
            at >= 0
            and pos < n
            and not self.toks[at].word.det
            and not (self.toks[pos].word.adjective is not None and self.toks[pos].word.role < 0 and not self.toks[pos].word.det)  # قصف صاروخي مكثف
            and not self.toks[pos].word.tag
            and not self.toks[pos].word.prep
            and not self.toks[pos].word.conj
            and not self.toks[pos].verb
        ):
            return self.x.phrases(pos)
        return []

    def _adjectival(self, k: int) -> bool:
        """Whether an indefinite word for armed men right after an act describes it (تفجير إرهابي، تمردا مسلحا)."""
        word = self.toks[k].word if k < len(self.toks) else None
        return (
            word is not None
            and self.toks[k].mention is None
            and word.role >= 0
            and word.adjective is not None
            and not (word.det or word.conj or word.prep)
            and self.t.names[word.role].sector == "UAF"
            and not word.core.endswith(("ين", "ون"))
        )

    def _genitive(self, draft: Draft, frame: dict[str, str], of: list[Phrase]) -> None:
        role = frame.get("of", "auto")
        obj = frame.get("object", frame.get("علي", "theme"))
        if role == "victim" or (role == "auto" and obj == "victim"):
            self.roles.fill(draft, "victim", of)
            return
        if draft.type == "CONSULT" and len(of) == 1 and of[0].mention is not None and "capital" in of[0].mention.kinds and not self._has_partner(of[0].j):
            self.roles.sites.add(draft, of)  # محادثات أستانة، قمة الرياض: where they are held
            return
        for phrase in of:
            if role == "auto":
                if draft.type in ("SUPPORT", "AID") and self._with_whose(draft.i, phrase) and phrase.cls in AGENTIVE and phrase.given in ("name", "demonym"):
                    self.roles.fill(draft, "actor", [phrase])
                    continue
                acting = (phrase.cls in ARMED and (phrase.cls != "org" or draft.type != "ASSAULT")) or (
                    phrase.sector in ACTING_SECTORS and phrase.cls in ("human", "office", "person", "org")
                )
                destroyed = (
                    "destroy" in draft.modes and phrase.cls == "force" and phrase.entity is None and not self.toks[phrase.head].word.det and phrase.given != "demonym"
                )  # تدمير آليات
                if (acting and not destroyed and obj in ("theme", "target", "content", "place")) or obj == "theme" or (obj in ("place", "content") and phrase.cls in AGENTIVE):
                    self.roles.fill(draft, frame.get("subject", "actor"), [phrase])
                elif acting and obj == "recipient" and any(a in frame for a in ("علي", "ضد")) and draft.type not in ("COERCE", "SANCTION"):
                    self.roles.fill(draft, "actor", [phrase])
                else:
                    self.roles.fill(draft, obj, [phrase])
            elif role in ("content", "theme") and phrase.cls in AGENTIVE and frame.get("subject") == "actor":
                self.roles.fill(draft, "actor", [phrase])  # إعلان روسيا عن هدنة: the doer of the verbal noun
            else:
                self.roles.fill(draft, role, [phrase])

    def _has_partner(self, k: int) -> bool:
        """Whether مع follows at k: then a capital is who talks (محادثات واشنطن مع طهران)."""
        return (k < len(self.toks) and self.toks[k].word.core in ("مع", "و")) or (k < len(self.toks) and self.toks[k].word.norm == "-")

    def _obliged(self, i: int) -> list[Phrase]:
        """على المجتمع الدولي الضغط على الحكومة: whom the sentence begins with after على has to do it."""
        word, start = self.toks[i].word, self.x.clause_start(i)
        while start < i and self.toks[start].word.tag in ("complementizer", "punct"):
            start += 1
        if not word.det or word.prep or word.conj or self.toks[start].word.core != "علي" or start + 1 >= i:
            return []
        group = self.x.phrases(start + 1)
        return [p for p in group if p.cls in AGENTIVE] if group and max(p.j for p in group) == i else []

    def _with_whose(self, i: int, phrase: Phrase) -> bool:
        """Whether a noun tells with whose support something is done (تقدمت بدعم روسيا، حصل على دعم موسكو), not of what somebody is accused (اتهم طهران بدعم الحركة)."""
        before = self.toks[i - 1].word if i else None
        if before is not None and before.core == "علي" and before.tag == "preposition":
            verbs = (self.toks[k].word for k in range(max(0, i - 9), i) if self.toks[k].verb)
            return any(word.core in self.s.lists.gained or (word.conj and word.norm[1:] in self.s.lists.gained) for word in verbs)
        if before is not None and before.core in self.s.lists.because_of and before.tag == "preposition":
            return phrase.sector == "GOV"  # غضبهم من دعم الإدارة
        if self.toks[i].word.prep != "ب":
            return False
        for k in range(i - 1, self.x.clause_start(i) - 1, -1):
            word = self.toks[k].word
            if any(self.t.senses[sense].type == "ACCUSE" for r in word.verbs for sense in self.t.verbs[r.verb].senses) if self.toks[k].verb else self._accuses(k):
                return False
        return True

    def _accuses(self, k: int) -> bool:
        word = self.toks[k].word
        return any(self.t.senses[sense].type == "ACCUSE" for sense, _ in (*word.noun, *word.participle))

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

    def _speaker_takes_part(self, draft: Draft, i: int) -> None:
        """صرح الجعفري خلال اجتماع: who speaks at a meeting is there."""
        for k in range(i - 2, max(-1, i - 14), -1):
            if self.toks[k].verb:
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep and a.at < i for p in a.phrases if p.cls in ("person", "office")]
                self.roles.fill(draft, "actor", group[:1])
                return

    def modifies(self, i: int) -> bool:
        """A definite word in م after a definite noun describes it (القوة المهاجمة); it is no noun of action there."""
        word = self.toks[i].word
        if i and not word.det and not word.conj and not word.prep and self.toks[i - 1].word.core in self.s.lists.zones and not self.toks[i - 1].word.det:
            return True  # مناطق سيطرة الدولة: what a zone is called
        if (
            i
            and not word.conj
            and not word.prep
            and self.toks[i - 1].word.core in self.s.lists.acting_bodies
            and not self.toks[i - 1].word.det
            and not self.toks[i - 1].word.pronoun
        ):
            return True  # جيش التحرير
        if i == 0 or not word.det or word.prep or word.conj or not word.core.startswith("م"):
            return False
        before = self.toks[i - 1].word
        return before.det and not before.tag and not self.toks[i - 1].verb and before.core.endswith("ه") == word.core.endswith("ه")
