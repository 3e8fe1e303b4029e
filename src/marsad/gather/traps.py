"""Traps: markup that costs a parser seconds or minutes. Recognised by counting, before anything parses it.

Parsers compare each attribute of an element with those before it, so a tag with a hundred thousand of them takes minutes; and trees of a hundred
thousand elements make everything that walks them slow. News pages have some thousand elements and a dozen attributes in each.
"""

from __future__ import annotations

import re

from marsad.gather.trouble import Trouble

MOST_TAGS = 40_000  # of a page; the longest live pages have half as many
SMALL = 30_000  # characters: a page so small is parsed in a third of a second, whatever it holds
LONG = 8_000  # characters without > from which on a tag is looked at; pictures written into the page reach it
MOST_PARTS = 4_000  # blanks and quotes in one tag: 1,000 attributes and more
MOST_WORDS = 200_000  # in all tags of a large page: names of attributes and the words of their values
MOST_QUOTED = 20_000  # values with > in them, behind which a long tag could hide; scripts have some
_PART = re.compile("[\\s\"'/]")
_QUOTED = re.compile("=\\s{0,9}[\"'][^\"'>]{0,60}>")


def refuse_traps(markup: str, where: str = "the page") -> None:
    """Raise Trouble if a page has more tags or attributes than any story needs.

    >>> refuse_traps("<p " + " ".join(f"a{n}=1" for n in range(9000)) + ">x</p>")
    Traceback (most recent call last):
    marsad.gather.trouble.Trouble: unreadable: the page has a tag with thousands of attributes
    """
    if len(markup) < SMALL:
        return
    tags = markup.count("<")
    if tags > MOST_TAGS:
        raise Trouble("too-large", f"{where} has {tags:,} tags")
    pieces = markup.split(">")
    if len(max(pieces, key=len)) > LONG:
        for piece in pieces:
            tag = piece[piece.rfind("<") + 1 :] if len(piece) > LONG and "<" in piece else ""
            if len(tag) > LONG and len(_PART.findall(tag)) > MOST_PARTS:
                raise Trouble("unreadable", f"{where} has a tag with thousands of attributes")
    if len(markup) > 1_000_000 and sum(len(piece[piece.rfind("<") + 1 :].split()) for piece in pieces) > MOST_WORDS + len(markup) // 100:
        raise Trouble("unreadable", f"{where} has tags with thousands of attributes")
    if markup.count("=") > MOST_QUOTED and len(_QUOTED.findall(markup)) > MOST_QUOTED:
        raise Trouble("unreadable", f"{where} has a tag with thousands of attributes")
