"""Statements made by a phrase that leads to a source: وفقا لـ، بحسب، نقلا عن."""

from __future__ import annotations

from marsad.lexicon.types import Tables
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.contents import content_span, leads_to_source
from marsad.reading.document import Phrase, Sentence
from marsad.reading.said import Said


def attributions(sentence: Sentence, syntax: Syntax, tables: Tables, said: list[Said], last: Phrase | None) -> list[Said]:
    """Statements made by a phrase: وفقا لـ، بحسب، نقلا عن، حسبما أفاد. They vouch for the rest of their sentence."""
    toks = sentence.tokens
    n = len(toks)
    out: list[Said] = []
    for i, tok in enumerate(toks):
        found = leads_to_source(tables, toks, i) if tok.mention is None else None
        if found is None:
            continue
        k, identity = found
        while k < n and (
            toks[k].word.norm in ("ما", "لما", "عن", "به")
            or (toks[k].word.tag == "preposition" and toks[k].word.core in ("عن", "الي"))
            or toks[k].verb
            or toks[k].date is not None
            or toks[k].word.tag == "preposition+pronoun"
        ):
            k += 1
        if k >= n:
            continue
        group = syntax.phrases(k)
        if not group:
            continue
        speaker = group[0]
        if speaker.cls not in AGENTIVE and not speaker.country:
            continue
        end = max(p.j for p in group[:1])
        if i <= 2:  # opens the sentence: vouches for what follows
            a = end
            while a < n and (toks[a].word.norm in ("،", ",", "فان", ":") or toks[a].word.norm == "فقد"):
                a += 1
            b = n
        else:
            a, b = 0, i
            while b > 0 and toks[b - 1].word.norm in ("،", ","):
                b -= 1
            for other in said:
                if other.a <= i < other.b and other.a > 0:
                    a = max(a, other.a)
        if b - a < 3:
            continue
        start, stop, direct = content_span(sentence, a, b)
        item = Said(i, speaker, a, b, start, stop, direct, None, "attribution." + identity)
        item.cue_end = k
        out.append(item)
    return out
