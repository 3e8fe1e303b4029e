"""Reading at the desk: a fault of the program costs the article that meets it, not the run."""

from __future__ import annotations

import gc
import json
import logging

import pytest

from marsad.desk import read
from marsad.desk.read import LONGEST, line_of, read_lines, reader
from marsad.gather.files import Item
from marsad.record import Article, Record


def item(name: str) -> Item:
    return Item("line", json.dumps({"id": name, "text": "نص"}).encode(), f"news.jsonl:{name}", "unread")


class Faulty:
    """A reader with a fault that the article "bad" meets."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def read(self, article: Article) -> Record:
        if article.id == "bad":
            raise self.fault
        return reader().read(article)


FAULTS = [
    # what is raised, how the message begins
    (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero. "),
    (KeyError("قصف"), "KeyError: 'قصف'. "),
    (OverflowError("date value out of range"), "OverflowError: date value out of range. "),
    (AssertionError(), "AssertionError: . "),
    (ValueError("half a pair: \ud83d"), "ValueError: half a pair: \N{REPLACEMENT CHARACTER}. "),
]


@pytest.mark.parametrize(("fault", "begins"), FAULTS, ids=[type(fault).__name__ for fault, _ in FAULTS])
def test_a_fault_of_the_program_gives_a_failure_line_of_kind_internal(monkeypatch: pytest.MonkeyPatch, fault: Exception, begins: str) -> None:
    monkeypatch.setattr(read, "reader", lambda: Faulty(fault))
    line, was_read, events = line_of(item("bad"))
    failure = json.loads(line)
    assert (was_read, events) == (False, 0)
    assert failure["article"] == {"id": "bad"}
    assert failure["error"]["kind"] == "internal"
    assert failure["error"]["message"].startswith(begins)
    assert failure["error"]["where"] == "news.jsonl:bad"


def test_the_articles_after_a_fault_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "reader", lambda: Faulty(ZeroDivisionError("x")))
    lines = list(read_lines([item("first"), item("bad"), item("last")]))
    assert [json.loads(line)["article"]["id"] for line, _, _ in lines] == ["first", "bad", "last"]
    assert [was_read for _, was_read, _ in lines] == [True, False, True]


def test_the_message_of_a_fault_does_not_hold_a_whole_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "reader", lambda: Faulty(ValueError("ا" * 10_000)))
    assert len(json.loads(line_of(item("bad"))[0])["error"]["message"]) < LONGEST + 100


def test_the_traceback_of_a_fault_is_logged_with_the_id(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(read, "reader", lambda: Faulty(ZeroDivisionError("x")))
    with caplog.at_level(logging.ERROR, logger="marsad"):
        line_of(item("bad"))
    assert [record.getMessage() for record in caplog.records] == ["article bad: internal error"]
    assert caplog.records[0].exc_info is not None


def test_an_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> Faulty:
        raise KeyboardInterrupt

    monkeypatch.setattr(read, "reader", interrupted)
    with pytest.raises(KeyboardInterrupt):
        line_of(item("bad"))


def test_an_article_leaves_nothing_for_the_collector() -> None:
    """What an article was read with goes when it is read; objects that hold each other would wait, and searching for them took an eighth of the time."""
    text = "قالت وزارة الخارجية التركية إن القوات التركية قصفت بلدة تل رفعت أمس الجمعة. ورفضت موسكو الاتفاق الذي عرضته أنقرة، وطالبت بانسحاب قواتها قبل 15 مارس."
    article = Item("line", json.dumps({"id": "one", "text": text, "published": "2020-02-15"}).encode(), "news.jsonl:1", "unread")
    line_of(article)
    gc.collect()
    gc.disable()
    try:
        _, was_read, events = line_of(article)
        assert was_read
        assert events
        assert gc.collect() == 0
    finally:
        gc.enable()
