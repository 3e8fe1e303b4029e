"""CAMEO codes: label, Goldstein score, quad class."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad.export.tables import rows


class Code(NamedTuple):
    """`quad`: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by root code."""

    code: str
    base: str
    root: str
    label: str
    goldstein: float
    quad: int


@cache
def _codes() -> dict[str, tuple[str, float]]:
    return {r["code"]: (r["label"], float(r["goldstein"])) for r in rows("cameo")}


def code_of(code: str | None) -> Code | None:
    """Give what is known of a CAMEO code, or None for none or one that the table lacks.

    >>> code_of("0871").label, code_of("0871").quad, code_of("195").goldstein, code_of(None)
    ('Declare truce, ceasefire', 2, -10.0, None)
    """
    if code is None or code not in _codes():
        return None
    label, goldstein = _codes()[code]
    root = int(code[:2])
    quad = 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
    return Code(code, code[:3], code[:2], label, goldstein, quad)
