"""What the checks install is locked to the hash, what Marsad brings is listed, known holes are found offline, and the wheel is the same wherever it is built."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import audit  # noqa: E402
import sbom  # noqa: E402
from locked import LOCK, Pin, pins  # noqa: E402

PINS = pins()
PYTHONS = ("3.11", "3.12", "3.13")


def pinned(python: str) -> dict[str, Pin]:
    environment = {"python_version": python, "python_full_version": f"{python}.4", "sys_platform": "linux", "platform_system": "Linux", "platform_python_implementation": "CPython"}
    return {pin.name: pin for pin in PINS if pin.fits(**environment, implementation_name="cpython", platform_machine="x86_64", os_name="posix")}


def wanted(python: str, lines: list[str], extras: frozenset[str]) -> list[Requirement]:
    """Give the requirements of a distribution that hold on a Python."""
    environment = {"python_version": python, "python_full_version": f"{python}.4", "sys_platform": "linux", "platform_system": "Linux"}
    found = []
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)):
            found.append(requirement)
    return found


def test_every_line_of_the_lock_is_a_pin_with_hashes() -> None:
    assert len(PINS) > 60
    assert all(re.fullmatch(r"[0-9a-f]{64}", h) for pin in PINS for h in pin.hashes)
    assert "://" not in LOCK.read_text(encoding="utf-8"), "no address of a registry"


@pytest.mark.parametrize("python", PYTHONS)
def test_each_package_is_pinned_once_on_each_python(python: str) -> None:
    names = [pin.name for pin in PINS if pin in pinned(python).values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_resolves(python: str) -> None:
    """From Marsad with its dev tools on, each requirement is pinned at a version that it admits; requirements of what is installed here are known."""
    held, wrong, followed = pinned(python), [], 0
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting: list[tuple[str, frozenset[str]]] = [("marsad", frozenset())]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            if name != "marsad" and metadata.version(name) != str(held[name].version):
                continue  # another version is installed here than the lock's: what that one requires is not known
            lines = [*own["dependencies"], *own["optional-dependencies"]["dev"]] if name == "marsad" else metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        followed += 1
        for requirement in wanted(python, lines, extras):
            needed = canonicalize_name(requirement.name)
            if needed not in held:
                wrong.append(f"{name} requires {requirement}, which is not in the lock")
            elif not requirement.specifier.contains(held[needed].version, prereleases=True):
                wrong.append(f"{name} requires {requirement}, the lock has {held[needed].version}")
            else:
                waiting.append((needed, frozenset(requirement.extras)))
    assert wrong == [], "run tools/lock.py"
    assert followed > 20


def advisory(name: str, events: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return {"id": "T-1", "summary": "a hole", "affected": [{"package": {"ecosystem": "PyPI", "name": name}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}], **more}


PYYAML = next(pin for pin in PINS if pin.name == "pyyaml")
ADVISORIES = [
    # advisory, whether it hits the version in the lock, remark
    (advisory("PyYAML", [{"introduced": "0"}]), True, "never mended"),
    (advisory("pyyaml", [{"introduced": "0"}, {"fixed": "5.4"}]), False, "mended long ago"),
    (advisory("pyyaml", [{"introduced": "0"}, {"fixed": "999"}]), True, "mended in a version to come"),
    (advisory("pyyaml", [{"introduced": "0"}, {"fixed": "5.4"}, {"introduced": str(PYYAML.version)}]), True, "mended and broken again"),
    (advisory("pyyaml", [{"introduced": "0"}, {"last_affected": str(PYYAML.version)}]), True, "the last version that has it"),
    (advisory("pyyaml", [{"introduced": "0"}, {"last_affected": "1.0"}]), False, "an older version was the last"),
    (advisory("pyyaml", [{"introduced": "999"}]), False, "comes with a version to come"),
    (advisory("pyyaml", [{"introduced": "0"}], withdrawn="2026-01-01T00:00:00Z"), False, "withdrawn"),
    (advisory("another", [{"introduced": "0"}]), False, "another package"),
    ({"id": "T-2", "affected": [{"package": {"ecosystem": "PyPI", "name": "pyyaml"}, "versions": [str(PYYAML.version)]}]}, True, "named by its version"),
    ({"id": "T-3", "affected": [{"package": {"ecosystem": "npm", "name": "pyyaml"}, "versions": [str(PYYAML.version)]}]}, False, "of another ecosystem"),
]


@pytest.mark.parametrize(("record", "hit", "remark"), ADVISORIES, ids=[a[2] for a in ADVISORIES])
def test_the_audit_finds_what_is_in_the_lock_and_nothing_else(record: dict[str, Any], hit: bool, remark: str) -> None:
    assert audit.hits(record, PYYAML) is hit


def test_the_audit_reads_archives_and_tells_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.writestr("T-1.json", json.dumps(ADVISORIES[2][0]))
    (tmp_path / "b.json").write_text(json.dumps(ADVISORIES[1][0]), encoding="utf-8")
    assert audit.main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == f"pyyaml {PYYAML.version}: T-1: a hole (mended in 999)\n"
    assert said.err.startswith("2 advisories, ")
    assert audit.main([str(tmp_path / "b.json")]) == 0
    (tmp_path / "empty").mkdir()
    assert audit.main([str(tmp_path / "empty")]) == 2


def test_the_bill_of_materials_names_every_requirement_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    made = sbom.bill([])
    assert (made["bomFormat"], made["specVersion"], made["metadata"]["component"]["name"]) == ("CycloneDX", "1.5", "marsad")
    assert made["metadata"]["timestamp"] == "2025-10-09T08:53:20Z"
    names = [part["name"] for part in made["components"]]
    assert {"msgspec", "pyyaml", "lxml", "typer"} <= set(names)
    assert "pytest" not in names
    assert "psycopg" not in names
    assert len(names) == len(set(names))
    references = {part["bom-ref"] for part in (*made["components"], made["metadata"]["component"])}
    assert {entry["ref"] for entry in made["dependencies"]} == references
    assert {needed for entry in made["dependencies"] for needed in entry["dependsOn"]} <= references
    assert all(part["licenses"] for part in made["components"])
    assert sbom.bill([]) == made
    assert "lxml-html-clean" in sbom.graph("lxml", frozenset({"html_clean"}))["lxml"], "extras are followed where they are asked for"
    assert "lxml-html-clean" not in sbom.graph("lxml", frozenset())["lxml"]


def built(source: Path, out: Path) -> bytes:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1760000000"}
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=source, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = out.glob("*.whl")
    return wheel.read_bytes()


@pytest.mark.slow
def test_the_wheel_is_the_same_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed (pip install -e '.[dev]')")
    wheels = []
    for name in ("one", "another folder"):
        source = tmp_path / name / "source"
        source.mkdir(parents=True)
        for part in ("src", "lexicon", "ledger", "corpus"):
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "*.so"))
        for file in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
            shutil.copy(ROOT / file, source / file)
        if wheels:
            for path in source.rglob("*"):  # another clock, other rights
                os.utime(path, (time.time() - 10**7,) * 2)
                path.chmod(0o700 if path.is_dir() else 0o600)
        wheels.append(built(source, tmp_path / name / "dist"))
    assert wheels[0] == wheels[1]
