"""WARC files: what was sent and received, in the archive's standard form (ISO 28500, WARC/1.1), one gzip member for each record.

Writing is ours, so that the bytes are the same for the same input; reading other people's archives is fastwarc's (see `archives`).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import uuid
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from marsad.gather.fetch import Answer
from marsad.record import InputError
from marsad.version import __version__

_LINE = "\r\n"
_ORIGINAL = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}  # the body is stored after chunking


class Record(NamedTuple):
    """Where a record lies: file, byte of its start, bytes that it takes, its id."""

    file: str
    offset: int
    length: int
    id: str


def digest(data: bytes) -> str:
    """Give a digest as WARC headers print it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def member(headers: Sequence[tuple[str, str]], block: bytes) -> bytes:
    """Give one record, compressed as its own gzip member without a time stamp."""
    head = f"WARC/1.1{_LINE}" + "".join(f"{name}: {value}{_LINE}" for name, value in headers) + f"Content-Length: {len(block)}{_LINE}{_LINE}"
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(head.encode("utf-8") + block + b"\r\n\r\n") + packer.flush()


def info_member(file: str, at: str, host: str) -> bytes:
    """Give the warcinfo record that opens a file."""
    lines = [
        f"software: Marsad/{__version__}",
        "format: WARC File Format 1.1",
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        f"hostname: {host}",
    ]
    block = _LINE.join([*lines, ""]).encode()
    headers = [("WARC-Type", "warcinfo"), ("WARC-Record-ID", _id()), ("WARC-Date", at), ("WARC-Filename", file), ("Content-Type", "application/warc-fields")]
    return member([*headers, ("WARC-Block-Digest", digest(block))], block)


def answer_members(answer: Answer) -> tuple[bytes, bytes, str]:
    """Give (request record, response record, id of the response) of one answer."""
    identity, asked = _id(), _id()
    path = answer.final.split("/", 3)[3] if answer.final.count("/") > 2 else ""
    request = f"GET /{path} HTTP/1.1{_LINE}" + "".join(f"{k}: {v}{_LINE}" for k, v in answer.request) + _LINE
    status = f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()
    head = status + _LINE + "".join(f"{_ORIGINAL.get(k.lower(), k)}: {v}{_LINE}" for k, v in answer.headers) + _LINE
    block = head.encode("latin-1", "replace") + answer.sent
    common = [("WARC-Target-URI", answer.final), ("WARC-Date", answer.fetched)] + ([("WARC-IP-Address", answer.ip)] if answer.ip else [])
    response = [
        ("WARC-Type", "response"), ("WARC-Record-ID", identity), *common, ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Block-Digest", digest(block)), ("WARC-Payload-Digest", digest(answer.sent)),
    ]  # fmt: skip
    requested = request.encode("latin-1", "replace")
    requesting = [
        ("WARC-Type", "request"), ("WARC-Record-ID", asked), *common, ("WARC-Concurrent-To", identity), ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Block-Digest", digest(requested)),
    ]  # fmt: skip
    return member(requesting, requested), member(response, block), identity


def _id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


class Stored(NamedTuple):
    """A record as read back: its headers in lower case, the HTTP status line and headers, and the body as sent."""

    headers: dict[str, str]
    status: str
    http: tuple[tuple[str, str], ...]
    body: bytes
    block: bytes


def read_record(path: Path, offset: int, length: int) -> Stored:
    """Give the record that lies at an offset. Raises InputError if there is none or it is broken."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = gzip.decompress(file.read(length))
    except FileNotFoundError:
        raise InputError(str(path), "the WARC file is not there", "Put the file back: it holds the evidence.") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}:{offset}", f"no whole WARC record is there ({type(error).__name__})", "The file was changed or cut after it was written.") from None
    return parse_record(data, f"{path}:{offset}")


def parse_record(data: bytes, where: str) -> Stored:
    """Give the parts of an unpacked record. Raises InputError."""
    head, mark, rest = data.partition(b"\r\n\r\n")
    lines = head.decode("utf-8", "replace").split(_LINE)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length = headers.get("content-length", "")
    if not mark or not lines[0].startswith("WARC/") or not length.isdigit() or len(rest) < int(length):
        raise InputError(where, "what is there is no WARC record", "The file was changed or cut after it was written.")
    block = rest[: int(length)]
    if "application/http" not in headers.get("content-type", ""):
        return Stored(headers, "", (), block, block)
    http, _, body = block.partition(b"\r\n\r\n")
    first, *others = http.decode("latin-1").split(_LINE)
    pairs = tuple((name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in others))
    return Stored(headers, first, pairs, body, block)


class WarcFile:
    """A WARC file that grows. What is written is on the disk when `write` returns (fsync)."""

    def __init__(self, path: Path, at: str, host: str) -> None:
        import os

        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self._sync = path, os.fsync
        self._file: BinaryIO = path.open("xb")
        self._put([info_member(path.name, at, host)])

    def write(self, answer: Answer) -> Record:
        """Write an answer and give where its response record lies."""
        request, response, identity = answer_members(answer)
        end = self._put([request, response])
        return Record(self.path.name, end - len(response), len(response), identity)

    @property
    def size(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()

    def _put(self, members: Sequence[bytes]) -> int:
        for data in members:
            self._file.write(data)
        self._file.flush()
        self._sync(self._file.fileno())
        return self._file.tell()


def members_of(data: bytes) -> Iterator[bytes]:
    """Yield the unpacked members of a gzip file held in memory."""
    stream = io.BytesIO(data)
    while stream.tell() < len(data):
        unpack = zlib.decompressobj(31)
        start = stream.tell()
        yield unpack.decompress(stream.read())
        stream.seek(start + (len(data) - start) - len(unpack.unused_data))
