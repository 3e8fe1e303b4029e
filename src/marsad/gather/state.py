"""State: what was seen, taken, failed and written, in one SQLite file. Every step is one transaction, so a crash leaves a step done or not begun.

Only the collecting process writes; a lock beside the file keeps a second one out. Others may read at any time.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from marsad.gather.entries import Entry
from marsad.gather.evidence import START, Capture, encoded, row_hash
from marsad.gather.trouble import Trouble
from marsad.record import UsageError

VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS sources (name TEXT PRIMARY KEY, address TEXT, etag TEXT, modified TEXT, body TEXT, due REAL NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, reason TEXT, detail TEXT);
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, source TEXT NOT NULL, status TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0,
  reason TEXT, detail TEXT, seen REAL NOT NULL, entry BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entries_due ON entries (status, due);
CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, hash TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS log_id ON log (id);
CREATE TABLE IF NOT EXISTS articles (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture TEXT NOT NULL, line BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS exports (path TEXT PRIMARY KEY, seq INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS warcs (file TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stamps (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL, server TEXT NOT NULL, token BLOB NOT NULL);
"""


class Failed(NamedTuple):
    """An entry that waits for another try or was given up (`status` waiting or dead)."""

    key: str
    source: str
    status: str
    attempts: int
    due: float
    reason: str
    detail: str
    link: str


class State:
    """The state of one store. `State(path)` opens or makes it; `close` lets the lock go."""

    def __init__(self, path: Path, write: bool = True) -> None:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.is_file():
            raise UsageError(str(path), "nothing has been collected there", "Run `marsad collect` first, or name the store with --config.")
        self.path = path
        self._lock = _locked(path.with_name("lock")) if write else None
        self._db = sqlite3.connect(path if write else f"file:{path}?mode=ro", isolation_level=None, uri=not write, check_same_thread=False, timeout=30)
        if write:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise UsageError(str(path), f"the store has version {version}, this Marsad knows {VERSION}", "Use the Marsad that made it, or a newer one.")
        if write and version == 0:
            self._db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")

    def close(self) -> None:
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """One transaction: all of it happens, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk may have ended it already
                self._db.execute("ROLLBACK")
            raise

    # -- sources

    def validators(self, name: str, address: str) -> dict[str, str]:
        """Give etag, modified and body (hash) of a source's last answer, none if its address has changed since."""
        row = self._db.execute("SELECT etag, modified, body FROM sources WHERE name = ? AND address = ?", (name, address)).fetchone()
        return {key: value for key, value in zip(("etag", "modified", "body"), row or ()) if value}

    def source_due(self, name: str) -> tuple[float, int]:
        """Give (when a source is to be asked again, failures in a row)."""
        row = self._db.execute("SELECT due, failures FROM sources WHERE name = ?", (name,)).fetchone()
        return (row[0], row[1]) if row else (0.0, 0)

    def source_done(self, name: str, address: str, known: dict[str, str], due: float) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO sources (name, address, etag, modified, body, due, failures) VALUES (?, ?, ?, ?, ?, ?, 0)",
            (name, address, known.get("etag"), known.get("modified"), known.get("body"), due),
        )

    def source_failed(self, name: str, trouble: Trouble, due: float) -> None:
        self._db.execute(
            "INSERT INTO sources (name, due, failures, reason, detail) VALUES (?, ?, 1, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET due = excluded.due, failures = failures + 1, reason = excluded.reason, detail = excluded.detail",
            (name, due, trouble.reason, trouble.detail[:1000]),
        )

    # -- entries

    def is_new(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM entries WHERE key = ?", (key,)).fetchone() is None

    def add_entry(self, entry: Entry, source: str, now: float, status: str = "waiting") -> bool:
        """Note an entry; give whether it is new."""
        body = encoded(entry)
        done = self._db.execute("INSERT OR IGNORE INTO entries (key, source, status, seen, entry) VALUES (?, ?, ?, ?, ?)", (entry.key, source, status, now, body))
        return done.rowcount > 0

    def due_entries(self, now: float, sources: Sequence[str], latest: float = math.inf) -> list[tuple[Entry, str]]:
        """Give (entry, source) of what is to be fetched now, in the order in which it was seen; also what was put off beyond `latest`, by a clock that was wrong."""
        rows = self._db.execute("SELECT entry, source FROM entries WHERE status = 'waiting' AND (due <= ? OR due > ?) ORDER BY rowid", (now, latest))
        wanted = set(sources)
        return [(msgspec.json.decode(body, type=Entry), source) for body, source in rows if source in wanted]

    def next_due(self, latest: float = math.inf) -> float | None:
        """Give when the next waiting entry is due, None if none waits; 0 for one that was put off beyond `latest`."""
        due: float | None = self._db.execute("SELECT MIN(CASE WHEN due > ? THEN 0 ELSE due END) FROM entries WHERE status = 'waiting'", (latest,)).fetchone()[0]
        return due

    def attempts(self, key: str) -> int:
        row = self._db.execute("SELECT attempts FROM entries WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def entry_done(self, key: str) -> None:
        self._db.execute("UPDATE entries SET status = 'done', reason = NULL, detail = NULL WHERE key = ?", (key,))

    def entry_failed(self, key: str, trouble: Trouble, due: float, dead: bool) -> None:
        self._db.execute(
            "UPDATE entries SET status = ?, attempts = attempts + 1, due = ?, reason = ?, detail = ? WHERE key = ?",
            ("dead" if dead else "waiting", due, trouble.reason, trouble.detail[:1000], key),
        )

    def entry_postponed(self, key: str, due: float) -> None:
        self._db.execute("UPDATE entries SET due = MAX(due, ?) WHERE key = ?", (due, key))

    def failed(self, dead_only: bool = False) -> list[Failed]:
        """Give the entries that failed at least once and are not done: the dead ones first."""
        rows = self._db.execute(
            "SELECT key, source, status, attempts, due, reason, detail, entry FROM entries WHERE status != 'done' AND reason IS NOT NULL ORDER BY status, rowid"
        )
        return [
            Failed(key, source, status, tries, due, reason, detail, msgspec.json.decode(body, type=Entry).link)
            for key, source, status, tries, due, reason, detail, body in rows
            if status == "dead" or not dead_only
        ]

    def replay(self, reasons: Sequence[str], now: float) -> int:
        """Let dead entries (of these reasons, or all) and the waiting ones be tried again at once; give how many."""
        chosen = [row[0] for row in self._db.execute("SELECT key, reason FROM entries WHERE status != 'done' AND reason IS NOT NULL") if not reasons or row[1] in reasons]
        for key in chosen:
            self._db.execute("UPDATE entries SET status = 'waiting', attempts = 0, due = ? WHERE key = ?", (now, key))
        return len(chosen)

    # -- evidence and articles

    def head(self) -> tuple[int, str]:
        """Give (number, hash) of the last row of the chain."""
        row = self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, START)

    def log(self, kind: str, identity: str, value: object) -> None:
        """Add a row to the chain."""
        seq, before = self.head()
        body = encoded(value)
        self._db.execute("INSERT INTO log (seq, kind, id, body, hash) VALUES (?, ?, ?, ?, ?)", (seq + 1, kind, identity, body, row_hash(before, body)))

    def add_capture(self, capture: Capture) -> None:
        """Add a capture to the chain, once."""
        if self._db.execute("SELECT 1 FROM log WHERE id = ? AND kind = 'capture'", (capture.id,)).fetchone() is None:
            self.log("capture", capture.id, capture)

    def chain(self) -> Iterator[tuple[int, str, str, bytes, str]]:
        """Yield (number, kind, id, body, hash) of the rows in order."""
        yield from self._db.execute("SELECT seq, kind, id, body, hash FROM log ORDER BY seq")

    def captures(self) -> Iterator[Capture]:
        for _, kind, _, body, _ in self.chain():
            if kind == "capture":
                yield msgspec.json.decode(body, type=Capture)

    def add_article(self, identity: str, capture: str, line: bytes) -> bool:
        """Add an article; give whether it is new."""
        return self._db.execute("INSERT OR IGNORE INTO articles (id, capture, line) VALUES (?, ?, ?)", (identity, capture, line)).rowcount > 0

    def articles(self, after: int = 0, most: int = -1) -> Iterator[tuple[int, str, bytes]]:
        """Yield (number, capture id, line) of the articles in order, at most so many."""
        yield from self._db.execute("SELECT seq, capture, line FROM articles WHERE seq > ? ORDER BY seq LIMIT ?", (after, most))

    def last_article(self) -> int:
        return int(self._db.execute("SELECT COALESCE(MAX(seq), 0) FROM articles").fetchone()[0])

    # -- files, exports, archives, stamps

    def file_known(self, path: str, size: int, modified: int) -> bool:
        return self._db.execute("SELECT 1 FROM files WHERE path = ? AND size = ? AND modified = ?", (path, size, modified)).fetchone() is not None

    def file_done(self, path: str, size: int, modified: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, size, modified))

    def export(self, path: str) -> tuple[int, int] | None:
        """Give (last article written, bytes) of an output file, None if it is not known."""
        row = self._db.execute("SELECT seq, bytes FROM exports WHERE path = ?", (path,)).fetchone()
        return (row[0], row[1]) if row else None

    def set_export(self, path: str, seq: int, size: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO exports VALUES (?, ?, ?)", (path, seq, size))

    def set_warc(self, file: str, size: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO warcs VALUES (?, ?)", (file, size))

    def warcs(self) -> dict[str, int]:
        """Give the bytes that each of our WARC files has as far as it is accounted for."""
        return dict(self._db.execute("SELECT file, bytes FROM warcs"))

    def add_stamp(self, seq: int, digest: str, at: str, server: str, token: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?, ?, ?, ?)", (seq, digest, at, server, token))

    def stamps(self) -> list[tuple[int, str, str, str, bytes]]:
        return list(self._db.execute("SELECT seq, hash, at, server, token FROM stamps ORDER BY seq"))

    def counts(self) -> dict[str, int]:
        """Give how many entries stand in each status, and how many articles and captures there are."""
        found = dict(self._db.execute("SELECT status, COUNT(*) FROM entries GROUP BY status"))
        found["articles"] = self._db.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        found["captures"] = self._db.execute("SELECT COUNT(*) FROM log WHERE kind = 'capture'").fetchone()[0]
        return found


def _locked(path: Path) -> BinaryIO:
    """Open and lock the lock file; the system lets go of it when the process ends, however it ends."""
    file = path.open("a+b")
    try:
        if os.name == "nt":
            import msvcrt

            getattr(msvcrt, "locking")(file.fileno(), getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009  (mypy on other systems does not know them)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise UsageError(str(path.parent), "another marsad is collecting into this store", "Wait for it to end, or stop it.") from None
    return file
