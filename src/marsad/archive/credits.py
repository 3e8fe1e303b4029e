"""Whom an article credits: the news agency or monitor that its report comes from.

Two articles that credit one origin are one source for what it says (rule 3 of the ledger). Three places tell it: the voucher of a
claim, a name in brackets (دبي - رويترز، «(أ ف ب)»), and the outlet itself.
"""

from __future__ import annotations

import re
from functools import cache

from marsad.arabic.fold import fold
from marsad.lexicon.compiled import load_lexicon
from marsad.lexicon.types import first_entries
from marsad.record import Event

_MONITOR = re.compile("مرصد|حقوق")  # in the Arabic name of a body without a sector: observatories and rights groups
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]")
_SOURCE = re.compile(r"(?:المصدر|وكالات|وكالة)\s*[:：\-]\s*([^\n.،]{2,40})")
_SIGNS = re.compile(r"[^\w\s]")
_LETTERS = {"ا ف ب": "afp", "اف ب": "afp", "د ب ا": "dpa", "د ب ء": "dpa", "ا ب": "ap", "ا ش ا": "mena"}
EDGE = 300  # a credit stands in the first or last lines; in the middle a bracket names something else


@cache
def _origins() -> tuple[frozenset[str], dict[str, str]]:
    """Give the ids of all origins, and agencies by folded name."""
    tables = load_lexicon().tables
    bodies = [(i, name) for i, name in enumerate(tables.names) if name.kind == "org"]
    origins = {name.id for _, name in bodies if name.sector == "JRN" or (name.sector is None and _MONITOR.search(name.name_ar))}
    agencies = {i for i, name in bodies if name.sector == "JRN" and fold(name.name_ar).removeprefix("ال").startswith(("وكاله", "سانا"))}
    by_name = dict(_LETTERS)
    by_name.update((_plain(tables.names[i].name), tables.names[i].id) for i in sorted(agencies) if tables.names[i].name)
    for first, packed in tables.first.items():
        for rest, kind, ids in first_entries(packed):
            if kind == "name":
                for i in agencies.intersection(ids):
                    by_name.setdefault(" ".join([first, *rest]), tables.names[i].id)
    return frozenset(origins), by_name


def agency_of(text: str, outlet: str | None) -> str | None:
    """Give the id of the agency that the article credits as a whole, None if it stands for itself.

    >>> agency_of("القاهرة (رويترز) - وصل الوفد إلى المطار.", "صحيفة")
    'reuters'
    >>> agency_of("وصل الوفد (عشرة أعضاء) إلى المطار.", "صحيفة") is None
    True
    """
    _, by_name = _origins()
    own = by_name.get(_plain(_BRACKETS.sub("", outlet))) if outlet else None
    if own is not None:
        return own
    edges = text if len(text) <= 2 * EDGE else text[:EDGE] + "\n" + text[-EDGE:]
    for pattern in (_BRACKETS, _SOURCE):
        for said in pattern.findall(edges):
            found = by_name.get(_plain(said))
            if found is not None:
                return found
    return None


def origin_of(event: Event) -> str | None:
    """Give the agency, outlet or monitor that vouches for an event first, None if nobody or another does."""
    origins, _ = _origins()
    return next((actor.entity for actor in event.attribution if actor.entity in origins), None)


def _plain(said: str | None) -> str:
    return " ".join(_SIGNS.sub(" ", fold(said or "")).casefold().split())
