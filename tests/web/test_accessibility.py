"""axe looks at every page, in Arabic on a large screen and in English on a dark phone: no serious fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_figures_in_a_browser import PAGES, address, chromium, drawn  # noqa: F401 (fixtures)
from test_in_a_browser import opened

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
ASKED = """async () => {
  const found = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] } });
  return found.violations.filter((fault) => ['serious', 'critical'].includes(fault.impact)).map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
}"""


def faults(page: Any) -> list[str]:
    """Give the serious faults of a page. The script is run, not written into the page, which its policy would forbid."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ASKED)
    return found


def paths(archive: Archive) -> Iterator[str]:
    """Yield the addresses of all pages."""
    yield from (
        "/",
        "/events",
        "/events?since=never",
        "/articles?q=قصف",
        "/article?id=torture",
        "/article?id=evil",
        "/agreements",
        "/agreements/agreement.astana-2017",
        "/review",
        "/nowhere",
    )
    yield from (f"/explore?view={view}" for view in ("table", "map", "timeline", "curve", "network"))
    yield f"/events/{browsing.page_of_events(archive, Filter(limit=1)).rows[0]['id']}"


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), [("ar", "desktop"), ("en", "phone")])
def test_no_page_has_a_serious_fault(chromium: Any, address: str, desk_archive: Archive, language: str, size: str) -> None:  # noqa: F811
    found = {}
    for path in paths(desk_archive):
        page, _ = opened(chromium, address, path, language, size)
        if size == "phone":
            page.emulate_media(color_scheme="dark")
        if wrong := faults(page):
            found[path] = wrong
        page.context.close()
    assert found == {}


def test_a_fault_would_be_found(chromium: Any, address: str) -> None:  # noqa: F811
    page, _ = opened(chromium, address, "/agreements", "en", "desktop")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=pale>pale</p><img width=9 height=9 src=/static/icon.svg>'); document.getElementById('pale').style.color = '#ddd'"
    )
    assert [fault.split(":")[0] for fault in faults(page)] == ["color-contrast", "image-alt"]
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["overview", "map", "network", "posts"])
def test_no_picture_has_a_serious_fault(chromium: Any, address: str, name: str) -> None:  # noqa: F811
    path, number = PAGES[name]
    page, _ = opened(chromium, address, path, "ar", "desktop")
    assert drawn(page, number) == ["yes"] * number
    if page.evaluate("Boolean(document.querySelector('figure').marsad.show)") and name == "map":
        page.evaluate("fetch('/explore/map.json').then((a) => a.json()).then((d) => document.querySelector('figure').marsad.show(d.rows[0]))")
        page.wait_for_selector(".card-here")
    assert faults(page) == []
    page.context.close()
