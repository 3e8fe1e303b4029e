"""The parties of an act: what to call them, and of what class they are."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad.export.countries import country, international
from marsad.export.tables import rows
from marsad.record.types import Actor, Event


class Sector(NamedTuple):
    """What other layouts make of a PLOVER sector."""

    sector: str
    kind: str
    inter: int | None
    generic: str
    cameo: str
    exact: bool
    label: str


@cache
def _sectors() -> dict[str, Sector]:
    return {
        r["sector"]: Sector(r["sector"], r["class"], int(r["inter"]) if r["inter"] else None, r["generic"], r["cameo"], r["exact"] == "yes", r["label"]) for r in rows("sectors")
    }


def sector(party: Actor) -> Sector | None:
    """Give the sector of a party, or None if the record has none."""
    return _sectors().get(party.sector or "")


def kind(party: Actor) -> str:
    """Give state, armed, civilian, or empty where the record does not tell.

    >>> kind(Actor(start=0, end=1, text="x", country="SYR", sector="MIL")), kind(Actor(start=0, end=1, text="x", country="IMG", sector="REB"))
    ('state', 'armed')
    """
    known, abroad = sector(party), international(party.country)
    if known is not None and known.kind:
        return known.kind
    return abroad.kind if abroad is not None else ""


def called(party: Actor) -> str:
    """Give the party's name, or the article's words for it."""
    return party.name or party.text


def country_name(code: str | None) -> str:
    """Give the English name of a country or of an international code, empty for none."""
    known, abroad = country(code), international(code)
    return known.name if known is not None else abroad.label if abroad is not None else ""


def sides(event: Event) -> tuple[list[Actor], list[Actor], bool]:
    """Give first side, second side, and whether both act alike.

    Equal parties stand in `actors` with no recipient: the first of them is one side, the rest the other.
    """
    if event.recipients or len(event.actors) < 2:
        return list(event.actors), list(event.recipients), False
    return [event.actors[0]], list(event.actors[1:]), True


def direction(event: Event) -> str:
    """Give directed, mutual, actor-only, recipient-only or none."""
    if event.actors and event.recipients:
        return "directed"
    if event.recipients:
        return "recipient-only"
    return "mutual" if len(event.actors) > 1 else "actor-only" if event.actors else "none"


def target_kind(targets: list[Actor]) -> str:
    """Give what an attack is aimed at: armed before state before civilian, none if nothing tells."""
    found = {kind(target) for target in targets}
    return next((k for k in ("armed", "state", "civilian") if k in found), "none")
