"""The same answers for programs: JSON, CSV, GeoJSON; pages by cursor; described by an OpenAPI document at /api/openapi.json.

It reads, but for one thing: a token with the scope `decide` may accept and reject events.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from marsad.archive import saved as saved_filters
from marsad.desk import browsing, knowing, review
from marsad.desk.access import Visitor
from marsad.record import UsageError
from marsad.web.filters import FilterProblem, address, cursor_of, filter_of
from marsad.web.forms import cleaned
from marsad.web.openapi import FORMATS, LONGEST_CURSOR, MOST, document
from marsad.web.words import words_of

__all__ = ["article", "articles", "document", "entities", "event", "events", "openapi", "saved", "verdict"]


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """What a program decides about an act."""

    verdict: str
    why: str = ""


def events(request: Request) -> Response:
    """Answer with acts, newest first, and where the next page is: `next` in JSON (null at the end), the header Link in every format."""
    query = request.query_params.multi_items()
    try:
        form = _choice(request, "format", FORMATS, "json")
        limit = _limit(request)
        found = browsing.page_of_events(request.app.state.desk.archive, filter_of(query, limit))
    except FilterProblem as error:
        return _problem(400, error.name, words_of("en")["ui"][error.key].format(value=error.value))
    cursor = cursor_of(found.rows[-1]) if found.more else None
    kept = [pair for pair in query if pair[0] in ("limit", "format")]
    more = address("/api/events", query, after=cursor) + "".join(f"&{name}={quote(value)}" for name, value in kept) if cursor else None
    link = {"link": f'<{more}>; rel="next"'} if more else {}
    if form == "json":
        return JSONResponse({"events": [{**row, "verdict": found.verdicts.get(row["id"])} for row in found.rows], "next": cursor}, headers=link)
    layout, data = browsing.acts_in(request.app.state.desk.archive, form, [row["id"] for row in found.rows])
    return Response(data, media_type=layout.mediatype, headers=link)


def event(request: Request) -> Response:
    """Answer with one act and all of its claims."""
    return _found(lambda: browsing.told(request.app.state.desk.archive, request.path_params["id"]).act)


def verdict(request: Request) -> Response:
    """Accept or reject an act; the log names the account of the token."""
    visitor: Visitor = request.scope["marsad.visitor"]
    try:
        wanted = msgspec.json.decode(request.scope.get("marsad.body", b""), type=Verdict)
        if wanted.verdict not in ("accept", "reject"):
            raise UsageError("verdict", "this is none", "Say accept or reject.")
        why = cleaned(wanted.why)
        if wanted.verdict == "reject" and not why:
            raise UsageError("why", "no reason is given", "Say why.")
    except (msgspec.DecodeError, UsageError) as error:
        return _problem(400, "body", str(error)[:300])
    try:
        number = review.decide(request.app.state.desk.archive, wanted.verdict, request.path_params["id"], why, [], who=visitor.name)
    except UsageError as error:
        return _problem(404, error.where, error.found)
    return JSONResponse({"change": number})


def article(request: Request) -> Response:
    """Answer with the record of an article."""
    query = request.query_params
    return _found(lambda: browsing.article(request.app.state.desk.archive, query.get("id", ""), query.get("sha256") or None).record)


def articles(request: Request) -> Response:
    """Answer with the articles that hold all words, those last filed first."""
    words = " ".join(request.query_params.get("q", "").replace("\x00", " ").split())[:200]
    try:
        limit = _limit(request)
    except FilterProblem as error:
        return _problem(400, error.name, words_of("en")["ui"][error.key].format(value=error.value))
    return JSONResponse({"articles": browsing.search(request.app.state.desk.archive, words, limit) if words else []})


def entities(request: Request) -> Response:
    """Answer with the entities that bear a name, in order of id, and the cursor of the next page."""
    given = request.query_params
    try:
        limit = _limit(request)
        kind, status = _choice(request, "kind", knowing.KINDS, None), _choice(request, "status", knowing.STATUSES, None)
    except FilterProblem as error:
        return _problem(400, error.name, words_of("en")["ui"][error.key].format(value=error.value))
    rows = knowing.search(request.app.state.desk.archive, cleaned(given.get("q", "")), kind, status, cleaned(given.get("after", ""), LONGEST_CURSOR), limit + 1)
    return JSONResponse({"entities": rows[:limit], "next": rows[limit - 1]["id"] if len(rows) > limit else None})


def saved(request: Request) -> Response:
    """Answer with the saved filters and where their feeds are."""
    with request.app.state.desk.archive.reading() as connection:
        rows = saved_filters.saved_rows(connection)
    shown = ("number", "title", "query", "owner", "created", "found")
    return JSONResponse({"saved": [{**{name: row[name] for name in shown}, "feed": f"/saved/{row['number']}/feed.atom"} for row in rows]})


def openapi(request: Request) -> Response:
    """Answer with the description of all this."""
    return JSONResponse(document())


def _limit(request: Request) -> int:
    said = request.query_params.get("limit", "50")
    limit = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
    if not 1 <= limit <= MOST:
        raise FilterProblem("limit", "bad_number", said[:20])
    return limit


def _choice(request: Request, name: str, known: tuple[str, ...], usual: str | None) -> Any:
    said = request.query_params.get(name)
    if said is not None and said not in known:
        raise FilterProblem(name, "bad_choice", said[:40])
    return said or usual


def _found(ask: Callable[[], Any]) -> Response:
    try:
        return Response(msgspec.json.encode(ask()), media_type="application/json")
    except UsageError as error:
        return _problem(404, error.where, error.found)


def _problem(status: int, where: str, message: str) -> Response:
    return JSONResponse({"error": {"where": where, "message": message}}, status)
