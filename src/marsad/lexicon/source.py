"""Reading the files of /lexicon: YAML with line numbers, TSV with named columns.

Every problem is collected with file, line and entry, and reported at once (`Problems.raise_if_any`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from marsad.record import LexiconError

_T = TypeVar("_T")
_SHAPE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)  # what code meets in a value of another kind than it expects
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Problems:
    """A list of what is wrong in the lexicon; nothing is raised before all files were seen."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.reading: tuple[Path, int] = (Path("lexicon/-"), 1)

    def tried(self, step: Callable[[], _T]) -> _T | None:
        """Give what a step gives; where it meets a value of another shape than it expects, None, and that is a problem of the file that it read last."""
        try:
            return step()
        except _SHAPE as error:
            self.add(*self.reading, "-", f"something has another shape than in this file elsewhere ({type(error).__name__}: {str(error)[:120]})")
            return None

    def add(self, file: Path, line: int, entry: str, message: str) -> None:
        self.found.append(f"{file.parent.name}/{file.name}:{line}: entry '{entry}': {message}")

    def raise_if_any(self, where: Path) -> None:
        """Raises LexiconError with every problem, if there is one."""
        if self.found:
            raise LexiconError(str(where), self.found)


def _plain(node: yaml.Node, lines: dict[int, int], seen: set[int]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if id(node) in seen:  # nobody needs them, and nine of them in one another are a thousand million
        raise yaml.MarkedYAMLError(problem="an alias (*) of a list or mapping; write it out", problem_mark=node.start_mark)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        value: Any = {str(k.value): _plain(v, lines, seen) for k, v in node.value}  # keys as written: yes and no are words here
    else:
        value = [_plain(item, lines, seen) for item in node.value]
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
    problems.reading = path, 1
    lines: dict[int, int] = {}
    try:
        with path.open(encoding="utf-8") as f:
            node = yaml.compose(f, Loader=_Loader)
        return (_plain(node, lines, set()) if node is not None else None), lines
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(path, mark.line + 1 if mark else 1, "-", f"not readable as YAML: {getattr(error, 'problem', error)}")
        return None, {}


def read_tsv(path: Path, columns: tuple[str, ...], problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a tab-separated file whose first line names its columns; `columns` must be among them."""
    if not path.is_file():
        problems.add(path, 1, "-", "the file is missing")
        return
    header: list[str] | None = None
    with path.open("rb") as f:
        for number, data in enumerate(f, 1):
            problems.reading = path, number
            try:
                line = data.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                problems.add(path, number, "-", f"no UTF-8 text ({error.reason} at byte {error.start + 1})")
                continue
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
