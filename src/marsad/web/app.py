"""The application: which address gives which page."""

from __future__ import annotations

import threading
from collections.abc import Collection

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from marsad.archive.connect import Archive
from marsad.desk.newsroom import Collecting
from marsad.desk.samples import sample_share
from marsad.record import UsageError
from marsad.web import (
    agreements_page,
    api,
    article_page,
    desk_page,
    entities_page,
    event_page,
    events_page,
    explore_page,
    log_in_page,
    overview_page,
    posts_page,
    readings_page,
    review_page,
    saved_page,
    settings_page,
    sources_page,
)
from marsad.web.assets import Assets
from marsad.web.door import Door
from marsad.web.gate import Gate
from marsad.web.guard import Guard
from marsad.web.rendering import Words, problem, settings_from

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Desk:
    """The archive that is open. `lock` is held while it is exchanged for another."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.lock = threading.Lock()


def application(archive: Archive, hosts: Collection[str] = LOOPBACK, door: Door = Door()) -> Guard:  # noqa: B008  (it is frozen)
    """Give the application over an open archive, guarded: it answers under these host names only, and to whom the door lets in."""
    inner = Starlette(
        routes=[
            Route("/", overview_page.overview),
            Route("/events", events_page.events),
            Route("/events/export/{layout}", events_page.export),
            Route("/events/{id}", event_page.event),
            Route("/events/{id}/jsonld", event_page.export),
            Route("/explore", explore_page.explore),
            Route("/explore/{view}.{form}", explore_page.download),
            Route("/articles", article_page.search),
            Route("/article", article_page.article),
            Route("/agreements", agreements_page.agreements),
            Route("/agreements/{id}", agreements_page.agreement),
            Route("/agreements/{id}/claims.jsonl", agreements_page.export),
            Route("/agreements/{id}/report.{form:str}", agreements_page.report),
            Route("/agreements/{id}/posts.{form}", posts_page.download),
            Route("/review", review_page.review, methods=["GET"]),
            Route("/review", review_page.decide, methods=["POST"]),
            Route("/review/correct", review_page.correct, methods=["POST"]),
            Route("/review/readings", readings_page.readings),
            Route("/review/readings/{id}", readings_page.reading),
            Route("/review/settle", readings_page.settle, methods=["POST"]),
            Route("/review/cases.jsonl", readings_page.cases),
            Route("/review/proposals.yaml", readings_page.proposals),
            Route("/review/reader", review_page.name_reader, methods=["POST"]),
            Route("/api/events", api.events),
            Route("/api/events/{id}", api.event),
            Route("/api/articles", api.articles),
            Route("/api/article", api.article),
            Route("/api/events/{id}/verdict", api.verdict, methods=["POST"]),
            Route("/api/entities", api.entities),
            Route("/api/saved", api.saved),
            Route("/api/openapi.json", api.openapi),
            Route("/events/{id}/credibility", sources_page.judge, methods=["POST"]),
            Route("/entities", entities_page.entities),
            Route("/entity", entities_page.entity, methods=["GET"]),
            Route("/entity", entities_page.change, methods=["POST"]),
            Route("/sources", sources_page.sources),
            Route("/sources/{action}", sources_page.change, methods=["POST"]),
            Route("/saved", saved_page.listed, methods=["GET"]),
            Route("/saved", saved_page.save, methods=["POST"]),
            Route("/saved/{number}/feed.atom", saved_page.feed),
            Route("/saved/{number}/remove", saved_page.remove, methods=["POST"]),
            Route("/log-in", log_in_page.log_in, methods=["GET"]),
            Route("/log-in", log_in_page.enter, methods=["POST"]),
            Route("/log-out", log_in_page.leave, methods=["POST"]),
            Route("/password", log_in_page.password, methods=["POST"]),
            Route("/accounts", settings_page.listed),
            Route("/accounts/{action}", settings_page.change, methods=["POST"]),
            Route("/tokens", settings_page.make_token, methods=["POST"]),
            Route("/tokens/revoke", settings_page.revoke, methods=["POST"]),
            Route("/settings", settings_page.settings, methods=["GET"]),
            Route("/settings", desk_page.choose, methods=["POST"]),
            Route("/samples/remove", desk_page.remove_samples, methods=["POST"]),
            Mount("/static", Assets(packages=[("marsad.web", "static"), ("marsad.desk", "assets")])),
        ],
        middleware=[Middleware(Gate, demanded=door.accounts)],
        exception_handlers={HTTPException: _http_problem, UsageError: _not_there, Exception: _internal},
    )
    inner.state.desk = Desk(archive)
    inner.state.samples = sample_share(archive)[0]
    inner.state.door, inner.state.collecting = door, Collecting()
    return Guard(inner, hosts, door.secure)


def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = Words(settings_from(request))
    if request.url.path.startswith("/api/"):
        return _for_programs(status, "address", "there is no such address" if status == 404 else "this method is not answered")
    return problem(request, status, words.ui("not_found" if status == 404 else "not_allowed"), words.ui("no_page"), words.ui("go_back"))


def _not_there(request: Request, error: Exception) -> Response:
    words = Words(settings_from(request))
    assert isinstance(error, UsageError)
    if request.url.path.startswith("/api/"):
        return _for_programs(404, error.where, error.found)
    return problem(request, 404, words.ui("not_found"), words.ui("not_in_archive", value=error.where), words.ui("go_back"))


def _internal(request: Request, error: Exception) -> Response:
    words = Words(settings_from(request))
    if request.url.path.startswith("/api/"):
        return _for_programs(500, "server", "this is a fault of Marsad")
    return problem(request, 500, words.ui("failed"), words.ui("internal"), words.ui("go_back"))


def _for_programs(status: int, where: str, message: str) -> Response:
    return JSONResponse({"error": {"where": where, "message": message}}, status)
