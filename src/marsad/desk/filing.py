"""Filing: records from files, folders or standard input into an archive."""

from __future__ import annotations

import gc
import getpass
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from marsad.archive.connect import open_archive
from marsad.archive.loading import Loader, Step
from marsad.archive.words import finder
from marsad.gather.files import find_items
from marsad.record import ArticleError


def person() -> str:
    """Give who is named in the log of changes: MARSAD_USER, else the name of the account."""
    try:
        return os.environ.get("MARSAD_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def load_records(inputs: Iterable[str], location: str | None = None, who: str | None = None, now: datetime | None = None) -> Iterator[Step]:
    """Load the records of inputs into the archive at a location, which is made if it is not there; yield what became of each line.

    Raises ArchiveError if the archive cannot be opened.
    """
    archive = open_archive(location, create=True)
    finder()
    gc.freeze()  # the collector would search the lexicon's objects again and again
    gc.set_threshold(500_000, 20, 20)  # a batch's objects are many and die together
    try:
        unreadable: list[Step] = []

        def lines() -> Iterator[tuple[bytes, str]]:
            for item in find_items(inputs):
                if item.kind == "line":
                    yield item.data, item.where
                else:
                    found, _, todo = item.data.decode("utf-8", "replace").partition("\x1f")
                    message = (found, todo) if item.kind == "failed" else ("this is no file of records", "Read it first: `marsad read`.")
                    unreadable.append(Step("failed", 0, ArticleError(item.where, *message)))

        yield from Loader(archive, who or person()).load(lines(), now or datetime.now(UTC))
        yield from unreadable
    finally:
        archive.close()
