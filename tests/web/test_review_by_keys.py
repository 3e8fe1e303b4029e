"""Twenty events reviewed by the keyboard alone, typed under an Arabic layout: the keys are known by their place, not by the letter that they give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import article
from test_in_a_browser import chromium, opened, served

from marsad.archive.connect import Archive, open_archive
from marsad.archive.questions import Filter
from marsad.archive.verify import verify
from marsad.desk import browsing, review
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.gather.files import Item

__all__ = ["chromium"]
PLACES = (
    "سرمين",
    "منبج",
    "تل رفعت",
    "أريحا",
    "جسر الشغور",
    "خان شيخون",
    "عفرين",
    "الباب",
    "تدمر",
    "الرقة",
    "حارم",
    "دوما",
    "داريا",
    "السويداء",
    "القنيطرة",
    "القامشلي",
    "الحسكة",
    "سلقين",
    "بنش",
    "نوى",
    "درعا",
)
LETTERS = {"KeyA": "ش", "KeyX": "ء", "KeyS": "س", "KeyZ": "ئ", "KeyH": "ا", "Digit2": "٢", "Digit7": "٧", "Digit5": "٥"}  # of an Arabic keyboard
OTHERS = {"Enter": "Enter", "ArrowLeft": "ArrowLeft", "ArrowRight": "ArrowRight", "ArrowDown": "ArrowDown", "Escape": "Escape", "Delete": "Delete", "Equal": "="}
CODES = {"Enter": 13, "ArrowLeft": 37, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27, "Delete": 46, "Equal": 187}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    lines = []
    for n, place in enumerate(PLACES):
        given = article(f"a{n:02}", f"قصفت القوات التركية مدينة {place} يوم السبت. وقال مسؤول محلي إن الأهالي غادروا.", published=f"2020-{1 + n // 4:02}-{10 + n % 4}")
        lines.append(line_of(Item("line", json.dumps(given).encode(), given["id"], given["id"]))[0])
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(lines))
    location = str(tmp_path / "archive.sqlite")
    assert {step.outcome for step in load_records([str(file)], location, "test")} == {"added"}
    opened_archive = open_archive(location)
    yield opened_archive
    opened_archive.close()


def keys_of(page: Any) -> Callable[..., None]:
    """Give what presses a key by its place, as a keyboard with an Arabic layout does."""
    session = page.context.new_cdp_session(page)

    def press(code: str, shift: bool = False) -> None:
        key = LETTERS.get(code) or OTHERS[code]
        told = {"code": code, "key": key, "modifiers": 8 if shift else 0, "windowsVirtualKeyCode": CODES.get(code, 0)}
        text = {"text": key} if code in LETTERS else {"text": "\r"} if code == "Enter" else {}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **told, **text})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    return press


def test_the_keyboard_alone_reviews_twenty_events(chromium: Any, archive: Archive) -> None:
    acts = [row["id"] for row in browsing.rows_of_all(archive, Filter())]
    assert len(acts) >= 20
    with served(archive) as address:
        page, said = opened(chromium, address, "/review", "ar", "desktop")
        press = keys_of(page)
        up = lambda: page.locator("#decide input[name=event]").input_value()  # noqa: E731
        # The first: another actor, by words of the text; the place added; then accepted.
        first = up()
        press("Digit2")
        assert page.evaluate("[...CSS.highlights.get('hot')].map((range) => range.toString())") == ["القوات التركية"]
        hot = "[...CSS.highlights.get('hot')].map((range) => range.toString())"
        for _ in range(9):  # as many words at most lie between
            if page.evaluate(hot) != ["مسؤول"]:
                press("ArrowLeft")
        press("ArrowLeft", shift=True)
        assert page.evaluate(hot) == ["مسؤول محلي"]
        with page.expect_navigation():
            press("Enter")
        assert up() == first
        assert "مسؤول محلي" in page.locator("#event-1-actors .value").inner_text()
        press("Digit7")
        assert page.evaluate("document.activeElement.name") == "values"
        press("ArrowDown")
        with page.expect_navigation():
            press("Enter")
        with page.expect_navigation():
            press("KeyA")
        act = browsing.told(archive, first).act.shown
        assert ([a.text for a in act.actors], act.factuality) == (["مسؤول محلي"], "historical")
        # The second: its place emptied, then rejected with a reason.
        second = up()
        press("Digit5")
        with page.expect_navigation():
            press("Delete")
        assert browsing.told(archive, second).act.shown.where == []
        press("KeyX")
        for code in ("KeyS", "KeyA", "KeyX"):  # letters in the reason are letters
            press(code)
        assert page.evaluate("document.activeElement.value") == "سشء"
        with page.expect_navigation():
            press("Enter")
        # One skipped, one accepted and taken back, and the rest.
        skipped = up()
        with page.expect_navigation():
            press("KeyS")
        third = up()
        assert third != skipped
        with page.expect_navigation():
            press("KeyA")
        with page.expect_navigation():
            press("KeyZ")
        press("KeyH")
        assert page.evaluate("document.getElementById('help').open")
        press("KeyA")  # while the help is open, nothing is decided
        press("Escape")
        for _ in range(len(acts) - 2):
            with page.expect_navigation():
                press("KeyA")
        done = review.queue(archive, review.Asked("test"))
        assert (done.act, done.done) == (None, len(acts))
        assert done.done >= 20
        assert said == []
        page.context.close()
    assert verify(archive, deep=True).faults == []


def test_words_selected_by_pointer_become_a_value(chromium: Any, archive: Archive) -> None:
    with served(archive) as address:
        page, said = opened(chromium, address, "/review", "en", "desktop")
        event = page.locator("#decide input[name=event]").input_value()
        page.locator("#event-1-recipients .tag").click()
        page.evaluate("""() => { const node = document.querySelector("#text p").firstChild, at = node.data.indexOf("مدينة");
          getSelection().setBaseAndExtent(node, at, node, at + 5); document.getElementById("text").dispatchEvent(new PointerEvent("pointerup", { bubbles: true })); }""")
        form = page.locator("#event-1-recipients .mend form")
        assert form.locator("[name=words]").input_value() == "مدينة"
        with page.expect_navigation():
            form.locator("button[value=only]").click()
        assert [a.text for a in browsing.told(archive, event).act.shown.recipients] == ["مدينة"]
        assert said == []
        page.context.close()
