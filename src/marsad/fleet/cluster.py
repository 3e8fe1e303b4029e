"""The cluster: Ray Data hands shards to machines and takes back what became of them. Nothing else here knows of Ray."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from marsad.fleet.places import Found
from marsad.fleet.shards import Piece, Shard, cut
from marsad.fleet.work import Outcome, read_shard
from marsad.record import ClusterError, UsageError

DEATHS = 3  # of the worker or machine that has a task, before the task is left for another round


@contextmanager
def connected(address: str) -> Iterator[None]:
    """Be part of a cluster: "auto" for the one that this machine belongs to, "local" for one of this machine alone, or the address of its head.

    Raises UsageError where Ray is missing, ClusterError where no cluster answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError("--cluster", f"Ray, which reads on a cluster, is not installed ({error})", "Install it on every machine: pip install 'marsad[cluster]'.") from None
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False if address == "local" else None)
    except Exception as error:  # Ray raises half a dozen kinds for one thing
        raise ClusterError(
            address, f"no cluster answers ({str(error).strip().splitlines()[0][:200]})", "Start one: `ray start --head` here, `ray start --address=HEAD:6379` on the others."
        ) from None
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1  # a task that fails for good costs its shard, not the run
        for name in ("ray.data", "ray"):
            logging.getLogger(name).setLevel(logging.ERROR)
        yield
    finally:
        ray.shutdown()


def read_shards(shards: Sequence[Shard], root: str, reader: tuple[str, str], at_once: int | None) -> Iterator[Outcome]:
    """Yield what became of shards as they end, in no order. A shard whose worker died again and again is missing."""

    def work(row: dict[str, Any]) -> dict[str, Any]:
        outcome = read_shard(msgspec.json.decode(row["given"], type=Shard), root, reader)
        return {"made": msgspec.json.encode(outcome)}

    for made in _spread([msgspec.json.encode(shard) for shard in shards], work, at_once):
        yield msgspec.json.decode(made, type=Outcome)


def cut_files(files: Sequence[Found], size: int, at_once: int | None) -> dict[str, list[Piece]]:
    """Give the pieces of large files, by where the file is opened."""

    def work(row: dict[str, Any]) -> dict[str, Any]:
        found = msgspec.json.decode(row["given"], type=Found)
        return {"made": msgspec.json.encode((found.at, cut(found, size)))}

    made = _spread([msgspec.json.encode(found) for found in files], work, at_once)
    return dict(msgspec.json.decode(line, type=tuple[str, list[Piece]]) for line in made)


def _spread(given: Sequence[bytes], work: Callable[[dict[str, Any]], dict[str, Any]], at_once: int | None) -> Iterator[bytes]:
    import ray

    if not given:
        return
    rows = ray.data.from_items([{"given": one} for one in given], override_num_blocks=len(given))
    done = rows.map(work, num_cpus=1, concurrency=at_once, ray_remote_args_fn=lambda: {"max_retries": DEATHS})
    try:
        for row in done.iter_rows():
            yield row["made"]
    except ray.exceptions.RayError as error:
        logging.getLogger(__name__).warning("a round of work broke off: %s", str(error).splitlines()[0])
