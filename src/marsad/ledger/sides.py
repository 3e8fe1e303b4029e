"""Which side an actor of a record belongs to, and in which role the agreement knows it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from marsad.arabic.fold import fold
from marsad.ledger.claims import Holder
from marsad.ledger.told import Agreement, Side
from marsad.ledger.vocabulary import INTERESTED, Role
from marsad.record import Actor

STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "PRM"})  # sectors that are a state's, where a side tells none
# Of several roles, the one by which a word is judged: interest outweighs the monitor's hat, as a guarantor that monitors has an interest too.
_ORDER: tuple[Role, ...] = (
    "signatory", "guarantor", "bound_nonsignatory", "spoiler", "excluded_party", "beneficiary", "monitor", "mediator", "facilitator", "host", "witness", "endorser",
)  # fmt: skip


class Sides:
    """The sides of the book, by everything that names them in a record."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self.all = {side.id: side for side in sides}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name.lower(): side.id for side in self.all.values() for name in (side.name_en, side.id, *side.names, *side.entities)}

    @cached_property
    def _by_country(self) -> dict[tuple[str, str], str]:
        return {(side.country, sector): side.id for side in self.all.values() if side.country for sector in (side.sectors or STATE)}

    @cached_property
    def _by_voice(self) -> dict[str, str]:
        return {fold(name).lower(): side.id for side in self.all.values() for name in side.voices}

    def of(self, actor: Actor) -> str | None:
        """Give the side of an actor: by its entity or name, else by country and sector; an agency's is the side that it speaks for."""
        for name in (actor.entity, actor.name):
            if name is not None and (found := self._by_name.get(name.lower()) or self._by_voice.get(fold(name).lower())):
                return found
        if actor.country is None or actor.sector is None:
            return self._by_name.get((actor.country or "").lower()) if actor.country in ("UNO", "EUR") and actor.name is None else None
        return self._by_country.get((actor.country, actor.sector))

    def of_outlet(self, outlet: str | None) -> str | None:
        """Give the side that an outlet speaks for, None if it is nobody's voice here."""
        return self._by_voice.get(fold(outlet).lower()) if outlet else None

    def named(self, party: str) -> str | None:
        """Give the side of a party as records name it: a state's code or a group's name."""
        return self._by_name.get(party.lower())

    def holder(self, actor: Actor, agreement: Agreement) -> Holder:
        """Give an actor as a claim names it. An agency that speaks for a side is partial like it, but its word is not the side's: no role."""
        side = self.of(actor)
        voice = side is not None and actor.sector == "JRN"
        return Holder(name=actor.name or fold(actor.text), side=side, role=None if voice else role_of(agreement, side), voice=voice)

    def akin(self, one: str, other: str) -> bool:
        """Tell whether the word of one side about the other is not independent."""
        return one == other or other in self.all[one].kin or one in self.all[other].kin if one in self.all and other in self.all else one == other


def role_of(agreement: Agreement, side: str | None) -> Role | None:
    """Give the role of a side in an agreement, the weightiest if it has several; None if it has none."""
    held = {p.role for p in agreement.parties if p.actor == side}
    return next((role for role in _ORDER if role in held), None)


def roles_of(agreement: Agreement, side: str | None) -> frozenset[Role]:
    """Give all roles of a side in an agreement."""
    return frozenset(p.role for p in agreement.parties if p.actor == side)


def interested(agreement: Agreement) -> frozenset[str]:
    """Give the sides that have duties or interests under the agreement."""
    return frozenset(p.actor for p in agreement.parties if p.role in INTERESTED)
