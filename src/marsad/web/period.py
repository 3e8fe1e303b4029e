"""The period of the overview: so many days up to the last report, all, or two days in the address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from starlette.datastructures import QueryParams

from marsad.web.filters import FilterProblem, filter_of

DAYS = ("30", "90", "365")
CHOICES = (*DAYS, "all")
USUAL = "365"


class Period(NamedTuple):
    """From and to which day, both included; None is open. `chosen` is the one of CHOICES, None where days were given. `wrong` says what cannot be used."""

    since: str | None
    until: str | None
    chosen: str | None
    wrong: FilterProblem | None = None

    @property
    def query(self) -> list[tuple[str, str]]:
        """What the period is called in an address of Explore."""
        return [(name, value) for name, value in (("since", self.since), ("until", self.until)) if value]


def period_of(query: QueryParams, last: str | None) -> Period:
    """Give the period that an address asks for; `last` is the day of the last report.

    >>> period_of(QueryParams("period=30"), "2020-03-31").query
    [('since', '2020-03-02'), ('until', '2020-03-31')]
    >>> period_of(QueryParams("since=2020-02"), None).query
    [('since', '2020-02')]
    """
    given = [(name, query.get(name, "").strip()) for name in ("since", "until")]
    if any(value for _, value in given):
        try:
            filter_of(given)
        except FilterProblem as error:
            return Period(None, None, None, error)
        return Period(given[0][1] or None, given[1][1] or None, None)
    chosen = query.get("period", USUAL)
    chosen = chosen if chosen in CHOICES else USUAL
    try:
        day = date.fromisoformat(last or "")
        return Period((day - timedelta(days=int(chosen) - 1)).isoformat(), day.isoformat(), chosen) if chosen in DAYS else Period(None, None, "all")
    except (ValueError, OverflowError):  # no article, or one that says it was published in no day of the calendar
        return Period(None, None, "all")
