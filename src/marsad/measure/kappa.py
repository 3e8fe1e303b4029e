"""How far two people who coded the same things agree, beyond what chance alone would give.

Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Agreed(NamedTuple):
    """`things` were coded by both, `same` of them alike. `kappa`: 1 agree in all, 0 as chance would; None where it is not defined."""

    things: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        return self.same / self.things if self.things else None


def agreed(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreed:
    """Give the agreement of the two codings of each thing. Where both always give one and the same value, chance explains all: no kappa.

    >>> agreed([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")])
    Agreed(things=4, same=3, kappa=0.5)
    >>> agreed([("yes", "yes")]).kappa is None
    True
    """
    coded = list(pairs)
    things, same = len(coded), sum(a == b for a, b in coded)
    if not things:
        return Agreed(0, 0, None)
    first, second = Counter(a for a, _ in coded), Counter(b for _, b in coded)
    chance = sum(first[value] * second[value] for value in first) / things**2
    return Agreed(things, same, None if chance == 1 else (same / things - chance) / (1 - chance))
