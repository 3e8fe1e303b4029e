"""Whether the text of a page looks cut short, and what tells so."""

from __future__ import annotations

import re

from marsad.gather.metadata import Metadata
from marsad.lexicon.pages import folded, page_words

SHORT = 0.55  # of the words that the page itself announces
_END = re.compile(r"[.؟?!…\"»”)\]:؛'*\u06d4]\s*$")
_DOTS = re.compile(r"(?:…|\.{3,}|\[…\]|\[\.\.\.\]|\(\.\.\.\))\s*$")
_PAYWALL = re.compile(r"pay-?wall|premium-content|subscribers?-only|locked-content|meter(?:ed)?-", re.IGNORECASE)


def cut_line(line: str) -> bool:
    """Tell whether a line says that the text goes on elsewhere.

    >>> cut_line("اقرأ المزيد..."), cut_line("المزيد من القوات وصل إلى الجبهة صباح اليوم"), cut_line("للمشتركين فقط")
    (True, False, True)
    """
    said = folded(line[:200]).strip(" .…:»>«<[]()|-")
    return any(said == phrase or (said.startswith(phrase + " ") and len(said) < len(phrase) + 25 and len(phrase) > 8) for phrase in page_words().cut)


def truncation_notes(text: str, metadata: Metadata, raw: str = "") -> list[str]:
    """Give a note for each sign that the text is not all of it; `raw` is the page's markup.

    >>> truncation_notes("أعلنت الوزارة أن المفاوضات ستستأنف قريبا وأن الوفد ...", Metadata())
    ['the text looks truncated: it ends with dots']
    """
    notes = []
    end = text.rstrip()
    before, _, last = end.rpartition("\n")
    if cut_line(last) and (_DOTS.search(before) or not _END.search(before)):
        notes.append("the text looks truncated: it ends with a link to the rest")
    elif cut_line(last):
        pass  # a link to more news below a text that ends well
    elif _DOTS.search(end):
        notes.append("the text looks truncated: it ends with dots")
    elif end and len(last) > 60 and not _END.search(end):
        notes.append("the text looks truncated: its last sentence has no end")
    words = len(text.split())
    if metadata.words and words < SHORT * metadata.words:
        notes.append(f"the text looks truncated: the page announces {metadata.words} words, found are {words}")
    if metadata.closed or (_PAYWALL.search(raw) and words < 150):
        notes.append("the text looks truncated: the page is for subscribers")
    return notes
