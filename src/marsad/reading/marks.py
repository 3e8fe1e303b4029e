"""Quotation marks, brackets and dashes, as folded words are written, and where what they open is closed."""

from __future__ import annotations

from marsad.reading.document import Token

QUOTES = {"«": "»", '"': '"', "“": "”", "”": "“", "'": "'"}  # what opens a quotation → what closes it
QUOTE_MARKS = frozenset(QUOTES) | frozenset(QUOTES.values())
DASHES = frozenset("-–—")
COMMAS = ("،", ",")


def closing_quote(toks: list[Token], j: int) -> int:
    """Give the token that closes the short quotation opened at token j, or 0."""
    want = QUOTES[toks[j].word.norm]
    for k in range(j + 2, min(len(toks), j + 7)):
        if toks[k].word.norm == want:
            return k
    return 0


def closing_bracket(toks: list[Token], j: int) -> int:
    """Give the token that closes the short remark in brackets opened at token j, or 0."""
    for k in range(j + 1, min(len(toks), j + 6)):
        if toks[k].word.norm == ")":
            return k
    return 0
