"""What is fuzzed: from bytes to a call that must keep its laws. Each target raises for a broken law and for an error that is not Marsad's own.

Property tests (test_fuzz.py) run them on a small budget, tools/fuzz.py under a coverage-guided fuzzer for as long as one likes.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from marsad.arabic.fold import fold, fold_with_offsets
from marsad.arabic.sentences import quotations, split_sentences
from marsad.arabic.words import tokens
from marsad.desk.export import line_of as record_of
from marsad.desk.read import line_of, reader
from marsad.gather.archives import Archived, read_open
from marsad.gather.bulk import read_page_fast
from marsad.gather.charset import decode
from marsad.gather.feeds import read_feed
from marsad.gather.files import Item, article_of, items_of
from marsad.gather.inflate import inflate
from marsad.gather.instants import read_instant
from marsad.gather.opml import read_opml
from marsad.gather.pages import read_page
from marsad.gather.papers import read_docx, read_mail, read_pdf
from marsad.gather.robots import read_robots
from marsad.gather.sitemaps import read_sitemap
from marsad.gather.trouble import Trouble
from marsad.ledger.book import load_book
from marsad.lexicon.build import build_tables
from marsad.lexicon.home import lexicon_home
from marsad.record import LedgerError, LexiconError, MarsadError, make_article

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2020, 2, 15)
ADDRESS = "https://news.example/a"
MARKS = (" ", ".", "،", "؟", "\n", '"', "«", "»", "(", ")", ":", "-", "/", "٪", "\u200f", "\u0651", "ـ", "1", "20", "١٤", "2020", "3,5", "10:30")


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [s for v in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()) for s in _strings(v)]


@cache
def vocabulary(*names: str) -> tuple[str, ...]:
    """Give the Arabic words of files of the lexicon, and marks between them."""
    found: dict[str, None] = dict.fromkeys(MARKS)
    for name in names:
        content = yaml.load((lexicon_home() / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for text in _strings(content):
            if any("ء" <= c <= "ي" for c in text):
                found.update(dict.fromkeys(text.split()))
    return tuple(found)


def text_of(data: bytes, *names: str) -> str:
    """Give a text: the bytes as they are, or (by the first) words of the lexicon that two bytes each choose."""
    if not data or data[0] % 4 == 0 or not names:
        return data[1:].decode("utf-8", "replace")
    words = vocabulary(*names)
    return " ".join(words[int.from_bytes(data[n : n + 2], "big") % len(words)] for n in range(1, len(data) - 1, 2))


def folding(data: bytes) -> None:
    text = text_of(data, "calendar.yaml")
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert fold(folded.text) == folded.text, "folding twice changes something"
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.to_source(at, at + 1)
        assert last <= start < end <= len(text)
        assert folded.text[at] in fold(text[start:end])
        first, beyond = folded.to_folded(start, end)
        assert first <= at < beyond
        last = start


def sentences(data: bytes) -> None:
    text = text_of(data, "cues/speech.yaml")
    at = 0
    for start, end in split_sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip(), "words between sentences"
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
    assert all(0 <= a < b <= len(text) for a, b in quotations(text))


def words(data: bytes) -> None:
    text = fold(text_of(data, "cues/speech.yaml"))
    at = 0
    for start, end, token in tokens(text):
        assert at <= start < end <= len(text)
        assert token == text[start:end]
        at = end


def dates(data: bytes) -> None:
    said = [token for _, _, token in tokens(fold(text_of(data, "calendar.yaml", "numbers.yaml")))]
    for published in (TODAY, None):
        at = 0
        for mention in reader().calendar.find_dates(said, published):
            assert at <= mention.first < mention.last <= len(said)
            assert mention.start is None or mention.end is None or mention.start <= mention.end, mention
            at = mention.last


def numbers(data: bytes) -> None:
    said = [token for _, _, token in tokens(fold(text_of(data, "numbers.yaml")))]
    at = 0
    for number in reader().numbers.find_numbers(said):
        assert at <= number.first <= number.core < number.last <= len(said)
        assert number.low is None or number.high is None or number.low <= number.high, number
        at = number.last


def reading(data: bytes) -> None:
    """An article of any words: a record, every span of it a quote, twice the same."""
    text = text_of(data, "actions/assault.yaml", "actions/agree.yaml", "cues/speech.yaml", "cues/factuality.yaml", "calendar.yaml", "numbers.yaml")
    item = Item("line", json.dumps({"id": "x", "text": text, "published": "2020-02-15"}).encode(), "x:1", "x:1")
    line, was_read, _ = line_of(item)
    assert was_read, line
    assert line_of(item)[0] == line

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("start"), int):
                assert text[value["start"] : value["end"]] == value["text"], value
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    record = json.loads(line)
    text = record["article"]["text"]
    walk({name: value for name, value in record.items() if name != "article"})


def articles(data: bytes) -> None:
    """A line of an input: an article or an error of the family; its failure line can be written."""
    item = Item("line", data, "x:1", "x:1")
    try:
        article_of(item)
    except (MarsadError, RecursionError):
        line, was_read, _ = line_of(item)
        assert not was_read
        assert json.loads(line)["error"]["kind"] != "internal", line
    with contextlib.suppress(MarsadError):
        article_of(Item("txt", data, "x", "x"))


def records(data: bytes) -> None:
    """A line of records, as export, load and ledger take them."""
    with contextlib.suppress(MarsadError, RecursionError):
        record_of(Item("line", data, "x:1", "x:1"))


def inputs(data: bytes) -> None:
    """A file of any kind: items that can be told of, each an article or an error of the family."""
    kinds = ("lines", "lines.gz", "lines.zst", "parquet", "archive")
    kind = kinds[data[0] % len(kinds)] if data else "lines"
    for item in items_of(io.BytesIO(data[1:]), kind, "x.warc" if kind == "archive" else "x"):
        with contextlib.suppress(MarsadError, RecursionError):
            article_of(item)


def feeds(data: bytes) -> None:
    for read in (read_feed, read_sitemap):
        try:
            listing = read(data, "text/xml", ADDRESS, 50)
        except Trouble:
            continue
        assert len(listing.entries) <= 50
        assert all(entry.key for entry in listing.entries)
    with contextlib.suppress(MarsadError, Trouble):
        read_opml(data, "x.opml")


def pages(data: bytes) -> None:
    text = decode(data, "text/html").text
    for read in (read_page, read_page_fast):
        try:
            page = read(text, ADDRESS, TODAY)
        except Trouble:
            continue
        page.text.encode("utf-8", "strict")
        assert page.text.strip()


def papers(data: bytes) -> None:
    for read in (read_pdf, read_docx, read_mail):
        with contextlib.suppress(Trouble):
            read(data, "x")


def archives(data: bytes) -> None:
    for name in ("x.warc", "x.wacz"):
        for found in read_open(io.BytesIO(data), name, 10_000):
            assert not isinstance(found, Archived) or len(found.body) <= 10_000 * 200
    for encoding in ("gzip", "br", "zstd", "deflate", "gzip, br"):
        with contextlib.suppress(Trouble):
            assert len(inflate(data, encoding, 100_000, 200)) <= 100_000


def small(data: bytes) -> None:
    """Short strings of the web: instants, robots, charsets."""
    text = data.decode("utf-8", "replace")
    read_instant(text, TODAY)
    read_robots(text)
    decode(data, text[:60])


LEXICON = ("actions/assault.yaml", "cues/speech.yaml", "cues/factuality.yaml", "cues/attribution.yaml", "cues/support_verbs.yaml", "words/lists.yaml", "words/closed.yaml",
           "agreements/names.yaml", "agreements/generic.yaml", "actions/instruments.yaml", "actions/blocked_contexts.yaml", "cues/content_modes.yaml", "cues/counted.yaml",
           "cues/against.yaml", "cues/relational.yaml", "calendar.yaml", "numbers.yaml", "actors/people.tsv", "actors/organisations.tsv", "actors/countries.tsv",
           "actors/roles.tsv", "places/places.tsv", "places/heads.tsv", "places/regions.tsv", "words/forms.tsv", "words/adjectives.tsv", "words/general_verbs.tsv",
           "actors/adjectives.tsv", "actors/given_names.tsv", "models/acceptance.tsv", "models/sentence_assault.tsv")  # fmt: skip
LEDGER = ("sides.yaml", "processes.yaml", "words.yaml", "agreements/syria.yaml")


def lexicon(data: bytes) -> None:
    """One file of a lexicon or of the ledger, the others missing: all problems, told in the family's error."""
    if not data:
        return
    names = [*LEXICON, *LEDGER]
    name = names[data[0] % len(names)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data[1:])
        load, error = (load_book, LedgerError) if name in LEDGER else (_tables, LexiconError)
        with contextlib.suppress(error):  # the ledger may be whole without this file
            load(Path(folder))


def _tables(home: Path) -> None:
    build_tables(home, "digest")
    raise AssertionError("a lexicon of one file was taken for whole")


def made(data: bytes) -> None:
    """What JSON can hold as an article: an article that can be written, or an error of the family."""
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    with contextlib.suppress(MarsadError, RecursionError):
        msgspec.json.encode(make_article(raw, "x:1"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    f.__name__: f for f in (folding, sentences, words, dates, numbers, reading, articles, records, inputs, feeds, pages, papers, archives, small, lexicon, made)
}
