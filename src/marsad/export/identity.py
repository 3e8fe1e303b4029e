"""Ids of exported rows. They carry Marsad's own mark: no row may pass for one that ACLED, UCDP or GDELT has published."""

from __future__ import annotations

import hashlib

PREFIX = "MARSAD-"
BASE = 9 * 10**14  # far above any id in use, and below 2**53: a reader that keeps numbers as doubles (R) still tells them apart
SPAN = 10**14
RUNNING = 2_000_000_000  # ICEWS readers want 32 bits; 147 million rows fit above this


def text_id(event: str) -> str:
    """Give the id of an event for a layout that takes text."""
    return PREFIX + event


def number_id(event: str) -> int:
    """Give the id of an event for a layout that takes a number: always the same for the same event.

    >>> number_id("e1") == number_id("e1") and 9 * 10**14 <= number_id("e1") < 10**15
    True
    """
    return BASE + int.from_bytes(hashlib.sha256(event.encode("utf-8")).digest()[:8], "big") % SPAN
