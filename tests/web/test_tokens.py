"""Tokens of programs: they do what their scopes say, for as long as they say, and nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from members import manned, member, send, visitor
from starlette.testclient import TestClient

from marsad.archive import answers
from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.archive.reviews import verdicts_on
from marsad.archive.tokens import revoke_token, token_rows
from marsad.desk import access, browsing
from marsad.record import UsageError


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = manned(tmp_path)
    yield opened
    opened.close()


def asked(client: TestClient, path: str, token: str, method: str = "GET", kind: str = "Bearer", body: bytes = b"") -> int:
    return client.request(method, path, headers={"authorization": f"{kind} {token}"}, content=body or None).status_code


def basic(token: str) -> str:
    return base64.b64encode(f"anything:{token}".encode()).decode()


def test_a_token_reads_the_api_and_no_page(archive: Archive) -> None:
    program, token = visitor(archive), access.new_token(archive, "reader", ["read"], "weekly table")
    assert asked(program, "/api/events", token) == 200
    assert asked(program, "/api/events", basic(token), kind="Basic") == 200
    for path in ("/", "/events", "/review", "/settings", "/accounts", "/sources"):
        assert asked(program, path, token) == 403, path
    assert program.get(f"/api/events?token={token}").status_code == 401  # addresses stand in the logs of others
    program.cookies.set("marsad_session", token)
    assert program.get("/api/events").status_code == 401


def test_an_administrators_token_makes_no_accounts(archive: Archive) -> None:
    program, token = visitor(archive), access.new_token(archive, "admin", list(access.SCOPES), "")
    for path in ("/accounts/add", "/settings", "/review", "/samples/remove", "/sources/collect"):
        assert asked(program, path, token, "POST", body=b"name=x") == 403, path


@pytest.mark.parametrize("given", ["", "x", "marsad_000000000000_" + "A" * 43, "marsad_' OR 1=1 --", "Bearer", "\xff", "marsad_000000000000_" + "A" * 42 + "\n", "a" * 5000])
def test_what_is_no_token_is_refused(archive: Archive, given: str) -> None:
    program = visitor(archive)
    for kind in ("Bearer", "Basic", "Digest", ""):
        answer = program.get("/api/events", headers={"authorization": f"{kind} {given}".encode("latin-1")})
        assert answer.status_code == 401
        assert "Bearer" in answer.headers["www-authenticate"]
        assert set(answer.json()) == {"error"}


def test_a_token_with_one_sign_changed_is_refused(archive: Archive) -> None:
    token = access.new_token(archive, "reader", ["read"], "")
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert asked(visitor(archive), "/api/events", changed) == 401


def test_a_token_ends_with_its_day_or_when_it_is_revoked(archive: Archive) -> None:
    now = datetime.now(UTC)
    token = access.new_token(archive, "reader", ["read"], "", days=1, now=now)
    assert access.visitor_of_token(archive, token, now + timedelta(hours=23)) is not None
    assert access.visitor_of_token(archive, token, now + timedelta(hours=25)) is None
    revoke_token(archive, token.split("_")[1], "test", now)
    assert asked(visitor(archive), "/api/events", token) == 401


def test_the_archive_holds_no_token(archive: Archive) -> None:
    token = access.new_token(archive, "reader", ["read"], "")
    with archive.reading() as connection:
        kept = str([tuple(row) for table in ("tokens", "changes") for row in connection.exec_driver_sql(f"SELECT * FROM {table}")])
        assert token.split("_", 2)[2] not in kept
        assert "digest" not in token_rows(connection)[0]
        assert "token" in {row["action"] for row in answers.log_rows(connection, token.split("_")[1])}


def test_a_scope_beyond_the_role_is_refused(archive: Archive) -> None:
    for scopes in (["decide"], ["admin"], [], ["read", "decide"]):
        with pytest.raises(UsageError):
            access.new_token(archive, "reader", scopes, "")


def test_only_the_scope_to_decide_decides(archive: Archive) -> None:
    program = visitor(archive)
    event = browsing.page_of_events(archive, Filter()).rows[0]["id"]
    path = f"/api/events/{event}/verdict"
    reads, decides = access.new_token(archive, "coder", ["read"], ""), access.new_token(archive, "coder", ["decide"], "")
    accept = b'{"verdict": "accept"}'
    assert asked(program, path, reads, "POST", body=accept) == 403
    assert asked(program, "/api/events", decides) == 403
    assert asked(program, path, basic(decides), "POST", "Basic", accept) == 403  # the guard: browsers repeat Basic by themselves
    assert program.post(path, content=accept).status_code == 403
    for wrong in (b"", b"{", b"[]", b'{"verdict": "drop"}', b'{"verdict": "reject"}', b'{"verdict": "accept", "who": "admin"}', b"\xff", b'{"verdict": 1}'):
        assert asked(program, path, decides, "POST", body=wrong) == 400, wrong
    assert asked(program, "/api/events/e0000000000000000/verdict", decides, "POST", body=accept) == 404
    assert asked(program, path, decides, "POST", body=accept) == 200
    with archive.reading() as connection:
        assert verdicts_on(connection, [event]) == {event: "accept"}
        assert answers.log_rows(connection, event)[0]["who"] == "coder"


def test_a_person_makes_and_revokes_own_tokens_only(archive: Archive) -> None:
    mine, other = member(archive, "coder"), member(archive, "reader")
    page = mine.post("/tokens", data={"csrf": _csrf(mine), "scope": "read", "label": "<b>mine</b>", "days": "3"}).text
    token = page.split('<bdi dir="ltr">marsad_')[1].split("<")[0]
    assert asked(visitor(archive), "/api/events", f"marsad_{token}") == 200
    assert token not in mine.get("/settings").text
    assert "&lt;b&gt;mine" in mine.get("/settings").text
    identity = token.split("_")[0]
    assert send(other, "/tokens/revoke", id=identity) == 400
    assert asked(visitor(archive), "/api/events", f"marsad_{token}") == 200
    assert send(mine, "/tokens/revoke", id=identity) == 303
    assert asked(visitor(archive), "/api/events", f"marsad_{token}") == 401


def _csrf(client: TestClient) -> str:
    from members import form_token

    return form_token(client, "/settings")
