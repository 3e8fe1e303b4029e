"""Bad calls of the fleet and of tables and web archives as inputs; the rows join those of test_errors.py."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from bad_archive_calls import Provoke
from pyarrow import parquet

from marsad.fleet import cluster, run
from marsad.fleet.lines import lines_of_run
from marsad.fleet.manifest import load_plan
from marsad.fleet.places import Folder, find
from marsad.fleet.work import read_shard
from marsad.gather.files import Item, article_of, find_items
from marsad.record import ClusterError, InputError, MarsadError, UsageError

LINE = '{"id": "a", "text": "كان الجو صحوا."}\n'


def first(name: str) -> Callable[[Path], object]:
    return lambda folder: [article_of(item) for item in find_items([str(folder / name)])]


def a_table(of: dict[str, list[Any]]) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        parquet.write_table(pa.table(of), folder / "a.parquet")
        first("a.parquet")(folder)

    return provoke


def no_table(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "a.parquet").write_bytes(b"PAR1 and no more")
    first("a.parquet")(folder)


def a_table_without_its_package(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "pyarrow", None)
    (folder / "a.parquet").write_bytes(b"PAR1")
    first("a.parquet")(folder)


def without_ray(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "ray", None)
    with cluster.connected("auto"):
        pass


class Answers:
    """Ray in so far as a cluster does not answer."""

    def __init__(self) -> None:
        self.data = self

    def init(self, **_: object) -> None:
        raise ConnectionError("Could not find any running Ray instance.")

    def shutdown(self) -> None:
        raise AssertionError("nothing was connected to")


def no_cluster(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "ray", Answers())
    patch.setitem(sys.modules, "ray.data", Answers())
    with cluster.connected("auto"):
        pass


def a_run(folder: Path, patch: pytest.MonkeyPatch) -> str:
    """Run one article through, on this machine."""
    (folder / "a.jsonl").write_text(LINE, encoding="utf-8")
    here(patch)
    run.read_on_cluster([str(folder / "a.jsonl")], "here", str(folder / "out"))
    return str(folder / "out")


def here(patch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    patch.setattr(cluster, "connected", nullcontext)
    patch.setattr(cluster, "read_shards", lambda shards, root, reader, at_once: [read_shard(shard, root, reader) for shard in shards])
    patch.setattr(cluster, "cut_files", lambda files, size, at_once: {})


def other_inputs(folder: Path, patch: pytest.MonkeyPatch) -> None:
    root = a_run(folder, patch)
    (folder / "a.jsonl").write_text(LINE * 2, encoding="utf-8")
    run.read_on_cluster([str(folder / "a.jsonl")], "here", root)


def another_reader(folder: Path, patch: pytest.MonkeyPatch) -> None:
    root = a_run(folder, patch)
    patch.setattr(run, "this_reader", lambda: ("9.9", "another"))
    run.read_on_cluster([str(folder / "a.jsonl")], "here", root)


def a_folder_with_other_things(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "letter.txt").write_text("x", encoding="utf-8")
    load_plan(Folder(str(folder)))


def a_broken_plan(folder: Path, patch: pytest.MonkeyPatch) -> None:
    Folder(str(folder)).write("_marsad/plan.json", b"{")
    load_plan(Folder(str(folder)))


def a_file_that_was_changed(folder: Path, patch: pytest.MonkeyPatch) -> None:
    root = Path(a_run(folder, patch))
    (file,) = (root / "records").rglob("*.parquet")
    table = parquet.read_table(file)
    parquet.write_table(table.set_column(table.schema.get_field_index("record"), "record", pa.array(["{}"])), file)
    list(lines_of_run(str(root)))


def a_file_that_is_gone(folder: Path, patch: pytest.MonkeyPatch) -> None:
    root = Path(a_run(folder, patch))
    next((root / "records").rglob("*.parquet")).unlink()
    list(lines_of_run(str(root)))


def large_files_lost(folder: Path, patch: pytest.MonkeyPatch) -> None:
    here(patch)
    (folder / "a.jsonl").write_text(LINE * 20, encoding="utf-8")
    run.read_on_cluster([str(folder / "a.jsonl")], "here", str(folder / "out"), size=10)


def remote(address: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        for found in find([address.replace("HERE", str(folder))]):
            assert isinstance(found, Item)
            article_of(found)

    return provoke


FLEET_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("a table without texts", a_table({"body": ["x"]}), InputError, r"the table has no column 'text' \(it has body\)"),
    ("a table without rows", a_table({"text": []}), InputError, "the table is empty"),
    ("a table that is none", no_table, InputError, r"no readable Parquet \(Arrow"),
    ("a table without its package", a_table_without_its_package, InputError, "the package pyarrow, which reads it, is not installed"),
    ("a cluster without Ray", without_ray, UsageError, r"Ray, which reads on a cluster, is not installed \("),
    ("a cluster that is not there", no_cluster, ClusterError, r"no cluster answers \(Could not find"),
    ("standard input on a cluster", lambda f, p: run.read_on_cluster(["-"], "auto", str(f)), UsageError, "standard input cannot be read on a cluster"),
    ("a run with other inputs", other_inputs, UsageError, r"the run was begun with other inputs \(.*a\.jsonl differs\)"),
    ("a run by another reader", another_reader, UsageError, "the run was begun with Marsad .*, lexicon .*, and this is another"),
    ("a folder that is no run", a_folder_with_other_things, UsageError, "the folder holds files, but no run"),
    ("a broken plan", a_broken_plan, InputError, "not readable as what a run writes there"),
    ("a run that is not complete", lambda f, p: list(lines_of_run(str(f))), InputError, "there is no complete run"),
    ("a changed file of a run", a_file_that_was_changed, InputError, "the files of shard 0 are not what the manifest says"),
    ("a lost file of a run", a_file_that_is_gone, InputError, r"cannot be read \("),
    ("a cluster that breaks off at once", large_files_lost, ClusterError, "the cluster broke off while 1 large files were looked through"),
    ("an address without files", remote("file://HERE"), InputError, "no file of a known kind is there"),
    ("an address that nobody knows", remote("gopher://example/a"), InputError, r"the address cannot be used \("),
]
