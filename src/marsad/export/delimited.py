"""Rows as delimited text: CSV with quotes where needed (RFC 4180), or tab-separated without any quoting.

Cells for spreadsheets are kept from being read as formulas; cells for programs are not touched in that way, because a
quote mark put in front would be part of the value there.
"""

from __future__ import annotations

import csv
import io
import re

from marsad.export.options import Cell, Row

# Control characters break readers (a NUL ends a C string); CSV keeps line feeds and tabs, which quotes protect.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# All that one reader or another takes for the end of a line or a cell where nothing is quoted.
_BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_FORMULA = re.compile("^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def cell_text(cell: Cell) -> str:
    """Give a cell as text: empty for None, whole numbers without a point, truth as TRUE or FALSE (R, Excel and pandas read these).

    >>> cell_text(None), cell_text(36.0), cell_text(36.25), cell_text(True)
    ('', '36.0', '36.25', 'TRUE')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return cell if isinstance(cell, str) else repr(cell)


def csv_line(row: Row) -> str:
    """Give a row as a line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_protected(cell) if isinstance(cell, str) else cell_text(cell) for cell in row])
    return out.getvalue()


def _protected(text: str) -> str:
    if text.isprintable():  # nearly every cell, and asked in C
        return text
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def tsv_line(row: Row) -> str:
    """Give a row as a tab-separated line. Readers differ in whether they know quotes here, so no cell holds a straight double quote.

    >>> tsv_line(("a\\tb", 'say "x"', 1, None))
    'a b\\tsay ”x”\\t1\\t\\n'
    """
    return "\t".join([_unbroken(cell) if isinstance(cell, str) else cell_text(cell) for cell in row]) + "\n"


def _unbroken(text: str) -> str:
    if '"' in text:
        text = text.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def harmless(row: Row) -> Row:
    """Give the row with an apostrophe before each text that a spreadsheet would take for a formula. Numbers stay numbers.

    >>> harmless(("=1+1", "-5 قتلى", -5, "plain"))
    ("'=1+1", "'-5 قتلى", -5, 'plain')
    """
    return tuple("'" + cell if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row)
