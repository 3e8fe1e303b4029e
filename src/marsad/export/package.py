"""datapackage.json (Frictionless Data Package 1.0) beside an exported file: what it is, its columns, where it came from, what was lost."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from marsad.export.layouts import Layout
from marsad.export.report import Report, explanations
from marsad.export.tables import Column, columns

NAME = "datapackage.json"
_FOREIGN = {
    "acled": "ACLED",
    "ucdp": "UCDP",
    "gdelt": "GDELT",
    "gdelt-mentions": "GDELT",
    "polecat": "POLECAT",
    "icews": "ICEWS",
    "views-country": "VIEWS",
    "views-priogrid": "VIEWS",
}


class Written(NamedTuple):
    """A file that an export has written. `columns` is empty where it is no table."""

    path: Path
    role: str
    columns: tuple[Column, ...]
    mediatype: str
    delimiter: str
    header: bool


def disclaimer(layout: Layout) -> str:
    """Give the sentence that keeps a layout from passing for another project's data."""
    owner = _FOREIGN.get(layout.name)
    if owner is None:
        return "Coded by Marsad from Arabic news."
    return f"Coded by Marsad from Arabic news and written in the column layout of {owner}. This is not data of {owner}, and {owner} has not checked it."


def describe(files: list[Written], layout: Layout, report: Report, version: str, created: str | None) -> Path:
    """Write or complete the datapackage.json of the first file's folder. Gives its path.

    An earlier export's entries stay unless they describe the same file. A datapackage.json that Marsad did not write is
    left alone: then the description stands in FILE.datapackage.json.
    """
    main = files[0].path
    target = main.parent / NAME
    package = _earlier(target)
    if package is None:
        target = main.with_name(f"{main.name}.{NAME}")
        package = {}
    paths = {file.path.name for file in files}
    kept = [r for r in package.get("resources", []) if r.get("path") not in paths]
    resources = kept + [_resource(file, layout, report, version) for file in files]
    content: dict[str, Any] = {
        "profile": "data-package",
        "name": "marsad-export",
        "title": "Exports of Marsad",
        "description": "Each resource says what it is. Layouts of other projects are layouts only: the rows are Marsad's, with ids of its own.",
        "created": created,
        "sources": [{"title": "Arabic news articles; the addresses stand in the rows"}],
        "contributors": [{"title": f"Marsad {version}", "role": "wrangler"}],
        "resources": sorted(resources, key=lambda r: str(r["path"])),
    }
    text = json.dumps({k: v for k, v in content.items() if v is not None}, ensure_ascii=False, indent=2) + "\n"
    temporary = target.with_name(target.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(target)
    return target


def _earlier(path: Path) -> dict[str, Any] | None:
    """Give the package that Marsad wrote there, {} where there is none, or None where the file is somebody else's."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("name") == "marsad-export" and isinstance(found.get("resources"), list) else None


def _resource(file: Written, layout: Layout, report: Report, version: str) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with file.path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
            size += len(block)
    resource: dict[str, Any] = {
        "name": "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in file.path.name.lower()),
        "path": file.path.name,
        "mediatype": file.mediatype,
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
    }
    if file.columns:
        resource["profile"] = "tabular-data-resource"
        resource["schema"] = {"fields": [{"name": c.name, "type": c.type, "description": c.meaning} for c in file.columns], "missingValues": [""]}
    if file.delimiter:
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"delimiter": file.delimiter, "header": file.header, "lineTerminator": "\n"} | ({} if file.delimiter == "," else {"quoteChar": None})
    if file.role == "data":
        resource["title"], resource["description"] = layout.english, disclaimer(layout)
        resource["marsad"] = {
            "layout": layout.name, "version": version, "events": report.events, "kept": report.kept, "dropped": report.dropped, "approximated": report.approximated,
            "reasons": [{"kind": kind, "reason": reason, "explanation": explanations()[reason], "count": n} for (kind, reason), n in sorted(report.reasons.items())],
            "columns_never_exact": {c.name: c.filled for c in file.columns if c.filled != "yes"},
        }  # fmt: skip
    else:
        resource["title"] = {"losses": "What the layout could not express", "keys": "What the layout has no column for, by row"}[file.role]
    return resource


def side_columns(role: str) -> tuple[Column, ...]:
    """Give the columns of a side file: losses or keys."""
    return columns(role)
