"""The told agreements as one book: loaded, checked, looked up."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from marsad.arabic.fold import fold
from marsad.ledger.checks import check
from marsad.ledger.home import ledger_home
from marsad.ledger.shape import Where, shaped
from marsad.ledger.told import Agreement, Process, Side
from marsad.ledger.words import Words
from marsad.lexicon.source import Problems, read_yaml
from marsad.record import LedgerError


class Book:
    """Everything that the ledger's own data tells. Immutable after loading."""

    def __init__(self, sides: list[Side], processes: list[Process], agreements: list[Agreement], words: Words) -> None:
        self.sides = {side.id: side for side in sides}
        self.processes = {process.id: process for process in processes}
        self.agreements = {agreement.id: agreement for agreement in agreements}
        self.words = words

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Folded name → ids of the agreements that news calls so (more than one: the name alone does not tell)."""
        found: dict[str, list[str]] = {}
        for agreement in self.agreements.values():
            for name in dict.fromkeys(fold(n).lower() for n in (*agreement.names_ar, *agreement.names_en, agreement.title_ar, agreement.title_en)):
                found.setdefault(name, []).append(agreement.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def find(self, wanted: str) -> list[Agreement]:
        """Give the agreements that a person may mean: by id, with or without its prefix, by a name, or by a part of one."""
        exact = [a for a in self.agreements.values() if wanted in (a.id, a.id.removeprefix("agreement."))]
        if exact:
            return exact
        key = fold(wanted).lower()
        ids = self.by_name.get(key) or tuple(dict.fromkeys(i for name, found in self.by_name.items() if key in name for i in found))
        return [self.agreements[i] for i in ids]


def load_book(home: Path | None = None) -> Book:
    """Give the book of a folder (default: the bundled one).

    Raises LedgerError with every problem of every file, as `file:line: entry 'id': message`.
    """
    folder = home or ledger_home()
    problems = Problems()
    sides = _entries(folder / "sides.yaml", Side, problems)
    processes = _entries(folder / "processes.yaml", Process, problems)
    words = _entries(folder / "words.yaml", Words, problems, single=True)
    agreements: list[tuple[Any, Where]] = []
    for path in sorted((folder / "agreements").glob("*.yaml")):
        agreements += _entries(path, Agreement, problems)
    if not words and not problems.found:
        problems.add(folder / "words.yaml", 1, "-", "the file is empty")
    if not problems.found:
        problems.tried(lambda: check([s for s, _ in sides], processes, agreements, problems))
    if problems.found:
        raise LedgerError(str(folder), problems.found)
    return Book([s for s, _ in sides], [p for p, _ in processes], [a for a, _ in agreements], words[0][0])


def _entries(path: Path, kind: type[Any], problems: Problems, single: bool = False) -> list[tuple[Any, Where]]:
    content, lines = read_yaml(path, problems)
    if content is None:
        return []
    listed = [content] if single else content
    if not isinstance(listed, list):
        problems.add(path, 1, "-", f"found {type(content).__name__} where a list of entries is expected")
        return []
    out = []
    for raw in listed:
        entry = str(raw.get("id", "-")) if isinstance(raw, dict) else "-"
        where = Where(path, lines, entry, lines.get(id(raw), 1))
        value = shaped(kind, raw, where, problems)
        if value is not None:
            out.append((value, where))
    return out
