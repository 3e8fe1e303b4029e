"""Open an archive: a file (SQLite) or a PostgreSQL URL. Its tables are brought up to date when it is opened for writing.

One writer at a time, any number of readers who see the last finished write: SQLite by its write-ahead log and BEGIN IMMEDIATE,
PostgreSQL by an advisory lock. A writer that dies leaves the archive as it was before its transaction.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from marsad.archive.faults import archive_fault
from marsad.record import ArchiveError

DEFAULT = "marsad.sqlite"
LOCK = 6_277_101  # the number of Marsad's advisory lock in a PostgreSQL database; any number that others do not use
WAIT_SECONDS = 120  # a writer waits this long for the one before it; a batch takes less than a second
HEAD = "0002"  # the newest step in migrations/versions


def archive_location(given: str | None = None) -> str:
    """Give where the archive is: as given, else MARSAD_ARCHIVE, else marsad.sqlite here."""
    return given or os.environ.get("MARSAD_ARCHIVE") or DEFAULT


class Archive:
    """An open archive. `reading` and `writing` give a connection inside one transaction."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name
        self.sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive throughout."""
        options: dict[str, Any] = {} if self.sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except DatabaseError as error:
            raise archive_fault(self.name, error) from error

    @contextmanager
    def writing(self, durable: bool = True) -> Iterator[Connection]:
        """Give the one connection that may write; all of its work is kept, or none.

        `durable` false spares SQLite the wait for the disk: a power failure, but no end of the process, may then undo the last
        transactions. That is good enough for what can be loaded again.

        Raises ArchiveError if another writer does not finish in time, or the database fails (its disk is full, its server away).
        """
        try:
            with self._writing(durable) as connection:
                yield connection
        except DatabaseError as error:
            raise archive_fault(self.name, error) from error

    @contextmanager
    def _writing(self, durable: bool) -> Iterator[Connection]:
        with self.engine.connect().execution_options(marsad_writes=True) as connection:
            try:
                if self.sqlite:
                    self._wait_for_disk(connection, durable)
                transaction = connection.begin()
                if not self.sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK})
            except OperationalError as error:
                if not _held(error):
                    raise
                raise ArchiveError(
                    self.name, f"another writer has held it for {WAIT_SECONDS} seconds ({_short(error)})", "Wait until it ends, or end it, and run again."
                ) from error
            with transaction:
                yield connection

    @staticmethod
    def _wait_for_disk(connection: Connection, durable: bool) -> None:
        driver = connection.connection.driver_connection  # outside of a transaction, where alone it may be set
        assert driver is not None
        driver.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")

    def close(self) -> None:
        self.engine.dispose()


def open_archive(location: str | None = None, create: bool = False) -> Archive:
    """Give the archive at a path or URL; `create` makes it if it is not there, and brings its tables up to date.

    Raises ArchiveError if it is not there, no archive, of a newer Marsad, or of an older one and `create` is false.
    """
    name = archive_location(location)
    url = _url(name)
    is_file = url.get_backend_name() == "sqlite"
    if is_file and not create and not Path(url.database or "").is_file():
        raise ArchiveError(name, "there is no archive here", "Make one with `marsad load RECORDS.jsonl`, or name another with --archive or MARSAD_ARCHIVE.")
    archive = Archive(_engine(url), shown_name(name))
    try:
        version = _version(archive)
        if version is None and not create:
            raise ArchiveError(archive.name, "this database holds no archive", "Make one in it with `marsad load RECORDS.jsonl --archive …`.")
        if version != HEAD:
            _upgrade(archive, version, create)
    except DatabaseError as error:
        archive.close()
        raise ArchiveError(archive.name, f"it cannot be opened ({_short(error)})", "Check the path or URL, and that it is a Marsad archive.") from error
    except ArchiveError:
        archive.close()
        raise
    return archive


def shown_name(name: str) -> str:
    """Give a location without its password.

    >>> shown_name("postgresql://ana:geheim@db/marsad")
    'postgresql://ana:***@db/marsad'
    """
    return make_url(name).render_as_string(hide_password=True) if "://" in name else name


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError):
        raise ArchiveError(name.split("@")[-1], "this is no URL of a database", "Write postgresql://user:password@host/database, or a path.") from None
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url
    raise ArchiveError(shown_name(name), f"archives are not kept in {url.drivername!r}", "Write postgresql://user:password@host/database, or a path.")


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url, pool_size=4, connect_args={"connect_timeout": 10, "application_name": "marsad"})
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False})
    except ModuleNotFoundError:
        raise ArchiveError("postgresql", "the package psycopg is not installed", "Install it: pip install 'marsad[postgres]'.") from None

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy says when transactions begin, not the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY", "mmap_size=268435456", "wal_autocheckpoint=8000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("marsad_writes") else "BEGIN")

    return engine


def _version(archive: Archive) -> str | None:
    """Give the step that the archive's tables stand at, None for an empty database."""
    with archive.engine.connect() as connection, connection.begin():
        catalogue = "SELECT name FROM sqlite_master" if archive.sqlite else "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        tables = {row[0] for row in connection.execute(text(catalogue))}
        if "alembic_version" in tables:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise ArchiveError(archive.name, f"this database holds other tables ({sorted(tables)[0]} …)", "Name an empty or new one.")
    return None


def _upgrade(archive: Archive, version: str | None, create: bool) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise ArchiveError(archive.name, f"its tables are of a newer Marsad (step {version})", "Install the newest Marsad.")
    if not create:
        raise ArchiveError(archive.name, f"its tables are of an older Marsad (step {version})", "Bring it up to date with `marsad load --archive …` or `marsad verify --upgrade`.")
    with archive.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _held(error: OperationalError) -> bool:
    """Tell whether the writer before did not finish in time."""
    return any(word in str(error.orig).lower() for word in ("locked", "busy", "timeout"))


def _short(error: BaseException) -> str:
    return str(error).split("\n")[0][:160]
