"""Who or what a noun phrase is: class, country, sector, name. Needs names and phrases; fills the Phrase.

clues of its words → class (`classing`) → country and sector by its own words (`powers`) → else by what was named before
(`references`, `pairs`).
"""

from __future__ import annotations

from marsad.lexicon.types import Tables
from marsad.reading.classes import PEOPLE
from marsad.reading.classing import classify
from marsad.reading.clues import Clues, find_clues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.pairs import resolve_pair
from marsad.reading.places import Gazetteer
from marsad.reading.powers import place_power
from marsad.reading.references import apposition, belonging, from_discourse, known_person

_NAMED_BEFORE = PEOPLE | {"force", "org", "group"}
_OWNED = _NAMED_BEFORE | {"thing"}


class Actors:
    """Describes the phrases of one article."""

    def __init__(self, tables: Tables, gazetteer: Gazetteer, discourse: Discourse) -> None:
        self.t = tables
        self.g = gazetteer
        self.d = discourse

    def introduce(self, phrase: Phrase, sentence: Sentence) -> None:
        """Describe a phrase and let the article know it from here on: for phrases in the order in which they stand."""
        self.describe(phrase, sentence)
        if phrase.cls not in ("thing", "place", "event"):
            sentence.introduced.append(phrase)
        self.d.register(phrase, sentence, self.t.names)

    def describe(self, phrase: Phrase, sentence: Sentence) -> Phrase:
        """Fill class, country, sector and name of a phrase once; give the phrase.

        It depends on the phrase and on what was introduced, never on which other phrases were described.
        """
        if phrase.given:
            return phrase
        phrase.given = "none"
        clues = find_clues(phrase, sentence, self.t, self.g, self.d.countries)
        _joined_demonym(phrase, sentence, clues)
        classify(phrase, sentence, clues, self.d)
        if phrase.cls in ("thing", "person", "event") and clues.person is None:
            known_person(phrase, sentence, self.d.persons)
        place_power(phrase, sentence, clues, self.d.published, self.g)
        if clues.more and phrase.given == "demonym" and not phrase.countries:
            phrase.countries = [c for c in (phrase.country, *clues.more) if c]
        if _is_open_pair(phrase, sentence):
            resolve_pair(phrase, sentence, self.t.names, self.d.countries)
        if phrase.country is None and phrase.cls in _OWNED:
            belonging(phrase, sentence, self.t.names)
        if phrase.country is None and phrase.cls in ("person", "rank", "office"):
            apposition(phrase, sentence, self.t.names)
        if phrase.country is None and phrase.cls in _NAMED_BEFORE:
            from_discourse(phrase, sentence, self.d, self.g)
        return phrase


def _joined_demonym(phrase: Phrase, sentence: Sentence, clues: Clues) -> None:
    """A named body with a second demonym that و joins to its name: it is of two countries."""
    mention, last = sentence.tokens[phrase.head].mention, sentence.tokens[phrase.j - 1].word
    if mention is None or mention.i != phrase.head or phrase.j <= mention.j or not last.conj or last.demonym is None:
        return
    org = clues.org
    if org is not None and org.country and org.country != last.demonym[0]:
        phrase.countries = [org.country, last.demonym[0]]


def _is_open_pair(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a phrase is a pair (البلدين) that its own words do not name."""
    if sentence.tokens[phrase.head].word.core not in sentence.lists.pairs or phrase.j - phrase.i > 2 or phrase.countries:
        return False
    return phrase.country is None or phrase.given not in ("name", "demonym", "genitive")
