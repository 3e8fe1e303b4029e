"""Lines: what a run read, as `marsad read` on one machine prints it: the same lines in the same order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from marsad.fleet.manifest import Note, load_manifest, notes
from marsad.fleet.places import Folder, open_file
from marsad.record import InputError


def lines_of_run(root: str, partly: bool = False) -> Iterator[bytes]:
    """Yield the lines of a complete run in input order (of one that is not complete, with `partly`, those of the shards that are done).

    Raises InputError if the run is not complete, or a file of it is not what the manifest says.
    """
    folder = Folder(root)
    manifest = load_manifest(folder)
    if manifest is None and not partly:
        raise InputError(root, "there is no complete run", "Run the same `marsad read --cluster` again: it goes on where it ended.")
    done = manifest.shards if manifest is not None else sorted(notes(folder).values(), key=lambda note: note.shard)
    for note in done:
        yield from _lines(folder, note)


def _lines(folder: Folder, note: Note) -> Iterator[bytes]:
    rows: list[tuple[int, str]] = []
    for file in note.files:
        rows += _rows(folder.at(file.name))
    rows.sort()
    lines = [text.encode("utf-8") + b"\n" for _, text in rows]
    if hashlib.sha256(b"".join(lines)).hexdigest() != note.lines_sha256:
        raise InputError(folder.root, f"the files of shard {note.shard} are not what the manifest says", "Restore them, or read anew into another folder.")
    yield from lines


def _rows(at: str) -> list[tuple[int, str]]:
    from marsad.gather.rows import parquet_file

    try:
        with open_file(at) as file:
            table: Any = parquet_file(file).read(columns=["position", "record"])
    except (OSError, ValueError) as error:
        raise InputError(at, f"cannot be read ({str(error)[:200]})", "Restore it, or read anew into another folder.") from None
    return list(zip(table["position"].to_pylist(), table["record"].to_pylist(), strict=True))
