"""Names of persons in a sentence: whether one starts at a token, and where it ends.

The lexicon knows given names and some persons; family and foreign names are words that nothing else explains.
"""

from __future__ import annotations

from marsad.lexicon.words import Word
from marsad.reading.adjectives import adjectival, of_relation
from marsad.reading.document import Sentence, Token
from marsad.reading.naming import Naming

_MOST = 6  # tokens in a name


def unknown(word: Word) -> bool:
    """Whether a word is neither a known noun nor a verb: likely a foreign or family name."""
    return not (
        word.tag or word.noun or word.verbs or word.general_verb or word.role >= 0 or word.head or word.adjective or word.demonym or word.known_noun or word.support_noun >= 0
    )


def family(word: Word) -> bool:
    """Whether a word with the article looks like a family name after a given one (سامر الزغبي): rare, or an adjective of relation that none is known for."""
    if not word.det or word.noun or word.role >= 0 or word.head is not None or word.demonym is not None or word.adjective is not None or word.conj or word.prep:
        return False
    return word.rare or of_relation(word.core)


class PersonNames:
    """Finds the ends of persons' names in one sentence."""

    def __init__(self, sentence: Sentence, naming: Naming) -> None:
        self.toks = sentence.tokens
        self.n = len(sentence.tokens)
        self.particles = sentence.lists.name_particles
        self.persons = naming.persons

    def starts_at(self, j: int) -> bool:
        """Whether a person's name starts at token j, which no clitic joins to what stands before."""
        u = self.toks[j]
        if u.verb or u.word.conj or u.word.prep or u.date is not None:
            return False
        if u.mention is not None and u.mention.i == j:
            return u.mention.skip == 0 and not self.persons.isdisjoint(u.mention.kinds.get("name", ()))
        return u.word.given >= 0 and not u.word.det and not (u.word.noun or u.word.role >= 0)

    def end(self, j: int, sure: bool = False) -> int:
        """Give the end of a person's name that starts at j; `sure`: a title before it says that it is one."""
        toks, n = self.toks, self.n
        start = j
        if sure and j < n and not toks[j].verb and not toks[j].word.tag and not toks[j].word.conj and not toks[j].word.prep:
            j += 1
        while j < n and j - start < _MOST:
            u = toks[j]
            named = u.mention is not None and u.mention.i == j and "name" in u.mention.kinds and u.mention.skip == 0  # بان كي مون: بان is no بأن
            if (self._ends_before(u) and not (named and j == start)) or (j > start and (u.word.conj or u.word.prep)):
                break
            if u.mention is not None and u.mention.i == j and "name" in u.mention.kinds:
                if j > start and self.persons.isdisjoint(u.mention.kinds["name"]):
                    break  # أنتوني بلينكن روسيا: another name begins
                j = u.mention.j
                continue
            if not self._is_part(u, j, start):
                break
            j += 1
        return j

    def tail(self, j: int) -> int:
        """After an office and an organisation's name a person's name may follow (الناطق باسم الخارجية فلان): give its end, or j."""
        if j >= self.n:
            return j
        u = self.toks[j]
        if self.starts_at(j) or (unknown(u.word) and u.mention is None and not u.word.conj and not u.word.prep):
            return self.end(j)
        return j

    def _ends_before(self, u: Token) -> bool:
        """A verb, a mark, a number, a date or a function word, but for those of names (بن، أبو)."""
        return u.verb or u.word.tag in ("punct", "num") or u.date is not None or bool(u.word.tag and u.word.norm not in self.particles)

    def _is_part(self, u: Token, j: int, start: int) -> bool:
        """Whether the word at j goes on a name that began at start."""
        word = u.word
        if word.given >= 0 or word.norm in self.particles or unknown(word):
            return True
        if j > start and family(word):
            return True
        if j == start or word.noun or (word.known_noun and word.given < 0):
            return bool(j > start and word.det and not adjectival(word) and self.toks[j - 1].word.norm in ("ال", "عبد"))
        if word.det:
            return not adjectival(word) and (self.toks[j - 1].word.norm in ("ال", "عبد") or (j - start < 4 and word.role < 0))
        return word.role < 0 and not word.verbs and not word.general_verb and j - start < 3
