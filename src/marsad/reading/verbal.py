"""Verbal acts and futures: what a draft becomes by its type, its content and who says it. True keeps the draft.

Rules of the codebook: a future CONSULT, SUPPORT, COOPERATE or AID is AGREE, a future RETREAT is CONCEDE; the
content of a demand, threat or refusal is no event; a threat or demand that was uttered is actual.
"""

from __future__ import annotations

from marsad.reading.cues import Cues
from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft
from marsad.reading.events import EventFinder
from marsad.reading.said import Said

_VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_OF_WORDS = _VERBAL | {"AGREE", "CONCEDE"}
_PROMISED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def refine(draft: Draft, finder: EventFinder, cues: Cues, said: list[Said]) -> bool:
    """Change type, mode and voucher as the codebook asks; False if the draft is no event."""
    if draft.type == "THREATEN" and draft.factuality == "future":
        draft.overrule("actual", "uttered", draft.trigger_start, draft.trigger_end)  # now, whatever becomes of its content
    if draft.factuality == "negated" and any(w in draft.sentence.lists.denials for w in draft.sense.only_with):
        draft.overrule("actual", "negation-in-act", draft.trigger_start, draft.trigger_end)  # the negation is what refuses or threatens
    if draft.type == "ASSAULT" and draft.factuality == "future" and draft.actors and any(_same(p, a) for p in draft.attribution for a in draft.actors):
        draft.type, draft.modes, draft.content_type, draft.counts = "THREATEN", ["violence"], "ASSAULT", []
        draft.overrule("actual", "uttered", draft.trigger_start, draft.trigger_end)
    if draft.factuality == "future" and draft.type in _PROMISED:
        if draft.type != "CONSULT" or not draft.content_type:
            draft.content_type = draft.type
        draft.type = _PROMISED[draft.type]
        draft.modes = []
    if draft.type in _VERBAL or draft.type == "AGREE":
        _mode_by_content(draft, finder, cues)
    if draft.type in ("REQUEST", "THREATEN", "ACCUSE", "REJECT") and not draft.actors and "investigate" not in draft.modes:
        holder = next((s for s in said if s.a <= draft.i < s.b and s.speaker is not None and s.cue != draft.i and s.verb is not None), None)
        if holder is not None and holder.speaker is not None and not draft.passive:
            draft.actors = [holder.speaker]
    if draft.type in _VERBAL and draft.attribution and draft.actors and "investigate" not in draft.modes and not (draft.noun and draft.definite):
        quoted = [s.speaker for s in said if s.verb is None]  # according to them, not in their own words
        draft.attribution = [p for p in draft.attribution if not any(_same(p, a) or (_speaks_for(p, a) and p not in quoted) for a in draft.actors)]
    if draft.type in _OF_WORDS and not draft.noun and any(r.person in ("1p", "1s") for r in draft.sentence.tokens[draft.i].word.verbs[:1]):
        draft.attribution = draft.attribution[1:]  # what somebody says of himself he does by saying it
    if draft.type == "SANCTION" and draft.actors and not draft.recipients:
        _other_party(draft, finder)
    if draft.weak and not draft.actors and not draft.recipients:
        return False
    needs_party = draft.type in _VERBAL or draft.type in ("SUPPORT", "CONCEDE", "AGREE", "AID", "COOPERATE")
    return not needs_party or bool(draft.actors or draft.recipients)


def _other_party(draft: Draft, finder: EventFinder) -> None:
    """Who is left by a withdrawal from an agreement with a name: its party that the sentence names, other than the actor."""
    toks = draft.sentence.tokens
    named = next((t.mention for t in toks[draft.i :] if t.mention is not None and "agreement" in t.mention.kinds), None)
    if named is None:
        return
    parties = finder.t.names[named.kinds["agreement"][0]].modifiers.get("parties", "").split("|")
    own = {p.country for p in draft.actors}
    for k in (*range(draft.i, len(toks)), *range(draft.i - 1, -1, -1)):
        m = toks[k].mention
        if m is None or m.i != k or not ({"name", "capital"} & set(m.kinds)):
            continue
        for phrase in finder.x.phrases(k):
            if phrase.cls == "state" and phrase.country in parties[:1] and phrase.country not in own:
                draft.recipients = [phrase]
                draft.tell("recipients", "agreement.other-party", phrase.start, phrase.end)
                return


def _same(a: Phrase, b: Phrase) -> bool:
    """The voucher is the one who acts: the same words or entity, or an official speaking for the state's own act."""
    if a is b or a.text == b.text or (a.entity is not None and a.entity == b.entity):
        return True
    return a.country is not None and a.country == b.country and a.cls in ("person", "office") and a.sector in ("GOV", "MIL") and b.cls in ("state", "relation")


def _speaks_for(speaker: Phrase, actor: Phrase) -> bool:
    """An official of a state or movement who says what it refuses, asks or threatens does so for it."""
    return speaker.country is not None and speaker.country == actor.country and speaker.cls in ("person", "office") and actor.cls in ("org", "group", "force")


def _mode_by_content(draft: Draft, finder: EventFinder, cues: Cues) -> None:
    if draft.modes:
        return
    toks = draft.sentence.tokens
    for k in range(draft.j, min(len(toks), draft.j + 18)):
        word = toks[k].word
        if word.norm in (".", "؛"):
            return
        for words, types, mode in cues.content_modes:
            if draft.type in types and (word.core in words or word.norm in words):
                draft.modes.append(mode)
                draft.tell("modes", "content." + mode, toks[k].start, toks[k].end)
                return
