"""Folding: one spelling for the many ways in which a word of news Arabic is written.

Place in the chain: first. Reference data (the lexicon) and the text of articles pass through the
same function; otherwise a hamza decides whether a name is found.

What is folded, and why:

* vowel signs, Qur'anic signs, tatweel, zero-width and direction marks are dropped: they carry no letter;
* alif with hamza or madda or wasla becomes bare alif, final alif maqsura becomes ya, ta marbuta becomes
  ha, hamza on waw and ya becomes the bare carrier: outlets differ and typists mix them;
* Persian and Urdu code points of letters that Arabic has (ک ی ہ) become the Arabic ones;
* presentation forms and ligatures become their letters (NFKC), so one code point may give several;
* Arabic-Indic and Persian digits become 0-9, the Arabic decimal and thousands signs become . and ,

Folding twice changes nothing.

>>> fold("الشُّرطَة")
'الشرطه'
>>> fold("إدلـب")
'ادلب'
>>> fold("١٤٫٥")
'14.5'
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right

_ONE_TO_ONE = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ے": "ي", "ؤ": "و", "ٶ": "و", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه",
    "ک": "ك", "ڪ": "ك", "٫": ".", "٬": ",", "٪": "%",
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
}  # fmt: skip
_DROPPED = (
    *range(0x0610, 0x061B), 0x061C, 0x0640, *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E9), *range(0x06EA, 0x06EE), 0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
    *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF, *range(0x0300, 0x0370), *range(0xFE00, 0xFE10),
)  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(a): b for a, b in _ONE_TO_ONE.items()}
    table.update((c, "") for c in _DROPPED)
    for zero in (0x0660, 0x06F0, 0xFF10):
        table.update((zero + d, str(d)) for d in range(10))
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD), *range(0x1EE00, 0x1EF00)):
        letters = unicodedata.normalize("NFKC", chr(code))
        if letters != chr(code):
            table[code] = letters.translate(table)
    return table


_TABLE = _table()
_MOVED = frozenset(c for c, s in _TABLE.items() if len(s) != 1)
_AS_IT_IS = re.compile("[ءابتثجحخدذرزسشصضطظعغفقكلمنهوي0-9 ]*")  # more than half of the words of news hold nothing else


def fold(text: str) -> str:
    """Give the text in its one spelling; offsets are lost (see `fold_with_offsets`)."""
    return text if _AS_IT_IS.fullmatch(text) else text.translate(_TABLE)


class Folded:
    """A folded text that knows where each of its code points came from.

    `text` is the folded text. Offsets are code points, end exclusive, on both sides.
    """

    __slots__ = ("_origin", "_source_length", "text")

    def __init__(self, text: str, origin: list[int] | None, source_length: int) -> None:
        self.text = text
        self._origin = origin
        self._source_length = source_length

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the source whose letters became folded[start:end].

        Marks that were dropped after a letter belong to that letter.
        Raises ValueError if the span is not inside the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}..{end} lies outside the folded text (0..{len(self.text)})")
        if self._origin is None:
            return start, end
        first = self._origin[start] if start < len(self._origin) else self._source_length
        if end == start:
            return first, first
        last = end
        while last < len(self._origin) and self._origin[last] == self._origin[end - 1]:
            last += 1  # a ligature gives several letters: the span takes the whole ligature
        return first, self._origin[last] if last < len(self._origin) else self._source_length

    def to_folded(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the folded text that came from source[start:end]."""
        if not 0 <= start <= end <= self._source_length:
            raise ValueError(f"span {start}..{end} lies outside the source (0..{self._source_length})")
        if self._origin is None:
            return start, end
        return bisect_left(self._origin, start), bisect_right(self._origin, end - 1) if end > start else bisect_left(self._origin, end)


def fold_with_offsets(source: str) -> Folded:
    """Give the folded text with its two-way offset map.

    >>> folded = fold_with_offsets("مُحَمَّد قال")
    >>> folded.text
    'محمد قال'
    >>> folded.to_source(0, 4)
    (0, 8)
    >>> folded.to_folded(9, 12)
    (5, 8)
    """
    text = source.translate(_TABLE)
    if len(text) == len(source) and not _MOVED.intersection(map(ord, source)):
        return Folded(text, None, len(source))
    origin: list[int] = []
    for i, letter in enumerate(source):
        origin.extend([i] * len(_TABLE.get(ord(letter), letter)))
    return Folded(text, origin, len(source))
