"""What an article has named so far: persons, offices, countries in focus. One for each article; later phrases refer to it."""

from __future__ import annotations

from collections import Counter

from marsad.lexicon.types import Name
from marsad.reading.document import Phrase, Sentence, Token

_HOLDERS = frozenset({"person", "office", "rank", "profession", "relation"})
_PARTISAN = frozenset({"OPP", "REB", "PTY", "LEG"})


class Discourse:
    """What the article has named so far, and where its outlet is at home."""

    def __init__(self, published: str | None, countries: Counter[str]) -> None:
        self.published = published or ""
        self.countries = countries
        self.top = countries.most_common(1)[0][0] if countries else None
        self.persons: dict[str, Phrase] = {}
        self.offices: dict[str, Phrase] = {}
        self.focus: str | None = None
        self.focus_sentence = -9
        self.last_actor: Phrase | None = None
        self.last_speaker: Phrase | None = None
        self.at_home: str | None = None
        self.outlet: str | None = None

    def home(self, country: str | None) -> None:
        """Tell where the outlet is at home; it counts where the article speaks of that country."""
        self.outlet = country
        total = sum(self.countries.values()) or 1
        self.at_home = country if country and self.countries.get(country, 0) / total > 0.15 else None

    def look_at(self, country: str | None, sentence: int) -> None:
        """Tell the country of the place that a sentence names last."""
        self.focus, self.focus_sentence = country, sentence

    def implied(self, sentence: int) -> str | None:
        """Give the country that a generic phrase (الشرطة، متظاهرون) belongs to: that of the place last named, else the article's main one."""
        if self.focus is not None and sentence - self.focus_sentence <= 2:
            return self.focus
        return self.top

    def register(self, phrase: Phrase, sentence: Sentence, names: list[Name]) -> None:
        """Keep a described phrase under its head, and a person under the words of his name, for phrases that refer to it."""
        if phrase.country is None:
            return
        head = sentence.tokens[phrase.head].word
        if phrase.cls in _HOLDERS:
            self.offices[head.core] = phrase
            if phrase.j - phrase.head > 1 or phrase.cls == "person":
                first = phrase.head if phrase.cls == "person" and head.role < 0 else phrase.head + 1
                for k in range(first, phrase.j):
                    tok = sentence.tokens[k]
                    if len(tok.word.norm) > 2 and (k == phrase.j - 1 or tok.word.given < 0) and _is_of_name(tok, names):
                        self.persons.setdefault(tok.word.norm, phrase)
        elif (phrase.cls in ("force", "org") or (phrase.cls in ("group", "human") and phrase.sector in _PARTISAN)) and phrase.given in ("demonym", "genitive", "name"):
            self.offices[head.core] = phrase


def _is_of_name(tok: Token, names: list[Name]) -> bool:
    """Whether a word is one of a person's name: one that the lexicon names, or one that nothing else explains."""
    word, mention = tok.word, tok.mention
    if mention is not None:
        return any(names[x].kind == "person" for x in mention.kinds.get("name", ()))
    return not (word.tag or word.noun or word.role >= 0 or word.adjective or word.demonym or word.head) and (word.given >= 0 or not word.known_noun)
