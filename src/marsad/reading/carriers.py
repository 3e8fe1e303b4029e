"""Verbs that carry a noun of action: support verbs, verbs in a clause about the noun, verbs of speech that report it.

Called by `nouns` after the noun's own arguments; what they find goes to `roles`.
"""

from __future__ import annotations

from marsad.lexicon.types import Support
from marsad.lexicon.words import Word
from marsad.reading.arguments import Argument
from marsad.reading.classes import AGENTIVE
from marsad.reading.drafts import Draft
from marsad.reading.pronouns import resolve_pronoun
from marsad.reading.roles import Roles
from marsad.reading.subjects import Subjects

_RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})


class Carriers:
    """Takes roles of nouns of action from the verbs around them."""

    def __init__(self, roles: Roles, subjects: Subjects) -> None:
        self.roles, self.subjects = roles, subjects
        self.t, self.s, self.x, self.toks = roles.t, roles.s, roles.x, roles.toks

    def support(self, draft: Draft, i: int, frame: dict[str, str]) -> None:
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
                self.roles.fill(draft, "target", [p for p in self.x.phrases(k + 1) if p.j <= i])
                return
            if word.support_noun >= 0 and not tok.verb and k >= i - 2 and not word.det:
                support = self.t.supports[word.support_noun]
                draft.tell("support", support.id, tok.start, tok.end)
                if support.role == "actor" and k == i - 1:
                    if word.pronoun:
                        resolve_pronoun(self.roles, draft, "actor", word.pronoun, k, [])
                    self._above(draft, k, i)
                    return
            if tok.verb:
                if self._accused(draft, k, i):
                    return
                if (
                    not draft.actors
                    and draft.type in ("ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "AID")
                    and "victim" not in frame.values()
                    and any(self.t.verbs[r.verb].speech is not None for r in word.verbs)
                    and not any(toks[q].word.tag == "complementizer" for q in range(k, i))
                    and not self._where_another_died(k, i)
                ):
                    subject = [
                        p
                        for a in self.x.after(k)
                        if a.kind == "np" and not a.prep and a.at < i and not any(p.i <= i < p.j for p in a.phrases)
                        for p in a.phrases
                        if p.cls in AGENTIVE
                    ] or [p for p in self.x.before(k) if p.cls in AGENTIVE]
                    if subject and subject[0].sector not in ("JRN", "UNK", None) and subject[0].country not in ("NGO",) and subject[0].cls != "source":
                        self.roles.fill(draft, "actor", subject)
                        if any(self.t.speeches[n].noun or self.t.speeches[n].announces for r in word.verbs if (n := self.t.verbs[r.verb].speech) is not None):
                            draft.attribution = list(subject[:1])
                        draft.tell("actors", "claimed", tok.start, tok.end)
                        return
                support_index = next((self.t.verbs[r.verb].support for r in word.verbs if self.t.verbs[r.verb].support is not None), None)
                if support_index is None:
                    return
                self._carried_by(draft, k, i, self.t.supports[support_index], word)
                return
            if word.tag in ("complementizer", "relative", "subordinator") or word.norm in (".", "؛", ":"):
                return
            k -= 1

    def _where_another_died(self, k: int, i: int) -> bool:
        """أعلنت الوزارة مقتل جنود في كمين: what it announces is the death, not the act after في."""
        toks = self.toks
        if toks[i - 1].word.core not in self.s.lists.harm_by and toks[i].word.prep != "ب":
            return False
        return any(toks[q].word.noun and toks[q].word.core in self.s.lists.harms for q in range(k + 1, i))

    def _accused(self, draft: Draft, k: int, i: int) -> bool:
        """اتهمت باريس الحركة بشن هجوم: who is accused did it, who accuses vouches. True if the verb at k accuses of the noun at i."""
        charge = next((d for d in self.subjects.drafts if d.i == k and d.type == "ACCUSE" and d.recipients and d.recipients[0].sentence == self.s.number), None)
        if charge is None or draft.actors or draft.type in ("ACCUSE", "REQUEST") or "victim" in draft.sense.frame.values():
            return False
        joined = next(
            (
                self.toks[q].word
                for q in range(max((p.j for p in charge.recipients if p.j <= i), default=i), i + 1)
                if self.toks[q].word.prep or self.toks[q].word.tag == "preposition"
            ),
            None,
        )
        if joined is None or (joined.prep or joined.core) not in ("ب", "علي"):
            return False
        self.roles.fill(draft, "actor", [p for p in charge.recipients if p.j <= i])
        draft.attribution = charge.actors[:1]
        draft.tell("actors", "accused", self.toks[k].start, self.toks[k].end)
        return True

    def _above(self, draft: Draft, k: int, i: int) -> None:
        """The doer of a verbal noun that carries the noun at i (قامت القوات بشن هجوم): the subject of the verb above."""
        for v in range(k - 1, max(-1, k - 40), -1):
            if not self.toks[v].verb:
                continue
            if self._accused(draft, v, i) or v < k - 12:
                return
            bare = [a.phrases for a in self.x.after(v) if a.kind == "np" and not a.prep and a.at < k]
            group = [p for p in next(iter(bare), []) if p.cls in AGENTIVE] or [p for p in self.x.before(v) if p.cls in AGENTIVE]
            if group and not draft.actors:
                self.roles.fill(draft, "actor", group)
            return

    def _carried_by(self, draft: Draft, v: int, i: int, support: Support, word: Word) -> None:
        args = self.x.after(v)
        hit = next((a for a in args if a.kind == "np" and any(p.i <= i < p.j for p in a.phrases)), None)
        toks = self.toks
        left = self.subjects.before(v)
        bare = [a for a in args if a.kind == "np" and not a.prep and a is not hit]
        subject = left or (bare[0].phrases if bare and bare[0].at < i else [])
        if hit is None and not any(p.i <= i < p.j for p in left):
            # the noun stands after something that the scan did not pass
            if not subject or support.role not in ("actor", "recipient"):
                return
        if any(p.i <= i < p.j for p in left):
            return
        if hit is not None and hit.prep and hit.prep not in support.by:
            return
        draft.tell("support", support.id, toks[v].start, toks[v].end)
        role = support.role
        if role in ("permits", "makes"):
            self._moved(draft, i, role, args, bool(left))
            return
        if support.id == "support.أعلن" and draft.actors and draft.type in _RECIPROCAL and not self._one_sided(draft, i):
            return
        if support.id == "support.أعلن" and draft.type in ("ASSAULT", "COERCE") and "victim" in draft.sense.frame.values():
            return  # who announces a death has not caused it
        if not subject and role in ("actor", "recipient") and not any(r.voice == "passive" for r in word.verbs[:1]):
            if role == "actor" and (word.conj or toks[v].word.tag == ""):
                subject = self.subjects.carried(v) if (word.conj or self.x.clause_start(v) < v or any(r.person == "3mp" for r in word.verbs)) else []
        subject = [p for p in subject if p.cls != "event"]
        if role == "actor":
            if not draft.actors or draft.type in _RECIPROCAL or all(p.given == "demonym" and p.cls == "state" for p in draft.actors):
                if subject and subject[0].cls in AGENTIVE | {"thing"} and (subject[0].cls != "thing" or subject[0].country):
                    draft.actors = [] if draft.type not in _RECIPROCAL else draft.actors
                    self.roles.fill(draft, "actor", subject)
            for arg in args:
                if arg.prep and arg is not hit and arg.at < i:
                    role_of = draft.sense.frame.get(arg.prep)
                    if role_of and arg.kind == "np":
                        self.roles.fill(draft, role_of, arg.phrases)
        elif role == "recipient":
            self.roles.fill(draft, "target", subject)
            self._by_agent(draft, args)
        elif role == "place":
            self.roles.sites.add(draft, subject)
        elif role == "covers":
            for phrase in (p for a in bare for p in a.phrases):
                if phrase.cls == "place":
                    self.roles.sites.add(draft, [phrase])
                else:
                    self.roles.sites.add_inside(draft, phrase)
        elif role == "occurs":
            for arg in args:
                if arg.prep in draft.sense.frame and arg is not hit and arg.kind == "np":
                    self.roles.fill(draft, draft.sense.frame[arg.prep], arg.phrases)
        elif role == "result":
            draft.harm = draft.harm or draft.type == "ASSAULT"

    def _one_sided(self, draft: Draft, i: int) -> bool:
        """أعلنت الفصائل التوصل إلى اتفاق مع إسرائيل: only the other side is named, after مع; who announces is the first."""
        partners = [p for k in range(i, draft.j) for a in self.x.after(k, True) if a.prep == "مع" for p in a.phrases]
        return bool(partners) and all(p in partners for p in draft.actors)

    def _moved(self, draft: Draft, i: int, role: str, args: list[Argument], topic: bool) -> None:
        """سمحت الحكومة للمقاتلين بمغادرة المدينة، دفع الجيش السكان إلى النزوح: who is let or made to do it does it."""
        if role == "permits":
            group = next((a.phrases for a in args if a.kind == "np" and a.prep == "ل" and a.at < i), [])
        else:
            bare = [a.phrases for a in args if a.kind == "np" and not a.prep and a.at < i]
            group = next(iter(bare if topic else bare[1:]), [])
        if not draft.actors:
            self.roles.fill(draft, "actor", [p for p in group if p.cls in AGENTIVE and not p.i <= i < p.j])

    def _by_agent(self, draft: Draft, args: list[Argument]) -> None:
        for arg in args:
            if arg.prep == "من قبل" and arg.kind == "np":
                self.roles.fill(draft, "actor", arg.phrases)

    def relative(self, draft: Draft, i: int, frame: dict[str, str], args: list[Argument]) -> None:
        """A clause about the noun: القصف الذي نفذته القوات، غارة شنتها طائرات."""
        end = max([i + 1] + [p.j for a in args for p in a.phrases if a.at <= i + 8])
        for start in dict.fromkeys((i + 1, i + 2, i + 3, end)):
            k = start
            if k < len(self.toks) and self.toks[k].word.tag == "relative":
                if any(p.j == k and p.sentence == self.s.number and p.cls in AGENTIVE for p in draft.recipients):
                    return  # اعتقال الرجل الذي: the clause is about him
                k += 1
            if k >= len(self.toks) or not self.toks[k].verb or self.toks[k].word.conj or self.toks[start - 1].word.core in self.s.lists.times:
                continue
            word = self.toks[k].word
            if draft.type == "PROTEST" and word.core.startswith(tuple(self.s.lists.joined_in)):
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
                if group and not draft.actors:
                    self.roles.fill(draft, "actor", group)
                return
            if word.core in self.s.lists.reached and "victim" not in frame.values() and not draft.recipients:
                self.roles.fill(draft, "recipient", [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE | {"victim"}])
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
                        self.roles.fill(draft, "actor", group)
                    for a in self.x.after(k):
                        if a.prep == "بحق" and a.kind == "np":
                            self.roles.fill(draft, "recipient", a.phrases)
                        if a.prep and a.prep in frame and a.kind == "np":
                            self.roles.fill(draft, frame[a.prep], a.phrases)
                return
