"""Write requirements/dev.txt: what the checks install, to the version and the hash, for Python 3.11 to 3.13: python tools/lock.py [--check] [--newer-than-days 7]

Needs uv (pip install uv), which asks the package registry that your machine is set up for; its name goes into no file. Releases of the last
week are left out: most of those that turn out to be hostile are found within days. --check says whether the lock still fits pyproject.toml.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "dev.txt"
EXTRAS = ("dev",)
HEAD = "# Made by tools/lock.py from pyproject.toml: do not edit. Installed with: pip install --require-hashes -r requirements/dev.txt\n"


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the lock would change")
    ask.add_argument("--newer-than-days", type=int, default=7, metavar="DAYS", help="leave out releases younger than this (0: take all)")
    options = ask.parse_args()
    made = HEAD + resolved(options.newer_than_days, keep=options.check)
    if options.check:
        same = LOCK.read_text(encoding="utf-8") == made
        print("the lock fits" if same else "the lock does not fit pyproject.toml: run tools/lock.py")
        return int(not same)
    LOCK.parent.mkdir(exist_ok=True)
    LOCK.write_text(made, encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(re.findall(r'^[a-z0-9]', made, re.MULTILINE))} packages")
    return 0


def resolved(days: int, keep: bool) -> str:
    """Give the lines of the lock. `keep`: stay with the versions that it has, where these still fit."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    command += [*(word for extra in EXTRAS for word in ("--extra", extra))]
    if days:
        before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        command += ["--exclude-newer", before.strftime("%Y-%m-%dT00:00:00Z")]
    if keep and LOCK.exists():
        command += ["--constraint", str(LOCK)]
    done = subprocess.run([*command, str(ROOT / "pyproject.toml")], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
