"""`python -m marsad.measure.bench [ARTICLES.jsonl] [--limit N] [--rounds N]`: how fast, how much memory, the same bytes?

Everything is measured on whole processes of the installed command, start-up included, but the latency of an article,
which is what a program that keeps Marsad loaded waits for. Seconds depend on the machine and on what else it does:
compare the ratios, all taken in one run.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from marsad.arabic.sentences import split_sentences
from marsad.measure.child import Run, run_read
from marsad.measure.comparators import Compared, compare, table
from marsad.record import MarsadError, UsageError

LEAST = 400  # articles: fewer would measure the start-up rather than the reading
_LATENCY = """
import json, sys, time, marsad
articles = [marsad.Article(id=a["id"], text=a["text"], published=a.get("published")) for a in map(json.loads, open(sys.argv[1], encoding="utf-8"))]
marsad.read(articles[0])
for article in articles:
    started = time.perf_counter()
    marsad.read(article)
    print(time.perf_counter() - started)
"""


class Bench(NamedTuple):
    """The figures of one run; seconds and bytes."""

    articles: int
    sentences: int
    one: Run
    two: Run
    start_up: float
    first_start: float
    latency: list[float]
    scaling: dict[str, Any]
    compared: list[Compared]
    same_bytes: bool
    same_again: bool


def bench(lines: list[bytes], folder: Path, rounds: int = 1) -> Bench:
    """Measure the reading of articles (JSON lines), with files in `folder`; the best of so many rounds. Raises UsageError if a run fails."""
    many, single, some = folder / "articles.jsonl", folder / "one.jsonl", folder / "some.jsonl"
    many.write_bytes(b"".join(lines))
    single.write_bytes(msgspec.json.encode({"id": "one", "text": "قصفت القوات التركية بلدة تل رفعت."}) + b"\n")
    some.write_bytes(b"".join(lines[:100]))
    outputs = [folder / f"{name}.records.jsonl" for name in ("single", "one", "two", "again", "some")]
    with _as_installed(folder):
        first_start = _well(run_read([single], outputs[0])).seconds
        start_up = min(_well(run_read([single], outputs[0])).seconds for _ in range(3))
        ones, twos = [], []
        for _ in range(rounds):  # in turns, so that what else the machine does meets both
            ones.append(_well(run_read([many], outputs[1])))
            twos.append(_well(run_read([many], outputs[2], workers=2)))
        one, two = min(ones), min(twos)
        compared = compare(many)
        for output in outputs[3:]:
            _well(run_read([some], output))
        times = subprocess.run([sys.executable, "-c", _LATENCY, str(some)], check=True, capture_output=True, text=True).stdout
        scaling = subprocess.run([sys.executable, "-m", "marsad.desk.scaling", str(some)], check=True, capture_output=True, text=True).stdout
    sentences = sum(len(split_sentences(msgspec.json.decode(line)["text"])) for line in lines)
    return Bench(
        len(lines),
        sentences,
        one,
        two,
        start_up,
        first_start,
        sorted(map(float, times.split())),
        json.loads(scaling),
        compared,
        outputs[1].read_bytes() == outputs[2].read_bytes(),
        outputs[3].read_bytes() == outputs[4].read_bytes(),
    )


@contextlib.contextmanager
def _as_installed(folder: Path) -> Iterator[None]:
    """Let children run as pip leaves them, with the bytecode of their modules kept, and with an empty cache: the first start compiles the lexicon."""
    before = dict(os.environ)
    os.environ.update(MARSAD_CACHE=str(folder / "cache"), PYTHONPYCACHEPREFIX=str(folder / "bytecode"))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _well(run: Run) -> Run:
    if run.code not in (0, 3):
        raise UsageError("marsad read", f"it ended with {run.code}", "Run `marsad doctor`.")
    return run


def report(b: Bench) -> str:
    """Give the figures as lines of text for a person."""
    rows = [
        ("articles, sentences", f"{b.articles:,}, {b.sentences:,}"),
        ("sentences a second", f"{b.sentences / b.one.seconds:,.0f}   (one worker, whole process)"),
        ("articles a second", f"{b.articles / b.one.seconds:,.1f}"),
        ("sentences a processor second", f"{b.sentences / b.one.cpu_seconds:,.0f} with one worker, {b.sentences / b.two.cpu_seconds:,.0f} with two"),
        ("ratio two workers to one", f"{b.one.seconds / b.two.seconds:.2f}   (times as fast, on {os.cpu_count()} cores)"),
        ("start-up", f"{b.start_up:.2f} s   (a process that reads one sentence; {b.first_start:.2f} s when it compiles the lexicon first)"),
        (
            "latency of one article",
            f"{statistics.median(b.latency) * 1000:.1f} ms median, {b.latency[int(len(b.latency) * 0.95)] * 1000:.1f} ms at most for 95 of 100   (lexicon loaded)",
        ),
        ("peak memory", f"{b.one.peak_bytes / 1e6:,.0f} MB   (one worker; {b.two.peak_bytes / 1e6:,.0f} MB the largest process of two)"),
        ("a sentence, by sentences an article", "   ".join(f"{size}: {seconds * 1000:.2f} ms" for size, seconds in b.scaling["by_size"].items())),
        (
            "the same with twice the names",
            f"{b.scaling['twice']:.2f} times the time, {'the same records' if b.scaling['same'] else 'OTHER RECORDS'}   ({b.scaling['names']:,} words begin one)",
        ),
        ("identical bytes, 1 and 2 workers", "yes" if b.same_bytes else "NO"),
        ("identical bytes, twice", "yes" if b.same_again else "NO"),
        ("beside it, on the same articles", ""),
        *table(b.compared, b.sentences, b.one.seconds),
    ]
    return "\n".join(f"{name:<44}{value}".rstrip() for name, value in rows)


def choose(path: Path | None, limit: int) -> tuple[str, list[bytes]]:
    """Give (what is read, its lines): the file, else the shared articles beside the checkout, else the samples over and over.

    Raises UsageError if there is nothing to read.
    """
    shared, samples = Path("../shared/bench/articles.jsonl"), Path("corpus/samples/samples.jsonl")
    chosen = path or (shared if shared.is_file() else samples)
    if not chosen.is_file():
        raise UsageError(str(chosen), "there is no such file", "Name a file of articles, one JSON object a line.")
    with chosen.open("rb") as file:
        lines = [line.rstrip(b"\n") + b"\n" for line in itertools.islice(file, limit or None) if line.strip()]
    if not lines:
        raise UsageError(str(chosen), "the file is empty", "Name a file of articles, one JSON object a line.")
    if path is None and chosen == samples:
        return f"{chosen}, over and over", list(itertools.islice(itertools.cycle(lines), limit or LEAST))
    return str(chosen), lines


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="read only the first N articles")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="read all N times with one and with two workers in turn, and give the best")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    try:
        name, lines = choose(chosen.articles, chosen.limit)
        with tempfile.TemporaryDirectory() as folder:
            b = bench(lines, Path(folder), max(1, chosen.rounds))
    except MarsadError as error:
        sys.exit(f"{error.where}: {error.found}.\n{error.todo}")
    print(json.dumps(b._asdict()) if chosen.json else f"{name}\n{report(b)}")
    sys.exit(0 if b.same_bytes and b.same_again else 1)


if __name__ == "__main__":
    main()
