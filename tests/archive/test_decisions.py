"""Merge and split: they hold when news comes, are logged with their reason, and can be taken back."""

from __future__ import annotations

import pytest
from news import ALL, NOW, OTHER_STRIKE, STRIKE, STRIKE_AGAIN, STRIKE_MORE, Loaded
from sqlalchemy import select

from marsad.archive.connect import Archive
from marsad.archive.contents import digest
from marsad.archive.decisions import merge, split, undo
from marsad.archive.tables import articles, assignments, changes, claims
from marsad.archive.verify import verify
from marsad.record import UsageError


def event_of(archive: Archive, article: str) -> str:
    """Give the event of an article's first claim."""
    with archive.reading() as connection:
        rows = select(assignments.c.event).select_from(assignments).join(claims, claims.c.number == assignments.c.claim).join(articles, articles.c.number == claims.c.article)
        return str(connection.execute(rows.where(articles.c.id == article, assignments.c.until.is_(None)).order_by(claims.c.number)).scalars().first())


def claims_of(archive: Archive, event: str) -> list[str]:
    with archive.reading() as connection:
        return sorted(connection.execute(select(claims.c.key).join(assignments).where(assignments.c.event == event, assignments.c.until.is_(None))).scalars())


def test_reports_of_one_act_are_one_event_and_others_are_not(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    strike = event_of(archive, "strike")
    assert event_of(archive, "strike-again") == event_of(archive, "strike-more") == strike
    assert event_of(archive, "other-strike") != strike
    assert event_of(archive, "visit") == event_of(archive, "visit-again") != strike


def test_a_merge_is_undone_without_a_trace_in_what_is_shown(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    before = digest(archive)
    change = merge(archive, [event_of(archive, "strike"), event_of(archive, "other-strike")], "ana", "one raid on two towns", NOW)
    assert event_of(archive, "other-strike") == event_of(archive, "strike")
    assert verify(archive, deep=True).faults == []
    undo(archive, change, "ana", "two towns, two raids", NOW)
    assert digest(archive) == before
    assert verify(archive, deep=True).faults == []


def test_a_merge_holds_when_more_reports_come(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE, OTHER_STRIKE)
    merge(archive, [event_of(archive, "strike"), event_of(archive, "other-strike")], "ana", "one raid", NOW)
    loaded(STRIKE_AGAIN, STRIKE_MORE)
    assert len({event_of(archive, name) for name in ("strike", "strike-again", "strike-more", "other-strike")}) == 1
    assert verify(archive, deep=True).faults == []


def test_a_split_parts_and_holds_when_more_reports_come(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE, STRIKE_AGAIN)
    strike = event_of(archive, "strike")
    [first, *others] = claims_of(archive, strike)
    assert others
    change = split(archive, strike, [first], "ana", "the second one hit the market", NOW)
    loaded(STRIKE_MORE)
    parted = {event: claims_of(archive, event) for event in (event_of(archive, "strike"), event_of(archive, "strike-again"))}
    assert len(parted) == 2
    assert verify(archive, deep=True).faults == []
    undo(archive, change, "ana", "it was one", NOW)
    assert event_of(archive, "strike") == event_of(archive, "strike-again")


def test_a_decision_is_logged_with_who_why_before_and_after(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE, OTHER_STRIKE)
    one, other = event_of(archive, "strike"), event_of(archive, "other-strike")
    change = merge(archive, [one, other], "ana", "one raid", NOW)
    with archive.reading() as connection:
        row = connection.execute(select(changes).where(changes.c.number == change)).one()
    assert (row.who, row.action, row.why, row.at) == ("ana", "merge", "one raid", "2026-01-05T12:00:00.000000Z")
    assert one in row.before
    assert other in row.after


def test_a_former_id_still_finds_the_event(archive: Archive, loaded: Loaded) -> None:
    from marsad.archive.acts import current_event

    loaded(STRIKE, OTHER_STRIKE)
    one, other = event_of(archive, "strike"), event_of(archive, "other-strike")
    merge(archive, [one, other], "ana", "one raid", NOW)
    with archive.reading() as connection:
        assert {current_event(connection, one), current_event(connection, other)} == {event_of(archive, "strike")}


def test_wrong_decisions_are_refused(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE, STRIKE_AGAIN, OTHER_STRIKE)
    strike, other = event_of(archive, "strike"), event_of(archive, "other-strike")
    before = digest(archive)
    for attempt in (
        lambda: merge(archive, [strike, strike], "ana", "x", NOW),
        lambda: merge(archive, [strike, "e0"], "ana", "x", NOW),
        lambda: merge(archive, [strike, other], "ana", " ", NOW),
        lambda: split(archive, strike, claims_of(archive, other)[:1], "ana", "x", NOW),
        lambda: split(archive, strike, claims_of(archive, strike), "ana", "x", NOW),
        lambda: undo(archive, 1, "ana", "x", NOW),
    ):
        with pytest.raises(UsageError):
            attempt()
    change = merge(archive, [strike, other], "ana", "x", NOW)
    undo(archive, change, "ana", "x", NOW)
    with pytest.raises(UsageError, match="undone already"):
        undo(archive, change, "ana", "x", NOW)
    assert digest(archive) == before
