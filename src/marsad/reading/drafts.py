"""Drafts: an event while it is being read."""

from __future__ import annotations

from marsad.arabic.calendar import DateMention
from marsad.lexicon.types import PlaceName, Sense
from marsad.reading.document import Phrase, Sentence
from marsad.record.types import Factuality


class Spot:
    """A place phrase with the place it names (None if the gazetteer does not know it)."""

    __slots__ = ("phrase", "place")

    def __init__(self, phrase: Phrase, place: PlaceName | None) -> None:
        self.phrase, self.place = phrase, place


class Tally:
    """A count in a draft; `what` as in the codebook."""

    __slots__ = ("end", "high", "low", "of", "start", "text", "value", "what")

    def __init__(self, what: str, value: float | None, low: float | None, high: float | None, of: str | None, start: int, end: int, text: str) -> None:
        self.what, self.value, self.low, self.high, self.of, self.start, self.end, self.text = what, value, low, high, of, start, end, text


class Draft:
    """An event being read. `i`, `j`: trigger tokens; `harm`: it only tells who was harmed (مقتل 14)."""

    __slots__ = (
        "actors", "attribution", "background", "because", "clause", "confidence", "content_type", "counts", "date", "date_sentence", "definite", "factuality", "features", "going_on", "harm",
        "i", "j", "lemma", "modes", "noun", "passive", "recipients", "score", "sense", "sentence", "spots", "tense", "trigger_end", "trigger_start", "type", "weak",
    )  # fmt: skip

    def __init__(self, sense: Sense, kind: str, sentence: Sentence, i: int, j: int, start: int, end: int, noun: bool) -> None:
        self.sense, self.type, self.sentence, self.i, self.j = sense, kind, sentence, i, j
        self.trigger_start, self.trigger_end, self.noun = start, end, noun
        self.modes: list[str] = list(sense.modes)
        self.actors: list[Phrase] = []
        self.recipients: list[Phrase] = []
        self.attribution: list[Phrase] = []
        self.spots: list[Spot] = []
        self.counts: list[Tally] = []
        self.because: list[tuple[str, str, int, int]] = []
        self.content_type: str | None = None
        self.date: DateMention | None = None
        self.date_sentence = sentence
        self.factuality: Factuality = "actual"
        self.tense = ""  # past, present or future of a verb; "" for a noun
        self.lemma = ""  # citation form of the verb, folded; "" for a noun
        self.definite = self.harm = self.passive = self.weak = self.background = self.going_on = False
        self.clause = sentence.tokens[i].clause
        self.confidence = 0.5
        self.features: list[str] = []
        self.score = 0.0

    def overrule(self, factuality: Factuality, rule: str, start: int, end: int) -> None:
        """Change whether the act took place, by a rule that has the last word: what was told of it before no longer holds."""
        self.factuality = factuality
        self.because = [step for step in self.because if step[0] != "factuality"]
        self.tell("factuality", rule, start, end)

    def tell(self, field: str, rule: str, start: int, end: int) -> None:
        """Note the entry or rule behind a field with the words it used."""
        self.because.append((field, rule, start, end))
