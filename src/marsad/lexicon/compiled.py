"""Compile the files of /lexicon into tables, keep them in a cache, and answer what a word may be."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import msgspec

from marsad.lexicon.home import lexicon_home
from marsad.lexicon.types import Tables
from marsad.record import LexiconError

_CODE = (  # what the tables depend on
    "lexicon/attribution.py", "lexicon/build.py", "lexicon/factuality.py", "lexicon/lists.py", "lexicon/schema.py", "lexicon/source.py", "lexicon/types.py", "lexicon/vocabulary.py", "arabic/fold.py", "arabic/paradigms.py", "arabic/words.py",
)  # fmt: skip


APART = ("pages.yaml", "sources.tsv")  # for collecting; no record depends on them


def _digest(home: Path) -> str:
    """Identify the content of the lexicon by names, sizes and times of its files: hashing 8 MB would cost start-up time."""
    state = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    for name in _CODE:
        stat = (package / name).stat()
        state.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    for path in sorted(home.rglob("*")):
        if path.suffix in (".yaml", ".tsv") and path.name not in APART:
            stat = path.stat()
            state.update(f"{path.relative_to(home)}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return state.hexdigest()[:16]


def content_digest(home: Path) -> str:
    """Give the version of the lexicon: a hash of what its files say, the same on every machine."""
    state = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        if path.suffix in (".yaml", ".tsv") and path.name not in APART:
            state.update(str(path.relative_to(home)).encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()[:12]


def _cache_folder() -> Path:
    base = os.environ.get("MARSAD_CACHE") or os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "marsad")
    return Path(base)


def load_tables(home: Path | None = None) -> Tables:
    """Give the compiled tables, from the cache if the files have not changed since.

    Raises LexiconError with every problem of every file if the lexicon breaks its schema.
    """
    home = home or lexicon_home()
    cached = _cache_folder() / f"lexicon-{_digest(home)}.msgpack"
    try:
        return _decoded(cached.read_bytes())
    except (OSError, msgspec.DecodeError):
        pass
    from marsad.lexicon.build import build_tables  # late: with it comes YAML, of which a start from the cache has no need

    tables = build_tables(home, content_digest(home))
    try:
        cached.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cached.parent, delete=False) as f:
            f.write(msgspec.msgpack.encode(tables))
        os.replace(f.name, cached)
        for old in cached.parent.glob("lexicon-*.msgpack"):
            if old != cached:
                old.unlink(missing_ok=True)
    except OSError:
        pass  # a read-only home: compile at each start
    return tables


def _decoded(data: bytes) -> Tables:
    """Give the tables. Half a million objects are made and none is let go: the collector would only search them again and again, which doubles the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(data, type=Tables)
    finally:
        if collects:
            gc.enable()


class Lexicon:
    """The tables of one lexicon, and its version."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.version = tables.digest


@cache
def load_lexicon() -> Lexicon:
    """Give the bundled lexicon, loaded once. Raises LexiconError."""
    return Lexicon(load_tables())


__all__ = ["Lexicon", "LexiconError", "content_digest", "load_lexicon", "load_tables"]
