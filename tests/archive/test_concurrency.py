"""Two writers and ten readers at once: no row lost or doubled, and every reader sees a whole archive."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from news import NOW, lines_of
from sqlalchemy import func, select
from test_interruption import many

from marsad.archive.connect import Archive, open_archive
from marsad.archive.contents import digest
from marsad.archive.loading import Loader
from marsad.archive.tables import articles, assignments, claims, events
from marsad.archive.verify import verify

READERS = 10


def test_two_writers_and_ten_readers(archive: Archive, location: str, tmp_path: Path) -> None:
    news = many()
    halves = [news[: len(news) * 2 // 3], news[len(news) // 3 :]]  # a third is loaded by both
    failures: list[BaseException] = []
    over = threading.Event()
    seen = [0] * READERS

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as error:
                failures.append(error)

        return run

    def write(half: int) -> None:
        mine = open_archive(location, create=True)
        list(Loader(mine, f"writer {half}", 5).load(lines_of(halves[half]), NOW))
        mine.close()

    def read(number: int) -> None:
        mine = open_archive(location)
        while not over.is_set():
            with mine.reading() as connection:
                counted = connection.execute(select(func.count()).select_from(claims)).scalar_one()
                held = connection.execute(select(func.count()).select_from(assignments).where(assignments.c.until.is_(None))).scalar_one()
                shown = connection.execute(select(func.coalesce(func.sum(events.c.claims), 0))).scalar_one()
            assert counted == held == shown, "a reader saw half of a batch"
            seen[number] += 1
        mine.close()

    writers = [threading.Thread(target=guarded(lambda n=n: write(n))) for n in range(2)]  # type: ignore[misc]
    readers = [threading.Thread(target=guarded(lambda n=n: read(n))) for n in range(READERS)]  # type: ignore[misc]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in readers:
        thread.join()
    assert failures == []
    assert all(seen), "every reader read"
    with archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(articles)).scalar_one() == len(news)
    assert verify(archive, deep=True).faults == []
    alone = open_archive(str(tmp_path / "alone.sqlite"), create=True)
    list(Loader(alone, "one", 50).load(lines_of(news), NOW))
    assert digest(archive) == digest(alone)
    alone.close()
