"""Places: which place of that name is meant. Needs the countries that the article speaks of.

Of several places of one name, the one in a country that the article names often wins, then the one in a
division that it names, then the larger; a name that no evidence ties to a country keeps its largest bearer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from marsad.lexicon.types import PlaceName, Tables

_RANK = {"PPLC": 1.5, "PPLA": 1.2, "ADM1": 1.0, "RGN": 1.2, "PPLA2": 0.6, "ADM2": 0.5}


class Gazetteer:
    """Resolves place names in one article."""

    def __init__(self, tables: Tables, countries: Counter[str], names: Mapping[str, str]) -> None:
        """`names`: the English names of states by code."""
        self.t = tables
        self.countries = countries
        self._known: dict[tuple[int, ...], PlaceName | None] = {}
        self._names = names

    def resolve(self, ids: list[int]) -> PlaceName | None:
        """Give the place meant by a name with these candidates; None if there is none, or a common word names one in a country not spoken of."""
        if not ids:
            return None
        key = tuple(ids)
        if key not in self._known:
            total = sum(self.countries.values()) or 1
            best = max(
                (self.t.places[i] for i in ids),
                key=lambda p: (
                    6.0 * math.sqrt(self.countries.get(p.country, 0) / total)
                    + math.log10(p.population + 100)
                    + _RANK.get(p.feature, 0.0)
                    + (4.0 if not p.country else 0.0)
                    - (2.0 if p.ambiguous and len(ids) > 1 else 0.0),
                    p.id,
                ),
            )
            unsure = best.ambiguous and best.country and self.countries and not self.countries.get(best.country)
            self._known[key] = None if unsure else best  # الجنوب is Eritrea's only where Eritrea is spoken of
        return self._known[key]

    def country_name(self, code: str) -> str | None:
        """Give the English name of a country's code."""
        return self._names.get(code)
