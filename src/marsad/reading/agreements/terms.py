"""The terms of an agreement that a sentence lists: تم الاتفاق على ... و...، ينص على ... و..."""

from __future__ import annotations

from marsad.reading.agreements.facts import Fact, clause_end, subject
from marsad.reading.agreements.mentions import AgreementMention
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence

_MOST = 8  # terms of one sentence


def listed_terms(sentence: Sentence, syntax: Syntax, here: list[AgreementMention], owner: dict[int, Found], words: AgreementWords) -> list[Fact]:
    """Give a commitment for each verbal noun or clause that is agreed on (على X و Y)."""
    toks = sentence.tokens
    out: list[Fact] = []
    for k, tok in enumerate(toks):
        if (tok.word.norm in words.agreed or tok.word.core in words.agreed) and k + 2 < len(toks):
            on = next((n for n in range(k + 1, min(len(toks), k + 7)) if toks[n].word.norm == "علي"), None)
            if on is None or not _agreed(sentence, k) or any(toks[n].word.tag == "punct" for n in range(k + 1, on)):
                continue
            mention = min(here, key=lambda m: (m.gap(k), m.first))
            if mention.gap(k) > 2:
                continue
            out += _terms(sentence, syntax, on + 1, owner[id(mention)], subject(syntax, k) if tok.verb else [])
    return out


def _agreed(sentence: Sentence, k: int) -> bool:
    """تم الاتفاق على, or a verb of agreeing: not the agreement on something as a thing that is spoken of."""
    before = sentence.tokens[k - 1].word.norm.removeprefix("و") if k else ""
    return sentence.tokens[k].verb or before in sentence.lists.done


def _terms(sentence: Sentence, syntax: Syntax, begin: int, found: Found, by: list[Phrase]) -> list[Fact]:
    toks = sentence.tokens
    starts = [begin] if begin < len(toks) else []
    k = begin + 1
    while k < len(toks) and len(starts) < _MOST and toks[k].word.norm not in (".", "؛", '"', "»"):
        word = toks[k].word
        if word.conj == "و" and not toks[k].verb and word.noun and not word.det and toks[k].mention is None and not word.prep and word.trigger:
            starts.append(k)
        elif toks[k].verb and word.conj:
            break
        k += 1
    out = []
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else clause_end(sentence, first + 1, first)
        start = sentence.offset(first, 1 if n and toks[first].word.conj else 0)
        fact = Fact(found, "commitment", sentence, first, start, toks[max(first, last - 1)].end, "fact.commitment: agreed on")
        fact.by = by
        out.append(fact)
    return out
