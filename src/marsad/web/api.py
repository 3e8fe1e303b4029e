"""The same answers for programs: JSON, pages by cursor, described by an OpenAPI document at /api/openapi.json. It only reads."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from marsad.desk import browsing
from marsad.lexicon.vocabulary import TYPES
from marsad.record import Record, ReportedEvent, UsageError
from marsad.version import __version__
from marsad.web.filters import FACTUALITIES, FilterProblem, cursor_of, filter_of
from marsad.web.words import words_of

MOST = 500  # acts on one page


def events(request: Request) -> Response:
    """Answer with acts, newest first, and the cursor of the next page (null at the end)."""
    query = request.query_params.multi_items()
    try:
        limit = int(request.query_params.get("limit", "50")) if request.query_params.get("limit", "50").isdecimal() else 0
        if not 1 <= limit <= MOST:
            raise FilterProblem("limit", "bad_number", request.query_params.get("limit", "")[:20])
        found = browsing.page_of_events(request.app.state.desk.archive, filter_of(query, limit))
    except FilterProblem as error:
        return _problem(400, error.name, words_of("en")["ui"][error.key].format(value=error.value))
    rows = [{**row, "verdict": found.verdicts.get(row["id"])} for row in found.rows]
    return JSONResponse({"events": rows, "next": cursor_of(found.rows[-1]) if found.more else None})


def event(request: Request) -> Response:
    """Answer with one act and all of its claims."""
    return _found(lambda: browsing.told(request.app.state.desk.archive, request.path_params["id"]).act)


def article(request: Request) -> Response:
    """Answer with the record of an article."""
    query = request.query_params
    return _found(lambda: browsing.article(request.app.state.desk.archive, query.get("id", ""), query.get("sha256") or None).record)


def articles(request: Request) -> Response:
    """Answer with the articles that hold all words."""
    words = " ".join(request.query_params.get("q", "").replace("\x00", " ").split())[:200]
    return JSONResponse({"articles": browsing.search(request.app.state.desk.archive, words, 50) if words else []})


def openapi(request: Request) -> Response:
    """Answer with the description of all this."""
    return JSONResponse(document())


def document() -> dict[str, Any]:
    """Give the OpenAPI document (3.1): the parameters are those of the pages, the schemas those of the record."""
    text = {"type": "string", "maxLength": 200}
    listed = {"type": {"type": "array", "items": {"enum": sorted(TYPES)}}, "factuality": {"type": "array", "items": {"enum": list(FACTUALITIES)}}}
    numbers = {
        "min-confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "min-sources": {"type": "integer", "minimum": 1, "maximum": 1000},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50},
    }
    texts = dict.fromkeys(("party", "actor", "recipient", "place", "near", "since", "until", "voucher", "agreement", "words"), text)
    cursor = {"after": {"type": "string", "description": "`next` of the page before"}}
    filters: list[dict[str, Any]] = [{"name": name, "in": "query", "schema": schema} for name, schema in {**listed, **texts, **numbers, **cursor}.items()]
    path: list[dict[str, Any]] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    named: list[dict[str, Any]] = [{"name": "id", "in": "query", "required": True, "schema": {"type": "string"}}, {"name": "sha256", "in": "query", "schema": {"type": "string"}}]
    words: list[dict[str, Any]] = [{"name": "q", "in": "query", "schema": text}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Marsad", "version": __version__, "description": "Events, their reports, and articles of one archive. Offsets are code points, end exclusive."},
        "paths": {
            "/api/events": {"get": _operation("Acts, newest first", filters, {"type": "object", "required": ["events", "next"]}, 400)},
            "/api/events/{id}": {"get": _operation("One act with all its claims", path, {"$ref": "#/components/schemas/ReportedEvent"}, 404)},
            "/api/articles": {"get": _operation("Articles that hold all words", words, {"type": "object", "required": ["articles"]})},
            "/api/article": {"get": _operation("The record of one article", named, {"$ref": "#/components/schemas/Record"}, 404)},
        },
        "components": {"schemas": _schemas()},
    }  # fmt: skip


def _schemas() -> dict[str, Any]:
    _, found = msgspec.json.schema_components([Record, ReportedEvent], ref_template="#/components/schemas/{name}")
    return {**found, "Problem": {"type": "object", "required": ["error"], "properties": {"error": {"type": "object", "required": ["where", "message"]}}}}


def _operation(summary: str, parameters: list[dict[str, Any]], schema: dict[str, Any], *problems: int) -> dict[str, Any]:
    def answer(description: str, of: dict[str, Any]) -> dict[str, Any]:
        return {"description": description, "content": {"application/json": {"schema": of}}}

    wrong = {str(status): answer("what is wrong", {"$ref": "#/components/schemas/Problem"}) for status in problems}
    return {"summary": summary, "parameters": parameters, "responses": {"200": answer(summary, schema), **wrong}}


def _found(ask: Any) -> Response:
    try:
        return Response(msgspec.json.encode(ask()), media_type="application/json")
    except UsageError as error:
        return _problem(404, error.where, error.found)


def _problem(status: int, where: str, message: str) -> Response:
    return JSONResponse({"error": {"where": where, "message": message}}, status)
