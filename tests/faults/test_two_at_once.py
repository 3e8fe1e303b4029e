"""Two processes on one archive or one store: each loads what the other has not, or is told that the place is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from news import ALL, NOW, lines_of

from marsad.archive.connect import open_archive
from marsad.archive.loading import Loader
from marsad.archive.verify import verify

if sys.platform == "linux":
    from commands import MARSAD, marsad, news


@pytest.mark.skipif(sys.platform != "linux", reason="the commands are run with limits of Linux")
def test_two_loads_of_one_archive_wait_for_each_other(tmp_path: Path) -> None:
    parts = []
    for n in range(2):
        parts.append(tmp_path / f"records-{n}.jsonl")
        assert marsad("read", news(tmp_path / f"news-{n}.jsonl", 60, start=30 * n), "-o", parts[n], "-q").code == 0
    archive = tmp_path / "a.sqlite"
    running = [subprocess.Popen([*MARSAD, "load", str(part), "--archive", str(archive)], stderr=subprocess.PIPE) for part in parts]
    told = [process.communicate(timeout=300)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    assert sum(int(one.split(" added")[0].split()[-1].replace(",", "")) for one in told) == 90, told
    checked = marsad("verify", "--deep", "--archive", archive)
    assert (checked.code, "90 articles" in checked.err) == (0, True), checked.out + checked.err


def test_a_clock_that_goes_back_between_loads_leaves_a_whole_archive(tmp_path: Path) -> None:
    archive = open_archive(str(tmp_path / "a.sqlite"), create=True)
    try:
        half = len(ALL) // 2
        first = [step.outcome for step in Loader(archive, "test").load(lines_of(ALL[:half]), NOW)]
        second = [step.outcome for step in Loader(archive, "test").load(lines_of(ALL), NOW - timedelta(days=400))]
        assert (first, second) == (["added"] * half, ["known"] * half + ["added"] * (len(ALL) - half))
        assert verify(archive, deep=True).faults == []
    finally:
        archive.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the commands are run with limits of Linux")
def test_two_reads_into_one_file_leave_one_whole_output(tmp_path: Path) -> None:
    given = [news(tmp_path / f"news-{n}.jsonl", 60, start=100 * n) for n in range(2)]
    out = tmp_path / "records.jsonl"
    running = [subprocess.Popen([*MARSAD, "read", str(one), "-o", str(out), "-q"], stderr=subprocess.PIPE) for one in given]
    told = [process.communicate(timeout=300)[1].decode() for process in running]
    assert 0 in [process.returncode for process in running], told
    for process, one in zip(running, told, strict=True):
        assert process.returncode == 0 or "another marsad is writing it" in one, one
    ids = [json.loads(line)["article"]["id"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert ids in ([f"n{n}" for n in range(60)], [f"n{n}" for n in range(100, 160)]), "the two are mixed"
    assert list(tmp_path.glob("*.part")) == []
