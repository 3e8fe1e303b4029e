"""Clues of a noun phrase: the names, places, roles and adjectives among its words, by which `actors` tells who or what it is."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.lexicon.types import Name, Tables
from marsad.reading.document import Mention, Phrase, Sentence
from marsad.reading.marks import QUOTES
from marsad.reading.places import Gazetteer


class Clues:
    """The first name of each kind, and what the adjectives tell.

    `org_at`: the token of the organisation; `place_country`: the country of a place; `demonym`: the country of the first
    demonym, `more` those that و joins to it; `country` and `sector`: those of other adjectives.
    """

    __slots__ = ("country", "demonym", "more", "org", "org_at", "person", "place_country", "role", "sector", "state")

    def __init__(self) -> None:
        self.person: Name | None = None
        self.org: Name | None = None
        self.org_at = -1
        self.state: Name | None = None
        self.role: Name | None = None
        self.place_country: str | None = None
        self.demonym: str | None = None
        self.more: list[str] = []
        self.country: str | None = None
        self.sector: str | None = None


def find_clues(phrase: Phrase, sentence: Sentence, tables: Tables, gazetteer: Gazetteer, countries: Mapping[str, int]) -> Clues:
    """Give the clues of a phrase, and let it know its place; `countries`: how often the article speaks of each."""
    found = Clues()
    toks = sentence.tokens
    k = phrase.i
    while k < phrase.j:
        mention = toks[k].mention
        if mention is None or mention.i != k:
            k += 1
            continue
        _names(found, mention, tables.names)
        _capital(found, mention, tables.names, countries)
        kinds = mention.kinds
        if "place" in kinds and found.place_country is None and "name" not in kinds:
            place = gazetteer.resolve(kinds["place"])
            found.place_country = place.country if place else None
            if phrase.place is None:
                phrase.place = place
        if "role" in kinds and found.role is None and k <= phrase.head:
            found.role = tables.names[kinds["role"][0]]
        k = mention.j
    head = toks[phrase.head]
    if found.role is None and head.word.role >= 0 and (head.mention is None or "name" not in head.mention.kinds):
        found.role = tables.names[head.word.role]
    role = found.role
    carries = role is not None and head.word.support_noun >= 0 and head.mention is None and not head.word.det and phrase.j > phrase.head + 1
    if carries and role is not None and role.cls not in ("office", "person") and toks[phrase.head + 1].word.norm not in QUOTES:
        found.role = None  # إجراء إصلاحات: a noun that carries an act, whatever people it may also name
    _adjectives(found, phrase, sentence)
    return found


def _names(found: Clues, mention: Mention, names: list[Name]) -> None:
    for index in mention.kinds.get("name", ()):
        name = names[index]
        if name.kind == "person":
            found.person = found.person or name
        elif name.kind == "org":
            if found.org is None:
                found.org, found.org_at = name, mention.i
        elif name.kind == "state":
            found.state = found.state or name


def _capital(found: Clues, mention: Mention, names: list[Name], countries: Mapping[str, int]) -> None:
    """A capital names its state; where its words also are another state's name, the one that the article speaks of more."""
    kinds = mention.kinds
    if "capital" not in kinds:
        return
    seat, state = names[kinds["capital"][0]], found.state
    if state is None or ("name" in kinds and seat.country != state.country and countries.get(seat.country or "", 0) > countries.get(state.country or "", 0)):
        found.state = seat


def _adjectives(found: Clues, phrase: Phrase, sentence: Sentence) -> None:
    toks = sentence.tokens
    k = phrase.i
    while k < phrase.j:
        tok, word = toks[k], toks[k].word
        if tok.mention is not None and "name" in tok.mention.kinds and tok.mention.j - tok.mention.i > 1:
            k = tok.mention.j
            continue
        if word.demonym is not None and (not word.prep or k == phrase.head):
            code = word.demonym[0]
            if code == "KOR" and k + 1 < len(toks) and toks[k + 1].word.core.startswith("شمالي"):
                code = "PRK"
            if found.demonym is None:
                found.demonym = code
            elif word.conj and code and code != found.demonym:
                found.more.append(code)
        elif k > phrase.head and word.adjective is not None:
            country, sector = word.adjective
            found.country = found.country or country
            found.sector = found.sector or sector
        k += 1
