"""The working document: sentences of tokens, and what the stages find in them.

Offsets are code points of the article's text, token indexes count within the sentence, ends are exclusive.
"""

from __future__ import annotations

from marsad.arabic.calendar import DateMention
from marsad.arabic.numbers import Number
from marsad.arabic.words import inner_offset
from marsad.lexicon.types import PlaceName, WordLists
from marsad.lexicon.words import Word


class Token:
    """One token of a sentence. `verb`: it is read as a verb here; `clause`: number of its clause."""

    __slots__ = ("clause", "date", "end", "i", "mention", "number", "start", "verb", "word")

    def __init__(self, i: int, start: int, end: int, word: Word) -> None:
        self.i, self.start, self.end, self.word = i, start, end, word
        self.verb = False
        self.clause = 0
        self.mention: Mention | None = None
        self.date: DateMention | None = None
        self.number: Number | None = None


class Mention:
    """A name of the lexicon found at tokens i..j. `kinds` maps name, role, capital, place to lexicon indexes.

    `skip`: folded letters of clitics before the name in its first token.
    """

    __slots__ = ("i", "j", "kinds", "skip")

    def __init__(self, i: int, j: int, skip: int, kinds: dict[str, list[int]]) -> None:
        self.i, self.j, self.skip, self.kinds = i, j, skip, kinds


class Phrase:
    """A noun phrase at tokens i..j with its head; who or what it is, as far as its words tell.

    cls: state, person, org, group, force, office, human, place, event, thing. `given`: how its country was
    found: name, demonym, genitive, implied or "". `count`: the Number that quantifies it, or None.
    """

    __slots__ = (
        "antecedent", "cls", "count", "countries", "country", "det", "end", "entity", "given", "head", "i", "j", "mention", "name", "place", "sector", "sentence", "start",
        "text", "victim",
    )  # fmt: skip

    def __init__(self, i: int, j: int, head: int, start: int, end: int, text: str, sentence: int) -> None:
        self.i, self.j, self.head, self.start, self.end, self.text, self.sentence = i, j, head, start, end, text, sentence
        self.cls = "thing"
        self.det = False
        self.country: str | None = None
        self.countries: list[str] = []
        self.sector: str | None = None
        self.name: str | None = None
        self.entity: str | None = None
        self.given = ""
        self.mention: Mention | None = None
        self.count: Number | None = None
        self.place: PlaceName | None = None
        self.victim = ""
        self.antecedent: Phrase | None = None

    def copy(self) -> Phrase:
        """Give another phrase of the same words, to be described otherwise."""
        other = Phrase(self.i, self.j, self.head, self.start, self.end, self.text, self.sentence)
        other.cls, other.det, other.country, other.countries, other.sector = self.cls, self.det, self.country, self.countries, self.sector
        other.name, other.entity, other.given, other.mention, other.count = self.name, self.entity, self.given, self.mention, self.count
        other.place, other.victim, other.antecedent = self.place, self.victim, self.antecedent
        return other

    def __repr__(self) -> str:
        return f"<{self.text} {self.cls} {self.country} {self.sector}>"


class Sentence:
    """One sentence: its place in the text, its tokens, names, dates and numbers."""

    __slots__ = ("_shapes", "clauses", "dates", "end", "introduced", "lists", "number", "numbers", "phrases", "quotes", "start", "text", "tokens", "triggers")

    def __init__(self, number: int, start: int, end: int, text: str, tokens: list[Token], lists: WordLists) -> None:
        self.number, self.start, self.end, self.text, self.tokens = number, start, end, text, tokens
        self.triggers = [t for t in tokens if t.word.trigger]  # whose word may tell an act or speech
        self.lists = lists  # of the lexicon, for rules that ask for a few words
        self.dates: list[DateMention] = []
        self.numbers: list[Number] = []
        self.phrases: dict[int, Phrase | None] = {}
        self.introduced: list[Phrase] = []  # people, powers and forces that it names, in order
        self.quotes: list[tuple[int, int]] = []
        self.clauses: list[int] = [0]  # the first token of each
        self._shapes: set[str] | None = None

    def clause_span(self, clause: int) -> tuple[int, int]:
        """Give the first token of a clause and the one after its last."""
        return self.clauses[clause], self.clauses[clause + 1] if clause + 1 < len(self.clauses) else len(self.tokens)

    def shapes(self) -> set[str]:
        """Give all forms under which its words are looked for. Remembered."""
        if self._shapes is None:
            self._shapes = set().union(*[t.word.sought for t in self.tokens if t.word.sought])
        return self._shapes

    def offset(self, token: int, letters: int = 0) -> int:
        """Give the offset in the article of a token, after its first `letters` folded letters."""
        t = self.tokens[token]
        return t.start if not letters else t.start + inner_offset(self.text[t.start : t.end], letters)
