"""Quotation marks and dashes, as folded words are written."""

from __future__ import annotations

QUOTES = {"«": "»", '"': '"', "“": "”", "”": "“", "'": "'"}  # what opens a quotation → what closes it
QUOTE_MARKS = frozenset(QUOTES) | frozenset(QUOTES.values())
DASHES = frozenset("-–—")
