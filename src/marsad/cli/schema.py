"""`marsad schema`: the record's JSON Schema."""

from __future__ import annotations

import json

import typer

from marsad.record.schema import record_schema

SCHEMA_HELP = """Print the JSON Schema (2020-12) of the lines that `marsad read` writes: records and failure lines.

Examples:

  marsad schema > record.schema.json

  marsad schema | jq '."$defs".Event.properties | keys'

Exit codes: 0 printed, 2 wrong usage.
"""


def schema() -> None:
    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
