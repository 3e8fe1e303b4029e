"""A progress line on standard error, only where a person looks at it (a terminal)."""

from __future__ import annotations

import sys
import time
from types import TracebackType


class Progress:
    """Counts steps; shows number and rate twice a second on a terminal, nothing elsewhere."""

    def __init__(self, noun: str, quiet: bool) -> None:
        self.noun, self.count, self.shown = noun, 0, 0.0
        self.active = not quiet and sys.stderr.isatty()
        self.started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def step(self) -> None:
        self.count += 1
        if self.active:
            now = time.monotonic()
            if now - self.shown > 0.5:
                self.shown = now
                rate = self.count / max(now - self.started, 1e-6)
                sys.stderr.write(f"\r{self.count:,} {self.noun}, {rate:,.0f} a second ")
                sys.stderr.flush()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.active and self.count:
            sys.stderr.write("\r" + " " * 60 + "\r")
            sys.stderr.flush()
