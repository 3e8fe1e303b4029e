"""What a noun of action takes from far: the voucher from a verb of saying that reports it, the doer from an act that did the harm."""

from __future__ import annotations

from marsad.reading.arguments import Argument
from marsad.reading.classes import ACTING_SECTORS, AGENTIVE
from marsad.reading.drafts import Draft
from marsad.reading.roles import Roles


def reported(roles: Roles, draft: Draft, i: int) -> None:
    """A verbal noun as the content of a speech verb (أكدت المقاومة استهداف …): its subject vouches."""
    toks = roles.toks
    for k in range(i - 1, max(-1, i - 18), -1):
        tok = toks[k]
        if tok.word.tag in ("complementizer", "relative", "subordinator") or tok.word.norm in (".", "؛", ":"):
            return
        if not tok.verb:
            continue
        speeches = [roles.t.speeches[n] for r in tok.word.verbs if (n := roles.t.verbs[r.verb].speech) is not None]
        speech = next((s for s in speeches if s.noun or s.announces), None)
        if speech is None:
            return
        args = roles.x.after(k)
        told = next((a for a in args if a.kind == "np" and any(p.i <= i < p.j for p in a.phrases)), None)
        if told is None and not (speech.announces and not draft.definite and tok.clause == toks[i].clause):
            return
        if draft.definite and told is not None and told.prep in ("الي", "عن") and speech.certainty != "denies":
            return  # تطرق إلى الحرب: a known act is spoken about, not asserted
        if told is not None and told.prep and told.prep not in speech.prepositions:
            return  # قال خلال لقائه: the occasion of the words, not what they tell
        subject = [p for a in args if a.kind == "np" and not a.prep and a.at < i and not any(p.i <= i < p.j for p in a.phrases) for p in a.phrases if p.cls in AGENTIVE] or [
            p for p in roles.x.before(k) if p.cls in AGENTIVE
        ]
        if subject and not draft.attribution:
            draft.attribution = list(subject[:1])
            draft.tell("attribution", "reported-noun", tok.start, tok.end)
        return


def harmer(roles: Roles, draft: Draft, args: list[Argument]) -> None:
    """قتلى الجيش المالي في هجمات الجماعة: the force whose act did the harm."""
    for arg in args:
        if arg.kind != "np" or arg.prep not in roles.s.lists.harm_by:
            continue
        phrase = arg.phrases[0]
        inside = roles.toks[phrase.head + 1] if phrase.sentence == roles.s.number and phrase.j > phrase.head + 1 else None
        if inside is not None and (inside.word.prep or (inside.mention is not None and inside.mention.skip)):
            continue  # في كمين بمالي: where, not who
        if phrase.cls in ("event", "thing") and inside is not None:
            inner = [p for p in roles.x.phrases(phrase.head + 1) if p.cls in ("force", "group", "state") or p.sector in ACTING_SECTORS]
            if inner:
                roles.fill(draft, "actor", inner[:2])
                return
