"""Sources: what is collected, and the outlets whose feeds Marsad knows. The command line and the pages say the same verbs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from marsad.gather.addresses import normal_address
from marsad.gather.fetch import Fetcher
from marsad.gather.manners import Manners
from marsad.gather.opml import opml_text, read_opml
from marsad.gather.settings import Settings
from marsad.gather.sources import Config, Source, add_sources, load_config
from marsad.gather.wire import Resolver, system_resolver
from marsad.gather.work import Task, perform
from marsad.lexicon.outlets import Outlet, known_outlets
from marsad.record import InputError, UsageError

MOST_OPML = 10_000_000  # bytes


def list_sources(path: Path) -> Config:
    """Give the sources of a marsad.toml. Raises InputError."""
    return load_config(path)


def add_source(path: Path, source: Source) -> bool:
    """Add a source; tell whether it is new. Raises UsageError, InputError."""
    return bool(add_sources(path, [source])[0])


def add_outlets(path: Path, names: Iterable[str]) -> tuple[list[Source], list[Source]]:
    """Add known outlets by name (Arabic or English, all their feeds) or country code; give (added, there already). Raises UsageError for an unknown one."""
    outlets, chosen = known_outlets(), []
    for name in names:
        found = [o for o in outlets if name.casefold() in (o.name_ar.casefold(), o.name_en.casefold(), o.country.casefold())]
        if not found:
            raise UsageError(name, "no known outlet has this name or country", "See `marsad sources list --known`, or give an address.")
        chosen += found
    return add_sources(path, [outlet_source(outlet) for outlet in chosen])


def outlet_source(outlet: Outlet) -> Source:
    """Give the source of a known outlet's feed."""
    return Source(name=outlet.name_ar, kind=outlet.kind, address=outlet.address, outlet=outlet.name_ar, country=outlet.country, language=outlet.language)


def import_opml(path: Path, opml: Path) -> tuple[list[Source], list[Source]]:
    """Add the feeds of an OPML file; give (added, there already). Raises InputError."""
    try:
        if opml.stat().st_size > MOST_OPML:
            raise InputError(str(opml), f"it has more than {MOST_OPML:,} bytes", "Export fewer feeds at once.")
        data = opml.read_bytes()
    except OSError as error:
        raise InputError(str(opml), f"cannot be opened ({error.strerror})", "Check the name and its permissions.") from None
    return add_sources(path, read_opml(data, str(opml)))


def export_opml(path: Path) -> str:
    """Give the feeds of a marsad.toml as OPML. Raises InputError."""
    return opml_text(load_config(path).sources)


class Tried(NamedTuple):
    """What came of asking a source once, without taking anything."""

    name: str
    works: bool
    entries: int
    newest: str | None
    said: str


def check_source(source: Source, settings: Settings, resolver: Resolver = system_resolver) -> Tried:
    """Ask a source once and tell what it gives. Nothing is stored."""
    if source.kind == "files":
        return Tried(source.name, True, 0, None, "files are looked at when they are collected")
    fetcher = Fetcher(settings, resolver)
    task = Task("watched" if source.kind == "page" else "list", source, normal_address(source.address or ""))
    outcome = perform(task, fetcher, Manners(fetcher))
    if outcome.trouble is not None:
        return Tried(source.name, False, 0, None, f"{outcome.trouble.reason}: {outcome.trouble.detail}")
    if outcome.listing is not None:
        entries = outcome.listing.entries
        newest = max((e.published for e in entries if e.published), default=None)
        said = "; ".join(outcome.listing.notes) or (f"{len(outcome.listing.more)} sitemaps in it" if outcome.listing.more else "")
        return Tried(source.name, bool(entries or outcome.listing.more), len(entries), newest, said or ("" if entries else "there is nothing in it"))
    page = outcome.page
    return Tried(source.name, page is not None, 1, page.published.iso if page is not None and page.published is not None else None, page.title if page is not None else "")
