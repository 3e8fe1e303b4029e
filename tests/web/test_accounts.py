"""Accounts at the desk: who gets which page, sessions, log-ins that are counted, and what the log says of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from members import PASSWORD, enter, form_token, manned, member, send, visitor
from starlette.routing import Route
from starlette.testclient import TestClient

from marsad.archive import accounts, answers
from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import access, browsing
from marsad.record import UsageError
from marsad.web.door import Door
from marsad.web.policy import needed


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive for tests that log in and decide nothing about each other's accounts."""
    opened = manned(tmp_path_factory.mktemp("manned"))
    yield opened
    opened.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = manned(tmp_path)
    yield opened
    opened.close()


def routes(client: TestClient) -> list[tuple[str, str]]:
    """Give every method and address of the application, with values in the place of parameters."""
    app = client.app.app  # type: ignore[attr-defined]  # the guard's
    found = []
    for route in app.routes:
        if isinstance(route, Route):
            path = re.sub(r"\{[^}]*\}", "x", route.path.replace("{number}", "1"))
            found += [(method, path) for method in sorted(route.methods or ()) if method != "HEAD"]
    return found


def test_a_stranger_gets_the_log_in_and_nothing_else(shared: Archive) -> None:
    client = visitor(shared)
    for method, path in routes(client):
        if path == "/log-in" or (method, path) == ("POST", "/settings"):
            continue
        answer = client.request(method, path, data={"csrf": form_token(client)} if method == "POST" else None)
        if path.startswith("/api/"):
            assert answer.status_code in (401, 403), path
            assert "events" not in answer.json(), path
        else:
            assert (answer.status_code, answer.headers.get("location", "")[:8]) == (303, "/log-in?"), path
    assert client.get("/log-in").status_code == 200
    assert client.get("/static/desk.css").status_code == 200
    assert "<nav" in client.get("/log-in").text
    assert "/review" not in client.get("/log-in").text


@pytest.mark.parametrize("role", access.ROLES)
def test_each_role_gets_what_it_may_and_no_more(shared: Archive, role: str) -> None:
    client = member(shared, role)
    good = form_token(client, "/settings")
    for method, path in routes(client):
        wanted = needed(method, path)
        if path in ("/log-out", "/log-in", "/samples/remove", "/password", "/tokens", "/sources/x") or path.endswith("/verdict"):
            continue
        allowed = wanted is None or access.ROLES.index(role) >= access.ROLES.index(wanted)
        status = client.request(method, path, data={"csrf": good} if method == "POST" else None).status_code
        assert (status == 403) is not allowed, (method, path, status)


def test_readers_may_only_send_forms_that_concern_themselves(shared: Archive) -> None:
    forms = {path for method, path in routes(visitor(shared)) if method == "POST" and needed("POST", path) in (None, "reader")}
    assert forms == {"/log-in", "/log-out", "/password", "/saved", "/saved/1/remove", "/settings", "/tokens", "/tokens/revoke"}


def test_the_way_leads_back_to_the_page_that_was_asked_for(shared: Archive) -> None:
    client = visitor(shared)
    to = client.get("/events?type=ASSAULT&place=%D8%A5").headers["location"]
    page = client.get(to).text
    after = re.findall(r'name="next" value="([^"]+)"', page)[-1:]
    answer = client.post("/log-in", data={"csrf": form_token(client), "name": "reader", "password": PASSWORD, "next": after[0].replace("&amp;", "&")})
    assert answer.headers["location"] == "/events?type=ASSAULT&place=%D8%A5"
    for evil in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert 'name="next" value="/"' in client.get("/log-in", params={"next": evil}).text
        assert client.post("/log-in", data={"csrf": form_token(client), "name": "reader", "password": PASSWORD, "next": evil}).headers["location"] == "/"


def test_a_session_is_new_at_each_log_in_and_gone_after_the_log_out(shared: Archive) -> None:
    client = visitor(shared)
    client.cookies.set("marsad_session", "chosen-by-an-attacker", domain="localhost.local", path="/")
    assert enter(client, "coder") == 303
    mine = client.cookies.get("marsad_session")
    assert mine != "chosen-by-an-attacker"
    assert client.get("/events").status_code == 200
    attacker = visitor(shared)
    attacker.cookies.set("marsad_session", "chosen-by-an-attacker")
    assert attacker.get("/events").status_code == 303
    with shared.reading() as connection:
        held = set(connection.exec_driver_sql("SELECT digest FROM sessions").scalars())
    assert mine not in held
    assert access.digest(str(mine)) in held
    assert send(client, "/log-out") == 303
    thief = visitor(shared)
    thief.cookies.set("marsad_session", str(mine))
    assert thief.get("/events").status_code == 303


def test_the_cookie_of_a_session_keeps_to_our_pages(shared: Archive) -> None:
    client = visitor(shared)
    said = client.post("/log-in", data={"csrf": form_token(client), "name": "reader", "password": PASSWORD}).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in said.split(";")}
    safe = visitor(shared, door=Door(accounts=True, secure=True))
    safe.base_url = "https://localhost:8321"  # type: ignore[assignment]
    answer = safe.post("/log-in", data={"csrf": form_token(safe), "name": "reader", "password": PASSWORD})
    assert answer.headers["set-cookie"].startswith("__Host-marsad_session=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_a_session_ends_with_its_time(archive: Archive) -> None:
    secret, _ = access.log_in(archive, "reader", PASSWORD, "here")
    now = datetime.now(UTC)
    assert access.visitor_of_session(archive, secret, now) is not None
    assert access.visitor_of_session(archive, secret, now + timedelta(hours=access.SESSION_HOURS + 1)) is None


def test_a_disabled_account_is_out_at_once(archive: Archive) -> None:
    client = member(archive, "editor")
    token = access.new_token(archive, "editor", ["read"], "")
    accounts.disable(archive, "editor", "test", datetime.now(UTC))
    assert client.get("/events").status_code == 303
    assert visitor(archive).get("/api/events", headers={"authorization": f"Bearer {token}"}).status_code == 401
    assert enter(visitor(archive), "editor") == 403
    accounts.enable(archive, "editor", "test", datetime.now(UTC))
    assert enter(visitor(archive), "editor") == 303


def test_a_role_that_is_taken_away_is_gone_at_the_next_click(archive: Archive) -> None:
    client = member(archive, "coder")
    token = access.new_token(archive, "coder", ["read", "decide"], "")
    assert access.visitor_of_token(archive, token).scopes == {"read", "decide"}  # type: ignore[union-attr]
    accounts.set_role(archive, "coder", "reader", "test", datetime.now(UTC))
    assert send(client, "/review", action="accept", event="x") == 403
    assert access.visitor_of_token(archive, token).scopes == {"read"}  # type: ignore[union-attr]


def test_the_last_administrator_stays(archive: Archive) -> None:
    client = member(archive, "admin")
    assert send(client, "/accounts/disable", name="admin") == 400
    assert send(client, "/accounts/role", name="admin", role="reader") == 400
    assert send(client, "/accounts/add", name="Zwei", role="admin", password="another long phrase") == 303
    assert send(client, "/accounts/role", name="admin", role="reader") == 303
    assert client.get("/accounts").status_code == 403


def test_wrong_tries_are_counted_by_account_and_address(archive: Archive) -> None:
    client = visitor(archive, address="203.0.113.5")
    for _ in range(access.MOST_PAIR):
        assert enter(client, "reader", "wrong wrong wrong") == 403
    assert enter(client, "reader", "wrong wrong wrong") == 429
    assert enter(client, "reader") == 429  # not even the right one: nothing is learned by waiting for another answer
    assert enter(visitor(archive, address="203.0.113.6"), "reader") == 303  # its owner is elsewhere, and not locked out
    for _ in range(access.MOST_PAIR):
        assert enter(client, "nobody-of-this-name") == 403
    assert enter(client, "nobody-of-this-name") == 429  # the same for a name that nobody has


def test_an_address_that_tries_many_names_must_wait(archive: Archive) -> None:
    now = datetime.now(UTC)
    for n in range(access.MOST_ADDRESS):
        accounts.note_log_in(archive, f"?{n}", "203.0.113.7", "wrong", now)
    with pytest.raises(access.Refused, match="wait"):
        access.log_in(archive, "reader", PASSWORD, "203.0.113.7", now)
    assert access.log_in(archive, "reader", PASSWORD, "203.0.113.7", now + access.WINDOW + timedelta(seconds=1))


def test_every_attempt_stands_in_the_trail_and_no_password_does(archive: Archive) -> None:
    client = visitor(archive, address="203.0.113.9")
    enter(client, "hunter2-typed-into-the-name")
    enter(client, "reader", "wrong wrong wrong")
    enter(client, "reader")
    send(client, "/log-out")
    with archive.reading() as connection:
        rows = accounts.log_in_rows(connection)
        kept = str([tuple(row) for table in ("log_ins", "changes", "accounts", "sessions") for row in connection.exec_driver_sql(f"SELECT * FROM {table}")])
    assert [row["outcome"] for row in rows] == ["out", "in", "wrong", "wrong"]
    assert {row["address"] for row in rows} == {"203.0.113.9"}
    assert "hunter2" not in kept
    assert PASSWORD not in kept
    assert "reader" in member(archive, "admin").get("/accounts").text


def test_the_trail_cannot_be_altered(archive: Archive) -> None:
    accounts.note_log_in(archive, "reader", "here", "wrong", datetime.now(UTC))
    for statement in ("UPDATE log_ins SET outcome = 'in'", "DELETE FROM log_ins"):
        with pytest.raises(Exception, match="never changed or deleted"), archive.writing() as connection:
            connection.exec_driver_sql(statement)


def test_what_is_decided_stands_under_the_account(archive: Archive) -> None:
    client = member(archive, "coder")
    event = browsing.page_of_events(archive, Filter()).rows[0]["id"]
    assert send(client, "/review", action="accept", event=event) == 303
    assert send(client, f"/events/{event}/credibility", value="2", why="two reporters were there") == 303
    with archive.reading() as connection:
        assert {row["who"] for row in answers.log_rows(connection, event)} == {"coder"}


def test_a_person_changes_the_password_with_the_old_one_only(archive: Archive) -> None:
    client = member(archive, "reader")
    assert send(client, "/password", old="wrong wrong wrong", new="another long phrase") == 403
    assert send(client, "/password", old=PASSWORD, new="short") == 400
    assert send(client, "/password", old=PASSWORD, new="another long phrase") == 303
    assert client.get("/events").status_code == 303
    assert enter(visitor(archive), "reader") == 403
    assert enter(visitor(archive), "reader", "another long phrase") == 303


@pytest.mark.parametrize(("name", "password"), [("a", "long enough it is"), ("a b", "long enough it is"), ("a\nb", "long enough it is"), ("<b>", "long enough it is"), ("layla", "short"), ("layla", "layla12345"), ("x" * 65, "long enough it is")])  # fmt: skip
def test_names_and_passwords_that_are_none_are_refused(archive: Archive, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        access.add_account(archive, name, "reader", password)


def test_the_tokens_of_forms_are_asked_for_everywhere(shared: Archive) -> None:
    client = member(shared, "admin")
    for method, path in routes(client):
        if method == "POST":
            assert client.post(path, data={"csrf": "0" * 64, "name": "reader", "role": "admin"}).status_code == 403, path


def test_names_of_any_script_may_be_accounts(archive: Archive) -> None:
    access.add_account(archive, "ليلى", "coder", "ثلاث كلمات طويلة هنا")
    assert enter(visitor(archive), "ليلى", "ثلاث كلمات طويلة هنا") == 303
