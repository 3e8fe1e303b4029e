"""بالاتفاق مع: something is done under an agreement with others."""

from __future__ import annotations

from marsad.reading.agreements.facts import Fact
from marsad.reading.agreements.mentions import AgreementMention
from marsad.reading.agreements.resolution import Found
from marsad.reading.clauses import Syntax
from marsad.reading.document import Sentence


def settled_with(sentence: Sentence, syntax: Syntax, here: list[AgreementMention], owner: dict[int, Found]) -> list[Fact]:
    """Give the conclusion that words of settling with somebody tell, on the agreement mentioned nearest."""
    toks = sentence.tokens
    for k in range(len(toks) - 2):
        word = toks[k].word
        if word.core == "اتفاق" and word.prep == "ب" and toks[k + 1].word.norm == "مع":
            group = syntax.phrases(k + 2)
            if group:
                mention = min(here, key=lambda m: (m.gap(k), m.first))
                fact = Fact(owner[id(mention)], "concluded", sentence, k, toks[k].start, max(p.end for p in group), "fact.concluded: بالاتفاق مع")
                fact.by = group[:3]
                return [fact]
    return []
