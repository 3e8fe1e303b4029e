"""The words of the pages: `ui` labels by name, months by the custom of each region, values as a reader calls them.

A language has one file, and files of single parts of the desk beside it (explore.ar.json), which add to it.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words_of(language: str) -> dict[str, Any]:
    """Give the catalogue of a language, ar or en."""
    folder = files("marsad.web.words")
    found: dict[str, Any] = json.loads(folder.joinpath(f"{language}.json").read_text(encoding="utf-8"))
    for part in sorted((item for item in folder.iterdir() if item.name.endswith(f".{language}.json")), key=lambda item: item.name):
        _add(found, json.loads(part.read_text(encoding="utf-8")))
    return found


def _add(found: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict):
            _add(found.setdefault(name, {}), value)
        else:
            found.setdefault(name, value)  # the tests see to it that no word stands in two files
