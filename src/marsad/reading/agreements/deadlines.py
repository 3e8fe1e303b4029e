"""Deadlines of an agreement, with their arithmetic: a last day, a length of time from a day, the day on which it is to be signed or to begin."""

from __future__ import annotations

import calendar
import datetime

from marsad.arabic.calendar import DateMention
from marsad.reading.agreements.facts import Fact
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords, any_of
from marsad.reading.document import Sentence

_BEFORE = 3  # tokens before a date among which its cue stands (في موعد أقصاه, مهلة حتى)
_DUE = 8  # tokens before a date among which stands what is due then
_LONGEST = {"H": 24 * 60, "D": 1000, "W": 200, "M": 120}  # more is no length of a truce


def find_deadline(sentence: Sentence, found: Found, words: AgreementWords, day: datetime.date | None) -> Fact | None:
    """Give the first deadline of a sentence that speaks of an agreement: a length of time first, as its own days are no last day."""
    lasting = _length(sentence, found, words)
    if lasting is not None:
        return lasting
    toks = sentence.tokens
    for date in sentence.dates:
        if date.end is None:
            continue
        first = max(0, date.first - _BEFORE)
        cue = next((t.i for t in toks[first : date.first + 1] if t.word.norm in words.deadline or t.word.core in words.deadline), None)
        if cue is not None:
            return _fact(sentence, found, first, date, "the last day")
        due = next((t for t in reversed(toks[max(0, date.first - _DUE) : date.first]) if t.word.norm in words.due or t.word.core in words.due), None)
        if due is not None and any_of(toks[max(0, due.i - _DUE) : due.i], words.talks):
            continue  # the day of talks
        if due is not None and day is not None and date.end > day and due.clause == toks[date.first].clause:
            return _fact(sentence, found, due.i, date, "the day on which it is due")
    return None


def _fact(sentence: Sentence, found: Found, first: int, date: DateMention, what: str) -> Fact:
    assert date.end is not None
    toks = sentence.tokens
    fact = Fact(found, "deadline", sentence, date.first, toks[first].start, toks[date.last - 1].end, f"fact.deadline: {what}: {date.because}")
    fact.deadline = date.end.isoformat()
    return fact


def _length(sentence: Sentence, found: Found, words: AgreementWords) -> Fact | None:
    """Read لمدة خمسة أيام: with a day from which it runs in the same sentence it gives the last one, without that a fact with no day."""
    toks = sentence.tokens
    for number in sentence.numbers:
        if number.kind == "ordinal" or number.value is None or number.first == 0 or number.last > len(toks):
            continue
        k = number.first - 1
        if toks[k].word.norm not in words.lasting and toks[number.first].word.norm not in words.lasting:
            continue
        unit = next((words.units[f] for t in toks[max(k, number.last - 1) : number.last + 1] for f in (t.word.norm, t.word.core) if f in words.units), None)
        if unit is None or not 0 < number.value <= _LONGEST[unit]:
            continue
        return _lasting(sentence, found, words, k, min(len(toks), number.last + 1), int(number.value), unit)
    return None


def _lasting(sentence: Sentence, found: Found, words: AgreementWords, first: int, last: int, count: int, unit: str) -> Fact:
    toks = sentence.tokens
    end, because = None, f"{count} {unit}, from a day that the sentence does not tell"
    until = next((d for d in sentence.dates if d.end is not None and d.first >= last and d.kind in ("until", "deadline-like")), None)
    start = next((d for d in sentence.dates if d.start is not None and d.precision == "day" and (d.kind == "from" or _starts(sentence, d, words))), None)
    if until is not None and until.end is not None:
        end, because, last = until.end, f"until the day told: {until.because}", until.last
    elif start is not None and start.start is not None:
        end = moved(start.start, count, unit)
        because = f"{start.start.isoformat()} ({start.because}) + {count} {unit} = {end.isoformat()}" if end is not None else because
    fact = Fact(found, "deadline", sentence, first, toks[first].start, toks[last - 1].end, f"fact.deadline: {because}")
    fact.deadline = end.isoformat() if end is not None else None
    return fact


def _starts(sentence: Sentence, date: DateMention, words: AgreementWords) -> bool:
    before = sentence.tokens[max(0, date.first - 4) : date.first]
    return any(t.word.norm in words.starting or t.word.core in words.starting for t in before)


def moved(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """Give the day so many hours, days, weeks or months later; months by the calendar. None beyond what the calendar holds.

    >>> moved(datetime.date(2015, 7, 26), 5, "D"), moved(datetime.date(2020, 3, 5), 6, "M")
    (datetime.date(2015, 7, 31), datetime.date(2020, 9, 5))
    """
    try:
        if unit == "M":
            year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
            return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        return day + datetime.timedelta(days={"H": -(-count // 24), "D": count, "W": 7 * count}[unit])
    except (OverflowError, ValueError):
        return None
