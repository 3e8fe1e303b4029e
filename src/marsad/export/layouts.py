"""The layouts by name: what each is called, how its file looks, and the function that fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from marsad.export.acled import acled_rows
from marsad.export.deadlines import Deadline, calendar_parts
from marsad.export.edges import edge_rows
from marsad.export.flat import flat_rows
from marsad.export.gdelt import gdelt_rows, mention_rows
from marsad.export.geojson import geojson_parts
from marsad.export.graphml import graphml_parts
from marsad.export.icews import icews_rows
from marsad.export.jsonld import jsonld_parts
from marsad.export.options import Options, Row
from marsad.export.plover import plover_lines
from marsad.export.polecat import polecat_rows
from marsad.export.report import Report
from marsad.export.tables import Column, columns, rows
from marsad.export.ucdp import ucdp_rows
from marsad.export.views import country_months, grid_months
from marsad.record.errors import UsageError
from marsad.record.reported import ReportedEvent

OfEvent = Callable[[ReportedEvent, Options, Report], Iterator[Row]]
OfEvents = Callable[[Iterable[ReportedEvent], Options, Report], Iterator[Row]]
Parts = Callable[[Iterable[ReportedEvent], Options, Report], Iterator[str]]

# Factories, because a file may have a state of its own (ICEWS numbers its rows).
_OF_EVENT: dict[str, Callable[[], OfEvent]] = {
    "acled": lambda: acled_rows, "ucdp": lambda: ucdp_rows, "gdelt": lambda: gdelt_rows, "gdelt-mentions": lambda: mention_rows, "polecat": lambda: polecat_rows,
    "icews": icews_rows, "csv": lambda: flat_rows, "parquet": lambda: flat_rows, "edges": lambda: edge_rows,
}  # fmt: skip
_OF_EVENTS: dict[str, OfEvents] = {"views-country": country_months, "views-priogrid": grid_months}
_PARTS: dict[str, Parts] = {"plover": plover_lines, "geojson": geojson_parts, "graphml": graphml_parts, "jsonld": jsonld_parts}


class Layout(NamedTuple):
    """`delimiter` is a comma or a tab, empty where the layout is no delimited table."""

    name: str
    suffix: str
    mediatype: str
    delimiter: str
    header: bool
    keys: bool
    spreadsheet: bool
    english: str
    arabic: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a table, none for other layouts."""
        return columns("csv" if self.name == "parquet" else self.name) if self.name in _OF_EVENT or self.name in _OF_EVENTS else ()

    @property
    def wants_deadlines(self) -> bool:
        return self.name == "icalendar"


@cache
def layouts() -> dict[str, Layout]:
    """Give all layouts in the order of their table."""
    delimiters = {"comma": ",", "tab": "\t", "none": ""}
    return {
        r["name"]: Layout(
            r["name"], r["suffix"], r["mediatype"], delimiters[r["delimiter"]], r["header"] == "yes", r["keys"] == "yes", r["spreadsheet"] == "yes", r["english"], r["arabic"]
        )
        for r in rows("layouts")
    }


def layout_of(name: str) -> Layout:
    """Give a layout. Raises UsageError for an unknown name."""
    found = layouts().get(name)
    if found is None:
        raise UsageError(f"layout {name!r}", "there is no such layout", f"Give one of {', '.join(layouts())}.")
    return found


def table_rows(layout: Layout, events: Iterable[ReportedEvent], options: Options, report: Report, on_row: Callable[[Row, ReportedEvent], None] | None = None) -> Iterator[Row]:
    """Yield the rows of a table. `on_row` is called for each row that stands for one event."""
    if layout.name in _OF_EVENTS:
        yield from _OF_EVENTS[layout.name](events, options, report)
        return
    of_event = _OF_EVENT[layout.name]()
    for event in events:
        written = False
        for row in of_event(event, options, report):
            written = True
            if on_row is not None:
                on_row(row, event)
            yield row
        if written:
            report.keep()


def text_parts(layout: Layout, events: Iterable[ReportedEvent], deadlines: Iterable[Deadline], options: Options, report: Report) -> Iterator[str]:
    """Yield the text of a layout that is no table."""
    if layout.wants_deadlines:
        return calendar_parts(deadlines, options, report)
    return _PARTS[layout.name](events, options, report)
