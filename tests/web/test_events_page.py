"""The list of acts and the page of one."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import unquote

import msgspec
import pytest
from desk_pages import browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing
from marsad.web.filters import FilterProblem, filter_of


def ids(text: str) -> list[str]:
    return re.findall(r'class="kind [a-z-]+" href="/events/(e[0-9a-f]{16})"', text)


def test_the_list_shows_all_acts_newest_first(client: TestClient, desk_archive: Archive) -> None:
    rows = browsing.page_of_events(desk_archive, Filter()).rows
    assert ids(client.get("/events").text) == [row["id"] for row in rows]


@pytest.mark.parametrize("oldest", [False, True])
@pytest.mark.parametrize("narrowed", [{}, {"party": "TUR"}, {"place": "SYR"}, {"actor": "TUR", "voucher": "SOHR"}])
def test_pages_by_cursor_give_each_act_once(desk_archive: Archive, narrowed: dict[str, str], oldest: bool) -> None:
    wanted = Filter(**narrowed, oldest_first=oldest)
    whole = [row["id"] for row in browsing.page_of_events(desk_archive, wanted).rows]
    paged = [row["id"] for row in browsing.rows_of_all(desk_archive, msgspec.structs.replace(wanted, limit=1))]
    assert paged == whole


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("since=yesterday", "since"), ("until=2020-02-30", "until"), ("type=WAR", "type"), ("near=1,2", "near"), ("near=91,0,5", "near"), ("near=nan,0,5", "near"),
        ("min-confidence=2", "min-confidence"), ("min-sources=0", "min-sources"), ("after=x", "after"), ("party=a%00b", "party"), ("words=" + "x" * 201, "words"), ("factuality=maybe", "factuality"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_named(client: TestClient, query: str, name: str) -> None:
    answer = client.get(f"/events?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    with pytest.raises(FilterProblem) as found:
        filter_of([(name, unquote(query.partition("=")[2]))])
    assert found.value.name == name


def test_a_filter_narrows_the_list_and_stays_in_its_form(client: TestClient) -> None:
    every, some = ids(client.get("/events").text), client.get("/events?type=CONSULT&party=RUS").text
    assert set(ids(some)) < set(every)
    assert ids(some)
    assert 'value="RUS"' in some
    assert re.search(r'value="CONSULT" checked', some)


def test_a_list_is_downloaded_as_it_is_filtered(client: TestClient) -> None:
    shown = ids(client.get("/events?type=ASSAULT").text)
    table = list(csv.DictReader(io.StringIO(client.get("/events/export/csv?type=ASSAULT").content.decode("utf-8-sig"))))
    assert {row["event"] for row in table} == set(shown)
    assert not [cell for row in table for cell in row.values() if cell and cell[0] in "=@+"]
    assert sorted(json.loads(line)["id"] for line in client.get("/events/export/jsonl?type=ASSAULT").text.splitlines()) == sorted(shown)
    assert len(client.get("/events/export/geojson?type=ASSAULT").json()["features"]) == len(shown)
    assert client.get("/events/export/exe").status_code == 404
    assert client.get("/events/export/csv?since=x").status_code == 400


def test_the_page_of_an_act_shows_every_claim_with_its_words_and_rule(client: TestClient, desk_archive: Archive) -> None:
    row = next(row for row in browsing.page_of_events(desk_archive, Filter(types=["ASSAULT"])).rows if row["claims"] > 1)
    text = client.get(f"/events/{row['id']}").text
    act = browsing.told(desk_archive, row["id"]).act
    assert text.count("<mark>") == len(act.claims)
    assert "صحيفة strike" in text
    for claim in act.claims:
        assert f"<mark>{claim.event.trigger.text}</mark>" in text
        assert f"claim={claim.id}" in text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    assert f"urn:marsad:event:{row['id']}" in json.dumps(json.loads(found[1]))
    assert f"http://localhost:8321/events/{row['id']}" in text


def test_the_id_of_a_claim_leads_to_its_act(client: TestClient, desk_archive: Archive) -> None:
    row = next(row for row in browsing.page_of_events(desk_archive, Filter()).rows if row["claims"] > 1)
    claim = next(c.id for c in browsing.told(desk_archive, row["id"]).act.claims if f"e{c.id}" != row["id"])
    assert client.get(f"/events/{claim}").headers["location"] == f"/events/{row['id']}"
    assert client.get(f"/events/{row['id']}/jsonld").json()["@graph"]


def test_names_numbers_and_months_are_the_readers(desk_archive: Archive) -> None:
    client = browser(desk_archive, "ar")
    text = client.get("/events").text
    assert '<bdi lang="ar" dir="rtl">تركيا</bdi>' in text or '<bdi lang="ar" dir="rtl">سيرغي لافروف</bdi>' in text
    assert "شباط/فبراير 2020" in text
    client.cookies.set("marsad_settings", "ar.arab.maghreb")
    assert "فيفري ٢٠٢٠" in client.get("/events").text
