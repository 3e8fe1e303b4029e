"""The log of changes: who did what, when, why, with the value before and after; each entry's hash covers the one before.

Altering, removing or inserting an entry breaks every hash after it. Cutting entries off the end does not: note the head
(`marsad verify` prints it) outside of the archive, and `marsad verify --head HASH` finds the cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from marsad.archive.canonical import canonical, sha256
from marsad.archive.lookup import add_rows
from marsad.archive.tables import changes

GENESIS = "0" * 64


class Change(NamedTuple):
    """What somebody did. `before` and `after` are JSON values, None for nothing; `undoes` the number of the change that it takes back."""

    at: str
    who: str
    action: str
    subject: str
    why: str = ""
    before: Any = None
    after: Any = None
    undoes: int | None = None


def link_hash(number: int, change: Change, previous: str) -> str:
    """Give the hash of an entry after the one whose hash is `previous`."""
    return sha256(canonical([number, *change, previous]))


def row_digest(row: Mapping[str, Any]) -> str:
    """Give the hash of an entry as it stands: what a redaction notes of an entry out of which it took a name, and whose own hash no longer fits."""
    return sha256(canonical([row[name] for name in ("number", "at", "who", "action", "subject", "why", "before", "after", "undoes", "prev_hash", "hash")]))


def append(connection: Connection, new: Sequence[Change]) -> list[int]:
    """Write changes at the end of the log, give their numbers. The connection must be a writing one."""
    if not new:
        return []
    last = connection.execute(select(changes.c.number, changes.c.hash).order_by(changes.c.number.desc()).limit(1)).first()
    number, previous = (last.number, last.hash) if last else (0, GENESIS)
    rows = []
    for change in new:
        number += 1
        digest = link_hash(number, change, previous)
        rows.append({**change._asdict(), "number": number, "before": canonical(change.before), "after": canonical(change.after), "prev_hash": previous, "hash": digest})
        previous = digest
    add_rows(connection, changes, rows)
    return [row["number"] for row in rows]


def broken_links(entries: Iterable[Any], redacted: Mapping[int, str] | None = None) -> Iterator[str]:
    """Yield what is wrong with the log, given its rows in order of number; nothing if it is whole.

    `redacted` gives the hashes that redactions noted of entries that they changed; a later entry of the log vouches for them.
    """
    import msgspec

    expected, previous = 1, GENESIS
    for row in entries:
        if row.number != expected:
            yield f"change {expected} is missing"
            expected = row.number
        change = Change(row.at, row.who, row.action, row.subject, row.why, msgspec.json.decode(row.before), msgspec.json.decode(row.after), row.undoes)
        if row.prev_hash != previous:
            yield f"change {row.number} does not follow the one before it"
        noted = (redacted or {}).get(row.number)
        if (link_hash(row.number, change, row.prev_hash) != row.hash) if noted is None else (row_digest(row._mapping) != noted):
            yield f"change {row.number} ({row.action} {row.subject}) was altered"
        previous = row.hash
        expected += 1


def head(connection: Connection) -> str:
    """Give the hash of the last entry."""
    return connection.execute(select(changes.c.hash).order_by(changes.c.number.desc()).limit(1)).scalar() or GENESIS
