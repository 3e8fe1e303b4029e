"""What `marsad doctor` says of the archive, the databases, the collected articles, the ledger and optional packages."""

from __future__ import annotations

import sqlite3
from importlib import metadata
from pathlib import Path

import pytest

from marsad.archive.connect import open_archive
from marsad.desk import equipment
from marsad.desk.check import Check
from marsad.gather.state import State

TOML = '[collect]\nstore = "gathered"\n\n[[source]]\nname = "مثال"\naddress = "https://example.org/rss"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MARSAD_ARCHIVE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_with_nothing_here_everything_passes() -> None:
    assert [check for check in equipment.equipment() if check.status != "pass"] == []


def test_an_archive_that_is_here_is_opened(here: Path) -> None:
    open_archive("marsad.sqlite", create=True).close()
    check = equipment.archive()
    assert (check.status, check.found.partition(";")[0]) == ("pass", "marsad.sqlite: 0 articles")


def no_archive(path: Path) -> None:
    path.write_text("قائمة مشتريات، وليست أرشيفا", encoding="utf-8")


def other_tables(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bread (price)")


def newer(path: Path) -> None:
    open_archive(str(path), create=True).close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(("make", "found"), [(no_archive, "cannot be opened"), (other_tables, "other tables"), (newer, "of a newer Marsad")])
def test_an_archive_that_cannot_be_used_fails_with_what_to_do(here: Path, make: object, found: str) -> None:
    make(here / "marsad.sqlite")  # type: ignore[operator]
    check = equipment.archive()
    assert check.status == "fail"
    assert found in check.found
    assert check.fix


def test_an_archive_that_is_named_and_not_there_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_ARCHIVE", "gone.sqlite")
    check = equipment.archive()
    assert check.status == "warn"
    assert "marsad load" in check.fix


def test_a_sqlite_without_full_text_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda _: Without())
    assert equipment.full_text().status == "warn"


@pytest.mark.parametrize(("named", "status"), [("", "pass"), ("a.sqlite", "pass"), ("postgresql://db/marsad", "fail")])
def test_the_driver_of_postgresql_is_needed_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, named: str, status: str) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    check = equipment.postgres(named)
    assert check.status == status
    assert "marsad[postgres]" in check.found + check.fix


def collected(here: Path) -> State:
    (here / "marsad.toml").write_text(TOML, encoding="utf-8")
    return State(here / "gathered" / "state.sqlite")


def captured(here: Path) -> Check:
    return equipment.captures(here / "marsad.toml")


def test_what_was_collected_is_counted(here: Path) -> None:
    state = collected(here)
    with state.step():
        state.add_article("a", "c", b"{}\n")
    state.close()
    assert captured(here).status == "pass"
    assert "1 sources, 1 articles" in captured(here).found


def test_sources_without_a_store_pass(here: Path) -> None:
    (here / "marsad.toml").write_text(TOML, encoding="utf-8")
    assert "nothing collected yet" in captured(here).found


def test_a_store_or_a_list_of_sources_that_is_broken_fails(here: Path) -> None:
    collected(here).close()
    (here / "gathered" / "state.sqlite").write_bytes(b"no database at all, whatever its name" * 50)
    assert (captured(here).status, bool(captured(here).fix)) == ("fail", True)
    (here / "marsad.toml").write_text("[collect", encoding="utf-8")
    assert (captured(here).status, bool(captured(here).fix)) == ("fail", True)


def test_little_space_for_evidence_is_a_warning(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected(here).close()
    monkeypatch.setattr(equipment, "EVIDENCE", 2**80)
    assert captured(here).status == "warn"
    assert "--no-warc" in captured(here).fix


def test_a_ledger_that_is_not_there_fails(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert equipment.ledger().status == "pass"
    monkeypatch.setenv("MARSAD_LEDGER", str(here))
    assert equipment.ledger().status == "fail"
    assert "MARSAD_LEDGER" in equipment.ledger().fix


def test_optional_parts_are_those_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = ["msgspec>=0.18", "pyarrow>=15.0; extra == 'tables'", 'pytest>=8; extra == "dev"']
    monkeypatch.setattr(metadata, "requires", lambda _: declared)
    assert equipment.extras() == {"tables": ["pyarrow"]}
    assert [check.name for check in equipment.optional()] == ["[tables]"]


def test_versions_name_the_parts_beside_the_reader() -> None:
    assert {"sqlite", "archive", "captures", "ledger"} <= {name for name, _ in equipment.versions_beside()}
