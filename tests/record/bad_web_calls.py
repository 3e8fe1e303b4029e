"""Bad calls of the pages: forms, saved filters, webhooks, sources, paper; the rows join those of test_errors.py."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from bad_archive_calls import NOW, Provoke, calling, filled

from marsad.archive import saved
from marsad.desk import messages, newsroom
from marsad.desk.access import Visitor
from marsad.record import InputError, MarsadError, UsageError
from marsad.web import api, printing, saved_page, settings_page, sources_page


def as_raised(*_: object) -> NoReturn:
    """Stand where a page turns an error into an answer, and let the error through."""
    error = sys.exc_info()[1]
    assert error is not None
    raise error


def sent(page: Callable[[Any], object], form: list[tuple[str, str]] | None = None, body: bytes = b"", **parts: str) -> Provoke:
    """Give the provocation that sends a form, or a body, to a page, with parts of the address."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        for module, name in ((settings_page, "refused"), (sources_page, "refused"), (api, "_problem")):
            patch.setattr(module, name, as_raised)
        archive = filled(folder)
        state = SimpleNamespace(desk=SimpleNamespace(archive=archive), door=SimpleNamespace(config=folder / "marsad.toml"), collecting=newsroom.Collecting())
        scope = {"marsad.visitor": Visitor("layla", "admin"), "marsad.form": form or [], "marsad.body": body}
        try:
            page(SimpleNamespace(app=SimpleNamespace(state=state), scope=scope, path_params=parts))
        finally:
            archive.close()

    return provoke


def a_feed(address: str, times: int = 1) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / "marsad.toml").write_text("", encoding="utf-8")
        for _ in range(times):
            newsroom.add_feed(folder / "marsad.toml", address, "A paper", "feed")

    return provoke


def collecting_from_nowhere(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "marsad.toml").write_text("", encoding="utf-8")
    newsroom.Collecting().start(filled(folder), folder / "marsad.toml", [])


def paper_without_its_package(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "weasyprint", None)
    printing.pdf("<p>x")


def paper_without_pango(folder: Path, patch: pytest.MonkeyPatch) -> None:
    plain = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return plain(name, *rest, **more)

    patch.setattr(builtins, "__import__", without)
    printing.pdf("<p>x")


WEB_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("a filter for no webhook", calling(lambda a: saved.add_saved(a, "layla", "t", "", 7, NOW)), UsageError, "there is no such webhook"),
    ("a saved filter that is not there", calling(lambda a: saved.remove_saved(a, 7, NOW)), UsageError, "there is no such saved filter, or it is somebody else's"),
    ("a webhook that is not there", calling(lambda a: saved.remove_webhook(a, 7, "test", NOW)), UsageError, "there is no such webhook"),
    ("a webhook in the clear", calling(lambda a: messages.name_webhook(a, "http://example.org/in")), UsageError, "this is no https address"),
    ("a webhook at home", calling(lambda a: messages.name_webhook(a, "https://192.168.0.1/in")), UsageError, "it lies in a private network"),
    ("a feed that is no address", a_feed("gopher"), UsageError, "this is no http or https address, or no kind of source"),
    ("a feed at home", a_feed("http://192.168.0.1/feed"), UsageError, "it lies in a private network"),
    ("a feed added twice", a_feed("https://example.org/feed", 2), UsageError, "this source is there already"),
    ("collecting from nowhere", collecting_from_nowhere, InputError, "it lists no sources"),
    ("a verdict that is praise", sent(api.verdict, body=json.dumps({"verdict": "praise"}).encode(), id="e0"), UsageError, "this is none"),
    ("a feed of no saved filter", sent(saved_page.feed, number="7"), UsageError, "there is no such saved filter"),
    ("a form of accounts that is none", sent(settings_page.change, [("name", "layla")], action="praise"), UsageError, "there is no such form"),
    ("a form of sources that is none", sent(sources_page.change, action="praise"), UsageError, "there is no such form"),
    ("paper without its package", paper_without_its_package, UsageError, "it is not installed, so nothing can be put into a PDF"),
    ("paper without a library", paper_without_pango, UsageError, r"a library of the system is missing \(cannot load"),
]
