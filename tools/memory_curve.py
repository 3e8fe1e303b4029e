"""Show that the memory of `marsad read` stays flat: python tools/memory_curve.py ARTICLES.jsonl[.gz] [--most 20000] [--every 2000]

Runs one process over the articles and prints its resident memory as it goes (Linux). Exit code 1 if the second half grew by more than a tenth.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("articles", type=Path)
    ask.add_argument("--most", type=int, default=20_000, help="articles")
    ask.add_argument("--every", type=int, default=2_000, help="articles between two looks")
    options = ask.parse_args()
    began, curve = time.monotonic(), []
    process = subprocess.Popen([sys.executable, "-m", "marsad.cli.main", "read", str(options.articles), "--workers", "1", "--quiet"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    print("articles  megabytes  seconds")
    for n, _ in enumerate(process.stdout, 1):
        if n % options.every == 0 or n == 100:
            curve.append((n, resident(process.pid)))
            print(f"{n:8,}  {curve[-1][1]:9.1f}  {time.monotonic() - began:7.0f}", flush=True)
        if n == options.most:
            break
    process.stdout.close()
    process.kill()
    process.wait()
    middle = next(size for n, size in curve if n >= curve[-1][0] / 2)
    growth = curve[-1][1] / middle - 1
    print(f"second half: {growth:+.1%}")
    return int(growth > 0.1)


def resident(process: int) -> float:
    """Give the resident memory of a process in megabytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
