"""From lines of records to acts: one act an event, ids that stay, what is no record told and the rest read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.desk.export import Unread, deadlines_of, export_records, line_of, read_records, reported_events
from marsad.desk.read import line_of as read_line
from marsad.export.options import Options
from marsad.gather.files import Item
from marsad.record import InputError, Record

TEXT = "قصفت القوات التركية بلدة تل رفعت صباح الجمعة، وأسفر القصف عن مقتل ثلاثة مدنيين. والتقى الوزيران في عمان."


def line(text: str = TEXT, identity: str = "a1") -> bytes:
    raw = json.dumps({"id": identity, "text": text, "published": "2020-02-15", "outlet": "صحيفة", "url": "https://example.org/a1"}).encode()
    return read_line(Item("line", raw, "x", "x"))[0]


def record(text: str = TEXT, identity: str = "a1") -> Record:
    found = line_of(Item("line", line(text, identity), "x", "x"))
    assert isinstance(found, Record)
    return found


def test_each_event_is_an_act_with_one_report() -> None:
    given = record()
    acts = list(reported_events([given]))
    assert [act.id for act in acts] == [event.id for event in given.events]
    assert len(acts) == 2
    for act, event in zip(acts, given.events, strict=True):
        (claim,) = act.claims
        assert act.shown == claim.event == event
        assert (claim.source.article, claim.source.family, claim.source.outlet, claim.source.sha256) == ("a1", "a1", "صحيفة", given.article.sha256)
        assert claim.sentence is not None
        assert event.trigger.text in claim.sentence
        assert claim.sentence in TEXT


def test_the_same_text_in_two_articles_gives_different_ids() -> None:
    ids = [act.id for act in reported_events([record(identity="a1"), record(identity="a2")])]
    assert len(set(ids)) == len(ids) == 4
    assert ids[2:] == [f"{identity}-2" for identity in ids[:2]]


BAD = [
    # line, what is wrong, whether it stands for an article that could not be read
    (b"{", "not a record", False),
    (b'{"id": "a1", "text": "x"}', "not a record", False),
    (b'{"record": "one"}', "not a record", False),
    (b"\xff\xfe", "not a record", False),
    (b'{"article": {"id": "a9"}, "error": {"kind": "article", "message": "m", "where": "w"}}', "the article 'a9' could not be read", True),
]


@pytest.mark.parametrize(("data", "message", "expected"), BAD, ids=range(len(BAD)))
def test_what_is_no_record_is_told_and_the_rest_is_read(data: bytes, message: str, expected: bool) -> None:
    told: list[Unread] = []
    items = [Item("line", data, "f:1", "f:1"), Item("line", line(), "f:2", "f:2")]
    assert [found.article.id for found in read_records(items, told.append)] == ["a1"]
    assert [(message in unread.message, unread.expected) for unread in told] == [(True, expected)]
    assert told[0].message.startswith("f:1: ")


def test_an_article_is_sent_to_the_reader_first() -> None:
    with pytest.raises(InputError, match=r"Read it first: `marsad read"):
        line_of(Item("txt", b"text", "a.txt", "a.txt"))


def test_a_later_producer_may_add_fields() -> None:
    raw = json.loads(line())
    raw["extra"] = 1
    raw["events"][0]["extra"] = [1]
    assert isinstance(line_of(Item("line", json.dumps(raw).encode(), "x", "x")), Record)


def test_the_calendar_is_made_of_facts_and_the_others_of_events(tmp_path: Path) -> None:
    given = [record("أمهل اتفاق سوتشي الفصائل حتى 29 فبراير للانسحاب من المنطقة.")]
    export_records("icalendar", given, tmp_path / "out.ics", Options())
    assert (tmp_path / "out.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == sum(d.due is not None for d in deadlines_of(given))


def test_records_are_asked_for_one_by_one(tmp_path: Path) -> None:
    seen: list[int] = []
    made: Callable[[int], Record] = lambda n: seen.append(n) or record(identity=f"a{n}")  # type: ignore[func-returns-value]  # noqa: E731
    acts = reported_events(made(n) for n in range(3))
    next(acts)
    assert seen == [0]
