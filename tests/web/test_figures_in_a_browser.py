"""Pictures in Chromium: every one is drawn under the policy, from this server only, in both languages; and what stands on it is what the data say."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_in_a_browser import SIZES, opened, served

from marsad.archive.connect import Archive

PAGES = {
    "overview": ("/", 3),
    "map": ("/explore?view=map", 1),
    "timeline": ("/explore?view=timeline", 1),
    "curve": ("/explore?view=curve", 1),
    "network": ("/explore?view=network", 1),
    "posts": ("/agreements/agreement.astana-2017", 1),
}
BOTH = [("ar", "desktop"), ("en", "phone")]
CASES = [("overview", language, size) for language in ("ar", "en") for size in SIZES] + [(name, *shown) for name in PAGES if name != "overview" for shown in BOTH]
DRAWN = "(n) => document.querySelectorAll('figure[data-view]')[n].dataset.drawn"
PATIENCE = 90_000  # milliseconds: maps without a graphics card, on a machine that does other things
SHOTS = os.environ.get("MARSAD_SCREENSHOTS")  # a folder: the tests leave pictures of the pages there


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright): the pictures are not tried in a browser")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): the pictures are not tried in a browser")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(desk_archive: Archive) -> Iterator[str]:
    with served(desk_archive) as found:
        yield found


def drawn(page: Any, number: int) -> list[str]:
    """Give for each figure whether it was drawn, after scrolling to it."""
    found = []
    for n in range(number):
        page.locator("figure[data-view]").nth(n).scroll_into_view_if_needed()
        page.wait_for_function(DRAWN, arg=n, timeout=PATIENCE)
        found.append(page.evaluate(DRAWN, n))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language", "size"), CASES)
def test_every_picture_is_drawn_under_the_policy_and_fits(chromium: Any, address: str, name: str, language: str, size: str) -> None:
    path, number = PAGES[name]
    page, said = opened(chromium, address, path, language, size)
    assert page.locator("figure[data-view]").count() == number
    assert drawn(page, number) == ["yes"] * number
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert [word for word in said if not word.startswith("fetched blob:")] == []
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{size}.png", full_page=True)
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_the_tables_say_the_same(chromium: Any, address: str, size: str) -> None:
    for view in ("map", "timeline", "curve", "network"):
        page, _ = opened(chromium, address, f"/explore?view={view}", "ar", size, script=False)
        assert page.locator("figure[data-view]").is_hidden()
        assert page.locator("main table tbody tr").count() > 0
        assert page.locator("main table tbody tr").first.is_visible()
        page.context.close()
    page, _ = opened(chromium, address, "/", "ar", size, script=False)
    assert page.locator("noscript a").count() == 3
    page.context.close()


@pytest.mark.slow
def test_a_place_on_the_map_tells_its_acts_their_names_are_only_words_and_the_map_is_saved(chromium: Any, address: str) -> None:
    page, said = opened(chromium, address, "/explore?view=map", "ar", "desktop")
    assert drawn(page, 1) == ["yes"]
    page.evaluate("fetch('/explore/map.json').then((a) => a.json()).then((d) => { const f = document.querySelector('figure'); for (const row of d.rows) { f.marsad.show(row); } })")
    page.wait_for_selector(".card-here")
    assert page.locator(".card-here").count() == 1
    assert "near=" in str(page.locator(".card-here a").get_attribute("href"))
    page.evaluate(
        "fetch('/explore/map.json').then((a) => a.json()).then((d) => document.querySelector('figure').marsad.show(d.rows.find((row) => row.place.includes('<script>'))))"
    )
    page.wait_for_function("() => document.querySelector('.card-here h3').textContent.includes('<script>')")
    assert page.locator(".card-here script, .card-here img").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(".card-here").count() == 0
    assert page.evaluate("document.querySelector('figure').marsad.map.querySourceFeatures('acts').length") > 0
    assert page.evaluate("window.maplibregl.getRTLTextPluginStatus()") == "loaded"
    with page.expect_download() as waited:
        page.locator("button.picture").click()
    assert waited.value.suggested_filename == "marsad-map.png"
    assert waited.value.path().stat().st_size > 20_000  # a map that was not drawn is a few plain bytes
    assert [word for word in said if not word.startswith("fetched blob:")] == []
    page.context.close()


@pytest.mark.slow
def test_a_picture_is_saved(chromium: Any, address: str, tmp_path: Path) -> None:
    for view in ("curve", "network"):
        page, _ = opened(chromium, address, f"/explore?view={view}", "ar", "desktop")
        assert drawn(page, 1) == ["yes"]
        with page.expect_download() as waited:
            page.locator("button.picture").click()
        assert waited.value.suggested_filename == f"marsad-{view}.png"
        file = tmp_path / f"{view}.png"
        waited.value.save_as(file)
        data = file.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) > 10_000
        page.context.close()


def test_time_runs_as_it_was_chosen(chromium: Any, address: str) -> None:
    for direction, inverse in (("rtl", True), ("ltr", False)):
        page, _ = opened(chromium, address, f"/explore?view=timeline&direction={direction}", "en", "desktop")
        assert drawn(page, 1) == ["yes"]
        assert page.evaluate("document.querySelector('figure').marsad.chart.getOption().xAxis[0].inverse") is inverse
        page.context.close()


def test_a_browser_that_cannot_draw_says_so_and_keeps_the_table(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address, "/agreements", "en", "desktop")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(f"{address}/explore?view=map")
    assert drawn(page, 1) == ["no"]
    assert page.locator(".figure-note").inner_text() == "This browser cannot draw the picture. The table says the same."
    assert page.locator("main table tbody tr").first.is_visible()
    page.context.close()
