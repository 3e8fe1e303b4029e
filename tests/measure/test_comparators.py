"""What the benchmark compares with is optional: one that is missing or fails is named, and costs the others nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.measure import comparators
from marsad.measure.comparators import COMPARATORS, Comparator, compare, installed


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a", "text": "وصل الوزير أمس"}\n{"id": "b", "text": "غادر الوفد اليوم"}\n', encoding="utf-8")
    return path


def test_a_comparator_is_run_on_the_articles(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparators, "COMPARATORS", [Comparator("counts", "json", "assert len(texts) == 2\n")])
    (found,) = compare(articles)
    assert found.name == "counts"
    assert found.seconds is not None
    assert found.seconds > 0


LEFT_OUT = [
    # module, script, what is said
    ("no_such_module_here", "", "no_such_module_here is not installed"),
    ("no_such_package.inside", "", "no_such_package.inside is not installed"),
    ("json", "raise ValueError('spoilt')\n", "it failed (ValueError: spoilt)"),
    ("json", "sys.exit(2)\n", "it failed (no message)"),
]


@pytest.mark.parametrize(("module", "script", "said"), LEFT_OUT)
def test_one_that_is_missing_or_fails_is_left_out_with_the_reason(articles: Path, monkeypatch: pytest.MonkeyPatch, module: str, script: str, said: str) -> None:
    monkeypatch.setattr(comparators, "COMPARATORS", [Comparator("other", module, script)])
    assert compare(articles) == [("other", None, said)]


def test_udpipe_without_a_model_is_left_out(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparators, "installed", lambda module: module == "ufal.udpipe")
    monkeypatch.delenv("UDPIPE_MODEL", raising=False)
    assert [found.left_out for found in compare(articles) if "UDPipe" in found.name] == ["the environment variable UDPIPE_MODEL names no model"]


@pytest.mark.parametrize("comparator", [c for c in COMPARATORS if c.module != "ufal.udpipe"], ids=lambda c: c.module)
def test_those_installed_here_run(articles: Path, monkeypatch: pytest.MonkeyPatch, comparator: Comparator) -> None:
    if not installed(comparator.module):
        pytest.skip(f"{comparator.module} is not installed")
    monkeypatch.setattr(comparators, "COMPARATORS", [comparator])
    (found,) = compare(articles)
    assert found.left_out == ""
