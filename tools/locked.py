"""The lock (requirements/dev.txt) read: names, versions, markers, hashes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "dev.txt"


class Pin(NamedTuple):
    """One package at one version, for the machines that its marker fits."""

    name: NormalizedName
    version: Version
    marker: Marker | None
    hashes: tuple[str, ...]

    def fits(self, **environment: str) -> bool:
        return self.marker is None or self.marker.evaluate(environment or None)


def pins(path: Path = LOCK) -> list[Pin]:
    """Give the pins of a lock in order. Raises ValueError for a line that pins nothing, or without a hash."""
    text = re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        wanted, *hashes = re.split(r"\s+--hash=sha256:", line)
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==([^\s;]+)\s*(?:;\s*(.+))?", wanted.strip())
        if match is None or not hashes:
            raise ValueError(f"{path.name}: no pin with a hash: {line[:80]}")
        found.append(Pin(canonicalize_name(match[1]), Version(match[2]), Marker(match[3]) if match[3] else None, tuple(hashes)))
    return found
