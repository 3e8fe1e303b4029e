"""Follow: what is collected is read and loaded into an archive in one go, each article once, whatever is interrupted where.

The store of the collector knows up to which article an archive has them. That is noted after a batch is on the archive's disk, and loading
a batch again adds nothing: so a process may die, or the power fail, at any moment.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from marsad.archive.connect import Archive, archive_location, open_archive, shown_name
from marsad.archive.loading import Loader
from marsad.archive.stored import articles_held
from marsad.desk.filing import person
from marsad.desk.read import line_of, reader
from marsad.gather.files import Item
from marsad.gather.state import State
from marsad.record import ArchiveError

BATCH = 50  # articles read and loaded before that is noted


class Follower:
    """An archive that follows the articles of a store. `catch_up` brings it up to date."""

    def __init__(self, state: State, archive: Archive, name: str, stop: threading.Event | None = None) -> None:
        self._state, self._archive, self._name = state, archive, name
        self._stop = stop or threading.Event()
        self._loader = Loader(archive, person(), BATCH, durable=True)
        self.counts: Counter[str] = Counter()
        known, held = state.export(name) or (0, 0)
        # An archive that holds fewer articles than when this was noted is another one, or an older copy: it gets all of them.
        self.seq = known if self._held() >= held else 0

    def catch_up(self, told: Callable[[str], None] = lambda message: None, step: Callable[[], None] = lambda: None) -> Counter[str]:
        """Read and load the articles that the archive has not; give how many came to what (added, read again, known, unread).

        `told` gets a message for each article that cannot be read. When the stop is set, the batch at work is the last.

        Raises ArchiveError if the archive cannot be written now (its server is away, its disk full): a later call goes on from there.
        """
        before = self.counts.copy()
        try:
            self._go_on(told, step)
        except DatabaseError as error:
            raise ArchiveError(self._archive.name, f"it cannot be written ({str(error).splitlines()[0][:160]})", "Mend that; the next run goes on from there.") from error
        return self.counts - before

    def _go_on(self, told: Callable[[str], None], step: Callable[[], None]) -> None:
        while not self._stop.is_set() and (batch := list(self._state.articles(self.seq, BATCH))):
            for done in self._loader.load(self._read(batch, told, step), datetime.now(UTC)):
                self.counts[done.outcome] += 1
                if done.error is not None:
                    told(f"{done.error.where}: {done.error.found}. {done.error.todo}")
            self.seq = batch[-1][0]
            held = self._held()
            with self._state.step():
                self._state.set_export(self._name, self.seq, held)

    def _held(self) -> int:
        with self._archive.reading() as connection:
            return articles_held(connection)

    def _read(self, batch: list[tuple[int, str, bytes]], told: Callable[[str], None], step: Callable[[], None]) -> Iterator[tuple[bytes, str]]:
        for _, capture, line in batch:
            record, well, _ = line_of(Item("line", line, f"capture {capture}", capture))
            if not well:
                told(f"capture {capture}: the article cannot be read; see `marsad captures articles`")
            step()
            yield record, f"capture {capture}"


@contextmanager
def following(state: State, location: str, stop: threading.Event | None = None) -> Iterator[Follower]:
    """Give the follower for an archive, which is made if it is not there. Raises ArchiveError, LexiconError: before anything is fetched."""
    reader()
    archive = open_archive(location, create=True)
    try:
        yield Follower(state, archive, place_of(location), stop)
    finally:
        archive.close()


def place_of(location: str) -> str:
    """Give the name under which a store knows an archive: the same from any folder, and without a password.

    >>> place_of("postgresql://ana:geheim@db/marsad")
    'archive postgresql://ana:***@db/marsad'
    """
    name = archive_location(location)
    return f"archive {shown_name(name) if '://' in name else Path(name).resolve()}"
