"""One archive for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_pages import browser, filled
from starlette.testclient import TestClient

from marsad.archive.connect import Archive


@pytest.fixture(scope="session")
def desk_archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = filled(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.close()


@pytest.fixture(params=["ar", "en"])
def client(request: pytest.FixtureRequest, desk_archive: Archive) -> TestClient:
    return browser(desk_archive, request.param)
