"""Recipients that stand outside the arguments of the act: whom a protest is against, whose offer is refused, whom a backer backs.

Each rule looks only at words of the same sentence and leaves a step in `because`.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.roles import Roles

_LONG = 24  # tokens after a protest within which its cry belongs to it


class Seeker:
    """Looks for recipients in one sentence; `against` are the words (folded, without article) that say whom a protest is against."""

    def __init__(self, sentence: Sentence, syntax: Syntax, against: frozenset[str], roles: Roles) -> None:
        self.s, self.x, self.against, self.roles = sentence, syntax, against, roles
        self.toks = sentence.tokens

    def seek(self, draft: Draft) -> None:
        """Fill the recipients of a draft that has none, by the first rule of its type that finds any."""
        if "crowd-control" in draft.modes:
            self._dispersed(draft)
        if draft.recipients:
            return
        own = {c for p in draft.actors for c in (p.countries or (p.country,))}
        for rule in _RULES.get(draft.type, ()):
            found = [p for p in rule(self, draft) if p not in draft.actors and not (p.country and p.country in own and draft.type != "PROTEST" and p.cls == "state")]
            if found:
                draft.recipients.extend(found)
                draft.tell("recipients", "sought." + rule.__name__.strip("_"), found[0].start, found[0].end)
                return

    def _agents(self, i: int) -> list[Phrase]:
        """Give those who can act among the phrases at i, with the states that a thing belongs to."""
        return [
            p
            for p in self.x.phrases(i)
            if self.toks[p.head].number is None and (p.cls in AGENTIVE or (p.cls in ("thing", "event") and p.country and p.given in ("demonym", "genitive")))
        ]

    def _dispersed(self, draft: Draft) -> None:
        """أطلقت الشرطة الغاز لتفريق المتظاهرين: those whom the means are for, whatever else was named near."""
        for k in range(draft.i + 1, min(len(self.toks) - 1, draft.i + 16)):
            word = self.toks[k].word
            if not word.det and any("crowd-control" in self.roles.t.senses[s].modes for s, _ in word.noun):
                crowd = [p for p in self.x.phrases(k + 1) if p.cls in AGENTIVE or p.cls == "event"]
                if crowd:
                    draft.recipients = []
                    self.roles.fill(draft, "recipient", crowd)
                return

    def _cried_against(self, draft: Draft) -> list[Phrase]:
        """شعارات مناهضة للحكومة، تنديدا بالعدوان الإسرائيلي."""
        for k in range(draft.i, min(len(self.toks) - 1, draft.i + _LONG)):
            word = self.toks[k].word
            if word.norm in (".", "؛"):
                break
            if k > draft.i and word.core not in self.against and word.core.removesuffix("ا") not in self.against:
                continue
            after = self.toks[k + 1]
            if after.word.prep in ("ل", "ب") or (after.mention is not None and after.mention.skip) or word.tag == "preposition" or word.core in ("ضد",):
                found = self._agents(k + 1)
            else:
                continue
            if found:
                return found[:2]
            if word.tag == "preposition" or word.core == "ضد":
                break  # against a thing
        return []

    def _in_front_of(self, draft: Draft) -> list[Phrase]:
        """تجمعوا أمام منزل الوزير، أمام السفارة الفرنسية: whose house or seat a crowd gathers at."""
        for arg in self.x.after(draft.j - 1, draft.noun):
            if arg.kind != "np" or arg.prep not in ("امام", "قباله"):
                continue
            phrase = arg.phrases[0]
            if phrase.cls in ("org", "office") and phrase.country:
                return [phrase]
            for k in range(phrase.head + 1, phrase.j):
                if self.toks[k].word.role >= 0 or self.toks[k].mention is not None:
                    inner = [p for p in self.x.phrases(k)[:1] if p.cls in AGENTIVE and p.country]
                    if inner:
                        return inner
        return []

    def _backed(self, draft: Draft) -> list[Phrase]:
        """سيطرت القوات على البلدة بدعم من روسيا: who does the act is backed."""
        if not draft.noun or self.toks[draft.i].word.prep != "ب" or not draft.actors:
            return []
        for k in range(draft.i - 1, max(-1, draft.i - 18), -1):
            if self.toks[k].verb:
                if any(self.roles.t.senses[s].id in ("support.ashada", "support.thammana") for r in self.toks[k].word.verbs for s in self.roles.t.verbs[r.verb].senses):
                    return []  # أشاد بدعم المملكة: who praises is not who is backed
                group = [p for a in self.x.after(k) if a.kind == "np" and not a.prep and a.at < draft.i for p in a.phrases if p.cls in AGENTIVE][:1]
                return group or [p for p in self.x.before(k) if p.cls in AGENTIVE][:1]
        return []

    def _offered(self, draft: Draft) -> list[Phrase]:
        """رفضت الفصائل الشروط التي وضعتها موسكو: whose terms, method or effort it is."""
        for k in range(draft.i + 1, min(len(self.toks) - 1, draft.i + 12)):
            tok = self.toks[k]
            if tok.word.tag == "complementizer" or tok.verb or tok.word.norm in (".", "؛", ":") or tok.word.core in self.s.lists.aside:
                return []
            if tok.word.tag == "relative" and self.toks[k + 1].verb:
                word = self.toks[k + 1].word
                if not any(r.pronoun for r in word.verbs) and not word.norm.endswith(("ها", "ه", "هم")):
                    return []
                return [p for a in self.x.after(k + 1) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE][:1]
        return []

    def _owner(self, draft: Draft) -> list[Phrase]:
        """رفض الشروط الروسية، وافق على دعوة الصين: the state whose paper, call or terms are the content."""
        own = {c for p in draft.actors for c in (p.countries or (p.country,))}
        if not own or None in own:
            return []
        for arg in self.x.after(draft.i, draft.noun):
            if arg.kind != "np" or arg.prep not in ("", "علي") or not arg.phrases or arg.at > draft.j + 3:
                continue
            phrase = arg.phrases[0]
            if phrase.cls in ("thing", "event") and phrase.country and phrase.given in ("demonym", "genitive") and phrase.country not in own:
                return [phrase]
        return []

    def _threatened(self, draft: Draft) -> list[Phrase]:
        """توعدت بأنها ستحمل طهران كلفة ذلك: another power named in what is threatened."""
        own = {c for p in draft.actors for c in (p.countries or (p.country,))}
        for arg in self.x.after(draft.i, draft.noun):
            if arg.kind != "clause":
                continue
            clause = self.toks[arg.at].clause
            for k in range(arg.at, min(len(self.toks), arg.at + 9)):
                tok = self.toks[k]
                if tok.clause > clause + 1:
                    break
                if tok.mention is not None and tok.mention.i == k and not tok.word.conj and self.toks[k - 1].word.tag != "preposition":
                    group = [p for p in self.x.phrases(k) if p.cls in ("state", "group", "force", "org") and p.country not in own]
                    if group:
                        return group[:1]
        return []

    def _warned(self, draft: Draft) -> list[Phrase]:
        """طالب دمشق بوقف الهجوم، وإلا فإن بلاده سترد: who was to do what, before "otherwise"."""
        own = {c for p in draft.actors for c in (p.countries or (p.country,))}
        at = next(
            (k for k in range(draft.i - 1, max(0, draft.i - 9), -1) if self.toks[k].word.core in self.s.lists.otherwise or self.toks[k].word.norm in self.s.lists.otherwise), 0
        )
        for k in range(at - 1, max(0, at - 40), -1):
            tok = self.toks[k]
            if tok.word.tag == "preposition" and tok.word.core == "علي" and k + 1 < at:
                group = [p for p in self.x.phrases(k + 1) if p.cls in ("person", "office", "state", "org", "group") and p.country and p.country not in own]
                if group:
                    return group[:1]
            if tok.verb:
                bare = [p for a in self.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases[:1]]
                return [p for p in bare[1:] if p.cls in AGENTIVE and p.country not in own][:1]
        return []

    def _held(self, draft: Draft) -> list[Phrase]:
        """تقدم الجيش في ريف المدينة، آخر معقل للمسلحين: who holds the ground that is taken."""
        if "target" in draft.sense.frame.values() or "victim" in draft.sense.frame.values() or "place" not in draft.sense.frame.values():
            return []
        for k in range(draft.j, min(len(self.toks) - 1, draft.j + 16)):
            word = self.toks[k].word
            if word.norm in (".", "؛") or (self.toks[k].verb and k > draft.j):
                return []
            under = word.core in self.s.lists.control and k and (self.toks[k - 1].word.core in self.s.lists.under or word.prep == "ل")
            if word.core in self.s.lists.strongholds or under:
                return [p for p in self.x.phrases(k + 1) if p.cls in ("human", "force", "group", "org")][:2]
        return []

    def _other_side(self, draft: Draft) -> list[Phrase]:
        """محادثات مع حركة طالبان، الاتفاق النووي مع إيران: with whom, later in the clause."""
        clause = draft.clause
        for k in range(draft.i + 1, min(len(self.toks) - 1, draft.i + 16)):
            tok = self.toks[k]
            if tok.clause != clause or (tok.word.prep == "ل" and tok.mention is None):
                break  # تمهيدا لتعاونها مع: of something else
            if tok.word.tag == "preposition" and tok.word.core == "مع":
                return [p for p in self.x.phrases(k + 1) if p.cls in ("state", "group", "force", "org")][:2]
        return []


# Not of the instance: a seeker that held its own methods would outlive its article until the collector came.
_RULES: dict[str, tuple[Callable[[Seeker, Draft], list[Phrase]], ...]] = {
    "PROTEST": (Seeker._cried_against, Seeker._in_front_of),
    "SUPPORT": (Seeker._backed, Seeker._offered),
    "REJECT": (Seeker._offered, Seeker._owner),
    "ACCUSE": (Seeker._offered,),
    "THREATEN": (Seeker._threatened, Seeker._warned),
    "ASSAULT": (Seeker._held,),
    "AGREE": (Seeker._other_side, Seeker._owner),
    "SANCTION": (Seeker._other_side,),
    "CONCEDE": (Seeker._other_side,),
}
