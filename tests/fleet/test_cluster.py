"""A real Ray cluster of two machines on loopback: a worker is killed in mid-run, then a machine is lost, and the output is that of one machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from here import files_in, line, one_machine

from marsad.fleet.lines import lines_of_run

pytestmark = pytest.mark.slow
STORE = 80_000_000  # bytes of Ray's object store: the least that it takes
PATIENCE = 240  # seconds
ARTICLES = 600


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    pytest.importorskip("ray", reason="Ray is not installed (pip install -e '.[cluster]')")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": STORE, "include_dashboard": False})
    made.add_node(num_cpus=1, object_store_memory=STORE)
    yield made
    made.shutdown()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("inputs")
    half = ARTICLES // 2
    (folder / "a.jsonl").write_bytes(b"".join(line(n) for n in range(half)) + b"{broken\n")
    (folder / "b.jsonl").write_bytes(b"".join(line(n) for n in range(half, ARTICLES)))
    return [str(folder / "a.jsonl"), str(folder / "b.jsonl")]


POISON = """
import os
from marsad.fleet import cluster
def read_shard(shard, *more, read=cluster.read_shard):
    if shard.number == 2:
        os.kill(os.getpid(), 9)
    return read(shard, *more)
cluster.read_shard, cluster.DEATHS, run.ROUNDS = read_shard, 1, 2
"""


def begin(cluster: Any, inputs: list[str], out: Path, size: int, more: str = "") -> subprocess.Popen[str]:
    """Start what `marsad read --cluster` runs, with small shards."""
    program = (
        "import sys; from functools import partial; from marsad.fleet import run; from marsad.cli.main import main\n"
        f"run.read_on_cluster = partial(run.read_on_cluster, size={size}){more}\nmain()"
    )
    arguments = [sys.executable, "-c", program, "read", *inputs, "--cluster", cluster.address, "-o", str(out)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    try:
        _, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return process.returncode, told


def noted(out: Path) -> int:
    return len(list((out / "_marsad/done").glob("*.json")))


def wait_for(what: Any, process: subprocess.Popen[str]) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"the run ended, or nothing happened: {ended(process)}")


def workers(node: Any) -> list[int]:
    """Give the processes that work for a machine right now: Ray names them after their task."""
    (raylet,) = node.all_processes["raylet"]
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)", status.read_text(), re.MULTILINE)
            title = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent is not None and int(parent[1]) == raylet.process.pid and title.startswith(b"ray::Map"):
            found.append(int(status.parent.name))
    return found


def test_two_machines_give_the_bytes_of_one_though_a_worker_is_killed(cluster: Any, inputs: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = begin(cluster, inputs, out, size=4_000)
    wait_for(lambda: noted(out) >= 3, process)
    (head, second) = cluster.list_all_nodes()
    killed = wait_for(lambda: workers(second) or workers(head), process)[0]
    os.kill(killed, signal.SIGKILL)
    assert noted(out) < len(msgspec.json.decode((out / "_marsad/plan.json").read_bytes())["shards"]), "the run was not in its middle"
    code, told = ended(process)
    assert code == 3, told
    assert f"{ARTICLES:,} articles read" in told
    assert ", 1 failed; " in told
    assert list(lines_of_run(str(out))) == one_machine(inputs)


def test_a_shard_that_kills_its_worker_costs_itself_alone(cluster: Any, inputs: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, told = ended(begin(cluster, inputs, out, 40_000, POISON))
    assert code == 3, told
    assert "marsad: shard 2: its worker died again and again" in told
    assert "1 shards are left" in told
    assert not (out / "manifest.json").exists()
    code, told = ended(begin(cluster, inputs, out, 40_000))
    assert list(lines_of_run(str(out))) == one_machine(inputs)


def test_a_run_goes_on_though_a_machine_is_lost_and_the_driver_killed(cluster: Any, inputs: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = begin(cluster, inputs, out, size=4_000)
    wait_for(lambda: noted(out) >= 3, process)
    process.kill()
    ended(process)
    done = noted(out)
    again = begin(cluster, inputs, out, size=4_000)
    wait_for(lambda: noted(out) >= done + 3, again)
    cluster.remove_node(cluster.list_all_nodes()[1], allow_graceful=False)
    code, told = ended(again)
    assert code == 3, told
    assert re.search(r"\((\d+) done before\)", told), told
    assert list(lines_of_run(str(out))) == one_machine(inputs)
    assert (out / "manifest.json").exists()
    assert not [name for name in files_in(out) if name.endswith(".part")]
