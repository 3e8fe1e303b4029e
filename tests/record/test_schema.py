"""The schema describes what the reader writes, and refuses what it must not write."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest

import marsad
from marsad.record import Article, Failure
from marsad.record import types as record_types
from marsad.record.schema import DIALECT, record_schema

TEXT = (
    "أعلنت وزارة الدفاع الروسية أن القوات التركية قصفت مواقع قرب حلب أمس الجمعة، ما أدى إلى مقتل ثلاثة جنود.\n"
    "وقال وزير الخارجية المصري إن أطراف النزاع وقعت اتفاقا لوقف إطلاق النار في جوبا، واتهم الحكومة السودانية بخرق الاتفاق."
)
SCHEMA = record_schema()
KNOWN = {"title", "description", "default", "type", "properties", "required", "items", "enum", "const", "anyOf", "$ref", "pattern", "minimum", "maximum", "additionalProperties"}
TYPES: dict[str, Any] = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None)}


def faults(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Give where a value breaks a schema. Knows the keywords that the schema uses; any other is an error here."""
    assert set(schema) <= KNOWN | {"$schema", "$defs"}, set(schema) - KNOWN
    found: list[str] = []
    if "$ref" in schema:
        found += faults(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], path)
    if "anyOf" in schema:
        options: list[list[str]] = [faults(value, option, path) for option in schema["anyOf"]]
        found += [] if [] in options else options[0]
    if "type" in schema and (not isinstance(value, TYPES[schema["type"]]) or isinstance(value, bool)):
        return [*found, f"{path}: not of type {schema['type']}"]
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        found.append(f"{path}: {value!r} is no value of it")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{path}: {value!r} does not match")
    if ("minimum" in schema and value < schema["minimum"]) or ("maximum" in schema and value > schema["maximum"]):
        found.append(f"{path}: {value!r} is out of bounds")
    if isinstance(value, dict):
        found += [f"{path}: lacks {name}" for name in schema.get("required", []) if name not in value]
        for name, inner in value.items():
            if name in schema.get("properties", {}):
                found += faults(inner, schema["properties"][name], f"{path}.{name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                found += faults(inner, schema["additionalProperties"], f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        found += [fault for n, inner in enumerate(value) for fault in faults(inner, schema["items"], f"{path}[{n}]")]
    return found


def record() -> dict[str, Any]:
    read = marsad.read(Article(id="a", outlet="صحيفة", published="2020-02-15", text=TEXT))
    plain: dict[str, Any] = json.loads(msgspec.json.encode(read))
    return plain


def failure() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(msgspec.json.encode(Failure(article={"id": "a"}, error={"kind": "article", "message": "m", "where": "w"})))
    return plain


def test_a_record_of_the_reader_satisfies_the_schema() -> None:
    read = record()
    assert read["events"]
    assert read["statements"]
    assert read["agreements"]
    assert faults(read, SCHEMA) == []


def test_a_failure_line_satisfies_the_schema() -> None:
    assert faults(failure(), SCHEMA) == []


def test_fields_that_a_producer_adds_are_allowed() -> None:
    assert faults({**record(), "reviewed_by": "nobody"}, SCHEMA) == []


BROKEN = [
    # remark, where, value put there (None: the field is dropped)
    ("another version", ["record"], 2),
    ("no article", ["article"], None),
    ("a hash that is no hash", ["article", "sha256"], "abc"),
    ("a type of another scheme", ["events", 0, "type"], "FIGHT"),
    ("a confidence above one", ["events", 0, "confidence"], 1.5),
    ("a score off the scale", ["events", 0, "score"], -11.0),
    ("a span that starts before the text", ["events", 0, "trigger", "start"], -1),
    ("a span without its words", ["events", 0, "trigger", "text"], None),
    ("a factuality of another scheme", ["events", 0, "factuality"], "likely"),
    ("a code without its leading zero kept as text", ["events", 0, "cameo"], 190),
    ("actors that are no list", ["events", 0, "actors"], "روسيا"),
    ("a form of speech that is neither", ["statements", 0, "form"], "free"),
    ("notes that are no text", ["notes"], [1]),
]


@pytest.mark.parametrize(("remark", "where", "value"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_record_is_refused(remark: str, where: list[Any], value: object) -> None:
    broken = record()
    holder = broken
    for step in where[:-1]:
        holder = holder[step]
    if value is None:
        del holder[where[-1]]
    else:
        holder[where[-1]] = value
    assert faults(broken, SCHEMA), remark


@pytest.mark.parametrize("missing", ["kind", "message", "where"])
def test_a_failure_that_does_not_say_all_is_refused(missing: str) -> None:
    broken = failure()
    del broken["error"][missing]
    assert faults(broken, SCHEMA)


def test_the_schema_names_its_dialect_and_title_and_has_no_id() -> None:
    assert (SCHEMA["$schema"], SCHEMA["title"]) == (DIALECT, "Marsad record, version 1, or failure line")
    assert "$id" not in SCHEMA


def test_every_type_of_the_record_is_defined_with_all_its_fields() -> None:
    for name, definition in SCHEMA["$defs"].items():
        assert list(definition["properties"]) == list(getattr(record_types, name).__struct_fields__)


def test_every_reference_leads_to_a_definition() -> None:
    named = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(SCHEMA)))
    assert named == set(SCHEMA["$defs"])


def test_the_schema_is_the_same_each_time_and_nobody_can_spoil_it() -> None:
    first = record_schema()
    first["$defs"].clear()
    assert record_schema() == SCHEMA
