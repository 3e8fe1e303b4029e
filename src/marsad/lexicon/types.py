"""The compiled lexicon's entries: what the reader looks up. Positions are indexes into the lists of `Tables`."""

from __future__ import annotations

from functools import cached_property

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
    """A verb of saying. `certainty`: asserts, denies, doubts or reports; `noun`: a noun phrase may be its content; `announces`: so may an act."""

    id: str
    certainty: str
    noun: bool
    continues: bool
    prepositions: list[str]
    act: str | None
    clause: bool
    announces: bool


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


class WordLists(msgspec.Struct, array_like=True):
    """The short lists of words/lists.yaml, folded; mappings, which keep their order in the compiled tables. What each is for stands there."""

    verb_after: dict[str, int]
    clause_prepositions: dict[str, int]
    whoever: dict[str, int]
    to_do: dict[str, int]
    aside: dict[str, int]
    about: dict[str, int]
    agent_nouns: dict[str, int]
    hands: dict[str, int]
    strikes: dict[str, int]
    with_pronouns: dict[str, int]
    inside: dict[str, int]
    among: dict[str, int]
    against_whom: dict[str, int]
    relative_plural: dict[str, int]
    name_particles: dict[str, int]
    titles: dict[str, int]
    pairs: dict[str, int]
    generic_powers: dict[str, int]
    others: dict[str, int]
    harms: dict[str, int]
    occupiers: dict[str, int]
    own_country: dict[str, int]
    own_country_owned: dict[str, int]
    office_prepositions: dict[str, int]
    papers: dict[str, int]
    settlements: dict[str, int]
    outskirts: dict[str, int]
    directions: dict[str, int]
    place_prepositions: dict[str, int]
    from_nowhere: dict[str, int]
    collective: dict[str, int]
    parties: dict[str, int]
    feminine_powers: dict[str, int]
    plural_powers: dict[str, int]
    parts: dict[str, int]
    wholes: dict[str, int]
    some_of_them: dict[str, int]
    zones: dict[str, int]
    acting_bodies: dict[str, int]
    having: dict[str, int]
    reached: dict[str, int]
    joined_in: dict[str, int]
    because_of: dict[str, int]
    gained: dict[str, int]
    harm_by: dict[str, int]
    conditions: dict[str, int]
    towards: dict[str, int]
    aggression: dict[str, int]
    hit_prepositions: dict[str, int]
    where_prepositions: dict[str, int]
    near: dict[str, int]
    such_as: dict[str, int]
    witnessed: dict[str, int]
    cries: dict[str, int]
    protesters: dict[str, int]
    two: dict[str, int]
    one: dict[str, int]
    reaches: dict[str, int]
    light_nouns: dict[str, int]
    set_apart: dict[str, int]
    subjunctive_after: dict[str, int]
    denials: dict[str, int]
    time_limits: dict[str, int]
    beyond_doubt: dict[str, int]
    done: dict[str, int]
    births: dict[str, int]
    occasions: dict[str, int]
    at_that_time: dict[str, int]
    same_day: dict[str, int]
    speech_ends: dict[str, int]
    speech_turns: dict[str, int]
    impersonal: dict[str, int]
    recent_days: dict[str, int]
    arguing: dict[str, int]
    agreement_extenders: dict[str, int]
    what: dict[str, int]
    times: dict[str, int]
    leads: dict[str, int]
    causes: dict[str, int]
    around: dict[str, int]
    otherwise: dict[str, int]
    strongholds: dict[str, int]
    control: dict[str, int]
    under: dict[str, int]
    before_that: dict[str, int]


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


class Places(dict[int, PlaceName]):
    """The places by their number, each unpacked when it is first asked for: of 33,000 an article names a handful. As many as the lexicon has."""

    def __init__(self, packed: list[msgspec.Raw]) -> None:
        super().__init__()
        self.packed = packed

    def __missing__(self, number: int) -> PlaceName:
        place = self[number] = _PLACE.decode(self.packed[number])
        return place


FirstEntry = tuple[list[str], str, list[int]]  # the rest of a name, its kind, its places in the list of that kind


class Tables(msgspec.Struct, array_like=True, dict=True):
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
    packed_places: list[msgspec.Raw]
    first: dict[str, msgspec.Raw]  # the names that begin with a word, a list of FirstEntry; decoded when the word is met: 30,000 never are
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
    lists: WordLists
    sources: dict[str, list[tuple[list[str], str]]]

    @cached_property
    def places(self) -> Places:
        """The places by the numbers that `first` gives."""
        return Places(self.packed_places)


_PLACE = msgspec.msgpack.Decoder(PlaceName)
_FIRST = msgspec.msgpack.Decoder(list[FirstEntry])


def first_entries(packed: msgspec.Raw | None) -> list[FirstEntry]:
    """Give the names that begin with one word from the table `first`, longest rest first; none for None."""
    return _FIRST.decode(packed) if packed is not None else []
