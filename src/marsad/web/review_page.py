"""The review: one act at a time, with the text of each report; accepted, rejected, merged, split, or corrected field by field. Everything is logged and can be undone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from marsad.desk import browsing
from marsad.desk import review as reviewing
from marsad.desk.correcting import CHOICES, COUNTED, LISTED, PARTIES, SECTORS, Said, Unfit
from marsad.desk.explain import Card, Field, Value
from marsad.desk.filing import person
from marsad.lexicon.vocabulary import MODES, TYPES
from marsad.record import Event, UsageError
from marsad.web.article_page import paragraphs, spans, text_language
from marsad.web.desk_page import local
from marsad.web.event_page import inert
from marsad.web.filters import FACTUALITIES, NAMES, FilterProblem, filter_of
from marsad.web.rendering import Words, page, problem, settings_from

LONGEST = 500  # code points of a reason
FIELDS = ("type", "actors", "recipients", "when", "where", "counts", "factuality", "attribution", "modes", "trigger", "content_type", "contexts")  # the first ten by digits, 1 to 0
READER = "marsad_reader"  # cookie: under which name somebody reads where no accounts are demanded
_EVENT = re.compile(r"e[0-9a-f]{16}")
_NAME = re.compile(r"[\w.@+ -]{2,40}")


def review(request: Request) -> Response:
    """Answer with the act that is up, in the order and of the filter that the address says."""
    query = request.query_params
    words = Words(settings_from(request))
    kept = address_of(request.query_params.multi_items())
    archive = request.app.state.desk.archive
    try:
        wanted = filter_of(kept) if any(name in NAMES for name, _ in kept) else None
    except FilterProblem as error:
        return problem(request, 400, words.ui("bad_filter"), words.ui(error.key, value=error.value), words.ui("go_back"))
    order = query.get("order", "confidence")
    if order not in reviewing.ORDERS:
        return problem(request, 400, words.ui("bad_filter"), words.ui("bad_choice", value=order[:40]), words.ui("go_back"))
    who = reader_of(request)
    asked = reviewing.Asked(who, order, wanted, query.get("event") or None, query.get("skip"))
    found = reviewing.queue(archive, asked)
    here = f"/review?{urlencode(kept)}" if kept else "/review"
    given = dict(kept)
    shown: dict[str, Any] = {}
    if found.act is not None:
        report = reviewing.report(archive, found.act, query.get("claim"))
        card = browsing.explained(report.record, settings_from(request).language).cards[0]
        fields = fields_of(card, report.claim.event, words)
        keys = [claim.id for claim in found.act.claims]
        at = keys.index(report.claim.id)
        shown = {
            "claim": report.claim, "event": report.claim.event, "fields": fields, "paragraphs": paragraphs(report.record.article.text), "language": text_language(report.record.article.language),
            "spans": inert(_json(spans([Card(key=card.key, kind="event", number=1, heading=card.heading, summary=[], fields=fields)]))), "title": report.record.article.title,
            "before": keys[at - 1] if at else None, "after": keys[at + 1] if at + 1 < len(keys) else None,
        }  # fmt: skip
    return page(
        request, "review.html", q=found, act=found.act, names=found.names, kept=kept, address=here, order=order, orders=reviewing.ORDERS, who=who, named=_known(request), given=given,
        choices_of={**CHOICES, "modes": sorted(MODES[shown["event"].type]) if shown else []}, listed=LISTED, parties_of=PARTIES, counted=COUNTED, sectors=SECTORS,
        types=sorted(TYPES), factualities=FACTUALITIES, **({"claim": None, **shown}),
    )  # fmt: skip


def decide(request: Request) -> Response:
    """Do what the form says, and go on to the next act."""
    form: list[tuple[str, str]] = request.scope["marsad.form"]
    given = dict(form)
    action = given.get("action", "")
    others = [value for name, value in form if name == "claim"] if action == "split" else _EVENT.findall(given.get("with", ""))
    number = given.get("number", "")
    back = local(given.get("back") or "/review")
    event = given.get("event", "")
    if action == "skip":
        return RedirectResponse(with_query(back, skip=event if _EVENT.fullmatch(event) else ""), 303)
    try:
        reviewing.decide(
            request.app.state.desk.archive, action, event, reason(given) or ("undo" if action == "undo" else ""), others,
            int(number) if number.isdecimal() and len(number) < 18 else 0, reader_of(request),
        )  # fmt: skip
    except UsageError as error:
        return refused(request, error)
    return RedirectResponse(with_query(back, event=event) if action == "split" else back, 303)


def correct(request: Request) -> Response:
    """Write a corrected value, and show the act again."""
    form: list[tuple[str, str]] = request.scope["marsad.form"]
    given = dict(form)
    claim, field = given.get("claim", ""), given.get("field", "")
    try:
        reviewing.correct(request.app.state.desk.archive, claim, said_of(form), reason(given), reader_of(request))
    except Unfit as error:
        words = Words(settings_from(request))
        return problem(request, 400, words.ui("not_corrected"), words.ui(error.key, value=error.value), words.ui("go_back"))
    except UsageError as error:
        return refused(request, error)
    back = with_query(local(given.get("back") or "/review"), event=given.get("event", "") if _EVENT.fullmatch(given.get("event", "")) else "", claim=claim)
    return RedirectResponse(f"{back}#event-1-{field}", 303)


def name_reader(request: Request) -> Response:
    """Keep the name under which somebody reads on a desk without accounts."""
    given = dict(request.scope["marsad.form"])
    answer = RedirectResponse(local(given.get("back") or "/review"), 303)
    name = given.get("reader", "").strip()
    if _known(request) or not _NAME.fullmatch(name):
        words = Words(settings_from(request))
        return problem(request, 400, words.ui("not_decided"), words.ui("bad_reader"), words.ui("go_back"))
    answer.set_cookie(READER, name.encode("utf-8").hex(), httponly=True, samesite="strict", path="/review")
    return answer


def said_of(form: Sequence[tuple[str, str]]) -> Said:
    """Give what a form says about a field. A number that is none counts as not given."""
    given = {name: value.replace("\x00", "") for name, value in form}
    start, end = (int(value) if (value := given.get(name, "")).isdecimal() and len(value) < 10 else None for name in ("start", "end"))
    drop = given.get("drop", "")
    texts = {name: given.get(name, "").strip() for name in ("name", "country", "sector", "what", "number", "first_day", "last_day")}
    return Said(
        field=given.get("field", ""), how="drop" if drop else given.get("how") or "only", start=start, end=end, words=given.get("words", ""),
        occurrence=int(given["occurrence"]) if given.get("occurrence", "").isdecimal() and len(given["occurrence"]) < 6 else 1,
        which=int(drop) if drop.isdecimal() and len(drop) < 6 else -1, values=[value for name, value in form if name == "values"], **texts,
    )  # fmt: skip


def fields_of(card: Card, event: Event, words: Words) -> list[Field]:
    """Give all fields that can be corrected, in the order of the page, also those without a value."""
    held = {field.name: field for field in card.fields}
    held["trigger"] = Field(name="trigger", label=words.field("trigger"), values=[Value(text=event.trigger.text, quote=event.trigger)], steps=[])
    return [held.get(name) or Field(name=name, label=words.field(name), values=[], steps=[]) for name in FIELDS]


def address_of(query: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the parameters of an address that say what is reviewed, without those that say what is up now.

    >>> address_of([("order", "reports"), ("event", "e1"), ("type", "AID"), ("place", " ")])
    [('order', 'reports'), ('type', 'AID')]
    """
    return [(name, value) for name, value in query if value.strip() and (name in NAMES or name == "order")]


def with_query(address: str, **more: str) -> str:
    """Give an address with more parameters.

    >>> with_query("/review?order=second", event="e1", claim="")
    '/review?order=second&event=e1'
    """
    added = urlencode({name: value for name, value in more.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{added}" if added else address


def reason(given: dict[str, str]) -> str:
    """Give the reason of a form as one line."""
    return "".join(sign if sign.isprintable() else " " for sign in given.get("why", ""))[:LONGEST].strip()


def reader_of(request: Request) -> str:
    """Give under which name decisions are logged: of the account; without accounts the name that was chosen here, else that of whoever started the desk."""
    if _known(request):
        return person()
    try:
        name = bytes.fromhex(request.cookies.get(READER, "")).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        name = ""
    return name if _NAME.fullmatch(name) else person()


def refused(request: Request, error: UsageError) -> Response:
    """Answer with what was wrong about a decision."""
    words = Words(settings_from(request))
    return problem(request, 400, words.ui("not_decided"), words.ui("not_decided_why", value=f"{error.where}: {error.found}. {error.todo}"), words.ui("go_back"))


def _known(request: Request) -> bool:
    """Tell whether who asks has logged in."""
    visitor = request.scope.get("marsad.visitor")
    return visitor is not None and visitor.known


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
