"""News sites on loopback for the tests: real HTTP servers whose answers a test writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from marsad.gather.settings import Settings
from marsad.gather.sources import Config, Source


class Reply(NamedTuple):
    """What a path answers."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Answering = Reply | Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server with a page table. `asked` lists (path, headers) in order; what is not in the table is 404, robots.txt too."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                reply = site.pages.get(self.path)
                if reply is None:
                    reply = Reply(b"not here", "text/plain", 404)
                if callable(reply) and not isinstance(reply, Reply):
                    reply(self)
                    return
                self.send_response(reply.status)
                for name, value in reply.headers:
                    self.send_header(name, value)
                if reply.type:
                    self.send_header("Content-Type", reply.type)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                pass  # the other side hangs up in the middle: that is what the tests are about

        self._server = Quiet((host, 0), Handler)
        self.port = self._server.server_address[1]
        self.root = f"http://{host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """Give the paths that were asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def sites(number: int = 1) -> Iterator[list[Site]]:
    opened = [Site() for _ in range(number)]
    try:
        yield opened
    finally:
        for site in opened:
            site.close()


def settings(**changes: Any) -> Settings:
    """Give settings for loopback: allowed, without pauses."""
    usual: dict[str, Any] = {"allow": ["127.0.0.1"], "delay": 0.0, "retry": 3600.0}
    return Settings(**{**usual, **changes})


def config(folder: Path, sources: list[Source], **changes: Any) -> Config:
    return Config(settings=settings(**changes), sources=tuple(sources), folder=folder)


def toml(folder: Path, site: Site, *, more: str = "", **changes: Any) -> Path:
    """Write a marsad.toml with one feed of a site."""
    lines = [
        "[collect]",
        'allow = ["127.0.0.1"]',
        "delay = 0.0",
        *(f"{name} = {str(value).lower() if isinstance(value, bool) else repr(value)}" for name, value in changes.items()),
    ]
    path = folder / "marsad.toml"
    path.write_text("\n".join(lines) + f'\n\n[[source]]\nname = "مرفأ"\naddress = "{site.root}/rss"\n{more}', encoding="utf-8")
    return path


BODY = "وصل وفد من الأمم المتحدة إلى مدينة عدن صباح الأحد، والتقى ممثلي السلطة المحلية لبحث إيصال المساعدات إلى المناطق المتضررة رقم {n}."
SECOND = "وقال المتحدث باسم الوفد إن الطرق المؤدية إلى المدينة ما زالت مغلقة أمام القوافل، وإن المفاوضات مستمرة لفتحها خلال الأيام المقبلة."


def page(n: int = 1, title: str = "وفد أممي في عدن", head: str = "", body: str = "") -> bytes:
    """Give a plain page with two paragraphs about n."""
    text = body or f"<p>{BODY.format(n=n)}</p><p>{SECOND}</p>"
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>'.encode()


def rss(items: list[tuple[str, str]], date: str = "Sun, 16 Feb 2020 10:00:00 +0200") -> bytes:
    """Give an RSS feed of (title, link)."""
    made = "".join(f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate></item>" for title, link in items)
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>صحيفة المرفأ</title><link>http://example.org/</link>{made}</channel></rss>'.encode()
