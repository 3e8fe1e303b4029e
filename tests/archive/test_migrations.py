"""The steps give the tables that the program expects, from nothing and from every released form."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from marsad.archive import connect
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.loading import Loader
from marsad.archive.tables import metadata
from marsad.archive.verify import verify
from marsad.record import ArchiveError


def test_the_steps_give_the_tables_that_the_program_expects(archive: Archive) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not (kind == "table" and name is not None and (name.startswith("search") or name == "alembic_version"))

    with archive.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_a_new_archive_stands_at_the_newest_step(archive: Archive) -> None:
    with archive.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == connect.HEAD
    steps = list(ScriptDirectory(str(connect.Path(connect.__file__).parent / "migrations")).walk_revisions())
    assert steps[0].revision == connect.HEAD
    assert len({step.revision for step in steps}) == len(steps)


def test_opening_an_archive_again_changes_nothing(archive: Archive, location: str) -> None:
    again = connect.open_archive(location, create=True)
    again.close()
    with archive.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM changes")).scalar_one() == 0


def test_an_archive_of_the_first_form_keeps_everything_on_its_way_here(location: str) -> None:
    from alembic import command
    from alembic.config import Config
    from news import NOW, STRIKE, lines_of

    old = connect.Archive(connect._engine(connect._url(location)), "old")
    config = Config()
    config.set_main_option("script_location", str(connect.Path(connect.__file__).parent / "migrations"))
    with old.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        append(connection, [Change(stamp(NOW), "test", "edit", "somebody", "kept")])
        connection.exec_driver_sql("INSERT INTO articles VALUES (1, 'old', 'hash', NULL, NULL, NULL, NULL, NULL, '{}', 'text', '2026')")
    old.close()
    with pytest.raises(ArchiveError, match="older Marsad"):
        connect.open_archive(location)
    new = connect.open_archive(location, create=True)
    with new.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == connect.HEAD
        assert connection.execute(text("SELECT text FROM articles")).scalar_one() == "text"
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar_one() == 0
    assert {step.outcome for step in Loader(new, "test").load(lines_of([STRIKE]), NOW)} == {"added"}
    assert [fault for fault in verify(new).faults if fault.where == "changes"] == []
    new.close()
