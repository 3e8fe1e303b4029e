"""Output files that appear whole or not at all, each written by one process at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from marsad.record import UsageError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write beside a path, which takes the path's place when all went well. A device or pipe is written to, not replaced.

    Raises UsageError if another process is writing it.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    waiting = path.with_name(path.name + ".part")
    with waiting.open("ab") as out:
        _lock(out, path)
        out.truncate(0)
        try:
            yield out
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        out.flush()
        os.replace(waiting, path)


def _lock(out: BinaryIO, path: Path) -> None:
    """Keep others from writing to a file as long as it is open. The other may have finished and renamed it meanwhile: then it is not ours either."""
    if os.name == "nt":
        return
    import fcntl

    try:
        fcntl.flock(out.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        ours = os.fstat(out.fileno()).st_ino == path.with_name(path.name + ".part").stat().st_ino
    except OSError:
        ours = False
    if not ours:
        raise UsageError(str(path), "another marsad is writing it", "Wait until that ends, or name another file.")
