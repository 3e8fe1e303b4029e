"""What an attacker tries first, at every address and in every field: nothing breaks, nothing leaks, nothing runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from desk_pages import EVIL
from members import form_token, manned, member, visitor
from starlette.routing import Route
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.verify import verify
from marsad.web.door import Door

PROBES = [
    EVIL, "'; DROP TABLE events; --", "' OR '1'='1", "\" UNION SELECT password FROM accounts --", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "\x00", "\ud7ff\x07\x1b[31m", "=cmd|' /C calc'!A0", "{{7*7}}${7*7}#{7*7}", "a" * 3_000, "http://169.254.169.254/", "javascript:alert(1)", "\r\nset-cookie: evil=1", "-1", "NaN", "\u202eevil",
]  # fmt: skip
FIELDS = ("q", "id", "sha256", "type", "party", "place", "since", "near", "after", "next", "kind", "status", "skip", "words", "limit", "format", "view")
FORM = (
    "action",
    "id",
    "event",
    "name",
    "why",
    "query",
    "title",
    "address",
    "outlet",
    "value",
    "webhook",
    "number",
    "scope",
    "label",
    "days",
    "role",
    "password",
    "old",
    "new",
    "next",
    "language",
    "into",
    "with",
    "claim",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = manned(tmp_path_factory.mktemp("probed"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return member(archive, "admin", door=Door(accounts=True, config=tmp_path_factory.mktemp("config") / "marsad.toml"))


def paths(client: TestClient, method: str) -> list[str]:
    routes = [route for route in client.app.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    return sorted({route.path for route in routes if method in (route.methods or ())})


def harmless(client: TestClient, answer: object, probe: str, where: str) -> None:
    text, headers = answer.text, answer.headers  # type: ignore[attr-defined]
    assert answer.status_code < 500, (where, probe)  # type: ignore[attr-defined]
    assert "evil" not in headers.get("set-cookie", ""), where
    assert headers.get("location", "/").startswith(("/", "http://localhost:8321/")), where
    if headers.get("content-type", "").startswith("text/html"):
        assert "<script>" not in text, (where, probe)
        assert "<img" not in text, (where, probe)
        assert not re.search(r'(href|src|action)="\s*(javascript|http://169)', text), (where, probe)
        assert "777" not in text if "777" in probe else True
    assert "root:x:0:0" not in text
    assert "argon2" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("probe", PROBES, ids=[str(n) for n in range(len(PROBES))])
def test_every_address_and_parameter_bears_it(client: TestClient, probe: str) -> None:
    for path in paths(client, "GET"):
        filled = re.sub(r"\{[^}]*\}", lambda _: quote(probe[:500], safe=""), path)
        harmless(client, client.get(filled), probe, path)
        if "{" not in path:
            harmless(client, client.get(path, params=dict.fromkeys(FIELDS, probe)), probe, path)
            for field in FIELDS:
                if len(probe) < 100 and path in ("/entities", "/entity", "/log-in"):
                    harmless(client, client.get(path, params={field: probe}), probe, f"{path}?{field}")


@pytest.mark.parametrize("probe", PROBES[::2], ids=[str(n) for n in range(0, len(PROBES), 2)])
def test_every_form_bears_it(archive: Archive, client: TestClient, probe: str) -> None:
    good = form_token(client, "/settings")
    for path in paths(client, "POST"):
        if path in ("/log-out", "/samples/remove"):
            continue
        for known in ({"scope": "read"}, {"action": "edit", "id": "sergey-lavrov", "kind": "person"}):
            filled = re.sub(r"\{[^}]*\}", lambda _: quote(probe[:500], safe=""), path)
            data = {**dict.fromkeys(FORM, probe[:2000]), **known, "csrf": good}
            harmless(client, client.post(filled, data=data), probe, path)
        for action in ("rate", "add", "role", "disable", "collect", "undo"):
            if "{action}" in path:
                harmless(client, client.post(path.replace("{action}", action), data={**dict.fromkeys(FORM, probe[:2000]), "csrf": good}), probe, f"{path} {action}")
    assert client.get("/settings").status_code == 200  # still logged in, still there


def test_after_all_that_the_archive_is_whole(archive: Archive) -> None:
    assert verify(archive, deep=True).faults == []


def test_what_is_kept_of_passwords_is_on_no_page_and_in_no_answer(archive: Archive, client: TestClient) -> None:
    for path in paths(client, "GET"):
        text = client.get(re.sub(r"\{[^}]*\}", "1", path)).text
        assert "argon2" not in text
        assert "$v=19$" not in text


def test_a_request_to_the_api_with_a_session_is_no_form(archive: Archive, client: TestClient) -> None:
    """Another site could send JSON as text/plain with the cookie; without a token of a form or of a program nothing comes of it."""
    answer = client.post("/api/events/e0000000000000000/verdict", content=b'{"verdict": "accept"}', headers={"content-type": "text/plain"})
    assert answer.status_code == 403
    stranger = visitor(archive)
    assert stranger.post("/api/events/e0000000000000000/verdict", content=b"{}").status_code == 403
    assert stranger.options("/api/events", headers={"origin": "https://evil.example", "access-control-request-method": "GET"}).status_code == 405
    assert "access-control-allow-origin" not in client.get("/api/events", headers={"origin": "https://evil.example"}).headers
