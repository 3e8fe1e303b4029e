"""The files of the pages: style, scripts, boundaries; all from the package."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

YEAR = 365 * 24 * 3600


class Assets(StaticFiles):
    """Gives files; those of others have their version in their name, so browsers keep them, and the rest is asked for anew each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        kept = path.startswith("vendor/") and answer.status_code in (200, 304)
        answer.headers["cache-control"] = f"public, max-age={YEAR}, immutable" if kept else "no-cache"
        return answer
