"""What words that an analyst selected name: a party, a place, a time or a number, as the reader would have it if it had chosen these words."""

from __future__ import annotations

from collections import Counter

import msgspec

from marsad.desk.read import reader
from marsad.reading.actors import Actors
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.places import Gazetteer
from marsad.reading.reader import Reader
from marsad.record import Actor, Article, Count, Place, Record, Span, When


class Words:
    """Words of one article, start to end in code points. The article is read once, when something is first asked of it."""

    def __init__(self, record: Record, whole: bool = True) -> None:
        """`whole` false: the article is but the words themselves."""
        info = record.article
        self.record = record
        self._reader: Reader = reader()
        self._article = Article(id=info.id, text=info.text, title=info.title, published=info.published, outlet=info.outlet, url=info.url, language=info.language, extra={})
        self._sentences: list[Sentence] | None = None
        self._whole = whole
        self._countries = Counter(entity.country for entity in record.entities for _ in entity.mentions if entity.country)

    def actor(self, start: int, end: int) -> Actor:
        """Give the party that the words name: as the record has it where it has these words, else described anew; at least the words."""
        known = [a for e in self.record.events for a in (*e.actors, *e.recipients, *e.attribution)] + [s.speaker for s in self.record.statements]
        same = next((a for a in known if (a.start, a.end) == (start, end)), None)
        if same is not None:
            return same
        text = self.record.article.text[start:end]
        found = self._phrase(start, end)
        if (found is None or not (found.name or found.country or found.sector)) and self._whole:
            alone = self._alone(start, end).actor(0, end - start)
            return Actor(start=start, end=end, text=text, name=alone.name, country=alone.country, sector=alone.sector, entity=alone.entity)
        if found is None:
            return Actor(start=start, end=end, text=text)
        return Actor(start=start, end=end, text=text, name=found.name, country=found.country, sector=found.sector, entity=found.entity)

    def place(self, start: int, end: int) -> Place:
        """Give the place that the words name, with its coordinates if the lexicon knows it."""
        same = next((p for e in self.record.events for p in e.where if (p.start, p.end) == (start, end)), None)
        if same is not None:
            return same
        text = self.record.article.text[start:end]
        sentence, first, last = self._tokens(start, end)
        for token in sentence.tokens[first:last] if sentence is not None else ():
            inside = token.mention is not None and token.mention.i >= first and token.mention.j <= last
            ids = token.mention.kinds.get("place") if token.mention is not None and inside else None
            place = self._gazetteer().resolve(ids) if ids else None
            if place is not None:
                precision = "admin1" if place.feature.startswith("ADM1") else "region" if place.feature.startswith(("RGN", "ADM")) else "city"
                return Place(
                    start=start, end=end, text=text, name=place.name, country=place.country, admin1=place.admin1 or None, lat=place.lat, lon=place.lon,
                    geonames=int(place.id) if place.id.isdigit() else None, precision=precision,
                )  # fmt: skip
        if self._whole and text.strip():
            alone = self._alone(start, end).place(0, end - start)
            return msgspec.structs.replace(alone, start=start, end=end, text=text)
        named = self._phrase(start, end)
        return Place(start=start, end=end, text=text, name=named.name if named else None, country=named.country if named else None)

    def when(self, start: int, end: int) -> When | None:
        """Give the time that the words tell, None if they tell none."""
        sentence, first, last = self._tokens(start, end)
        text = self.record.article.text[start:end]
        for date in sentence.dates if sentence is not None else ():
            if date.first < last and date.last > first and date.start is not None and date.end is not None:
                return When(start=date.start.isoformat(), end=date.end.isoformat(), precision=date.precision, text_span=Span(start=start, end=end, text=text))
        return None

    def count(self, start: int, end: int, what: str) -> Count | None:
        """Give the number that the words tell, None if they tell none."""
        sentence, first, last = self._tokens(start, end)
        text = self.record.article.text[start:end]
        for number in sentence.numbers if sentence is not None else ():
            if number.first < last and number.last > first:
                return Count(what=what, value=number.value, low=number.low, high=number.high, span=Span(start=start, end=end, text=text))
        return None

    def _alone(self, start: int, end: int) -> Words:
        """Give the same words as an article of their own, in which names are found that are parts of longer ones here."""
        info = msgspec.structs.replace(self.record.article, text=self.record.article.text[start:end])
        empty = msgspec.structs.replace(self.record, article=info, events=[], statements=[], entities=self.record.entities)
        return Words(empty, whole=False)

    def _phrase(self, start: int, end: int) -> Phrase | None:
        sentence, first, last = self._tokens(start, end)
        if sentence is None or first == last:
            return None
        same = next((p for p in (*sentence.introduced, *sentence.phrases.values()) if p is not None and p.given and (p.start, p.end) == (start, end)), None)
        if same is not None:
            return same
        discourse = Discourse(self.record.article.published, Counter(self._countries))
        phrase = Phrase(first, last, first, start, end, self.record.article.text[start:end], sentence.number)
        return Actors(self._reader.tables, self._gazetteer(), discourse).describe(phrase, sentence)

    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._reader.tables, Counter(self._countries), self._reader.state_names)

    def _tokens(self, start: int, end: int) -> tuple[Sentence | None, int, int]:
        """Give the sentence that the words begin in, with the first token that they touch and the one after the last."""
        if self._sentences is None:
            self._sentences = self._reader.trace(self._article).sentences
        for sentence in self._sentences:
            if sentence.start <= start < sentence.end:
                touched = [t.i for t in sentence.tokens if t.start < end and t.end > start]
                return (sentence, touched[0], touched[-1] + 1) if touched else (sentence, 0, 0)
        return None, 0, 0
