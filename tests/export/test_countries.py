"""Country codes: spot values that published lists give, and what must hold for the whole table."""

from __future__ import annotations

from collections import Counter

import pytest

from marsad.export.cameo import code_of
from marsad.export.countries import country, fips, international, ucdp_region
from marsad.export.parties import country_name
from marsad.export.tables import rows
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.vocabulary import CAMEO

SPOT = [
    # alpha3, ISO number, FIPS, Gleditsch-Ward, COW, CAMEO, remark
    ("SYR", 760, "SY", 652, 652, "SYR", ""),
    ("YEM", 887, "YM", 678, 679, "YEM", "COW numbers the united state anew"),
    ("DEU", 276, "GM", 260, 255, "DEU", "likewise"),
    ("SRB", 688, "RI", 340, 345, "SRB", "COW keeps Yugoslavia's number"),
    ("SSD", 728, "OD", 626, 626, "SSD", "a state since 2011"),
    ("KOS", None, "KV", 347, 347, "", "no ISO number"),
    ("MNE", 499, "MJ", 341, 341, "MTN", "CAMEO's own code"),
    ("ROU", 642, "RO", 360, 360, "ROM", "CAMEO's own code"),
    ("TLS", 626, "TT", 860, 860, "TMP", "CAMEO's own code"),
    ("SDN", 729, "SU", 625, 625, "SDN", "the ISO number of the state after the parting"),
    ("PSE", 275, "WE", 666, None, "PSE", "UCDP has it under Israel"),
    ("LBN", 422, "LE", 660, 660, "LBN", ""),
    ("IRQ", 368, "IZ", 645, 645, "IRQ", ""),
    ("TUV", 798, "TV", 973, 947, "TUV", "a micro-state"),
    ("NRU", 520, "NR", 971, 970, "NRU", "a micro-state"),
    ("VNM", 704, "VM", 816, 816, "VNM", ""),
    ("CZE", 203, "EZ", 316, 316, "CZE", ""),
    ("ESH", 732, "WI", None, None, "ESH", "no state of either list"),
]


@pytest.mark.parametrize(("code", "numeric", "fips_code", "gw", "cow", "cameo", "remark"), SPOT, ids=[row[0] for row in SPOT])
def test_spot_values(code: str, numeric: int | None, fips_code: str, gw: int | None, cow: int | None, cameo: str, remark: str) -> None:
    found = country(code)
    assert found is not None
    assert (found.numeric, found.fips, found.gw, found.cow, found.cameo) == (numeric, fips_code, gw, cow, cameo), remark


def test_every_country_that_the_record_can_name_is_there() -> None:
    lines = (lexicon_home() / "actors" / "countries.tsv").read_text(encoding="utf-8").split("\n")
    codes = {line.split("\t")[0] for line in lines if line and not line.startswith("#")} - {"iso3"}
    assert codes == {row["alpha3"] for row in rows("countries")}


def test_the_lists_have_all_their_states() -> None:
    table = rows("countries")
    numbers = [row["gw"] for row in table if row["gw"] and row["alpha3"] != "PSE"]
    assert len(numbers) == len(set(numbers)) == 195, "Gleditsch-Ward's states and micro-states since 2008 that have an ISO code: the members of the UN, Taiwan and Kosovo"
    assert len({row["cow"] for row in table if row["cow"]}) == 195
    assert [n for n, times in Counter(row["numeric"] for row in table if row["numeric"]).items() if times > 1] == []
    assert [n for n, times in Counter(row["fips"] for row in table if row["fips"]).items() if times > 1] == []
    assert [row["alpha3"] for row in table if not row["acled_region"] or not row["acled_country"]] == []


def test_iso_numbers_keep_their_zeros_in_the_table() -> None:
    assert {len(row["numeric"]) for row in rows("countries")} == {0, 3}


@pytest.mark.parametrize(
    ("code", "region"), [("SYR", "Middle East"), ("EGY", "Middle East"), ("SDN", "Africa"), ("AFG", "Asia"), ("CYP", "Europe"), ("COL", "Americas"), ("NZL", "Asia")]
)
def test_ucdp_s_regions(code: str, region: str) -> None:
    found = country(code)
    assert found is not None
    assert ucdp_region(found.gw) == region


def test_gaza_and_the_west_bank_have_codes_of_their_own_in_fips() -> None:
    palestine = country("PSE")
    assert palestine is not None
    assert [fips(palestine, lon) for lon in (34.46, 35.2, None)] == ["GZ", "WE", "WE"]


def test_actors_of_no_country_are_known() -> None:
    assert [country_name(code) for code in ("UNO", "IMG", "SYR", None, "???")] == ["United Nations", "International Militarized Group", "Syria", "", ""]
    assert international("SYR") is None


def test_every_cameo_code_of_the_record_has_a_label_and_a_score() -> None:
    assert [code for code in CAMEO.values() if code_of(code) is None] == []
    found = code_of("042")
    assert found is not None
    assert (found.code, found.base, found.root, found.goldstein, found.quad) == ("042", "042", "04", 1.9, 1)


def test_every_sector_of_the_record_is_mapped() -> None:
    expected = {
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    }
    assert {row["sector"] for row in rows("sectors")} == expected
