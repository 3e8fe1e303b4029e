"""One way to write JSON, so that a hash over it means something: sorted keys, no blanks, UTF-8."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")


def canonical(value: Any) -> str:
    """Give a value as JSON with sorted keys.

    >>> canonical({"b": 1, "a": ["é", None]})
    '{"a":["é",null],"b":1}'
    """
    return _encoder.encode(msgspec.to_builtins(value)).decode("utf-8")


def sha256(data: str | bytes) -> str:
    """Give the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def stamp(moment: datetime) -> str:
    """Give a moment as the archive writes times: UTC, to the microsecond, so that text order is time order.

    >>> stamp(datetime(2020, 3, 5, 12, tzinfo=UTC))
    '2020-03-05T12:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
