"""One piece of work towards one host: fetch a list or a page and make of it what can be made. No state is touched here: what comes out is an outcome."""

from __future__ import annotations

import datetime
import logging
from typing import NamedTuple

from marsad.gather.charset import decode
from marsad.gather.entries import Entry, Listing
from marsad.gather.feeds import read_feed
from marsad.gather.fetch import Answer, Fetcher
from marsad.gather.manners import Manners
from marsad.gather.pages import Page, read_page
from marsad.gather.papers import read_docx, read_pdf
from marsad.gather.sitemaps import read_sitemap
from marsad.gather.sources import Source
from marsad.gather.trouble import Trouble

_log = logging.getLogger(__name__)
_PDF = b"%PDF-"


class Task(NamedTuple):
    """Work to do. `kind`: list (feed or sitemap), page (of an entry), watched (a source that is one page). `known`: validators of the last answer."""

    kind: str
    source: Source
    address: str
    entry: Entry | None = None
    depth: int = 0
    known: tuple[tuple[str, str], ...] = ()


class Outcome(NamedTuple):
    """What became of a task: an answer with a listing or a page, or trouble (with the answer, where there was one)."""

    task: Task
    answer: Answer | None = None
    listing: Listing | None = None
    page: Page | None = None
    charset: str = ""
    trouble: Trouble | None = None


def perform(task: Task, fetcher: Fetcher, manners: Manners) -> Outcome:
    """Do a task. Never raises: a fault of the program is trouble of this one task (reason "fault"; the traceback goes to the log)."""
    answer: Answer | None = None
    try:
        answer = fetcher.get(task.address, dict(task.known), lambda address: manners.visit(address, task.source.delay, task.source.robots))
        if answer.status == 304:
            return Outcome(task, answer)
        if task.kind == "list":
            read = read_sitemap if task.source.kind == "sitemap" else read_feed
            return Outcome(task, answer, listing=read(answer.body, answer.content_type, answer.final, fetcher.settings.max_entries))
        page, charset = read_answer(answer, fetcher.settings.max_page)
        return Outcome(task, answer, page=page, charset=charset)
    except Trouble as trouble:
        return Outcome(task, answer, trouble=trouble)
    except RecursionError:
        return Outcome(task, answer, trouble=Trouble("unreadable", f"{task.address}: nested too deeply"))
    except Exception as error:
        _log.exception("%s: internal error", task.address)
        return Outcome(task, answer, trouble=Trouble("fault", f"{task.address}: {type(error).__name__}: {str(error)[:200]}"))


def read_answer(answer: Answer, most: int) -> tuple[Page, str]:
    """Give the story of an answer and the charset that gave it. What the bytes are decides, not the content type. Raises Trouble."""
    body = answer.body
    if body[:1024].lstrip().startswith(_PDF):
        return read_pdf(body, answer.final), ""
    if body.startswith(b"PK\x03\x04") and b"word/" in body[:4000]:
        return read_docx(body, answer.final), ""
    if len(body) > most:
        raise Trouble("too-large", f"{answer.final}: {len(body):,} bytes, more than {most:,} of a page")
    if not looks_textual(body):
        raise Trouble("not-text", f"{answer.final}: {answer.content_type or 'no content type'}, but its bytes are no text")
    decoded = decode(body, answer.content_type)
    page = read_page(decoded.text, answer.final, datetime.date.fromisoformat(answer.fetched[:10]))
    return (page._replace(notes=(*page.notes, decoded.note)) if decoded.note else page), decoded.charset


def looks_textual(body: bytes) -> bool:
    """Tell whether bytes may be text: hardly any control characters, or those of UTF-16.

    >>> looks_textual("<p>نص</p>".encode("utf-16")), looks_textual(b"\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR")
    (True, False)
    """
    sample = body[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if sample.startswith((b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x1f\x8b", b"PK\x03\x04", b"\x00\x00\x00")):
        return False
    controls = sum(1 for b in sample if b < 9 or 13 < b < 27)
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    return controls <= len(sample) // 50 or (zeros > len(sample) // 6 and controls - zeros <= len(sample) // 50)
