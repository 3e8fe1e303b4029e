"""Explore: the acts that meet the filter in the address, as a table, a map, a timeline, curves or a network; each with its data for download."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import browsing, exploring
from marsad.lexicon.vocabulary import TYPES
from marsad.web.desk_page import YEAR
from marsad.web.events_page import attached
from marsad.web.figures import DIRECTION, figure_words, time_direction
from marsad.web.filters import FACTUALITIES, FilterProblem, address, cursor_of, filter_of
from marsad.web.rendering import Words, page, problem, settings_from

VIEWS = ("table", *exploring.VIEWS)
SHOWN = 300  # rows of a picture's table on the page; the downloads have all
FORMS = {"map": ("csv", "json", "geojson"), "timeline": ("csv", "json"), "curve": ("csv", "json"), "network": ("csv", "json")}


def explore(request: Request) -> Response:
    """Answer with one view of the acts that meet the filter."""
    query = request.query_params.multi_items()
    view = request.query_params.get("view", "table")
    view = view if view in VIEWS else "table"
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    wrong: FilterProblem | None = None
    shown: dict[str, Any] = {}
    try:
        shown = _shown(request, view, query)
    except FilterProblem as error:
        wrong = error
    chosen = request.query_params.get("direction")
    direction = chosen if chosen in ("rtl", "ltr") else time_direction(request)
    answer = page(
        request, "explore.html", 400 if wrong else 200, wrong=wrong, given=given, types=sorted(TYPES), factualities=FACTUALITIES, view=view, direction=direction,
        views=[(name, address("/explore", query, view=name)) for name in VIEWS], turned=[(way, address("/explore", query, view=view, direction=way)) for way in ("rtl", "ltr")],
        filtered=any(name not in ("after", "view", "direction") and value.strip() for name, value in query), figures=figure_words(request, direction), **shown,
    )  # fmt: skip
    if chosen in ("rtl", "ltr"):
        answer.set_cookie(DIRECTION, direction, max_age=YEAR, httponly=True, samesite="strict", path="/")
    return answer


def _shown(request: Request, view: str, query: list[tuple[str, str]]) -> dict[str, Any]:
    archive = request.app.state.desk.archive
    if view == "table":
        found = browsing.page_of_events(archive, filter_of(query))
        return {
            "rows": found.rows, "names": found.names, "verdicts": found.verdicts, "most": browsing.MOST,
            "next_page": address("/explore", query, view=view, after=cursor_of(found.rows[-1])) if found.more else None,
            "first_page": address("/explore", query, view=view) if request.query_params.get("after") else None,
            "downloads": [(name, address(f"/events/export/{name}", query)) for name in (*browsing.LAYOUTS, "jsonl")],
        }  # fmt: skip
    seen = exploring.seen(archive, view, filter_of(query))
    return {"seen": seen, "rows": seen.rows[:SHOWN], "every": len(seen.rows), "data": data(view, query)}


def data(view: str, query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the addresses of a picture's data, by form."""
    return [(form, address(f"/explore/{view}.{form}", query)) for form in FORMS[view]]


def download(request: Request) -> Response:
    """Answer with the data of a view, as the scripts and programs take it."""
    view, form = request.path_params["view"], request.path_params["form"]
    words = Words(settings_from(request))
    if view not in FORMS or form not in FORMS[view]:
        return problem(request, 404, words.ui("not_found"), words.ui("no_layout"), words.ui("go_back"))
    try:
        wanted = filter_of(request.query_params.multi_items())
    except FilterProblem as error:
        return problem(request, 400, words.ui("bad_filter"), words.ui(error.key, value=error.value), words.ui("go_back"))
    seen = exploring.seen(request.app.state.desk.archive, view, wanted)
    return written(f"marsad-{view}", form, seen.rows, {"acts": seen.acts, "cut": seen.cut, "unplaced": seen.unplaced})


def written(name: str, form: str, rows: list[dict[str, Any]], about: dict[str, Any]) -> Response:
    """Give rows in a form, as a file."""
    if form == "csv":
        return Response(exploring.as_csv(rows), media_type="text/csv", headers=attached(f"{name}.csv"))
    if form == "geojson":
        return Response(exploring.as_geojson(rows), media_type="application/geo+json", headers=attached(f"{name}.geojson"))
    return Response(json.dumps({**about, "rows": rows}, ensure_ascii=False), media_type="application/json", headers=attached(f"{name}.json"))
