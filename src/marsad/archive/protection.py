"""The triggers that refuse changes of what was delivered, read and logged; lifted inside one transaction for a redaction, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from marsad.archive.tables import APPEND_ONLY


@contextmanager
def unprotected(connection: Connection) -> Iterator[None]:
    """Let rows be changed until the block ends. If it fails, so must the transaction: that brings the triggers back."""
    if connection.dialect.name == "sqlite":
        triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in triggers:
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        yield
        for _, statement in triggers:
            connection.exec_driver_sql(statement)
        return
    for table in APPEND_ONLY:
        connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
    yield
    for table in APPEND_ONLY:
        connection.execute(text(f"ALTER TABLE {table.name} ENABLE TRIGGER USER"))
