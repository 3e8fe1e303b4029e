"""The spine: Article, Record and the family of errors. Frozen types without behaviour of their own."""

from marsad.record.article import Article, make_article
from marsad.record.errors import (
    ArchiveError,
    ArticleError,
    ClusterError,
    InputError,
    LedgerError,
    LexiconError,
    MarsadError,
    UsageError,
)
from marsad.record.reported import Claim, ReportedEvent, Source
from marsad.record.types import (
    Actor,
    Agreement,
    AgreementFact,
    Because,
    Count,
    Entity,
    Event,
    Failure,
    Place,
    ReaderInfo,
    Record,
    Span,
    Statement,
    When,
)

__all__ = [
    "Actor", "Agreement", "AgreementFact", "ArchiveError", "Article", "ArticleError", "Because", "Claim", "ClusterError", "Count", "Entity", "Event", "Failure",
    "InputError", "LedgerError", "LexiconError", "MarsadError", "Place", "ReaderInfo", "Record", "ReportedEvent", "Source", "Span", "Statement", "UsageError", "When",
    "make_article",
]  # fmt: skip
