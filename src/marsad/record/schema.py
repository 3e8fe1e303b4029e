"""The JSON Schema of what `marsad read` writes: a record, or the line that stands for an input that failed."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.record.types import Failure, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
# What the types of Python cannot say: bounds and shapes of single fields, by definition and field.
_NARROWED: dict[str, dict[str, dict[str, Any]]] = {
    "Record": {"record": {"const": 1}},
    "ArticleInfo": {"sha256": {"pattern": "^[0-9a-f]{64}$"}},
    "Event": {"confidence": {"minimum": 0, "maximum": 1}, "score": {"minimum": -10, "maximum": 10}, "sentence": {"minimum": 0}},
    "When": {"start": {"pattern": _DAY}, "end": {"pattern": _DAY}},
    "AgreementFact": {"agreement": {"minimum": 0}},
    "Failure": {
        "article": {"required": ["id"]},
        "error": {"required": ["kind", "message", "where"]},
    },
}


def record_schema() -> dict[str, Any]:
    """Give the schema (2020-12) that each line of the reader's output satisfies.

    Fields that it does not name are allowed: a producer may add some within version 1.

    >>> record_schema()["title"]
    'Marsad record, version 1, or failure line'
    """
    (record, failure), definitions = msgspec.json.schema_components((Record, Failure), ref_template="#/$defs/{name}")
    for name, fields in _NARROWED.items():
        for field, rule in fields.items():
            definitions[name]["properties"][field].update(rule)
    for definition in definitions.values():
        properties = definition.get("properties", {})
        if "start" in properties and properties["start"].get("type") == "integer":
            properties["start"]["minimum"] = properties["end"]["minimum"] = 0
    return {
        "$schema": DIALECT,
        "title": "Marsad record, version 1, or failure line",
        "description": "One line of the output of `marsad read`. Offsets count Unicode code points of article.text, end exclusive.",
        "anyOf": [record, failure],
        "$defs": dict(sorted(definitions.items())),
    }
