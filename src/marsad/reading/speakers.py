"""Speakers: the subject of a verb or participle of saying, or who spoke or acted before."""

from __future__ import annotations

from marsad.lexicon.types import Speech
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence
from marsad.reading.said import Said


def speaker_of(sentence: Sentence, syntax: Syntax, i: int, a: int, participle: bool, said: list[Said], last: Phrase | None, speech: Speech) -> Phrase | None:
    if participle:
        for other in reversed(said):
            if other.speaker is not None and other.cue < i:
                return other.speaker
        toks = sentence.tokens
        for k in range(i - 1, -1, -1):
            if toks[k].verb:
                group = [p for arg in syntax.after(k) if not arg.prep and arg.kind == "np" for p in arg.phrases if p.cls in AGENTIVE] or [
                    p for p in syntax.before(k) if p.cls in AGENTIVE
                ]
                group = [p for p in group if p.det or p.given in ("name", "demonym", "genitive")]
                if group and not (toks[k].word.conj and not group[0].det):
                    return group[0]  # واحتجزت سفينة: without a subject of its own, the noun is the object
        return last
    for arg in syntax.after(i):
        if arg.at >= a:
            break
        if arg.kind == "np" and not arg.prep:
            for phrase in arg.phrases:
                if phrase.cls in AGENTIVE or (phrase.country and phrase.cls not in ("event", "place")):
                    return phrase
            if arg.phrases and arg.phrases[0].cls == "thing" and arg.phrases[0].det and arg.phrases[0].j <= a:
                return arg.phrases[0]
    word = sentence.tokens[i].word
    subject = syntax.before(i)
    if subject:
        return subject[0]
    if said and word.conj and said[-1].speaker is not None:
        return said[-1].speaker
    return (_doer_before(sentence, syntax, i) if word.conj else None) or last


def _doer_before(sentence: Sentence, syntax: Syntax, i: int) -> Phrase | None:
    """اتهم المتحدث الجماعة بخرق الهدنة وقال إن: who does what the nearest verb before says, if the verb of saying agrees with him."""
    toks = sentence.tokens
    feminine = any(r.person == "3fs" for r in toks[i].word.verbs)
    for k in range(i - 1, -1, -1):
        if not toks[k].verb:
            continue
        first = next(iter(syntax.after(k)), None)
        group = first.phrases if first is not None and first.kind == "np" and not first.prep else syntax.before(k)
        if not group or group[0].cls not in ("person", "office", "org", "state", "group") or not group[0].det:
            return None
        ends = toks[group[0].head].word.core.endswith(("ه", "ات")) or group[0].cls in ("state", "group")
        return group[0] if ends == feminine else None
    return None
