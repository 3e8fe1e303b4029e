"""One act as the archive knows it: what is shown, and every report of it. The archive makes these, exports and pages take them."""

from __future__ import annotations

import msgspec

from marsad.record.types import Event


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The article that a claim stands in. `published` is an ISO day or time; `family` names the source family:
    copies of one text and articles that credit one agency for it share a family and count once."""

    article: str
    family: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    sha256: str | None = None
    recorded: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an act: the event as that article's record has it (spans are offsets into that article's text)."""

    id: str
    source: Source
    event: Event
    sentence: str | None = None


class ReportedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One act. `shown` holds the values on display, each taken from a claim by the rule that `rules` names for the field
    (`{"when": "most precise, then earliest report; 1 of 3"}`); claims are in order of report time, never empty."""

    id: str
    shown: Event
    claims: list[Claim]
    rules: dict[str, str] = {}
