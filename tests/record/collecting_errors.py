"""The bad inputs of collecting, for the table of test_errors."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.desk import sources as desk_sources
from marsad.desk.captures import verify_captures
from marsad.desk.collect import chosen_sources, opened
from marsad.desk.sources import add_outlets, import_opml
from marsad.gather.sources import load_config
from marsad.gather.stamps import check_stamp
from marsad.gather.state import State
from marsad.gather.warc import parse_record, read_record
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.outlets import known_outlets
from marsad.lexicon.pages import page_words
from marsad.record import InputError, LexiconError, MarsadError, UsageError

Provoke = Callable[[Path, pytest.MonkeyPatch], object]


def toml(text: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / "marsad.toml").write_text(text, encoding="utf-8")
        load_config(folder / "marsad.toml")

    return provoke


def opml(data: bytes | None) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        if data is not None:
            (folder / "a.opml").write_bytes(data)
        import_opml(folder / "marsad.toml", folder / "a.opml")

    return provoke


def a_large_opml(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(desk_sources, "MOST_OPML", 4)
    opml(b"<opml/>")(folder, patch)


def a_store(folder: Path) -> Path:
    """Make an empty store and give its marsad.toml."""
    (folder / "marsad.toml").write_text("", encoding="utf-8")
    State(folder / "gathered" / "state.sqlite").close()
    return folder / "marsad.toml"


def a_store_that_is_newer(folder: Path, patch: pytest.MonkeyPatch) -> None:
    a_store(folder)
    with sqlite3.connect(folder / "gathered" / "state.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    State(folder / "gathered" / "state.sqlite")


def a_store_in_use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    first = State(folder / "state.sqlite")
    try:
        State(folder / "state.sqlite")
    finally:
        first.close()


def no_roots(folder: Path, patch: pytest.MonkeyPatch) -> None:
    path = a_store(folder)
    path.write_text('[collect]\ntimestamp_roots = "gone.pem"\n', encoding="utf-8")
    verify_captures(path)


def no_store(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "marsad.toml").write_text("", encoding="utf-8")
    verify_captures(folder / "marsad.toml")


def an_output_that_shrank(folder: Path, patch: pytest.MonkeyPatch) -> None:
    path, out = a_store(folder), folder / "news.jsonl"
    state = State(folder / "gathered" / "state.sqlite")
    with state.step():
        state.set_export(str(out.resolve()), 1, 10)
    state.close()
    with opened(path, out, sys.stdout.buffer):
        pass


def stamps_without_their_package(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "rfc3161_client", None)
    check_stamp(b"", "")


def a_record_of_rubbish(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "a.warc.gz").write_bytes(b"rubbish")
    read_record(folder / "a.warc.gz", 0, 7)


def a_lexicon_copy(name: str, text: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        home = lexicon_home()
        (folder / "words").mkdir()
        shutil.copy(home / "words" / "closed.yaml", folder / "words")
        (folder / name).write_text(text, encoding="utf-8")
        patch.setenv("MARSAD_LEXICON", str(folder))
        page_words.cache_clear()
        try:
            page_words() if name == "pages.yaml" else known_outlets()
        finally:
            page_words.cache_clear()

    return provoke


HEAD = "name_ar\tname_en\tcountry\townership\tlanguage\tkind\taddress\n"
LINE = "أ\tA\tSYR\tngo\tar\tfeed\thttps://a.example/rss\n"

COLLECTING: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("no marsad.toml", lambda folder, patch: load_config(folder / "marsad.toml"), InputError, "there is no such file with sources"),
    ("a marsad.toml that is none", toml("[[source"), InputError, r"not readable as TOML \("),
    ("a source without an address", toml('[[source]]\nname = "a"\n'), InputError, r"1 problem\(s\): source 1 'a': a source of kind feed needs an address"),
    ("a source that is not listed", lambda folder, patch: chosen_sources(load_config(a_store(folder)), ["x"]), UsageError, "there is no source of this name"),
    ("an outlet that is unknown", lambda folder, patch: add_outlets(folder / "marsad.toml", ["x"]), UsageError, "no known outlet has this name or country"),
    ("an OPML file that is not there", opml(None), InputError, r"cannot be opened \("),
    ("a large OPML file", a_large_opml, InputError, "it has more than 4 bytes"),
    ("an OPML file of rubbish", opml(b"x"), InputError, r"not readable as OPML \("),
    ("RSS for OPML", opml(b"<rss/>"), InputError, "the root is <rss>, not <opml>"),
    ("a store that is newer", a_store_that_is_newer, UsageError, "the store has version 99, this Marsad knows 1"),
    ("a store in use", a_store_in_use, UsageError, "another marsad is collecting into this store"),
    ("no store", no_store, UsageError, "nothing has been collected there"),
    ("roots that are not there", no_roots, InputError, r"the root certificates cannot be read \("),
    ("an output that shrank", an_output_that_shrank, InputError, "it has 0 bytes, but 10 were written to it"),
    ("stamps without their package", stamps_without_their_package, UsageError, "time stamps need a package that is not installed"),
    ("no archive", lambda folder, patch: read_record(folder / "a.warc.gz", 0, 9), InputError, "the WARC file is not there"),
    ("an archive of rubbish", a_record_of_rubbish, InputError, r"no whole WARC record is there \("),
    ("a record of rubbish", lambda folder, patch: parse_record(gzip.decompress(gzip.compress(b"x")), "a:0"), InputError, "what is there is no WARC record"),
    ("words of pages without a list", a_lexicon_copy("pages.yaml", "read_also: []\n"), LexiconError, r"pages\.yaml:1: entry 'zones': there is no dict of this name"),
    ("words of pages without a map", a_lexicon_copy("pages.yaml", "zones: {}\n"), LexiconError, r"pages\.yaml:1: entry 'cut': there is no list of this name"),
    (
        "an outlet of no kind",
        a_lexicon_copy("sources.tsv", HEAD + LINE.replace("\tfeed", "\trss")),
        LexiconError,
        r"sources\.tsv:2: entry 'A': kind 'rss' is neither feed nor sitemap",
    ),
    ("an outlet twice", a_lexicon_copy("sources.tsv", HEAD + LINE + LINE), LexiconError, r"sources\.tsv:3: entry 'A': the address stands on line 2 too"),
]
