"""Pairs that name nobody (البلدين، الجانبين): the two countries they stand for, in the sentence or else in the article."""

from __future__ import annotations

from collections import Counter

from marsad.lexicon.types import Name
from marsad.reading.classes import NO_STATES
from marsad.reading.document import Phrase, Sentence, Token


def country_of(tok: Token, names: list[Name]) -> str | None:
    """Give the country that a name or demonym at a token tells, or None."""
    mention = tok.mention
    if mention is not None and mention.i == tok.i and ("name" in mention.kinds or "capital" in mention.kinds):
        return names[(mention.kinds.get("capital") or mention.kinds["name"])[0]].country
    return tok.word.demonym[0] if tok.word.demonym is not None and (mention is None or "agreement" in mention.kinds) else None


def resolve_pair(phrase: Phrase, sentence: Sentence, names: list[Name], countries: Counter[str]) -> None:
    """Give a pair its two countries: those named as a pair, else those named last, else those the article speaks of most."""
    callers = _callers(phrase, sentence, names)
    if callers:  # دعت موسكو وبكين البلدين: two others
        others = [c for c, _ in countries.most_common(4) if c not in callers and len(c) == 3]
        if len(others) >= 2:
            _are(phrase, others[0], others[1])
        return
    joined = _joined(phrase, sentence, names)
    if joined is not None:
        _are(phrase, joined[1], joined[0])
        return
    found = _named_last(phrase, sentence, names)
    if len(found) < 2:
        found = [c for c, _ in countries.most_common(2)]
    if len(found) == 2:
        _are(phrase, found[1], found[0])


def _are(phrase: Phrase, first: str, second: str) -> None:
    phrase.countries, phrase.country, phrase.sector, phrase.given, phrase.cls = [first, second], first, "GOV", "antecedent", "relation"


def _joined(phrase: Phrase, sentence: Sentence, names: list[Name]) -> tuple[str, str] | None:
    """The last two before the phrase that are named as a pair (الروسية-التركية، موسكو وأنقرة), the second first."""
    toks = sentence.tokens
    for k in range(phrase.i - 1, 1, -1):
        one = country_of(toks[k], names)
        if not one:
            continue
        if toks[k - 1].word.norm in ("-", "–", "و"):
            two = country_of(toks[k - 2], names)
        else:
            two = country_of(toks[k - 1], names) if toks[k].word.conj else None
        if two and one != two:
            return one, two
    return None


def _named_last(phrase: Phrase, sentence: Sentence, names: list[Name]) -> list[str]:
    """The two states named last before the phrase, the last one first."""
    toks = sentence.tokens
    found: list[str] = []
    for k in range(phrase.i - 1, -1, -1):
        tok = toks[k]
        if k and toks[k - 1].word.core in sentence.lists.directions:
            continue
        code = tok.word.demonym[0] if tok.word.demonym is not None else None
        if tok.mention is not None and tok.mention.i == k and ("name" in tok.mention.kinds or "capital" in tok.mention.kinds):
            code = names[(tok.mention.kinds.get("capital") or tok.mention.kinds["name"])[0]].country or code
        if code and len(code) == 3 and code not in found and code not in NO_STATES:
            found.append(code)
            if len(found) == 2:
                break
    return found


def _callers(phrase: Phrase, sentence: Sentence, names: list[Name]) -> set[str]:
    """Give the powers whose names stand right before a pair, after a verb: its subjects."""
    toks = sentence.tokens
    codes: set[str] = set()
    k = phrase.i - 1
    while k >= 0 and not toks[phrase.i].word.prep and not toks[k].verb:
        mention = toks[k].mention
        code = country_of(toks[mention.i], names) if mention is not None else None
        if mention is None or not code:
            return set()
        codes.add(code)
        k = mention.i - 1
    return codes if k >= 0 else set()
