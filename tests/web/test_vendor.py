"""Files of others are the ones they are said to be, with their licences beside them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src" / "marsad" / "web" / "static"
FOLDERS = (STATIC / "vendor", ROOT / "tests" / "web" / "vendor")
LISTED = [(folder, entry) for folder in FOLDERS for entry in tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["file"]]
MAP = STATIC / "map"


@pytest.mark.parametrize(("folder", "entry"), LISTED, ids=[entry["name"] for _, entry in LISTED])
def test_a_file_has_its_hash_its_version_in_its_name_and_its_licence_beside_it(folder: Path, entry: dict[str, str]) -> None:
    assert hashlib.sha256((folder / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["version"] in entry["name"]
    assert entry["licence"] in ("BSD-3-Clause", "BSD-2-Clause", "Apache-2.0", "MPL-2.0")
    assert len((folder / entry["licence_file"]).read_text(encoding="utf-8")) > 1000


@pytest.mark.parametrize("folder", FOLDERS, ids=["package", "tests"])
def test_every_file_is_listed(folder: Path) -> None:
    assert sorted(path.name for path in folder.glob("*.js")) == sorted(entry["name"] for where, entry in LISTED if where == folder)


@pytest.mark.parametrize("work", ["MapLibre", "ECharts", "mapbox-gl-rtl-text", "Natural Earth", "axe-core"])
def test_the_notice_names_the_works(work: str) -> None:
    assert work in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_what_the_package_carries_stays_small() -> None:
    sizes = {path.name: path.stat().st_size for folder in (STATIC / "vendor", MAP) for path in folder.iterdir()}
    assert sum(sizes.values()) < 5_000_000, sizes


def test_the_boundaries_are_a_topology_whose_lines_lie_on_the_earth() -> None:
    told = json.loads((MAP / "world.json").read_text(encoding="utf-8"))
    assert set(told["objects"]) == {"land", "lakes", "borders", "provinces"}
    scale, move = told["transform"]["scale"], told["transform"]["translate"]
    for arc in told["arcs"]:
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            assert -180.001 <= x * scale[0] + move[0] <= 180.001
            assert -90.001 <= y * scale[1] + move[1] <= 90.001
    used = [line if isinstance(line[0], int) else [ring for part in line for ring in part] for shape in told["objects"].values() for line in shape["arcs"]]
    assert sorted(number for line in used for number in line) == list(range(len(told["arcs"])))


def test_labels_have_both_names_and_a_point() -> None:
    told = json.loads((MAP / "labels.json").read_text(encoding="utf-8"))
    assert {"Syria", "Lebanon", "Yemen", "Sudan"} <= {name for name, *_ in told["countries"]}
    for english, arabic, lon, lat, rank in told["countries"] + told["provinces"]:
        assert english
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert rank >= 0
