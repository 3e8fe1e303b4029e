"""Explain: from a record to cards that show each value with its words in the text and the steps that gave it.

Pure: a record, the notes of the lexicon's entries and a catalogue of words go in, an `Explanation` comes out. The
terminal and the page (`explain_page`) only draw it. Offsets are code points of the article's text, end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from marsad.desk.entries import EntryNote, entity_places, entry_notes
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.schema import ROLES
from marsad.record import Actor, Agreement, AgreementFact, Because, Count, Event, Place, Record, Span, Statement, UsageError, When

LANGUAGES = ("en", "ar")
_SHOWN_EMPTY = ("actors", "when")  # fields whose absence is worth saying


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the reasoning in plain words. `entry` and `place` (file:line) name the lexicon entry, if it was one."""

    text: str
    quote: Span | None = None
    entry: str | None = None
    place: str | None = None


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a field: `text` is shown first, `note` explains it, `quote` are its words, `place` is where the lexicon names it."""

    text: str
    note: str = ""
    quote: Span | None = None
    place: str | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    label: str
    values: list[Value]
    steps: list[Step]

    def quotes(self) -> list[Span]:
        """Give the words that this field rests on, each once, in order of the text."""
        quotes = [*(value.quote for value in self.values), *(step.quote for step in self.steps)]
        spans = {(q.start, q.end): q for q in quotes if q is not None}
        return [spans[key] for key in sorted(spans)]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One event, statement or agreement. `key` is unique in the explanation."""

    key: str
    kind: str
    number: int
    heading: str
    summary: list[str]
    fields: list[Field]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    language: str
    ui: dict[str, str]
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    text: str
    cards: list[Card]
    notes: list[str]
    reader: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the text with what they gave: (card number, field) pairs of the events."""

    start: int
    end: int
    gave: list[tuple[int, str]]


@cache
def words_of(language: str) -> dict[str, Any]:
    """Give the catalogue of a language. Raises UsageError if there is none."""
    if language not in LANGUAGES:
        raise UsageError("language", f"there is no catalogue for {language!r}", f"Choose one of {', '.join(LANGUAGES)}.")
    loaded: dict[str, Any] = json.loads(files("marsad.desk").joinpath(f"explain.{language}.json").read_text(encoding="utf-8"))
    return loaded


def explain_record(record: Record, language: str = "en") -> Explanation:
    """Give the explanation of a record with the lexicon that is in use. Raises LexiconError, UsageError."""
    home = lexicon_home()
    wanted = {e.id for e in record.entities}
    return explain(record, entry_notes(home), entity_places(home, wanted), words_of(language))


def explain(record: Record, notes: Mapping[str, EntryNote], places: Mapping[str, str], words: Mapping[str, Any]) -> Explanation:
    """Give the cards of a record: its events, statements and agreements, in the record's order."""
    teller = _Teller(notes, places, words)
    cards = [teller.event(number, event) for number, event in enumerate(record.events, 1)]
    cards += [teller.statement(number, statement) for number, statement in enumerate(record.statements, 1)]
    for number, agreement in enumerate(record.agreements, 1):
        cards.append(teller.agreement(number, agreement, [f for f in record.agreement_facts if f.agreement == number - 1]))
    article = record.article
    return Explanation(
        language=words["language"],
        ui=words["ui"],
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        text=article.text,
        cards=cards,
        notes=list(record.notes),
        reader=f"{record.reader.name} {record.reader.version}, {record.reader.lexicon}",
    )


def marks(cards: Iterable[Card]) -> list[Mark]:
    """Give the words of the text that the values of these cards quote, in order, longer before shorter.

    Only the values' own words: what the steps used besides (the toll that was merged, the verb that lent its
    subject) is shown at the step.
    """
    gave: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for card in cards:
        for field in card.fields:
            for value in field.values:
                if value.quote is not None:
                    pairs = gave.setdefault((value.quote.start, value.quote.end), [])
                    if (card.number, field.name) not in pairs:
                        pairs.append((card.number, field.name))
    return [Mark(start=start, end=end, gave=gave[start, end]) for start, end in sorted(gave, key=lambda k: (k[0], -k[1]))]


def _number(value: float | int) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _amount(count: Count) -> str:
    """Give a count as a figure or its bounds.

    >>> _amount(Count(what="killed", low=10))
    '≥ 10'
    """
    if count.value is not None:
        return _number(count.value)
    if count.low is not None and count.high is not None:
        return f"{_number(count.low)}-{_number(count.high)}"
    if count.low is not None:
        return f"≥ {_number(count.low)}"
    return f"≤ {_number(count.high)}" if count.high is not None else "?"


class _Teller:
    """Tells values and steps in one language."""

    def __init__(self, notes: Mapping[str, EntryNote], places: Mapping[str, str], words: Mapping[str, Any]) -> None:
        self.notes, self.places, self.w = notes, places, words

    # -- values ------------------------------------------------------------------------------------------------

    def actor(self, actor: Actor) -> Value:
        note = ", ".join(part for part in (actor.name, " ".join(p for p in (actor.country, actor.sector) if p)) if part)
        return Value(text=actor.text, note=note, quote=Span(start=actor.start, end=actor.end, text=actor.text), place=self.places.get(actor.entity or ""))

    def where(self, place: Place) -> Value:
        at = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else ""
        note = ", ".join(part for part in (place.name, place.admin1, place.country, at, place.precision) if part)
        line = self.places.get(f"place.{place.geonames}") if place.geonames is not None else None
        return Value(text=place.text, note=note, quote=Span(start=place.start, end=place.end, text=place.text), place=line)

    @staticmethod
    def when(when: When) -> Value:
        days = when.start if when.start == when.end else f"{when.start} – {when.end}"
        return Value(text=days, note=when.precision, quote=when.text_span)

    # -- steps -------------------------------------------------------------------------------------------------

    def steps(self, because: Iterable[Because], *fields: str) -> list[Step]:
        return [self.step(b) for b in because if b.field in fields]

    def step(self, because: Because) -> Step:
        """Tell one step in plain words; a rule without words of its own is named as it is."""
        rule, said = because.rule, self.w["rules"]
        note = self.notes.get(rule)
        if note is not None:
            return self._entry(note, because, note.kind)
        if rule.startswith("relative.") and (note := self.notes.get(rule.removeprefix("relative."))) is not None:
            return self._entry(note, because, "relative")
        head, _, last = rule.rpartition(".")
        if last in ROLES and (note := self.notes.get(head)) is not None:
            return Step(text=self._role(note, last), quote=because.span, entry=note.id, place=note.place)
        if because.field == "when" and rule not in said:
            return Step(text=said["date"].format(word=rule), quote=because.span)
        if rule in said:
            return Step(text=said[rule], quote=because.span)
        if rule.startswith("ground."):
            name, _, share = rule.partition(": ")
            return Step(text=said[name].format(share=share), quote=because.span)
        name, _, rest = rule.partition(".")
        text = (
            said[name].format(word=rest)
            if name in ("pronoun", "number", "content", "attribution", "fact", "sought", "instrument", "analyst") and rest
            else said["other"].format(word=rule)
        )
        return Step(text=text, quote=because.span)

    def _entry(self, note: EntryNote, because: Because, kind: str) -> Step:
        text = self.w["rules"][kind].format(because=note.because or note.id, role=self.w["roles"].get(note.role, note.role))
        return Step(text=text, quote=because.span, entry=note.id, place=note.place)

    def _role(self, note: EntryNote, role: str) -> str:
        """Name the functions that the entry's frame gives this role: «subject of assault.qasafa is the one who acts»."""
        said, functions = self.w["rules"], []
        for function, filled in note.roles:
            if filled == role or (filled == "target" and role in ("recipient", "place")):
                functions.append(self.w["functions"].get(function) or self.w["functions"]["prep"].format(word=function))
        if not functions:
            return str(said["role_plain"].format(entry=note.id, role=self.w["roles"][role]))
        return str(said["role"].format(function=" / ".join(functions), entry=note.id, role=self.w["roles"][role]))

    # -- cards -------------------------------------------------------------------------------------------------

    def field(self, name: str, values: list[Value], steps: list[Step] | None = None) -> Field:
        return Field(name=name, label=self.w["fields"][name], values=values, steps=steps or [])

    def event(self, number: int, event: Event) -> Card:
        because, ui = event.because, self.w["ui"]
        type_note = ", ".join(part for part in (event.quad, f"{event.score:+.1f}", f"CAMEO {event.cameo}" if event.cameo else "") if part)
        type_steps = self.steps(because, "type")
        first = next((self.notes[b.rule] for b in because if b.field == "type" and b.rule in self.notes), None)
        if first is not None and first.type and first.type != event.type:
            type_steps.append(Step(text=ui["changed"].format(old=first.type, new=event.type)))
        share = f"{100 * event.confidence:.0f}"
        fields = [
            self.field("type", [Value(text=event.type, note=type_note, quote=event.trigger)], type_steps),
            self.field("modes", [Value(text=mode) for mode in event.modes], self.steps(because, "modes")),
            self.field("contexts", [Value(text=context) for context in event.contexts], self.steps(because, "contexts")),
            self.field("content_type", [Value(text=event.content_type)] if event.content_type else [], self.steps(because, "content_type")),
            self.field("actors", [self.actor(a) for a in event.actors], self.steps(because, "actors")),
            self.field("recipients", [self.actor(a) for a in event.recipients], self.steps(because, "recipients")),
            self.field("when", [self.when(event.when)] if event.when else [], self.steps(because, "when")),
            self.field("where", [self.where(p) for p in event.where], self.steps(because, "where")),
            self.field("counts", [Value(text=f"{c.what}: {_amount(c)}", note=c.of or "", quote=c.span) for c in event.counts], self.steps(because, "counts")),
            self.field("factuality", [Value(text=event.factuality, note=self.w["factuality"][event.factuality])], self.steps(because, "factuality")),
            self.field("attribution", [self.actor(a) for a in event.attribution], self.steps(because, "attribution")),
            self.field("confidence", [Value(text=f"{event.confidence:.2f}", note=ui["confidence"].format(share=share))], self.steps(because, "confidence")),
        ]
        known = {f.name for f in fields}
        others = [b for b in because if b.field not in known]
        fields.append(self.field("how", [], [self.step(b) for b in others]))
        summary = [self.w["types"][event.type], *event.modes, event.factuality, f"{event.confidence:.2f}"]
        return Card(
            key=f"event-{number}", kind="event", number=number, heading=event.type, summary=summary, fields=[f for f in fields if f.values or f.steps or f.name in _SHOWN_EMPTY]
        )

    def statement(self, number: int, statement: Statement) -> Card:
        fields = [
            self.field("speaker", [self.actor(statement.speaker)]),
            self.field("cue", [Value(text=statement.cue.text, quote=statement.cue)]),
            self.field("content", [Value(text=statement.content.text, quote=statement.content)]),
            self.field("form", [Value(text=statement.form, note=self.w["forms"][statement.form])]),
        ]
        return Card(key=f"statement-{number}", kind="statement", number=number, heading=statement.speaker.text, summary=[statement.form], fields=fields)

    def agreement(self, number: int, agreement: Agreement, facts: list[AgreementFact]) -> Card:
        told = [
            Value(
                text=f.kind,
                note=", ".join(p for p in (f.deadline, str(f.count) if f.count is not None else "", *(a.text for a in f.by)) if p),
                quote=Span(start=f.start, end=f.end, text=f.text),
            )
            for f in facts
        ]
        fields = [
            self.field("kind", [Value(text=agreement.kind, quote=Span(start=agreement.start, end=agreement.end, text=agreement.text))]),
            self.field("parties", [Value(text=party) for party in agreement.parties]),
            self.field("mentions", [Value(text=m.text, quote=m) for m in agreement.mentions]),
            self.field("facts", told, [self.step(b) for f in facts for b in f.because]),
        ]
        return Card(
            key=f"agreement-{number}", kind="agreement", number=number, heading=agreement.name or agreement.text, summary=[agreement.kind], fields=[f for f in fields if f.values]
        )
