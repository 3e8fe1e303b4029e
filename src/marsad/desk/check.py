"""One thing that `marsad doctor` looked at."""

from __future__ import annotations

from typing import Literal, NamedTuple

Status = Literal["pass", "warn", "fail"]


class Check(NamedTuple):
    """One thing looked at: `found` is what is there, `fix` what helps ("" where nothing is to be done)."""

    name: str
    status: Status
    found: str
    fix: str = ""
