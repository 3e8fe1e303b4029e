"""JSON as text that stays on its line, whatever a reader takes for the end of one."""

from __future__ import annotations

from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_text(value: Any) -> str:
    """Give compact JSON. The line separators of Unicode, which JSON allows inside strings and many readers of lines split at, are escaped.

    >>> json_text({"a": "قصف\\u2028"})
    '{"a":"قصف\\\\u2028"}'
    """
    text = _encoder.encode(value).decode("utf-8")
    return text if text.isprintable() else text.translate(_BREAKS)
