"""Measure: hand-coded articles read anew, or records of them, and how far these agree with the coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from marsad.desk.read import line_of, reader
from marsad.gather.files import Item, find_items
from marsad.measure.cases import Case, each_case
from marsad.measure.confusion import Confusion, confused
from marsad.measure.misses import Miss, misses_of
from marsad.measure.parts import held_back
from marsad.measure.score import Figures, ordered, score_case
from marsad.record import InputError


class Part(NamedTuple):
    """The figures of a part of the cases, with the counts of the types (expected, found)."""

    cases: int
    figures: Figures
    confusion: Confusion


class Measured(NamedTuple):
    """`held` is the part that is looked at for scores only; the misses are of the other one. `wrong`: cases that could not be used."""

    developed: Part
    held: Part | None
    misses: list[Miss]
    wrong: list[InputError]


def measure(path: Path, records: Iterable[str] = (), share: Fraction | None = None, step: Callable[[], None] = lambda: None) -> Measured:
    """Score the cases of a folder or file. Without `records` (inputs as `marsad read` writes them) each article is read now.

    A case without a record, or whose article cannot be read, counts as an empty record. Raises InputError if no case is there, LexiconError.
    """
    wrong: list[InputError] = []
    cases: list[Case] = []
    for found in each_case(path):
        if isinstance(found, InputError):
            wrong.append(found)
        else:
            cases.append(found)
    record_of = _stored(records) if records else None
    if record_of is None:
        reader()  # without a lexicon every article would count as one without a record
    parts: dict[bool, Part] = {False: Part(0, {}, Counter()), True: Part(0, {}, Counter())}
    misses: list[Miss] = []
    for case in cases:
        record = record_of.get(case["article"]["id"], {}) if record_of is not None else _read(case, wrong)
        held = share is not None and held_back(case, share)
        parts[held] = _added(parts[held], case, record)
        if not held:
            misses += misses_of(case, record)
        step()
    return Measured(parts[False], parts[True] if share is not None else None, misses, wrong)


def _added(part: Part, case: Case, record: Mapping[str, Any]) -> Part:
    for name, figure in score_case(case, record):
        part.figures[name] = part.figures[name] + figure if name in part.figures else figure
    part.confusion.update(confused(case, record))
    return part._replace(cases=part.cases + 1, figures=ordered(part.figures))


def _read(case: Case, wrong: list[InputError]) -> Mapping[str, Any]:
    """Read the article of a case as `marsad read` would; one that cannot be read is told and gives an empty record."""
    name = case["article"]["id"]
    line, well, _ = line_of(Item("line", msgspec.json.encode(case["article"]), name, name))
    record: Mapping[str, Any] = msgspec.json.decode(line)
    if not well:
        wrong.append(InputError(name, f"its article cannot be read ({record['error']['message']})", "It counts as an article in which nothing was read."))
        return {}
    return record


def _stored(inputs: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Give the records of files by the id of their article. Raises InputError at the first line that is none."""
    found: dict[str, Mapping[str, Any]] = {}
    for item in find_items(inputs):
        if item.kind == "failed":
            problem, _, todo = item.data.decode("utf-8", "replace").partition("\x1f")
            raise InputError(item.where, problem, todo)
        try:
            record: Any = msgspec.json.decode(item.data) if item.kind == "line" else None
            identity = record["article"]["id"]
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError, KeyError):
            raise InputError(item.where, "not a record", "Give the lines that `marsad read` writes.") from None
        found[identity] = record
    return found
