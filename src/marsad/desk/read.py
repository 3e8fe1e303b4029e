"""Read: from inputs to lines of records, in input order, the same bytes for any number of workers."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from marsad.gather.files import Item, article_of
from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import ArticleError, Failure, MarsadError
from marsad.record.article import encodable

# What is handed to a worker at once: large enough to hide the cost of passing it, small enough to keep order cheap and no worker waiting
# at the end. By articles and by bytes: sixteen short notes or one long report take a tenth of a second each.
BATCH, BATCH_BYTES = 16, 64 * 1024
LONGEST = 300  # characters of an exception's message in a failure line: it may quote the whole text that it choked on
_encoder = msgspec.json.Encoder()
_log = logging.getLogger(__name__)


@cache
def reader() -> Reader:
    """Give the reader with the bundled lexicon, made once. Raises LexiconError.

    What it is made of stays to the end: the collector is not asked to search half a million objects, now or later.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        made = Reader(load_lexicon())
        gc.freeze()
    finally:
        if collects:
            gc.enable()
    return made


def line_of(item: Item) -> tuple[bytes, bool, int]:
    """Give (one line of JSON with its newline, whether the item was read, events in it).

    Never raises for what an item holds: an item that cannot be read gives a failure line. So does one that meets a
    fault of the program (kind "internal"; the traceback goes to the log): one article must not stop a run of thousands.
    """
    name = item.identity
    try:
        article = article_of(item)
        name = article.id
        record = reader().read(article)
        return _encoder.encode(record) + b"\n", True, len(record.events)
    except MarsadError as error:
        identity = error.identity if isinstance(error, ArticleError) else None
        failure = Failure(
            article={"id": item.identity if identity is None else identity}, error={"kind": error.kind, "message": f"{error.found}. {error.todo}", "where": error.where}
        )
    except RecursionError:
        failure = Failure(article={"id": item.identity}, error={"kind": "article", "message": "nested too deeply to be read", "where": item.where})
    except Exception as error:
        _log.exception("article %s: internal error", name)
        said = f"{type(error).__name__}: {error}"[:LONGEST]
        failure = Failure(article={"id": name}, error={"kind": "internal", "message": f"{said}. This is a fault of Marsad: report it with the article", "where": item.where})
    return _encoder.encode(encodable(msgspec.to_builtins(failure))) + b"\n", False, 0


def _as_worker() -> None:
    """Let a worker be ended whatever its parent does on a signal; handlers are inherited by a fork. Ctrl-C is the parent's to answer."""
    import signal

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lines(items: list[Item]) -> list[tuple[bytes, bool, int]]:
    return [line_of(item) for item in items]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data)
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_lines(items: Iterable[Item], workers: int = 1) -> Iterator[tuple[bytes, bool, int]]:
    """Yield (line, read, events) for each item in order. `workers` > 1 reads in that many processes. Raises LexiconError before the first."""
    reader()  # once, shared with forked workers: frozen, so that no collector writes to its objects and copies their pages
    gc.set_threshold(500_000, 20, 20)  # an article's objects are many and die together
    if workers <= 1:
        for item in items:
            yield line_of(item)
        return
    import multiprocessing  # late: one worker has no need of it

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with multiprocessing.get_context(method).Pool(workers, initializer=_as_worker) as pool:
        for lines in pool.imap(_lines, _batches(items)):
            yield from lines
        pool.close()  # nothing is left to do: the workers end by themselves
        pool.join()
