"""A disk that is full: each command says so, what was finished is kept, and the same command ends the work when there is room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="limits of files and /dev/full are Linux's")]
if sys.platform == "linux":
    from commands import MARSAD, marsad, news, no_file_above

FULL = Path("/dev/full")
MANY = 400


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    assert marsad("read", news(folder / "news.jsonl", MANY), "-o", folder / "records.jsonl", "-q").code == 0
    return folder / "records.jsonl"


def test_read_says_that_the_disk_is_full_and_leaves_what_was_there(tmp_path: Path, records: Path) -> None:
    given, out = news(tmp_path / "news.jsonl", 60), tmp_path / "records.jsonl"
    out.write_bytes(b"of yesterday\n")
    ended = marsad("read", given, "-o", out, before=no_file_above(50_000))
    assert ended.code == 1
    assert "File too large" in ended.err
    assert "run the same command again" in ended.err
    assert out.read_bytes() == b"of yesterday\n", "a half file never takes the place of a whole one"
    assert marsad("read", given, "-o", out).code == 0
    assert len(out.read_bytes().splitlines()) == 60


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["read", "NEWS", "-o", FULL], ["export", "csv", "RECORDS"], ["schema"], ["read", "NEWS"]], ids=lambda c: " ".join(map(str, c[:1])))
def test_a_full_device_is_told(tmp_path: Path, records: Path, command: list[object]) -> None:
    given = {"NEWS": str(news(tmp_path / "news.jsonl", 30)), "RECORDS": str(records)}
    with FULL.open("wb") as full:
        done = subprocess.run([*MARSAD, *(given.get(str(word), str(word)) for word in command)], stdout=full, stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert "No space left on device" in said


def test_load_keeps_its_batches_and_goes_on(tmp_path: Path, records: Path) -> None:
    archive = tmp_path / "a.sqlite"
    ended = marsad("load", records, "--archive", archive, before=no_file_above(900_000))
    assert ended.code == 1
    assert "there is no room to write, or the disk fails" in ended.err
    assert "What was finished before is kept." in ended.err
    checked = marsad("verify", "--deep", "--archive", archive)
    assert checked.code == 0, checked.out
    again = marsad("load", records, "--archive", archive)
    assert again.code == 0
    assert marsad("verify", "--deep", "--archive", archive).code == 0
    assert f"{MANY} articles" in marsad("verify", "--archive", archive).err


def test_export_leaves_the_export_of_yesterday(tmp_path: Path, records: Path) -> None:
    out = tmp_path / "events.csv"
    out.write_bytes(b"of yesterday\n")
    ended = marsad("export", "csv", records, "-o", out, before=no_file_above(10_000))
    assert ended.code == 1
    assert "File too large" in ended.err
    assert out.read_bytes() == b"of yesterday\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False).returncode == 0
    if not mounted:
        pytest.skip("a disk of two megabytes cannot be mounted here: limits of files stand for it above")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_small_disk_fills_up_in_earnest(small_disk: Path, records: Path) -> None:
    archive = small_disk / "a.sqlite"
    ended = marsad("load", records, "--archive", archive)
    assert ended.code == 1
    assert "there is no room to write, or the disk fails" in ended.err
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert marsad("load", records, "--archive", archive).code == 0
    checked = marsad("verify", "--deep", "--archive", archive)
    assert (checked.code, f"{MANY} articles" in checked.err) == (0, True), checked.out + checked.err
