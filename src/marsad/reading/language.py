"""Which texts are Arabic: a letter rule. Persian, Urdu, Kurdish and Uyghur have letters that Arabic lacks."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTER = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[پچژگکیےٹڈڑںھہۆێڕڵۇۈۋېۀ]")
_ARABIC_ONLY = re.compile("[ةىكيأإ]")
SAMPLE = 4000  # code points looked at; a text mixed beyond its first screen is read as what it begins as


def language_note(text: str) -> str | None:
    """Give a note why the text is not read as Arabic, or None if it is Arabic.

    >>> language_note("قصفت القوات بلدة") is None
    True
    >>> language_note("The army shelled the town")
    'not Arabic: no event is read (0% Arabic letters)'
    """
    sample = text[:SAMPLE]
    arabic = sum(map(len, _ARABIC.findall(sample)))
    letters = sum(map(len, _LETTER.findall(sample))) if arabic < 0.4 * len(sample) else arabic  # of that many no more than all can be letters
    if not letters:
        return "no letters: nothing to read"
    if arabic < 0.4 * letters:
        return f"not Arabic: no event is read ({100 * arabic // letters}% Arabic letters)"
    foreign = len(_FOREIGN.findall(sample))
    if foreign > 0.06 * arabic and foreign > len(_ARABIC_ONLY.findall(sample)):
        return "written in Arabic letters, but not in Arabic (Persian, Urdu, Kurdish or Uyghur): no event is read"
    return None
