"""The parties of an agreement: those of its name, those that its phrase names, those that are told to have concluded it."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.agreements.resolution import Found
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase

_MOST = 8  # more are a list of supporters


def find_parties(found: Found, syntaxes: list[Syntax], concluders: Iterable[Phrase]) -> list[str]:
    """Give codes of states and names of groups. A name of the lexicon brings its own parties; the text is read otherwise."""
    if found.name is not None and found.name.modifiers.get("parties"):
        return found.name.modifiers["parties"].split("|")
    out: list[str] = []
    for m in found.mentions:
        syntax = syntaxes[m.sentence.number]
        toks = m.sentence.tokens
        for k in range(m.first, min(len(toks), m.last + 10)):
            tok = toks[k]
            if tok.word.norm in ("بين", "مع") and k + 1 < len(toks):
                for phrase in syntax.phrases(k + 1):
                    _add(out, party_of(phrase))
            elif tok.word.demonym is not None and m.first < k < m.last:
                _add(out, tok.word.demonym[0])
    for phrase in concluders:
        _add(out, party_of(phrase))
    return out


def party_of(phrase: Phrase) -> str | None:
    """Give the party that a phrase stands for: a state's code for its organs, else the group's name."""
    if phrase.cls not in AGENTIVE or not phrase.country:
        return None
    return phrase.country if phrase.sector in ("GOV", "MIL", None) or not phrase.name else phrase.name


def _add(out: list[str], party: str | None) -> None:
    if party is not None and party not in out and len(out) < _MOST:
        out.append(party)
