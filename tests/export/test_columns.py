"""Columns: names and order are exactly those that users' scripts expect."""

from __future__ import annotations

from pathlib import Path

import pytest
from acts import printed, reported, rows_of, strict_csv, strict_tsv
from real import real_acts

from marsad.export.layouts import layouts
from marsad.export.report import explanations
from marsad.export.tables import DATA, columns

ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
UCDP = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
GDELT = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
]
MENTIONS = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
]
POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
ICEWS = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
]
EXPECTED = {"acled": (ACLED, 31), "ucdp": (UCDP, 49), "gdelt": (GDELT, 61), "gdelt-mentions": (MENTIONS, 16), "polecat": (POLECAT, 40), "icews": (ICEWS, 20)}


@pytest.mark.parametrize("layout", EXPECTED)
def test_a_foreign_layout_has_its_columns_in_order(layout: str) -> None:
    names, number = EXPECTED[layout]
    assert len(names) == number
    assert [column.name for column in columns(layout)] == names


@pytest.mark.parametrize("layout", ["acled", "ucdp", "polecat", "icews"])
def test_the_first_line_of_the_file_is_the_header_without_a_mark_before_it(layout: str) -> None:
    text = printed(layout)
    read = strict_csv if layout in ("acled", "ucdp") else strict_tsv
    assert read(text) == [EXPECTED[layout][0]]
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize(("layout", "width"), [("gdelt", 61), ("gdelt-mentions", 16)])
def test_gdelt_s_files_have_no_header(layout: str, width: int) -> None:
    assert printed(layout) == ""
    assert [len(row) for row in strict_tsv(printed(layout, reported()))] == [width]


def test_an_edge_list_begins_with_the_columns_that_graph_tools_want() -> None:
    assert [column.name for column in columns("edges")][:5] == ["source", "target", "date", "quad", "score"]


def test_every_column_says_what_it_holds_and_has_a_type_of_frictionless() -> None:
    for path in sorted((DATA / "columns").glob("*.tsv")):
        for column in columns(path.stem):
            assert column.type in ("string", "integer", "number", "date", "boolean"), (path.stem, column)
            assert column.filled in ("yes", "approximate", "empty"), (path.stem, column)
            assert column.meaning, (path.stem, column)


def test_columns_said_to_be_empty_are_empty() -> None:
    acts = real_acts()
    for layout in EXPECTED:
        found, _ = rows_of(layout, *acts)
        assert found, layout
        for column in columns(layout):
            values = {row[column.name] for row in found}
            if column.filled == "empty":
                assert values <= {None, "", 0}, (layout, column.name, values)


def test_every_layout_is_described_in_both_languages() -> None:
    for layout in layouts().values():
        assert layout.english
        assert any("\u0621" <= c <= "\u064a" for c in layout.arabic), layout.name


def test_every_reason_is_explained_in_both_languages() -> None:
    assert explanations("english").keys() == explanations("arabic").keys()
    assert all(any("\u0621" <= c <= "\u064a" for c in text) for text in explanations("arabic").values())


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.tsv")), ids=lambda p: p.stem)
def test_every_table_says_where_it_comes_from_and_has_whole_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    width = len(lines[0].split("\t"))
    assert [line for line in lines if len(line.split("\t")) > width] == []
