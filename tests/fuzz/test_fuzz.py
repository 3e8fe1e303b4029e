"""Property tests of everything that takes what others wrote: a small budget here, hours with tools/fuzz.py."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from seeds import seeds
from targets import TARGETS

FOUND = Path(__file__).parent / "found"
BUDGET = int(os.environ.get("MARSAD_FUZZ", "60"))  # inputs for each target
SLOW = {"reading": 4, "lexicon": 2, "papers": 2, "pages": 2}  # divide the budget
SEEDS = seeds()
PIECES = (
    b"\x00",
    b"\xff",
    b"\n",
    b"\t",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b">",
    b"&",
    b"'",
    b'"',
    b"-",
    b":",
    b" null",
    b"9" * 30,
    b"- {}",
    b"  *a",
    b"&a ",
    "٣".encode(),
    "ة".encode(),
)


def mended(seed: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Give a seed with parts replaced: (where, how many bytes, by what)."""
    for at, length, piece in edits:
        at %= len(seed) + 1
        seed = seed[:at] + piece + seed[at + length :]
    return seed


def inputs(name: str) -> st.SearchStrategy[bytes]:
    edit = st.tuples(st.integers(0, 5_000), st.sampled_from((0, 1, 4, 40, 400)), st.sampled_from(PIECES) | st.binary(max_size=6))
    return st.one_of(
        st.builds(mended, st.sampled_from(SEEDS[name]), st.lists(edit, min_size=1, max_size=6)), st.binary(max_size=200), st.text(max_size=80).map(lambda t: b"\x00" + t.encode())
    )


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_keep_the_laws(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)
    TARGETS[name](b"")


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_keeps_the_laws(name: str) -> None:
    @settings(max_examples=max(10, BUDGET // SLOW.get(name, 1)), deadline=None, derandomize="MARSAD_FUZZ" not in os.environ, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs(name))
    @example(b"\x00")
    def law(data: bytes) -> None:
        TARGETS[name](data)

    law()


def found() -> Iterator[tuple[str, Path]]:
    """Yield what once broke a law: found/TARGET-what-it-was."""
    for path in sorted(FOUND.iterdir()) if FOUND.is_dir() else ():
        yield path.name.partition("-")[0], path


@pytest.mark.parametrize(("name", "path"), list(found()), ids=[path.name for _, path in found()])
def test_what_once_broke_a_law_keeps_it_now(name: str, path: Path) -> None:
    TARGETS[name](path.read_bytes())
