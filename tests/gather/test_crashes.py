"""`marsad watch` killed at random moments: nothing lost, nothing doubled, the evidence sound.

MARSAD_KILLS=50 kills it as often as the project promises; a few times are enough for every day.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sites import Reply, page, rss, sites, toml

from marsad.desk.captures import verify_captures

KILLS = int(os.environ.get("MARSAD_KILLS", "4"))
MORE = 6  # stories that each request for the feed adds


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_killed_at_random_moments_it_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    dice = random.Random(9)
    with sites() as (site,):
        asked, frozen = [0], threading.Event()

        def feed(handler: BaseHTTPRequestHandler) -> None:
            if not frozen.is_set():
                asked[0] += 1
            number = asked[0] * MORE
            for n in range(max(0, number - MORE), number):
                site.pages[f"/story/{n}"] = Reply(page(n, f"خبر عن الوفد رقم {n}"))
            body = rss([(f"خبر {n}", f"{site.root}/story/{n}") for n in range(number)])
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        site.pages["/rss"] = feed
        path = toml(tmp_path, site, every=0.05, max_entries=100_000)
        command = [sys.executable, "-m", "marsad.cli.main", "watch", "--config", str(path), "-o", str(tmp_path / "news.jsonl"), "--quiet"]
        for _ in range(KILLS):
            process = subprocess.Popen(command, stderr=subprocess.PIPE)
            before, patience = len(site.asked), time.monotonic() + 60
            while len(site.asked) == before and time.monotonic() < patience and process.poll() is None:
                time.sleep(0.01)
            time.sleep(dice.random() * dice.choice((0.1, 0.5, 4.0)))  # while it starts, in its first pages, in full swing
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            process.kill()
            process.wait()
        frozen.set()  # no new stories any more
        done = subprocess.run([*command[:3], "collect", *command[4:]], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
        expected = {f"{site.root}/story/{n}" for n in range(asked[0] * MORE)}
    raw = (tmp_path / "news.jsonl").read_text(encoding="utf-8")
    found = Counter(json.loads(line)["url"] for line in raw.splitlines())
    assert [url for url, times in found.items() if times > 1] == []
    assert expected - set(found) == set()
    verdict = verify_captures(path)
    assert verdict.findings == ()
    assert verdict.counts["ok"] > 3 * len(expected)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 0)])
@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_a_signal_ends_it_cleanly(tmp_path: Path, name: str, code: int) -> None:
    with sites() as (site,):
        site.pages["/rss"] = Reply(rss([("خبر", f"{site.root}/story/0")]))
        site.pages["/story/0"] = Reply(page(0))
        path = toml(tmp_path, site, every=0.2)
        process = subprocess.Popen([sys.executable, "-m", "marsad.cli.main", "watch", "--config", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        patience = time.monotonic() + 60
        while "/story/0" not in site.paths() and time.monotonic() < patience:
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(timeout=20)
    assert process.returncode == code, err
    assert b"Traceback" not in err
    assert out.count(b"\n") == 1
    assert json.loads(out)["url"].endswith("/story/0")
