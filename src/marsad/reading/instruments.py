"""What reads articles with one lexicon: words, calendar, numbers, cues and models. Made once; holds no state of an article."""

from __future__ import annotations

import msgspec

from marsad.arabic.calendar import Calendar
from marsad.arabic.numbers import Numbers
from marsad.lexicon import Lexicon
from marsad.lexicon.words import Words
from marsad.reading.acceptance import Acceptance
from marsad.reading.agreements import AgreementReader
from marsad.reading.cues import Cues
from marsad.reading.cutting import Cutter
from marsad.reading.drafts import Draft
from marsad.reading.factuality import Factuality
from marsad.reading.marking import Marker
from marsad.reading.naming import Naming
from marsad.reading.publication import outlet_key
from marsad.record import ReaderInfo
from marsad.version import __version__


class Instruments:
    """The instruments of one lexicon."""

    def __init__(self, lexicon: Lexicon, accept_all: bool = False) -> None:
        """`accept_all`: keep every candidate (to try lexicon entries); else the acceptance model decides."""
        self.accept_all = accept_all
        self.lexicon = lexicon
        self.tables = lexicon.tables
        self.cues = Cues(lexicon.tables)
        self.words = Words(lexicon.tables, self.cues.looked_for)
        self.cutter = Cutter(self.words, lexicon.tables.lists)
        self.numbers = Numbers.from_table(msgspec.msgpack.decode(lexicon.tables.numbers))
        self.calendar = Calendar.from_table(msgspec.msgpack.decode(lexicon.tables.calendar), self.numbers)
        self.marker = Marker(lexicon.tables, self.calendar, self.numbers)
        self.naming = Naming(lexicon.tables)
        self.states = {n.country: i for i, n in enumerate(lexicon.tables.names) if n.kind == "state" and n.country}
        self.state_names = {n.country: n.name for n in lexicon.tables.names if n.kind == "state" and n.country and n.name}
        self.outlets = {outlet_key(n.name or ""): n.country for n in lexicon.tables.names if n.kind == "org" and n.sector == "JRN" and n.country}
        self.acceptance = Acceptance(lexicon.tables.acceptance, lexicon.tables.sentence_models)
        self.factuality = Factuality(lexicon.tables.factuality)
        self.agreements = AgreementReader(lexicon.tables, self.factuality, self.cues)
        self.info = ReaderInfo(name="marsad", version=__version__, lexicon=lexicon.version)

    def accept(self, drafts: list[Draft], sentences: int) -> list[Draft]:
        """Give the drafts that report an act: a lone sentence must prove it, in an article the others help."""
        if self.accept_all:
            return drafts
        threshold = self.acceptance.alone if sentences <= 2 else self.acceptance.among
        return [d for d in drafts if d.score >= threshold - (self.acceptance.leave if "plain" in d.features else 0.0) or (sentences <= 2 and d.type not in self.acceptance.models)]
