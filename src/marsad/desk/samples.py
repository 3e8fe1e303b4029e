"""The sample articles that come with Marsad: an archive of them for a first look, and its removal."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import select

from marsad.archive.canonical import sha256
from marsad.archive.connect import Archive, archive_location, open_archive
from marsad.archive.loading import Loader
from marsad.archive.tables import articles
from marsad.desk.read import read_lines
from marsad.gather.files import article_of, find_items
from marsad.record import UsageError

BY = "samples"  # in the log of changes


def samples_file() -> Path:
    """Give the file of the sample articles: the checkout's, or the installed one. Raises UsageError if it is not there."""
    package = Path(__file__).resolve().parent.parent
    for path in (package / "_samples" / "samples.jsonl", package.parent.parent / "corpus" / "samples" / "samples.jsonl"):
        if path.is_file():
            return path
    raise UsageError("samples", "the sample articles are not there", "Install Marsad again, or load records of your own with `marsad load`.")


@cache
def _hashes() -> frozenset[str]:
    return frozenset(sha256(article_of(item).text) for item in find_items([str(samples_file())]))


def first_archive(location: str | None) -> Archive:
    """Give the archive at a location; where there is none yet, one that holds the sample articles. An empty PostgreSQL database stays empty."""
    name = archive_location(location)
    new = "://" not in name and not Path(name).exists()
    archive = open_archive(location, create=True)
    if new:
        lines = [(line, f"samples:{number}") for number, (line, read, _) in enumerate(read_lines(find_items([str(samples_file())])), 1) if read]
        list(Loader(archive, BY).load(lines, datetime.now(UTC)))
    return archive


def sample_share(archive: Archive) -> tuple[int, int]:
    """Give how many of the archive's articles are samples, and how many there are: counted up to the number of samples and one more."""
    with archive.reading() as connection:
        found = list(connection.execute(select(articles.c.sha256).order_by(articles.c.number).limit(len(_hashes()) + 1)).scalars())
    return sum(digest in _hashes() for digest in found), len(found)


def without_samples(archive: Archive) -> Archive:
    """Give an empty archive in the place of one that holds samples only. What an archive was given is never deleted from it, so the whole file goes.

    Raises UsageError if it holds anything else.
    """
    path = archive.engine.url.database
    samples, every = sample_share(archive)
    if not archive.sqlite or path is None or samples != every:
        raise UsageError(
            "samples",
            "this archive holds other articles too, and nothing is ever deleted from an archive",
            "Load your records into a new one: `marsad load RECORDS --archive PATH`.",
        )
    archive.close()
    for end in ("", "-wal", "-shm"):
        Path(path + end).unlink(missing_ok=True)
    return open_archive(path, create=True)
