"""Pronouns attached to a verb, a noun or a preposition: which phrase before, or which speaker, they stand for."""

from __future__ import annotations

from marsad.reading.classes import AGENTIVE
from marsad.reading.document import Phrase, Token
from marsad.reading.drafts import Draft
from marsad.reading.roles import Roles

_WHO = frozenset({"name", "capital", "role"})  # kinds of mentions that name who acts


def resolve_pronoun(roles: Roles, draft: Draft, role: str, pronoun: str, i: int, subject: list[Phrase]) -> None:
    """Resolve an attached pronoun to the last agreeing phrase before it that is not the subject."""
    if role == "auto":
        obj = draft.sense.frame.get("object")
        role = "victim" if obj == "victim" else "recipient" if obj in ("recipient", "target") and draft.type in ("COERCE", "SANCTION") else "actor"
        if draft.type == "CONSULT":
            role = "actor"
    if role not in ("actor", "recipient", "target", "victim", "partner"):
        return
    if pronoun in ("نا", "ني", "ي"):
        if roles.d.last_speaker is not None:
            roles.fill(draft, "actor" if role == "actor" else role, [roles.d.last_speaker])
        return
    wanted = 2 if pronoun == "هما" else 1
    for k in range(i - 1, -1, -1):
        tok = roles.toks[k]
        if tok.verb or (tok.mention is not None and tok.mention.i != k) or (tok.mention is None and tok.word.role < 0):
            continue
        if tok.mention is not None and not (_WHO & set(tok.mention.kinds)):
            continue
        phrase = roles.x.c.phrase(k)
        if phrase is None or phrase.j > i:
            continue
        roles.a.describe(phrase, roles.s)
        if phrase.cls == "state" and role in ("recipient", "target") and any(phrase.country == q.country for q in subject):
            continue  # فرضت عليها واشنطن رسوما: not on itself
        if role == "actor" and phrase.sector == "JRN" and phrase.cls in ("org", "source") and draft.type != "REQUEST":
            continue  # بحسب موقع إخباري … خلال لقائه: not the site's
        if phrase.cls not in AGENTIVE or any(phrase is q for q in subject) or any(phrase.start < q.end and q.start < phrase.end for q in draft.actors):
            continue
        if k and _inside_longer(roles.toks[k - 1], tok):
            continue  # وزير خارجية روسيا
        if wanted == 1 and not agrees(roles, pronoun, phrase):
            continue
        whole = next((p for p in roles.x.ending_at(phrase.j - 1) if p.count is not None), None)
        phrase = whole or phrase  # المئات من المتظاهرين … اعتصامهم
        roles.assign(draft, role, phrase)
        draft.tell("coreference", "pronoun." + pronoun, phrase.start, phrase.end)
        wanted -= 1
        if not wanted:
            return
    if role == "actor" and roles.d.last_actor is not None and roles.d.last_actor.sentence >= roles.s.number - 2:
        roles.assign(draft, role, roles.d.last_actor)


def _inside_longer(before: Token, tok: Token) -> bool:
    """Whether a word for people without an article stands right before: the token is inside a longer phrase."""
    return before.word.tag == "" and not before.verb and not before.word.det and not tok.word.conj and not tok.word.prep and before.word.role >= 0


def agrees(roles: Roles, pronoun: str, phrase: Phrase) -> bool:
    """Whether a pronoun of one or of many may stand for a phrase, by gender and number."""
    lists = roles.s.lists
    head = roles.toks[phrase.head].word.core
    feminine = head.endswith(("ه", "ات")) or phrase.cls in ("state", "group") or head in lists.feminine_powers
    plural = (
        head.endswith(("ين", "ون"))
        or head in lists.collective
        or (phrase.cls in ("human", "force") and head.endswith(("و", "ي")) and phrase.j - phrase.i > 1)
        or phrase.count is not None
        or (phrase.cls in ("human", "victim") and not phrase.det)
        or head in lists.plural_powers
    )
    if pronoun in ("هم", "هن"):
        return plural
    if pronoun == "ها":
        return feminine
    return not (pronoun == "ه" and (feminine or plural))
