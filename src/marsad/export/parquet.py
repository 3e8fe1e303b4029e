"""Rows as a Parquet file, written in groups. Needs pyarrow (the extra "tables")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from marsad.export.options import Row
from marsad.export.tables import Column
from marsad.record.errors import UsageError

GROUP = 20_000  # rows held at once


def write_parquet(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows with a column type each; dates as text, because a record may hold a day that no calendar has. Gives the number of rows.

    Raises UsageError where pyarrow is missing.
    """
    try:
        import pyarrow as pa  # 50 MB: only for this layout
        from pyarrow import parquet as pq
    except ImportError:
        raise UsageError("parquet", "the package pyarrow is not installed", "Install Marsad with the extra: pip install 'marsad[tables]'.") from None
    types: dict[str, Any] = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([pa.field(c.name, types.get(c.type, pa.string()), metadata={"description": c.meaning}) for c in columns])
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [pa.array(values, type=field.type, from_pandas=False) for values, field in zip(zip(*group, strict=True), schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            written += len(group)
    return written


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while group := list(islice(source, GROUP)):
        yield group
