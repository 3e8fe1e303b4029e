"""Work: one shard read, written and noted. Runs on any machine, any number of times; it knows nothing of the cluster."""

from __future__ import annotations

import logging
import time

import msgspec

from marsad.desk.read import read_lines, reader
from marsad.fleet.manifest import Note, note_name
from marsad.fleet.places import Folder
from marsad.fleet.shards import Shard, items_of_shard
from marsad.fleet.tables import Tables
from marsad.version import __version__

TRIES, PAUSE = 3, 2.0  # of reading or writing where the place answers with an error, and seconds before the next, doubled each time
_log = logging.getLogger(__name__)


class Outcome(msgspec.Struct, frozen=True):
    """What became of a shard: its note, or why there is none; and the seconds it took."""

    shard: int
    note: Note | None
    trouble: str
    seconds: float


def this_reader() -> tuple[str, str]:
    """Give what decides the bytes of a record beside the article: version and lexicon. Raises LexiconError."""
    return __version__, reader().info.lexicon


def read_shard(shard: Shard, root: str, wanted: tuple[str, str], pause: float = PAUSE) -> Outcome:
    """Read a shard into the run's folder. Never raises for what it meets: trouble with a file or the folder is told in the outcome."""
    began = time.monotonic()
    mine = this_reader()
    if mine != wanted:
        return Outcome(shard.number, None, f"a machine has Marsad {mine[0]}, lexicon {mine[1][:12]}, not {wanted[0]}, {wanted[1][:12]}: install the same everywhere", 0.0)
    folder = Folder(root)
    for attempt in range(TRIES):
        try:
            return Outcome(shard.number, _written(shard, folder), "", time.monotonic() - began)
        except OSError as error:
            trouble = f"{type(error).__name__}: {error}"
            _log.warning("shard %d, try %d of %d: %s", shard.number, attempt + 1, TRIES, trouble)
            if attempt + 1 < TRIES:
                time.sleep(pause * 2**attempt)
    return Outcome(shard.number, None, trouble, time.monotonic() - began)


def _written(shard: Shard, folder: Folder) -> Note:
    tables = Tables(shard.number)
    for line, _, _ in read_lines(items_of_shard(shard)):
        tables.add(line)
    files = []
    for file, data in tables.files():
        folder.write(file.name, data)
        files.append(file)
    note = Note(shard.number, tables.count - tables.failed, tables.failed, tables.events, tables.lines_hash(), files)
    folder.write(note_name(shard.number), msgspec.json.encode(note))
    return note
