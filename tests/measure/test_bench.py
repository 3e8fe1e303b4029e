"""The benchmark runs the installed command and reports every figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.measure.bench import bench, choose, report
from marsad.measure.comparators import COMPARATORS
from marsad.record import UsageError

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "samples.jsonl"


def test_a_few_articles_give_all_figures(tmp_path: Path) -> None:
    lines = SAMPLES.read_bytes().splitlines(keepends=True)[:3]
    measured = bench(lines, tmp_path)
    assert (measured.articles, measured.same_bytes, measured.same_again) == (3, True, True)
    assert measured.sentences > 20
    assert 0 < measured.start_up < measured.first_start
    assert len(measured.latency) == 3
    assert measured.one.peak_bytes > 2**20
    text = report(measured)
    assert 0 < measured.one.cpu_seconds < measured.one.seconds * 4
    assert [c.name for c in measured.compared] == [c.name for c in COMPARATORS]
    for words in (
        "sentences a second",
        "sentences a processor second",
        "beside it, on the same articles",
        "scikit-learn",
        "spaCy",
        "UDPipe",
        "articles a second",
        "ratio two workers to one",
        "start-up",
        "latency",
        "peak memory",
        "a sentence, by sentences an article",
        "the same with twice the names",
        "identical bytes, 1 and 2 workers",
    ):
        assert words in text


def test_a_named_file_is_read_up_to_the_limit() -> None:
    name, lines = choose(SAMPLES, 2)
    assert (name, len(lines)) == (str(SAMPLES), 2)


def test_without_shared_articles_the_samples_are_read_over_and_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checkout" / "corpus" / "samples").mkdir(parents=True)
    (tmp_path / "checkout" / "corpus" / "samples" / "samples.jsonl").write_bytes(SAMPLES.read_bytes())
    monkeypatch.chdir(tmp_path / "checkout")
    name, lines = choose(None, 0)
    assert "over and over" in name
    assert len(lines) == 400


@pytest.mark.parametrize("content", [None, b"", b"\n\n"], ids=["missing", "empty", "only blanks"])
def test_nothing_to_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "articles.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError):
        choose(path, 0)
