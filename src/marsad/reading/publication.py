"""What is known of an article before it is read: the day of its publication, and the outlet's name as names are compared."""

from __future__ import annotations

import datetime
import re

FIRST_YEAR, LAST_YEAR = 1800, 2200  # of publication. Reckoning from a day near year 1 or 9999 would leave the calendar


def outlet_key(name: str) -> str:
    """Give an outlet's name without case, blanks, article and what stands in brackets.

    >>> outlet_key("Saudi Press Agency (SPA)") == outlet_key("The Saudi Press Agency")
    True
    """
    letters = re.sub(r"[^a-z0-9\u0621-\u064a]", "", re.sub(r"\(.*?\)", "", name).casefold().removeprefix("the "))
    return letters.removesuffix("newspaper").removesuffix("channel")


def published_day(value: str | None) -> datetime.date | None:
    """Give the day of an ISO day or time, or None if it is missing, not ISO or outside the years 1800 to 2200.

    >>> published_day("2020-02-15T10:00:00Z")
    datetime.date(2020, 2, 15)
    >>> [published_day(day) for day in ("0001-01-01", "9999-12-31", "2020-02-30", None)]
    [None, None, None, None]
    """
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", value or "")
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        return None


def day_note(published: str | None, day: datetime.date | None, text: str) -> str | None:
    """Give the note that a record has where the day of publication is not known, or None."""
    if published and day is None:
        return f"published is not an ISO date from {FIRST_YEAR} to {LAST_YEAR}: {published[:40]!r}; relative dates stay empty"
    if not published and text.strip():
        return "no publication date: relative dates stay empty"
    return None
