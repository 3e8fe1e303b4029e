"""The loss report: which events a layout could not express and why, and which fields were approximated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

from marsad.export.tables import columns, rows

Line = tuple[str, str, str, str, str, str]


@cache
def explanations(language: str = "english") -> dict[str, str]:
    """Give each reason's sentence, in english or arabic."""
    return {row["reason"]: row[language] for row in rows("reasons")}


class Report:
    """Counts what is lost and hands each line on to `write` at once, so that a long export holds none of them.

    Approximations wait until the event is kept; a dropped event has its one reason only.
    `events`, `kept`, `dropped`, `approximated` count events; `reasons` counts (kind, reason).
    """

    def __init__(self, write: Callable[[Line], None] | None = None) -> None:
        self._write = write
        self.events = self.kept = self.dropped = self.approximated = 0
        self.reasons: Counter[tuple[str, str]] = Counter()
        self._waiting: list[Line] = []

    def whole(self, layout: str) -> None:
        """Report the columns that the layout has and Marsad can never fill, or only about."""
        for column in columns(layout):
            if column.filled != "yes" and self._write is not None:
                self._write(("", column.filled, column.name, "", column.meaning, ""))

    def approximate(self, event: str, field: str, reason: str, detail: str = "") -> None:
        """Note a field that the layout holds only about."""
        self._waiting.append((event, "approximated", field, reason, explanations()[reason], detail))

    def drop(self, event: str, reason: str, detail: str = "") -> None:
        """Report an event that the layout cannot express."""
        self._waiting.clear()
        self.events += 1
        self.dropped += 1
        self._send((event, "dropped", "", reason, explanations()[reason], detail))

    def keep(self) -> None:
        """Count an event that the layout expresses, and report what waits."""
        self.events += 1
        self.kept += 1
        self.approximated += bool(self._waiting)
        for line in self._waiting:
            self._send(line)
        self._waiting.clear()

    def _send(self, line: Line) -> None:
        self.reasons[line[1], line[3]] += 1
        if self._write is not None:
            self._write(line)
