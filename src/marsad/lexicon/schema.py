"""What an entry of the lexicon may hold, as types that the loader checks each file against."""

from __future__ import annotations

from typing import Literal

import msgspec

ROLES = frozenset({"actor", "recipient", "target", "victim", "partner", "place", "content", "instrument", "cause", "theme", "auto"})
CLASSES = frozenset({"state", "human", "force", "group", "org", "place", "person", "event", "thing"})
FRAME_KEYS = frozenset({
    "subject", "object", "of", "adj", "clause", "على", "إلى", "مع", "ب", "ل", "من", "عن", "ضد", "في", "بين", "حول", "لدى",
    "أمام", "نحو", "تجاه", "داخل", "خارج", "باتجاه", "بشأن", "ك", "تحت", "عبر", "بعد", "قبل", "وراء", "قرب", "عند", "إزاء", "خلال",
    "بسبب", "ضمن", "باسم", "بمناسبة", "صوب", "خلف", "وسط", "من قبل", "حيال", "لصالح", "دون", "فوق", "حتى",
})  # fmt: skip


class Example(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A sentence of our own: what must be found in it, or (with `why`) why nothing may."""

    text: str
    en: str
    trigger: str | None = None
    actors: list[str] | None = None
    recipients: list[str] | None = None
    where: list[str] | None = None
    why: str | None = None
    factuality: str | None = None
    type: str | None = None
    modes: list[str] | None = None
    counts: list[str] | None = None


class ActionEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One verb, verbal noun, noun or participle of action with its frame."""

    id: str
    because: str
    type: str | None = None
    modes: list[str] = []
    verb: str | None = None
    present: str | None = None
    masdar: list[str] = []
    noun: list[str] = []
    participle: list[str] = []
    with_: list[str] = msgspec.field(name="with", default_factory=list)
    frame: dict[str, str] = {}
    not_with: list[str] = []
    only_with: list[str] = []
    object_is: list[str] = []
    subject_is: list[str] = []
    yes: list[Example] = []
    no: list[Example] = []
    content_type: str | None = None
    tense: str | None = None
    note: str | None = None


class SupportVerb(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A verb that lends its arguments to a noun of action."""

    verb: str
    present: str
    role: str
    by: list[str]
    masdar: list[str] = []


EFFECTS = frozenset({"negated", "future", "hypothetical", "actual", "no-act", "background", "going-on"})
GRAMMAR = frozenset({"future-verb", "future-governor", "negated-governor", "negated-follower", "purpose-verb", "purpose-noun", "subjunctive"})


class CueExample(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A sentence of our own about one word of action: a class of cues decides about it, or (with `why`) does not."""

    text: str
    trigger: str
    en: str
    why: str | None = None


class SourceExample(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A sentence of our own in which words lead to a source, or (with `why`) do not."""

    text: str
    en: str
    source: str | None = None
    why: str | None = None


class AttributionEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Words that lead to who vouches (بحسب، نقلا عن). Fields: see the head of the file."""

    id: str
    words: list[str]
    certainty: str
    because: str
    yes: list[SourceExample] = []
    no: list[SourceExample] = []


class FactualityEntry(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Words, or a test of grammar, that tell whether the act near them took place. Fields: see the head of the file."""

    id: str
    effect: str
    because: str
    words: list[str] = []
    grammar: str | None = None
    verb: int = 0
    noun: int = 0
    after: int = 0
    opens: bool = False
    clause: Literal["same"] | None = None
    after_stop: bool = False
    tense: Literal["past", "present"] | None = None
    types: list[str] = []
    not_types: list[str] = []
    definite: bool | None = None
    yes: list[CueExample] = []
    no: list[CueExample] = []
