"""What a caller may choose about an export."""

from __future__ import annotations

from typing import Literal, NamedTuple

from marsad.version import __version__

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Options(NamedTuple):
    """`inter`: ACLED's party kinds as text labels or as numbers."""

    inter: Literal["text", "num"] = "text"
    version: str = __version__
