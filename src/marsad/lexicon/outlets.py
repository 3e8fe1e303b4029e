"""Outlets whose feed addresses are known (lexicon/sources.tsv): data that ages, easy to correct, never fetched unless asked."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from marsad.lexicon.home import lexicon_home
from marsad.lexicon.source import Problems, read_tsv

COLUMNS = ("name_ar", "name_en", "country", "ownership", "language", "kind", "address")
OWNERSHIPS = ("state", "state-funded", "private", "party", "ngo", "un", "foreign-state")
_KINDS = ("feed", "sitemap")


class Outlet(NamedTuple):
    """One feed of an outlet. `country` is ISO 3166-1 alpha-3 of its seat, `ownership` who runs or pays it."""

    name_ar: str
    name_en: str
    country: str
    ownership: str
    language: str
    kind: Literal["feed", "sitemap"]
    address: str


def known_outlets() -> list[Outlet]:
    """Give the outlets in the order of the file. Raises LexiconError with every problem."""
    path, problems = lexicon_home() / "sources.tsv", Problems()
    outlets: list[Outlet] = []
    seen: dict[str, int] = {}
    for line, row in read_tsv(path, COLUMNS, problems):
        name = row["name_en"] or row["name_ar"] or "-"
        for fault in _faults(row):
            problems.add(path, line, name, fault)
        if row["address"] in seen:
            problems.add(path, line, name, f"the address stands on line {seen[row['address']]} too")
        seen[row["address"]] = line
        kind = cast(Literal["feed", "sitemap"], row["kind"])
        outlets.append(Outlet(row["name_ar"], row["name_en"], row["country"], row["ownership"], row["language"], kind, row["address"]))
    problems.raise_if_any(path)
    return outlets


def _faults(row: dict[str, str]) -> list[str]:
    faults = [f"{column} is empty" for column in COLUMNS if not row[column]]
    if row["ownership"] not in OWNERSHIPS:
        faults.append(f"ownership '{row['ownership']}' is none of {', '.join(OWNERSHIPS)}")
    if row["kind"] not in _KINDS:
        faults.append(f"kind '{row['kind']}' is neither feed nor sitemap")
    if len(row["country"]) != 3 or not row["country"].isupper():
        faults.append(f"country '{row['country']}' is no code of three letters")
    if not row["address"].startswith(("https://", "http://")):
        faults.append(f"address '{row['address']}' starts with neither http:// nor https://")
    return faults
