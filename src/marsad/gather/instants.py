"""Points in time as feeds and pages print them: ISO, RFC 822, numbers, and Arabic in all its months, calendars, digits and clocks.

What is not printed is not made up: a day without a clock time stays a day, a time without a zone stays without.
"""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_tz
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from marsad.arabic.calendar import Calendar
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Numbers
from marsad.arabic.words import tokens
from marsad.lexicon.pages import folded, page_words

EARLIEST, LATEST = 1900, 2200
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?![\d-])", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})\s?:\s?(\d{2})(?:\s?:\s?\d{2})?(?!\s?:|\d)\s*(صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|[صم](?![\u0621-\u064a])|[ap]\.?m\.?(?![a-z]))?")
_OCLOCK = re.compile(r"الساعه\s+(\d{1,2})(?!\d|:)\s*(صباحا|مساء|ظهرا|عصرا|ليلا|فجرا|[صم](?![\u0621-\u064a])|[ap]\.?m\.?(?![a-z]))?")
_OFFSET = re.compile(r"(?:gmt|utc|غرينتش|جرينتش)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?|(?<=:\d\d)([+-])(\d{2}):?(\d{2})(?!\d)")
_ZONE = re.compile(r"(?:بتوقيت|توقيت|حسب توقيت)\s+(?:مدينه\s+)?([^\d|()،,.–-]{2,30})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T(\d\d):?(\d\d)\w*)?(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})(?:st|nd|rd|th)?[ .-]+({'|'.join(_MONTHS)})[a-z]*[ .,-]+|({'|'.join(_MONTHS)})[a-z]*[ .]+(\d{{1,2}})(?:st|nd|rd|th)?,? +)(\d{{4}})(?!\d)"
)
_SPACED = re.compile(r"(\d)\s*([/\\.-])\s*(?=\d)")
_MONTH_FIRST = re.compile(r"(?<!\d)(?<!\d )([\u0621-\u064a]{3,}(?:\s?/\s?[\u0621-\u064a]{3,})?)\s+(\d{1,2})\s*[،,]?\s+(\d{4})(?!\d)")
_NAIVE = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


class Instant(NamedTuple):
    """A day or a time: ISO as far as it is printed, and the words it was read from."""

    iso: str
    printed: str

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.iso[:10])


def read_instant(text: str, today: datetime.date | None = None) -> Instant | None:
    """Give the point in time that a text prints, or None. `today` resolves "yesterday"; without it only full dates are read.

    >>> read_instant("الأحد ١٦ شباط/فبراير ٢٠٢٠ - ١٠:٣٠ م بتوقيت دمشق").iso
    '2020-02-16T22:30:00+02:00'
    >>> read_instant("Sat, 15 Feb 2020 22:30:00 +0200").iso
    '2020-02-15T22:30:00+02:00'
    >>> read_instant("15-02-2020").iso, read_instant("2020-02-15T08:00:00Z").iso, read_instant("soon")
    ('2020-02-15', '2020-02-15T08:00:00Z', None)
    """
    printed = " ".join(text.split())[:200]
    plain = fold(printed)
    return _iso(plain, printed) or _mail(plain, printed) or _worded(plain, printed, today)


def _iso(plain: str, printed: str) -> Instant | None:
    match = _ISO.search(plain)
    if match is None:
        return None
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return None
    if match[4] is None:
        clock = _clock(plain[: match.start()] + " " + plain[match.end() :])
        return Instant(_joined(day, clock, _zone(plain[match.end() - 1 :]) if clock else None), printed)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return Instant(day.isoformat(), printed)
    zone = (match[7] or "").upper()
    offset = "Z" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:] if len(zone) > 3 else '00'}" if zone else ""
    return Instant(f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{offset}", printed)


def _mail(plain: str, printed: str) -> Instant | None:
    try:
        parsed = parsedate_tz(plain)
    except (ValueError, IndexError, TypeError):
        return None
    if parsed is None or not re.search("[A-Za-z]{3}", plain) or re.search(r"(?i)\b[ap]\.?m\b", plain):
        return None
    day = _day(parsed[0], parsed[1], parsed[2])
    if day is None or parsed[3] > 23 or parsed[4] > 59:
        return None
    if not re.search(r"\d:\d", plain):
        return Instant(day.isoformat(), printed)
    offset = parsed[9]
    zone = "" if offset is None else "Z" if offset == 0 else f"{'-' if offset < 0 else '+'}{abs(offset) // 3600:02}:{abs(offset) % 3600 // 60:02}"
    return Instant(f"{day.isoformat()}T{parsed[3]:02}:{parsed[4]:02}:{min(parsed[5], 59):02}{zone}", printed)


def _worded(plain: str, printed: str, today: datetime.date | None) -> Instant | None:
    plain = _MONTH_FIRST.sub(r"\2 \1 \3", _SPACED.sub(r"\1\2", plain))
    slashed = _NAIVE.search(plain)
    day = _slashed(slashed) if slashed is not None else None
    if day is None:
        day = _english(plain.lower()) or _compact(plain)
    if day is None:
        day = _calendar_day(_CLOCK.sub(" ", plain), today)
    if day is None:
        return None
    clock = _clock(plain)
    return Instant(_joined(day, clock, _zone(plain) if clock else None), printed)


def _slashed(match: re.Match[str]) -> datetime.date | None:
    """Read 15/2/2020: day first, as Arabic print has it, unless only the other order is a date."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year < 1600:
        return None  # of the Hijra: left to the calendar
    return _day(year, second, first) or _day(year, first, second)


def _english(plain: str) -> datetime.date | None:
    match = _ENGLISH.search(plain)
    return _day(int(match[5]), _MONTHS.index(match[2] or match[3]) + 1, int(match[1] or match[4])) if match is not None else None


def _compact(plain: str) -> datetime.date | None:
    match = _COMPACT.search(plain)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match is not None else None


def _calendar_day(plain: str, today: datetime.date | None) -> datetime.date | None:
    words = [word for _, _, word in tokens(plain)]
    for mention in _calendar().find_dates(words, today):
        if mention.precision == "day" and mention.start is not None and mention.start == mention.end and (mention.certain or today is not None):
            return mention.start if EARLIEST <= mention.start.year <= LATEST else None
    return None


def _clock(plain: str) -> tuple[int, int] | None:
    lowered = plain.lower()
    match, minute = _CLOCK.search(lowered), 0
    if match is not None:
        hour, minute, half = int(match[1]), int(match[2]), match[3] or ""
    else:
        match = _OCLOCK.search(lowered)
        if match is None:
            return None
        hour, half = int(match[1]), match[2] or ""
    if minute > 59 or hour > 23:
        return None
    if (half.startswith(("م", "عصر", "p")) or (half.startswith("ظهر") and hour < 11) or (half.startswith("ليل") and 6 <= hour < 12)) and hour < 12:
        hour += 12
    elif half.startswith(("ص", "a", "فجر", "ليل")) and hour == 12:
        hour = 0
    return hour, minute


def _zone(plain: str) -> str | None:
    """Give an IANA zone or an offset that the text names, or None."""
    lowered = plain.lower()
    offset = _OFFSET.search(lowered)
    if offset is not None:
        sign, hours, minutes = (offset[1], offset[2], offset[3]) if offset[1] else (offset[4], offset[5], offset[6])
        return f"{sign}{int(hours):02}:{int(minutes or 0):02}" if int(hours) <= 14 else None
    named = _ZONE.search(lowered)
    said = f" {folded(named[1])} " if named is not None else f" {lowered} " if "gmt" in lowered or "utc" in lowered else ""
    return next((zone for phrase, zone in page_words().zones if f" {phrase} " in said), None)


def _joined(day: datetime.date, clock: tuple[int, int] | None, zone: str | None) -> str:
    if clock is None:
        return day.isoformat()
    text = f"{day.isoformat()}T{clock[0]:02}:{clock[1]:02}:00"
    if zone is None:
        return text
    if zone[0] in "+-":
        return text + zone
    if zone == "UTC":
        return text + "Z"
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (KeyError, ValueError, OSError):
        return text  # a system without time zone data


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


@cache
def _calendar() -> Calendar:
    from marsad.lexicon import load_lexicon  # late: it takes a third of a second

    tables = load_lexicon().tables
    return Calendar.from_table(msgspec.msgpack.decode(tables.calendar), Numbers.from_table(msgspec.msgpack.decode(tables.numbers)))
