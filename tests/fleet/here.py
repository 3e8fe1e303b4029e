"""A cluster that is this process: runs without Ray, with faults where a test wants them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from marsad.desk.read import read_lines
from marsad.fleet import cluster
from marsad.fleet.places import Found
from marsad.fleet.shards import Piece, Shard, cut
from marsad.fleet.work import Outcome, read_shard
from marsad.gather.files import find_items

SAID = (
    "قصفت القوات التركية بلدة تل رفعت صباح الجمعة.",
    "اتهم الوزير الطرف الآخر بخرق الهدنة.",
    "كان الطقس صحوا في أنحاء البلاد أمس.",
)


def line(n: int, **more: Any) -> bytes:
    return json.dumps({"id": f"n{n}", "published": f"20{18 + n % 3}-02-{n % 28 + 1:02}", "text": SAID[n % 3] * (1 + n % 4), **more}, ensure_ascii=False).encode() + b"\n"


def one_machine(inputs: Sequence[object]) -> list[bytes]:
    """Give the lines that `marsad read` prints."""
    return [found for found, _, _ in read_lines(find_items([str(i) for i in inputs]))]


def read_here(patch: pytest.MonkeyPatch, fault: Callable[[Shard], bool] = lambda shard: False) -> None:
    """Let runs work in this process; a shard for which `fault` says so loses its worker."""

    def read_shards(shards: Sequence[Shard], root: str, reader: tuple[str, str], at_once: int | None) -> Iterator[Outcome]:
        for shard in reversed(shards):  # in no order
            if not fault(shard):
                yield read_shard(shard, root, reader, pause=0)

    def cut_files(files: Sequence[Found], size: int, at_once: int | None) -> dict[str, list[Piece]]:
        return {found.at: cut(found, size) for found in files}

    patch.setattr(cluster, "connected", lambda address: nullcontext())
    patch.setattr(cluster, "read_shards", read_shards)
    patch.setattr(cluster, "cut_files", cut_files)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
