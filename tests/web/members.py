"""A desk that demands accounts, with a person of each role, and browsers that are logged in."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from argon2 import PasswordHasher
from desk_pages import HOME, filled
from starlette.testclient import TestClient

from marsad.archive import accounts
from marsad.archive.connect import Archive, open_archive
from marsad.desk import access
from marsad.web.app import application
from marsad.web.door import Door

PASSWORD = "four plain words here"
NOW = access.datetime(2026, 1, 1, tzinfo=access.UTC)


@cache
def kept() -> str:
    """Give what is kept of the password, at the lowest cost: tests log in often."""
    return str(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD))


@cache
def _pattern() -> TemporaryDirectory[str]:
    """Give the folder of an archive that is filled once and copied for each test."""
    folder = TemporaryDirectory()
    archive = filled(Path(folder.name))
    for role in access.ROLES:
        accounts.add_account(archive, role, role, kept(), "test", NOW)
    archive.close()
    return folder


def manned(folder: Path) -> Archive:
    """Give an archive with the hostile articles and an account of each role, named for it."""
    for file in Path(_pattern().name).glob("archive.sqlite*"):
        shutil.copy(file, folder / file.name)
    return open_archive(str(folder / "archive.sqlite"))


def visitor(archive: Archive, language: str = "en", door: Door = Door(accounts=True), address: str = "127.0.0.1") -> TestClient:  # noqa: B008
    """Give a browser that is not logged in."""
    client = TestClient(application(archive, door=door), base_url=HOME, follow_redirects=False, client=(address, 50_000))
    client.cookies.set("marsad_settings", f"{language}.latn.double")
    return client


def form_token(client: TestClient, path: str = "/log-in") -> str:
    """Give the token of the forms of a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path).text)
    assert found is not None
    return found[1]


def enter(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """Log in; give the status."""
    return client.post("/log-in", data={"csrf": form_token(client), "name": name, "password": password}).status_code


def member(archive: Archive, role: str, language: str = "en", **more: object) -> TestClient:
    """Give a browser in which somebody of a role is logged in."""
    client = visitor(archive, language, **more)  # type: ignore[arg-type]
    assert enter(client, role) == 303
    return client


def send(client: TestClient, path: str, **form: object) -> int:
    """Send a form with the token of its browser; give the status."""
    return client.post(path, data={"csrf": form_token(client, "/settings"), **form}).status_code
