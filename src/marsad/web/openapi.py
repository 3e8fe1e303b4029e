"""The OpenAPI document (3.1) of the API: the parameters are those of the pages, the schemas those of the record and of the archive's tables."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.lexicon.vocabulary import QUADS, TYPES
from marsad.record import Record, ReportedEvent
from marsad.version import __version__
from marsad.web.filters import FACTUALITIES, LONGEST

MOST = 500  # acts on one page
LONGEST_CURSOR = 300
FORMATS = ("json", "csv", "geojson")
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": ["number", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def document() -> dict[str, Any]:
    """Give the whole document."""
    words: Schema = {"type": "string", "maxLength": LONGEST}
    limit = _in_query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50})
    named = [_in_query("id", _TEXT, True), _in_query("sha256", _TEXT)]
    found = [_in_query("q", words), limit]
    kinds = ("person", "organisation", "group", "state", "place")
    searched = [
        _in_query("q", words), _in_query("kind", {"enum": list(kinds)}), _in_query("status", {"enum": ["known", "proposed", "merged"]}), limit,
        _in_query("after", {"type": "string", "maxLength": LONGEST_CURSOR}, note="`next` of the page before"),
    ]  # fmt: skip
    acts = _operation("Acts, newest first", [*_filters(), limit, _in_query("format", {"enum": list(FORMATS)})], _page("events", _ref("Act")), 400)
    acts["responses"]["200"]["content"] |= {"text/csv": {"schema": _TEXT}, "application/geo+json": {"schema": {"type": "object"}}}
    acts["responses"]["200"]["headers"] = {"Link": {"description": 'the next page, rel="next", in every format', "schema": _TEXT}}
    judging = _operation("Accept or reject an act; needs a token with the scope decide", [_in_path("id")], _object({"change": _COUNT}), 400, 404)
    judging["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": _object({"verdict": {"enum": ["accept", "reject"]}, "why": {"type": "string", "maxLength": 300}}, ["verdict"], False)}},
    }
    judging["security"] = [{"token": []}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Marsad", "version": __version__, "description": "Events, their reports, and articles of one archive. Offsets are code points, end exclusive."},
        "security": [{"token": []}, {}],
        "paths": {
            "/api/events": {"get": acts},
            "/api/events/{id}": {"get": _operation("One act with all its claims", [_in_path("id")], _ref("ReportedEvent"), 404)},
            "/api/events/{id}/verdict": {"post": judging},
            "/api/articles": {"get": _operation("Articles that hold all words", found, _object({"articles": {"type": "array", "items": {"type": "object"}}}), 400)},
            "/api/article": {"get": _operation("The record of one article", named, _ref("Record"), 404)},
            "/api/entities": {"get": _operation("People, bodies, groups, states and places", searched, _page("entities", _ref("KnownEntity")), 400)},
            "/api/saved": {"get": _operation("Saved filters and their feeds", [], _object({"saved": {"type": "array", "items": _ref("SavedFilter")}}))},
        },
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "`marsad accounts token`; scopes read, feeds, decide"}}},
    }  # fmt: skip


def _filters() -> list[Schema]:
    """Give the parameters of a filter, as `marsad.web.filters` reads them."""
    words: Schema = {"type": "string", "maxLength": LONGEST}
    day: Schema = {"type": "string", "maxLength": LONGEST, "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}
    several = {"type": {"type": "array", "items": {"enum": sorted(TYPES)}}, "factuality": {"type": "array", "items": {"enum": list(FACTUALITIES)}}}
    single: dict[str, Schema] = {
        **dict.fromkeys(("party", "actor", "recipient", "place", "voucher", "agreement", "words"), words),
        "near": {"type": "string", "description": "latitude,longitude,kilometres"},
        "since": day,
        "until": day,
        "min-confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "min-sources": {"type": "integer", "minimum": 1, "maximum": 1000},
        "after": {"type": "string", "description": "`next` of the page before"},
    }
    return [_in_query(name, schema) for name, schema in (several | single).items()]


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components([Record, ReportedEvent], ref_template="#/components/schemas/{name}")
    act = {
        **dict.fromkeys(("day", "first_day", "last_day", "reported", "place", "country", "admin1"), _MAYBE), **dict.fromkeys(("lat", "lon", "killed_low", "killed", "killed_high"), _NUMBER),
        "id": {"type": "string", "pattern": "^e[0-9a-f]{16}$"}, "type": {"enum": sorted(TYPES)}, "quad": {"enum": sorted(set(QUADS.values()))}, "score": {"type": "number"},
        "factuality": {"enum": list(FACTUALITIES)}, "confidence": {"type": "number", "minimum": 0, "maximum": 1}, "claims": _COUNT, "families": _COUNT,
        "actors": _TEXT, "recipients": _TEXT, "lead": _TEXT, "verdict": {"enum": ["accept", "reject", None]},
    }  # fmt: skip
    entity = {"id": _TEXT, "kind": _TEXT, "status": {"enum": ["known", "proposed", "merged"]}, **dict.fromkeys(("name", "name_ar", "country", "sector", "merged_into"), _MAYBE)}
    kept = {"number": _COUNT, "found": _COUNT, **dict.fromkeys(("title", "query", "owner", "created", "feed"), _TEXT)}
    problem = _object({"error": _object({"where": _TEXT, "message": _TEXT})})
    return {**found, "Act": _object(act), "KnownEntity": _object(entity), "SavedFilter": _object(kept), "Problem": problem}


def _operation(summary: str, parameters: list[Schema], schema: Schema, *problems: int) -> dict[str, Any]:
    wrong = {
        str(status): _answer(said, _ref("Problem"))
        for status, said in ((400, "what is wrong"), (404, "it is not there"), (401, "no token that works"), (403, "no scope for that"))
        if status in (*problems, 401, 403)
    }
    return {"summary": summary, "parameters": parameters, "responses": {"200": _answer(summary, schema), **wrong}}


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _page(name: str, of: Schema) -> Schema:
    return _object({name: {"type": "array", "items": of}, "next": _MAYBE})


def _object(properties: dict[str, Schema], required: list[str] | None = None, more: bool = True) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "required": sorted(properties) if required is None else required}
    return found if more else {**found, "additionalProperties": False}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _in_query(name: str, schema: Schema, required: bool = False, note: str = "") -> Schema:
    return {"name": name, "in": "query", "schema": schema, **({"required": True} if required else {}), **({"description": note} if note else {})}


def _in_path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
