"""The text of a feed's own entry, where the source is taken at its word instead of fetching the page."""

from __future__ import annotations

import re

from marsad.gather.clutter import remove_clutter
from marsad.gather.credits import read_credits
from marsad.gather.entries import Entry
from marsad.gather.languages import language_of
from marsad.gather.metadata import Metadata
from marsad.gather.pages import LEAST, Page, _break_lines, paragraphs, plain_lines, tidy
from marsad.gather.trouble import Trouble
from marsad.gather.truncation import truncation_notes

WHOLE = 900  # characters: a description as long as this is the whole text in feeds that have no content element


def page_of_entry(entry: Entry) -> Page:
    """Give what an entry says as a page: its content, else its summary (with a note). Raises Trouble if it says too little."""
    markup = entry.content if len(entry.content) >= len(entry.summary) else entry.summary
    text, byline = tidy(_text(markup), entry.title)
    if len(text) < LEAST:
        raise Trouble("no-text", f"{entry.link or entry.key}: the feed gives no text for it")
    notes = truncation_notes(text, Metadata())
    if not entry.content and len(text) < WHOLE:
        notes.append("the text looks truncated: the feed gives a summary only")
    credits = read_credits(text)
    return Page(text, entry.title, byline or credits.byline, credits.dateline, credits.agencies, language=language_of(text, entry.language), notes=tuple(notes))


def _text(markup: str) -> str:
    if not re.search(r"<[a-zA-Z/!]", markup):
        return plain_lines(markup)
    from lxml import html
    from lxml.etree import ParserError

    try:
        tree = html.fragment_fromstring(f"<div>{markup[:2_000_000]}</div>", create_parent="div")
    except (ParserError, ValueError):
        return plain_lines(markup)
    remove_clutter(tree)
    _break_lines(tree)
    return paragraphs(tree)
