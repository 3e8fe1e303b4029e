"""GDELT, POLECAT and ICEWS: what stands in their rows."""

from __future__ import annotations

from typing import Any

import pytest
from acts import ARMY, CIVILIANS, IDLIB, REBELS, SOURCE, SYRIA, TURKS, actor, event, reasons, reported, rows_of

from marsad.export.identity import number_id
from marsad.record import Place, Source, Span

GAZA = Place(start=0, end=3, text="غزة", name="Gaza", country="PSE", lat=31.5, lon=34.46, geonames=281133, precision="city")
TEXAS = Place(start=0, end=3, text="تكساس", name="Texas", country="USA", admin1="Texas", lat=31.0, lon=-99.0, precision="admin1")
UN = actor("الأمم المتحدة", "UNO", None, "United Nations")


def test_a_gdelt_row() -> None:
    (row,), _ = rows_of("gdelt", reported(event(modes=["heavy-weapons"])))
    assert (row["GLOBALEVENTID"], row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == (number_id("e1"), 20200215, 202002, 2020, 2020.2055)
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("SYRMIL", "SYRIAN ARMED FORCES", "SYR", "MIL")
    assert (row["Actor2Code"], row["Actor2CountryCode"], row["Actor2Type1Code"]) == ("SYRREB", "SYR", "REB")
    assert [row[name] for name in ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")] == [1, "194", "194", "19", 4, -10.0]
    assert [row[name] for name in ("NumMentions", "NumSources", "NumArticles", "AvgTone")] == [1, 1, 1, None]
    assert [row[f"ActionGeo_{name}"] for name in ("Type", "FullName", "CountryCode", "Lat", "Long", "FeatureID")] == [4, "Idlib, Syria", "SY", 35.93, 36.63, ""]
    assert (row["DATEADDED"], row["SOURCEURL"]) == (20200216000000, "https://example.org/n1")


def test_cameo_codes_keep_their_zero() -> None:
    (row,), _ = rows_of("gdelt", reported(event("CONSULT", ["visit"])))
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("042", "042", "04", 1)
    (row,), _ = rows_of("icews", reported(event("CONSULT", ["visit"])))
    assert (row["CAMEO Code"], row["Event Text"], row["Intensity"]) == ("042", "Make a visit", 1.9)


PLACES = [
    # place, type, FIPS, feature, remark
    (IDLIB, 4, "SY", "", "a place outside the United States; GeoNames' numbers are not GNS's"),
    (SYRIA, 1, "SY", "SY", "a country"),
    (GAZA, 4, "GZ", "", "Gaza has a code of its own"),
    (TEXAS, 2, "US", "", "a state of the United States"),
]


@pytest.mark.parametrize(("place", "kind", "code", "feature", "remark"), PLACES, ids=[row[4] for row in PLACES])
def test_places_in_gdelt(place: Place, kind: int, code: str, feature: str, remark: str) -> None:
    (row,), _ = rows_of("gdelt", reported(event(where=[place])))
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_FeatureID"]) == (kind, code, feature), remark


def test_an_act_without_a_place_has_a_row_in_gdelt_without_a_pin() -> None:
    (row,), _ = rows_of("gdelt", reported(event(where=[])))
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"], row["ActionGeo_Lat"]) == (0, "", None)


@pytest.mark.parametrize(
    ("party", "code", "country", "group", "types"),
    [
        (UN, "IGOUNO", "", "UNO", ("IGO", "")),
        (actor("الدولة الإسلامية", "IMG", "REB", "Islamic State"), "IMGREB", "", "", ("IMG", "REB")),
        (actor("رومانيا", "ROU", "GOV", "Romania"), "ROMGOV", "ROM", "", ("GOV", "")),
        (actor("مسلحون"), "", "", "", ("", "")),
    ],
)
def test_parties_in_gdelt(party: Any, code: str, country: str, group: str, types: tuple[str, str]) -> None:
    (row,), _ = rows_of("gdelt", reported(event(actors=[party])))
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1KnownGroupCode"]) == (code, country, group)
    assert (row["Actor1Type1Code"], row["Actor1Type2Code"]) == types


def test_mentions_point_into_the_original_and_leave_denials_out() -> None:
    other = Source(article="n2", family="n2", outlet="وكالة", published="2020-02-17T08:30:00Z")
    told = event(trigger=Span(start=12, end=16, text="هاجم"), sentence=2)
    rows, lines = rows_of("gdelt-mentions", reported(event(), told, event(factuality="negated"), sources=[SOURCE, other, SOURCE]))
    assert [row["GLOBALEVENTID"] for row in rows] == [number_id("e1")] * 2
    assert [rows[1][name] for name in ("MentionTimeDate", "MentionType", "MentionIdentifier", "SentenceID")] == [20200217083000, 2, "n2", 3]
    assert [rows[1][name] for name in ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "Confidence")] == [5, 30, 12, 80]
    assert rows[0]["EventTimeDate"] == rows[1]["EventTimeDate"] == 20200216000000
    assert reasons(lines) == ["conflicting"]


def test_a_mention_without_parties_has_minus_one_for_their_offsets() -> None:
    (row,), _ = rows_of("gdelt-mentions", reported(event(actors=[], recipients=[])))
    assert (row["Actor1CharOffset"], row["Actor2CharOffset"]) == (-1, -1)


def test_a_polecat_row() -> None:
    (row,), _ = rows_of("polecat", reported(event(modes=["aerial"], actors=[ARMY, TURKS], recipients=[UN])))
    assert [row[name] for name in ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity")] == ["MARSAD-e1", "2020-02-15", "ASSAULT", "aerial", -9.5]
    assert (row["Quad Code"], row["Contexts"]) == ("MATERIAL CONFLICT", "military")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Syrian Armed Forces; Turkish Armed Forces", "SYR; TUR", "652; 640")
    assert (row["Primary Actor Sector"], row["Actor Sectors"], row["Actor Name Raw"]) == ("MIL", "MIL; MIL", "الجيش السوري; القوات التركية")
    assert (row["Recipient Country"], row["Recipient COW"]) == ("UNO", "")
    assert [row[name] for name in ("City", "Province", "Country", "GeoNames ID", "Raw Placename")] == ["Idlib", "Idlib", "SYR", 169389, "إدلب"]
    assert (row["Source"], row["Publication Date"], row["Language"]) == ("صحيفة الاختبار", "2020-02-16", "ara")


def test_polecat_has_verbal_acts_and_no_act_without_an_actor() -> None:
    assert len(rows_of("polecat", reported(event("ACCUSE", ["allege"])))[0]) == 1
    rows, lines = rows_of("polecat", reported(event(actors=[])))
    assert (rows, reasons(lines)) == ([], ["no-actor"])


def test_icews_numbers_rows_and_articles_by_themselves() -> None:
    second = Source(article="n2", family="n2", outlet="وكالة")
    rows, _ = rows_of("icews", reported(identity="a"), reported(identity="b"), reported(identity="c", sources=[second]))
    assert [(row["Event ID"] - 2_000_000_000, row["Story ID"] - 2_000_000_000) for row in rows] == [(1, 1), (2, 1), (3, 2)]
    assert max(row["Event ID"] for row in rows) < 2**31, "readers in R take 32 bits"
    again, _ = rows_of("icews", reported(identity="b"))
    assert again[0]["Event ID"] == 2_000_000_001, "each file begins anew"


def test_an_icews_row_has_two_sides() -> None:
    (row,), _ = rows_of("icews", reported(event("CONSULT", actors=[TURKS, ARMY], recipients=[])))
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == ("Turkish Armed Forces", "Military", "Turkey")
    assert (row["Target Name"], row["Target Country"], row["Sentence Number"]) == ("Syrian Armed Forces", "Syria", 1)
    for changes, reason in (({"recipients": []}, "no-target"), ({"actors": [], "recipients": [CIVILIANS]}, "no-actor")):
        rows, lines = rows_of("icews", reported(event(**changes)))
        assert (rows, reasons(lines)) == ([], [reason])


def test_ids_are_nobody_else_s() -> None:
    ids = {number_id(f"e{n}") for n in range(10_000)}
    assert len(ids) == 10_000
    assert min(ids) >= 900_000_000_000_000
    assert max(ids) < 2**53, "R keeps large numbers as doubles"


def test_reports_that_contradict_each_other_are_reported_in_every_layout() -> None:
    act = reported(event(counts=[]), event(factuality="negated"))
    for layout in ("acled", "gdelt", "gdelt-mentions", "polecat", "icews", "edges"):
        rows, lines = rows_of(layout, act)
        assert rows, layout
        assert "conflicting" in reasons(lines), layout


def test_every_pair_is_an_edge() -> None:
    rows, _ = rows_of("edges", reported(event(actors=[ARMY, TURKS], recipients=[REBELS, CIVILIANS])))
    assert [(row["source"], row["target"]) for row in rows] == [
        ("Syrian Armed Forces", "Syrian opposition"), ("Syrian Armed Forces", "SYR/CVL"), ("Turkish Armed Forces", "Syrian opposition"), ("Turkish Armed Forces", "SYR/CVL"),
    ]  # fmt: skip
    rows, _ = rows_of("edges", reported(event("CONSULT", actors=[ARMY, TURKS, UN], recipients=[])))
    assert [(row["source"], row["target"], row["mutual"]) for row in rows] == [
        ("Syrian Armed Forces", "Turkish Armed Forces", True), ("Syrian Armed Forces", "United Nations", True), ("Turkish Armed Forces", "United Nations", True),
    ]  # fmt: skip
    rows, lines = rows_of("edges", reported(event(recipients=[])))
    assert (rows, reasons(lines)) == ([], ["no-edge"])
