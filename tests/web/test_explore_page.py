"""Explore: one filter, five views, each with a table that needs no script, and its data."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from desk_pages import EVIL, browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing, exploring
from marsad.web.explore_page import FORMS, VIEWS
from marsad.web.period import period_of

PICTURES = tuple(FORMS)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_and_leads_to_the_others_with_the_same_filter(client: TestClient, view: str) -> None:
    answer = client.get(f"/explore?view={view}&type=ASSAULT&party=TUR")
    assert answer.status_code == 200
    assert [href for href in VIEWS if f"/explore?type=ASSAULT&amp;party=TUR&amp;view={href}" not in answer.text] == []
    assert 'value="TUR"' in answer.text
    assert EVIL not in answer.text


@pytest.mark.parametrize("view", PICTURES)
def test_the_table_of_a_picture_has_the_rows_of_its_data(client: TestClient, desk_archive: Archive, view: str) -> None:
    text = client.get(f"/explore?view={view}").text
    body = text[text.index('role="region"') : text.index("</table>")]
    seen = exploring.seen(desk_archive, view, Filter())
    assert seen.rows
    assert body.count("<tr>") == len(seen.rows) + 1
    assert client.get(f"/explore/{view}.json").json()["rows"] == json.loads(json.dumps(seen.rows))
    assert f'data-source="/explore/{view}.json"' in text


@pytest.mark.parametrize(("view", "form"), [(view, form) for view, forms in FORMS.items() for form in forms])
def test_data_is_narrowed_as_the_page_is(client: TestClient, desk_archive: Archive, view: str, form: str) -> None:
    def rows(query: str) -> int:
        answer = client.get(f"/explore/{view}.{form}{query}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["content-disposition"]
        if form == "csv":
            table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
            assert not [cell for row in table for cell in row.values() if cell and cell[0] in "=@+"]
            return len(table)
        return len(answer.json()["features" if form == "geojson" else "rows"])

    assert 0 < rows("?type=CONSULT") < rows("")
    assert rows("?type=AID") == 0


def test_what_cannot_be_used_is_named(client: TestClient) -> None:
    assert client.get("/explore?view=map&since=yesterday").status_code == 400
    assert 'role="alert"' in client.get("/explore?view=map&since=yesterday").text
    assert client.get("/explore/map.csv?since=yesterday").status_code == 400
    assert client.get("/explore/curve.geojson").status_code == 404
    assert client.get("/explore/places.csv").status_code == 404
    assert 'aria-current="page">' in client.get("/explore?view=nothing").text


def test_no_embedded_words_can_end_the_script_that_holds_them(client: TestClient) -> None:
    text = client.get("/explore?view=network").text
    held = re.search(r'<script type="application/json" id="figure-words">(.*?)</script>', text, re.DOTALL)
    assert held is not None
    assert len(json.loads(held[1])["months"]) == 12
    assert "<" not in held[1]


def test_the_direction_of_time_is_kept(desk_archive: Archive) -> None:
    client = browser(desk_archive, "ar")

    def direction() -> str:
        found = re.search(r'"time": "(rtl|ltr)"', client.get("/explore?view=timeline").text)
        assert found is not None
        return found[1]

    assert direction() == "rtl"
    assert client.get("/explore?view=timeline&direction=ltr").status_code == 200
    assert direction() == "ltr"
    assert client.get("/explore?view=timeline&direction=sideways").status_code == 200
    assert direction() == "ltr"


def test_the_overview_shows_a_period_and_leads_to_it(client: TestClient, desk_archive: Archive) -> None:
    text = client.get("/").text
    assert 'data-source="/explore/map.json?since=2019-02-16&amp;until=2020-02-15"' in text
    assert [view for view in ("map", "timeline", "curve") if f'data-view="{view}"' not in text] == []
    assert 'data-source="/explore/curve.json"' in client.get("/?period=all").text
    assert 'data-source="/explore/timeline.json?since=2020-02&amp;until=2020-02-14"' in client.get("/?since=2020-02&until=2020-02-14").text
    wrong = client.get("/?since=soon")
    assert wrong.status_code == 400
    assert 'aria-invalid="true"' in wrong.text
    assert browsing.overview(desk_archive).alerts.day == "2020-02-15"


def test_an_archive_without_a_day_is_shown_whole() -> None:
    from starlette.datastructures import QueryParams

    assert period_of(QueryParams("period=30"), "in spring").query == []
    assert period_of(QueryParams("period=never"), "2020-02-15").chosen == "365"


def test_the_posts_of_an_agreement_stand_in_a_table_and_as_data(client: TestClient) -> None:
    text = client.get("/agreements/agreement.astana-2017").text
    told = client.get("/agreements/agreement.astana-2017/posts.json").json()["rows"]
    assert 'data-view="posts"' in text
    assert [post["name_ar"] for post in told if post["name_ar"] not in text and post["name_en"] not in text] == []
    morek = next(post for post in told if post["id"] == "tur-9")
    assert [span["status"] for span in morek["intervals"]] == ["established"]  # as of the last report, 15 February 2020; it was left in October
    assert morek["status"] == "established"
    placed = client.get("/agreements/agreement.astana-2017/posts.geojson").json()["features"]
    assert len(placed) == len([post for post in told if post["lat"] is not None]) < len(told)
    table = list(csv.DictReader(io.StringIO(client.get("/agreements/agreement.astana-2017/posts.csv").content.decode("utf-8-sig"))))
    assert [row["status"] for row in table if row["id"] == "tur-9"] == ["established"]
    assert client.get("/agreements/agreement.astana-2017/posts.exe").status_code == 404
    assert client.get("/agreements/agreement.none/posts.csv").status_code == 404
    assert 'data-view="posts"' not in client.get("/agreements/agreement.jcpoa").text


def test_files_of_others_are_kept_by_browsers_and_ours_are_asked_for_anew(client: TestClient) -> None:
    assert "immutable" in client.get("/static/vendor/mapbox-gl-rtl-text-0.2.3.js").headers["cache-control"]
    assert client.get("/static/figures/start.js").headers["cache-control"] == "no-cache"
