"""One fetch: an address in, the answer with all that proves it out, or Trouble. No cookies, no scripts, no forms: one GET each."""

from __future__ import annotations

import datetime
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

import httpcore

from marsad.gather.addresses import normal_address
from marsad.gather.inflate import ACCEPTED, inflate
from marsad.gather.settings import Settings
from marsad.gather.trouble import Trouble
from marsad.gather.wire import CheckedBackend, Deadline, Resolver, system_resolver
from marsad.version import __version__

_CLIENT = {401: "forbidden", 402: "forbidden", 403: "forbidden", 404: "not-found", 410: "gone", 451: "forbidden"}
_REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_WAIT = 7 * 86400.0  # seconds of Retry-After that are believed


class Hop(NamedTuple):
    """One redirect: where it was, its status, where it pointed to."""

    address: str
    status: int
    to: str


class Answer(NamedTuple):
    """The answer to a GET. `sent` is the body as sent (after chunking), `body` without its content encoding.

    `request` and `head` are the lines of both headers as text, for the WARC record.
    """

    requested: str
    final: str
    hops: tuple[Hop, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched: str
    ip: str | None
    request: tuple[tuple[str, str], ...]
    reason: str
    sent: bytes
    body: bytes

    def header(self, name: str) -> str:
        """Give the first header of a name, "" if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def content_type(self) -> str:
        return self.header("content-type")


class Fetcher:
    """Fetches with the limits of the settings. `resolver` and `now` can be replaced; safe to share between threads."""

    def __init__(self, settings: Settings, resolver: Resolver = system_resolver, now: Callable[[], float] = time.time, stop: threading.Event | None = None) -> None:
        self.settings, self._resolver, self._now, self._stop = settings, resolver, now, stop
        self.agent = f"Marsad/{__version__}" + (f" ({settings.contact})" if settings.contact else "")

    def get(self, address: str, known: Mapping[str, str] | None = None, allowed: Callable[[str], None] | None = None, most: int | None = None) -> Answer:
        """Give the answer at the end of the redirects. `known` are ETag and Last-Modified of an earlier answer: then the status may be 304.

        `allowed` is asked about each address before it is fetched and may raise Trouble (robots.txt). Raises Trouble.
        """
        deadline = Deadline(self.settings.total_timeout, self._stop)
        here = normal_address(address)
        if not here:
            raise Trouble("bad-address", f"{address[:200]!r} is no http or https address")
        requested, seen = here, {here}
        hops: list[Hop] = []
        while True:
            if allowed is not None:
                began = time.monotonic()
                allowed(here)
                deadline.end += time.monotonic() - began  # waiting out of politeness is not the other side's slowness
            answer = self._once("GET", here, _conditions(known or {}), b"", deadline, most or self.settings.max_bytes)
            if answer.status not in _REDIRECTS:
                answer = answer._replace(requested=requested, hops=tuple(hops))
                _judge(answer, self._now())
                return answer
            to = normal_address(answer.header("location"), here) if answer.header("location") else ""
            if not to:
                raise Trouble("bad-address", f"{here} redirects to {answer.header('location')[:200]!r}")
            hops.append(Hop(here, answer.status, to))
            if to in seen or len(hops) > self.settings.max_redirects:
                raise Trouble("redirect-loop", f"{len(hops)} redirects, the last to {to[:200]}")
            seen.add(to)
            here = to

    def post(self, address: str, content: bytes, content_type: str, most: int) -> Answer:
        """Give the answer to a POST (of a time stamp request). Redirects are not followed. Raises Trouble."""
        here = normal_address(address)
        if not here:
            raise Trouble("bad-address", f"{address[:200]!r} is no http or https address")
        headers = [("Content-Type", content_type), ("Content-Length", str(len(content)))]
        answer = self._once("POST", here, headers, content, Deadline(self.settings.total_timeout, self._stop), most)
        _judge(answer, self._now())
        return answer

    def send(self, address: str, content: bytes, content_type: str, headers: Sequence[tuple[str, str]], most: int = 65_536) -> Answer:
        """Give the answer to a POST of a message, whatever its status. Redirects are not followed, so what is sent goes to this address only. Raises Trouble."""
        here = normal_address(address)
        if not here:
            raise Trouble("bad-address", f"{address[:200]!r} is no http or https address")
        more = [("Content-Type", content_type), ("Content-Length", str(len(content))), *headers]
        return self._once("POST", here, more, content, Deadline(self.settings.total_timeout, self._stop), most)

    def _once(self, method: str, address: str, more: list[tuple[str, str]], content: bytes, deadline: Deadline, most: int) -> Answer:
        backend = CheckedBackend(self._resolver, self.settings.allow, deadline)
        headers = [("User-Agent", self.agent), ("Accept", "*/*"), ("Accept-Encoding", ACCEPTED), ("Accept-Language", "ar, en;q=0.5"), ("Connection", "close")]
        headers += more
        limits = {"connect": self.settings.connect_timeout, "read": self.settings.read_timeout, "write": self.settings.read_timeout, "pool": 1.0}
        fetched = datetime.datetime.fromtimestamp(self._now(), datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        try:
            with httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, http1=True, http2=False, retries=0) as pool:
                url = httpcore.URL(address)
                sent = [("Host", _host(address)), *headers]
                encoded = [(k.encode("ascii"), v.encode("latin-1", "replace")) for k, v in sent]
                with pool.stream(method, url, headers=encoded, content=content or None, extensions={"timeout": limits}) as response:
                    got = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers)
                    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
                    follows = response.status in _REDIRECTS
                    body = b"" if follows or response.status == 304 else _read(response, got, most, deadline)
        except httpcore.ConnectTimeout as error:
            raise Trouble("no-connection", f"{address}: {error or 'no answer in time'}") from None
        except httpcore.ConnectError as error:
            raise Trouble("tls" if "SSL" in str(error) or "certificate" in str(error).lower() else "no-connection", f"{address}: {error}") from None
        except (httpcore.ReadTimeout, httpcore.WriteTimeout, httpcore.PoolTimeout):
            raise Trouble("too-slow", f"{address}: silent for {self.settings.read_timeout:g} seconds") from None
        except (httpcore.ProtocolError, httpcore.NetworkError, httpcore.UnsupportedProtocol) as error:
            raise Trouble("broken-answer", f"{address}: {str(error)[:200]}") from None
        encoding = ", ".join(v for k, v in got if k.lower() == "content-encoding")
        opened = inflate(body, encoding, self.settings.max_decoded, self.settings.max_ratio)
        return Answer(address, address, (), response.status, got, fetched, backend.connected, tuple(sent), reason, body, opened)


def _conditions(known: Mapping[str, str]) -> list[tuple[str, str]]:
    names = (("If-None-Match", "etag"), ("If-Modified-Since", "modified"))
    return [(header, known[name]) for header, name in names if known.get(name)]


def _read(response: httpcore.Response, headers: tuple[tuple[str, str], ...], most: int, deadline: Deadline) -> bytes:
    length = next((v for k, v in headers if k.lower() == "content-length"), "")
    if length.isdigit() and int(length) > most:
        raise Trouble("too-large", f"it announces {int(length):,} bytes, more than {most:,}")
    body = bytearray()
    for piece in response.iter_stream():
        body += piece
        if len(body) > most:
            raise Trouble("too-large", f"it has more than {most:,} bytes")
        deadline.left()
    return bytes(body)


def _judge(answer: Answer, now: float) -> None:
    """Raise Trouble for a status that brings no document."""
    status = answer.status
    if status in (200, 203, 304):
        return
    said = f"status {status} {answer.reason}".rstrip()
    if status in (429, 503):
        raise Trouble("too-many-requests" if status == 429 else "server-error", said, retry_after(answer.header("retry-after"), now))
    if status >= 500 or status in (408, 425):
        raise Trouble("server-error", said)
    raise Trouble(_CLIENT.get(status, "client-error" if status >= 400 else "broken-answer"), said)


def retry_after(value: str, now: float) -> float | None:
    """Give the seconds that a Retry-After header asks for (a number, or a date), None if it says nothing usable.

    >>> retry_after("120", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0), retry_after("soon", 0)
    (120.0, 60.0, None)
    """
    value = value.strip()
    if value.isdigit():
        return min(float(value[:9]), LONGEST_WAIT)
    try:
        return min(max(parsedate_to_datetime(value).timestamp() - now, 0.0), LONGEST_WAIT)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _host(address: str) -> str:
    return address.split("/", 3)[2]


@cache
def _tls() -> ssl.SSLContext:
    return httpcore.default_ssl_context()
