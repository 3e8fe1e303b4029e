"""Rows as an Excel workbook (.xlsx) whose sheets run from right to left. Written row by row; no library is needed.

Text cells are inline strings: a spreadsheet never takes them for formulas, and CAMEO's "042" keeps its zero.
Source: ECMA-376 part 1, SpreadsheetML.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from marsad.export.graphml import xml_text
from marsad.export.options import Cell, Row

ROWS = 1_000_000  # of a sheet; Excel holds 1,048,576
LETTERS = 32_767  # of a cell, Excel's limit
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (1980, 1, 1, 0, 0, 0)  # of the parts: the same rows give the same bytes


def write_workbook(path: Path, header: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write the rows under the header; a new sheet begins where one is full. Gives the number of rows."""
    sheets = written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        source = iter(rows)
        more = True
        while more:
            sheets += 1
            with archive.open(zipfile.ZipInfo(f"xl/worksheets/sheet{sheets}.xml", _WHEN), "w", force_zip64=True) as sheet:
                sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews><sheetData>'.encode())
                sheet.write(_row(header))
                more = False
                for held, row in enumerate(source, 1):
                    sheet.write(_row(row))
                    written += 1
                    if held == ROWS:
                        more = True
                        break
                sheet.write(b"</sheetData></worksheet>")
        for name, content in _parts(sheets):
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _HEAD + content)
    return written


def fitting(row: Row) -> Row:
    """Give the row with each text cut to what a cell of Excel holds.

    >>> len(fitting(("x" * 40_000,))[0]), fitting(("x", 1)) == ("x", 1)
    (32767, True)
    """
    return tuple(cell[:LETTERS] if isinstance(cell, str) and len(cell) > LETTERS else cell for cell in row)


def _row(cells: Iterable[Cell]) -> bytes:
    return ("<row>" + "".join(map(_cell, cells)) + "</row>").encode("utf-8")


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, (int, float)) and abs(cell) < 10**15:  # beyond 15 digits Excel rounds: such an id is text
        return f"<c><v>{cell!r}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{xml_text(str(cell))}</t></is></c>'


def _parts(sheets: int) -> Iterable[tuple[str, str]]:
    numbers = range(1, sheets + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers)
        + "</Types>",
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>' + "".join(f'<sheet name="Marsad {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers) + "</sheets></workbook>",
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
        + "</Relationships>",
    )
