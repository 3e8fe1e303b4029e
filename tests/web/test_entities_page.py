"""The pages of the knowledge base: search, rename, names, offices, merging, and everything undone again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pages import EVIL
from members import manned, member, send
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.verify import verify
from marsad.desk import knowing

WHO = "sergey-lavrov"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = manned(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def client(archive: Archive) -> TestClient:
    return member(archive, "editor")


def undo_last(client: TestClient) -> int:
    found = re.search(r'name="action" value="undo"><input type="hidden" name="number" value="(\d+)"', client.get("/entity", params={"id": WHO}).text)
    assert found is not None
    return send(client, "/entity", id=WHO, action="undo", number=found[1])


def test_entities_are_found_by_any_spelling_of_a_part_of_a_name(client: TestClient) -> None:
    assert f"/entity?id={WHO}" in client.get("/entities", params={"q": "لافروف"}).text
    assert f"/entity?id={WHO}" not in client.get("/entities", params={"q": "لافروف", "kind": "state"}).text
    assert client.get("/entities", params={"kind": "<script>", "status": "x", "after": "' OR 1=1"}).status_code == 200
    for page in ("/entity", "/entity?id=nobody", "/entity?id=%00", "/entity?id=..%2f..%2fetc%2fpasswd"):
        assert client.get(page).status_code == 404


def test_every_change_is_logged_with_its_reason_and_undone(archive: Archive, client: TestClient) -> None:
    before = knowing.told(archive, WHO)
    other = next(row["id"] for row in knowing.search(archive, "", "person", None, "", 50) if row["id"] != WHO)
    forms = [
        {"action": "edit", "name": "S. Lavrov", "name_ar": "لافروف", "country": "RUS", "sector": "GOV", "kind": "person"},
        {"action": "alias", "alias": "أبو الدبلوماسية"},
        {"action": "office", "office_en": "Permanent Representative", "office_ar": "المندوب الدائم", "start": "1994", "end": "2004-03"},
        {"action": "kinship", "relation": "allied-with", "parent": other},
        {"action": "merge", "into": other},
    ]
    for form in forms:
        assert send(client, "/entity", id=WHO, why="checked <b>twice</b>", **form) == 303, form
    page = client.get("/entity", params={"id": WHO}).text
    for said in ("S. Lavrov", "أبو الدبلوماسية", "Permanent Representative", "allied with", "checked &lt;b&gt;twice", "merged"):
        assert said in page, said
    assert WHO in client.get("/entity", params={"id": other}).text
    assert send(client, "/entity", id=WHO, action="split", why="another person") == 303
    for _ in range(len(forms) + 1):
        assert undo_last(client) == 303
    after = knowing.told(archive, WHO)
    assert (after.entity, after.aliases, after.offices, after.kin) == (before.entity, before.aliases, before.offices, before.kin)
    assert {row["who"] for row in after.log} == {"editor"}
    assert verify(archive, deep=True).faults == []


@pytest.mark.parametrize(
    "form",
    [{}, {"action": "drop", "why": "w"}, {"action": "edit", "name": "", "name_ar": "", "why": "w"}, {"action": "edit", "name": "x", "country": "R'; --", "why": "w"}, {"action": "edit", "kind": "<b>", "why": "w"},
     {"action": "edit", "name": "x", "why": " "}, {"action": "alias", "alias": " ", "why": "w"}, {"action": "office", "office_en": "x", "start": "2020-13", "why": "w"}, {"action": "office", "why": "w"},
     {"action": "kinship", "parent": "nobody", "relation": "part-of", "why": "w"}, {"action": "kinship", "parent": WHO, "relation": "father", "why": "w"}, {"action": "merge", "into": WHO, "why": "w"},
     {"action": "merge", "into": "nobody", "why": "w"}, {"action": "undo", "number": "9" * 40}, {"action": "undo", "number": "1"}],
)  # fmt: skip
def test_a_form_that_makes_no_sense_changes_nothing(archive: Archive, client: TestClient, form: dict[str, str]) -> None:
    before = verify(archive).head
    assert send(client, "/entity", **{"id": WHO, **form}) == 400
    assert verify(archive).head == before


def test_hostile_names_are_shown_as_they_are(client: TestClient) -> None:
    assert send(client, "/entity", id=WHO, action="edit", name=EVIL, name_ar=EVIL, why=EVIL) == 303
    assert send(client, "/entity", id=WHO, action="alias", alias=EVIL + " ", why=EVIL) == 303
    assert send(client, "/entity", id=WHO, action="office", office_en=EVIL, office_ar=EVIL, why=EVIL) == 303
    for page in (client.get("/entity", params={"id": WHO}).text, client.get("/entities", params={"q": "script"}).text):
        assert "<img" not in page
        assert "<script>" not in page
        assert EVIL in html.unescape(page)


def test_readers_see_and_do_not_mend(archive: Archive) -> None:
    client = member(archive, "coder")
    assert 'action="/entity"' not in client.get("/entity", params={"id": WHO}).text
    assert send(client, "/entity", id=WHO, action="alias", alias="x", why="w") == 403
