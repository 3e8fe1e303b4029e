"""The review: decisions of an analyst through the pages, each logged, each undone again; also by keys, under an Arabic layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import browser, filled, token
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.archive.verify import verify
from marsad.desk import browsing, review


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = filled(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def client(archive: Archive) -> TestClient:
    return browser(archive)


def send(client: TestClient, **form: str | list[str]) -> int:
    return client.post("/review", data={"csrf": token(client), **form}).status_code


def up(archive: Archive) -> str:
    told = review.queue(archive, review.Asked("test")).act
    assert told is not None
    return told.id


def test_the_least_confident_event_is_up(archive: Archive, client: TestClient) -> None:
    rows = browsing.page_of_events(archive, Filter()).rows
    assert up(archive) == min(rows, key=lambda row: (row["confidence"], row["id"]))["id"]
    assert f'name="event" value="{up(archive)}"' in client.get("/review").text


def test_accept_reject_and_undo_stand_in_the_log(archive: Archive, client: TestClient) -> None:
    first = up(archive)
    assert send(client, action="accept", event=first) == 303
    second = up(archive)
    assert second != first
    assert send(client, action="reject", event=second, why=" ") == 400
    assert up(archive) == second
    assert send(client, action="reject", event=second, why="<b>خبر قديم</b>") == 303
    page = client.get("/review").text
    assert "&lt;b&gt;خبر قديم&lt;/b&gt;" in page
    assert review.queue(archive, review.Asked("test")).done == 2
    assert "خبر قديم" in client.get(f"/events/{second}").text
    assert f'href="/events/{second}"' not in client.get("/events").text
    assert "rejected</span>" in client.get("/events?rejected=1").text
    number = re.search(r'id="undo">.*?name="number" value="(\d+)"', page, re.DOTALL)
    assert number is not None
    assert send(client, action="undo", number=number[1]) == 303
    assert send(client, action="undo", number=number[1]) == 400
    assert up(archive) == second
    assert verify(archive, deep=True).faults == []


def test_split_merge_and_undo(archive: Archive, client: TestClient) -> None:
    row = next(row for row in browsing.page_of_events(archive, Filter()).rows if row["claims"] > 1)
    claims = [c.id for c in browsing.told(archive, row["id"]).act.claims]
    assert send(client, action="split", event=row["id"], claim=claims[-1:], why="another act") == 303
    rows = browsing.page_of_events(archive, Filter()).rows
    apart = browsing.told(archive, claims[-1]).act.id
    assert len(browsing.told(archive, claims[0]).act.claims) == len(claims) - 1
    assert send(client, **{"action": "merge", "event": row["id"], "with": apart, "why": "the same act"}) == 303
    assert len(browsing.page_of_events(archive, Filter()).rows) == len(rows) - 1
    assert len(browsing.told(archive, row["id"]).act.claims) == len(claims)
    for entry in review.queue(archive, review.Asked("test")).last:
        assert send(client, action="undo", number=str(entry["number"])) == 303
    assert len(browsing.told(archive, row["id"]).act.claims) == len(claims)
    assert verify(archive, deep=True).faults == []


@pytest.mark.parametrize(
    "form",
    [{}, {"action": "none", "event": "x"}, {"action": "drop"}, {"action": "accept", "event": "e0000000000000000"}, {"action": "accept", "event": "' OR 1=1"}, {"action": "merge", "event": "x", "with": "../..", "why": "w"},
     {"action": "undo", "number": "999999"}, {"action": "undo", "number": "1"}, {"action": "undo", "number": "9" * 40}, {"action": "split", "event": "x", "claim": "y", "why": "w"}],
)  # fmt: skip
def test_a_form_that_makes_no_sense_decides_nothing(archive: Archive, client: TestClient, form: dict[str, str]) -> None:
    before = verify(archive).head
    assert send(client, **form) == 400
    assert verify(archive).head == before
    assert client.post("/review", data={"action": "accept", "event": up(archive)}).status_code == 403
    assert verify(archive).head == before


def test_what_is_skipped_comes_later(archive: Archive, client: TestClient) -> None:
    first = up(archive)
    answer = client.post("/review", data={"csrf": token(client), "action": "skip", "event": first})
    assert f'name="event" value="{first}"' not in client.get(answer.headers["location"]).text
    assert f'name="event" value="{first}"' in client.get("/review").text
