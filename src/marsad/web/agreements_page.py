"""Agreements: the list with status, and one page for each with parties, duties and everything that is said of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from math import cos, radians
from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from marsad.desk import following
from marsad.ledger.told import Dated, ObservationPost, PartyRole
from marsad.record import UsageError
from marsad.version import __version__
from marsad.web.events_page import attached
from marsad.web.figures import figure_words
from marsad.web.printing import pdf
from marsad.web.rendering import Words, page, problem, settings_from, written
from marsad.web.settings import LANGUAGES, Settings

SHOWN = 300  # claims on the page; the download has all
PERIODS = ("week", "month", "year")
COMPLIANCE = frozenset({"claimed_compliance", "performance_report", "reaffirmation", "verification_finding", "acknowledgment", "denial", "justification"})


def agreements(request: Request) -> Response:
    """Answer with all agreements of the ledger, those that the archive speaks of first."""
    rows, day = following.listed(request.app.state.desk.archive)
    return page(request, "agreements.html", rows=rows, day=day, dated=dated, most=following.MOST)


def agreement(request: Request) -> Response:
    """Answer with one agreement."""
    return page(request, "agreement.html", **told(request, settings_from(request)), figures=figure_words(request))


def report(request: Request) -> Response:
    """Answer with the report of an agreement, as a page by itself or as PDF, in the language that the address names."""
    settings = settings_from(request)
    chosen = request.query_params.get("lang", settings.language)
    settings = settings._replace(language=chosen if chosen in LANGUAGES else settings.language)
    given = told(request, settings)
    rules = sorted({given["found"].status.rule_version, *(duty.state.rule_version for duty in given["found"].duties), *(post.state.rule_version for post in given["found"].posts)})
    text = written(request, "report.html", settings, **{**given, "origin": str(request.base_url).rstrip("/")}, version=__version__, rules=rules, figures=None)
    name = f"{given['a'].id}.{settings.language}"
    if request.path_params["form"] == "html":
        return HTMLResponse(text, headers={"content-disposition": f'inline; filename="{name}.html"'})
    try:
        return Response(pdf(text), media_type="application/pdf", headers=attached(f"{name}.pdf"))
    except UsageError as error:
        words = Words(settings_from(request))
        return problem(request, 501, words.ui("no_pdf"), words.ui("no_pdf_why", value=f"{error.found}. {error.todo}"), words.ui("go_back"))


def told(request: Request, settings: Settings) -> dict[str, Any]:
    """Give what the page of an agreement and its report show."""
    period = request.query_params.get("period", "month")
    found = following.one(request.app.state.desk.archive, request.path_params["id"], period if period in PERIODS else "month")  # type: ignore[arg-type]
    one = found.agreement
    roles = [(role, list(held)) for role, held in groupby(sorted(one.parties, key=_role), key=_role)]
    dates = (("announced", one.announced), ("signed", one.signed), ("effective", one.effective), ("expiry", one.expiry))
    return {
        "a": one, "found": found, "sides": found.book.sides, "roles": roles, "claims": found.claims[:SHOWN], "every": len(found.claims), "sources": {s.id: s for s in one.sources},
        "dates": [(name, value) for name, value in dates if value is not None], "origin": "",
        "compliance": [claim for claim in found.claims if claim.act in COMPLIANCE][:SHOWN], "alleged": found.breaches, "period": period if period in PERIODS else "month",
        "ground": ground([post.post for post in found.posts]),
    }  # fmt: skip


class Dot(NamedTuple):
    """A post on the drawing, in its own measure: 100 wide."""

    x: float
    y: float
    label: str


class Ground(NamedTuple):
    dots: list[Dot]
    height: float


def ground(posts: Sequence[ObservationPost]) -> Ground:
    """Give where posts lie to each other, north at the top: no map, only their coordinates, a degree of longitude as wide as it is there."""
    placed = [(p, p.lat, p.lon) for p in posts if p.lat is not None and p.lon is not None]
    if not placed:
        return Ground([], 0)
    middle = sum(lat for _, lat, _ in placed) / len(placed)
    points = [(p, lon * cos(radians(middle)), -lat) for p, lat, lon in placed]
    left, top = min(x for _, x, _ in points), min(y for _, _, y in points)
    width = max(max(x for _, x, _ in points) - left, max(y for _, _, y in points) - top, 0.01)
    scale = 70 / width
    dots = [Dot(round(5 + (x - left) * scale, 1), round(6 + (y - top) * scale, 1), str(p.number or p.name_en)) for p, x, y in points]
    return Ground(dots, round(max(dot.y for dot in dots) + 6, 1))


def export(request: Request) -> Response:
    """Answer with all that is said of an agreement, a claim a line."""
    found = following.one(request.app.state.desk.archive, request.path_params["id"])
    lines = "".join(json.dumps(msgspec.to_builtins(claim), ensure_ascii=False) + "\n" for claim in found.claims)
    return Response(lines, media_type="application/x-ndjson", headers=attached(f"{found.agreement.id}.jsonl"))


def dated(*told: Dated | None) -> str:
    """Give the first day that is told."""
    return next((value.value for value in told if value is not None), "")


def _role(party: PartyRole) -> str:
    return party.role
