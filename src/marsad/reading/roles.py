"""Roles of a draft: which phrase is actor, recipient, target, place or content, by the frame of its sense.

Needs phrases and the frame; asks `sites` for places and `tallies` for counts. `verbs`, `nouns` and `carriers` decide what stands
as subject, object and genitive, and fill it in here.
"""

from __future__ import annotations

from marsad.lexicon.types import Sense, Tables
from marsad.lexicon.vocabulary import MODES
from marsad.reading.actors import Actors
from marsad.reading.arguments import Argument
from marsad.reading.classes import ACTING_SECTORS, AGENTIVE, ARMED
from marsad.reading.clauses import Syntax
from marsad.reading.cues import Cues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.senses import Around
from marsad.reading.sites import OF_WORDS, Sites, tells_where
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
        cls = phrase.cls
        if role in ("actor", "partner"):
            if cls == "place":
                self.sites.add(draft, [phrase])
            elif cls in AGENTIVE or cls == "victim" or (cls == "thing" and phrase.country):
                if phrase.count is not None and draft.type in ("PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"):
                    self.tallies.count(draft, phrase)
                if phrase not in draft.actors and phrase not in draft.recipients:
                    draft.actors.append(phrase)
                    draft.tell("actors", f"{draft.sense.id}.{role}", phrase.start, phrase.end)
        elif role in ("recipient", "victim"):
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
        elif role == "target":
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
        elif role == "place":
            self.sites.add(draft, [phrase])
        elif role == "content":
            self._content(draft, [phrase])
        elif role == "auto":
            acting = cls in ARMED or phrase.sector in ACTING_SECTORS
            self.assign(draft, "actor" if acting else "recipient", phrase)

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
            if tok.word.role >= 0 or (tok.mention is not None and tok.mention.i == k and "name" in tok.mention.kinds):
                group = [p for p in self.x.phrases(k) if p.cls in ("human", "force", "group", "org") and p.cls != "state"][:1]
                if group and group[0] not in draft.actors and (group[0].cls != "org" or group[0].sector in ACTING_SECTORS):
                    draft.recipients.extend(group)
                    draft.tell("recipients", "owner-of-target", group[0].start, group[0].end)
                    return

    def pronoun(self, draft: Draft, role: str, pronoun: str, i: int, subject: list[Phrase]) -> None:
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
                self.fill(draft, "actor" if role == "actor" else role, [self.d.last_speaker])
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
            if phrase.cls == "state" and role in ("recipient", "target") and any(phrase.country == q.country for q in subject):
                continue  # فرضت عليها واشنطن رسوما: not on itself
            if phrase.cls not in AGENTIVE or any(phrase is q for q in subject) or any(phrase.start < q.end and q.start < phrase.end for q in draft.actors):
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
            is_feminine = head.endswith(("ه", "ات")) or phrase.cls in ("state", "group") or head in self.s.lists.feminine_powers
            is_plural = (
                head.endswith(("ين", "ون"))
                or head in self.s.lists.collective
                or (phrase.cls in ("human", "force") and head.endswith(("و", "ي")) and phrase.j - phrase.i > 1)
                or (phrase.count is not None)
                or (phrase.cls in ("human", "victim") and not phrase.det)
                or head in self.s.lists.plural_powers
            )
            if wanted == 1 and ((plural and not is_plural) or (feminine and not is_feminine) or (pronoun == "ه" and (is_feminine or is_plural))):
                continue
            self.assign(draft, role, phrase)
            draft.tell("coreference", "pronoun." + pronoun, phrase.start, phrase.end)
            wanted -= 1
            if not wanted:
                return
        if role == "actor" and self.d.last_actor is not None and self.d.last_actor.sentence >= self.s.number - 2:
            self.assign(draft, role, self.d.last_actor)

    def prepositions(self, draft: Draft, frame: dict[str, str], args: list[Argument], passive: bool) -> None:
        """Fill the phrases after prepositions, first as the frame of the sense says, then as the preposition does (من قبل، بحق، بين)."""
        for position, arg in enumerate(args):
            if arg.kind == "pronoun":
                role = frame.get(arg.prep)
                if role in ("recipient", "target", "victim") and not draft.recipients and draft.type in ("ACCUSE", "ASSAULT", "SANCTION", "COERCE", "THREATEN"):
                    self.pronoun(draft, role, arg.pronoun[len(arg.prep) :] or arg.pronoun, draft.i, draft.actors)  # أطلق عليه مسلحون النار
                elif arg.pronoun == "بينهما" and not draft.actors and draft.type in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT"):
                    self.pronoun(draft, "actor", "هما", draft.i, [])  # قمة بينهما
                continue
            if arg.kind != "np" or not arg.prep or self._complement(draft, arg):
                continue
            role = frame.get(arg.prep)
            if (position and self._of_occasion(args[position - 1], arg)) or (draft.recipients and self._home_of(arg.phrases[0])):
                continue
            issuer = args[position - 1].phrases[-1] if arg.prep == "ل" and position and not args[position - 1].prep and args[position - 1].phrases else None
            if issuer is not None and issuer.cls == "source" and issuer.j == arg.at and issuer in draft.actors:
                draft.actors = []  # حذر بيان للحركة: whose statement it is
                self.fill(draft, "actor", arg.phrases)
                continue
            if arg.prep == "من قبل":
                self.fill(draft, "actor", arg.phrases)
                continue
            if arg.prep == "بحق" and draft.type in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE"):
                self.fill(draft, "recipient", arg.phrases)
                continue
            if arg.prep == "بين" and role is None and draft.type in ("ASSAULT", "CONSULT", "AGREE", "COOPERATE"):
                role = "partner"
            if arg.prep == "ب" and role == "partner" and arg.phrases[0].mention is not None and "capital" in arg.phrases[0].mention.kinds:
                role = "place"  # التقى بالرياض: one meets in a capital, and with (مع) a government
            if arg.prep in self.s.lists.towards and role in (None, "place") and draft.type == "ASSAULT":
                role = "target"
            named = self._named_after(arg.phrases) if role in ("actor", "partner") and draft.type in ("CONSULT", "AGREE", "COOPERATE") else []
            if role is not None and named:
                self.fill(draft, role, named)
                continue
            if role in ("actor", "partner", "recipient", "target", "victim"):
                self.fill(draft, role, [p for p in arg.phrases if draft.type != "PROTEST" or arg.prep != "ضد" or p.cls != "place" or p.place is not None])  # ضد الولاية الخامسة
            elif role == "content":
                self._content(draft, arg.phrases)
            elif role == "instrument":
                for phrase in arg.phrases:
                    if phrase.cls in ("force", "group") and not draft.actors:
                        self.fill(draft, "actor", [phrase])
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
                self.fill(draft, "recipient", arg.phrases)  # مواقع للجيش: the owner of what is hit
            elif role == "place" or tells_where(draft, arg):
                for phrase in arg.phrases:
                    if phrase.cls in ("place", "state"):
                        self.sites.add(draft, [phrase])
                    elif (
                        draft.type == "ASSAULT"
                        and arg.prep in self.s.lists.hit_prepositions
                        and role is None
                        and not draft.recipients
                        and (
                            phrase.cls in ("force", "human")
                            or (phrase.cls == "group" and arg.prep in ("علي", "ضد"))
                            or (phrase.cls == "thing" and phrase.country and phrase.given == "demonym")
                        )
                    ):
                        self.fill(draft, "target", [phrase])  # انفجرت عبوة على دورية بريطانية
                    elif phrase.cls in ("thing", "org", "office", "event"):
                        self.sites.add_inside(draft, phrase)

    def _home_of(self, phrase: Phrase) -> bool:
        """بعث برقية إلى الرئيس بمناسبة اليوم الوطني لبلاده: his country, once he is named, is no second recipient."""
        head = self.toks[phrase.head].word if phrase.sentence == self.s.number else None
        return head is not None and bool(head.pronoun) and head.core in self.s.lists.own_country

    def _of_occasion(self, before: Argument, arg: Argument) -> bool:
        """زار المدينة قبل توجهه إلى إسرائيل: what follows the act on whose occasion it was belongs to that."""
        last = before.phrases[-1] if before.kind == "np" and before.prep in self.s.lists.aside and before.phrases else None
        return last is not None and last.sentence == self.s.number and last.j == arg.at and last.i == last.head and bool(self.toks[last.head].word.pronoun)

    def _complement(self, draft: Draft, arg: Argument) -> bool:
        """Whether an argument completes an adjective of some other noun than the trigger (ألغام مضادة للأفراد)."""
        if arg.at <= draft.i + 1 or not self.cues.relational(self.toks[arg.at - 1].word, arg.prep):
            return False
        words = [t.word for t in self.toks[draft.i + 1 : arg.at]]
        return not (draft.noun and all(w.adjective is not None or w.demonym is not None for w in words))  # عملية أمنية مشتركة بين: the trigger's own

    def _named_after(self, phrases: list[Phrase]) -> list[Phrase]:
        """الدول الضامنة الثلاث، تركيا وروسيا وإيران: the powers that stand in apposition to a plural that names none."""
        last = phrases[-1]
        k = last.j
        if k + 1 < len(self.toks) and self.toks[k].word.det and self.toks[k + 1].word.norm == "،":
            k += 1  # الثلاث
        if last.country not in (None, "IGO") or last.cls in ("person", "office", "place", "event") or k + 1 >= len(self.toks) or self.toks[k].word.norm not in ("،", ",", ":"):
            return []
        names = [p for p in self.x.phrases(k + 1) if p.cls == "state"]
        return names if len(names) > 1 else []

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
