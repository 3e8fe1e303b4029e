"""Collecting from servers on loopback: each story once, with its evidence; failures told, tried again and given up."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sites import SECOND, Reply, Site, config, page, rss, sites

from marsad.gather.collector import Collector, Summary
from marsad.gather.evidence import sha256
from marsad.gather.output import Output
from marsad.gather.sources import Config, Source
from marsad.gather.state import State
from marsad.gather.warc import read_record
from marsad.record import UsageError


@pytest.fixture
def site() -> Any:
    with sites() as (one,):
        yield one


def run(made: Config, now: float = 1e9, out: str = "news.jsonl", **options: Any) -> Summary:
    """Open the store, collect once, close."""
    state = State(made.store / "state.sqlite")
    output = Output(state, made.folder / out)
    collector = Collector(made, state, output, now=lambda: now, **options)
    try:
        return collector.run([s for s in made.sources if s.enabled])
    finally:
        collector.close()
        output.close()
        state.close()


def lines(folder: Path, name: str = "news.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def feed_of(site: Site, number: int) -> None:
    site.pages["/rss"] = Reply(rss([(f"خبر {n}", f"/story/{n}") for n in range(number)]).replace(b"http://example.org/", site.root.encode() + b"/"), "application/rss+xml")
    for n in range(number):
        site.pages[f"/story/{n}"] = Reply(page(n, f"خبر عن الوفد رقم {n}"))


def test_each_story_of_a_feed_becomes_one_article_and_the_second_run_finds_nothing_new(site: Site, tmp_path: Path) -> None:
    feed_of(site, 5)
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss", outlet="صحيفة المرفأ")])
    assert (first := run(made)).new == 5, first
    articles = lines(tmp_path)
    assert sorted(a["title"] for a in articles) == [f"خبر عن الوفد رقم {n}" for n in range(5)]
    assert all(a["text"].endswith(SECOND) and a["outlet"] == "صحيفة المرفأ" and a["language"] == "ar" and a["published"] == "2020-02-16T10:00:00+02:00" for a in articles)
    again = run(made)
    assert (again.new, again.seen, len(lines(tmp_path))) == (0, 5, 5)
    assert site.paths().count("/story/3") == 1


def test_the_evidence_of_a_page_names_addresses_headers_hashes_and_lies_in_the_archive(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    site.pages["/story/0"] = Reply(b"", "", 302, (("Location", "/moved?id=3"),))
    body = page(7, head=f'<link rel="canonical" href="{site.root}/canonical/7">')
    site.pages["/moved?id=3"] = Reply(body, headers=(("ETag", '"x"'),))
    run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")]))
    (article,) = lines(tmp_path)
    capture = article["capture"]
    assert article["url"] == capture["canonical"] == f"{site.root}/canonical/7"
    assert (capture["requested"], capture["final"]) == (f"{site.root}/story/0", f"{site.root}/moved?id=3")
    assert capture["redirects"] == [[f"{site.root}/story/0", 302, f"{site.root}/moved?id=3"]]
    assert (capture["status"], capture["ip"], capture["fetched"]) == (200, "127.0.0.1", "2001-09-09T01:46:40.000Z")
    assert ["ETag", '"x"'] in capture["headers"]
    assert capture["raw_sha256"] == sha256(body)
    assert capture["text_sha256"] == sha256(article["text"].encode())
    assert capture["extractor"]["name"] == "trafilatura"
    warc = capture["warc"]
    stored = read_record(tmp_path / "gathered" / "warc" / warc["file"], warc["offset"], warc["length"])
    assert (stored.body, stored.headers["warc-record-id"], stored.status) == (body, warc["record"], "HTTP/1.1 200 OK")


def test_the_archive_is_a_warc_that_others_read(site: Site, tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.archiveiterator")
    feed_of(site, 2)
    run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")]))
    (path,) = (tmp_path / "gathered" / "warc").iterdir()
    with path.open("rb") as file:
        kinds = [record.rec_type for record in warcio.ArchiveIterator(file, check_digests="raise") if record.content_stream().read() is not None]
    assert kinds == ["warcinfo", "request", "response", "request", "response", "request", "response"]


def test_no_archive_is_written_if_none_is_wanted(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")]), warc=False)
    assert not (tmp_path / "gathered" / "warc").exists()
    assert "warc" not in lines(tmp_path)[0]["capture"]


def test_validators_are_sent_back_and_an_unchanged_feed_costs_one_request(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    reply = site.pages["/rss"]
    assert isinstance(reply, Reply)

    def answer(handler: Any) -> None:
        if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "Sat, 15 Feb 2020 00:00:00 GMT":
            handler.send_response(304)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        handler.send_response(200)
        for name, value in (("ETag", '"v1"'), ("Last-Modified", "Sat, 15 Feb 2020 00:00:00 GMT"), ("Content-Length", str(len(reply.body)))):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body)

    site.pages["/rss"] = answer
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")])
    assert run(made).new == 1
    assert run(made).unchanged == 1


def test_robots_are_asked_first_and_obeyed(site: Site, tmp_path: Path) -> None:
    feed_of(site, 2)
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /story/1\n", "text/plain")
    summary = run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")]))
    assert (summary.new, summary.failed, summary.dead) == (1, {"robots": 1}, 1)
    assert site.asked[0][0] == "/robots.txt"
    assert "/story/1" not in site.paths()


def test_two_requests_to_one_host_are_apart_by_the_delay(site: Site, tmp_path: Path) -> None:
    import time

    feed_of(site, 2)
    started = time.monotonic()
    run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")], delay=0.2))
    assert time.monotonic() - started >= 3 * 0.2  # robots, feed, two pages


def test_what_fails_for_now_waits_longer_each_time_and_is_given_up_at_last(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    site.pages["/story/0"] = Reply(b"", "text/plain", 500)
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")], retry=60.0, attempts=3)
    first = run(made, now=1000.0)
    assert (first.failed, first.waiting, first.dead) == ({"server-error": 1}, 1, 0)
    assert run(made, now=1059.0).failed == {}, "it is too early"
    assert run(made, now=1060.0).failed == {"server-error": 1}
    assert run(made, now=1060.0 + 239).failed == {}
    last = run(made, now=1060.0 + 240)
    assert (last.failed, last.waiting, last.dead) == ({"server-error": 1}, 0, 1)
    state = State(made.store / "state.sqlite")
    (failed,) = state.failed()
    assert (failed.status, failed.attempts, failed.reason, failed.link) == ("dead", 3, "server-error", f"{site.root}/story/0")
    with state.step():
        assert state.replay(["not-found"], 2000.0) == 0
        assert state.replay([], 2000.0) == 1
    state.close()
    site.pages["/story/0"] = Reply(page(0))
    assert run(made, now=2000.0).new == 1


def test_a_page_that_is_gone_is_given_up_at_once(site: Site, tmp_path: Path) -> None:
    feed_of(site, 2)
    site.pages["/story/1"] = Reply(b"", "text/plain", 410)
    summary = run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")]))
    assert (summary.new, summary.failed, summary.dead) == (1, {"gone": 1}, 1)


def test_a_host_that_asks_for_rest_is_left_alone_for_as_long_as_it_says(site: Site, tmp_path: Path) -> None:
    feed_of(site, 4)
    site.pages["/story/0"] = Reply(b"", "text/plain", 429, (("Retry-After", "500"),))
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")], retry=60.0)
    first = run(made, now=1000.0)
    assert (first.new, first.waiting) == (0, 4)
    assert [p for p in site.paths() if p.startswith("/story")] == ["/story/0"]
    site.pages["/story/0"] = Reply(page(0))
    assert run(made, now=1499.0).new == 0
    assert run(made, now=1500.0).new == 4


def test_two_feeds_with_one_story_give_one_article_and_tracking_parameters_do_not_matter(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    site.pages["/other"] = Reply(rss([("خبر", f"{site.root}/story/0?utm_source=rss&amp;utm_medium=feed")]), "text/xml")
    site.pages["/story/0?utm_source=rss&utm_medium=feed"] = site.pages["/story/0"]
    summary = run(config(tmp_path, [Source(name="أ", address=f"{site.root}/rss"), Source(name="ب", address=f"{site.root}/other")]))
    assert (summary.new, summary.seen) == (1, 1)


def test_a_watched_page_is_taken_again_only_when_it_changes(site: Site, tmp_path: Path) -> None:
    site.pages["/statement"] = Reply(page(1))
    made = config(tmp_path, [Source(name="بيان", kind="page", address=f"{site.root}/statement")])
    assert run(made).new == 1
    assert run(made).unchanged == 1
    site.pages["/statement"] = Reply(page(2))
    assert run(made).new == 1
    assert len({a["id"] for a in lines(tmp_path)}) == 2


def test_a_sitemap_index_is_followed_as_deep_and_as_far_as_allowed(site: Site, tmp_path: Path) -> None:
    def index(*names: str) -> Reply:
        made = "".join(f"<sitemap><loc>{site.root}{n}</loc></sitemap>" for n in names)
        return Reply(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{made}</sitemapindex>'.encode(), "text/xml")

    def urls(*names: str) -> Reply:
        made = "".join(
            f"<url><loc>{site.root}{n}</loc><news:news><news:publication_date>2020-02-16</news:publication_date><news:title>خبر</news:title></news:news></url>" for n in names
        )
        return Reply(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{made}</urlset>'.encode(), "text/xml"
        )

    site.pages = {"/map": index("/a", "/deep"), "/a": urls("/story/0", "/story/1"), "/deep": index("/deeper"), "/deeper": index("/deepest"), "/deepest": urls("/story/9")}
    site.pages.update({f"/story/{n}": Reply(page(n)) for n in (0, 1, 9)})
    summary = run(config(tmp_path, [Source(name="خريطة", kind="sitemap", address=f"{site.root}/map")]))
    assert summary.new == 2
    assert "/deeper" in site.paths()
    assert "/deepest" not in site.paths()


def test_a_feed_taken_at_its_word_gives_its_own_text_and_says_when_it_is_a_summary(site: Site, tmp_path: Path) -> None:
    text = f"<p>{SECOND}</p><p>اقرأ أيضا: خبر آخر تماما</p>"
    item = f"<item><title>خبر</title><link>{site.root}/story/0</link><description><![CDATA[{text}]]></description></item>"
    site.pages["/rss"] = Reply(f"<rss version='2.0'><channel><title>ص</title>{item}</channel></rss>".encode(), "text/xml")
    assert run(config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss", text="feed")])).new == 1
    (article,) = lines(tmp_path)
    assert (article["text"], article["url"]) == (SECOND, f"{site.root}/story/0")
    assert article["notes"] == ["the text looks truncated: the feed gives a summary only"]
    assert site.paths() == ["/rss"]


def test_a_second_process_is_kept_out_of_the_store(tmp_path: Path) -> None:
    state = State(tmp_path / "state.sqlite")
    with pytest.raises(UsageError, match="another marsad is collecting"):
        State(tmp_path / "state.sqlite")
    state.close()
    State(tmp_path / "state.sqlite").close()


def test_what_was_written_but_not_noted_before_a_crash_is_cut_off_and_written_again(site: Site, tmp_path: Path) -> None:
    feed_of(site, 3)
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")])
    run(made)
    whole = (tmp_path / "news.jsonl").read_bytes()
    state = State(made.store / "state.sqlite")
    with state.step():  # as if the process had died after writing the last two lines and before noting it
        state.set_export(str((tmp_path / "news.jsonl").resolve()), 1, whole.index(b"\n") + 1)
    state.close()
    with (tmp_path / "news.jsonl").open("ab") as file:
        file.write(b'{"half": ')
    run(made)
    assert (tmp_path / "news.jsonl").read_bytes() == whole


def test_a_stop_ends_the_run_soon_and_the_next_one_takes_the_rest(site: Site, tmp_path: Path) -> None:
    feed_of(site, 30)
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")])
    stop = threading.Event()
    seen = []

    def report() -> None:
        seen.append(1)
        if len(seen) == 5:
            stop.set()

    first = run(made, stop=stop, report=report)
    assert first.interrupted
    assert 0 < first.new < 30
    second = run(made)
    assert first.new + second.new == 30
    assert len({a["url"] for a in lines(tmp_path)}) == len(lines(tmp_path)) == 30


def test_the_state_can_be_read_while_it_is_written(site: Site, tmp_path: Path) -> None:
    feed_of(site, 1)
    made = config(tmp_path, [Source(name="مرفأ", address=f"{site.root}/rss")])
    run(made)
    writer = State(made.store / "state.sqlite")
    reader = State(made.store / "state.sqlite", write=False)
    assert reader.counts()["articles"] == 1
    with pytest.raises(sqlite3.OperationalError, match="readonly"), reader.step():
        reader.entry_done("x")
    reader.close()
    writer.close()
