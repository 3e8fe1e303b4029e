"""What every page keeps to: headers, names of the server, forms of its own only, text as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from desk_pages import ARTICLES, HOME, browser, token
from starlette.testclient import TestClient

from marsad.archive.connect import Archive

PAGES = [
    "/",
    "/events",
    "/articles",
    "/articles?q=%D9%82%D8%B5%D9%81",
    "/events?since=x",
    "/events?words=%3Cscript%3E&party=%22%3E%3Cb%3E",
    "/nowhere",
    "/events/e0000000000000000",
]


class Markup(HTMLParser):
    """Collects what a page would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.images = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.images += tag == "img"
        if tag == "script":
            self.scripts.append(given)
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]


def all_pages(client: TestClient) -> list[str]:
    ids = sorted(set(re.findall(r"/events/(e[0-9a-f]{16})", client.get("/events").text)))
    assert len(ids) >= 3
    found = [*PAGES, *(f"/events/{identity}" for identity in ids)]
    return [*found, *("/article?" + urlencode({"id": given["id"]}) for given in ARTICLES)]


def test_every_page_is_safe_and_in_the_language_of_its_reader(client: TestClient) -> None:
    language = (client.cookies["marsad_settings"] or "")[:2]
    for address in all_pages(client):
        answer = client.get(address)
        assert answer.status_code in (200, 400, 404), address
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        found = Markup()
        found.feed(answer.text)
        assert found.handlers == [], address
        assert found.images == 0, address
        assert [s for s in found.scripts if not (s.get("src") or "").startswith("/static/") and s.get("type") not in ("application/json", "application/ld+json")] == []
        assert [a for a in found.addresses if a.lower().startswith(("javascript:", "data:", "//", "http")) and not a.startswith(HOME)] == [], address
        assert "49" not in re.findall(r"alert\(2\)(?:&gt;|>)(\d+)", answer.text), "a template was evaluated"


def test_hostile_words_are_shown_as_they_are(client: TestClient) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/events").text


def test_a_foreign_host_gets_no_page(client: TestClient) -> None:
    for host in ("evil.example", "localhost.evil.example", "", "127.0.0.1@evil.example"):
        assert client.get("/events", headers={"host": host}).status_code == 400
    for host in ("localhost", "127.0.0.1:8321", "[::1]:8321"):
        assert client.get("/events", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/settings", "/samples/remove", "/review"])
def test_a_form_without_its_token_is_refused(client: TestClient, address: str) -> None:
    good = token(client)
    for data in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "é"}):
        assert client.post(address, data=data).status_code == 403
    assert client.post(address, data={"csrf": good}, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/settings", data={"csrf": good}, headers={"origin": HOME}).status_code == 303


def test_a_token_of_another_browser_is_refused(desk_archive: Archive) -> None:
    client = browser(desk_archive)
    mine = token(client)
    for cookie in ("", "marsad_session=somebody-else"):
        assert client.post("/settings", data={"csrf": mine}, headers={"cookie": cookie}).status_code == 403


def test_a_form_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.post("/settings", data={"csrf": token(client), "next": "x" * 70_000}).status_code == 413


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.put("/events").status_code == 405
    assert client.get("/settings").status_code == 405


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/%2e%2e/version.py", "....//app.py", "/etc/passwd", "desk.css%00.py"])
def test_only_the_pages_own_files_are_served(client: TestClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code in (404, 400)
    assert "import" not in answer.text


def test_the_pages_own_files_load_nothing_from_elsewhere(client: TestClient) -> None:
    folder = Path(__file__).resolve().parents[2] / "src" / "marsad" / "web" / "static"
    for file in (path for path in folder.rglob("*") if path.is_file() and "vendor" not in path.parts):  # others' files name their homes; the policy keeps them from going there
        assert client.get(f"/static/{file.relative_to(folder).as_posix()}").status_code == 200
        if file.suffix in (".css", ".js", ".json", ".svg"):
            said = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert re.findall(r"https?://|@import|url\((?![\"']fonts/)", said) == [], file.name


def test_no_form_leads_to_another_site(client: TestClient) -> None:
    good = token(client)
    for target in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\r\nset-cookie: a=b"):
        assert client.post("/settings", data={"csrf": good, "next": target}).headers["location"] == "/"


def test_the_hostile_articles_are_in_the_archive() -> None:
    assert len({given["id"] for given in ARTICLES}) == 5
