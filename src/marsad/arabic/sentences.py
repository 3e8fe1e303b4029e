"""Sentences and quotations.

Place in the chain: after the text itself. A sentence ends at a full stop, question or exclamation
mark before a blank, or at a line's end, but not after an initial (د. أ.ف.ب), and not inside a
quotation that closes in the same paragraph within QUOTE_LIMIT code points.
"""

from __future__ import annotations

import re

QUOTE_LIMIT = 450  # longest quotation kept in one sentence; direct speech in news rarely runs longer unbroken
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"[.!?؟۔…]+[\"”»’)\]]*(?=\s|$)")
_MARKS = re.compile('["«»“”„‹›‘’]')
_INITIAL = re.compile(r"(?:^|[\s(\".])[\u0621-\u064a]$")
_OPENS = {"«": "»", "“": "”", "„": "”", "‹": "›", "‘": "’"}
_CLOSES = {closing: opening for opening, closing in _OPENS.items()}


def quotations(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Give the quotations of text[start:end] as (start, end) of the words inside the marks, outermost first.

    Pairs « » “ ” and straight quotes; “ ” are also found typed the wrong way round. A quotation that
    never closes is left out. Nested ones follow the one that holds them.

    >>> text = 'قال «نريد "السلام" الآن» ومضى'
    >>> [text[a:b] for a, b in quotations(text)]
    ['نريد "السلام" الآن', 'السلام']
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in _MARKS.finditer(text, start, stop):
        i, letter = mark.start(), mark.group()
        if letter == '"':
            if any(opened == '"' for opened, _ in stack):
                while stack[-1][0] != '"':
                    stack.pop()
                found.append((stack.pop()[1], i))
            else:
                stack.append(('"', i + 1))
        elif letter in _OPENS and not (letter == "“" and any(opened == "”" for opened, _ in stack)):
            stack.append((letter, i + 1))
        elif letter in _CLOSES or letter == "“":
            opening = "”" if letter == "“" else _CLOSES[letter]
            accepted = {opening, "“", "„"} if letter == "”" else {opening}
            if any(opened in accepted for opened, _ in stack):
                while stack[-1][0] not in accepted:
                    stack.pop()
                found.append((stack.pop()[1], i))
            elif letter == "”":
                stack.append(("”", i + 1))
    return sorted(((a, b) for a, b in found if text[a:b].strip()), key=lambda pair: (pair[0], -pair[1]))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences as (start, end) without the blanks around them.

    >>> text = "وصل د. سالم. ثم غادر؟\\nانتهى"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['وصل د. سالم.', 'ثم غادر؟', 'انتهى']
    """
    sentences: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        quotes: list[tuple[int, int]] | None = None
        begin = start
        for stop in _STOP.finditer(text, start, end):
            at = stop.end()
            if text[stop.start()] == "." and stop.end() - stop.start() == 1 and _INITIAL.search(text, max(begin, stop.start() - 3), stop.start()):
                continue
            if quotes is None:
                quotes = [(a, b) for a, b in quotations(text, start, end) if b - a <= QUOTE_LIMIT]
            if any(a <= stop.start() and at <= b for a, b in quotes):
                continue
            _add(sentences, text, begin, at)
            begin = at
        _add(sentences, text, begin, end)
    return sentences


def _add(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append((start, end))
