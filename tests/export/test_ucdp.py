"""UCDP GED and the months of VIEWS: only lethal violence between known sides, tolls by a named rule."""

from __future__ import annotations

from typing import Any

import pytest
from acts import ARMY, CIVILIANS, IDLIB, REBELS, SOURCE, SYRIA, TURKS, actor, event, killed, reasons, reported, rows_of

from marsad.export.identity import number_id
from marsad.export.places import cell_centre, priogrid
from marsad.export.tolls import toll_of
from marsad.record import Place, When

KURDS = actor("قوات سوريا الديمقراطية", "SYR", "REB", "Syrian Democratic Forces")


def lethal(**changes: Any) -> Any:
    return event(**({"counts": [killed(3)]} | changes))


SIDES = [
    # actors, recipients, type of violence, side a, side b, their numbers, remark
    ([ARMY], [REBELS], 1, "Government of Syria", "Syrian opposition", 652, None, ""),
    ([REBELS], [ARMY], 1, "Government of Syria", "Syrian opposition", 652, None, "the government is side a, whoever attacks"),
    ([TURKS], [ARMY], 1, "Government of Turkey", "Government of Syria", 640, 652, "two states"),
    ([REBELS], [KURDS], 2, "Syrian opposition", "Syrian Democratic Forces", None, None, "two armed groups"),
    ([ARMY, REBELS], [], 1, "Government of Syria", "Syrian opposition", 652, None, "a clash"),
    ([ARMY], [CIVILIANS], 3, "Government of Syria", "Civilians", 652, None, "civilians"),
    ([REBELS], [CIVILIANS], 3, "Syrian opposition", "Civilians", None, None, "the attacker is side a"),
    ([ARMY], [CIVILIANS, REBELS], 1, "Government of Syria", "Syrian opposition", 652, None, "fighters among the targets"),
]


@pytest.mark.parametrize(("first", "second", "violence", "a", "b", "gwa", "gwb", "remark"), SIDES, ids=range(len(SIDES)))
def test_sides(first: list[Any], second: list[Any], violence: int, a: str, b: str, gwa: int | None, gwb: int | None, remark: str) -> None:
    (row,), _ = rows_of("ucdp", reported(lethal(actors=first, recipients=second)))
    assert (row["type_of_violence"], row["side_a"], row["side_b"], row["gwnoa"], row["gwnob"]) == (violence, a, b, gwa, gwb), remark
    assert row["dyad_name"] == f"{a} - {b}"


DROPPED = [
    # changes, reason, remark
    ({"counts": []}, "not-lethal", "nobody killed"),
    ({"counts": [killed(0)]}, "not-lethal", "nought is nobody"),
    ({"actors": []}, "no-actor", ""),
    ({"actors": [CIVILIANS]}, "unorganised", "a crowd is no organised side"),
    ({"recipients": []}, "side-unknown", "a place was hit, nobody tells who died"),
    ({"recipients": [ARMY]}, "same-state", ""),
    ({"where": []}, "no-place", ""),
    ({"kind": "PROTEST"}, "no-category", "a deadly riot is not organised violence"),
]


@pytest.mark.parametrize(("changes", "reason", "remark"), DROPPED, ids=[row[1] for row in DROPPED])
def test_what_has_no_row(changes: dict[str, Any], reason: str, remark: str) -> None:
    for layout in ("ucdp", "views-country", "views-priogrid"):
        rows, lines = rows_of(layout, reported(lethal(**changes)))
        assert (rows, reasons(lines)) == ([], [reason]), remark


TOLLS = [
    # numbers of each report, low, best, high, remark
    ([[killed(14)]], 14, 14, 14, "one number"),
    ([[killed(14), killed(3)]], 14, 14, 17, "a part beside the whole, or two groups: nobody can tell"),
    ([[killed(None, 10)]], 10, 10, 10, "more than ten"),
    ([[killed(None, 10, 20)]], 10, 10, 20, "between ten and twenty"),
    ([[killed(14)], [killed(11)], [killed(20)]], 11, 14, 20, "three reports; best is the one on display"),
    ([[killed(14)], []], 14, 14, 14, "a report without a number says nothing"),
    ([[killed(10**30)]], None, None, None, "beyond belief"),
    ([[killed(10**30), killed(4)]], 4, 4, 4, "only the believable one counts"),
]


@pytest.mark.parametrize(("numbers", "low", "best", "high", "remark"), TOLLS, ids=[row[4] for row in TOLLS])
def test_tolls(numbers: list[list[Any]], low: int | None, best: int | None, high: int | None, remark: str) -> None:
    found = toll_of(reported(*(event(counts=counts) for counts in numbers)))
    assert (None if found is None else tuple(found)) == (None if low is None else (low, best, high)), remark


def test_a_report_that_denies_the_act_does_not_lower_the_toll() -> None:
    found = toll_of(reported(event(counts=[killed(14)]), event(counts=[killed(0)], factuality="negated")))
    assert found is not None
    assert (found.low, found.high) == (14, 14)


@pytest.mark.parametrize(
    ("first", "second", "of", "parted"),
    [
        ([ARMY], [CIVILIANS], None, (0, 0, 3, 0)),
        ([ARMY], [REBELS], None, (0, 0, 0, 3)),
        ([ARMY], [REBELS], "فصائل المعارضة", (0, 3, 0, 0)),
        ([REBELS], [ARMY], "الجيش السوري", (3, 0, 0, 0)),
    ],
)
def test_deaths_are_parted_only_where_the_words_tell_and_always_add_up(first: list[Any], second: list[Any], of: str | None, parted: tuple[int, ...]) -> None:
    (row,), _ = rows_of("ucdp", reported(lethal(actors=first, recipients=second, counts=[killed(3, of=of)])))
    found = tuple(row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
    assert found == parted
    assert sum(found) == row["best"]


def test_the_rest_of_a_row() -> None:
    act = lethal(attribution=[actor("مصدر طبي"), actor("المرصد", name="SOHR")])
    other = SOURCE.__class__(article="n2", family="n1", outlet="وكالة", published="2020-02-17", title="خبر ثان")
    (row,), _ = rows_of("ucdp", reported(act, act, sources=[SOURCE, other]))
    assert (row["id"], row["relid"], row["year"], row["code_status"]) == (number_id("e1"), "MARSAD-e1", 2020, "Unreviewed")
    assert row["source_original"] == "مصدر طبي; SOHR"
    assert (row["number_of_sources"], row["source_article"]) == (1, "صحيفة الاختبار,2020-02-16,خبر; وكالة,2020-02-17,خبر ثان"), "a copy is no second source"
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == ("2020-02-15 00:00:00.000", "2020-02-15 00:00:00.000", 1, 1)
    assert (row["where_prec"], row["geom_wkt"], row["country"], row["country_id"], row["region"]) == (1, "POINT (36.63 35.93)", "Syria", 652, "Middle East")
    assert row["priogrid_gid"] == priogrid(35.93, 36.63) == 181154


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [("2020-02-15", "2020-02-15", 1), ("2020-02-15", "2020-02-18", 2), ("2020-02-10", "2020-02-16", 3), ("2020-02-01", "2020-02-29", 4), ("2019-10-01", "2019-12-31", 5)],
)
def test_precision_of_dates(start: str, end: str, precision: int) -> None:
    (row,), _ = rows_of("ucdp", reported(lethal(when=When(start=start, end=end, precision="range"))))
    assert row["date_prec"] == precision


@pytest.mark.parametrize(("place", "precision"), [(IDLIB, 1), (SYRIA, 6), (Place(start=0, end=1, text="x", country="SYR", lat=35.0, lon=36.0, precision="admin1"), 4)])
def test_precision_of_places(place: Place, precision: int) -> None:
    (row,), _ = rows_of("ucdp", reported(lethal(where=[place])))
    assert row["where_prec"] == precision
    assert (row["latitude"] is None) == (row["priogrid_gid"] is None) == (row["geom_wkt"] == "") == (precision == 6)


def test_gaza_stands_under_israel_s_number_and_that_is_reported() -> None:
    gaza = Place(start=0, end=3, text="غزة", name="Gaza", country="PSE", lat=31.5, lon=34.46, precision="city")
    (row,), lines = rows_of("ucdp", reported(lethal(where=[gaza])))
    assert (row["country"], row["country_id"]) == ("Israel", 666)
    assert "no-gw" in reasons(lines)


GRID = [
    # lat, lon, cell
    (-89.9, -179.9, 1),
    (89.9, 179.9, 259200),
    (34.516667, 69.183333, 179779),  # Kabul, as in UCDP's own rows
    (90.0, 180.0, 259200),
]


@pytest.mark.parametrize(("lat", "lon", "cell"), GRID)
def test_cells_of_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


def test_the_middle_of_a_cell_lies_in_it() -> None:
    assert [priogrid(*cell_centre(gid)) for gid in (1, 720, 721, 100_000, 259_200)] == [1, 720, 721, 100_000, 259_200]


def test_months_sum_their_events_by_type_of_violence() -> None:
    acts = [
        reported(lethal(counts=[killed(20)]), identity="a"),
        reported(lethal(counts=[killed(10)]), identity="b"),
        reported(lethal(recipients=[CIVILIANS], counts=[killed(4)]), identity="c"),
        reported(lethal(when=When(start="2020-03-01", end="2020-03-01", precision="day")), identity="d"),
    ]
    first, second = rows_of("views-country", *acts)[0]
    assert (first["country_id"], first["gwcode"], first["isoab"], first["month_id"], first["year"], first["month"]) == (652, 652, "SYR", 482, 2020, 2)
    assert (first["ged_sb"], first["ged_ns"], first["ged_os"], first["sb_25"], first["events"]) == (30, 0, 4, 1, 3)
    assert first["ln_ged_sb"] == pytest.approx(3.433987)
    assert (second["month_id"], second["ged_sb"], second["sb_25"]) == (483, 3, 0)
    first, _ = rows_of("views-priogrid", *acts)[0]
    assert (first["priogrid_gid"], first["latitude"], first["longitude"], first["ged_sb"]) == (181154, 35.75, 36.75, 30)


def test_an_event_known_to_the_country_alone_has_no_cell() -> None:
    rows, lines = rows_of("views-priogrid", reported(lethal(where=[SYRIA])))
    assert (rows, reasons(lines)) == ([], ["no-cell"])
