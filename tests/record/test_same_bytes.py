"""The same input and the same version give the same bytes, whatever the seed of hashes and the number of workers.

Python gives each process its own seed for hashing text, and with it its own order of sets. Tables compiled in the order of
a set once differed from process to process, under the same hash of the lexicon: these tests keep that from coming back.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from marsad.desk.read import BATCH, read_lines
from marsad.gather.files import Item

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "samples.jsonl"
SEEDS = ("0", "1", "20200215")


class Made(NamedTuple):
    """What one process left behind: the compiled lexicon and the records."""

    tables: bytes
    records: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """Read the samples in one process for each seed, each with an empty cache, so that each compiles the lexicon itself."""
    running = []
    for seed in SEEDS:
        cache = tmp_path_factory.mktemp(f"seed-{seed}")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(cache)}
        environment.pop("MARSAD_CACHE", None)
        words = [sys.executable, "-m", "marsad.cli.main", "read", str(SAMPLES), "--quiet"]
        running.append((cache, subprocess.Popen(words, env=environment, stdout=subprocess.PIPE)))
    found = []
    for cache, process in running:
        records, _ = process.communicate()
        assert process.returncode == 0
        (tables,) = (cache / "marsad").glob("lexicon-*.msgpack")
        found.append(Made(tables.read_bytes(), records))
    return found


def test_the_compiled_lexicon_does_not_depend_on_the_seed_of_hashes(made: list[Made]) -> None:
    assert [seed for seed, other in zip(SEEDS, made, strict=True) if other.tables != made[0].tables] == []


def test_the_records_do_not_depend_on_the_seed_of_hashes(made: list[Made]) -> None:
    assert made[0].records.count(b"\n") == SAMPLES.read_bytes().count(b"\n")
    assert [seed for seed, other in zip(SEEDS, made, strict=True) if other.records != made[0].records] == []


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Give the samples over and over, more than three workers are handed at once."""
    lines = SAMPLES.read_bytes().splitlines(keepends=True)
    return [Item("line", lines[n % len(lines)], f"s:{n}", f"s:{n}") for n in range(4 * BATCH + 1)]


@pytest.fixture(scope="module")
def alone(items: list[Item]) -> list[bytes]:
    return [line for line, _, _ in read_lines(items)]


@pytest.mark.parametrize("workers", [2, 3])
def test_the_records_do_not_depend_on_the_number_of_workers(items: list[Item], alone: list[bytes], workers: int) -> None:
    assert [line for line, _, _ in read_lines(items, workers)] == alone
