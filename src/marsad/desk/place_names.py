"""How places are written in Arabic: the record calls them by their English names, the lexicon knows both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from marsad.lexicon.home import lexicon_home
from marsad.lexicon.source import Problems, alternatives, read_tsv

_COLUMNS = ("name_en", "names_ar", "country", "feature", "population")


@cache
def _arabic() -> dict[tuple[str, str], str]:
    """Give the first Arabic name by English name and country; of places of one name the one with most people, a division before a town."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for file in ("places.tsv", "regions.tsv"):
        for _, row in read_tsv(lexicon_home() / "places" / file, _COLUMNS, Problems()):
            spelled = alternatives(row["names_ar"])
            people = int(row["population"]) if row["population"].isdecimal() else 0
            weight = people + (1 if row["feature"].startswith("ADM") else 0)
            for key in ((row["name_en"], row["country"]), (row["name_en"], "")):
                if spelled and (key not in best or weight > best[key][0]):
                    best[key] = (weight, spelled[0])
    return {key: name for key, (_, name) in best.items()}


def arabic_place(name: str | None, country: str | None = None) -> str | None:
    """Give the Arabic name of a place that the lexicon knows.

    >>> arabic_place("Idlib", "SYR"), arabic_place("Nowhere")
    ('إدلب', None)
    """
    known = _arabic()
    return known.get((name or "", country or "")) or (known.get((name or "", "")) if not country else None)


def arabic_places(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give the Arabic names of the places of acts, as far as the lexicon knows them."""
    return {row["place"]: found for row in rows if row["place"] and (found := arabic_place(row["place"], row["country"]))}
