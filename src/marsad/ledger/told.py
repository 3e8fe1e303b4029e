"""What the ledger's own data tells of an agreement, in our words and with a source for each fact: frozen types without behaviour.

Dates are ISO days, or months or years where no more is known. `sources` and `source` name entries of the agreement's list of sources.
"""

from __future__ import annotations

import msgspec

from marsad.ledger.vocabulary import (
    Acceptance,
    AgreementType,
    CommitmentType,
    DeadlineType,
    Deontic,
    Form,
    Format,
    GeometrySource,
    Laterality,
    MeetingLevel,
    MeetingOutcome,
    PostStatus,
    Precision,
    Purpose,
    Relation,
    Renewal,
    Role,
    SourceKind,
    Stage,
    TextStatus,
    ZoneKind,
)


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Side(_Told, frozen=True):
    """Somebody who can have a role in an agreement, and how records name it.

    `country` with `sectors`: actors of that country and these sectors belong to it. `names` are canonical English names of records, `entities` ids of the
    lexicon. `voices` are outlets and agencies that speak for it; `kin` are sides whose word about it is not independent.
    """

    id: str
    name_en: str
    name_ar: str
    country: str | None = None
    sectors: list[str] = []
    names: list[str] = []
    entities: list[str] = []
    voices: list[str] = []
    kin: list[str] = []


class Process(_Told, frozen=True):
    id: str
    name_en: str
    name_ar: str
    format: Format
    conflicts: list[str] = []
    rounds_ar: list[str] = []


class Reference(_Told, frozen=True):
    """Where a told fact comes from. `kind` ranks it when values conflict."""

    id: str
    name: str
    kind: SourceKind
    url: str | None = None


class Dated(_Told, frozen=True):
    value: str
    source: str
    precision: Precision = "day"


class Conflicting(_Told, frozen=True):
    """One field for which sources give different values; all are kept."""

    field: str
    values: list[Dated]


class PartyRole(_Told, frozen=True):
    actor: str
    role: Role
    source: str
    acceptance: Acceptance = "unknown"
    since: str | None = None
    until: str | None = None


class TextVersion(_Told, frozen=True):
    """One state of the wording. The ledger keeps no copy of the wording itself, only where it stands and its digest, if known."""

    version: str
    status: TextStatus
    source: str
    language: str | None = None
    authentic: bool = False
    sha256: str | None = None


class Zone(_Told, frozen=True):
    """An area or line. `admin1` and `places` are English names as records give them; `width_km` is told of a corridor or strip."""

    id: str
    kind: ZoneKind
    name_en: str
    name_ar: str
    source: str
    country: str | None = None
    admin1: list[str] = []
    places: list[str] = []
    width_km: list[float] = []
    geometry: list[list[float]] = []
    geometry_source: GeometrySource = "text"
    since: str | None = None
    until: str | None = None


class Deadline(_Told, frozen=True):
    """When something is due. `fixed`: `date`. `relative`: `offset` (P7D, P2W, P6M) after `anchor`, which is announced, signed, effective, an ISO day,
    or `commitment:ID` for the deadline of another commitment. `condition` is told of a conditional one."""

    type: DeadlineType
    date: str | None = None
    anchor: str | None = None
    offset: str | None = None
    condition: str | None = None
    extended_by: list[str] = []


class Commitment(_Told, frozen=True):
    """Who must, may or must not do what. `duty_*` tells it in our own words, never in the text's."""

    id: str
    duty_en: str
    duty_ar: str
    obligor: list[str]
    deontic: Deontic
    type: CommitmentType
    source: str
    article: str | None = None
    text_version: str | None = None
    beneficiary: list[str] = []
    zone: list[str] = []
    quantity: float | None = None
    unit: str | None = None
    condition_on: list[str] = []
    deadline: Deadline = Deadline(type="none")
    verification_by: list[str] = []
    words_ar: list[str] = []


class Mechanism(_Told, frozen=True):
    id: str
    name_en: str
    name_ar: str
    operator: list[str]
    source: str
    since: str | None = None


class PostInterval(_Told, frozen=True):
    status: PostStatus
    source: str
    since: str | None = None
    until: str | None = None


class ObservationPost(_Told, frozen=True):
    id: str
    operator: str
    name_en: str
    name_ar: str
    number: int | None = None
    names_ar: list[str] = []
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    intervals: list[PostInterval] = []


class Meeting(_Told, frozen=True):
    """One meeting of the process in which the agreement was made or followed up."""

    round: str
    source: str
    start: str
    end: str | None = None
    number: int | None = None
    place: str | None = None
    level: MeetingLevel = "unknown"
    attendees: list[str] = []
    outcome: MeetingOutcome = "unknown"


class Link(_Told, frozen=True):
    relation: Relation
    agreement: str


class External(_Told, frozen=True):
    """Identifiers in other data: PA-X, ETH/PRIO ceasefires, UCDP peace agreements, documents of the UN."""

    pax: int | None = None
    cf: str | None = None
    ucdp_paid: int | None = None
    un_doc: str | None = None


class Agreement(_Told, frozen=True):
    """One agreement. `names_ar` and `names_en` are what news calls it, `words_ar` what a generic mention of it brings along (places, parties, matters)."""

    id: str
    title_en: str
    title_ar: str
    type: AgreementType
    form: Form
    sources: list[Reference]
    parties: list[PartyRole]
    title_original: str | None = None
    names_ar: list[str] = []
    names_en: list[str] = []
    words_ar: list[str] = []
    process: str | None = None
    stage: Stage = "Oth"
    class_: int | None = msgspec.field(name="class", default=None)
    laterality: Laterality = "multilateral"
    purpose: list[Purpose] = []
    announced: Dated | None = None
    signed: Dated | None = None
    effective: Dated | None = None
    expiry: Dated | None = None
    duration: str | None = None
    renewal: Renewal = "unknown"
    countries: list[str] = []
    scope: list[str] = []
    relations: list[Link] = []
    external: External = External()
    texts: list[TextVersion] = []
    zones: list[Zone] = []
    commitments: list[Commitment] = []
    mechanisms: list[Mechanism] = []
    posts: list[ObservationPost] = []
    meetings: list[Meeting] = []
    conflicting: list[Conflicting] = []
    note: str | None = None
