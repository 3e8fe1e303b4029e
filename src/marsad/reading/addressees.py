"""Whom a verb is for who stands far from it: after a long list of subjects, after a comma, in a condition, in a relative clause."""

from __future__ import annotations

from marsad.reading.classes import AGENTIVE
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.roles import Roles


def charged(roles: Roles, i: int, subject: list[Phrase]) -> list[Phrase]:
    """اتهم كل من الحركة، والحزب، و"الائتلاف" قوات النظام بشن هجوم: after a long list of subjects, whoever stands before ب and a noun of action."""
    for k in range(i + 2, min(len(roles.toks), i + 45)):
        tok = roles.toks[k]
        if tok.verb or tok.word.tag in ("relative", "complementizer", "subordinator") or tok.word.norm in (".", "؛", ":"):
            return []
        if tok.word.prep == "ب" and (tok.word.noun or tok.word.support_noun >= 0):
            group = [p for p in roles.x.ending_at(k - 1) if p.cls in AGENTIVE]
            return [p for p in group if not any(p.i < q.j and q.i < p.j for q in subject)]
    return []


def called_upon(roles: Roles, k: int) -> list[Phrase]:
    """دعا أحد أبناء المدينة، الحكومة في بلاده إلى: after a subject that a comma closes, whoever stands after it and before إلى."""
    if k + 1 >= len(roles.toks) or roles.toks[k].word.norm not in ("،", ",") or roles.toks[k + 1].word.conj:
        return []
    group = [p for p in roles.x.phrases(k + 1) if p.det and (p.cls in AGENTIVE or (p.cls == "thing" and p.country))]
    for m in range(max((p.j for p in group), default=len(roles.toks)), min(len(roles.toks), k + 10)):
        if roles.toks[m].verb or roles.toks[m].word.tag in ("punct", "relative"):
            return []
        if roles.toks[m].word.core == "الي" and roles.toks[m].word.tag == "preposition":
            return group
    return []


def struck(roles: Roles, k: int) -> list[Phrase]:
    """اعتقلت قوات الاحتلال، الشاب فلان: after a subject that a comma closes, the person it was done to."""
    if k + 1 >= len(roles.toks) or roles.toks[k].word.norm not in ("،", ",") or roles.toks[k + 1].word.conj or roles.toks[k + 1].verb:
        return []
    group = [p for p in roles.x.phrases(k + 1) if p.cls in ("human", "person", "profession", "rank", "victim") and (p.det or p.count is not None)]
    end = max((p.j for p in group), default=len(roles.toks))
    return group if end < len(roles.toks) and not roles.toks[end].verb else []


def threatened_by_condition(roles: Roles, draft: Draft, i: int) -> None:
    """Whom a threat with a condition is for: who would bring it about (إذا انسحبت أميركا)."""
    toks = roles.toks
    own = {p.country for p in draft.actors}
    for k in range(i + 1, len(toks)):
        if toks[k].word.core in roles.s.lists.conditions:
            for m in range(k + 1, min(len(toks), k + 7)):
                mention = toks[m].mention
                if mention is None or mention.i != m:
                    continue
                group = [p for p in roles.x.phrases(m) if p.cls in AGENTIVE and p.country and p.country not in own][:1]
                if group:
                    roles.fill(draft, "recipient", group)
                    return
            return


def launcher(roles: Roles, draft: Draft, k: int) -> None:
    """اعترضت صاروخا أطلقه الحوثيون: who launched what was intercepted."""
    if k >= len(roles.toks) or not roles.toks[k].verb or not any(r.pronoun for r in roles.toks[k].word.verbs):
        return
    group = [p for a in roles.x.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
    roles.fill(draft, "recipient", [p for p in group if p not in draft.actors])
