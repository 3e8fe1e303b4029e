"""Web archives as articles to be read: each page of a WARC or WACZ that holds a story, without a store of captures.

What comes out depends on the bytes of the archive and its name alone, so every machine gives the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from marsad.gather.archives import read_open
from marsad.gather.evidence import article_line
from marsad.gather.files import Item, failed
from marsad.gather.local import article_of_record
from marsad.gather.settings import Settings
from marsad.gather.sources import Source
from marsad.gather.trouble import Trouble

_LIMITS = Settings()
_SOURCE = Source(name="archive", kind="files")


def pages_of(file: BinaryIO, where: str) -> Iterator[Item]:
    """Yield an item for each archived page in order; what holds no article, or cannot be read, gives a failed item."""
    for page in read_open(file, where, _LIMITS.max_page, _LIMITS.max_ratio):
        if isinstance(page, Trouble):
            yield _failed_page(where, page)
            continue
        place = f"{page.file}:{page.offset}"
        try:
            article, _ = article_of_record(page, _SOURCE, (), at="", host="")
        except Trouble as trouble:
            yield _failed_page(place, trouble)
            continue
        yield Item("line", article_line(article), place, place)


def _failed_page(place: str, trouble: Trouble) -> Item:
    return failed(place, trouble.detail, "The pages beside it are read.")
