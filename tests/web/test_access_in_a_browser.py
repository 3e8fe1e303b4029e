"""The pages of accounts, sources, entities and settings in Chromium: they fit, break no policy, have a label at every field, and work without a script."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from members import PASSWORD, manned
from test_accessibility import faults
from test_in_a_browser import SIZES, chromium, opened  # noqa: F401  (a fixture)

from marsad.archive import ratings, saved
from marsad.archive.connect import Archive
from marsad.desk import access, messages
from marsad.web.app import application
from marsad.web.door import Door

NOW = access.datetime(2026, 1, 5, 12, tzinfo=access.UTC)
TOML = """[collect]
store = "gathered"

[[source]]
name = "وكالة الشمال News"
address = "https://news.example.org/rss/a-rather-long-address-that-does-not-end-soon/feed.xml"

[[source]]
name = "Second wire"
address = "https://second.example.org/feed"
enabled = false
"""
PAGES = ("/log-in", "/settings", "/accounts", "/sources", "/entities?q=%D9%84%D8%A7%D9%81%D8%B1%D9%88%D9%81", "/entity?id=sergey-lavrov", "/saved")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    found = manned(tmp_path_factory.mktemp("manned"))
    hook, _ = messages.name_webhook(found, "https://hooks.example.org/a/rather/long/address", who="admin", now=NOW)
    saved.add_saved(found, "admin", "قصف في إدلب", "type=ASSAULT&place=إدلب", hook, NOW)
    access.new_token(found, "admin", ["read", "feeds"], "جدول أسبوعي", now=NOW)
    ratings.rate(found, "reliability", "صحيفة strike", "B", "admin", "تسمي مصادرها", NOW)
    yield found
    found.close()


@pytest.fixture(scope="module")
def address(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import uvicorn

    config = tmp_path_factory.mktemp("config") / "marsad.toml"
    config.write_text(TOML, encoding="utf-8")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(archive, door=Door(accounts=True, config=config)), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def log_in(page: Any) -> None:
    page.fill("input[name=name]", "admin")
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_fits_breaks_no_policy_and_names_its_fields(chromium: Any, address: str, language: str, size: str, script: bool) -> None:  # noqa: F811
    page, said = opened(chromium, address, "/settings", language, size, script)
    assert page.url.endswith("/log-in?next=%2Fsettings")
    log_in(page)
    assert page.url == f"{address}/settings"
    for path in PAGES:
        page.goto(address + path)
        for details in page.locator("main details > summary").all():
            details.click()
        if folder := os.environ.get("MARSAD_PICTURES"):
            name = path.strip("/").partition("?")[0]
            page.screenshot(path=str(Path(folder) / f"{name}-{language}-{size}.png"), full_page=True)
        if script:
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
            nameless = (
                "[...document.querySelectorAll('input:not([type=hidden]):not([hidden]), select, textarea')].filter((f) => !f.labels.length && !f.ariaLabel).map((f) => f.outerHTML)"
            )
            assert page.evaluate(nameless) == [], path
            assert faults(page) == [], path
    assert said == []
    page.context.close()


def test_a_form_without_a_script_mends_an_entity(chromium: Any, address: str) -> None:  # noqa: F811
    page, _ = opened(chromium, address, "/entity?id=sergey-lavrov", "ar", "phone", script=False)
    log_in(page)
    page.locator("details").filter(has=page.locator("input[name=alias]")).locator("summary").click()
    form = page.locator("form").filter(has=page.locator("input[name=alias]"))
    form.locator("input[name=alias]").fill("أبو الدبلوماسية")
    form.locator("input[name=why]").fill("سبب")
    form.locator("button").click()
    page.wait_for_load_state()
    assert "أبو الدبلوماسية" in page.locator("main").inner_text()
    page.context.close()
