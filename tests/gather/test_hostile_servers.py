"""Servers that mean harm: none takes more than its limits, and none keeps the other sources from being collected."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import resource
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard
from sites import Reply, Site, config, page, rss, settings, sites
from test_collecting import feed_of, lines, run

from marsad.gather.fetch import Fetcher
from marsad.gather.sources import Source
from marsad.gather.trouble import Trouble

LIMITS: dict[str, Any] = {
    "total_timeout": 1.5, "read_timeout": 0.7, "connect_timeout": 1.0, "max_bytes": 3_000_000, "max_decoded": 5_000_000, "max_page": 2_000_000, "max_redirects": 4,
}  # fmt: skip
ZEROS = b"\0" * 1_000_000


def forever(piece: bytes, pause: float, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n") -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        for _ in range(100_000):
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                time.sleep(pause)

    return answer


def silent(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    time.sleep(5)


def announced(length: int) -> Callable[[BaseHTTPRequestHandler], None]:
    return forever(b"x" * 65536, 0, f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode())


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + page(1)[:300])


def to(place: str) -> Reply:
    return Reply(b"", "", 302, (("Location", place),))


def packed(body: bytes, encoding: str) -> Reply:
    return Reply(body, "text/html", 200, (("Content-Encoding", encoding),))


def zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join(packer.compress(ZEROS) for _ in range(300)) + packer.flush()


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(ZEROS) for _ in range(300)) + packer.flush()


def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(ZEROS) for _ in range(300)) + packer.finish()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&l9;</title><item><title>&l9;</title><link>http://a.example/</link></item></channel></rss>'.encode()


EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title><item><title>&x;</title><link>http://a.example/</link></item></channel></rss>'
DEEP = b"<html><body>" + b"<div>" * 15_000 + "نص".encode() + b"</div>" * 15_000
WIDE = b"<html><body>" + b"<b>x</b>" * 220_000

# what the server does, how it answers /story/0, the reason it is given up or waits for
TRICKS: list[tuple[str, Any, str]] = [
    ("drips a byte at a time", forever(b" ", 0.05), "too-slow"),
    ("drips its header", forever(b"X-A: b\r\n", 0.05, b"HTTP/1.1 200 OK\r\n"), "too-slow"),
    ("never ends its header", forever(b"X-A: b\r\n" * 1000, 0, b"HTTP/1.1 200 OK\r\n"), "broken-answer"),
    ("says nothing", silent, "too-slow"),
    ("never ends its body", forever(b"<p>x</p>" * 8192, 0), "too-large"),
    ("never ends its chunks", forever(b"10000\r\n" + b"x" * 65536 + b"\r\n", 0, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), "too-large"),
    ("announces 100 MB", announced(100_000_000), "too-large"),
    ("hangs up in the middle", cut, "broken-answer"),
    ("speaks no HTTP", forever(b"220 ftp ready\r\n", 0, b""), "broken-answer"),
    ("redirects to itself", to("/story/0"), "redirect-loop"),
    ("redirects on and on", to("/hop/0"), "redirect-loop"),
    ("redirects to the cloud's metadata", to("http://169.254.169.254/latest/meta-data/"), "refused"),
    ("redirects to a private network", to("http://10.0.0.1/admin"), "refused"),
    ("redirects to this machine by another name", to("http://localhost:22/"), "refused"),
    ("redirects to this machine in hexadecimal", to("http://0x7f000001/"), "refused"),
    ("redirects to this machine as one number", to("http://2130706433/"), "refused"),
    ("redirects to this machine in IPv6", to("http://[::1]/"), "refused"),
    ("redirects to IPv4 in IPv6", to("http://[::ffff:10.0.0.1]/"), "refused"),
    ("redirects to a file", to("file:///etc/passwd"), "bad-address"),
    ("redirects to a script", to("javascript:alert(1)"), "bad-address"),
    ("redirects to gopher", to("gopher://127.0.0.1:25/x"), "bad-address"),
    ("redirects to nowhere", Reply(b"", "", 302), "bad-address"),
    ("sends a gzip bomb", packed(gzip_bomb(), "gzip"), "bomb"),
    ("sends a zstd bomb", packed(zstd_bomb(), "zstd"), "bomb"),
    ("sends a brotli bomb", packed(brotli_bomb(), "br"), "bomb"),
    ("sends a bomb in a bomb", packed(gzip.compress(gzip_bomb()), "gzip, gzip"), "bomb"),
    ("packs many times over", packed(b"x", "gzip, gzip, gzip, gzip, gzip"), "bomb"),
    ("sends rubbish as brotli", packed(b"\x05" * 5000, "br"), "broken-answer"),
    ("sends a picture as HTML", Reply(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "not-text"),
    ("sends a program as text", Reply(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "text/plain"), "not-text"),
    ("nests elements without end", Reply(DEEP), "unreadable"),
    ("sends elements without end", Reply(WIDE), "too-large"),
    ("sends a page without text", Reply(b"<html><body></body></html>"), "no-text"),
    ("sends nothing", Reply(b""), "no-text"),
]  # fmt: skip


@pytest.fixture
def pair() -> Iterator[tuple[Site, Site]]:
    with sites(2) as (bad, good):
        yield bad, good


@pytest.mark.parametrize(("remark", "trick", "reason"), TRICKS, ids=[t[0] for t in TRICKS])
def test_a_server_that(pair: tuple[Site, Site], tmp_path: Path, remark: str, trick: Any, reason: str) -> None:
    bad, good = pair
    feed_of(bad, 1)
    feed_of(good, 2)
    bad.pages["/story/0"] = trick
    bad.pages.update({f"/hop/{n}": to(f"/hop/{n + 1}") for n in range(20)})
    made = config(tmp_path, [Source(name="سيئ", address=f"{bad.root}/rss"), Source(name="جيد", address=f"{good.root}/rss")], **LIMITS)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    summary = run(made)
    assert summary.failed == {reason: 1}, remark
    assert (summary.new, [a["source"] for a in lines(tmp_path)]) == (2, ["جيد", "جيد"])
    assert time.monotonic() - started < 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000, "kilobytes of memory"


FEEDS: list[tuple[str, Any, str]] = [
    ("an XML bomb", Reply(laughs(), "text/xml"), "entities"),
    ("an entity from a file", Reply(EXTERNAL, "text/xml"), "entities"),
    ("a bomb in UTF-16", Reply(laughs().decode().replace('"1.0"?', '"1.0" encoding="utf-16"?').encode("utf-16"), "text/xml"), "entities"),
    ("a page", Reply(page(1)), "not-a-feed"),
    ("JSON of something else", Reply(b'{"a": ' + b"[" * 100_000, "application/json"), "not-a-feed"),
    ("rubbish", Reply(bytes(range(256)) * 100, "application/rss+xml"), "not-a-feed"),
    ("elements in elements", Reply(b"<rss><channel>" + b"<item>" * 100_000, "text/xml"), ""),  # an entry without anything, which is left alone
]


@pytest.mark.parametrize(("remark", "reply", "reason"), FEEDS, ids=[f[0] for f in FEEDS])
def test_a_feed_that_is(pair: tuple[Site, Site], tmp_path: Path, remark: str, reply: Reply, reason: str) -> None:
    bad, good = pair
    bad.pages["/rss"] = reply
    feed_of(good, 1)
    started = time.monotonic()
    summary = run(config(tmp_path, [Source(name="سيئ", address=f"{bad.root}/rss"), Source(name="جيد", address=f"{good.root}/rss")], **LIMITS))
    assert (summary.failed, summary.new) == ({reason: 1} if reason else {}, 1), remark
    assert time.monotonic() - started < 8


def test_a_feed_of_a_million_entries_is_taken_up_to_the_limit(pair: tuple[Site, Site], tmp_path: Path) -> None:
    bad, _ = pair
    bad.pages["/rss"] = Reply(rss([(f"t{n}", f"/story/{n}") for n in range(20_000)]), "text/xml")
    summary = run(config(tmp_path, [Source(name="سيئ", address=f"{bad.root}/rss", hosts=["nowhere.example"])], max_entries=100))
    assert (summary.new, summary.seen) == (0, 100)


def test_a_host_that_fails_again_and_again_is_left_for_the_next_run(pair: tuple[Site, Site], tmp_path: Path) -> None:
    bad, good = pair
    feed_of(bad, 40)
    feed_of(good, 3)
    bad.pages.update({f"/story/{n}": silent for n in range(40)})
    started = time.monotonic()
    summary = run(config(tmp_path, [Source(name="سيئ", address=f"{bad.root}/rss"), Source(name="جيد", address=f"{good.root}/rss")], **LIMITS))
    assert (summary.failed, summary.new, summary.waiting) == ({"too-slow": 3}, 3, 40)
    assert time.monotonic() - started < 8


# -- where a name leads


def fetcher(resolve: Callable[[str, int], list[str]], **changes: Any) -> Fetcher:
    return Fetcher(settings(**{"allow": [], **LIMITS, **changes}), resolve)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "224.0.0.1"]
)
def test_a_name_that_leads_into_a_private_network_is_refused(address: str) -> None:
    with pytest.raises(Trouble, match=r"^refused: news\.example is .* private network"):
        fetcher(lambda host, port: [address]).get("http://news.example/")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Trouble, match="refused"):
        fetcher(lambda host, port: ["93.184.216.34", "127.0.0.1"]).get("http://news.example/")


def test_a_name_that_changes_where_it_leads_is_resolved_once_and_connected_where_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when checked, this machine when used."""
    answers = itertools.chain([["93.184.216.34"]], itertools.repeat(["127.0.0.1"]))
    connected: list[str] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "no")

    monkeypatch.setattr(socket, "create_connection", connect)
    made = fetcher(lambda host, port: next(answers))
    with pytest.raises(Trouble, match="no-connection"):
        made.get("http://news.example/")
    with pytest.raises(Trouble, match="refused"):
        made.get("http://news.example/")
    assert connected == ["93.184.216.34"]


def test_a_private_host_is_reached_only_if_it_is_allowed_by_name() -> None:
    with sites() as (site,):
        site.pages["/"] = Reply(page(1))
        answer = fetcher(lambda host, port: ["127.0.0.1"], allow=["intranet.example"]).get(f"http://intranet.example:{site.port}/")
        assert (answer.status, answer.ip) == (200, "127.0.0.1")
        with pytest.raises(Trouble, match="refused"):
            fetcher(lambda host, port: ["127.0.0.1"], allow=["intranet.example"]).get(f"http://other.example:{site.port}/")


def test_a_resolver_that_never_answers_ends_with_the_deadline() -> None:
    hung = threading.Event()
    started = time.monotonic()
    with pytest.raises(Trouble, match="too-slow"):
        fetcher(lambda host, port: [str(hung.wait(20))]).get("http://news.example/")
    assert time.monotonic() - started < 4
    hung.set()


def test_no_cookie_is_sent_back_and_no_header_tells_more_than_the_name_of_the_program() -> None:
    with sites() as (site,):
        site.pages["/a"] = Reply(b"", "", 302, (("Location", "/b"), ("Set-Cookie", "id=1")))
        site.pages["/b"] = Reply(page(1))
        Fetcher(settings()).get(f"{site.root}/a")
        assert set(site.asked[1][1]) == {"host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"}


def test_control_characters_of_a_page_come_out_as_json_and_cut_no_line(tmp_path: Path) -> None:
    with sites() as (site,):
        feed_of(site, 1)
        site.pages["/story/0"] = Reply(
            page(1, title="عنوان\x1b[31m\u2028\u0085 طويل للخبر", body="<p>نص الخبر\x00\x0b\x1b[2J الأول في هذه الصفحة كامل.\u2028</p><p>والفقرة الثانية فيها كلام كثير.</p>")
        )
        assert run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")])).new == 1
    raw = (tmp_path / "news.jsonl").read_bytes()
    assert raw.count(b"\n") == 1
    json.loads(raw)


P = "<p>نص طويل في خبر عن الهدنة والاتفاق بين الطرفين المتحاربين في الشمال.</p>"
TRAPS = [
    ("attributes without end", "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</p>" + P * 5),
    ("attributes behind quoted marks", "<p " + " ".join(f'a{n}=">"' for n in range(300_000)) + ">x</p>" + P * 5),
    ("many tags of many attributes", ("<p " + " ".join(f"a{n}" for n in range(1300)) + ">x</p>") * 500 + P * 5),
    ("texts in texts", ("<div class='article-body'>" * 190 + P + "</div>" * 190) * 90),
    ("times without end", "<span class='date'>15 شباط 2020</span>" * 19_000 + P * 5),
    ("leads without end", "<h3>مواضيع ذات صلة</h3><ul><li><a>x</a></li></ul>" * 4_900 + P * 5),
    ("JSON-LD that never ends", '<script type="application/ld+json">' + '{"@graph":[' * 90_000 + "</script>" + P * 5),
    ("paragraphs that never end", "<p>نص" * 39_000),
]


@pytest.mark.parametrize(("remark", "body"), TRAPS, ids=[t[0] for t in TRAPS])
def test_a_page_made_to_be_slow_costs_seconds_at_most(remark: str, body: str) -> None:
    """Processor time, so that a busy machine does not count; without the counting of traps the first two take minutes."""
    from marsad.gather.pages import read_page

    started = time.process_time()
    with contextlib.suppress(Trouble):
        read_page(f"<html><body>{body}</body></html>")
    assert time.process_time() - started < 25, remark
