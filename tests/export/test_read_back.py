"""What is written is read back as users read it: pandas, Polars, a strict reader of R's kind, Excel's reader. On real acts, and on hostile ones."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from acts import DAY, SOURCE, actor, event, killed, printed, reported, rows_of, strict_csv, strict_tsv, text_of
from real import real_acts

from marsad.export.deadlines import Deadline
from marsad.export.layouts import layout_of, layouts
from marsad.export.tables import columns, rows
from marsad.export.writing import write_export
from marsad.record import Place, ReportedEvent, Source, Span

pandas = pytest.importorskip("pandas", reason="pandas is not installed (pip install -e '.[dev]')")
polars = pytest.importorskip("polars", reason="polars is not installed (pip install -e '.[dev]')")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (pip install -e '.[dev]')")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (pip install -e '.[dev]')")

CSV = ["acled", "ucdp", "csv", "edges", "views-country", "views-priogrid"]
TSV = ["gdelt", "gdelt-mentions", "polecat", "icews"]
HOSTILE = [
    '=HYPERLINK("http://evil.example","انقر")', "+1+1", "-2 قتلى", "@SUM(A1)", "\t=1", "سطر\nثان\r\nثالث\rرابع", "فاصلة, ومقتبس \"داخلي\"", '"يبدأ بمقتبس', "جدول\tهنا",
    "صفر\x00وجرس\x07", "\u202eمقلوب\u202c", "\u2028فاصل\u2029", "\x85", "\\", "'", "😀🇸🇾", "", " ", "NA", "<script>&amp;]]>", "\ufeffعلامة", "\ufffe\uffff",
]  # fmt: skip


def hostile() -> Iterator[ReportedEvent]:
    """Yield lethal acts whose every text is hostile."""
    for n, text in enumerate(HOSTILE):
        army = actor(text, "SYR", "MIL", text or None)
        place = Place(start=0, end=1, text=text, name=text, country="SYR", admin1=text, lat=35.9, lon=36.6, precision="city")
        source = Source(article=text or "n", family=text, outlet=text, title=text, url=text, published="2020-02-16", sha256=text, recorded=text)
        act = event(
            actors=[army], recipients=[actor(text, "SYR", "REB", text + "2")], where=[place], attribution=[army], counts=[killed(2, of=text)], contexts=[text],
            trigger=Span(start=0, end=len(text), text=text),
        )  # fmt: skip
        yield reported(act, identity=f"h{n}", sources=[source], sentence=text)


def frame(layout: str, text: str) -> Any:
    """Read as scripts do: all cells as text, nothing taken for missing."""
    separator = layout_of(layout).delimiter
    header = {} if layout_of(layout).header else {"header": None, "names": [c.name for c in columns(layout)]}
    return pandas.read_csv(io.StringIO(text), sep=separator, dtype=str, keep_default_na=False, **header)


@pytest.mark.parametrize("layout", CSV + TSV)
def test_pandas_polars_and_the_strict_reader_read_the_same_cells(layout: str) -> None:
    acts = real_acts()
    text = printed(layout, *acts)
    names = [column.name for column in columns(layout)]
    strict = (strict_csv if layout in CSV else strict_tsv)(text)
    rows = strict[1:] if layout_of(layout).header else strict
    by_pandas = frame(layout, text)
    by_polars = polars.read_csv(
        text.encode(), separator=layout_of(layout).delimiter, has_header=layout_of(layout).header, infer_schema=False,
        **({} if layout_of(layout).header else {"new_columns": names}),
    )  # fmt: skip
    by_polars = by_polars.fill_null("")
    if layout not in ("ucdp", "views-country", "views-priogrid"):
        assert rows, "the project's own articles have such acts"
    assert list(by_pandas.columns) == by_polars.columns == names
    assert by_pandas.to_numpy().tolist() == [list(row) for row in by_polars.iter_rows()] == rows


@pytest.mark.parametrize("layout", CSV + TSV)
def test_hostile_words_stay_in_their_cells(layout: str) -> None:
    text = printed(layout, *hostile())
    strict = (strict_csv if layout in CSV else strict_tsv)(text)
    rows = strict[1:] if layout_of(layout).header else strict
    expected, _ = rows_of(layout, *hostile())
    assert len(rows) == len(expected) > 0
    assert frame(layout, text).to_numpy().tolist() == rows
    assert not any(c in text for c in "\x00\x07\r")


def test_a_cell_of_csv_keeps_its_words(tmp_path: Path) -> None:
    rows = strict_csv(printed("csv", *hostile()))
    at = rows[0].index("sentence_text")
    kept = [row[at] for row in rows[1:]]
    assert kept == [text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").replace("\x07", "\ufffd") for text in HOSTILE]


@pytest.mark.parametrize("layout", ["acled", "ucdp", "csv", "edges", "polecat", "icews"])
def test_a_table_for_excel_has_a_mark_and_no_formula(layout: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    write_export(layout_of(layout), hostile(), target, excel=True)
    text = text_of(target)
    assert text.startswith("\ufeff")
    rows = (strict_csv if layout in CSV else strict_tsv)(text[1:])
    dangerous = [cell for row in rows[1:] for cell in row if (cell and cell[0] in "=+@\t\r\n") or (cell[:1] == "-" and not cell[1:].replace(".", "").isdigit())]
    assert dangerous == []
    assert any(cell.startswith("'=HYPERLINK") or cell == "'-2 قتلى" for row in rows for cell in row), "the control: such cells are there"


@pytest.mark.parametrize("layout", ["acled", "ucdp", "csv", "edges", "polecat", "icews", "views-country", "views-priogrid"])
def test_a_workbook_reads_back_from_right_to_left_without_formulas(layout: str, tmp_path: Path) -> None:
    acts = real_acts()
    target = tmp_path / "out.xlsx"
    given = [*acts, *hostile()]
    write_export(layout_of(layout), given, target, excel=True)
    book = openpyxl.load_workbook(target)
    (sheet,) = book.worksheets
    assert sheet.sheet_view.rightToLeft
    header, *rows = list(sheet.iter_rows())
    expected, _ = rows_of(layout, *given)
    assert [cell.value for cell in header] == [column.name for column in columns(layout)]
    assert len(rows) == len(expected)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "b", "inlineStr"}, "no formula"
    if layout == "csv":
        at = [cell.value for cell in header].index("cameo")
        assert any(str(row[at].value).startswith("0") for row in rows), "CAMEO codes keep their zero"


def test_a_full_sheet_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.export.workbook.ROWS", 10)
    write_export(layout_of("csv"), (reported(identity=f"e{n}") for n in range(25)), tmp_path / "out.xlsx", excel=True)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [sheet.max_row for sheet in book.worksheets] == [11, 11, 6]


def test_a_text_longer_than_a_cell_is_cut_and_reported(tmp_path: Path) -> None:
    outcome = write_export(layout_of("csv"), [reported(sentence="ق" * 40_000)], tmp_path / "out.xlsx", excel=True)
    assert outcome.report.reasons == {("approximated", "cut"): 1}
    assert "sentence_text" in text_of(tmp_path / "out.xlsx.losses.csv")


def test_parquet_has_types_and_the_rows_of_the_flat_table(tmp_path: Path) -> None:
    acts = real_acts()
    target = tmp_path / "out.parquet"
    given = [*acts, *hostile()]
    write_export(layout_of("parquet"), given, target)
    expected, _ = rows_of("csv", *given)
    by_polars = polars.read_parquet(target)
    assert by_polars.columns == [column.name for column in columns("csv")]
    assert by_polars.to_dicts() == expected
    assert (by_polars.schema["latitude"], by_polars.schema["geonames"], by_polars.schema["cameo"]) == (polars.Float64, polars.Int64, polars.String)
    assert len(pandas.read_parquet(target)) == len(expected)


def test_parquet_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow import parquet

    monkeypatch.setattr("marsad.export.parquet.GROUP", 4)
    write_export(layout_of("parquet"), (reported(identity=f"e{n}") for n in range(10)), tmp_path / "out.parquet")
    found = parquet.ParquetFile(tmp_path / "out.parquet")
    assert (found.num_row_groups, found.metadata.num_rows) == (3, 10)


@pytest.mark.parametrize("layout", ["plover", "geojson", "jsonld", "graphml"])
def test_other_layouts_are_well_formed_on_real_and_hostile_acts(layout: str) -> None:
    acts = real_acts()
    text = printed(layout, *acts, *hostile())
    if layout == "plover":
        assert len([json.loads(line) for line in text.splitlines()]) >= len(HOSTILE)
    elif layout == "graphml":
        root = ElementTree.fromstring(text)
        space = "{http://graphml.graphdrawing.org/xmlns}"
        nodes = {node.get("id") for node in root.iter(f"{space}node")}
        assert {end for edge in root.iter(f"{space}edge") for end in (edge.get("source"), edge.get("target"))} <= nodes
    else:
        assert json.loads(text)


def test_rows_of_real_acts_make_sense() -> None:
    acts = real_acts()
    acled = frame("acled", printed("acled", *acts))
    assert set(acled["event_type"]) & {"Battles", "Explosions/Remote violence"}
    assert acled["event_id_cnty"].is_unique
    assert set(acled["iso"]) <= {str(int(row["numeric"])) for row in rows("countries") if row["numeric"]}
    gdelt = frame("gdelt", printed("gdelt", *acts))
    assert {len(code) for code in gdelt["EventCode"]} <= {3, 4}
    assert set(gdelt["QuadClass"]) <= {"1", "2", "3", "4"}


def test_the_same_acts_give_the_same_bytes(tmp_path: Path) -> None:
    acts = real_acts()
    for layout in layouts().values():
        made = []
        for at in ("a", "b"):
            (tmp_path / at).mkdir(exist_ok=True)
            target = tmp_path / at / f"out{layout.suffix}"
            write_export(layout, acts, target, deadlines=[Deadline(id="d", agreement="a", kind="deadline", due=DAY.end, text="t", source=SOURCE)])
            made.append(target.read_bytes())
        assert made[0] == made[1], layout.name
