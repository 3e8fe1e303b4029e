"""Words around the text of news pages (lexicon/pages.yaml), folded: what leads away, who is credited, which clock is meant.

Apart from the tables of the reader of events: these words change no record of a text.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad.arabic.fold import fold
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.source import Problems, read_yaml

_LISTS = ("read_also", "furniture", "cut", "published", "updated", "byline")
_MAPS = ("agencies", "zones")


class PageWords(NamedTuple):
    """Folded words and phrases in lower case, longest first; agencies and zones as (phrase, code)."""

    read_also: tuple[str, ...]
    furniture: tuple[str, ...]
    cut: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    byline: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]
    zones: tuple[tuple[str, str], ...]


@cache
def page_words() -> PageWords:
    """Give the words of pages, read once. Raises LexiconError with every problem of the file."""
    path, problems = lexicon_home() / "pages.yaml", Problems()
    raw, _ = read_yaml(path, problems)
    for name in (*_LISTS, *_MAPS):
        kind = dict if name in _MAPS else list
        if raw is not None and not isinstance(raw.get(name), kind):
            problems.add(path, 1, name, f"there is no {kind.__name__} of this name")
    problems.raise_if_any(path)
    lists = {name: tuple(sorted({folded(p) for p in raw[name]}, key=lambda p: (-len(p), p))) for name in _LISTS}
    maps = {name: tuple(sorted({(folded(p), code) for code, ps in raw[name].items() for p in ps}, key=lambda p: (-len(p[0]), p))) for name in _MAPS}
    return PageWords(**lists, **maps)  # type: ignore[arg-type]  # the names are those of the fields


def folded(phrase: str) -> str:
    """Give a phrase as it is compared: folded, lower case, single blanks.

    >>> folded("اقرأ  أيضًا")
    'اقرا ايضا'
    """
    return " ".join(fold(phrase).lower().split())
