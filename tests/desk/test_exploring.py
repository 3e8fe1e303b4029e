"""Downloads of pictures."""

from __future__ import annotations

import csv
import io
import json

from marsad.desk.exploring import as_csv, as_geojson
from marsad.desk.place_names import arabic_place, arabic_places

ROWS = [{"place": "=cmd()", "lat": 36.5, "lon": 37.0, "events": 3}, {"place": "تل رفعت", "lat": None, "lon": None, "events": -1}]


def test_no_cell_of_a_table_is_a_formula_and_numbers_stay_numbers() -> None:
    table = list(csv.DictReader(io.StringIO(as_csv(ROWS).decode("utf-8-sig"))))
    assert [row["place"] for row in table] == ["'=cmd()", "تل رفعت"]
    assert [row["events"] for row in table] == ["3", "-1"]
    assert as_csv([]).decode("utf-8-sig") == "\n"


def test_geojson_has_longitude_first_and_leaves_out_what_has_no_place() -> None:
    told = json.loads(as_geojson(ROWS))
    assert [feature["geometry"]["coordinates"] for feature in told["features"]] == [[37.0, 36.5]]
    assert told["features"][0]["properties"] == {"place": "=cmd()", "events": 3}


def test_places_of_one_name_are_told_apart_by_their_country() -> None:
    assert arabic_place("Tripoli", "LBY") == "طرابلس"
    assert arabic_place("Idlib", "FRA") is None
    assert arabic_places([{"place": "Manbij", "country": "SYR"}, {"place": None, "country": None}]) == {"Manbij": "منبج"}
