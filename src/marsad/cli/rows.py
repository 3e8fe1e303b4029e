"""Rows as a person or a program wants them: a table, JSON, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from marsad.cli.terminal import printable

Row = dict[str, Any]
WIDEST = 44  # columns of one cell where the table must fit a terminal


class Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def write_rows(rows: Sequence[Row], chosen: Format, columns: Sequence[str] = ()) -> None:
    """Write rows to standard output; `columns` are those of the table, the other forms hold all."""
    out = sys.stdout
    if chosen is Format.json:
        out.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif chosen is Format.jsonl:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif chosen is Format.csv:
        out.write(as_csv(rows))
    elif rows:
        out.write(as_table(rows, columns or list(rows[0])))


def as_csv(rows: Sequence[Row], columns: Sequence[str] = ()) -> str:
    r"""Give rows as CSV with a header, lists joined by "; ". A cell that a spreadsheet would take for a formula begins with an apostrophe.

    >>> as_csv([{"a": 1, "b": ["x", "y"]}, {"a": "=1+1", "b": None}])
    "a,b\n1,x; y\n'=1+1,\n"
    """
    text = io.StringIO()
    names = list(columns or (rows[0] if rows else ()))
    writer = csv.writer(text, lineterminator="\n")
    if names:
        writer.writerow(names)
    for row in rows:
        writer.writerow([_safe(_cell(row.get(name))) for name in names])
    return text.getvalue()


def _safe(cell: str) -> str:
    if cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not cell[1:2].isdigit()):
        return "'" + cell
    return cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}" if value == int(value) else f"{value:.6g}"
    if isinstance(value, dict):
        return "; ".join(f"{key} {_cell(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_cell, value))
    return str(value)


def as_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Give rows as columns side by side. On a terminal long cells are cut; in a pipe nothing is."""
    cut = sys.stdout.isatty()
    cells = [[printable(_cell(row.get(name))).replace("\n", " ") for name in columns] for row in rows]
    if cut:
        cells = [[_cut(cell, WIDEST) for cell in line] for line in cells]
    widths = [max([_width(name), *(_width(line[i]) for line in cells)]) for i, name in enumerate(columns)]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in [list(columns), *cells]]
    if cut:
        screen = shutil.get_terminal_size().columns
        lines = [_cut(line, screen) for line in lines]
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    return sum(not unicodedata.combining(c) for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int) -> str:
    return text if _width(text) <= width else text[: width - 1] + "…"


def summary(parts: Iterable[tuple[str, int]]) -> str:
    """Give counts in a line.

    >>> summary([("added", 1200), ("known", 0)])
    '1,200 added, 0 known'
    """
    return ", ".join(f"{count:,} {name}" for name, count in parts)
