"""PostgreSQL that ends a connection in the middle of a load, or is stopped: it is told, and the next load ends the work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from cluster import cluster, programs
from news import ALL, NOW, lines_of

from marsad.archive import loading
from marsad.archive.connect import Archive, open_archive
from marsad.archive.contents import digest
from marsad.archive.loading import Loader
from marsad.archive.verify import verify
from marsad.record import ArchiveError


@pytest.fixture
def archive() -> Iterator[Archive]:
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'marsad[postgres]')")
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with cluster(binaries) as folder:
        opened = open_archive(f"postgresql://marsad@/postgres?host={folder}", create=True)
        yield opened
        opened.close()


def test_a_connection_that_is_lost_in_mid_load_is_told_and_costs_its_batch(archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    index = loading.index_articles
    cut: list[int] = []

    def cutting(connection: Any, rows: Any) -> None:
        if len(cut) == 1:  # in the second batch
            own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with archive.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
        cut.append(1)
        index(connection, rows)

    monkeypatch.setattr(loading, "index_articles", cutting)
    steps: list[str] = []
    with pytest.raises(ArchiveError) as raised:
        steps.extend(step.outcome for step in Loader(archive, "test", 3).load(lines_of(ALL), NOW))
    assert "the connection to the database was lost" in raised.value.found
    assert "Run the same command again" in raised.value.todo
    assert steps == ["added"] * 3
    monkeypatch.undo()
    assert verify(archive, deep=True).faults == []
    again = [step.outcome for step in Loader(archive, "test", 3).load(lines_of(ALL), NOW)]
    assert again == ["known"] * 3 + ["added"] * (len(ALL) - 3)
    whole = open_archive(str(tmp_path / "whole.sqlite"), create=True)
    list(Loader(whole, "test", 3).load(lines_of(ALL), NOW))
    assert digest(archive) == digest(whole)
    whole.close()


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'marsad[postgres]')")
    with pytest.raises(ArchiveError) as raised:
        open_archive(f"postgresql://marsad@/postgres?host={tmp_path}")
    assert "it cannot be opened" in raised.value.found
