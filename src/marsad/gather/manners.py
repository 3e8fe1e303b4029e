"""Manners towards each host: its robots.txt, a pause between two requests, and rest when it asks for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from marsad.gather.charset import decode
from marsad.gather.fetch import Fetcher
from marsad.gather.robots import LONGEST, Robots, read_robots
from marsad.gather.trouble import Trouble

KEEP = 86400.0  # seconds for which robots.txt is believed, as RFC 9309 has it


class Manners:
    """Remembers per host (with port) what robots.txt says and when the last request was. Safe to share between threads."""

    def __init__(self, fetcher: Fetcher, now: Callable[[], float] = time.monotonic, stop: threading.Event | None = None) -> None:
        self._fetcher, self._now, self._stop = fetcher, now, stop or threading.Event()
        self._robots: dict[str, tuple[float, Robots | Trouble]] = {}
        self._last: dict[str, float] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def visit(self, address: str, delay: float | None = None, robots: bool = True) -> None:
        """Wait until the host may be asked again. Raises Trouble if robots.txt forbids the address or cannot be had."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(parts.netloc, threading.Lock())
        with lock:
            pause = self._fetcher.settings.delay if delay is None else delay
            if robots and self._fetcher.settings.robots:
                rules = self._rules(site, pause)
                if not rules.allows(address):
                    raise Trouble("robots", f"robots.txt of {parts.netloc} does not allow {parts.path[:200]}")
                pause = max(pause, min(rules.delay or 0.0, self._fetcher.settings.max_delay))
            self._pause(parts.netloc, pause)

    def _pause(self, host: str, pause: float) -> None:
        wait = self._last.get(host, -1e9) + pause - self._now()
        if wait > 0 and self._stop.wait(wait):
            raise Trouble("interrupted", "the run was stopped")
        self._last[host] = self._now()

    def _rules(self, site: str, pause: float) -> Robots:
        known = self._robots.get(site)
        if known is None or self._now() - known[0] > (KEEP if isinstance(known[1], Robots) else 300.0):
            self._pause(site.partition("//")[2], pause)
            known = self._robots[site] = (self._now(), self._fetched(site))
        if isinstance(known[1], Trouble):
            raise known[1]
        return known[1]

    def _fetched(self, site: str) -> Robots | Trouble:
        """Fetch robots.txt: what is missing allows all, what cannot be reached allows nothing for now (RFC 9309, 2.3.1)."""
        try:
            answer = self._fetcher.get(f"{site}/robots.txt", most=LONGEST * 4)
        except Trouble as trouble:
            if trouble.reason in ("not-found", "gone", "forbidden", "client-error", "redirect-loop", "too-large", "bomb", "bad-address"):
                return Robots()
            if trouble.reason in ("refused", "interrupted", "no-such-host", "no-connection"):
                return trouble
            return Trouble("robots-unknown", f"robots.txt of {site} cannot be had ({trouble.detail})", trouble.wait)
        return read_robots(decode(answer.body[:LONGEST], answer.content_type).text)
