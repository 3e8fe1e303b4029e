"""What stands beside the reader here: the archive and its databases, what was collected, the ledger's data, optional packages.

What is not there and not asked for passes: nobody needs an archive to read. What is there and cannot be used fails, or warns where the
rest works without it.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path

from marsad.desk.check import Check
from marsad.record import MarsadError

CONFIG = Path("marsad.toml")
EVIDENCE = 1024**3  # bytes: what a few days of collecting with evidence may take
_FOR_WORK = ("dev", "train")  # extras of those who work on Marsad itself


def equipment() -> list[Check]:
    """Give the checks in order. Never raises for what is wrong."""
    return [full_text(), archive(), postgres(os.environ.get("MARSAD_ARCHIVE", "")), captures(CONFIG), ledger(), *optional()]


def full_text() -> Check:
    """Look whether SQLite can search words: some Pythons come with one that cannot."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
    except sqlite3.OperationalError:
        return Check("sqlite", "warn", f"{sqlite3.sqlite_version}, without FTS5: no archive in a file can be made", "Use the Python of python.org, Debian or conda, or PostgreSQL.")
    finally:
        database.close()
    return Check("sqlite", "pass", f"{sqlite3.sqlite_version} with FTS5")


def archive(location: str | None = None) -> Check:
    """Open the archive that the commands use here, if there is one."""
    from marsad.archive.connect import archive_location, shown_name
    from marsad.archive.stored import articles_held
    from marsad.desk.asking import reading

    name = archive_location(location)
    asked = location is not None or "MARSAD_ARCHIVE" in os.environ
    if "://" not in name and not Path(name).exists():
        if not asked:
            return Check("archive", "pass", "none here yet (marsad.sqlite)")
        return Check("archive", "warn", f"{name}, which MARSAD_ARCHIVE names, is not there", "Make it with `marsad load RECORDS.jsonl`, or correct MARSAD_ARCHIVE.")
    try:
        with reading(name) as connection:
            held = articles_held(connection)
    except MarsadError as error:
        return Check("archive", "fail", f"{error.where}: {error.found}", error.todo)
    if "://" not in name and not os.access(name, os.W_OK):
        return Check("archive", "warn", f"{name}: {held:,} articles, but it may not be written", "Nothing can be loaded or decided; ask whoever owns the file.")
    return Check("archive", "pass", f"{shown_name(name)}: {held:,} articles; `marsad verify` looks whether it is whole")


def postgres(named: str) -> Check:
    """Look for the driver of PostgreSQL, which only archives there need.

    >>> postgres("archive.sqlite").status
    'pass'
    """
    try:
        version = metadata.version("psycopg")
    except metadata.PackageNotFoundError:
        fix = "pip install 'marsad[postgres]'"
        if named.startswith("postgres"):
            return Check("postgresql", "fail", "MARSAD_ARCHIVE names a PostgreSQL database, and psycopg is not installed", fix)
        return Check("postgresql", "pass", f"psycopg is not installed; archives in PostgreSQL need it: {fix}")
    return Check("postgresql", "pass", f"psycopg {version}")


def captures(config: Path) -> Check:
    """Look at the sources here and at the store of what was collected from them."""
    if not config.is_file():
        return Check("captures", "pass", f"no {config.name} here; `marsad sources add` makes one")
    from marsad.desk.collect import state_path
    from marsad.gather.sources import load_config
    from marsad.gather.state import State

    try:
        loaded = load_config(config)
        path = state_path(loaded)
        if not path.is_file():
            return Check("captures", "pass", f"{len(loaded.sources):,} sources, nothing collected yet")
        state = State(path, write=False)
    except MarsadError as error:
        return Check("captures", "fail", f"{error.where}: {error.found}", error.todo)
    except sqlite3.Error as error:
        return Check("captures", "fail", f"{path}: {error}", "Put the store back from a copy; `marsad captures verify` looks at the rest.")
    try:
        counts = state.counts()
    except sqlite3.Error as error:
        return Check("captures", "fail", f"{path}: {error}", "Put the store back from a copy; `marsad captures verify` looks at the rest.")
    finally:
        state.close()
    found = f"{len(loaded.sources):,} sources, {counts['articles']:,} articles in {path.parent}"
    if not os.access(path.parent, os.W_OK):
        return Check("captures", "warn", f"{found}, which may not be written", "Run `marsad collect` as the user who owns the folder.")
    free = shutil.disk_usage(path.parent).free
    if free < EVIDENCE:
        return Check("captures", "warn", f"{found}; {free / 2**30:,.1f} GB free", "Free some space, or collect with --no-warc, which keeps no evidence.")
    if counts.get("dead"):
        return Check("captures", "warn", f"{found}; {counts['dead']:,} entries given up", "See `marsad captures failed`; `marsad captures replay` tries them again.")
    return Check("captures", "pass", found)


def ledger() -> Check:
    """Load the told agreements."""
    from marsad.ledger.book import load_book
    from marsad.ledger.home import ledger_home

    try:
        home = ledger_home()
        book = load_book(home)
    except MarsadError as error:
        return Check("ledger", "fail", f"{error.where}: {error.found}", error.todo)
    return Check("ledger", "pass", f"{len(book.agreements):,} agreements in {home}")


def extras() -> dict[str, list[str]]:
    """Give the packages of each optional part, those for work on Marsad itself left out; empty if it is not installed as a package."""
    try:
        declared = metadata.requires("marsad") or []
    except metadata.PackageNotFoundError:
        return {}
    found: dict[str, list[str]] = {}
    for line in declared:
        name, extra = re.match(r"[A-Za-z0-9._-]+", line), re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", line)
        if name and extra and extra[1] not in _FOR_WORK:
            found.setdefault(extra[1], []).append(name[0])
    return found


def optional() -> list[Check]:
    """Tell which optional parts are there. That one is not is no fault."""
    return [extra(name, packages) for name, packages in sorted(extras().items()) if name != "postgres"]


def extra(name: str, packages: list[str]) -> Check:
    """Look for the packages of an optional part.

    >>> extra("moon", ["a-package-that-nobody-made"])
    Check(name='[moon]', status='pass', found="not installed; optional: pip install 'marsad[moon]'", fix='')
    """
    versions = {package: version_of(package) for package in packages}
    if not all(versions.values()):
        return Check(f"[{name}]", "pass", f"not installed; optional: pip install 'marsad[{name}]'")
    return Check(f"[{name}]", "pass", ", ".join(f"{package} {version}" for package, version in versions.items()))


def version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def versions_beside() -> list[tuple[str, str]]:
    """Give what a bug report needs of these parts: versions, and the step of the archive's tables that this Marsad knows."""
    from marsad.archive.connect import HEAD
    from marsad.gather.state import VERSION

    rows = [("sqlite", full_text().found), ("archive", f"tables of step {HEAD}"), ("captures", f"store of version {VERSION}"), ("ledger", ledger().found)]
    for packages in extras().values():
        rows += [(package, version_of(package) or "not installed (optional)") for package in packages]
    return rows
