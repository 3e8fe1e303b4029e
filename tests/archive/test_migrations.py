"""The steps give the tables that the program expects, from nothing and from every released form."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from marsad.archive import connect
from marsad.archive.connect import Archive
from marsad.archive.tables import metadata


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
