"""iCalendar (RFC 5545) of the deadlines of agreements, an all-day entry each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from marsad.export.days import day, stamp
from marsad.export.options import Options
from marsad.export.report import Report
from marsad.record.reported import Source

_WIDTH = 75  # octets of a line, RFC 5545 section 3.1


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that an article tells. `kind` is the fact's (deadline, commitment …), `by` who must act, `vouchers` who says so, nearest first."""

    id: str
    agreement: str
    kind: str
    due: str | None
    text: str
    source: Source
    by: list[str] = []
    vouchers: list[str] = []


def calendar_parts(deadlines: Iterable[Deadline], options: Options, report: Report) -> Iterator[str]:
    """Yield the lines of a calendar. Facts without a day are reported and left out."""
    yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Marsad//{options.version}//AR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    for deadline in deadlines:
        due = day(deadline.due)
        if due is None:
            report.drop(deadline.id, "no-deadline", deadline.text[:80])
            continue
        moment = stamp(deadline.source.recorded) or stamp(deadline.source.published)
        said = f" ({' < '.join(deadline.vouchers)})" if deadline.vouchers else ""
        parts = [f"{deadline.text}{said}", f"{deadline.source.outlet or ''} {(deadline.source.published or '')[:10]}".strip()]
        yield _lines(
            "BEGIN:VEVENT",
            f"UID:MARSAD-{_escaped(deadline.id)}",
            f"DTSTAMP:{moment.strftime('%Y%m%dT%H%M%SZ') if moment is not None else '19700101T000000Z'}",
            f"DTSTART;VALUE=DATE:{due.strftime('%Y%m%d')}",
            f"SUMMARY:{_escaped(': '.join(part for part in (deadline.agreement, '، '.join(deadline.by)) if part))}",
            f"DESCRIPTION:{_escaped(chr(10).join(part for part in parts if part))}",
            f"CATEGORIES:{_escaped(deadline.kind)}",
            *([f"URL:{_bare(deadline.source.url)}"] if deadline.source.url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
        report.keep()
    yield _lines("END:VCALENDAR")


def _escaped(text: str) -> str:
    """Give a TEXT value.

    >>> _escaped("a,b;c\\nd")
    'a\\\\,b\\\\;c\\\\nd'
    """
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, safe)
    return _bare(text)


def _bare(text: str) -> str:
    """Give the text without control characters: they would end the line or break the reader."""
    return "".join(c for c in text if c >= " " and not "\x7f" <= c <= "\x9f")


def _lines(*lines: str) -> str:
    return "".join(folded + "\r\n" for line in lines for folded in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Yield the pieces of a line: at most 75 octets each, no letter cut, each but the first after a blank."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
