"""Country and sector of a phrase by its own words: a person's office, an organisation, a state, a role with its adjectives.

Rules of the codebook: the country is that of the state the actor belongs to; a state's name acting is GOV; an office gives the
sector, a named person the office held on the day of publication.
"""

from __future__ import annotations

from marsad.lexicon.types import Name
from marsad.reading.classes import BODIES
from marsad.reading.clues import Clues
from marsad.reading.document import Phrase, Sentence
from marsad.reading.offices import office_at, role_sector
from marsad.reading.places import Gazetteer

_STRONG_SECTORS = frozenset({"MIL", "COP", "SPY", "REB", "OPP", "JUD", "LEG"})  # of adjectives, before that of the role
_OPEN_SECTORS = (None, "MIL", "UAF", "UNK", "GOV")  # which the organisation after it settles (مسؤول في الحركة)


def place_power(phrase: Phrase, sentence: Sentence, clues: Clues, published: str, gazetteer: Gazetteer) -> None:
    """Fill country and sector of a phrase whose class is known, and how the country was found."""
    office = office_at(clues.person, published) if clues.person is not None else None
    org = clues.org
    if office is not None:
        phrase.country, phrase.sector, phrase.given = office.country, office.sector, "name"
        role = clues.role
        if role is not None and role.cls in ("office", "rank"):
            sector = role_sector(role, phrase, sentence)
            if (sector and sector != "GOV") or phrase.sector in (None, "ELI"):
                phrase.sector = sector or phrase.sector
    elif phrase.entity is not None and org is not None and clues.org_at == phrase.head:
        _of_named_body(phrase, sentence, org, clues.demonym)
    elif phrase.cls == "state" and clues.state is not None:
        phrase.country, phrase.sector, phrase.given = clues.state.country, "GOV", "name"
    else:
        _of_description(phrase, sentence, clues, gazetteer)


def _of_named_body(phrase: Phrase, sentence: Sentence, org: Name, demonym: str | None) -> None:
    mention = sentence.tokens[phrase.head].mention
    phrase.country, phrase.sector, phrase.given = org.country, org.sector, "name"
    bare = org.sector == "GOV" and mention is not None and mention.j - mention.i == 1
    if demonym and demonym != org.country and (org.country is None or bare):
        phrase.country = demonym  # الاحتلال التركي is not the one that الاحتلال alone names
        if bare:
            phrase.entity, phrase.name = None, None


def _of_description(phrase: Phrase, sentence: Sentence, clues: Clues, gazetteer: Gazetteer) -> None:
    """A phrase without a name as its head: its role and what stands beside it."""
    role = clues.role
    generic = sentence.tokens[phrase.head].word.core in sentence.lists.generic_powers
    if role is not None:
        phrase.sector = role_sector(role, phrase, sentence)
    if clues.sector and (phrase.sector is None or (phrase.cls in ("force", "human", "source") and clues.sector in _STRONG_SECTORS)):
        phrase.sector = clues.sector
    _country(phrase, clues)
    if phrase.sector is None and clues.demonym and generic:
        phrase.sector = "GOV"
    if phrase.cls == "thing" and generic:
        phrase.cls = "org"
    if phrase.country in BODIES and phrase.sector == "GOV":
        phrase.sector = None
    if role is not None and role.country and phrase.country is None:
        phrase.country, phrase.given = role.country, "role"
    if generic and phrase.name is None and phrase.cls in ("org", "force") and phrase.country and phrase.given in ("demonym", "genitive"):
        phrase.name = gazetteer.country_name(phrase.country)


def _country(phrase: Phrase, clues: Clues) -> None:
    """By a demonym, else the organisation or state in the genitive, else another adjective, else the place."""
    if clues.demonym:
        phrase.country, phrase.given = clues.demonym, "demonym"
    elif clues.org is not None:
        _of_body(phrase, clues.org)
    elif clues.state is not None:
        phrase.country, phrase.given = clues.state.country, "genitive"
    elif clues.country:
        phrase.country, phrase.given = clues.country, "demonym"
    elif clues.place_country and phrase.cls != "place":
        phrase.country, phrase.given = clues.place_country, "genitive"
    if phrase.cls == "place":
        phrase.country = clues.place_country or clues.demonym or (clues.state.country if clues.state else None)


def _of_body(phrase: Phrase, org: Name) -> None:
    """The organisation that people or things are of (مقاتلو الحركة، مكتب المنظمة)."""
    phrase.country, phrase.given = org.country, "genitive"
    settles = phrase.sector in _OPEN_SECTORS and org.sector and phrase.cls in ("force", "human", "rank", "thing", "office", "source")
    if settles or (org.country in BODIES and phrase.sector == "GOV"):
        phrase.sector = org.sector
    if phrase.name is None and phrase.cls in ("thing", "force", "org"):
        phrase.name = org.name
    if phrase.cls == "thing":
        phrase.cls = "group" if org.cls in ("group", "force") else "org"
