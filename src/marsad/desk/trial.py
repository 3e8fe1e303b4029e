"""Try: what the reader makes of one text, stage by stage, for those who write the lexicon."""

from __future__ import annotations

from typing import NamedTuple

from marsad.desk.lexicon import PUBLISHED, article_for
from marsad.lexicon.words import Word
from marsad.reading.document import Phrase, Sentence, Token
from marsad.reading.reader import Reader
from marsad.reading.stages import Candidate
from marsad.record import Record


class TokenLine(NamedTuple):
    text: str
    reading: str
    clitics: str
    senses: str


class NameLine(NamedTuple):
    text: str
    kind: str
    name: str


class CandidateLine(NamedTuple):
    """A word of action: `told` is what its words say of whether it took place, `left_at` the stage that left it out ("" for an event)."""

    text: str
    entry: str
    told: str
    left_at: str


class Trial(NamedTuple):
    """The stages of one text: words, names, noun phrases, words of action, and the record."""

    tokens: list[TokenLine]
    names: list[NameLine]
    phrases: list[str]
    candidates: list[CandidateLine]
    record: Record


def try_text(reader: Reader, text: str, published: str | None = PUBLISHED) -> Trial:
    """Give what each stage found in a text."""
    trace = reader.trace(article_for(text, published))
    tokens, names, phrases = [], [], []
    for sentence in trace.sentences:
        tokens += [_token(reader, t, text) for t in sentence.tokens]
        names += _names(reader, sentence)
        phrases += [_told(p) for p in _phrases(sentence)]
    return Trial(tokens, names, phrases, [_candidate(c, text) for c in trace.candidates], trace.record)


def _candidate(candidate: Candidate, text: str) -> CandidateLine:
    draft, judged = candidate.draft, candidate.judgement
    told = judged.effect + (f" ({judged.cue})" if judged.cue else "")
    return CandidateLine(text[draft.trigger_start : draft.trigger_end], draft.sense.id, told, candidate.left_at)


def _token(reader: Reader, token: Token, text: str) -> TokenLine:
    word = token.word
    return TokenLine(text[token.start : token.end], _reading(token), _clitics(word), ", ".join(_senses(reader, token)))


def _reading(token: Token) -> str:
    word = token.word
    if token.date is not None:
        return "date"
    if token.number is not None:
        return "number"
    if token.mention is not None:
        return "name"
    if word.tag:
        return word.tag
    if token.verb:
        tenses = sorted({f"{r.tense} {r.person}" + (f" {r.voice}" if r.voice and r.voice != "active" else "") for r in word.verbs})
        return "verb: " + (" / ".join(tenses) or word.general_verb)
    if word.demonym is not None:
        return f"demonym {word.demonym[0]}"
    if word.adjective is not None and not word.noun:
        return "adjective"
    return "noun" if word.noun or word.role >= 0 or word.head is not None or word.known_noun else "word"


def _clitics(word: Word) -> str:
    """Give a word's parts with + between them: conjunction, preposition, article, core, pronoun."""
    parts = [word.conj, word.prep, "ال" if word.det else "", word.core, word.pronoun]
    return "+".join(p for p in parts if p) if word.core != word.norm or word.pronoun else ""


def _senses(reader: Reader, token: Token) -> list[str]:
    word, t = token.word, reader.tables
    found: list[str] = []
    if token.verb or not word.known_noun:
        for reading in word.verbs:
            verb = t.verbs[reading.verb]
            found += [t.senses[k].id for k in verb.senses]
            found += [t.supports[verb.support].id] if verb.support is not None else []
            found += [t.speeches[verb.speech].id] if verb.speech is not None else []
    if not token.verb:
        found += [t.senses[k].id for k, _ in (*word.noun, *word.participle)]
        found += [t.supports[word.support_noun].id] if word.support_noun >= 0 else []
        found += [t.speeches[k].id for k in (word.speech_noun, word.speech_participle) if k >= 0]
        found += [f"role {t.names[word.role].id}"] if word.role >= 0 else []
    return list(dict.fromkeys(found))


def _names(reader: Reader, sentence: Sentence) -> list[NameLine]:
    t = reader.tables
    out = []
    for token in sentence.tokens:
        mention = token.mention
        if mention is None or mention.i != token.i:
            continue
        text = sentence.text[sentence.offset(mention.i, mention.skip) : sentence.tokens[mention.j - 1].end]
        for kind, ids in mention.kinds.items():
            known = [f"{p.name} {p.country}" for p in (t.places[k] for k in ids)] if kind == "place" else [f"{n.name or n.name_ar} [{n.id}]" for n in (t.names[k] for k in ids)]
            out.append(NameLine(text, kind, " | ".join(known[:4]) + (" …" if len(known) > 4 else "")))
    return out


def _phrases(sentence: Sentence) -> list[Phrase]:
    """Give the noun phrases that reading looked at, without those inside longer ones. It looks only where a word of action stands."""
    found = [p for p in sentence.phrases.values() if p is not None]
    outer = [p for p in found if not any(q is not p and q.i <= p.i and p.j <= q.j and (q.i, q.j) != (p.i, p.j) for q in found)]
    return sorted(outer, key=lambda p: p.i)


def _told(phrase: Phrase) -> str:
    facts = [phrase.cls, phrase.country or "", phrase.sector or "", phrase.name or ""]
    return f"{phrase.text}  {' '.join(f for f in facts if f)}"
