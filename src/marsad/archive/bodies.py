"""Records as the archive keeps them: the line of JSON that was delivered, packed by zstd."""

from __future__ import annotations

import threading

import msgspec
import zstandard

from marsad.record import Record

_decoder = msgspec.json.Decoder(Record)


class _Packers(threading.local):
    """zstd's objects must not be used by two threads at once: each thread has its own."""

    def __init__(self) -> None:
        self.pack, self.unpack = zstandard.ZstdCompressor(level=3), zstandard.ZstdDecompressor()


_packers = _Packers()


def packed(line: bytes) -> bytes:
    return _packers.pack.compress(line)


def unpacked(body: bytes) -> bytes:
    """Give the line of a kept record. Raises zstandard.ZstdError for a body that was damaged."""
    return _packers.unpack.decompress(body)


def record_of(body: bytes) -> Record:
    """Give a kept record."""
    return _decoder.decode(unpacked(body))
