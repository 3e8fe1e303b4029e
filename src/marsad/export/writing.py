"""Writing an export: the data file, its loss report, its side file and datapackage.json, each whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from marsad.export.deadlines import Deadline
from marsad.export.delimited import csv_line, harmless, tsv_line
from marsad.export.keys import key_row
from marsad.export.layouts import Layout, table_rows, text_parts
from marsad.export.options import Options, Row
from marsad.export.package import Written, describe, side_columns
from marsad.export.parquet import write_parquet
from marsad.export.report import Report
from marsad.export.workbook import fitting, write_workbook
from marsad.record.errors import UsageError
from marsad.record.reported import ReportedEvent

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Outcome(NamedTuple):
    """What an export has done: its report and the files that it wrote, the data first."""

    report: Report
    files: list[Path]


def print_export(layout: Layout, events: Iterable[ReportedEvent], out: BinaryIO, options: Options | None = None, deadlines: Iterable[Deadline] = (), excel: bool = False) -> Report:
    """Write the data alone to a stream: no loss report, no side files. Raises UsageError for a layout that needs a file."""
    chosen, report = options or Options(), Report()
    if layout.name == "parquet":
        raise UsageError("parquet", "a Parquet file cannot go to standard output", "Name a file with -o.")
    if excel:
        _spreadsheet(layout)
    for text in _texts(layout, events, deadlines, chosen, report, excel, None):
        out.write(text.encode("utf-8"))
    return report


def write_export(
    layout: Layout,
    events: Iterable[ReportedEvent],
    target: Path,
    options: Options | None = None,
    deadlines: Iterable[Deadline] = (),
    excel: bool = False,
    created: str | None = None,
) -> Outcome:
    """Write an export to `target` and beside it FILE.losses.csv, FILE.keys.csv where the layout has one, and datapackage.json.

    Events are taken one by one and not held (the months of views-* and the nodes of graphml are). Nothing appears under its
    name before it is whole. `excel`: a .xlsx with sheets from right to left if the target is named so, else a table that
    Excel opens as UTF-8 with no cell taken for a formula. `created` is the time for datapackage.json.
    Raises UsageError where the layout is no table for a spreadsheet or a package is missing.
    """
    chosen = options or Options()
    workbook = target.suffix.lower() == ".xlsx"
    if excel:
        _spreadsheet(layout)
    elif workbook:
        raise UsageError(str(target), "a workbook is written only for a spreadsheet", "Add --excel, or name a file of another kind.")
    if not target.parent.is_dir():
        raise UsageError(str(target), "its folder is not there", "Make the folder first, or name a file in another.")
    with contextlib.ExitStack() as stack:
        losses = stack.enter_context(_side_file(target, "losses"))
        report = Report(losses)
        if layout.columns:
            report.whole("csv" if layout.name == "parquet" else layout.name)
        keys = stack.enter_context(_side_file(target, "keys")) if layout.keys else None

        def on_row(row: Row, event: ReportedEvent) -> None:
            if keys is not None:
                keys(key_row(row, event))

        part = stack.enter_context(_whole(target))
        if layout.name == "parquet":
            write_parquet(part, layout.columns, table_rows(layout, events, chosen, report))
        elif workbook:
            write_workbook(part, tuple(c.name for c in layout.columns), _cut(layout, table_rows(layout, events, chosen, report, on_row), report))
        else:
            with part.open("wb") as out:
                for text in _texts(layout, events, deadlines, chosen, report, excel, on_row):
                    out.write(text.encode("utf-8"))
    mediatype, delimiter = (XLSX, "") if workbook else (layout.mediatype, layout.delimiter)
    files = [Written(target, "data", layout.columns, mediatype, delimiter, layout.header)]
    files += [Written(_beside(target, role), role, side_columns(role), "text/csv", ",", True) for role in ("losses", "keys") if role == "losses" or layout.keys]
    described = describe(files, layout, report, chosen.version, created)
    return Outcome(report, [*(file.path for file in files), described])


def _spreadsheet(layout: Layout) -> None:
    if not layout.spreadsheet:
        raise UsageError(f"layout {layout.name!r}", "it is no table for a spreadsheet", "Leave --excel out, or choose another layout.")


def _texts(
    layout: Layout,
    events: Iterable[ReportedEvent],
    deadlines: Iterable[Deadline],
    options: Options,
    report: Report,
    excel: bool,
    on_row: Callable[[Row, ReportedEvent], None] | None,
) -> Iterator[str]:
    if not layout.delimiter:
        yield from text_parts(layout, events, deadlines, options, report)
        return
    line = csv_line if layout.delimiter == "," else tsv_line
    if excel:
        yield BOM
    if layout.header:
        yield line(tuple(column.name for column in layout.columns))
    for row in table_rows(layout, events, options, report, on_row):
        yield line(harmless(row) if excel else row)


def _cut(layout: Layout, rows: Iterable[Row], report: Report) -> Iterator[Row]:
    """Yield the rows with no text longer than a cell of Excel; the event is not yet counted as kept, so the report still takes it."""
    for row in rows:
        short = fitting(row)
        for column, before, after in zip(layout.columns, row, short, strict=True):
            if before != after:
                report.approximate(str(row[0]), column.name, "cut")
        yield short


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f"{target.name}.{role}.csv")


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; it takes the target's name when all went well and goes away when not."""
    part = target.with_name(target.name + ".part")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _side_file(target: Path, role: str) -> Iterator[Callable[[Row], None]]:
    """Give a function that writes a row of a side file."""
    with _whole(_beside(target, role)) as part, part.open("w", encoding="utf-8", newline="") as out:
        out.write(csv_line(tuple(column.name for column in side_columns(role))))
        yield lambda row: (out.write(csv_line(row)), None)[1]
        out.flush()
