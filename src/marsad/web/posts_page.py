"""Posts of an agreement as data: for the map on its page, and for download."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import following
from marsad.web.explore_page import written
from marsad.web.rendering import Words, problem, settings_from

FORMS = ("csv", "json", "geojson")


def download(request: Request) -> Response:
    """Answer with the posts of an agreement, their places and states."""
    form, identity = request.path_params["form"], request.path_params["id"]
    if form not in FORMS:
        words = Words(settings_from(request))
        return problem(request, 404, words.ui("not_found"), words.ui("no_layout"), words.ui("go_back"))
    archive = request.app.state.desk.archive
    told = rows(following.posts(archive, identity), following.book().sides)
    return written(f"marsad-posts-{identity.removeprefix('agreement.')}", form, flat(told) if form == "csv" else told, {"cut": False})


def rows(posted: list[following.Posted], sides: Any) -> list[dict[str, Any]]:
    """Give a row a post, with both names and all its states."""
    return [
        {
            "id": post.id, "number": post.number, "name_en": post.name_en, "name_ar": post.name_ar, "operator": post.operator,
            "operator_name": sides[post.operator].name_en if post.operator in sides else post.operator, "operator_ar": sides[post.operator].name_ar if post.operator in sides else post.operator,
            "lat": post.lat, "lon": post.lon, "precision": post.precision, "status": status, "intervals": [msgspec.to_builtins(span) for span in spans],
        }
        for post, spans, status in posted
    ]  # fmt: skip


def flat(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a row a state: tables hold no lists."""
    found = []
    for row in told:
        about = {name: value for name, value in row.items() if name not in ("intervals", "status")}
        for span in row["intervals"] or [{"status": row["status"], "since": None, "until": None, "attribution": None}]:
            found.append({**about, **{name: span[name] for name in ("status", "since", "until", "attribution")}})
    return found
