"""Countries and what other data sets call them; PLOVER's international codes beside them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad.export.tables import rows

GAZA_EAST = 34.6  # degrees: the Gaza Strip lies west of this meridian, the West Bank east of it


class Country(NamedTuple):
    """`numeric`, `gw` and `cow` are None, the other codes empty, where a list does not have the territory."""

    alpha3: str
    name: str
    numeric: int | None
    fips: str
    gw: int | None
    cow: int | None
    cameo: str
    acled_country: str
    acled_region: str
    ucdp_country: str


class International(NamedTuple):
    """An actor of no country: the UN, armed groups across borders."""

    code: str
    kind: str
    inter: int
    known: str
    type: str
    label: str


@cache
def _countries() -> dict[str, Country]:
    def number(cell: str) -> int | None:
        return int(cell) if cell else None

    return {
        r["alpha3"]: Country(
            r["alpha3"], r["name"], number(r["numeric"]), r["fips"], number(r["gw"]), number(r["cow"]), r["cameo"], r["acled_country"], r["acled_region"], r["ucdp_country"]
        )
        for r in rows("countries")
    }


@cache
def _internationals() -> dict[str, International]:
    return {r["code"]: International(r["code"], r["class"], int(r["inter"]), r["known"], r["type"], r["label"]) for r in rows("internationals")}


def country(code: str | None) -> Country | None:
    """Give the country of an alpha-3 code (KOS for Kosovo), or None for another code or none.

    >>> country("YEM").gw, country("YEM").cow, country("UNO")
    (678, 679, None)
    """
    return _countries().get(code or "")


def international(code: str | None) -> International | None:
    """Give what PLOVER's code for an actor of no country means, or None."""
    return _internationals().get(code or "")


def fips(place: Country, longitude: float | None) -> str:
    """Give the FIPS 10-4 code, which parts Palestine into the West Bank (WE) and Gaza (GZ).

    >>> fips(country("PSE"), 34.4), fips(country("PSE"), 35.2)
    ('GZ', 'WE')
    """
    return "GZ" if place.alpha3 == "PSE" and longitude is not None and longitude < GAZA_EAST else place.fips


def ucdp_region(gw: int | None) -> str:
    """Give UCDP's region of a Gleditsch-Ward number. Source: UCDP/PRIO Armed Conflict Dataset codebook, variable region.

    >>> ucdp_region(652), ucdp_region(352), ucdp_region(625), ucdp_region(700)
    ('Middle East', 'Europe', 'Africa', 'Asia')
    """
    if gw is None:
        return ""
    for last, region in ((199, "Americas"), (399, "Europe"), (629, "Africa"), (699, "Middle East")):
        if gw <= last:
            return region
    return "Asia"
