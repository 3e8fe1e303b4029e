"""A run: plan, rounds of work, manifest. It may be broken off anywhere and begun again; what is noted as done is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from marsad.fleet import cluster
from marsad.fleet.manifest import PLAN, Manifest, Note, Plan, check_same, finish, load_manifest, load_plan, notes
from marsad.fleet.places import Folder, Found, find
from marsad.fleet.shards import SHARD, Piece, gather, needs_cutting, whole
from marsad.fleet.work import Outcome, this_reader
from marsad.gather.files import Item
from marsad.record import ClusterError, UsageError

ROUNDS = 3  # of giving out what is left: a shard that kills its worker is tried again when the others are done


class Run(NamedTuple):
    """How a run ended. `manifest` is None where shards are left; `troubles` tells of them."""

    manifest: Manifest | None
    done: dict[int, Note]
    before: int
    troubles: dict[int, str]
    shards: int


def read_on_cluster(
    inputs: list[str], address: str, output: str, at_once: int | None = None, size: int = SHARD, step: Callable[[Outcome, int, int], None] = lambda outcome, done, of: None
) -> Run:
    """Read inputs on a cluster into a folder of Parquet files. `step` is called as shards end, with how many are done and how many there are.

    Raises UsageError, InputError, ClusterError, LexiconError before any work.
    """
    if "-" in inputs:
        raise UsageError("--cluster", "standard input cannot be read on a cluster", "Give files that all machines see.")
    folder, reader = Folder(output), this_reader()
    begun = load_plan(folder)
    found = list(find(inputs))
    listed = [(f.where, 0, "") if isinstance(f, Item) else (f.name, f.size, f.stamp) for f in found]
    if begun is not None:
        check_same(folder, begun, listed, reader)
        if (manifest := load_manifest(folder)) is not None:
            return Run(manifest, {note.shard: note for note in manifest.shards}, len(begun.shards), {}, len(begun.shards))
    with cluster.connected(address):
        plan = begun or _planned(folder, found, listed, reader, at_once, size)
        return _work(plan, folder, at_once, step)


def _planned(folder: Folder, found: list[Found | Item], listed: list[tuple[str, int, str]], reader: tuple[str, str], at_once: int | None, size: int) -> Plan:
    large = {f.at: f for f in found if isinstance(f, Found) and needs_cutting(f, size)}
    cuts = cluster.cut_files(list(large.values()), size, at_once)
    missing = [at for at in large if at not in cuts]
    if missing:
        raise ClusterError(missing[0], f"the cluster broke off while {len(large):,} large files were looked through", "Run the same command again.")

    def pieces() -> Iterator[Piece]:
        for one in found:
            yield from cuts[one.at] if isinstance(one, Found) and one.at in cuts else [whole(one)]

    plan = Plan(listed, reader, list(gather(pieces(), size)))
    folder.write(PLAN, msgspec.json.encode(plan))
    return plan


def _work(plan: Plan, folder: Folder, at_once: int | None, step: Callable[[Outcome, int, int], None]) -> Run:
    done = notes(folder)
    before = len(done)
    troubles: dict[int, str] = {}
    for _ in range(ROUNDS):
        left = [shard for shard in plan.shards if shard.number not in done]
        if not left:
            break
        troubles = {shard.number: "its worker died again and again" for shard in left}
        for outcome in cluster.read_shards(left, folder.root, plan.reader, at_once):
            if outcome.note is not None:
                done[outcome.shard] = outcome.note
                del troubles[outcome.shard]
            else:
                troubles[outcome.shard] = outcome.trouble
            step(outcome, len(done), len(plan.shards))
        done |= notes(folder)  # a worker may have died between its note and its answer
        troubles = {number: trouble for number, trouble in troubles.items() if number not in done}
    return Run(None if troubles else finish(folder, plan, done.values()), done, before, troubles, len(plan.shards))
