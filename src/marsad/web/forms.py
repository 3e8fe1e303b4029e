"""What forms bring: one-line values made harmless, and the page that says why nothing was done."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from marsad.record import MarsadError
from marsad.web.rendering import Words, problem, settings_from

LONGEST = 300  # code points of one value


def cleaned(value: str, most: int = LONGEST) -> str:
    """Give a value in one line, without control signs, surrogates and marks that turn direction.

    >>> cleaned(" a\\x00\\n b\\u202e ")
    'a b'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value[: most * 4]).split())[:most]


def refused(request: Request, error: MarsadError, status: int = 400) -> Response:
    """Give the page that says what was wrong with a form."""
    words = Words(settings_from(request))
    return problem(request, status, words.ui("not_decided"), words.ui("not_decided_why", value=f"{error.where}: {error.found}. {error.todo}"), words.ui("go_back"))
