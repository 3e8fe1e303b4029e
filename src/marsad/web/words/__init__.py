"""The words of the pages, a file a language: `ui` labels by name, months by the custom of each region, values as a reader calls them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words_of(language: str) -> dict[str, Any]:
    """Give the catalogue of a language, ar or en."""
    loaded: dict[str, Any] = json.loads(files("marsad.web.words").joinpath(f"{language}.json").read_text(encoding="utf-8"))
    return loaded
