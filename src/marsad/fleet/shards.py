"""Shards: the pieces of work that inputs are cut into, in input order, each of about the same size.

A file of lines is cut between lines, Parquet between row groups, what is small goes together. A web archive or a page is never cut. What a
shard's items say of where they stand does not depend on the cut: line 7,012 is line 7,012.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from marsad.fleet.places import Found, open_file, trouble_of
from marsad.gather.files import MAX_LINE, Item, failed, items_of, lines_of, opened, unreadable

SHARD = 8 * 1024 * 1024  # bytes of input: about half a minute of reading, so little is lost with a worker and much is written at once
MOST_FILES = 1000  # in one shard, of small files
_SKIP = 1 << 20  # bytes read over at once in a packed file


class Piece(msgspec.Struct, frozen=True):
    """A part of a file, or all of it: `count` lines from byte `start` of the unpacked file, `before` lines standing before them; row groups of
    Parquet likewise. `kind` failed: there is no such file, and `at` says what was found and what to do.
    """

    name: str
    at: str
    kind: str
    size: int
    start: int = 0
    before: int = 0
    count: int | None = None
    groups: list[int] | None = None


class Shard(msgspec.Struct, frozen=True):
    """A piece of work. `number` orders the output."""

    number: int
    pieces: list[Piece]


def whole(found: Found | Item) -> Piece:
    """Give all of a file as one piece."""
    if isinstance(found, Item):
        return Piece(found.where, found.data.decode("utf-8", "replace"), "failed", 0)
    return Piece(found.name, found.at, found.kind, found.size)


def needs_cutting(found: Found | Item, size: int) -> bool:
    """Tell whether a file must be looked through for places to cut it."""
    return isinstance(found, Found) and found.size > size // (8 if found.kind in ("lines.gz", "lines.zst", "parquet") else 1) and found.kind not in ("txt", "html", "archive")


def cut(found: Found, size: int) -> list[Piece]:
    """Give the pieces of a file, of about `size` bytes of lines each. What cannot be read any further stays in the last piece, which then tells."""
    try:
        with open_file(found.at) as file:
            if found.kind == "parquet":
                return list(_groups(found, file, size)) or [whole(found)]
            return list(_runs(found, opened(file, found.kind), size)) or [whole(found)]
    except Exception:  # whatever is wrong with the file, reading it tells
        return [whole(found)]


def _runs(found: Found, stream: object, size: int) -> Iterator[Piece]:
    start = before = at = number = 0
    stories = False
    try:
        while line := stream.readline(MAX_LINE):  # type: ignore[attr-defined]
            stories = stories or bool(line.strip())
            at += len(line)
            if not line.endswith(b"\n") and len(line) == MAX_LINE:
                continue  # a line too long for an article, in parts
            number += 1
            if at - start >= size:
                if not stories:
                    continue
                yield _run(found, at - start, start, before, number - before)
                start, before = at, number
    except Exception:
        yield _run(found, at - start, start, before, None)
        return
    if at > start and stories:
        yield _run(found, at - start, start, before, None)


def _run(found: Found, size: int, start: int, before: int, count: int | None) -> Piece:
    return Piece(found.name, found.at, found.kind, size, start, before, count)


def _groups(found: Found, file: object, size: int) -> Iterator[Piece]:
    from marsad.gather.rows import parquet_file

    about = parquet_file(file).metadata  # type: ignore[arg-type]
    groups: list[int] = []
    bulk = rows = before = 0
    for number in range(about.num_row_groups):
        groups.append(number)
        bulk += about.row_group(number).total_byte_size
        rows += about.row_group(number).num_rows
        if bulk >= size or number == about.num_row_groups - 1:
            yield Piece(found.name, found.at, found.kind, bulk, before=before, count=rows, groups=groups)
            groups, bulk, rows, before = [], 0, 0, before + rows


def gather(pieces: Iterable[Piece], size: int) -> Iterator[Shard]:
    """Yield shards of pieces in their order: small ones together."""
    number = held = 0
    waiting: list[Piece] = []
    for piece in pieces:
        if waiting and (held + piece.size > size or len(waiting) == MOST_FILES):
            yield Shard(number, waiting)
            number, held, waiting = number + 1, 0, []
        waiting.append(piece)
        held += piece.size
    if waiting:
        yield Shard(number, waiting)


def items_of_shard(shard: Shard) -> Iterator[Item]:
    """Yield the items of a shard in order, as one machine finds them. Raises OSError where a file that was there cannot be read: that may pass."""
    for piece in shard.pieces:
        if piece.kind == "failed":
            found, _, todo = piece.at.partition("\x1f")
            yield failed(piece.name, found, todo)
            continue
        try:
            file = open_file(piece.at)
        except PermissionError as error:
            yield unreadable(piece.name, error)
            continue
        with file:
            if piece.groups is not None:
                from marsad.gather.rows import rows_of

                yield from rows_of(file, piece.name, piece.groups, piece.before)
            elif piece.start or piece.count is not None:
                yield from _part(file, piece)
            else:
                yield from items_of(file, piece.kind, piece.name)
            if (trouble := trouble_of(file)) is not None:
                raise trouble


def _part(file: object, piece: Piece) -> Iterator[Item]:
    stream = opened(file, piece.kind)  # type: ignore[arg-type]
    if piece.kind == "lines":
        stream.seek(piece.start)
    else:
        left = piece.start
        while left > 0 and (skipped := stream.read(min(left, _SKIP))):
            left -= len(skipped)
    yield from lines_of(stream, piece.name, piece.before, piece.count)
