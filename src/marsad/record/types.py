"""The record of one article, version 1. The meaning of each coded value is in the codebook (docs/codebook.md).

Offsets are code points of the article's text as delivered, end exclusive; `text == article.text[start:end]`.
Dates are ISO days. A field that the article does not support is None or empty.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
Factuality = Literal["actual", "historical", "future", "hypothetical", "negated"]
FactKind = Literal[
    "negotiated", "proposed", "concluded", "in-force", "commitment", "monitor", "deadline", "complied", "breach-alleged",
    "adherence-declared", "criticised", "suspended", "extended", "collapsed", "rejected",
]  # fmt: skip


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Span(_Value, frozen=True):
    start: int
    end: int
    text: str


class Actor(_Value, frozen=True):
    """Who acts, suffers or vouches. `entity` is its id in the knowledge base, None for a generic group."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    entity: str | None = None


class When(_Value, frozen=True):
    start: str
    end: str
    precision: Literal["day", "week", "month", "season", "year", "range"]
    text_span: Span | None = None


class Place(_Value, frozen=True):
    """Where it happens. `admin1` is the first-order division; `precision` tells what the coordinates stand for."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: str | None = None


class Count(_Value, frozen=True):
    """How many. `value` is None when only a bound is said; `of` tells who or what, as a phrase."""

    what: str
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    of: str | None = None
    span: Span | None = None


class Because(_Value, frozen=True):
    """One step of the reasoning: which lexicon entry or rule gave a field, on which words."""

    field: str
    rule: str
    span: Span | None = None


class Event(_Value, frozen=True):
    id: str
    type: EventType
    modes: list[str]
    contexts: list[str]
    quad: Quad
    score: float
    cameo: str | None
    trigger: Span
    actors: list[Actor]
    recipients: list[Actor]
    factuality: Factuality
    attribution: list[Actor]
    when: When | None
    where: list[Place]
    counts: list[Count]
    content_type: str | None
    confidence: float
    sentence: int
    because: list[Because]


class Statement(_Value, frozen=True):
    speaker: Actor
    cue: Span
    content: Span
    form: Literal["direct", "indirect"]
    sentence: int


class Agreement(_Value, frozen=True):
    start: int
    end: int
    text: str
    kind: str
    name: str | None
    parties: list[str]
    mentions: list[Span]
    entity: str | None


class AgreementFact(_Value, frozen=True):
    """`agreement` is the index into the record's agreements; `deadline` an ISO day. `factuality` is of what the words say of it: a breach that is
    denied is `negated`, an end that is feared `hypothetical`."""

    agreement: int
    kind: FactKind
    by: list[Actor]
    start: int
    end: int
    text: str
    deadline: str | None
    count: float | int | None
    where: list[str]
    attribution: list[Actor]
    because: list[Because] = []
    factuality: Factuality = "actual"


class Entity(_Value, frozen=True):
    id: str
    kind: Literal["person", "organisation", "group", "state", "place", "agreement"]
    name: str | None
    name_ar: str
    country: str | None
    sector: str | None
    mentions: list[Span]


class ArticleInfo(_Value, frozen=True):
    id: str
    outlet: str | None
    published: str | None
    url: str | None
    title: str | None
    language: str | None
    text: str
    sha256: str
    extra: dict[str, Any]


class ReaderInfo(_Value, frozen=True):
    name: str
    version: str
    lexicon: str


class Record(_Value, frozen=True):
    record: int
    article: ArticleInfo
    events: list[Event]
    statements: list[Statement]
    agreements: list[Agreement]
    agreement_facts: list[AgreementFact]
    entities: list[Entity]
    notes: list[str]
    reader: ReaderInfo


class Failure(_Value, frozen=True):
    """The line that stands for an input which could not be read."""

    article: dict[str, str]
    error: dict[str, str]
