"""Connections that go only where they may: a name is resolved once, every address checked, and the checked address connected to.

The name is not resolved again between check and use, so a name server that answers differently the second time (DNS rebinding)
gains nothing. Every wait ends with the fetch's deadline, however slowly the other side drips, and when the run is asked to stop.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore

from marsad.gather.addresses import is_allowed, may_connect
from marsad.gather.trouble import Trouble

Resolver = Callable[[str, int], list[str]]
SLICE = 0.5  # seconds of waiting after which the deadline and the wish to stop are looked at


def system_resolver(host: str, port: int) -> list[str]:
    """Give the network addresses of a host, from the system. Raises OSError."""
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class Deadline:
    """The end of one fetch, by the clock and by the wish to stop."""

    def __init__(self, seconds: float, stop: threading.Event | None = None) -> None:
        self.end = time.monotonic() + seconds
        self.stop = stop

    def left(self) -> float:
        """Give the seconds left. Raises Trouble when there are none or the run is to stop."""
        if self.stop is not None and self.stop.is_set():
            raise Trouble("interrupted", "the run was stopped")
        left = self.end - time.monotonic()
        if left <= 0:
            raise Trouble("too-slow", "the whole fetch took longer than its limit")
        return left


class _Stream(httpcore.NetworkStream):
    """A connection whose waits end with the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        quiet = time.monotonic() + (timeout if timeout is not None else 3600.0)
        while True:
            slice_ = min(SLICE, self._deadline.left(), max(quiet - time.monotonic(), 0.01))
            try:
                return self._inner.read(max_bytes, slice_)
            except httpcore.ReadTimeout:
                if time.monotonic() >= quiet:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, min(timeout or 3600.0, self._deadline.left()))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, min(timeout or 3600.0, self._deadline.left())), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the checked address of a host. `connected` is the last one."""

    def __init__(self, resolver: Resolver, allow: Collection[str], deadline: Deadline) -> None:
        self._resolver, self._allow, self._deadline = resolver, allow, deadline
        self._tcp = httpcore.SyncBackend()
        self.connected: str | None = None

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port, self._resolver, self._allow, self._deadline)
        error: Exception | None = None
        for address in addresses[:4]:
            try:
                stream = self._tcp.connect_tcp(address, port, min(timeout or 3600.0, self._deadline.left()), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
                continue
            self.connected = address
            return _Stream(stream, self._deadline)
        raise error or httpcore.ConnectError("no address")

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:
        raise Trouble("refused", "a local socket is no place to collect from")


def checked_addresses(host: str, port: int, resolver: Resolver, allow: Collection[str], deadline: Deadline) -> list[str]:
    """Give the network addresses of a host. Raises Trouble if it has none, or if any of them lies in a private network and the host is not allowed by name."""
    addresses = _resolved(host, port, resolver, deadline)
    if not addresses:
        raise Trouble("no-such-host", f"{host} has no address")
    if not is_allowed(f"{host}:{port}", allow):
        for address in addresses:
            if not may_connect(address):
                raise Trouble("refused", f"{host} is {address}, which lies in a private network; add '{host}' to allow if you mean it")
    return addresses


def _resolved(host: str, port: int, resolver: Resolver, deadline: Deadline) -> list[str]:
    """Resolve in a thread of its own: the system's resolver has no time limit."""
    result: list[list[str] | Exception] = []

    def resolve() -> None:
        try:
            result.append(resolver(host, port))
        except Exception as error:
            result.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(min(SLICE, deadline.left()))
    found = result[0]
    if isinstance(found, Exception):
        raise Trouble("no-such-host", f"{host} cannot be resolved ({type(found).__name__})")
    return found
