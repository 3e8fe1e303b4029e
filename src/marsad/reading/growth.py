"""A noun phrase while it grows to the right, and what the rules of its growth say and look at.

`extent` asks the rules in `appositions` and `genitives` in order for each token; the first that speaks says whether the phrase
goes on (and has taken the token in) or stops before it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from marsad.reading.document import Phrase, Sentence
from marsad.reading.naming import Naming
from marsad.reading.persons import PersonNames

SILENT, ON, STOP = 0, 1, 2  # what a rule says of a token


class Ground(ABC):
    """What the rules look at in one sentence. The chunker is one: if each held the other, both would wait for the collector."""

    def __init__(self, sentence: Sentence, naming: Naming) -> None:
        self.lists = sentence.lists
        self.toks = sentence.tokens
        self.n = len(sentence.tokens)
        self.naming = naming
        self.names = PersonNames(sentence, naming)

    @abstractmethod
    def phrase(self, i: int) -> Phrase | None:
        """Give the noun phrase that starts at token i, or None if none does."""


class Growth:
    """A phrase that grows: `j` is its end so far.

    `closed`: it is definite, no genitive follows; `named`: its head is a name, `office`: a word after which a name may stand;
    `power`: its head names a state, a place or an organisation, `person`: someone; `two_words`: it is a role of noun and
    adjective (منظمات دولية); `adjective`: its last word describes.
    """

    __slots__ = ("adjective", "closed", "head", "j", "named", "office", "person", "power", "two_words")

    def __init__(self, head: int, j: int, closed: bool, named: bool, office: bool) -> None:
        self.head, self.j, self.closed, self.named, self.office = head, j, closed, named, office
        self.power = self.person = self.two_words = self.adjective = False
