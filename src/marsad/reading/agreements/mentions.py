"""Mentions of agreements: a name of the lexicon, or a head word (اتفاق، هدنة، وقف إطلاق النار …) with the phrase it opens."""

from __future__ import annotations

from marsad.lexicon.types import Name, Tables
from marsad.reading.agreements.words import AgreementWords
from marsad.reading.document import Sentence

_ENDS = frozenset({"relative", "complementizer", "subordinator", "negation", "aspect", "auxiliary", "pronoun"})
_MARKS = ('"', "-", "«", "»", "“", "”")
_MENTION_LENGTH = 9  # tokens after the head: longer phrases run on into the clause


class AgreementMention:
    """One mention: tokens first..last of its sentence, offsets start..end of the article. `kind` and `name` None: the words tell none."""

    __slots__ = ("definite", "end", "first", "kind", "last", "name", "sentence", "start")

    def __init__(self, sentence: Sentence, first: int, last: int, start: int, end: int, kind: str | None, name: Name | None, definite: bool) -> None:
        self.sentence, self.first, self.last, self.start, self.end = sentence, first, last, start, end
        self.kind, self.name, self.definite = kind, name, definite

    def gap(self, k: int) -> int:
        """Give how many tokens lie between the mention and token k; 0 inside it."""
        return self.first - k if k < self.first else max(0, k - self.last + 1)

    @property
    def length(self) -> int:
        return self.last - self.first


def find_mentions(sentence: Sentence, words: AgreementWords, tables: Tables) -> list[AgreementMention]:
    """Give the mentions of a sentence in order."""
    out: list[AgreementMention] = []
    toks = sentence.tokens
    i = 0
    while i < len(toks):
        tok = toks[i]
        m = tok.mention
        if m is not None and m.i == i and "agreement" in m.kinds:
            name = tables.names[m.kinds["agreement"][0]]
            last = _extend(sentence, m.j, True)
            out.append(AgreementMention(sentence, i, last, sentence.offset(i, m.skip), toks[last - 1].end, name.modifiers.get("kind"), name, True))
            i = last
            continue
        found = _headed(sentence, i, words) if tok.word.core in words.heads and not tok.verb else None
        if found is not None:
            out.append(found)
            i = found.last
            continue
        i += 1
    return [m for m in out if not _manner(m)]


def _headed(sentence: Sentence, i: int, words: AgreementWords) -> AgreementMention | None:
    toks = sentence.tokens
    word = toks[i].word
    hit = _head(sentence, i, words.heads[word.core])
    if hit is None:
        return None
    j, kind = hit
    definite = word.det or bool(word.pronoun) or toks[j - 1].word.det
    last = _extend(sentence, j, definite and j == i + 1)
    if kind is None:
        kind = words.kind_of(" " + " ".join(form for t in toks[i:last] for form in dict.fromkeys((t.word.norm, t.word.core))) + " ") or words.kind_of(
            " " + " ".join(t.word.norm for t in toks[i:last]) + " "
        )
    start = sentence.offset(i, word.letters)
    if sentence.text[start - 1 : start + 1] == "لل":
        start -= 1
    return AgreementMention(sentence, i, last, start, toks[last - 1].end, kind, None, word.det or bool(word.pronoun))


def _head(sentence: Sentence, i: int, options: list[tuple[tuple[str, ...], str | None]]) -> tuple[int, str | None] | None:
    toks = sentence.tokens
    for rest, kind in options:
        j = i + 1
        if j + len(rest) <= len(toks) and all(toks[j + k].word.norm == rest[k] or toks[j + k].word.core == rest[k].removeprefix("ال") for k in range(len(rest))):
            return j + len(rest), kind
    return None


def _extend(sentence: Sentence, j: int, definite: bool) -> int:
    """Give the end of the mention: adjectives, genitives, and phrases of subject, parties and place."""
    toks = sentence.tokens
    limit = min(len(toks), j + _MENTION_LENGTH)
    while j < limit:
        tok = toks[j]
        word = tok.word
        if tok.verb or tok.date is not None or word.tag in _ENDS:
            break
        if word.tag == "punct" and tok.mention is None and word.norm not in _MARKS:
            break
        if word.tag == "preposition" and word.core not in sentence.lists.agreement_extenders:
            break
        if word.conj and not (word.demonym or tok.mention):
            break
        if definite and not word.tag and not word.det and not word.prep and tok.mention is None:
            break
        j += 1
    while j > 1 and ((toks[j - 1].word.tag in ("preposition", "punct") and toks[j - 1].mention is None) or toks[j - 1].word.norm in ('"', "«")):
        j -= 1
    return j


def _manner(mention: AgreementMention) -> bool:
    """بالاتفاق مع: how something was settled, no mention of its own."""
    toks = mention.sentence.tokens
    return mention.name is None and toks[mention.first].word.prep == "ب" and mention.first + 1 < len(toks) and toks[mention.first + 1].word.norm == "مع"
