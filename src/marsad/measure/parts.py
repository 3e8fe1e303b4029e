"""Two parts of a set of cases: one to develop on, one to look at for scores only. The text of the article decides, nothing else."""

from __future__ import annotations

import hashlib
from fractions import Fraction

from marsad.measure.cases import Case
from marsad.record import UsageError


def held_back(case: Case, share: Fraction) -> bool:
    """Tell whether a case is of the held-back part: the SHA-256 of its text, as a number from 0 to 1, is below the share.

    A case stays in its part whatever file it stands in and whatever cases stand beside it; a larger share holds back the same cases and more.
    """
    digest = hashlib.sha256(case["article"]["text"].encode("utf-8", "surrogatepass")).digest()
    return Fraction(int.from_bytes(digest[:8], "big"), 1 << 64) < share


def share_of(written: str) -> Fraction:
    """Give the share that a person wrote. Raises UsageError if it is none between 0 and 1.

    >>> share_of("1/3"), share_of("0.25"), share_of("20%")
    (Fraction(1, 3), Fraction(1, 4), Fraction(1, 5))
    """
    try:
        share = Fraction(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share < 1:
        raise UsageError("--held-back", f"{written!r} is no share", "Write a part between none and all: 1/3, 0.25 or 20%.")
    return share
