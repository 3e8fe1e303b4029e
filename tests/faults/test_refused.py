"""What may not be written, is damaged, is in use or goes away: each is told, and nothing is lost."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights and users are Linux's here")
if sys.platform == "linux":
    from commands import Ended, marsad, news

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # of linux/prctl.h and linux/capability.h
CANNOT = 99


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    assert marsad("read", news(folder / "news.jsonl", 40), "-o", folder / "records.jsonl", "-q").code == 0
    return folder / "records.jsonl"


@pytest.fixture(scope="module")
def whole(records: Path) -> Path:
    archive = records.with_name("whole.sqlite")
    assert marsad("load", records, "--archive", archive, "-q").code == 0
    return archive


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "a.sqlite"))


def without_override() -> Callable[[], None] | None:
    """Give what takes from root the right to write where nobody may: bound by the rights of files as everybody is."""
    if os.geteuid() != 0:
        return None
    library = ctypes.CDLL(None)

    def drop() -> None:
        for right in CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH:
            if library.prctl(PR_CAPBSET_DROP, right, 0, 0, 0) != 0:
                os._exit(CANNOT)

    return drop


def bound(*arguments: object) -> Ended:
    ended = marsad(*arguments, before=without_override())
    if ended.code == CANNOT:
        pytest.skip("root cannot be bound by the rights of files here")
    return ended


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that its owner may enter and not write to, after the test has put things there and called `chmod`."""
    made = tmp_path / "theirs"
    made.mkdir()
    yield made
    made.chmod(0o755)


def test_an_archive_that_may_not_be_written_refuses_to_load_and_stays(closed: Path, whole: Path, records: Path) -> None:
    archive = Path(shutil.copy(whole, closed / "a.sqlite"))
    archive.chmod(0o444)
    closed.chmod(0o555)
    before = archive.read_bytes()
    ended = bound("load", records, "--archive", archive)
    assert ended.code == 1
    assert "may not be written" in ended.err or "cannot be opened" in ended.err, ended.err
    assert archive.read_bytes() == before


def test_an_output_that_may_not_be_written_is_told(closed: Path, tmp_path: Path) -> None:
    given = news(tmp_path / "news.jsonl", 2)
    closed.chmod(0o555)
    ended = bound("read", given, "-o", closed / "records.jsonl")
    assert ended.code == 1
    assert "Permission denied" in ended.err
    assert "name another place" in ended.err


def test_an_input_that_may_not_be_read_costs_itself_alone(tmp_path: Path) -> None:
    secret, plain = news(tmp_path / "a.jsonl", 1), news(tmp_path / "b.jsonl", 2, start=5)
    secret.chmod(0o000)
    ended = bound("read", secret, plain)
    assert ended.code == 3
    assert [('"error"' in line) for line in ended.out.splitlines()] == [True, False, False]
    assert "Permission denied" in ended.out


def damage(archive: Path, table: str) -> None:
    """Overwrite the middle of the first page that a table's rows stand on, as a failing disk does."""
    with sqlite3.connect(archive) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with archive.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


@pytest.mark.parametrize("table", ["articles", "claims", "records"])
def test_a_damaged_page_is_told_by_every_command_that_meets_it(archive: Path, records: Path, table: str) -> None:
    damage(archive, table)
    checked = marsad("verify", "--deep", "--archive", archive)
    assert checked.code == 1, checked
    assert "damaged" in checked.err or "malformed" in checked.out + checked.err
    before = archive.read_bytes()
    again = marsad("load", news_records(records, archive.parent), "--archive", archive)
    assert again.code == 1
    assert "the database is damaged" in again.err
    assert "Take a copy back" in again.err
    assert archive.read_bytes() == before, "nothing is written into a damaged archive"


def news_records(records: Path, folder: Path) -> Path:
    """Give records that the archive does not hold."""
    more = folder / "more.jsonl"
    assert marsad("read", news(folder / "more-news.jsonl", 3, start=900), "-o", more, "-q").code == 0
    return more


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, records: Path) -> None:
    letter = tmp_path / "letter.sqlite"
    letter.write_bytes(b"Dear archive, " * 500)
    ended = marsad("load", records, "--archive", letter)
    assert ended.code == 1
    assert "cannot be opened" in ended.err
    assert letter.read_bytes() == b"Dear archive, " * 500
