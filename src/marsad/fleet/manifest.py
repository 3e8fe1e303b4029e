"""The manifest: what a run is to do, and what of it is done. A shard's output counts once its note is there, and only then; a shard has one note.

A run's folder:

    records/year=2020/part-00000012.parquet   records of shard 12, by year of publication
    failed/part-00000012.parquet              its failed inputs
    _marsad/plan.json                         the run: its inputs, its shards, the reader
    _marsad/done/00000012.json                the note of shard 12
    manifest.json                             all notes; its presence says that the run is complete
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from marsad.fleet.places import Folder
from marsad.fleet.shards import Shard
from marsad.fleet.tables import File
from marsad.record import InputError, UsageError

_T = TypeVar("_T")  # Python 3.11 knows no other way to say it
PLAN, DONE, MANIFEST = "_marsad/plan.json", "_marsad/done", "manifest.json"


class Plan(msgspec.Struct, frozen=True):
    """What a run reads, with what. `inputs`: name, size and time of change of each file. `reader`: version and lexicon."""

    inputs: list[tuple[str, int, str]]
    reader: tuple[str, str]
    shards: list[Shard]


class Note(msgspec.Struct, frozen=True):
    """What a shard gave. Nothing of when and where, so that two machines that read one shard write one note."""

    shard: int
    articles: int
    failed: int
    events: int
    lines_sha256: str
    files: list[File]


class Manifest(msgspec.Struct, frozen=True):
    """A complete run."""

    reader: tuple[str, str]
    articles: int
    failed: int
    events: int
    shards: list[Note]


def load_plan(folder: Folder) -> Plan | None:
    """Give the plan of a run that was begun in a folder, or None. Raises InputError if it cannot be read."""
    data = folder.read(PLAN)
    if data is None:
        if folder.names(""):
            raise UsageError(folder.root, "the folder holds files, but no run", "Name an empty folder, or one that is not there yet.")
        return None
    return _decoded(data, Plan, f"{folder.root}/{PLAN}")


def check_same(folder: Folder, plan: Plan, inputs: list[tuple[str, int, str]], reader: tuple[str, str]) -> None:
    """Raise UsageError if a run that was begun is another one than what is asked now."""
    if plan.reader != reader:
        raise UsageError(
            folder.root, f"the run was begun with Marsad {plan.reader[0]}, lexicon {plan.reader[1][:12]}, and this is another", "Go on with that one, or name a new folder."
        )
    if plan.inputs != inputs:
        changed = [name for name, _, _ in sorted(set(plan.inputs) ^ set(inputs))] or ["their order"]
        raise UsageError(folder.root, f"the run was begun with other inputs ({changed[0]} differs)", "Give the inputs as they were, or name a new folder.")


def notes(folder: Folder) -> dict[int, Note]:
    """Give the notes of the shards that are done. Raises InputError if one cannot be read."""
    found = {}
    for name in folder.names(DONE):
        if name.endswith(".json") and (data := folder.read(name)) is not None:
            note = _decoded(data, Note, f"{folder.root}/{name}")
            found[note.shard] = note
    return found


def note_name(shard: int) -> str:
    return f"{DONE}/{shard:08}.json"


def finish(folder: Folder, plan: Plan, done: Iterable[Note]) -> Manifest:
    """Write the manifest of a run all of whose shards are done; take away what no note names."""
    ordered = sorted(done, key=lambda note: note.shard)
    named = {file.name for note in ordered for file in note.files}
    for part in ("records", "failed", DONE):
        for name in folder.names(part):
            if name not in named and not (part == DONE and name.endswith(".json")):
                folder.remove(name)
    total = Manifest(plan.reader, sum(n.articles for n in ordered), sum(n.failed for n in ordered), sum(n.events for n in ordered), ordered)
    folder.write(MANIFEST, msgspec.json.format(msgspec.json.encode(total), indent=1) + b"\n")
    return total


def load_manifest(folder: Folder) -> Manifest | None:
    """Give the manifest of a complete run, or None. Raises InputError if it cannot be read."""
    data = folder.read(MANIFEST)
    return None if data is None else _decoded(data, Manifest, f"{folder.root}/{MANIFEST}")


def _decoded(data: bytes, kind: type[_T], where: str) -> _T:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(where, f"not readable as what a run writes there ({error})", "Restore it, or read anew into another folder.") from None
