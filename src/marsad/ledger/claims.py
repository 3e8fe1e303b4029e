"""What is said of agreements, and what the ledger concludes from it: frozen types without behaviour.

A row of the ledger is a bundle of claims. A status is a computed reading of them that names its rule's version and its inputs. Three clocks: `event_time`
(when it happened), `reported` (when it was published), `recorded` (when it was stored).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.ledger.reasons import Reason
from marsad.ledger.vocabulary import Act, Attribution, Basis, MeetingOutcome, PostStatus, Precision, Role, Violation
from marsad.record.types import Factuality


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Quote(_Row, frozen=True):
    """The words that a claim rests on: offsets count code points of the article's text as delivered (its hash beside), end exclusive."""

    article: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Holder(_Row, frozen=True):
    """Who vouches for a claim, or acts in it. `side` is its id in the ledger, None if it is none; `role` its role in the agreement.

    `voice`: an agency or outlet that speaks for the side; it may deny in its name, but neither admits, declares nor signs.
    """

    name: str
    side: str | None = None
    role: Role | None = None
    voice: bool = False


class Touched(_Row, frozen=True):
    """A commitment that a claim bears on, and whether the words say so."""

    commitment: str
    basis: Basis


class Claim(_Row, frozen=True):
    """One thing said of one agreement in one article. `holders` is the chain of vouchers, nearest first; empty: the outlet's own voice.

    `by` is who does it: of an alleged violation, the accused. `family` groups copies of one text; `retracts` names a claim that this one takes back.
    """

    id: str
    agreement: str
    act: Act
    family: str
    quote: Quote
    rule: str
    basis: Basis = "stated"
    factuality: Factuality = "actual"
    holders: tuple[Holder, ...] = ()
    by: tuple[Holder, ...] = ()
    outlet: str | None = None
    outlet_side: str | None = None
    reported: str | None = None
    event_time: str | None = None
    precision: Precision = "report"
    recorded: str | None = None
    violation: Violation | None = None
    combat: bool | None = None
    governorate: str | None = None
    place: str | None = None
    touched: tuple[Touched, ...] = ()
    post: str | None = None
    post_status: PostStatus | None = None
    round: int | None = None
    outcome: MeetingOutcome | None = None
    deadline: str | None = None
    retracts: str | None = None


class Tombstone(_Row, frozen=True):
    """What is left of a claim that was redacted to protect a person: its id, the digest of what it said, who did it and why."""

    id: str
    agreement: str
    sha256: str
    reason: str
    author: str
    day: str


class Override(_Row, frozen=True):
    """An analyst's decision about a target, from a day on, with the reason."""

    target: str
    value: str
    day: str
    author: str
    reason: str
    score: int | None = None


class Assessment(_Row, frozen=True):
    """What a target's state is as of a day, and why. `inputs` are ids of claims and of told sources; `pending` are claims that were not enough."""

    target: str
    kind: Literal["agreement", "commitment", "post"]
    value: str
    as_of: str
    method: Literal["rule", "analyst"]
    rule_version: str
    reason: str  # in English; `why` has it for every language
    inputs: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    since: str | None = None
    score: int | None = None
    author: str | None = None
    why: Reason | None = None


class Case(_Row, frozen=True):
    """Alleged violations that tell of one act: same accused, kind, place and day."""

    key: tuple[str, ...]
    status: Attribution
    reason: Reason
    claims: tuple[Claim, ...]


class Interval(_Row, frozen=True):
    """A post's state over time. `until` None: not known to have ended. `attribution` None: told by the ledger's own data, with its source."""

    status: PostStatus
    since: str | None
    until: str | None
    attribution: Attribution | None
    inputs: tuple[str, ...]
