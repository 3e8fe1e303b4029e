"""A run gives what one machine gives, whatever is broken off where; each shard's output counts once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from here import files_in, line, one_machine, read_here
from pyarrow import dataset, parquet

from marsad.desk.filing import load_records
from marsad.fleet import work
from marsad.fleet.lines import lines_of_run
from marsad.fleet.manifest import MANIFEST
from marsad.fleet.places import Folder
from marsad.fleet.run import Run, read_on_cluster
from marsad.fleet.shards import Shard

SIZE = 1_200


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    (tmp_path / "a.jsonl").write_bytes(b"".join(line(n) for n in range(30)) + b"{broken\n")
    (tmp_path / "b.jsonl").write_bytes(b"".join(line(n, published=None) for n in range(30, 34)))
    return [str(tmp_path / name) for name in ("a.jsonl", "gone.jsonl", "b.jsonl")]


def run(inputs: list[str], out: Path) -> Run:
    return read_on_cluster(inputs, "here", str(out), size=SIZE)


def test_the_lines_are_those_of_one_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    ended = run(inputs, tmp_path / "out")
    assert ended.manifest is not None
    assert ended.shards > 4
    assert (ended.manifest.articles, ended.manifest.failed) == (34, 2)
    assert list(lines_of_run(str(tmp_path / "out"))) == one_machine(inputs)


def test_the_tables_are_filed_by_year_and_failures_stand_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    run(inputs, tmp_path / "out")
    records = dataset.dataset(tmp_path / "out" / "records", partitioning="hive").to_table()
    years = {row["id"]: row["year"] for row in records.to_pylist()}
    assert (years["n0"], years["n1"], years["n2"], years["n31"]) == (2018, 2019, 2020, None)
    assert records.num_rows == len(years) == 34
    strikes = [row for row in records.to_pylist() if row["id"] == "n0"]
    assert strikes[0]["events"] == len(json.loads(strikes[0]["record"])["events"]) > 0
    failed = parquet.read_table(tmp_path / "out" / "failed").to_pylist()
    assert [(Path(row["where"]).name, row["kind"]) for row in failed] == [("a.jsonl:31", "article"), ("gone.jsonl", "input")]


def test_two_runs_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    run(inputs, tmp_path / "one")
    run(inputs, tmp_path / "two")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_a_run_that_was_broken_off_goes_on_and_ends_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    run(inputs, tmp_path / "whole")
    read_here(monkeypatch, fault=lambda shard: shard.number % 2 == 0)
    ended = run(inputs, tmp_path / "out")
    assert ended.manifest is None
    assert set(ended.troubles) == {n for n in range(ended.shards) if n % 2 == 0}
    assert not (tmp_path / "out" / MANIFEST).exists()

    asked: list[int] = []

    def noted(shard: Shard) -> bool:
        asked.append(shard.number)
        return False

    read_here(monkeypatch, fault=noted)
    again = run(inputs, tmp_path / "out")
    assert sorted(asked) == sorted(ended.troubles), "what is done is not done again"
    assert again.before == len(ended.done)
    assert files_in(tmp_path / "out") == files_in(tmp_path / "whole")


def test_a_complete_run_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    first = run(inputs, tmp_path / "out")
    read_here(monkeypatch, fault=lambda shard: pytest.fail("asked again"))
    assert run(inputs, tmp_path / "out").manifest == first.manifest


def test_output_without_its_note_is_written_anew_and_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    """As if the power went between the tables of a shard and its note, and another version had written one table more."""
    read_here(monkeypatch)
    run(inputs, tmp_path / "whole")
    write = Folder.write

    def torn(self: Folder, name: str, data: bytes) -> None:
        if name.endswith("00000001.json"):
            raise KeyboardInterrupt
        write(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", torn)
        with pytest.raises(KeyboardInterrupt):
            run(inputs, tmp_path / "out")
    Folder(str(tmp_path / "out")).write("records/year=1999/part-00000001.parquet", b"of nobody")
    assert (tmp_path / "out/records").exists()
    ended = run(inputs, tmp_path / "out")
    assert ended.manifest is not None
    assert files_in(tmp_path / "out") == files_in(tmp_path / "whole")


def test_trouble_that_passes_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    write, refused = Folder.write, []

    def unsteady(self: Folder, name: str, data: bytes) -> None:
        if name.endswith("part-00000002.parquet") and len(refused) < 2:
            refused.append(name)
            raise OSError(5, "Input/output error")
        write(self, name, data)

    monkeypatch.setattr(Folder, "write", unsteady)
    ended = run(inputs, tmp_path / "out")
    assert len(refused) == 2
    assert ended.manifest is not None
    assert list(lines_of_run(str(tmp_path / "out"))) == one_machine(inputs)


def test_a_full_disk_leaves_the_shard_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    write = Folder.write

    def full(self: Folder, name: str, data: bytes) -> None:
        if name.endswith("part-00000001.parquet"):
            raise OSError(28, "No space left on device")
        write(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", full)
        ended = run(inputs, tmp_path / "out")
    assert ended.manifest is None
    assert list(ended.troubles) == [1]
    assert "No space left on device" in ended.troubles[1]
    assert run(inputs, tmp_path / "out").manifest is not None


def test_a_file_that_cannot_be_read_for_a_while_is_no_article_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    tries: list[str] = []
    from marsad.fleet import places

    readinto = places._Watched.readinto

    def unsteady(self: object, buffer: object) -> int:
        tries.append("read")
        if len(tries) in (2, 3):
            error = OSError(5, "Input/output error")
            self.trouble = error  # type: ignore[attr-defined]
            raise error
        return readinto(self, buffer)  # type: ignore[arg-type]

    monkeypatch.setattr(places._Watched, "readinto", unsteady)
    ended = run(inputs, tmp_path / "out")
    assert ended.manifest is not None
    monkeypatch.undo()
    assert list(lines_of_run(str(tmp_path / "out"))) == one_machine(inputs)


def test_a_machine_with_another_marsad_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    monkeypatch.setattr(work, "this_reader", lambda: ("0.0", "other"))
    ended = run(inputs, tmp_path / "out")
    assert ended.manifest is None
    assert ended.done == {}
    assert "install the same everywhere" in ended.troubles[0]


def test_the_folder_of_a_run_loads_into_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str]) -> None:
    read_here(monkeypatch)
    run(inputs, tmp_path / "out")
    steps = [step.outcome for step in load_records([str(tmp_path / "out" / "records")], str(tmp_path / "a.sqlite"))]
    assert set(steps) == {"added"}
    assert len(steps) == 34
