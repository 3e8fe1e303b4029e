"""Who reports an act and who vouches for it."""

from __future__ import annotations

from marsad.export.parties import called
from marsad.record.reported import Claim, ReportedEvent

HAPPENED = ("actual", "historical")


def happened(event: ReportedEvent) -> bool:
    """Tell whether the values on display say that the act took place."""
    return event.shown.factuality in HAPPENED


def contradicted(event: ReportedEvent) -> bool:
    """Tell whether some reports say that it took place and others that it did not."""
    told = {claim.event.factuality for claim in event.claims}
    return "negated" in told and bool(told & set(HAPPENED))


def unique(values: list[str]) -> list[str]:
    """Give the values that are not empty, each once, in order."""
    return list(dict.fromkeys(value for value in values if value))


def outlets(event: ReportedEvent) -> list[str]:
    """Give the outlets that report it, in order of report."""
    return unique([claim.source.outlet or "" for claim in event.claims])


def families(event: ReportedEvent) -> int:
    """Give the number of source families: copies of one text count once."""
    return len({claim.source.family for claim in event.claims})


def vouchers(event: ReportedEvent) -> list[str]:
    """Give who vouches for it, nearest first; empty where the outlet speaks in its own voice."""
    return unique([called(voucher) for voucher in event.shown.attribution])


def address(claim: Claim) -> str:
    """Give the article's address, or its id where it has none."""
    return claim.source.url or claim.source.article


def leading(event: ReportedEvent) -> Claim:
    """Give the report that stands for the act where a row has room for one: the first that says of it what is on display.

    The first report of all may be a denial of what the row asserts.
    """
    return next((claim for claim in event.claims if claim.event.factuality == event.shown.factuality), event.claims[0])


def sentence(event: ReportedEvent) -> str:
    """Give the sentence of the leading report, or the trigger's words."""
    return leading(event).sentence or event.shown.trigger.text
