"""What may not stand in the files of the project: hosts of registries, paths of somebody's machine, things left undone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ME = Path(__file__).relative_to(ROOT).as_posix()
# Letters in brackets keep this file from being its own finding.
RULES = {
    "a registry's host": re.compile(
        r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|crates[.]io|(deb|security)[.]debian[.]org|archive[.]ubuntu|index-url|proxy[.]golang", re.IGNORECASE
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(work|home/\w+|root|Users/\w+)(/|\b)|[A-Z]:\\\\Users|/tmp/[a-z]"),
    "something left undone": re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b"),
}


def tracked() -> list[Path]:
    """Give the files of the project: what git tracks or would track."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is no list of tracked files")
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode("utf-8").split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("rule", RULES)
def test_no_file_holds(rule: str) -> None:
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name in (ME, "LICENSE") or "/vendor/" in name:  # others' files, unchanged: tests/web/test_vendor.py holds them to their hashes
            continue
        found += [f"{name}:{n}: {line.strip()[:120]}" for n, line in enumerate(text_of(path).split("\n"), 1) if RULES[rule].search(line)]
    assert found == []


def test_text_files_end_with_one_newline_and_have_no_carriage_returns() -> None:
    wrong = []
    for path in tracked():
        data = path.read_bytes()
        if path.suffix in (".py", ".md", ".yaml", ".tsv", ".toml", ".json", ".jsonl", ".txt") and data and (b"\r\n" in data or not data.endswith(b"\n") or data.endswith(b"\n\n")):
            wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []


def test_no_tracked_file_is_large() -> None:
    large = [f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes" for path in tracked() if path.stat().st_size > 4 * 2**20]
    assert large == []
