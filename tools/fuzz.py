"""Fuzz what takes the files of others, guided by coverage, for some seconds a target: python tools/fuzz.py [--seconds 60] [TARGET…]

Needs atheris (pip install atheris; Linux, Python 3.11 to 3.13) and the dev tools. Each target runs in a process of its own, starting from
tests/fuzz/seeds.py and what earlier runs kept (build/fuzz). What breaks a law is put beside them and told with its traceback; when it is
mended, put the file into tests/fuzz/found as TARGET-WHAT, where the tests try it ever after. Exit code 1 if anything was found.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fuzz"))
SLOWEST = 20  # seconds for one input, after which it counts as a hang
MEMORY = 2_500  # megabytes of a process
LONGEST = 6_000  # bytes of an input


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        return inside(sys.argv[2], sys.argv[3:])
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("targets", nargs="*", metavar="TARGET", help="which (default: all)")
    ask.add_argument("--seconds", type=int, default=60, help="for each target")
    ask.add_argument("--again", type=int, default=3, help="how often a target that found something is begun again")
    ask.add_argument("--work", type=Path, default=ROOT / "build" / "fuzz", help="where inputs are kept")
    options = ask.parse_args()
    from seeds import seeds
    from targets import TARGETS

    found = 0
    for name in options.targets or TARGETS:
        corpus = options.work / name
        corpus.mkdir(parents=True, exist_ok=True)
        for n, seed in enumerate(seeds()[name]):
            (corpus / f"seed-{n:02}").write_bytes(seed[:LONGEST])
        found += fuzzed(name, corpus, options.seconds, options.again)
    print(f"{found} finds")
    return 1 if found else 0


def fuzzed(name: str, corpus: Path, seconds: int, again: int) -> int:
    """Fuzz one target; give how many inputs broke a law."""
    ends = time.monotonic() + seconds
    finds, runs, coverage = 0, 0, ""
    while (left := int(ends - time.monotonic())) > 0 and finds <= again:
        prefix = corpus.parent / f"{name}-"
        command = [sys.executable, __file__, "--inside", name, str(corpus), f"-max_total_time={left}", f"-artifact_prefix={prefix}", f"-timeout={SLOWEST}"]
        command += [f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}", "-print_final_stats=1", "-verbosity=1"]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
        said = done.stdout + done.stderr
        runs += int((re.findall(r"stat::number_of_executed_units:\s+(\d+)", said) or re.findall(r"#(\d+)", said) or ["0"])[-1])
        coverage = (re.findall(r"cov: (\d+)", said) or [coverage])[-1]
        if done.returncode == 0:
            break
        finds += 1
        print(f"{name}: found\n" + "\n".join(_told(said)), flush=True)
    print(f"{name}: {runs:,} inputs, {coverage} places of the program, {finds} finds", flush=True)
    return finds


def _told(said: str) -> list[str]:
    lines = said.splitlines()
    at = next((n for n, line in enumerate(lines) if "Uncaught Python exception" in line or "ERROR: libFuzzer" in line or "Traceback" in line), max(0, len(lines) - 20))
    return [line[:300] for line in lines[at : at + 40] if not line.startswith("    #")]


def inside(name: str, rest: list[str]) -> int:
    """Be the process of one target."""
    import atheris

    with atheris.instrument_imports(include=["marsad"]):
        from targets import TARGETS
    target = TARGETS[name]
    from marsad.desk.read import reader

    reader()  # the lexicon may be compiled first, which would look like a hang
    target(b"")
    atheris.Setup([sys.argv[0], *rest], target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
