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
from sqlalchemy.exc import OperationalError

from marsad.archive.faults import archive_fault
from marsad.cli.outputs import whole_file
from marsad.fleet import cluster, run
from marsad.fleet.lines import lines_of_run
from marsad.fleet.manifest import load_plan
from marsad.fleet.places import Folder, find
from marsad.fleet.work import read_shard
from marsad.gather.files import Item, article_of, find_items
from marsad.ledger.book import load_book
from marsad.lexicon.build import build_tables
from marsad.record import ArchiveError, ClusterError, InputError, LedgerError, LexiconError, MarsadError, UsageError

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


def a_file_that_another_writes(folder: Path, patch: pytest.MonkeyPatch) -> None:
    with whole_file(folder / "a.jsonl"), whole_file(folder / "a.jsonl"):
        pass


def a_lexicon_file(name: str, data: bytes) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(data)
        build_tables(folder, "digest")

    return provoke


def a_database_that(message: str, invalidated: bool = False) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        error = OperationalError("SELECT", {}, Exception(message), connection_invalidated=invalidated)
        raise archive_fault("a.sqlite", error)

    return provoke


def an_empty_ledger(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("sides.yaml", "processes.yaml", "words.yaml"):
        (folder / name).write_bytes(b"")
    load_book(folder)


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
    ("a file that another writes", a_file_that_another_writes, UsageError, "another marsad is writing it"),
    (
        "a table that is no text",
        a_lexicon_file("words/forms.tsv", b"form\tcount\n\xff\t3\n"),
        LexiconError,
        r"words/forms\.tsv:2: entry '-': no UTF-8 text \(invalid start byte at byte 1\)",
    ),
    (
        "an alias in a lexicon",
        a_lexicon_file("cues/counted.yaml", b"a: &a [x]\nb: [*a, *a]\n"),
        LexiconError,
        r"cues/counted\.yaml:1: entry '-': not readable as YAML: an alias \(\*\)",
    ),
    (
        "words of another shape",
        a_lexicon_file("words/closed.yaml", b"preposition: 5\n"),
        LexiconError,
        r"words/closed\.yaml:1: entry '-': something has another shape than in this file elsewhere \(TypeError",
    ),
    ("a damaged database", a_database_that("database disk image is malformed"), ArchiveError, r"the database is damaged \("),
    ("a full database", a_database_that("database or disk is full"), ArchiveError, r"there is no room to write, or the disk fails \("),
    ("a database for reading only", a_database_that("attempt to write a readonly database"), ArchiveError, r"it may not be written \("),
    ("a database that another holds", a_database_that("database is locked"), ArchiveError, r"another process holds it \("),
    ("a lost connection", a_database_that("terminating", invalidated=True), ArchiveError, r"the connection to the database was lost \("),
    ("a database that fails", a_database_that("something else"), ArchiveError, r"the database failed \("),
    ("an empty file of the ledger", an_empty_ledger, LedgerError, r"words\.yaml:1: entry '-': the file is empty"),
    ("an address without files", remote("file://HERE"), InputError, "no file of a known kind is there"),
    ("an address that nobody knows", remote("gopher://example/a"), InputError, r"the address cannot be used \("),
]
