"""Extraction again: the texts of earlier captures made anew from the WARC files, with the extractor as it is now."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.gather import pages
from marsad.gather.entries import Entry
from marsad.gather.evidence import Capture, article_line, article_of_page
from marsad.gather.fetch import Answer, Hop
from marsad.gather.inflate import inflate
from marsad.gather.settings import Settings
from marsad.gather.sources import Source
from marsad.gather.state import State
from marsad.gather.trouble import Trouble
from marsad.gather.warc import read_record
from marsad.gather.work import read_answer
from marsad.record import InputError


def extract_again(state: State, folder: Path, sources: dict[str, Source], settings: Settings) -> Iterator[tuple[str, bytes | None, str]]:
    """Yield (article id, its new line or None, what went wrong) for each article whose page lies in our archive, in order.

    Ids stay as they are, so a new text can be laid beside the old. What a feed had said of an entry comes from the state.
    """
    captures = {capture.id: capture for capture in state.captures()}
    for _, name, line in state.articles():
        old = msgspec.json.decode(line)
        capture = captures.get(name)
        if capture is None or capture.warc is None:
            continue
        source = sources.get(capture.source) or Source(name=capture.source, address=capture.requested)
        if old.get("published_from") == "feed" and old.get("capture", {}).get("charset") is None:
            continue  # a feed's own text: there is no page to extract
        try:
            answer = stored_answer(capture, folder, settings)
            page, _ = read_answer(answer, settings.max_page)
        except (InputError, Trouble) as error:
            yield old["id"], None, str(error)
            continue
        entry = Entry("", capture.requested or "", old.get("title") or "", old.get("published") if old.get("published_from") == "feed" else None, old.get("published_printed"))
        article = article_of_page(page, capture, pages.extractor(), source, entry)
        yield old["id"], article_line(msgspec.structs.replace(article, id=old["id"])), ""


def stored_answer(capture: Capture, folder: Path, settings: Settings) -> Answer:
    """Give the answer as it was received, from our archive. Raises InputError if the archive does not hold it any more, Trouble if it is a bomb."""
    assert capture.warc is not None
    stored = read_record(folder / Path(str(capture.warc["file"])).name, int(capture.warc["offset"]), int(capture.warc["length"]))
    encoding = ", ".join(value for name, value in stored.http if name.lower() == "content-encoding")
    body = inflate(stored.body, encoding, settings.max_decoded, settings.max_ratio)
    hops = tuple(Hop(*hop) for hop in capture.redirects)
    headers = tuple((name, value) for name, value in capture.headers)
    datetime.date.fromisoformat(capture.fetched[:10])
    return Answer(capture.requested or "", capture.final or "", hops, capture.status or 200, headers, capture.fetched, capture.ip, (), "", stored.body, body)
