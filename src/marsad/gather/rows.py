"""Rows of a Parquet file: articles (columns as the fields of an article) or records (a column `record` with lines of JSON, as a cluster writes them).

Needs pyarrow (the extra "tables").
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from marsad.gather.files import Item, failed
from marsad.record.errors import UsageError

BATCH = 512  # rows decoded at once: articles are long
RECORD = "record"


def parquet_file(raw: BinaryIO) -> Any:
    """Give an open Parquet file. Raises UsageError where pyarrow is missing; what pyarrow raises where it is no Parquet."""
    try:
        from pyarrow import parquet  # 50 MB: only for this kind of file
    except ImportError:
        raise UsageError("Parquet", "the package pyarrow, which reads it, is not installed", "Install Marsad with the extra: pip install 'marsad[tables]'.") from None
    return parquet.ParquetFile(raw)


def rows_of(raw: BinaryIO, where: str, groups: Sequence[int] | None = None, number: int = 0) -> Iterator[Item]:
    """Yield an item for each row in order, of some row groups or of all; `number` rows stand before them. Rows are counted from 1 in messages.

    Empty values are left out, days and times become text as ISO 8601 writes them.
    """
    try:
        file = parquet_file(raw)
        names = set(file.schema_arrow.names)
        if not names & {"text", RECORD}:
            yield failed(where, f"the table has no column 'text' (it has {', '.join(sorted(names)[:8])})", "Name the column of the articles' text so.")
            return
        if not file.metadata.num_rows:
            yield failed(where, "the table is empty", "Give a table with at least one article.")
            return
        for batch in file.iter_batches(BATCH, row_groups=groups, columns=[RECORD] if RECORD in names else None):
            for row in batch.to_pylist():
                number += 1
                yield Item("line", _line(row), f"{where}:{number}", f"{where}:{number}")
    except UsageError as error:
        yield failed(where, error.found, error.todo)
    except Exception as error:  # a broken file may fail anywhere inside the decoder; the other inputs go on
        yield failed(f"{where}:{number + 1}", f"no readable Parquet ({type(error).__name__}: {str(error)[:200]})", "Check that the file is whole.")


def _line(row: dict[str, Any]) -> bytes:
    given = row.get(RECORD)
    if given is not None:
        return given.encode("utf-8") if isinstance(given, str) else bytes(given)
    return msgspec.json.encode({name: _plain(value) for name, value in row.items() if value is not None}, enc_hook=str)


def _plain(value: object) -> object:
    """Give a value as an article has it: midnight without a zone is a day."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.tzinfo is None and value.time() == datetime.time() else value.isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value
