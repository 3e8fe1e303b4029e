"""An agreement that its phrase describes as one between named parties exists: it was concluded, unless the sentence speaks of reaching it."""

from __future__ import annotations

from marsad.reading.agreements.facts import Fact, FactFinder
from marsad.reading.agreements.mentions import AgreementMention
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords, any_of
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Sentence


def between_parties(
    sentence: Sentence, syntax: Syntax, here: list[AgreementMention], owner: dict[int, Found], told: list[Fact], words: AgreementWords, finder: FactFinder
) -> list[Fact]:
    """Give a conclusion for each mention of the form "agreement between A and B" about which the sentence tells nothing else."""
    toks = sentence.tokens
    out = []
    for m in here:
        at = next((k for k in range(m.first + 1, m.last) if toks[k].word.norm == "بين"), None)
        if at is None or at + 1 >= len(toks) or any(f.found is owner[id(m)] and f.kind in ("concluded", "negotiated", "proposed", "rejected", "collapsed") for f in told):
            continue
        parties = [p for p in syntax.phrases(at + 1) if p.cls in AGENTIVE]
        if len(parties) < 2 or any_of(toks, words.talks) or any_of(toks[max(0, m.first - 4) : m.first], words.aims) or finder.asserted(sentence, m.first, m.first + 1) != "actual":
            continue
        fact = Fact(owner[id(m)], "concluded", sentence, m.first, m.start, m.end, "fact.concluded: between named parties")
        fact.by = parties[:3]
        out.append(fact)
    return out
