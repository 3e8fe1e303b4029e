"""The installed `marsad read` as a child process: what a user runs is what is measured.

Timing a process as a whole counts what a user waits for: the interpreter, the lexicon, reading and writing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from marsad.record import UsageError


class Run(NamedTuple):
    """What a finished process took: seconds on the clock and of the processors, the most memory one process of it held, its exit code."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    code: int


def command() -> list[str]:
    """Give the words that start marsad: the script beside this interpreter, or the one on the path.

    Raises UsageError if marsad is not installed.
    """
    beside = Path(sys.executable).with_name("marsad")
    found = str(beside) if beside.is_file() else shutil.which("marsad")
    if found is None:
        raise UsageError("marsad", "the command is not installed beside this Python", "Run `make run` or `pip install -e .` first.")
    return [found]


def run_read(inputs: Sequence[Path], output: Path, workers: int = 1) -> Run:
    """Run `marsad read` on the inputs and wait for it."""
    words = [*command(), "read", *map(str, inputs), "-o", str(output), "--workers", str(workers), "--quiet"]
    started = time.perf_counter()
    process = subprocess.Popen(words)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes on Linux
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, process.returncode)


def records_of(articles: Iterable[Any]) -> list[Any]:
    """Give the records of articles, read by the installed command. Raises UsageError if not all could be read."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "articles.jsonl"), Path(folder, "records.jsonl")
        source.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in articles))
        done = run_read([source], output)
        if done.code:
            raise UsageError("marsad read", f"it ended with {done.code}", "Run `marsad doctor`.")
        return [msgspec.json.decode(line) for line in output.read_bytes().splitlines()]
