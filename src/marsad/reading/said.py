"""One statement of a sentence: who says what, by which cue."""

from __future__ import annotations

from marsad.lexicon.types import Speech
from marsad.reading.document import Phrase


class Said:
    """One statement: tokens a..b are its content; `speaker` None while unknown. `certainty` of the verb of saying."""

    __slots__ = ("a", "b", "certainty", "cue", "cue_end", "direct", "end", "rule", "speaker", "start", "verb")

    def __init__(self, cue: int, speaker: Phrase | None, a: int, b: int, start: int, end: int, direct: bool, speech: Speech | None, rule: str) -> None:
        self.cue, self.speaker, self.a, self.b, self.start, self.end, self.direct = cue, speaker, a, b, start, end, direct
        self.certainty = speech.certainty if speech else "asserts"
        self.verb = speech
        self.rule = rule
        self.cue_end = cue + 1
