"""The application: which address gives which page."""

from __future__ import annotations

import threading
from collections.abc import Collection

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from marsad.archive.connect import Archive
from marsad.desk.samples import sample_share
from marsad.record import UsageError
from marsad.web import agreements_page, api, article_page, desk_page, event_page, events_page, explore_page, overview_page, posts_page, readings_page, review_page
from marsad.web.assets import Assets
from marsad.web.guard import Guard
from marsad.web.rendering import Words, problem, settings_from

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Desk:
    """The archive that is open. `lock` is held while it is exchanged for another."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.lock = threading.Lock()


def application(archive: Archive, hosts: Collection[str] = LOOPBACK) -> ASGIApp:
    """Give the application over an open archive, guarded: it answers under these host names only."""
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
            Route("/api/openapi.json", api.openapi),
            Route("/settings", desk_page.choose, methods=["POST"]),
            Route("/samples/remove", desk_page.remove_samples, methods=["POST"]),
            Mount("/static", Assets(packages=[("marsad.web", "static"), ("marsad.desk", "assets")])),
        ],
        exception_handlers={HTTPException: _http_problem, UsageError: _not_there, Exception: _internal},
    )
    inner.state.desk = Desk(archive)
    inner.state.samples = sample_share(archive)[0]
    return Guard(inner, hosts)


def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = Words(settings_from(request))
    return problem(request, status, words.ui("not_found" if status == 404 else "not_allowed"), words.ui("no_page"), words.ui("go_back"))


def _not_there(request: Request, error: Exception) -> Response:
    words = Words(settings_from(request))
    assert isinstance(error, UsageError)
    return problem(request, 404, words.ui("not_found"), words.ui("not_in_archive", value=error.where), words.ui("go_back"))


def _internal(request: Request, error: Exception) -> Response:
    words = Words(settings_from(request))
    return problem(request, 500, words.ui("failed"), words.ui("internal"), words.ui("go_back"))
