"""Content encodings undone piece by piece, with a limit: what comes out never takes more memory than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from marsad.gather.trouble import Trouble

ACCEPTED = "gzip, br, zstd"
STEP = 1 << 18  # bytes that may come out at once
FREE = 1_000_000  # bytes before the ratio counts


def inflate(body: bytes, encoding: str, most: int, ratio: int) -> bytes:
    """Give the body without its content encodings. Raises Trouble: "bomb" beyond `most` bytes or `ratio` times the input, "broken-answer" if it is not so encoded.

    Unknown encodings are left as they are; a body that claims an encoding but is plain is taken as plain.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(names) > 3:
        raise Trouble("bomb", f"encoded {len(names)} times over")
    for name in reversed(names):
        body = _undone(body, name, most, ratio)
    return body


def _undone(body: bytes, name: str, most: int, ratio: int) -> bytes:
    step = _STEPS.get(name)
    if step is None or not body:
        return body
    if name in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"):
        return body  # lying header
    if name == "zstd" and not body.startswith((b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18")):
        return body
    out = bytearray()

    def take(piece: bytes) -> None:
        out.extend(piece)
        if len(out) > most or len(out) > FREE + ratio * len(body):
            raise Trouble("bomb", f"{len(body):,} bytes unpack to more than {len(out) - 1:,}")

    try:
        step(body, take)
    except Trouble:
        raise
    except Exception as error:  # each decoder has errors of its own
        if not out:
            raise Trouble("broken-answer", f"not {name} as its header says ({type(error).__name__})") from None
    return bytes(out)


def _zlib(bits: int) -> Callable[[bytes, Callable[[bytes], None]], None]:
    def step(body: bytes, take: Callable[[bytes], None]) -> None:
        rest = body
        while rest:
            unpack = zlib.decompressobj(bits)
            while rest and not unpack.eof:
                take(unpack.decompress(rest, STEP))
                rest = unpack.unconsumed_tail if not unpack.eof else b""
            take(unpack.flush(STEP) if not unpack.eof else b"")
            rest = unpack.unused_data if unpack.unused_data.startswith(b"\x1f\x8b") else b""

    return step


def _deflate(body: bytes, take: Callable[[bytes], None]) -> None:
    try:
        zlib.decompressobj().decompress(body, 1)
    except zlib.error:
        _zlib(-15)(body, take)
    else:
        _zlib(15)(body, take)


def _brotli(body: bytes, take: Callable[[bytes], None]) -> None:
    import brotli

    unpack = brotli.Decompressor()
    take(unpack.process(body, output_buffer_limit=STEP))
    while not unpack.is_finished():
        piece = unpack.process(b"", output_buffer_limit=STEP)
        if not piece:
            break
        take(piece)


def _zstd(body: bytes, take: Callable[[bytes], None]) -> None:
    import zstandard

    with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body, read_across_frames=True) as reader:
        while piece := reader.read(STEP):
            take(piece)


_STEPS = {"gzip": _zlib(31), "x-gzip": _zlib(31), "deflate": _deflate, "br": _brotli, "zstd": _zstd}
