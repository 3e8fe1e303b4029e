"""Redacting a person for protection: look at what it would change, then do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from marsad.archive import redaction
from marsad.archive.redaction import Found
from marsad.desk.asking import archive_at
from marsad.desk.filing import person


def look(name: str, also: Sequence[str] = (), location: str | None = None, step: Callable[[], None] = lambda: None) -> Found:
    """Give what a redaction would change. Raises UsageError for several persons of that name, or what is none."""
    with archive_at(location) as archive:
        return redaction.look(archive, name, also, step)


def redact(name: str, why: str, also: Sequence[str] = (), location: str | None = None, who: str | None = None, step: Callable[[], None] = lambda: None) -> int:
    """Redact a person; give the number of the change. It cannot be undone. Raises UsageError."""
    with archive_at(location) as archive:
        return redaction.redact(archive, name, who or person(), why, datetime.now(UTC), also, step)
