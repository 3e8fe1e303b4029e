"""The API: pages by cursor, whole records, problems as JSON, and a document that describes what is there."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from desk_pages import ARTICLES, browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing
from marsad.web import api


@pytest.fixture
def program(desk_archive: Archive) -> TestClient:
    return browser(desk_archive)


def test_pages_by_cursor_give_every_act_once(program: TestClient, desk_archive: Archive) -> None:
    found: list[str] = []
    after = ""
    while True:
        page = program.get(f"/api/events?limit=1&after={after}").json()
        found += [row["id"] for row in page["events"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found == [row["id"] for row in browsing.page_of_events(desk_archive, Filter()).rows]


def test_an_act_and_an_article_come_whole(program: TestClient, desk_archive: Archive) -> None:
    row = browsing.page_of_events(desk_archive, Filter()).rows[0]
    assert len(program.get(f"/api/events/{row['id']}").json()["claims"]) == row["claims"]
    for given in ARTICLES:
        answer = program.get("/api/article", params={"id": given["id"]})
        assert answer.json()["article"]["text"] == given["text"]
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert program.get("/api/articles", params={"q": "قصف"}).json()["articles"]


@pytest.mark.parametrize(
    "value", ["", "x", "-1", "0", "501", "9" * 50, "\u0661", "%00", "<script>", "'; DROP TABLE events; --", "../../etc/passwd", "\ud7ff", "a" * 300, "nan", "1e400"]
)
@pytest.mark.parametrize(
    "name",
    ["limit", "after", "type", "party", "actor", "recipient", "place", "near", "since", "until", "voucher", "factuality", "agreement", "words", "min-confidence", "min-sources"],
)
def test_no_value_makes_the_server_fail(program: TestClient, name: str, value: str) -> None:
    answer = program.get(f"/api/events?{name}={value if value == '%00' else quote(value)}")
    assert answer.status_code in (200, 400)
    assert set(answer.json()) in ({"events", "next"}, {"error"})


def test_what_is_not_there_is_a_problem_in_json(program: TestClient) -> None:
    for address in ("/api/events/e0000000000000000", "/api/article?id=nobody", "/api/article"):
        answer = program.get(address)
        assert answer.status_code == 404
        assert set(answer.json()["error"]) == {"where", "message"}


def test_the_document_describes_what_is_there(program: TestClient) -> None:
    document = program.get("/api/openapi.json").json()
    assert document == api.document()
    for path, operations in document["paths"].items():
        address = path.replace("{id}", "none")
        if "get" in operations:
            assert str(program.get(address).status_code) in operations["get"]["responses"], path
    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', program.get("/api/openapi.json").text))
    assert wanted <= set(document["components"]["schemas"])
    assert {"Record", "ReportedEvent", "Problem"} <= wanted
