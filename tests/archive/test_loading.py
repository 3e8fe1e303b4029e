"""Loading: what is there afterwards, and that loading again, in any order or batches, changes nothing."""

from __future__ import annotations

import random

import pytest
from news import ALL, NOW, STRIKE, VISIT, Loaded, article, line, lines_of
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from marsad.archive.connect import Archive
from marsad.archive.contents import digest
from marsad.archive.loading import Loader
from marsad.archive.tables import APPEND_ONLY, articles, assignments, claims, events, log_ins, records
from marsad.archive.verify import verify


def count(archive: Archive, table: object) -> int:
    with archive.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_articles_are_kept_as_delivered(archive: Archive, loaded: Loaded) -> None:
    given = article("a", "قُتل مدنيّ في إدلب.\n\n\u200fعاجل", capture={"url": "x", "status": 200}, section="سياسة")
    assert loaded(given) == ["added"]
    with archive.reading() as connection:
        row = connection.execute(select(articles)).one()
    assert (row.id, row.text, row.outlet) == ("a", given["text"], given["outlet"])
    assert '"section":"سياسة"' in row.extra


def test_loading_twice_gives_the_same_archive(archive: Archive, loaded: Loaded) -> None:
    assert loaded(*ALL) == ["added"] * len(ALL)
    before = digest(archive)
    assert loaded(*ALL) == ["known"] * len(ALL)
    assert digest(archive) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_loading_does_not_matter(archive: Archive, loaded: Loaded, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    from marsad.archive.connect import open_archive

    loaded(*ALL)
    other = open_archive(str(tmp_path_factory.mktemp("other") / "b.sqlite"), create=True)
    shuffled = list(ALL)
    random.Random(seed).shuffle(shuffled)
    list(Loader(other, "test", 2).load(lines_of(shuffled), NOW))
    assert digest(other) == digest(archive)
    other.close()


def test_a_line_that_is_no_record_fails_alone(archive: Archive) -> None:
    lines = [(b"{", "x:1"), (b'{"article": {"id": "e"}, "error": {"kind": "a", "message": "b", "where": "c"}}', "x:2"), (line(STRIKE), "x:3"), (b'{"record": 1}', "x:4")]
    steps = list(Loader(archive, "test").load(lines, NOW))
    assert [step.outcome for step in steps] == ["failed", "unread", "added", "failed"]
    assert steps[0].error is not None
    assert steps[0].error.where == "x:1"
    assert count(archive, articles) == 1


def test_a_record_whose_text_was_changed_is_refused(archive: Archive) -> None:
    changed = line(STRIKE).replace("مدنيين.".encode(), "مدنيات.".encode())
    [step] = Loader(archive, "test").load([(changed, "x:1")], NOW)
    assert step.outcome == "failed"
    assert "not the hash" in str(step.error)


def test_a_newer_reading_takes_the_place_of_the_first(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE)
    newer = line(STRIKE).replace(b'"version":"', b'"version":"9.', 1)
    [step] = Loader(archive, "test").load([(newer, "x:1")], NOW)
    assert step.outcome == "read again"
    assert (count(archive, records), count(archive, articles)) == (2, 1)
    with archive.reading() as connection:
        held = connection.execute(select(claims.c.record).join(assignments, assignments.c.claim == claims.c.number).where(assignments.c.until.is_(None))).scalars().all()
        shown = connection.execute(select(func.sum(events.c.claims))).scalar_one()
    assert set(held) == {2}
    assert shown == len(held)


def test_a_revised_text_is_an_article_of_its_own(archive: Archive, loaded: Loaded) -> None:
    loaded(VISIT)
    assert loaded({**VISIT, "text": VISIT["text"] + " وبحثا الوضع في إدلب."}) == ["added"]
    assert count(archive, articles) == 2


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda t: t.name)
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_was_delivered_cannot_be_changed_or_deleted(archive: Archive, loaded: Loaded, table: object, act: str) -> None:
    loaded(*ALL, article("captured", "قصفت القوات التركية منبج.", capture={"status": 200}))
    with archive.writing() as connection:
        connection.execute(log_ins.insert().values(number=1, at="2024-05-01T00:00:00Z", account="a", address="127.0.0.1", outcome="wrong"))
    name, column = table.name, next(iter(table.columns)).name  # type: ignore[attr-defined]
    with pytest.raises(DBAPIError, match="never changed"), archive.writing() as connection:
        connection.execute(text(act.format(name, column, column)))


def test_hostile_articles_fail_alone_or_are_kept(archive: Archive, loaded: Loaded) -> None:
    """What a database could choke on: endless names, a NUL, an id without end, a day in words."""
    endless = article("endless", f"قصفت القوات التركية {'بلدة ' * 900} تل رفعت السبت.")
    null = article("null", "قصفت القوات التركية منبج\0 السبت.")
    wordy = article("wordy", "قصفت القوات التركية مدينة منبج.", "Tue, 5 Mar 2020")
    outcomes = loaded(endless, null, article("x" * 600, "زار الوزير بغداد."), wordy, STRIKE)
    assert outcomes == ["added", "added" if archive.sqlite else "failed", "failed", "added", "added"]
    with archive.reading() as connection:
        days = connection.execute(select(events.c.day)).scalars().all()
    assert all(day is None or (len(day) == 10 and day[4] == "-") for day in days)
    assert verify(archive, deep=True).faults == []
