"""Compare the lock with known vulnerabilities, offline: python tools/audit.py ADVISORIES…

ADVISORIES: files (.json) or archives (.zip) of records in the OSV format, or folders of these, fetched beforehand on any machine: OSV publishes
all records of an ecosystem as one zip. Nothing is asked of the network. Prints one line a find; exit codes: 0 none, 1 some, 2 no advisories given.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from locked import Pin, pins
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version


def main(arguments: list[str]) -> int:
    if not arguments or "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return 0 if arguments else 2
    looked_at, found = 0, []
    locked = pins()
    for record in records(map(Path, arguments)):
        looked_at += 1
        found += [
            f"{pin.name} {pin.version}: {record.get('id')}: {record.get('summary') or (record.get('details') or '')[:100]}{fixed(record, pin)}"
            for pin in locked
            if hits(record, pin)
        ]
    print(*sorted(found), sep="\n", end="\n" if found else "")
    print(f"{looked_at:,} advisories, {len(locked)} packages, {len(found)} finds", file=sys.stderr)
    return 2 if not looked_at else int(bool(found))


def records(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the records of files, archives and folders. Raises ValueError for a file that is none."""
    for path in paths:
        if path.is_dir():
            yield from records(sorted(p for p in path.rglob("*") if p.suffix in (".json", ".zip")))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in sorted(archive.namelist()):
                    if name.endswith(".json"):
                        yield json.loads(archive.read(name))
        else:
            yield json.loads(path.read_bytes())


def hits(record: dict[str, Any], pin: Pin) -> bool:
    """Tell whether an advisory that was not withdrawn is about this version."""
    return "withdrawn" not in record and any(_affected(part, pin.version) for part in _about(record, pin))


def fixed(record: dict[str, Any], pin: Pin) -> str:
    """Give in which version it is mended, for the message."""
    versions = {
        event["fixed"] for part in _about(record, pin) for r in part.get("ranges", []) for event in r.get("events", []) if "fixed" in event and r.get("type") == "ECOSYSTEM"
    }
    return f" (mended in {', '.join(sorted(versions))})" if versions else ""


def _about(record: dict[str, Any], pin: Pin) -> list[dict[str, Any]]:
    named = ((part, part.get("package", {})) for part in record.get("affected", []))
    return [part for part, package in named if package.get("ecosystem") == "PyPI" and canonicalize_name(package.get("name", "")) == pin.name]


def _affected(part: dict[str, Any], version: Version) -> bool:
    if any(_version(v) == version for v in part.get("versions", [])):
        return True
    return any(_within(r.get("events", []), version) for r in part.get("ranges", []) if r.get("type") == "ECOSYSTEM")


def _within(events: list[dict[str, str]], version: Version) -> bool:
    inside = False
    for kind, at in sorted(((k, v) for event in events for k, v in event.items()), key=lambda pair: (_version(pair[1]), pair[0] != "introduced")):
        if kind == "introduced" and _version(at) <= version:
            inside = True
        elif (kind == "fixed" and _version(at) <= version) or (kind == "last_affected" and _version(at) < version):
            inside = False
    return inside


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
