"""Reading the files of /lexicon: YAML with line numbers, TSV with named columns.

Every problem is collected with file, line and entry, and reported at once (`Problems.raise_if_any`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from marsad.record import LexiconError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Problems:
    """A list of what is wrong in the lexicon; nothing is raised before all files were seen."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, file: Path, line: int, entry: str, message: str) -> None:
        self.found.append(f"{file.parent.name}/{file.name}:{line}: entry '{entry}': {message}")

    def raise_if_any(self, where: Path) -> None:
        """Raises LexiconError with every problem, if there is one."""
        if self.found:
            raise LexiconError(str(where), self.found)


def _plain(node: yaml.Node, lines: dict[int, int]) -> Any:
    if isinstance(node, yaml.MappingNode):
        value: Any = {str(k.value): _plain(v, lines) for k, v in node.value}  # keys as written: yes and no are words here
    elif isinstance(node, yaml.SequenceNode):
        value = [_plain(item, lines) for item in node.value]
    else:
        return _scalar(node)
    lines[id(value)] = node.start_mark.line + 1
    return value


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if node.tag == "tag:yaml.org,2002:int":
        return int(text)
    if node.tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("true", "yes", "on")
    return None if node.tag == "tag:yaml.org,2002:null" else text


def read_yaml(path: Path, problems: Problems) -> tuple[Any, dict[int, int]]:
    """Give a YAML file's content and a map from id(mapping or list) to its line, or (None, {}) if it is not YAML."""
    if not path.is_file():
        problems.add(path, 1, "-", "the file is missing")
        return None, {}
    try:
        with path.open(encoding="utf-8") as f:
            node = yaml.compose(f, Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(path, mark.line + 1 if mark else 1, "-", f"not readable as YAML: {getattr(error, 'problem', error)}")
        return None, {}
    lines: dict[int, int] = {}
    return (_plain(node, lines) if node is not None else None), lines


def read_tsv(path: Path, columns: tuple[str, ...], problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a tab-separated file whose first line names its columns; `columns` must be among them."""
    if not path.is_file():
        problems.add(path, 1, "-", "the file is missing")
        return
    header: list[str] | None = None
    with path.open(encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            cells = [c.strip() for c in line.split("\t")]
            if header is None:
                header = cells
                if missing := [c for c in columns if c not in header]:
                    problems.add(path, number, "-", f"columns missing: {', '.join(missing)}")
                    return
                continue
            if len(cells) > len(header):
                problems.add(path, number, cells[0], f"{len(cells)} cells, but {len(header)} columns")
                continue
            yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def alternatives(cell: str) -> list[str]:
    """Give the alternatives of a cell that lists them with |."""
    return [part.strip() for part in cell.split("|") if part.strip()]
