"""Credits: who wrote a story, from where, and which agency it came from, as its first and last lines print them. The text stays as it is."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from marsad.arabic.fold import fold
from marsad.gather.instants import read_instant
from marsad.lexicon.pages import folded, page_words

LONGEST_BYLINE = 90  # characters
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]\n]{1,60})\s*[)\]]")
_SOURCE = re.compile(r"^\s*(?:المصدر|مصدر الخبر|نقلا عن|المصدر الأصلي|source)\s*[:：|-]\s*(.{2,80})$", re.IGNORECASE)


class Credits(NamedTuple):
    """What the lines print; "" where they print nothing. `agencies` are codes of lexicon/pages.yaml."""

    byline: str = ""
    dateline: str = ""
    agencies: tuple[str, ...] = ()


def agencies_in(text: str) -> tuple[str, ...]:
    """Give the agencies that a credit names, in its order.

    >>> agencies_in("دمشق - (أ ف ب) ورويترز")
    ('AFP', 'Reuters')
    """
    line, found = f" {re.sub(r'[()،,/|:–—-]+', ' ', folded(text))} ".replace("  ", " "), []
    line = " ".join(f" {line} ".split())
    for phrase, code in page_words().agencies:
        if phrase not in line:
            continue
        for match in re.finditer(rf"(?<!\S)و?{re.escape(phrase)}(?!\S)", line):
            found.append((match.start(), code))
            line = line[: match.start()] + "\x00" * (match.end() - match.start()) + line[match.end() :]
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


def read_credits(text: str) -> Credits:
    """Give the credits of an article's text.

    >>> read_credits("كتب: سامر الأحمد\\nعمان - (رويترز) - قال مسؤول إن المعبر سيفتح غدا.")
    Credits(byline='سامر الأحمد', dateline='عمان - (رويترز)', agencies=('Reuters',))
    """
    lines = [line for line in text.split("\n") if line.strip()]
    byline, rest = "", lines
    for n, line in enumerate(lines[:3]):
        if found := byline_of(line):
            byline, rest = found, lines[:n] + lines[n + 1 :]
            break
    first = rest[0] if rest else ""
    dateline, agencies = dateline_of(first)
    last = rest[-3:]
    for line in reversed(last):
        source = _SOURCE.match(line)
        if source is not None:
            agencies += agencies_in(source[1])
            break
        tail = _BRACKETS.findall(line[-70:])
        if tail and line.rstrip(" .")[-1:] in ")]":
            agencies += agencies_in(tail[-1]) if _is_credit(tail[-1]) else ()
            break
    return Credits(byline, dateline, tuple(dict.fromkeys(agencies)))


def byline_of(line: str) -> str:
    """Give the name that a byline prints, "" if the line is none."""
    line = line.strip()
    if len(line) > LONGEST_BYLINE:
        return ""
    start = folded(line)
    for phrase in page_words().byline:
        match = re.match(rf"{re.escape(phrase)}\s*[:|–—/-]\s*", start) if phrase not in ("بقلم", "by") else re.match(rf"{re.escape(phrase)}\s*[:|–—/-]?\s+", start)
        if match:
            name = re.sub(r"^\S+\s*[:|–—/-]?\s*", "", line) if ":" not in line[:20] else line.partition(":")[2]
            name = name.strip(" -–—|/")
            return name if 2 < len(name) < 70 and not re.search(r"\d|[.؟!]", name) else ""
    return ""


def unbylined(name: str) -> str:
    """Give a name without the word that introduces it, where the place in the page shows that it is a name.

    >>> unbylined("كتب سلمى الحداد"), unbylined("سلمى الحداد - أبوظبي - الأفق")
    ('سلمى الحداد', 'سلمى الحداد')
    """
    name = re.split(r"\s+[-–—|]\s+", name)[0].strip()
    first, _, rest = name.partition(" ")
    return rest.strip(" :|-–") if rest and folded(first).rstrip(":") in page_words().byline else name


def dateline_of(paragraph: str) -> tuple[str, tuple[str, ...]]:
    """Give the dateline at the start of a paragraph and the agencies in it.

    >>> dateline_of("بيروت/ 15 شباط/ رويترز - قتل شخصان")
    ('بيروت/ 15 شباط/ رويترز', ('Reuters',))
    >>> dateline_of("قتل شخصان - وفق مصدر - في قصف")
    ('', ())
    """
    best = ""
    for end in (m.end() for m in re.finditer(r"\s?(?:[-–—]{1,2}|:|ـ+)\s", paragraph[:90])):
        head = paragraph[:end].strip().rstrip("-–—:ـ ").strip()
        if _is_dateline(head):
            best = head
    if not best:
        return "", ()
    return best, agencies_in(best)


def _is_dateline(head: str) -> bool:
    """Tell whether it is a dateline: short pieces, of which one is an agency, a day or a place that the lexicon knows."""
    if not 2 < len(head) < 75 or re.search('[؟!«»"؛]', head):
        return False
    pieces = [p for p in re.split(r"\s*[()،,/|–—-]+\s*", head) if p.strip()]
    if not pieces or len(pieces) > 5 or any(len(p.split()) > 4 for p in pieces):
        return False
    if agencies_in(head):
        return True
    if any(any(c.isdigit() for c in p) and read_instant(p + " 2020") for p in pieces):
        return True
    return len(pieces) <= 3 and is_place(pieces[0])


def is_place(name: str) -> bool:
    """Tell whether the lexicon knows a place or capital of this name.

    >>> is_place("دير الزور"), is_place("مصدر مطلع")
    (True, False)
    """
    from marsad.lexicon.types import first_entries

    words = fold(name).split()
    return bool(words) and any(list(rest) == words[1:] and kind in ("place", "capital") for rest, kind, _ in first_entries(_names().get(words[0])))


@cache
def _names() -> Mapping[str, msgspec.Raw]:
    """Give the names of the lexicon by their first word. Its many objects are put out of the collector's sight, which else searches them again and again."""
    from marsad.lexicon import load_lexicon  # late: it takes a third of a second

    first = load_lexicon().tables.first
    gc.freeze()
    return first


def _is_credit(inside: str) -> bool:
    return bool(agencies_in(inside)) and len(inside.split()) <= 8
