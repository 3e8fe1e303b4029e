"""The review: one act at a time, the least confident first; every decision is logged and can be undone."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.desk import review as reviewing
from marsad.record import UsageError
from marsad.web.event_page import amount
from marsad.web.rendering import Words, page, problem, settings_from

LONGEST = 500  # code points of a reason
_EVENT = re.compile(r"e[0-9a-f]{16}")


def review(request: Request) -> Response:
    """Answer with the act that is up, and the last decisions."""
    found = reviewing.queue(request.app.state.desk.archive, request.query_params.get("skip"))
    return page(request, "review.html", q=found, names=found.names, amount=amount, wrong=request.query_params.get("wrong") == "1")


def decide(request: Request) -> Response:
    """Do what the form says, and go on to the next act."""
    form: list[tuple[str, str]] = request.scope["marsad.form"]
    given = dict(form)
    words = Words(settings_from(request))
    action = given.get("action", "")
    why = "".join(sign if sign.isprintable() else " " for sign in given.get("why", ""))[:LONGEST].strip()
    others = [value for name, value in form if name == "claim"] if action == "split" else _EVENT.findall(given.get("with", ""))
    number = given.get("number", "")
    if action == "skip":
        return RedirectResponse(f"/review?skip={given.get('event', '') if _EVENT.fullmatch(given.get('event', '')) else ''}", 303)
    try:
        reviewing.decide(
            request.app.state.desk.archive,
            action,
            given.get("event", ""),
            why or ("undo" if action == "undo" else ""),
            others,
            int(number) if number.isdecimal() and len(number) < 18 else 0,
        )
    except UsageError as error:
        return problem(request, 400, words.ui("not_decided"), words.ui("not_decided_why", value=f"{error.where}: {error.found}. {error.todo}"), words.ui("go_back"))
    return RedirectResponse("/review", 303)
