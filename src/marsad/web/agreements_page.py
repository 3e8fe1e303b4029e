"""Agreements: the list with status, and one page for each with parties, duties and everything that is said of it."""

from __future__ import annotations

import json
from itertools import groupby

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from marsad.desk import following
from marsad.ledger.told import Dated, PartyRole
from marsad.web.events_page import attached
from marsad.web.figures import figure_words
from marsad.web.rendering import page

SHOWN = 300  # claims on the page; the download has all


def agreements(request: Request) -> Response:
    """Answer with all agreements of the ledger, those that the archive speaks of first."""
    rows, day = following.listed(request.app.state.desk.archive)
    return page(request, "agreements.html", rows=rows, day=day, dated=dated, most=following.MOST)


def agreement(request: Request) -> Response:
    """Answer with one agreement."""
    found = following.one(request.app.state.desk.archive, request.path_params["id"])
    told = found.agreement
    roles = [(role, list(held)) for role, held in groupby(sorted(told.parties, key=_role), key=_role)]
    return page(
        request, "agreement.html", a=told, found=found, sides=found.book.sides, roles=roles, claims=found.claims[:SHOWN], every=len(found.claims), sources={s.id: s for s in told.sources},
        posts=following.posts(request.app.state.desk.archive, told.id), figures=figure_words(request),
        dates=[(name, value) for name, value in (("announced", told.announced), ("signed", told.signed), ("effective", told.effective), ("expiry", told.expiry)) if value is not None],
    )  # fmt: skip


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
