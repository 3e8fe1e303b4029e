"""Participles as triggers: how the subject acts (قال متهما خصومه), or what is said of it (المدينة مستعدة). Each becomes a Draft."""

from __future__ import annotations

from marsad.lexicon.types import Sense
from marsad.reading.classes import AGENTIVE
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.prepositions import fill_by_prepositions
from marsad.reading.roles import Roles
from marsad.reading.subjects import Subjects

_SAID_OF = frozenset({"AGREE", "SUPPORT", "REJECT", "CONCEDE"})  # elsewhere such a participle is mostly passive (مطالبة، متهمة، مهددة)


class Participles:
    """Reads the participles of one sentence."""

    def __init__(self, roles: Roles, subjects: Subjects) -> None:
        self.roles, self.subjects = roles, subjects
        self.x, self.toks = roles.x, roles.toks

    def read(self, i: int, sense: Sense, at: int) -> Draft | None:
        """Read the participle at i in one sense; None where it does not describe how the subject acts (قال متهما واشنطن)."""
        word = self.toks[i].word
        before = self.toks[i - 1].word if i else None
        circumstantial = word.norm.endswith(("ا", "ين", "ه", "ون")) and (
            before is None or before.norm in ("،", ",") or before.norm == "و" or bool(word.conj) or (not before.tag and not word.norm.endswith("ه"))
        )
        args = self.x.after(max(i, at), noun=True)
        predicated = self._predicated_of(i) if not circumstantial and sense.type in _SAID_OF else []
        if not (circumstantial or predicated) or not any(a.prep in sense.frame or a.kind == "clause" for a in args if a.at <= i + 5):
            return None
        draft = self.roles.begin(sense, i, at, True)
        subject: list[Phrase] = predicated
        clause = self.x.clause_start(i)
        for k in range(i - 1, -1, -1):
            if subject:
                break
            if self.toks[k].verb:
                subject = (
                    [p for a in self.x.after(k) if a.kind == "np" and not a.prep and a.at < i for p in a.phrases if p.cls in AGENTIVE][:1]
                    or [p for p in self.x.before(k) if p.cls in AGENTIVE][:1]
                    or self.subjects.carried(k)
                )
                break
        else:
            subject = [p for p in self.x.phrases(clause) if p.cls in AGENTIVE and p.i < i]
        if sense.frame.get("subject") == "recipient":
            topic = [p for p in self.x.phrases(self._topic(clause, i)) if p.cls in AGENTIVE and p.i < i]
            subject = topic if topic and max(p.j for p in topic) <= i else subject  # الأهالي مدعوون: the predicate of its own clause
        self.roles.fill(draft, sense.frame.get("subject", "actor"), subject)
        direct = [a for a in args if a.kind == "np" and not a.prep and a.at <= i + 2]
        if direct and "object" in sense.frame:
            self.roles.fill(draft, sense.frame["object"], direct[0].phrases)
        fill_by_prepositions(self.roles, draft, sense.frame, args, False)
        self.roles.finish(draft, i)
        return draft

    def _predicated_of(self, i: int) -> list[Phrase]:
        """Of whom an indefinite participle is said that follows a definite noun or a name (بلادها مستعدة، موسكو منفتحة)."""
        if not i or self.toks[i].word.conj or self.toks[i].word.given >= 0 or self.toks[i - 1].verb:
            return []
        for k in range(self.x.clause_start(i), i):
            group = self.x.phrases(k)
            if group and group[-1].j == i and group[-1].cls in AGENTIVE and group[0].i == k and (group[-1].given or group[-1].det):
                return [p for p in group if p.cls in AGENTIVE]
        return []

    def _topic(self, k: int, i: int) -> int:
        """The token at which the topic of a clause without a verb starts."""
        while k < i and (self.toks[k].word.tag in ("complementizer", "subordinator", "punct", "adverb") or self.toks[k].date is not None):
            k += 1
        return k
