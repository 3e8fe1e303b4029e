"""The overview: what an analyst should look at, what is newest, and how much was done month by month and between whom."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import browsing
from marsad.lexicon.vocabulary import TYPES
from marsad.web.figures import figure_words
from marsad.web.filters import address
from marsad.web.period import CHOICES, period_of
from marsad.web.rendering import page

PICTURES = ("map", "timeline", "curve")


def overview(request: Request) -> Response:
    """Answer with the overview of the whole archive, and pictures of the chosen period."""
    seen = browsing.overview(request.app.state.desk.archive)
    used = [kind for kind in sorted(TYPES) if any(kind in month["types"] for month in seen.months)]
    most = max((month["events"] for month in seen.months), default=1)
    period = period_of(request.query_params, seen.alerts.day)
    return page(
        request,
        "overview.html",
        400 if period.wrong else 200,
        seen=seen,
        period=period,
        periods=[(way, f"/?period={way}") for way in CHOICES],
        pictures=[(view, address(f"/explore/{view}.json", period.query), address("/explore", period.query, view=view)) for view in PICTURES],
        figures=figure_words(request),
        names=seen.newest.names,
        used=used,
        most=most,
        deadline_kinds=(("deadlines", seen.alerts.deadlines), ("passed", seen.alerts.passed), ("breaches", seen.alerts.breaches)),
    )
