"""Archives for the tests, each test on SQLite and on PostgreSQL, and records made from sentences of our own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cluster import cluster, programs
from news import ALL, NOW, Loaded, lines_of

from marsad.archive.connect import Archive, open_archive
from marsad.archive.loading import Loader

_databases = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the folder of the socket of a PostgreSQL that runs for these tests."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'marsad[postgres]')")
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql): the archive is tested on SQLite only")
    with cluster(binaries) as folder:
        yield folder


def _place(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "sqlite":
        return str(folder / "archive.sqlite")
    socket: str = request.getfixturevalue("postgres")
    import psycopg

    name = f"archive_{next(_databases)}"
    with psycopg.connect(host=socket, user="marsad", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://marsad@/{name}?host={socket}"


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where a new archive may be made: a path, then a URL."""
    return _place(request, tmp_path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Give an archive with all articles, shared by the tests of one file that only ask."""
    opened = open_archive(_place(request, tmp_path_factory.mktemp("filled")), create=True)
    list(Loader(opened, "test").load(lines_of(ALL), NOW))
    yield opened
    opened.close()


@pytest.fixture
def archive(location: str) -> Iterator[Archive]:
    opened = open_archive(location, create=True)
    yield opened
    opened.close()


@pytest.fixture
def loaded(archive: Archive) -> Loaded:
    """Give a function that reads articles and loads their records: `loaded(article, …)` gives what became of each."""

    def load(*articles: dict[str, Any], who: str = "test", batch: int = 250) -> list[str]:
        return [step.outcome for step in Loader(archive, who, batch).load(lines_of(articles), NOW)]

    return load
