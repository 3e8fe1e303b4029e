"""Sources: what is collected, as marsad.toml lists it. Reading gives frozen records; writing appends to the file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec

from marsad.gather.addresses import normal_address
from marsad.gather.settings import Settings
from marsad.record import InputError, UsageError

Kind = Literal["feed", "sitemap", "page", "files"]
KINDS = ("feed", "sitemap", "page", "files")
START = """# What `marsad collect` collects. `marsad sources add` appends to this file.
[collect]
store = "gathered"
# contact = "desk@example.org"   # goes into the User-Agent, so that a webmaster can write to you
"""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place to collect from.

    `kind`: feed (RSS, Atom, JSON Feed), sitemap (news sitemap or index), page (one page, taken again when it changes), files
    (a file or folder: .html .txt .jsonl .warc .wacz .pdf .docx .eml). `text`: "page" fetches the page of each entry, "feed"
    takes what the feed itself says. `hosts` keeps only addresses of these hosts, `languages` only texts in these.
    """

    name: str
    kind: Kind = "feed"
    address: str | None = None
    path: str | None = None
    outlet: str | None = None
    country: str | None = None
    language: str | None = None
    text: Literal["page", "feed"] = "page"
    every: float | None = None
    delay: float | None = None
    robots: bool = True
    hosts: list[str] = []
    languages: list[str] = []
    enabled: bool = True


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A marsad.toml: the settings and the sources, and the folder that its paths start from."""

    settings: Settings
    sources: tuple[Source, ...]
    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / self.settings.store


def load_config(path: Path) -> Config:
    """Give the settings and sources of a marsad.toml. Other tables in it are left alone.

    Raises InputError if it cannot be read or breaks the rules; every fault of the sources is told at once.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(str(path), "there is no such file with sources", "Make one with `marsad sources add`, or name another with --config.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(str(path), f"not readable as TOML ({error})", "Mend the file; docs/collect.en.md shows an example.") from None
    problems: list[str] = []
    settings = _converted(raw.get("collect", {}), Settings, "[collect]", problems) or Settings()
    listed = raw.get("source", [])
    sources = [source for n, item in enumerate(listed if isinstance(listed, list) else [], 1) if (source := _source(item, n, problems)) is not None]
    taken: set[str] = set()
    for source in sources:
        if source.name in taken:
            problems.append(f"source '{source.name}': the name is taken")
        taken.add(source.name)
    if problems:
        raise InputError(str(path), f"{len(problems)} problem(s): {'; '.join(problems[:5])}", "Mend the file; docs/collect.en.md names every setting.")
    return Config(settings=settings, sources=tuple(sources), folder=path.resolve().parent)


def _converted(raw: object, kind: Any, where: str, problems: list[str]) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        problems.append(f"{where}: {error}")
        return None


def _source(raw: object, number: int, problems: list[str]) -> Source | None:
    where = f"source {number}" + (f" '{raw['name']}'" if isinstance(raw, dict) and isinstance(raw.get("name"), str) else "")
    source: Source | None = _converted(raw, Source, where, problems)
    if source is None:
        return None
    fault = fault_of(source)
    if fault:
        problems.append(f"{where}: {fault}")
        return None
    return source


def fault_of(source: Source) -> str:
    """Tell what is wrong with a source, "" if nothing is.

    >>> fault_of(Source(name="a", address="ftp://example.org/"))
    "'ftp://example.org/' is no address that starts with http:// or https://"
    """
    if not source.name.strip():
        return "the name is empty"
    if source.kind == "files":
        return "" if source.path else "a source of files needs a path"
    if source.address is None:
        return f"a source of kind {source.kind} needs an address"
    return "" if normal_address(source.address) else f"'{source.address}' is no address that starts with http:// or https://"


def source_text(source: Source) -> str:
    """Give a source as a [[source]] table of TOML; what has its usual value is left out.

    >>> print(source_text(Source(name="مثال", address="https://example.org/rss")))
    [[source]]
    name = "مثال"
    address = "https://example.org/rss"
    <BLANKLINE>
    """
    usual = Source(name="")
    lines = ["[[source]]"]
    for field in Source.__struct_fields__:
        value = getattr(source, field)
        if field == "name" or value != getattr(usual, field):
            lines.append(f"{field} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return re.sub("\x7f", r"\\u007f", json.dumps(value, ensure_ascii=False))  # a TOML basic string is a JSON string, but for this one character


def add_sources(path: Path, new: Iterable[Source]) -> tuple[list[Source], list[Source]]:
    """Append sources to a marsad.toml (made if missing) and give (added, those that were there already by address or path).

    A name that is taken gets a number. Raises UsageError for a source that is wrong, InputError if the file is.
    """
    known = load_config(path).sources if path.is_file() else ()
    places = {_place(source) for source in known}
    names = {source.name for source in known}
    added, present = [], []
    for source in new:
        if fault := fault_of(source):
            raise UsageError(source.name or "source", fault, "Give a name and an address (or a path for files).")
        if _place(source) in places:
            present.append(source)
            continue
        name, number = source.name, 2
        while name in names:
            name, number = f"{source.name} {number}", number + 1
        source = msgspec.structs.replace(source, name=name)
        names.add(name)
        places.add(_place(source))
        added.append(source)
    if added:
        before = path.read_text(encoding="utf-8-sig") if path.is_file() else START
        temporary = path.with_name(path.name + ".part")
        temporary.write_text(before.rstrip("\n") + "\n\n" + "\n".join(map(source_text, added)), encoding="utf-8")
        temporary.replace(path)
    return added, present


def _place(source: Source) -> str:
    return normal_address(source.address) if source.address else f"path:{source.path}"
