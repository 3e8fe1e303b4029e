"""The code tables of export/data: tab-separated, lines with # are comments, the first other line names the columns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent / "data"


class Column(NamedTuple):
    """One column of a layout. `type` is Frictionless's; `filled` is yes, approximate or empty."""

    name: str
    type: str
    filled: str
    meaning: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table by column name; cells that a line leaves out at its end are empty.

    >>> rows("inter")[0]["label"]
    'State forces'
    """
    lines = [line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t") + [""] * len(header), strict=False)) for line in lines[1:])


@cache
def columns(layout: str) -> tuple[Column, ...]:
    """Give the columns of a layout in order.

    >>> len(columns("acled")), len(columns("ucdp")), len(columns("gdelt")), columns("gdelt")[26].name
    (31, 49, 61, 'EventCode')
    """
    return tuple(Column(row["name"], row["type"], row["filled"], row["meaning"]) for row in rows(f"columns/{layout}"))
