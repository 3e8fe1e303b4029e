"""Saved filters: an Atom feed of what is new, and signed messages to addresses that an administrator named; nowhere else."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk_pages import EVIL, article, browser, hostile, token
from members import manned, member, send, visitor

from marsad.archive import saved
from marsad.archive.connect import Archive
from marsad.archive.loading import Loader
from marsad.desk import access, messages
from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.record import UsageError
from marsad.web.app import application
from marsad.web.filters import filter_of_text
from marsad.web.rounds import Rounds

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = manned(tmp_path)
    yield opened
    opened.close()


def load(archive: Archive, *articles: dict[str, Any]) -> None:
    lines = [(hostile(line_of(Item("line", msgspec.json.encode(given), given["id"], given["id"]))[0]), given["id"]) for given in articles]
    assert {step.outcome for step in Loader(archive, "test").load(lines, NOW)} == {"added"}


def raid(name: str = "raid", place: str = "مدينة سراقب", **more: Any) -> dict[str, Any]:
    return article(name, f"قصفت القوات الروسية {place} يوم الأحد، وقتل خمسة مدنيين.", **more)


class Receiver:
    """A server that a message goes to: `got` lists (headers, body); it answers what `status` says."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.headers = 204, [("Content-Length", "0")]
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(receiver.status)
                for name, value in receiver.headers:
                    self.send_header(name, value)
                self.end_headers()

            def do_GET(self) -> None:
                receiver.got.append(({}, b"GET"))
                self.send_error(404)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = threading.Thread(target=receiver.server.serve_forever, daemon=True)
    thread.start()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


def test_the_feed_tells_what_is_new_in_the_words_of_its_reader(archive: Archive) -> None:
    client = member(archive, "reader", "ar")
    assert send(client, "/saved", title="قصف <b>", query="type=ASSAULT") == 303
    load(archive, raid("evil", url="javascript:alert(3)", outlet=EVIL, title=EVIL))
    assert saved.look(archive, NOW, filter_of_text) == 1
    answer = client.get("/saved/1/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "قصف <b>"
    [entry] = feed.findall(f"{ATOM}entry")
    assert str(entry.findtext(f"{ATOM}id")).startswith("urn:marsad:event:e")
    assert EVIL.split("{{", maxsplit=1)[0] in str(entry.findtext(f"{ATOM}title"))
    assert "<script" not in answer.text
    [link] = entry.findall(f"{ATOM}link")
    assert client.get(link.attrib["href"]).status_code == 200
    assert client.get("/saved/1/feed.atom").content == answer.content  # the same bytes until something is new
    for wrong in ("0", "2", "x", "9" * 40, "%00"):
        assert client.get(f"/saved/{wrong}/feed.atom").status_code == 404


def test_a_feed_reader_sends_its_token_as_the_password(archive: Archive) -> None:
    saved.add_saved(archive, "reader", "all", "", None, NOW)
    key = access.new_token(archive, "reader", ["feeds"], "")
    program = visitor(archive)
    assert program.get("/saved/1/feed.atom", auth=("anything", key)).status_code == 200
    assert program.get("/api/events", auth=("anything", key)).status_code == 403
    assert program.get("/saved/1/feed.atom").status_code == 303


def test_a_filter_that_cannot_be_used_is_not_saved(archive: Archive) -> None:
    client = member(archive, "editor")
    for query in ("since=x", "type=NOTHING", "near=1", "min-confidence=nan"):
        assert send(client, "/saved", title="x", query=query) == 400
    assert send(client, "/saved", title="x", query="", webhook="7") == 400
    assert "There are no saved filters" in client.get("/saved").text


def test_the_list_of_events_leads_to_a_saved_filter(archive: Archive) -> None:
    client = member(archive, "reader")
    assert "/saved?type=ASSAULT" in client.get("/events?type=ASSAULT").text
    assert 'value="type=ASSAULT"' in client.get("/saved?type=ASSAULT&after=x&evil=1").text


def test_others_filters_are_removed_by_editors_only(archive: Archive) -> None:
    saved.add_saved(archive, "admin", "all", "", None, NOW)
    assert send(member(archive, "reader"), "/saved/1/remove") == 404
    assert send(member(archive, "editor"), "/saved/1/remove") == 303


def test_a_reader_cannot_have_messages_sent(archive: Archive) -> None:
    messages.name_webhook(archive, "https://hooks.example.org/", who="admin", now=NOW)
    reader = member(archive, "reader")
    assert "hooks.example.org" not in reader.get("/saved").text
    assert send(reader, "/saved", title="x", query="", webhook="1") == 403
    assert send(member(archive, "editor"), "/saved", title="x", query="", webhook="1") == 303


def test_a_message_arrives_signed_and_once(archive: Archive) -> None:
    with receiving() as receiver:
        number, secret = messages.name_webhook(archive, f"{receiver.root}/hook", private=True, who="admin", now=NOW)
        saved.add_saved(archive, "editor", "all", "type=ASSAULT", number, NOW)
        load(archive, raid())
        assert messages.tell_new(archive, filter_of_text, NOW) == (1, 1)
        assert messages.tell_new(archive, filter_of_text, NOW) == (0, 0)
        [(headers, body)] = receiver.got
    moment, _, mac = headers["x-marsad-signature"].removeprefix("t=").partition(",v1=")
    assert mac == hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert moment == str(int(NOW.timestamp()))
    assert headers["content-type"] == "application/json"
    told = json.loads(body)
    assert [row["type"] for row in told["events"]] == ["ASSAULT"]
    assert told["filter"]["query"] == "type=ASSAULT"


def test_a_message_that_fails_is_sent_again_after_growing_pauses_and_given_up(archive: Archive) -> None:
    with receiving() as receiver:
        receiver.status = 500
        number, _ = messages.name_webhook(archive, receiver.root, private=True, who="admin", now=NOW)
        saved.add_saved(archive, "editor", "all", "", number, NOW)
        load(archive, raid())
        saved.look(archive, NOW, filter_of_text)
        now = NOW
        for pause in messages.PAUSES:
            messages.deliver(archive, now)
            messages.deliver(archive, now + timedelta(seconds=pause - 1))
            now += timedelta(seconds=pause)
        assert len(receiver.got) == len(messages.PAUSES)
        messages.deliver(archive, now)
        messages.deliver(archive, now + timedelta(days=30))
        assert len(receiver.got) == len(messages.PAUSES) + 1
        assert len({headers["x-marsad-signature"] for headers, _ in receiver.got}) == len(receiver.got)
    with archive.reading() as connection:
        [row] = saved.webhook_rows(connection)
    assert (row["delivered"], row["waiting"], row["given_up"], row["said"][:10]) == (0, 0, 1, "status 500")


def test_a_message_is_not_led_elsewhere(archive: Archive) -> None:
    with receiving() as receiver, receiving() as other:
        receiver.status, receiver.headers = 307, [("Location", other.root), ("Content-Length", "0")]
        number, _ = messages.name_webhook(archive, receiver.root, private=True, who="admin", now=NOW)
        saved.add_saved(archive, "editor", "all", "", number, NOW)
        load(archive, raid())
        assert messages.tell_new(archive, filter_of_text, NOW)[1] == 0
        assert (len(receiver.got), other.got) == (1, [])


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_into_a_private_network_gets_no_message(archive: Archive, address: str) -> None:
    number, _ = messages.name_webhook(archive, "https://hooks.example.org/", who="admin", now=NOW)
    saved.add_saved(archive, "editor", "all", "", number, NOW)
    load(archive, raid())
    assert messages.tell_new(archive, filter_of_text, NOW, resolver=lambda host, port: [address])[1] == 0
    with archive.reading() as connection:
        assert saved.webhook_rows(connection)[0]["said"].startswith("refused")


@pytest.mark.parametrize("address", ["http://hooks.example.org/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://2130706433/", "https://0x7f.1/", "file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "", "https://"])  # fmt: skip
def test_an_address_that_is_none_or_private_cannot_be_named(archive: Archive, address: str) -> None:
    with pytest.raises(UsageError):
        messages.name_webhook(archive, address, who="admin", now=NOW)


def test_on_this_machine_alone_filters_are_saved_without_accounts(desk_archive: Archive) -> None:
    client = browser(desk_archive)
    assert client.post("/saved", data={"csrf": token(client), "title": "mine", "query": "type=ASSAULT"}).status_code == 303
    assert "mine" in client.get("/saved").text
    assert client.get("/api/saved").json()["saved"][0]["title"] == "mine"


def test_a_running_desk_looks_by_itself(archive: Archive) -> None:
    guard = application(archive)
    saved.add_saved(archive, "editor", "all", "", None, NOW)
    load(archive, raid())
    rounds = Rounds(guard, every=0.05)
    rounds.start()
    for _ in range(200):
        with archive.reading() as connection:
            if saved.found_rows(connection, 1, 5):
                break
        time.sleep(0.05)
    rounds.stop()
    assert not rounds.is_alive()
    with archive.reading() as connection:
        assert [row["type"] for row in saved.found_rows(connection, 1, 5)] == ["ASSAULT"]


def test_messages_at_an_end_are_not_kept(archive: Archive) -> None:
    with receiving() as receiver:
        number, _ = messages.name_webhook(archive, receiver.root, private=True, who="admin", now=NOW)
        saved.add_saved(archive, "editor", "all", "", number, NOW)
        load(archive, raid())
        messages.tell_new(archive, filter_of_text, NOW)
        assert len(receiver.got) == 1
    with archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT body, outcome FROM deliveries").all() == [("", "delivered")]
