"""The pages in Chromium: letters stay joined, highlights stand on their words, nothing is wider than the screen, no policy is broken."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_pages import TORTURE, filled

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing, review
from marsad.web.app import application

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright): the pages are not tried in a browser")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): the pages are not tried in a browser")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(archive: Archive) -> Iterator[str]:
    """Give the address of a server over an archive."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application(archive), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def address(desk_archive: Archive) -> Iterator[str]:
    with served(desk_archive) as found:
        yield found


def opened(chromium: Any, address: str, path: str, language: str, size: str, script: bool = True) -> tuple[Any, list[str]]:
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    context.add_cookies([{"name": "marsad_settings", "value": f"{language}.latn.double", "url": address}])
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((address, "data:")) else said.append(f"fetched {request.url}"))
    page.goto(address + path)
    return page, said


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_fits_and_breaks_no_policy(chromium: Any, address: str, desk_archive: Archive, language: str, size: str) -> None:
    acts = [row["id"] for row in browsing.rows_of_all(desk_archive, Filter())]
    for path in (
        "/",
        "/agreements",
        "/agreements/agreement.jcpoa",
        "/events",
        "/articles?q=%D9%82%D8%B5%D9%81",
        "/article?id=torture",
        "/article?id=evil",
        "/review",
        "/review?order=second",
        "/review/readings",
        "/agreements/agreement.sochi-idlib-2018/report.html?lang=ar",
        *(f"/events/{act}" for act in acts),
    ):
        page, said = opened(chromium, address, path, language, size)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
        assert said == [], path
        page.context.close()


def test_highlights_stand_on_their_words_and_the_text_stays_whole(chromium: Any, address: str) -> None:
    page, said = opened(chromium, address, "/article?id=torture", "ar", "desktop")
    painted = page.evaluate("[...CSS.highlights.get('f-type')].map((range) => range.toString())")
    assert painted == ["قصفت", "استهدف"]  # the second after signs that take two units each
    assert "عشرة" in page.evaluate("[...CSS.highlights.get('f-counts')].map((range) => range.toString())")
    assert page.evaluate("[...document.querySelectorAll('#text p')].map((p) => p.childNodes.length)") == [1, 1, 1]
    assert page.evaluate("[...document.querySelectorAll('#text p')].map((p) => p.textContent).join('\\n')") == TORTURE
    page.locator("#event-2-actors button").focus()
    assert page.evaluate("[...CSS.highlights.get('hot')].map((range) => range.toString())")[0] == "الجيش التركي"
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.get('hot').size") == 0
    assert said == []
    page.context.close()


def test_words_that_are_clicked_name_their_fields(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address, "/article?id=torture", "en", "desktop")
    box = page.evaluate("(() => { const b = [...CSS.highlights.get('f-type')][1].getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()")
    page.mouse.click(*box)
    assert page.locator("#here button").all_inner_texts() == ["2. type"]
    page.context.close()


def test_the_article_can_be_read_without_a_script(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address, "/article?id=strike", "ar", "phone", script=False)
    assert page.locator("#event-1-actors .quote").first.inner_text().strip("«»\u2068\u2069") == "القوات التركية"
    assert page.locator("#hint").is_hidden()
    page.context.close()


def test_the_keyboard_alone_reviews_all_events_under_an_arabic_layout(chromium: Any, tmp_path: Path) -> None:
    archive = filled(tmp_path)
    with served(archive) as address:
        page, said = opened(chromium, address, "/review", "ar", "desktop")
        every = len(browsing.page_of_events(archive, Filter()).rows)
        press = "([code, key]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }))"
        for _ in range(every - 1):
            with page.expect_navigation():
                page.evaluate(press, ["KeyA", "ش"])
        page.evaluate(press, ["KeyX", "ء"])
        assert page.evaluate("document.activeElement.name") == "why"
        page.keyboard.type("سبب")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert (review.queue(archive, review.Asked("test")).done, review.queue(archive, review.Asked("test")).act) == (every, None)
        with page.expect_navigation():
            page.evaluate(press, ["KeyZ", "ئ"])
        assert review.queue(archive, review.Asked("test")).done == every - 1
        assert said == []
        page.context.close()
    archive.close()


# Where words lie on the screen: what stands left of what, in the lines of a torture text of both directions.
LIES = """(words) => words.map((word) => {
  const node = [...document.querySelectorAll("#text p")].map((p) => p.firstChild).find((one) => one.data.includes(word));
  const range = document.createRange(), at = node.data.indexOf(word);
  range.setStart(node, at); range.setEnd(node, at + word.length);
  const box = range.getBoundingClientRect();
  return [box.left, box.right, box.top, range.getClientRects().length];
})"""
LEFT_OF = (  # the first is left of the second, on one line
    ("UNHCR", "باسم", "a Latin name stands left of the Arabic word before it"),
    ("إن", "UNHCR", "and right of the one after it"),
    ("45", "إن", "a number goes on to the left"),
    ("1,500", "1,200", "a range is read from right to left in an Arabic line"),
    ("Tell", "Rifaat", "a Latin name is written from left to right in it"),
    ("تل رفعت في", "Tell Rifaat", "a slash between both directions keeps their order"),
    ("Grad", "-M", "so is a Latin name in quotation marks"),
    ("مدنيين»", "وقُتل", "a closing quotation mark ends the line's left"),
    ("https://example", ".org/?a", "an address is written from left to right"),
)


@pytest.mark.parametrize("path", ["/article?id=torture", "/review?words=UNHCR"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_torture_text_keeps_its_letters_joined_and_its_order(chromium: Any, address: str, language: str, path: str) -> None:
    page, said = opened(chromium, address, path, language, "desktop")
    page.evaluate("document.querySelector('#text').style.inlineSize = '3000px'")  # each paragraph on one line
    for left, right, remark in LEFT_OF:
        (a_left, _, a_top, _), (_, b_right, b_top, _) = page.evaluate(LIES, [left, right])
        assert a_left < b_right, remark
        assert abs(a_top - b_top) < 12, remark
        assert page.evaluate(LIES, [left])[0][0] < page.evaluate(LIES, [right])[0][0], remark
    # Painted or not, every word is as wide: highlights change no shape. And joined letters are narrower than the same letters apart.
    widths = "[...document.querySelectorAll('#text p')].map((p) => { const r = document.createRange(); r.selectNodeContents(p); return r.getBoundingClientRect().width; })"
    painted = page.evaluate(widths)
    page.evaluate("CSS.highlights.clear()")
    assert page.evaluate(widths) == painted
    joined, apart = page.evaluate("""() => { const text = document.getElementById("text"), width = (word) => {
      const p = document.createElement("span"); p.textContent = word; text.append(p); const found = p.getBoundingClientRect().width; p.remove(); return found; };
      return [width("نقطة"), width("ن") + width("ق") + width("ط") + width("ة")]; }""")
    assert joined < 0.9 * apart
    assert page.evaluate("document.fonts.check('16px \"Noto Naskh Arabic\"', 'نقطة')")
    assert said == []
    page.context.close()


def test_fields_light_up_when_their_words_are_pointed_at(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address, "/article?id=torture", "ar", "desktop")
    box = page.evaluate("(() => { const b = [...CSS.highlights.get('f-type')][0].getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()")
    page.mouse.move(*box)
    assert page.evaluate("[...document.querySelectorAll('.field.lit')].map((row) => row.id)") == ["event-1-type"]
    page.mouse.move(2, 2)
    assert page.evaluate("document.querySelectorAll('.field.lit').length") == 0
    page.context.close()


def test_the_arrow_keys_walk_through_the_marked_words(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address, "/article?id=torture", "ar", "desktop")
    page.locator(".pane").focus()
    hot, seen = "[...CSS.highlights.get('hot')].map((range) => range.toString())", []
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
        seen.append(page.evaluate(hot)[0])
    page.keyboard.press("ArrowRight")
    assert page.evaluate(hot)[0] == seen[2]
    assert len(set(seen)) == 4
    assert page.locator("#here button").count() >= 1
    page.context.close()
