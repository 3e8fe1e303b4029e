"""Assembly: from drafts to the frozen types of the record, with countries filled in from the discourse."""

from __future__ import annotations

import datetime
import hashlib
from typing import Literal

from marsad.lexicon.types import PlaceName, Tables
from marsad.lexicon.vocabulary import QUADS, cameo, score
from marsad.reading.confidence import confidence, grounds, steps
from marsad.reading.contexts import contexts
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft, Spot
from marsad.reading.places import Gazetteer
from marsad.reading.said import Said
from marsad.reading.when import occasion, told_as_news
from marsad.record import Actor, Because, Count, Entity, Event, Place, Span, Statement, When

_GENERIC = frozenset({"human", "force", "office", "rank", "profession", "victim", "org", "source", "relation"})
_ENFORCERS = frozenset({"COP", "JUD", "GOV", "SPY"})
BACKGROUND_DAYS = 90  # codebook: historical is what began more than 90 days before publication

_KINDS: dict[str, Literal["person", "organisation", "group", "state"]] = {"person": "person", "org": "organisation", "group": "group", "force": "group", "state": "state"}


class Assembler:
    """Builds the record's values of one article."""

    def __init__(self, text: str, day: datetime.date | None, gazetteer: Gazetteer, discourse: Discourse, tables: Tables) -> None:
        self.text, self.day, self.g, self.d, self.t = text, day, gazetteer, discourse, tables
        self.narrative: datetime.date | None = None  # the day that the lead tells of
        self.behind = False
        self._entities: dict[str, tuple[Phrase, list[Span]]] = {}
        self._places: dict[str, tuple[PlaceName, list[Span]]] = {}

    def span(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, text=self.text[start:end])

    # -- countries ---------------------------------------------------------------------------------------------

    def place_countries(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Give generic people of a draft the country of its place, of a place named before in the sentence, or in focus."""
        last: str | None = None
        for draft in drafts:
            where = next((s.place.country for s in draft.spots if s.place is not None), None) or next((s.phrase.country for s in draft.spots if s.phrase.country), None)
            where = where or last
            last = where
            self._owned(draft, sentence)
            for phrase in (*draft.actors, *draft.attribution):
                self._imply(phrase, sentence, where)
            strangers = {p.country for p in draft.actors if p.cls in ("state", "force", "group")} if draft.type == "ASSAULT" else set()
            state = next((p.country for p in draft.actors if p.country and p.given in ("name", "demonym", "genitive") and p.sector in _ENFORCERS), None)
            home = where or (state if draft.type in ("COERCE", "SANCTION") and not draft.passive else None)  # whom a state's police arrest lives there
            for phrase in draft.recipients:
                self._imply(phrase, sentence, home, strangers if phrase.cls not in ("force", "group") else frozenset())

    @staticmethod
    def _owned(draft: Draft, sentence: Sentence) -> None:
        """مواطنيها، حلفاءه: people with a pronoun belong to who acts on them."""
        owner = next((p.country for p in draft.actors if p.country and p.given != "implied"), None)
        for phrase in draft.recipients:
            if owner and phrase.country is None and phrase.cls in _GENERIC and phrase.sentence == sentence.number and draft.type not in ("ASSAULT", "ACCUSE"):
                word = sentence.tokens[phrase.head].word
                if word.pronoun or (word.core.endswith(("ها", "هم")) and word.role < 0):
                    phrase.country, phrase.given = owner, "antecedent"

    def _imply(self, phrase: Phrase, sentence: Sentence, where: str | None, strangers: set[str | None] | frozenset[str | None] = frozenset()) -> None:
        if (
            phrase.country is not None
            or (phrase.cls not in _GENERIC and (phrase.cls != "group" or phrase.entity is not None))
            or (phrase.sector == "JRN" and phrase.cls in ("org", "profession"))
        ):
            return
        head = sentence.tokens[phrase.head].word.core if phrase.sentence == sentence.number else ""
        if head in sentence.lists.from_nowhere and not (head == "اطراف" and phrase.det):  # الأطراف: the parties to the conflict told of
            return
        implied = (self.d.at_home if phrase.cls == "office" else None) or where or self.d.implied(sentence.number)
        if implied and (where or implied not in strangers):  # who is shot at is not, for want of a better guess, a compatriot of who shoots
            phrase.country, phrase.given = implied, "implied"

    def actors(self, phrases: list[Phrase]) -> list[Actor]:
        out: list[Actor] = []
        seen: set[tuple[int, int, str | None]] = set()
        for phrase in phrases:
            for code in phrase.countries or (phrase.country,):
                key = (phrase.start, phrase.end, code)
                if key not in seen:
                    seen.add(key)
                    out.append(self.actor(phrase, code))
        return out

    def actor(self, phrase: Phrase, country: str | None = None) -> Actor:
        if phrase.entity is not None and not phrase.countries:
            entry = self._entities.setdefault(phrase.entity, (phrase, []))
            span = self.span(phrase.start, phrase.end)
            if span not in entry[1]:
                entry[1].append(span)
        name = phrase.name if not phrase.countries else self.g.country_name(country or "")
        return Actor(
            start=phrase.start,
            end=phrase.end,
            text=phrase.text,
            name=name,
            country=country or phrase.country,
            sector=phrase.sector,
            entity=phrase.entity if not phrase.countries else None,
        )

    # -- events ------------------------------------------------------------------------------------------------

    def event(self, draft: Draft) -> Event | None:
        when = self._when(draft)
        factuality = draft.factuality
        if factuality == "actual" and self._behind_the_news(draft, when):
            factuality = "historical"
        trigger = self.span(draft.trigger_start, draft.trigger_end)
        actors, recipients = self.actors(draft.actors), self.actors(draft.recipients)
        names = grounds(draft)
        for rule, start, end in steps(draft, names):
            draft.tell("confidence", rule, start, end)
        seed = f"{draft.type}|{trigger.start}|{trigger.end}|{','.join(str(a.start) for a in actors)}|{draft.factuality}"
        text_hash = hashlib.sha256((self.text[draft.sentence.start : draft.sentence.end] + seed).encode("utf-8", "replace")).hexdigest()
        return Event(
            id="e" + text_hash[:15],
            type=draft.type,  # type: ignore[arg-type]
            modes=draft.modes[:3],
            contexts=contexts(draft),
            quad=QUADS[draft.type],  # type: ignore[arg-type]
            score=score(draft.type, draft.modes),
            cameo=cameo(draft.type, draft.modes),
            trigger=trigger,
            actors=actors,
            recipients=recipients,
            factuality=factuality,
            attribution=self.actors(draft.attribution),
            when=when,
            where=[self._place(s) for s in draft.spots[:6]],
            counts=[Count(what=c.what, value=c.value, low=c.low, high=c.high, of=c.of, span=self.span(c.start, c.end)) for c in draft.counts],
            content_type=draft.content_type if draft.type in ("AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE") else None,
            confidence=confidence(draft, names),
            sentence=draft.sentence.number,
            because=[Because(field=f, rule=r, span=self.span(a, b)) for f, r, a, b in draft.because],
        )

    def _behind_the_news(self, draft: Draft, when: When | None) -> bool:
        """Whether an act lies behind the news: long ago by its date, or told so without one. What reaches up to the day of the article goes on."""
        if self.day is None or draft.going_on:
            return False
        if when is None:
            return draft.background
        begins, ends = datetime.date.fromisoformat(when.start), datetime.date.fromisoformat(when.end)
        if begins >= self.day - datetime.timedelta(days=BACKGROUND_DAYS) or (ends >= self.day and begins < ends):
            return False
        span = when.text_span
        draft.tell("factuality", "long-ago", *((span.start, span.end) if span is not None else (draft.trigger_start, draft.trigger_end)))
        return True

    def _when(self, draft: Draft) -> When | None:
        date = draft.date
        if date is None:
            if self.day is None or draft.factuality != "actual" or draft.background or (draft.definite and not occasion(draft)) or self.behind:
                return None
            if draft.sentence.number == 0 or told_as_news(draft):
                day = self.narrative or self.day
                draft.tell("when", "when.news-of-the-day", draft.trigger_start, draft.trigger_end)
                return When(start=day.isoformat(), end=day.isoformat(), precision="day")
            return None
        start, end = date.start, date.end
        if start is None or end is None:
            return None
        if draft.type == "THREATEN" and self.day is not None and end >= self.day:
            start = max(start, self.day)  # an ultimatum runs from the day it is reported
        toks = draft.date_sentence.tokens
        first, last = toks[date.first], toks[date.last - 1]
        draft.tell("when", str(date.because), first.start, last.end)
        return When(start=start.isoformat(), end=end.isoformat(), precision=date.precision, text_span=self.span(first.start, last.end))

    def _place(self, spot: Spot) -> Place:
        phrase, place = spot.phrase, spot.place
        span = self.span(phrase.start, phrase.end)
        if place is None:
            return Place(start=span.start, end=span.end, text=span.text, name=phrase.name, country=phrase.country)
        key = f"place.{place.id or place.name}"
        entry = self._places.setdefault(key, (place, []))
        if span not in entry[1]:
            entry[1].append(span)
        precision = "admin1" if place.feature.startswith("ADM1") else "region" if place.feature.startswith(("RGN", "ADM")) else "city"
        geonames = int(place.id) if place.id.isdigit() else None
        return Place(
            start=span.start,
            end=span.end,
            text=span.text,
            name=place.name,
            country=place.country,
            admin1=place.admin1 or None,
            lat=place.lat,
            lon=place.lon,
            geonames=geonames,
            precision=precision,
        )

    # -- statements and entities -------------------------------------------------------------------------------

    def statement(self, sentence: Sentence, said: Said) -> Statement | None:
        if said.speaker is None:
            return None
        speaker = said.speaker
        self._imply(speaker, sentence, None)
        cue = sentence.tokens[said.cue]
        return Statement(
            speaker=self.actor(speaker),
            cue=self.span(cue.start, sentence.tokens[said.cue_end - 1].end),
            content=self.span(said.start, said.end),
            form="direct" if said.direct else "indirect",
            sentence=sentence.number,
        )

    def entities(self) -> list[Entity]:
        out = [
            Entity(
                id=identity,
                kind=_KINDS.get(phrase.cls, "organisation"),
                name=phrase.name,
                name_ar=phrase.text,
                country=phrase.country,
                sector=phrase.sector,
                mentions=sorted(spans, key=lambda s: s.start),
            )
            for identity, (phrase, spans) in self._entities.items()
        ]
        out.extend(
            Entity(id=identity, kind="place", name=place.name, name_ar=spans[0].text, country=place.country, sector=None, mentions=sorted(spans, key=lambda s: s.start))
            for identity, (place, spans) in self._places.items()
        )
        return sorted(out, key=lambda e: (e.mentions[0].start, e.id))
