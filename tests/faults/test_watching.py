"""A day of `watch` in some seconds, and a clock that goes back: each story once, the evidence whole, nobody asked too often."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gather"))
from sites import Reply, Site, page, rss, sites

from marsad.desk import collect as desk
from marsad.desk.captures import verify_captures

START, HOUR = 1_581_724_800.0, 3_600.0  # 15 February 2020, midnight UTC
STORY, SHOWN = 1_800.0, 5  # a site has a story each half an hour, and its feed shows the last five


class Clock(threading.Event):
    """A clock that runs only while somebody waits, and says stop at an hour."""

    def __init__(self, hours: float) -> None:
        super().__init__()
        self.at, self.end = START, START + hours * HOUR

    def wait(self, timeout: float | None = None) -> bool:
        self.at += timeout or 0.0
        if self.at >= self.end:
            self.set()
        return self.is_set()


def answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.type)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)


def newspaper(site: Site, clock: Clock, away: Callable[[float], bool] = lambda hour: False) -> None:
    """Let a site publish by the clock; `away` tells at which hours its server answers with an error."""

    def feed(handler: BaseHTTPRequestHandler) -> None:
        if away((clock.at - START) / HOUR):
            answer(handler, Reply(b"later", "text/plain", 503))
            return
        newest = int((clock.at - START) / STORY)
        for n in range(max(0, newest - SHOWN + 1), newest + 1):
            site.pages.setdefault(f"/story/{n}", flaky(n) if n % 7 == 3 else Reply(page(n, f"خبر رقم {n} عن الوفد")))
        answer(handler, Reply(rss([(f"خبر رقم {n} عن الوفد", f"{site.root}/story/{n}") for n in range(max(0, newest - SHOWN + 1), newest + 1)]), "application/rss+xml"))

    def flaky(n: int) -> Callable[[BaseHTTPRequestHandler], None]:
        asked: list[int] = []

        def story(handler: BaseHTTPRequestHandler) -> None:
            asked.append(n)
            answer(handler, Reply(b"later", "text/plain", 500) if len(asked) == 1 else Reply(page(n, f"خبر رقم {n} عن الوفد")))

        return story

    site.pages["/rss"] = feed


def watched(folder: Path, papers: list[Site], clock: Clock) -> Counter[str]:
    """Watch until the clock says stop; give how often each story came out."""
    names = ("مرفأ", "منارة", "ساحل")
    listed = "".join(f'\n[[source]]\nname = "{name}"\naddress = "{site.root}/rss"\n' for name, site in zip(names, papers, strict=False))
    config = folder / "marsad.toml"
    config.write_text(f'[collect]\nallow = ["127.0.0.1"]\ndelay = 0.0\nevery = 900.0\nretry = 60.0\n{listed}', encoding="utf-8")
    out = folder / "news.jsonl"
    with desk.opened(config, out, None, stop=clock, now=lambda: clock.at) as collector:
        desk.watch(collector, desk.chosen_sources(collector.config, []), lambda summary: None)
    verdict = verify_captures(config)
    assert verdict.findings == ()
    return Counter(json.loads(line)["url"] for line in out.read_text(encoding="utf-8").splitlines())


@pytest.mark.slow
def test_a_day_of_watching_gives_each_story_once(tmp_path: Path) -> None:
    clock = Clock(24)
    with sites(3) as papers:
        newspaper(papers[0], clock)
        newspaper(papers[1], clock, away=lambda hour: 10 <= hour < 11)  # for an hour
        newspaper(papers[2], clock, away=lambda hour: int(hour * 4) % 3 == 0)  # again and again
        threads = threading.active_count()
        found = watched(tmp_path, papers, clock)
        stories = int(24 * HOUR / STORY)
        for site in papers:
            mine = {url: times for url, times in found.items() if url.startswith(site.root)}
            assert {f"{site.root}/story/{n}" for n in range(stories - 1)} <= set(mine), "a story was missed"
            assert set(mine.values()) == {1}, "a story came twice"
            looks = site.paths().count("/rss")
            assert 24 * 4 * 0.6 <= looks <= 24 * 4 * 2, "a feed that is to be looked at every quarter of an hour"
            assert site.paths().count("/story/5") == 1
            assert site.paths().count("/story/3") == 2, "what failed once is tried once more"
        assert threading.active_count() <= threads + len(papers) * 2, "threads are left behind"


def test_a_clock_that_was_far_ahead_and_is_set_right_stops_nothing(tmp_path: Path) -> None:
    """A machine without a battery wakes up in 2039 and is set right a minute later: what was put off until then is due."""
    with sites(1) as papers:
        ahead = Clock(0.01)
        ahead.at, ahead.end = START + 19 * 365 * 24 * HOUR, START + 19 * 365 * 24 * HOUR + 30
        newspaper(papers[0], ahead)
        papers[0].pages["/rss"] = Reply(rss([("خبر رقم 1 عن الوفد", f"{papers[0].root}/story/1"), ("خبر رقم 2 عن الوفد", f"{papers[0].root}/story/2")]))
        papers[0].pages["/story/1"] = Reply(page(1, "خبر رقم 1 عن الوفد"))
        papers[0].pages["/story/2"] = Reply(b"later", "text/plain", 503)
        assert len(watched(tmp_path, papers, ahead)) == 1
        papers[0].pages["/story/2"] = Reply(page(2, "خبر رقم 2 عن الوفد"))
        asked = len(papers[0].asked)
        found = watched(tmp_path, papers, Clock(0.1))
        assert len(papers[0].asked) > asked, "nothing was asked for any more"
        assert found == {f"{papers[0].root}/story/{n}": 1 for n in (1, 2)}


def test_a_clock_that_goes_back_an_hour_doubles_nothing(tmp_path: Path) -> None:
    with sites(1) as papers:
        clock = Clock(3)
        newspaper(papers[0], clock)
        watched(tmp_path, papers, clock)
        again = Clock(4)
        again.at = clock.at - HOUR
        newspaper(papers[0], again)
        found = watched(tmp_path, papers, again)
        assert set(found.values()) == {1}
        assert {f"{papers[0].root}/story/{n}" for n in range(8)} <= set(found)
