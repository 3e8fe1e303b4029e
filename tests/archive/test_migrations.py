"""The steps give the tables that the program expects, from nothing and from every released form."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from news import ALL, NOW, lines_of
from sqlalchemy import text

from marsad.archive import connect
from marsad.archive.connect import Archive
from marsad.archive.loading import Loader
from marsad.archive.questions import Filter, find_events
from marsad.archive.tables import metadata
from marsad.archive.totals import sum_rows
from marsad.archive.verify import verify
from marsad.record import ArchiveError

RELEASED = sorted((Path(__file__).parent / "released").glob("*.json.gz"))  # the rows of an archive as each released form had them
STEPS = Path(connect.__file__).parent / "migrations"


def old_archive(location: str, released: dict[str, Any]) -> None:
    """Make an archive in a released form, with the rows that it had then."""
    empty = Archive(connect._engine(connect._url(location)), location)
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with empty.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, released["step"])
        for table, rows in released["tables"].items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join(f":{name}" for name in row)
                values = {name: base64.b64decode(value["base64"]) if isinstance(value, dict) else value for name, value in row.items()}
                connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), values)
    empty.close()


@pytest.fixture(params=RELEASED, ids=lambda path: path.name.split(".")[0])
def released(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give the dump of a released form, its tables so that what is referred to comes first."""
    dump: dict[str, Any] = json.loads(gzip.decompress(request.param.read_bytes()))
    order = [table.name for table in metadata.sorted_tables]
    return {**dump, "tables": {name: dump["tables"][name] for name in order if name in dump["tables"]}}


def test_an_archive_of_every_released_form_is_brought_up_to_date(location: str, released: dict[str, Any]) -> None:
    old_archive(location, released)
    with pytest.raises(ArchiveError, match="older Marsad"):
        connect.open_archive(location)
    archive = connect.open_archive(location, create=True)
    assert verify(archive).faults == []
    with archive.reading() as connection:
        shown = {row["id"]: row["verdict"] for row in find_events(connection, Filter())}
        every = {row["id"]: row["verdict"] for row in find_events(connection, Filter(rejected=True))}
        assert every[released["rejected"]] == "reject"
        assert every[released["taken_back"]] is None
        assert shown == {name: verdict for name, verdict in every.items() if name != released["rejected"]}
        assert shown[released["accepted"]] == "accept"
        assert len(every) == len(released["tables"]["events"])
        sums = [sum(row["events"] for row in sum_rows(connection, "type", Filter(rejected=also))) for also in (True, False)]
        assert sums[0] - sums[1] == 1, "the rejected act has left the sums"
        assert find_events(connection, Filter(agreement="وقف إطلاق النار"))
        assert {row["type"] for row in find_events(connection, Filter(party="TUR", types=["ASSAULT"], rejected=True))} == {"ASSAULT"}
    archive.close()


def test_an_archive_brought_up_to_date_goes_on_as_a_new_one(location: str, released: dict[str, Any]) -> None:
    old_archive(location, released)
    archive = connect.open_archive(location, create=True)
    assert {step.outcome for step in Loader(archive, "test").load(lines_of(ALL), NOW)} <= {"known", "read again"}
    assert verify(archive).faults == []
    archive.close()


def test_the_steps_give_the_tables_that_the_program_expects(archive: Archive) -> None:
    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not (kind == "table" and name is not None and (name.startswith("search") or name == "alembic_version"))

    with archive.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_a_new_archive_stands_at_the_newest_step(archive: Archive) -> None:
    with archive.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == connect.HEAD
    steps = list(ScriptDirectory(str(STEPS)).walk_revisions())
    assert steps[0].revision == connect.HEAD
    assert len({step.revision for step in steps}) == len(steps)


def test_opening_an_archive_again_changes_nothing(archive: Archive, location: str) -> None:
    again = connect.open_archive(location, create=True)
    again.close()
    with archive.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM changes")).scalar_one() == 0
