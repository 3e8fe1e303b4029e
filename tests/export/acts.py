"""Acts made by hand, and readers of what was written."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from marsad.export.layouts import layout_of, table_rows
from marsad.export.options import Options
from marsad.export.report import Line, Report
from marsad.export.writing import print_export
from marsad.lexicon.vocabulary import QUADS, cameo, score
from marsad.record import Actor, Because, Claim, Count, Event, Place, ReportedEvent, Source, Span, When

SOURCE = Source(article="n1", family="n1", outlet="صحيفة الاختبار", title="خبر", url="https://example.org/n1", published="2020-02-16", sha256="0" * 64)


def actor(text: str, country: str | None = None, sector: str | None = None, name: str | None = None, at: int = 0) -> Actor:
    return Actor(start=at, end=at + len(text), text=text, name=name, country=country, sector=sector)


ARMY = actor("الجيش السوري", "SYR", "MIL", "Syrian Armed Forces", 5)
TURKS = actor("القوات التركية", "TUR", "MIL", "Turkish Armed Forces", 5)
REBELS = actor("فصائل المعارضة", "SYR", "REB", "Syrian opposition", 30)
CIVILIANS = actor("مدنيين", "SYR", "CVL", None, 40)
IDLIB = Place(start=50, end=55, text="إدلب", name="Idlib", country="SYR", admin1="Idlib", lat=35.93, lon=36.63, geonames=169389, precision="city")
SYRIA = Place(start=60, end=65, text="سوريا", name="Syria", country="SYR")
DAY = When(start="2020-02-15", end="2020-02-15", precision="day")


def event(kind: str = "ASSAULT", modes: list[str] | None = None, **changes: Any) -> Event:
    """Give an event: the Syrian army on rebels in Idlib on 15 February 2020, but for the changes."""
    chosen = modes or []
    fields: dict[str, Any] = {
        "id": "e1", "type": kind, "modes": chosen, "contexts": ["military"], "quad": QUADS[kind], "score": score(kind, chosen), "cameo": cameo(kind, chosen),
        "trigger": Span(start=0, end=4, text="هاجم"), "actors": [ARMY], "recipients": [REBELS], "factuality": "actual", "attribution": [], "when": DAY, "where": [IDLIB],
        "counts": [], "content_type": None, "confidence": 0.8, "sentence": 0, "because": [Because(field="type", rule=f"{kind.lower()}.test")],
    }  # fmt: skip
    return Event(**(fields | changes))


def killed(value: int | None = None, low: int | None = None, high: int | None = None, of: str | None = None) -> Count:
    return Count(what="killed", value=value, low=low, high=high, of=of)


def reported(*events: Event, identity: str = "e1", sources: list[Source] | None = None, sentence: str | None = "هاجم الجيش السوري فصائل المعارضة في إدلب.") -> ReportedEvent:
    """Give an act with a report for each event; the first is on display."""
    told = events or (event(),)
    given = sources or [SOURCE] * len(told)
    claims = [Claim(id=f"{identity}.{n}", source=source, event=one, sentence=sentence) for n, (one, source) in enumerate(zip(told, given, strict=True), 1)]
    return ReportedEvent(id=identity, shown=told[0], claims=claims)


def rows_of(layout: str, *acts: ReportedEvent, options: Options | None = None) -> tuple[list[dict[str, Any]], list[Line]]:
    """Give the rows by column, and the lines of the loss report."""
    lines: list[Line] = []
    chosen = layout_of(layout)
    report = Report(lines.append)
    rows = [dict(zip([c.name for c in chosen.columns], row, strict=True)) for row in table_rows(chosen, acts, options or Options(), report)]
    return rows, lines


def reasons(lines: list[Line]) -> list[str]:
    return [line[3] for line in lines]


def printed(layout: str, *acts: ReportedEvent, excel: bool = False) -> str:
    out = io.BytesIO()
    print_export(layout_of(layout), acts, out, excel=excel)
    return out.getvalue().decode("utf-8")


def strict_csv(text: str) -> list[list[str]]:
    """Read CSV as R's read.csv would at its strictest: RFC 4180 quoting, every line as long as the first, nothing after a closing quote."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}, "lines of different length"
    return rows


def strict_tsv(text: str) -> list[list[str]]:
    """Read tab-separated text as R does with quote="": nothing but tabs and line feeds counts."""
    assert text.endswith("\n")
    rows = [line.split("\t") for line in text[:-1].split("\n")]
    assert {len(row) for row in rows} == {len(rows[0])}, "lines of different length"
    return rows


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
