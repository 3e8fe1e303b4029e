"""A rejected act leaves lists, sums and exports, and comes back when the verdict is taken back; a verdict goes where its report goes."""

from __future__ import annotations

import pytest
from news import ALL, NOW, STRIKE, STRIKE_AGAIN, STRIKE_MORE, Loaded
from sqlalchemy import select, text, update

from marsad.archive.alerts import month_table
from marsad.archive.answers import timeline_rows
from marsad.archive.connect import Archive
from marsad.archive.contents import digest
from marsad.archive.people import who_is
from marsad.archive.questions import Filter, find_events
from marsad.archive.reviews import judge, queue, take_back
from marsad.archive.stored import every_event
from marsad.archive.tables import events
from marsad.archive.totals import sum_rows
from marsad.archive.verify import verify


def strikes(archive: Archive, rejected: bool = False) -> list[str]:
    with archive.reading() as connection:
        return [row["id"] for row in find_events(connection, Filter(types=["ASSAULT"], rejected=rejected))]


def counted(archive: Archive, by: str, rejected: bool = False) -> int:
    with archive.reading() as connection:
        return sum(row["events"] for row in sum_rows(connection, by, Filter(types=["ASSAULT"], rejected=rejected)))


@pytest.mark.parametrize("by", ["month", "place", "dyad", "type"])
def test_a_rejected_act_leaves_the_sums_and_can_be_asked_for(archive: Archive, loaded: Loaded, by: str) -> None:
    loaded(*ALL)
    before = counted(archive, by)
    change = judge(archive, strikes(archive)[0], "reject", "ana", "no deed of this war", NOW)
    fewer = counted(archive, by)
    assert fewer == before - 1 or (by == "dyad" and fewer <= before)
    assert counted(archive, by, rejected=True) == before
    assert verify(archive, deep=True).faults == []
    take_back(archive, change, "ana", "it was one", NOW)
    assert counted(archive, by) == counted(archive, by, rejected=True) == before
    assert verify(archive, deep=True).faults == []


def test_a_rejected_act_leaves_lists_timelines_exports_and_views(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    [first, *others] = strikes(archive)
    judge(archive, first, "reject", "ana", "no deed of this war", NOW)
    assert strikes(archive) == others
    assert set(strikes(archive, rejected=True)) == {first, *others}
    with archive.reading() as connection:
        assert first not in {row["id"] for row in timeline_rows(connection, Filter())}
        assert first not in {act.id for act in every_event(connection)}
        assert first not in set(connection.execute(text("SELECT id FROM timeline")).scalars())
        assert sum(row["types"].get("ASSAULT", 0) for row in month_table(connection)) == len(others)
        assert who_is(connection, "TUR")["as_actor"].get("ASSAULT", 0) == len(others)
        assert first not in {row["id"] for row in queue(connection, 50)}


def test_a_verdict_is_undone_without_a_trace_in_what_is_shown(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    before = digest(archive)
    [act, *_] = strikes(archive)
    numbers = [judge(archive, act, "accept", "ana", "", NOW), judge(archive, act, "reject", "omar", "a repetition", NOW)]
    assert act not in strikes(archive)
    take_back(archive, numbers[1], "ana", "not so", NOW)
    assert act in strikes(archive), "the earlier verdict holds again"
    take_back(archive, numbers[0], "ana", "not yet", NOW)
    assert digest(archive) == before


def test_a_verdict_stays_with_an_act_that_an_earlier_report_renames(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE_MORE)
    [late] = strikes(archive)
    judge(archive, late, "reject", "ana", "no deed of this war", NOW)
    loaded(STRIKE, STRIKE_AGAIN)
    [now_called] = strikes(archive, rejected=True)
    assert now_called != late
    assert strikes(archive) == []
    assert verify(archive, deep=True).faults == []


def test_a_verdict_that_was_forged_in_the_table_is_found(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    [act, *_] = strikes(archive)
    with archive.writing() as connection:
        connection.execute(update(events).where(events.c.id == act).values(verdict="reject"))
        assert connection.execute(select(events.c.verdict).where(events.c.id == act)).scalar() == "reject"
    assert {fault.where for fault in verify(archive, deep=True).faults} >= {f"events {act}"}
