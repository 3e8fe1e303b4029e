"""Words: the tokens of a text with their places, and the clitics that may stand before a word.

Place in the chain: after sentences. A token is a run of Arabic letters with its marks (clitics still
attached), a number, a Latin word, or one sign. Offsets are code points of the source, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from marsad.arabic.fold import fold, fold_with_offsets

_LETTER = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdf1\ufdf3-\ufdfc\ufe70-\ufefc"
_MARK = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"

TOKEN = re.compile(
    f"[{_LETTER}][{_LETTER}{_MARK}]*(?:[{_UNSEEN}]+[{_LETTER}{_MARK}]+)*"
    f"|[{_DIGIT}]+(?:[.,/:٫٬\\-][{_DIGIT}]+)*"
    "|[A-Za-z\u00c0-\u024f\u0400-\u04ff]+(?:['’.][A-Za-z\u00c0-\u024f]+)*"
    f"|[^\\s{_UNSEEN}{_MARK}]"
)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded token) for text[start:end].

    >>> [word for _, _, word in tokens("وقُتل ١٤ جنديًا، أمس.")]
    ['وقتل', '14', 'جنديا', '،', 'امس', '.']
    """
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.end(), fold(match.group())


@lru_cache(maxsize=1 << 15)
def inner_offset(surface: str, letters: int) -> int:
    """Give the offset in the surface word after its first `letters` folded letters.

    >>> inner_offset("وَالجيش", 1)
    2
    """
    folded = fold_with_offsets(surface)
    return folded.to_source(letters, len(folded.text))[0]
