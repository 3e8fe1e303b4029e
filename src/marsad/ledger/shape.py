"""From a YAML mapping to a frozen type, with every problem of every field, not only the first."""

from __future__ import annotations

import typing
from pathlib import Path
from types import UnionType
from typing import Any

import msgspec

from marsad.lexicon.source import Problems


class Where(typing.NamedTuple):
    """The place that problems are reported for: the file, its line map (id of a mapping → line), and the entry's id."""

    file: Path
    lines: dict[int, int]
    entry: str
    line: int

    def at(self, value: object) -> Where:
        """Give the same place with the line of a mapping or list, if that is known."""
        return self._replace(line=self.lines.get(id(value), self.line))


def shaped(kind: type[Any], raw: object, where: Where, problems: Problems) -> Any:
    """Give `raw` as a `kind` (a msgspec struct), or None after adding every problem it has."""
    where = where.at(raw)
    if not isinstance(raw, dict):
        problems.add(where.file, where.line, where.entry, f"found {type(raw).__name__} where a mapping of {kind.__name__} is expected")
        return None
    before = len(problems.found)
    hints = typing.get_type_hints(kind)
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    for key in raw:
        if key not in fields:
            problems.add(where.file, where.line, where.entry, f"{kind.__name__} has no field '{key}'; it has {', '.join(fields)}")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name not in raw:
            if field.required:
                problems.add(where.file, where.line, where.entry, f"{kind.__name__} lacks '{name}'")
            continue
        values[field.name] = _value(hints[field.name], raw[name], where._replace(entry=_entry(where.entry, raw)), name, problems)
    return kind(**values) if len(problems.found) == before else None


def _entry(entry: str, raw: dict[str, Any]) -> str:
    own = raw.get("id")
    return f"{entry}/{own}" if isinstance(own, str) and own != entry else entry


def _value(hint: Any, raw: object, where: Where, name: str, problems: Problems) -> Any:
    nested = _struct(hint)
    if nested is not None and raw is not None:
        return shaped(nested, raw, where, problems)
    items = typing.get_args(hint)
    if typing.get_origin(hint) is list and _struct(items[0]) is not None and isinstance(raw, list):
        return [shaped(items[0], item, where, problems) for item in raw]
    try:
        return msgspec.convert(raw, hint, strict=float not in _flat(hint))  # the YAML reader leaves decimals as they are written
    except msgspec.ValidationError as error:
        problems.add(where.file, where.at(raw).line, where.entry, f"'{name}': {error}; found {raw!r}")
        return None


def _flat(hint: Any) -> tuple[Any, ...]:
    return (hint, *(part for option in typing.get_args(hint) for part in _flat(option)))


def _struct(hint: Any) -> type[Any] | None:
    """Give the struct of a field that holds one (or one or None)."""
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, UnionType) else (hint,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, msgspec.Struct)), None)
