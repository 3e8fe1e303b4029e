"""The guides to the cluster tell its inputs, its output and what to do when something breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.fleet.manifest import MANIFEST
from marsad.fleet.tables import columns
from marsad.gather.files import kind_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
KINDS = (".jsonl", ".ndjson", ".gz", ".zst", ".warc", ".wacz", ".txt", ".html")


@pytest.mark.parametrize("guide", ["cluster.en.md", "cluster.ar.md"])
def test_both_guides_cover_the_cluster(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    said = ["--cluster", "auto", "local", "marsad[cluster]", "s3://", MANIFEST, "--workers", "130", *KINDS, *(f"`{name}`" for name, _ in columns()["records"])]
    assert [word for word in said if word not in text] == []
    assert all(kind_of("a" + kind) or kind in (".gz", ".zst") for kind in KINDS)
