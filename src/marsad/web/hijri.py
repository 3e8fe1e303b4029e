"""Days of the Hijri calendar (Umm al-Qura), for those who want them beside the Gregorian."""

from __future__ import annotations

from collections.abc import Sequence


def hijri_day(year: int, month: int, day: int, months: Sequence[str], era: str) -> str:
    """Give a Gregorian day in the Hijri calendar, "" where its tables do not reach (they begin in 1924 and end in 2077) or there is no such day.

    Umm al-Qura is the calendar of Saudi Arabia; where the month begins by sight, a day may differ by one.

    >>> hijri_day(2020, 2, 15, [str(n) for n in range(1, 13)], "AH"), hijri_day(1850, 1, 1, [], "")
    ('21 6 1441 AH', '')
    """
    from hijridate import Gregorian

    try:
        found = Gregorian(year, month, day).to_hijri()
    except (OverflowError, ValueError):
        return ""
    return f"{found.day} {months[found.month - 1]} {found.year} {era}".rstrip()
