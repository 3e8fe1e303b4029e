"""The overview: what an analyst should look at, what is newest, and how much was done month by month and between whom."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import browsing
from marsad.lexicon.vocabulary import TYPES
from marsad.web.rendering import page


def overview(request: Request) -> Response:
    """Answer with the overview of the whole archive."""
    seen = browsing.overview(request.app.state.desk.archive)
    used = [kind for kind in sorted(TYPES) if any(kind in month["types"] for month in seen.months)]
    most = max((month["events"] for month in seen.months), default=1)
    return page(
        request,
        "overview.html",
        seen=seen,
        names=seen.newest.names,
        used=used,
        most=most,
        deadline_kinds=(("deadlines", seen.alerts.deadlines), ("passed", seen.alerts.passed), ("breaches", seen.alerts.breaches)),
    )
