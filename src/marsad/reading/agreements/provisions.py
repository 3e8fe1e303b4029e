"""What an agreement that was just told of will bring: سيتم إجلاء …، سيتعين على … in the sentences after it."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.agreements.facts import Fact, clause_end, subject
from marsad.reading.agreements.words import AgreementWords, any_of
from marsad.reading.clauses import Syntax
from marsad.reading.document import Sentence, Token

REACH = 2  # sentences after one that tells of a conclusion, proposal or term in which what will be done is a term
_OPENING = frozenset({"concluded", "proposed", "commitment", "in-force"})


def provisions(sentences: list[Sentence], syntaxes: list[Syntax], facts: Iterable[Fact], words: AgreementWords) -> list[Fact]:
    """Give a commitment for each verb in the future that carries out something, in the sentences that follow a telling of an agreement."""
    out: list[Fact] = []
    opened: dict[int, Fact] = {}
    for fact in facts:
        if fact.kind in _OPENING and fact.factuality == "actual":
            opened[fact.sentence.number] = fact
    for sentence, syntax in zip(sentences, syntaxes, strict=True):
        home = next((opened[n] for n in range(sentence.number, sentence.number - REACH - 1, -1) if n in opened), None)
        if home is None or any_of(sentence.tokens, words.talks):
            continue
        for tok in sentence.tokens:
            if tok.verb and _binding(tok, words) and tok.end > home.end:
                last = clause_end(sentence, tok.i + 1, tok.i)
                fact = Fact(home.found, "commitment", sentence, tok.i, tok.start, sentence.tokens[last - 1].end, "fact.commitment: what it will bring")
                fact.by = subject(syntax, tok.i)
                out.append(fact)
                opened[sentence.number] = home
                break
    return out


def _binding(tok: Token, words: AgreementWords) -> bool:
    return tok.word.norm in words.binding or tok.word.core in words.binding
