"""Files of an export: the data, its loss report, its side file and datapackage.json; whole or not at all, and without holding all events."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from acts import ARMY, CIVILIANS, SOURCE, event, killed, printed, reported, strict_csv, text_of
from real import real_acts

from marsad.export.layouts import layout_of, layouts
from marsad.export.options import Options
from marsad.export.writing import print_export, write_export
from marsad.record import ReportedEvent, UsageError

CREATED = "2026-01-02T03:04:05+00:00"


def lines_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(path), newline=""), strict=True))


def test_an_export_has_its_data_losses_keys_and_description(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    outcome = write_export(layout_of("acled"), [reported(), reported(event(factuality="negated"), identity="e2")], target, created=CREATED)
    assert [path.name for path in outcome.files] == ["out.csv", "out.csv.losses.csv", "out.csv.keys.csv", "datapackage.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in outcome.files)
    assert (outcome.report.events, outcome.report.kept, outcome.report.dropped, outcome.report.approximated) == (2, 1, 1, 1)
    assert text_of(target) == printed("acled", reported())


def test_the_loss_report_tells_whole_columns_first_and_then_events(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    write_export(layout_of("acled"), [reported(), reported(event(factuality="negated"), identity="e2")], target)
    lines = lines_of(tmp_path / "out.csv.losses.csv")
    assert list(lines[0]) == ["event", "kind", "field", "reason", "explanation", "detail"]
    whole = [line for line in lines if not line["event"]]
    assert {"admin2", "admin3", "source_scale"} == {line["field"] for line in whole if line["kind"] == "empty"}
    assert lines[: len(whole)] == whole
    assert [(line["event"], line["kind"], line["reason"], line["detail"]) for line in lines if line["kind"] == "dropped"] == [("e2", "dropped", "not-happened", "negated")]
    assert all(line["explanation"] for line in lines)


def test_every_event_of_a_real_export_is_kept_or_in_the_loss_report(tmp_path: Path) -> None:
    acts = real_acts()
    for layout in layouts().values():
        if layout.wants_deadlines:
            continue
        target = tmp_path / f"{layout.name}.out"
        report = write_export(layout, acts, target).report
        dropped = [line["event"] for line in lines_of(tmp_path / f"{target.name}.losses.csv") if line["kind"] == "dropped"]
        assert report.events == len(acts) == report.kept + len(dropped), layout.name
        assert len(dropped) == len(set(dropped)) == report.dropped, layout.name


def test_the_side_file_keeps_what_the_layout_loses(tmp_path: Path) -> None:
    act = event(counts=[killed(3)], attribution=[ARMY], recipients=[CIVILIANS])
    shown = ReportedEvent(id="e1", shown=act, claims=reported(act).claims, rules={"when": "most precise; 1 of 1"})
    write_export(layout_of("ucdp"), [shown], tmp_path / "out.csv")
    (line,) = lines_of(tmp_path / "out.csv.keys.csv")
    (row,) = lines_of(tmp_path / "out.csv")
    assert line["row"] == row["id"]
    assert (line["event"], line["direction"], line["actors"], line["recipients"]) == ("e1", "directed", "Syrian Armed Forces", "مدنيين")
    assert (line["vouchers"], line["toll_rule"], line["killed_best"], line["shown_by"]) == ("Syrian Armed Forces", "toll.v1", "3", "when: most precise; 1 of 1")


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text_of(folder / "datapackage.json"))
    return found


def test_the_description_fits_its_files(tmp_path: Path) -> None:
    for layout in ("acled", "gdelt", "icews", "geojson"):
        write_export(layout_of(layout), [reported()], tmp_path / f"{layout}.out", created=CREATED)
    resources = {resource["path"]: resource for resource in package(tmp_path)["resources"]}
    assert {path for path in resources if path.endswith(".out")} == {"acled.out", "gdelt.out", "icews.out", "geojson.out"}
    for path, resource in resources.items():
        data = (tmp_path / path).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        if "schema" in resource:
            dialect = resource["dialect"]
            first = next(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=dialect["delimiter"]))
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert len(first) == len(names)
            assert (first == names) == dialect["header"]
    assert resources["gdelt.out"]["dialect"]["header"] is False
    assert package(tmp_path)["created"] == CREATED


@pytest.mark.parametrize("owner", ["ACLED", "UCDP", "GDELT", "POLECAT", "ICEWS"])
def test_a_foreign_layout_says_that_it_is_not_the_owner_s_data(tmp_path: Path, owner: str) -> None:
    write_export(layout_of(owner.lower()), [reported()], tmp_path / "out")
    (resource,) = [r for r in package(tmp_path)["resources"] if r["path"] == "out"]
    assert f"This is not data of {owner}" in resource["description"]
    assert resource["marsad"]["layout"] == owner.lower()


def test_an_export_written_again_replaces_its_own_entries(tmp_path: Path) -> None:
    for identity in ("e1", "e2"):
        write_export(layout_of("acled"), [reported(identity=identity)], tmp_path / "out.csv")
    assert sorted(r["path"] for r in package(tmp_path)["resources"]) == ["out.csv", "out.csv.keys.csv", "out.csv.losses.csv"]


@pytest.mark.parametrize("content", ['{"name": "somebody-else", "resources": []}', "not json", "[]"])
def test_somebody_else_s_description_is_left_alone(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    outcome = write_export(layout_of("acled"), [reported()], tmp_path / "out.csv")
    assert text_of(tmp_path / "datapackage.json") == content
    assert outcome.files[-1].name == "out.csv.datapackage.json"
    assert json.loads(text_of(outcome.files[-1]))["resources"]


@pytest.mark.parametrize("layout", ["acled", "parquet", "geojson", "graphml", "views-country"])
def test_an_export_that_breaks_leaves_nothing_and_keeps_the_earlier_one(tmp_path: Path, layout: str) -> None:
    target = tmp_path / "out"
    write_export(layout_of(layout), [reported()], target)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[ReportedEvent]:
        yield reported()
        raise RuntimeError("the disk of the archive is gone")

    with pytest.raises(RuntimeError):
        write_export(layout_of(layout), broken(), target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("layout", ["acled", "ucdp", "gdelt", "gdelt-mentions", "polecat", "icews", "plover", "csv", "geojson", "edges", "jsonld"])
def test_rows_leave_as_events_arrive(layout: str) -> None:
    written: list[int] = []

    class Sink(io.BytesIO):
        def write(self, data: Any) -> int:
            written.append(1)
            return len(data)

    behind = []

    def events() -> Iterator[ReportedEvent]:
        for n in range(50):
            behind.append(n - len(written))
            yield reported(event(recipients=[CIVILIANS], counts=[killed(1)]), identity=f"e{n}")

    print_export(layout_of(layout), events(), Sink())
    assert len(written) >= 50
    assert max(behind) <= 1, "an event is written before the next one is asked for"


@pytest.mark.parametrize("name", ["gdelt", "geojson", "parquet", "icalendar"])
def test_what_is_no_spreadsheet_is_refused_for_excel(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write_export(layout_of(name), [], tmp_path / "out.xlsx", excel=True)
    assert list(tmp_path.iterdir()) == []


def test_labels_or_numbers_are_chosen_by_the_options(tmp_path: Path) -> None:
    write_export(layout_of("acled"), [reported()], tmp_path / "out.csv", Options(inter="num"))
    (row,) = lines_of(tmp_path / "out.csv")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "2", "12")


def test_each_source_of_an_act_is_named_once() -> None:
    rows = strict_csv(printed("acled", reported(event(), event(), sources=[SOURCE, SOURCE])))
    assert rows[1][rows[0].index("source")] == "صحيفة الاختبار"
