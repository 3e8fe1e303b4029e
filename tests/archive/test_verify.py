"""A whole archive passes; whatever is altered behind its back is found and named."""

from __future__ import annotations

import re

import pytest
from news import ALL, STRIKE, Loaded, article
from sqlalchemy import text

from marsad.archive.connect import Archive
from marsad.archive.verify import verify


def unguarded(archive: Archive, statement: str) -> None:
    """Do what an intruder with all rights would do: lift the guards, alter, and put nothing back."""
    with archive.writing() as connection:
        if archive.sqlite:
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        assert connection.execute(text(statement)).rowcount > 0


def test_a_whole_archive_passes(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL, batch=3)
    report = verify(archive, deep=True)
    assert report.faults == []
    assert report.looked_at["articles"] == report.looked_at["records"] == report.looked_at["changes"] == len(ALL)
    assert report.looked_at["claims"] == 7
    assert len(report.head) == 64


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE articles SET text = text || ' ' WHERE id = 'strike'", "the text is not the one whose hash was taken"),
        ("UPDATE captures SET evidence = '{}'", "the evidence is not the one"),
        ("UPDATE claims SET body = replace(body, 'ASSAULT', 'COERCE') WHERE type = 'ASSAULT'", "it is not what the record says"),
        ("UPDATE changes SET who = 'another' WHERE number = 2", r"change 2 \(load strike-again\) was altered"),
        ("DELETE FROM changes WHERE number = 3", "change 3 is missing"),
        ("UPDATE records SET body = (SELECT body FROM records WHERE number = 2) WHERE number = 1", "the record is not the one"),
        ("UPDATE assignments SET until = '2026' WHERE claim = 1", "it belongs to 0 events"),
        ("UPDATE events SET claims = 9 WHERE type = 'ASSAULT'", "it says 9 claims"),
        ("UPDATE events SET place = 'Atlantis' WHERE place IS NOT NULL", "what it shows is not what its claims give"),
        ("UPDATE sums SET events = 99", "the sum is not that of the events"),
        ("UPDATE claims SET key = 'x' WHERE number = 1", r"claim \w+ is missing"),
    ],
)
def test_what_was_altered_is_found(archive: Archive, loaded: Loaded, statement: str, message: str) -> None:
    loaded(*ALL, article("captured", "زار الوزير بغداد.", capture={"status": 200}))
    unguarded(archive, statement)
    faults = verify(archive, deep=True).faults
    assert [fault for fault in faults if re.search(message, fault.found)], faults[:3]


def test_cutting_off_the_end_of_the_log_is_found_by_the_head(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    head = verify(archive).head
    assert verify(archive, expected_head=head).faults == []
    loaded(article("later", "زار الوزير بغداد."))
    assert verify(archive, expected_head=head).faults == [], "an earlier head is still in the log"
    unguarded(archive, f"DELETE FROM changes WHERE number >= {len(ALL)}")
    assert any("no entry has the hash" in fault.found for fault in verify(archive, expected_head=head).faults)


def test_a_claim_that_misquotes_is_found(archive: Archive, loaded: Loaded) -> None:
    from marsad.archive.verify import misquoted
    from marsad.desk.read import reader
    from marsad.record import make_article

    event = reader().read(make_article(STRIKE, "here")).events[0]
    assert misquoted(STRIKE["text"], event) == []
    assert event.trigger.text in misquoted("x" + STRIKE["text"], event)
