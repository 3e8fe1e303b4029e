"""Tables: lines of records as Parquet, a file for each shard and year of publication; failed inputs in a table of their own.

The column `record` holds the line that `marsad read` prints, so nothing is lost; the columns beside it are what one filters by. The same lines
give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

GROUP = 4 * 1024 * 1024  # bytes of lines in a row group
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"  # what readers of partitioned tables take for an empty value


class File(msgspec.Struct, frozen=True):
    """A file that a shard gave."""

    name: str
    rows: int
    bytes: int
    sha256: str


class _Article(msgspec.Struct):
    id: str
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class _Error(msgspec.Struct):
    kind: str
    message: str
    where: str


class _Line(msgspec.Struct):
    """What of a line stands in columns."""

    article: _Article
    events: list[msgspec.Raw] = []
    statements: list[msgspec.Raw] = []
    agreement_facts: list[msgspec.Raw] = []
    error: _Error | None = None


_decoder = msgspec.json.Decoder(_Line)


def year_of(published: str | None) -> str:
    """Give the year by which a record is filed.

    >>> year_of("2020-02-15"), year_of("yesterday"), year_of(None)
    ('2020', '__HIVE_DEFAULT_PARTITION__', '__HIVE_DEFAULT_PARTITION__')
    """
    year = (published or "")[:4]
    return year if len(year) == 4 and year.isascii() and year.isdigit() and (published or "")[4:5] in ("", "-") else NO_YEAR


def columns() -> dict[str, list[tuple[str, str]]]:
    """Give the columns of both tables with their types."""
    place = [("shard", "int32"), ("position", "int64"), ("id", "string")]
    return {
        "records": [
            *place,
            *((n, "string") for n in ("published", "outlet", "language")),
            *((n, "int32") for n in ("events", "statements", "agreement_facts")),
            ("record", "string"),
        ],
        "failed": [*place, ("where", "string"), ("kind", "string"), ("message", "string"), ("record", "string")],
    }


class _Table:
    """One file in the making: packed as it grows, so a long shard needs little memory."""

    def __init__(self, kind: str) -> None:
        import pyarrow as pa

        self._fields = columns()[kind]
        self._schema = pa.schema([pa.field(name, getattr(pa, type_)()) for name, type_ in self._fields])
        self._sink = pa.BufferOutputStream()
        self._writer: Any = None
        self._rows: list[tuple[Any, ...]] = []
        self._held = 0
        self.count = 0

    def add(self, row: tuple[Any, ...]) -> None:
        self._rows.append(row)
        self.count += 1
        self._held += len(row[-1])
        if self._held >= GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        arrays = [pa.array(values, type=field.type) for values, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows, self._held = [], 0

    def close(self) -> bytes:
        if self._rows:
            self._flush()
        self._writer.close()
        return bytes(self._sink.getvalue())


class Tables:
    """The files of one shard in the making."""

    def __init__(self, shard: int) -> None:
        self._shard = shard
        self._open: dict[str, _Table] = {}
        self._lines = hashlib.sha256()
        self.count = self.failed = self.events = 0

    def add(self, line: bytes) -> None:
        """Add a line as `marsad read` writes it."""
        self._lines.update(line)
        text = line.decode("utf-8").removesuffix("\n")
        said = _decoder.decode(line)
        place = (self._shard, self.count, said.article.id)
        if said.error is not None:
            self.failed += 1
            self._table("failed", "failed").add((*place, said.error.where, said.error.kind, said.error.message, text))
        else:
            article = said.article
            self.events += len(said.events)
            row = (*place, article.published, article.outlet, article.language, len(said.events), len(said.statements), len(said.agreement_facts), text)
            self._table(f"records/year={year_of(article.published)}", "records").add(row)
        self.count += 1

    def _table(self, folder: str, kind: str) -> _Table:
        if folder not in self._open:
            self._open[folder] = _Table(kind)
        return self._open[folder]

    def files(self) -> Iterable[tuple[File, bytes]]:
        """Yield the files with their bytes, by name."""
        for folder, table in sorted(self._open.items()):
            data = table.close()
            yield File(f"{folder}/part-{self._shard:08}.parquet", table.count, len(data), hashlib.sha256(data).hexdigest()), data

    def lines_hash(self) -> str:
        """Give the SHA-256 of all lines, in order."""
        return self._lines.hexdigest()
