"""Checks of what was collected: the chain of rows, the bytes in the archives and files, the texts of the articles, the stamps."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from marsad.gather import bulk, pages
from marsad.gather.evidence import START, Capture, row_hash, sha256
from marsad.gather.files import find_items
from marsad.gather.stamps import check_stamp
from marsad.gather.state import State
from marsad.gather.warc import parse_record, read_record
from marsad.record import InputError

Status = Literal["ok", "changed", "missing", "unchecked"]
_MOST = 300_000_000  # bytes that one record of somebody else's archive may unpack to


class Finding(NamedTuple):
    """One thing checked: what it is (chain, warc, file, article, stamp), which one, and what is wrong with it."""

    what: str
    which: str
    status: Status
    said: str = ""


def check_chain(state: State) -> Iterator[Finding]:
    """Check that each row's hash covers its body and the row before, and that no number is missing."""
    before, expected = START, 1
    for seq, kind, identity, body, digest in state.chain():
        if seq != expected:
            yield Finding("chain", f"row {expected}", "missing", f"the next row is {seq}")
        fault = "" if row_hash(before, body) == digest else "its hash does not fit its content and the row before"
        if not fault and kind == "capture" and msgspec.json.decode(body, type=Capture).id != identity:
            fault = "its id is not that of its content"
        yield Finding("chain", f"row {seq}", "changed" if fault else "ok", fault)
        before, expected = digest, seq + 1


def check_archives(state: State, folder: Path) -> Iterator[Finding]:
    """Check that our WARC files are there, as long as they were, and that each capture's record holds the bytes that were taken."""
    for name, size in state.warcs().items():
        path = folder / name
        if not path.is_file():
            yield Finding("warc", name, "missing", "the file is not there")
        elif path.stat().st_size < size:
            yield Finding("warc", name, "changed", f"it has {path.stat().st_size:,} bytes, {size:,} were written")
    for capture in state.captures():
        if capture.warc is not None:
            yield _record(capture, folder)


def _record(capture: Capture, folder: Path) -> Finding:
    assert capture.warc is not None
    which = f"{capture.id} {capture.final}"
    path = folder / Path(str(capture.warc["file"])).name
    try:
        stored = read_record(path, int(capture.warc["offset"]), int(capture.warc["length"]))
    except InputError as error:
        return Finding("warc", which, "missing" if not path.is_file() else "changed", error.found)
    faults = []
    if stored.headers.get("warc-record-id") != capture.warc["record"]:
        faults.append("another record lies there")
    if sha256(stored.body) != capture.raw_sha256:
        faults.append("its body is not what was taken")
    if stored.headers.get("warc-block-digest") != f"sha256:{sha256(stored.block)}":
        faults.append("its block digest does not fit")
    if stored.headers.get("warc-target-uri") != capture.final or stored.headers.get("warc-date") != capture.fetched:
        faults.append("its address or time is another")
    return Finding("warc", which, "changed" if faults else "ok", "; ".join(faults))


def check_files(state: State) -> Iterator[Finding]:
    """Check the files of others that captures came from: whole ones, lines of JSON, records of archives."""
    lines: dict[str, list[Capture]] = defaultdict(list)
    for capture in state.captures():
        if capture.file is None:
            continue
        path, _, number = capture.file.rpartition(":")
        if capture.record is None and number.isdigit() and path:
            lines[path].append(capture)
        else:
            yield _file(capture)
    for path, captures in lines.items():
        found = {item.where: sha256(item.data) for item in find_items([path])} if Path(path).is_file() else {}
        for capture in captures:
            status: Status = "missing" if not found else "ok" if found.get(str(capture.file)) == capture.raw_sha256 else "changed"
            yield Finding("file", str(capture.file), status, {"ok": "", "missing": "the file is not there", "changed": "the line is not what was taken"}[status])


def _file(capture: Capture) -> Finding:
    name = str(capture.file)
    if capture.record is not None and "!" in name:
        return Finding("file", name, "unchecked", "it lies in a WACZ")
    path = Path(name)
    if not path.is_file():
        return Finding("file", name, "missing", "the file is not there")
    if capture.record is None:
        same = sha256(path.read_bytes()) == capture.raw_sha256
        return Finding("file", name, "ok" if same else "changed", "" if same else "it is not what was taken")
    offset, _, identity = capture.record.partition(" ")
    try:
        stored = parse_record(_unpacked(path, int(offset)), f"{name}:{offset}")
    except (InputError, zlib.error, ValueError) as error:
        return Finding("file", f"{name}:{offset}", "changed", f"no record is there ({error})"[:200])
    same = sha256(stored.body) == capture.raw_sha256 and stored.headers.get("warc-record-id") == identity
    return Finding("file", f"{name}:{offset}", "ok" if same else "changed", "" if same else "the record is not what was taken")


def _unpacked(path: Path, offset: int) -> bytes:
    """Give the unpacked record at an offset of a plain or gzipped WARC."""
    with path.open("rb") as file:
        file.seek(offset)
        if not path.name.endswith(".gz"):
            return file.read(_MOST)
        unpack, out = zlib.decompressobj(31), bytearray()
        while not unpack.eof and len(out) < _MOST and (data := file.read(1 << 16)):
            out += unpack.decompress(data, _MOST)
        return bytes(out)


def check_articles(state: State) -> Iterator[Finding]:
    """Check that each article's text has the hash that was noted, and that its capture stands in the chain."""
    known = {identity for _, kind, identity, _, _ in state.chain() if kind == "capture"}
    for seq, capture, line in state.articles():
        article = msgspec.json.decode(line)
        noted = article.get("capture", {}).get("text_sha256")
        faults = []
        if capture not in known:
            faults.append("its capture is not in the chain")
        if noted is not None and noted != sha256(article["text"].encode("utf-8", "replace")):
            faults.append("its text is not what was extracted")
        yield Finding("article", f"{seq} {article['id']}", "changed" if faults else "ok", "; ".join(faults))


def check_stamps(state: State, roots: Sequence[bytes]) -> Iterator[Finding]:
    """Check that each stamp is for the row that it was made for, and its signature if root certificates are given."""
    hashes = {seq: digest for seq, _, _, _, digest in state.chain()}
    for seq, digest, _, server, token in state.stamps():
        which = f"row {seq} by {server}"
        if hashes.get(seq) != digest:
            yield Finding("stamp", which, "changed", "the row has another hash")
            continue
        checked = check_stamp(token, digest, roots)
        if checked.fault:
            yield Finding("stamp", which, "changed", checked.fault)
        else:
            yield Finding(
                "stamp", which, "ok" if checked.signed else "unchecked", f"{checked.time}" + ("" if checked.signed else "; its signature was not checked: name timestamp_roots")
            )


def current_extractors() -> list[dict[str, object]]:
    """Give the extractors as they are now, to tell whether a text could be expected to come out the same."""
    return [pages.extractor(), bulk.extractor()]
