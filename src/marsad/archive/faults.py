"""Faults of the database under an archive, as errors that say what happened to the work and what helps."""

from __future__ import annotations

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError

from marsad.record import ArchiveError

KEPT = "What was finished before is kept."
# what the message of SQLite or PostgreSQL holds → (what is told, what to do)
_KINDS = (
    (("malformed", "not a database", "corrupt", "invalid page", "checksum"), "the database is damaged",
     "Do not write to it any more. Take a copy back, or load your records into a new archive; `marsad verify` shows what of this one is whole."),
    (("disk is full", "no space left", "could not extend", "disk i/o error", "quota"), "there is no room to write, or the disk fails",
     f"Make room and run the same command again. {KEPT}"),
    (("readonly", "read-only", "unable to open", "permission denied"), "it may not be written",
     f"Give yourself the right to write to it and to its folder. {KEPT}"),
    (("locked", "busy"), "another process holds it", f"Wait until that ends, and run the same command again. {KEPT}"),
)  # fmt: skip


def archive_fault(name: str, error: DatabaseError) -> Exception:
    """Give the ArchiveError for what a database raised; the error itself where it is a fault of Marsad.

    >>> from sqlalchemy.exc import OperationalError
    >>> archive_fault("a.sqlite", OperationalError("INSERT", {}, Exception("database or disk is full"))).found
    'there is no room to write, or the disk fails (database or disk is full)'
    """
    if isinstance(error, (DataError, IntegrityError, NotSupportedError, ProgrammingError)):
        return error
    said = str(error.orig).split("\n")[0][:160]
    for marks, found, todo in _KINDS:
        if any(mark in said.lower() for mark in marks):
            return ArchiveError(name, f"{found} ({said})", todo)
    if error.connection_invalidated or "connection" in said.lower() or "server" in said.lower():
        return ArchiveError(name, f"the connection to the database was lost ({said})", f"Run the same command again when it is back. {KEPT}")
    return ArchiveError(name, f"the database failed ({said})", f"Look into its log. {KEPT}")
