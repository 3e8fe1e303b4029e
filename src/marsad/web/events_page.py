"""The list of acts: filters in the address bar, pages by cursor, downloads of what is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from marsad.desk import browsing
from marsad.lexicon.vocabulary import TYPES
from marsad.web.filters import FACTUALITIES, FilterProblem, address, cursor_of, filter_of
from marsad.web.rendering import Words, page, problem, settings_from


def events(request: Request) -> Response:
    """Answer with the acts that meet the filter in the address."""
    query = request.query_params.multi_items()
    wrong: FilterProblem | None = None
    found = browsing.Page([], False, {}, {})
    try:
        found = browsing.page_of_events(request.app.state.desk.archive, filter_of(query))
    except FilterProblem as error:
        wrong = error
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    return page(
        request, "events.html", 400 if wrong else 200, save_this=address("/saved", query), rows=found.rows, names=found.names, verdicts=found.verdicts, wrong=wrong, given=given, types=sorted(TYPES), factualities=FACTUALITIES,
        next_page=address("/events", query, after=cursor_of(found.rows[-1])) if found.more else None, first_page=address("/events", query) if "after" in given else None,
        downloads=[(name, address(f"/events/export/{name}", query)) for name in (*browsing.LAYOUTS, "jsonl")], most=browsing.MOST, filtered=any(n != "after" and v.strip() for n, v in query),
    )  # fmt: skip


def export(request: Request) -> Response:
    """Answer with the acts that meet the filter, in a layout of `marsad export` or as rows of the archive (jsonl)."""
    name = request.path_params["layout"]
    query = [(key, value) for key, value in request.query_params.multi_items() if key != "after"]
    words = Words(settings_from(request))
    try:
        wanted = filter_of(query, 500)
    except FilterProblem as error:
        return problem(request, 400, words.ui("bad_filter"), words.ui(error.key, value=error.value), words.ui("go_back"))
    archive = request.app.state.desk.archive
    if name == "jsonl":
        rows: Iterator[str] = (json.dumps(row, ensure_ascii=False) + "\n" for row in browsing.rows_of_all(archive, wanted))
        return StreamingResponse(rows, media_type="application/x-ndjson", headers=attached("events.jsonl"))
    if name not in browsing.LAYOUTS:
        return problem(request, 404, words.ui("not_found"), words.ui("no_layout"), words.ui("go_back"))
    layout, data = browsing.download(archive, name, wanted)
    return Response(data, media_type=layout.mediatype, headers=attached(f"events.{layout.suffix.lstrip('.')}"))


def attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
