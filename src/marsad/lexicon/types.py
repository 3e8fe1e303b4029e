"""The compiled lexicon's entries: what the reader looks up. Positions are indexes into the lists of `Tables`."""

from __future__ import annotations

import msgspec


class Sense(msgspec.Struct, array_like=True, frozen=True):
    """One reading of a word of action. Words are folded; `frame` maps subject, object, of, adj or a preposition to a role."""

    id: str
    type: str
    modes: list[str]
    frame: dict[str, str]
    with_: list[str]
    not_with: list[str]
    only_with: list[str]
    object_is: list[str]
    subject_is: list[str]
    content_type: str | None
    tense: str | None


class Support(msgspec.Struct, array_like=True, frozen=True):
    id: str
    role: str
    by: list[str]


class Speech(msgspec.Struct, array_like=True, frozen=True):
    """A verb of saying. `certainty`: asserts, denies, doubts or reports; `noun`: a noun phrase may be its content."""

    id: str
    certainty: str
    noun: bool
    continues: bool
    prepositions: list[str]
    act: str | None
    clause: bool


class FactualityCue(msgspec.Struct, array_like=True, frozen=True):
    """A class of factuality.yaml with its words folded; fields as in FactualityEntry."""

    id: str
    effect: str
    words: list[list[str]]
    grammar: str | None
    verb: int
    noun: int
    after: int
    opens: bool
    same_clause: bool
    after_stop: bool
    tense: str | None
    types: list[str]
    not_types: list[str]
    definite: bool | None


class Verb(msgspec.Struct, array_like=True, frozen=True):
    """One verb (citation form, folded) with what it may mean."""

    lemma: str
    senses: list[int]
    support: int | None
    speech: int | None


class Office(msgspec.Struct, array_like=True, frozen=True):
    """An office held; `start` and `end` are ISO dates of any length, "" for unknown."""

    country: str | None
    sector: str | None
    office_ar: str
    office_en: str
    start: str
    end: str


class Name(msgspec.Struct, array_like=True, frozen=True):
    """A thing with a name. kind: person, org, state, role, agreement; `cls` the class of its noun phrase."""

    id: str
    kind: str
    cls: str
    name: str | None
    name_ar: str
    country: str | None
    sector: str | None
    offices: list[Office]
    modifiers: dict[str, str]
    note: str = ""


class PlaceName(msgspec.Struct, array_like=True, frozen=True):
    id: str
    name: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    feature: str
    population: int
    ambiguous: bool


class Tables(msgspec.Struct, array_like=True):
    """Everything that the reader looks words up in. Keys are folded words."""

    digest: str
    senses: list[Sense]
    supports: list[Support]
    speeches: list[Speech]
    verbs: list[Verb]
    past: dict[str, list[tuple[int, str, str]]]
    present: dict[str, list[tuple[int, str, str]]]
    nouns: dict[str, list[tuple[int, str]]]
    participles: dict[str, list[tuple[int, str]]]
    support_nouns: dict[str, int]
    speech_nouns: dict[str, int]
    speech_participles: dict[str, int]
    general_past: dict[str, int]
    general_present: dict[str, int]
    forms: dict[str, int]
    closed: dict[str, str]
    names: list[Name]
    places: list[PlaceName]
    first: dict[str, list[tuple[list[str], str, list[int]]]]
    demonyms: dict[str, tuple[str, str]]
    adjectives: dict[str, tuple[str | None, str | None]]
    roles: dict[str, int]
    duals: dict[str, int]
    given: dict[str, int]
    heads: dict[str, tuple[str, str]]
    calendar: bytes
    numbers: bytes
    cues: bytes
    acceptance: dict[str, float]
    sentence_models: dict[str, dict[str, tuple[float, float]]]
    factuality: list[FactualityCue]
