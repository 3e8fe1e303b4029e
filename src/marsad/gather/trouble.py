"""What can go wrong with one capture, as a reason word, and which of it is worth another try."""

from __future__ import annotations

# reason: whether a later try may end otherwise
REASONS = {
    "interrupted": True,
    "no-such-host": True,
    "no-connection": True,
    "tls": True,
    "too-slow": True,
    "broken-answer": True,
    "server-error": True,
    "too-many-requests": True,
    "robots-unknown": True,
    "refused": False,
    "robots": False,
    "bad-address": False,
    "redirect-loop": False,
    "not-found": False,
    "gone": False,
    "forbidden": False,
    "client-error": False,
    "too-large": False,
    "bomb": False,
    "not-a-feed": True,
    "entities": False,
    "not-text": False,
    "no-text": False,
    "unreadable": False,
    "fault": False,
}


class Trouble(Exception):
    """One capture failed: a reason of the table, what happened, and for how many seconds the host wants to be left alone."""

    def __init__(self, reason: str, detail: str, wait: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail, self.wait = reason, detail, wait

    @property
    def passing(self) -> bool:
        """Tell whether a later try may end otherwise."""
        return REASONS.get(self.reason, False)
