"""When an act took place, for layouts that want a day where the record may have a period or nothing."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from marsad.export.report import Report
from marsad.record.reported import ReportedEvent


class Days(NamedTuple):
    """First and last day. `told` is False where the publication day stands for an unknown one."""

    first: datetime.date
    last: datetime.date
    told: bool

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


LONGEST = 31  # days: a row of one day must not stand for more than a month


def day(text: str | None) -> datetime.date | None:
    """Give the day that an ISO day or time begins with, or None.

    >>> day("2020-02-15T10:00:00Z"), day("yesterday")
    (datetime.date(2020, 2, 15), None)
    """
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def published(event: ReportedEvent) -> datetime.date | None:
    """Give the day of the first report that has one."""
    return next((found for claim in event.claims if (found := day(claim.source.published))), None)


def days_of(event: ReportedEvent, report: Report, field: str, stand_in_for: tuple[str, ...] = ("actual",)) -> Days | None:
    """Give the days of the act. None: the event is dropped, and that is reported.

    An act without a day gets the publication day, which is reported too, if its factuality is among `stand_in_for`: what
    is told as background did not happen on the day of the article.
    """
    when = event.shown.when
    if when is not None:
        first, last = day(when.start), day(when.end)
        if first is not None and last is not None and first <= last:
            return Days(first, last, True)
    stand_in = published(event) if event.shown.factuality in stand_in_for else None
    if stand_in is None:
        report.drop(event.id, "no-day")
        return None
    report.approximate(event.id, field, "published-day", stand_in.isoformat())
    return Days(stand_in, stand_in, False)


def one_day(event: ReportedEvent, report: Report, field: str) -> Days | None:
    """Give the days of an act for a layout whose rows are single days. A longer period keeps its first day, which is
    reported; one beyond a month is dropped. None: dropped, and reported."""
    days = days_of(event, report, field)
    if days is None:
        return None
    if days.length > LONGEST:
        report.drop(event.id, "long-period", f"{days.first}..{days.last}")
        return None
    if days.length > 1:
        report.approximate(event.id, field, "first-day", f"{days.first}..{days.last}")
    return days


def month_id(moment: datetime.date) -> int:
    """Give the number of the month, 1 for January 1980, as VIEWS counts.

    >>> month_id(datetime.date(1980, 1, 31)), month_id(datetime.date(2020, 2, 15))
    (1, 482)
    """
    return (moment.year - 1980) * 12 + moment.month


def stamp(text: str | None) -> datetime.datetime | None:
    """Give the time that an ISO day or time names, in UTC (midnight for a day, UTC where no zone is given), or None."""
    try:
        found = datetime.datetime.fromisoformat(text or "")
    except ValueError:
        known = day(text)
        return datetime.datetime(known.year, known.month, known.day, tzinfo=datetime.UTC) if known else None
    return found.replace(tzinfo=datetime.UTC) if found.tzinfo is None else found.astimezone(datetime.UTC)
