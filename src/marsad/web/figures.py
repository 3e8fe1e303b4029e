"""What the scripts of pictures need to know: the reader's language, words, months, digits. They read it from the page, as they ask for nothing but data."""

from __future__ import annotations

import json

from markupsafe import Markup
from starlette.requests import Request

from marsad.lexicon.vocabulary import TYPES
from marsad.web.event_page import inert
from marsad.web.rendering import Words, settings_from

DIRECTION = "marsad_timeline"  # cookie: direction of time, apart from that of the page
UI = (
    "picture", "drawing", "not_drawn", "nothing_to_draw", "zoom_in", "zoom_out", "view_map", "view_timeline", "view_curve", "view_network", "posts", "events", "deeds", "conflict", "cooperation", "killed",
    "who", "whom", "place", "mean_score", "all_events", "time", "place_precision", "brand", "boundaries", "open_end", "told_here", "cut_note", "month", "confidence", "factuality",
)  # fmt: skip


def figure_words(request: Request, direction: str | None = None) -> Markup:
    """Give the words as inert JSON. `direction` is that of time: rtl or ltr."""
    settings = settings_from(request)
    words = Words(settings)
    values = words.catalogue["values"]
    told = {
        "language": settings.language, "direction": settings.direction, "time": direction or time_direction(request), "digits": settings.digits, "months": words.catalogue["months"][settings.months],
        "ui": {name: words.catalogue["ui"][name] for name in UI}, "types": {kind: words.value("type", kind) for kind in sorted(TYPES)},
        **{kind: values[kind] for kind in ("precision", "factuality", "post_status", "attribution")},
    }  # fmt: skip
    return inert(json.dumps(told, ensure_ascii=False))


def time_direction(request: Request) -> str:
    """Give the direction of time on timelines: as last chosen, else that of the page."""
    kept = request.cookies.get(DIRECTION)
    return kept if kept in ("rtl", "ltr") else settings_from(request).direction
