"""Accounts, sessions, tokens, saved filters and ratings, on both databases."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from news import NOW, Loaded, article

from marsad.archive import accounts, ratings, saved, tokens
from marsad.archive.accounts import Account
from marsad.archive.connect import Archive
from marsad.archive.knowledge import add_alias, edit_entity, merge_entities, undo_entity
from marsad.archive.known import entity_told, find_entities
from marsad.archive.questions import Filter, find_events
from marsad.archive.verify import verify
from marsad.record import UsageError

STRIKE = article("strike", "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين.", outlet="صحيفة أولى")
AGAIN = article("again", "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل أربعة مدنيين، وفق المرصد السوري لحقوق الإنسان.", outlet="صحيفة ثانية")
TALKS = article("talks", "التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي مولود جاويش أوغلو في موسكو يوم الجمعة.", outlet="صحيفة ثالثة")


def everything(query: str) -> Filter:
    return Filter(types=[query] if query else ())


def test_an_account_with_its_session_and_token(archive: Archive) -> None:
    accounts.add_account(archive, "ليلى", "admin", "kept", "test", NOW)
    with pytest.raises(UsageError, match="taken"):
        accounts.add_account(archive, "ليلى", "reader", "kept", "test", NOW)
    accounts.start_session(archive, "digest", "ليلى", NOW, NOW + timedelta(hours=1))
    tokens.add_token(archive, "0a0a0a0a0a0a", "digest", "ليلى", ["read"], "label", "test", NOW, NOW + timedelta(days=1))
    with archive.reading() as connection:
        held = accounts.session_account(connection, "digest", NOW)
        assert isinstance(held, Account)
        assert (held.name, held.role) == ("ليلى", "admin")
        assert accounts.session_account(connection, "digest", NOW + timedelta(hours=1)) is None
        assert tokens.token_held(connection, "0a0a0a0a0a0a", NOW).scopes == {"read"}  # type: ignore[union-attr]
        assert tokens.token_held(connection, "0a0a0a0a0a0a", NOW + timedelta(days=1)) is None
    with pytest.raises(UsageError, match="only administrator"):
        accounts.disable(archive, "ليلى", "test", NOW)
    accounts.add_account(archive, "omar", "admin", "kept", "test", NOW)
    accounts.disable(archive, "ليلى", "test", NOW)
    with archive.reading() as connection:
        assert tokens.token_held(connection, "0a0a0a0a0a0a", NOW) is None
        assert accounts.session_account(connection, "digest", NOW) is None
        assert {row["name"] for row in accounts.account_rows(connection) if row["disabled"]} == {"ليلى"}
    assert verify(archive).faults == []


def test_sessions_that_are_over_are_swept(archive: Archive) -> None:
    accounts.add_account(archive, "omar", "reader", "kept", "test", NOW)
    accounts.start_session(archive, "old", "omar", NOW, NOW + timedelta(hours=1))
    accounts.start_session(archive, "new", "omar", NOW + timedelta(hours=2), NOW + timedelta(hours=3))
    with archive.reading() as connection:
        assert connection.exec_driver_sql("SELECT digest FROM sessions").scalars().all() == ["new"]


def test_failed_tries_are_counted_within_their_time(archive: Archive) -> None:
    for minutes, name, outcome in ((0, "a", "wrong"), (10, "a", "disabled"), (11, "a", "in"), (12, "b", "wrong")):
        accounts.note_log_in(archive, name, "here", outcome, NOW + timedelta(minutes=minutes))
    with archive.reading() as connection:
        assert accounts.failures(connection, NOW - timedelta(1), "a") == 2
        assert accounts.failures(connection, NOW, "a", "here") == 1
        assert accounts.failures(connection, NOW, None, "here") == 2
        assert accounts.failures(connection, NOW, None, "there") == 0
    with pytest.raises(Exception, match="never changed or deleted"), archive.writing() as connection:
        connection.exec_driver_sql("DELETE FROM log_ins")


def test_a_saved_filter_finds_what_is_filed_later_and_tells_it_once(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE)
    assaults = saved.add_saved(archive, "omar", "assaults", "ASSAULT", None, NOW)
    all_acts = saved.add_saved(archive, "omar", "all", "", None, NOW)
    assert saved.look(archive, NOW, everything) == 0
    loaded(TALKS)
    assert saved.look(archive, NOW + timedelta(minutes=1), everything) == 1
    loaded(AGAIN)  # another report of an act that was there before: nothing new
    assert saved.look(archive, NOW + timedelta(minutes=2), everything) == 0
    loaded(article("raid", "قصفت القوات الروسية مدينة سراقب يوم الأحد، وقتل خمسة مدنيين.", outlet="صحيفة أولى"))
    assert saved.look(archive, NOW + timedelta(minutes=3), everything) == 2
    assert saved.look(archive, NOW + timedelta(minutes=4), everything) == 0
    with archive.reading() as connection:
        assert [row["type"] for row in saved.found_rows(connection, all_acts, 10)] == ["ASSAULT", "CONSULT"]
        assert [row["type"] for row in saved.found_rows(connection, assaults, 10)] == ["ASSAULT"]
        assert {row["title"]: row["found"] for row in saved.saved_rows(connection)} == {"assaults": 1, "all": 2}
    with pytest.raises(UsageError):
        saved.remove_saved(archive, assaults, NOW, of="layla")
    saved.remove_saved(archive, assaults, NOW, of="omar")
    with archive.reading() as connection:
        assert [row["title"] for row in saved.saved_rows(connection)] == ["all"]


def test_what_is_filed_after_is_asked_together_with_other_conditions(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE)
    loaded(TALKS, AGAIN)
    with archive.reading() as connection:
        assert [row["type"] for row in find_events(connection, Filter(filed_after=1))] == ["CONSULT"]
        assert find_events(connection, Filter(filed_after=1, place="تل رفعت")) == []
        assert len(find_events(connection, Filter(filed_after=0, party="TUR"))) == 2


def test_messages_are_leased_sent_again_and_given_up(archive: Archive, loaded: Loaded) -> None:
    hook = saved.add_webhook(archive, "https://hooks.example.org/", "secret", False, "test", NOW)
    with pytest.raises(UsageError, match="no such webhook"):
        saved.add_saved(archive, "omar", "x", "", hook + 1, NOW)
    number = saved.add_saved(archive, "omar", "all", "", hook, NOW)
    loaded(STRIKE, TALKS)
    saved.look(archive, NOW, everything)
    [message] = saved.take_due(archive, NOW, timedelta(minutes=5))
    assert (message.address, message.secret, message.attempts) == ("https://hooks.example.org/", "secret", 1)
    body = msgspec.json.decode(message.body)
    assert {row["type"] for row in body["events"]} == {"ASSAULT", "CONSULT"}
    assert body["filter"]["number"] == number
    assert saved.take_due(archive, NOW, timedelta(minutes=5)) == []
    [again] = saved.take_due(archive, NOW + timedelta(minutes=5), timedelta(minutes=5))  # whoever took it died
    assert again.attempts == 2
    saved.note_delivery(archive, again.number, "delivered", "status 204", None)
    assert saved.take_due(archive, NOW + timedelta(days=9), timedelta(minutes=5)) == []
    loaded(article("raid", "قصفت القوات الروسية مدينة سراقب يوم الأحد، وقتل خمسة مدنيين.", outlet="صحيفة أولى"))
    saved.look(archive, NOW, everything)
    saved.remove_webhook(archive, hook, "test", NOW)
    assert saved.take_due(archive, NOW + timedelta(days=9), timedelta(minutes=5)) == []
    with archive.reading() as connection:
        assert saved.webhook_rows(connection) == []
        assert [row["address"] for row in saved.saved_rows(connection)] == [None]
    assert verify(archive).faults == []


def test_reliability_and_credibility_are_apart_and_can_be_taken_back(archive: Archive, loaded: Loaded) -> None:
    loaded(STRIKE, AGAIN)
    with archive.reading() as connection:
        event = find_events(connection, Filter())[0]["id"]
        assert ratings.outlets_held(connection) == sorted(["صحيفة أولى", "صحيفة ثانية"])
    first = ratings.rate(archive, "reliability", "صحيفة أولى", "B", "omar", "named its sources for years", NOW)
    second = ratings.rate(archive, "reliability", "صحيفة أولى", "D", "omar", "corrected twice", NOW)
    ratings.rate(archive, "credibility", event, "2", "omar", "two outlets", NOW)
    with archive.reading() as connection:
        assert ratings.reliability_of(connection, ["صحيفة أولى", "صحيفة ثانية"]) == {"صحيفة أولى": "D"}
        assert ratings.ratings_of(connection, "credibility", [event]) == {event: "2"}
        assert ratings.ratings_of(connection, "reliability", [event]) == {}
    ratings.take_back(archive, second, "omar", "undo", NOW)
    with archive.reading() as connection:
        assert ratings.reliability_of(connection, ["صحيفة أولى"]) == {"صحيفة أولى": "B"}
    for kind, subject, value, why in (
        ("reliability", "x", "1", "w"),
        ("credibility", event, "A", "w"),
        ("credibility", "none", "1", "w"),
        ("reliability", " ", "A", "w"),
        ("reliability", "x", "A", " "),
    ):
        with pytest.raises(UsageError):
            ratings.rate(archive, kind, subject, value, "omar", why, NOW)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        ratings.take_back(archive, second, "omar", "undo", NOW)
    ratings.take_back(archive, first, "omar", "undo", NOW)
    assert verify(archive, deep=True).faults == []


def test_entities_are_found_by_parts_of_their_names(archive: Archive, loaded: Loaded) -> None:
    loaded(TALKS)
    with archive.reading() as connection:
        found = find_entities(connection, "لافروف")
        assert [row["id"] for row in found] == ["sergey-lavrov"]
        assert find_entities(connection, "%") == []
        assert find_entities(connection, "لافروف", kind="state") == []
        every = [row["id"] for row in find_entities(connection)]
        assert [row["id"] for row in find_entities(connection, after=every[0])] == every[1:]
        assert len(find_entities(connection, limit=1)) == 1


def test_an_entity_tells_its_changes_and_which_can_be_undone(archive: Archive, loaded: Loaded) -> None:
    loaded(TALKS)
    with archive.reading() as connection:
        other = next(row["id"] for row in find_entities(connection) if row["id"] != "sergey-lavrov")
    edit_entity(archive, "sergey-lavrov", {"name": "S. Lavrov"}, "omar", "short", NOW)
    add_alias(archive, "sergey-lavrov", "أبو الدبلوماسية", "omar", "a test", NOW)
    last = merge_entities(archive, "sergey-lavrov", other, "omar", "a test", NOW)
    with archive.reading() as connection:
        told = entity_told(connection, "sergey-lavrov")
        assert told.undoable == {last}
        assert told.into is not None
        assert told.into["id"] == other
        assert [row["id"] for row in entity_told(connection, other).merged] == ["sergey-lavrov"]
    while told.undoable:
        [number] = told.undoable
        undo_entity(archive, number, "omar", "undo", NOW)
        with archive.reading() as connection:
            told = entity_told(connection, "sergey-lavrov")
    assert told.entity["name"] != "S. Lavrov"
    assert "أبو الدبلوماسية" not in told.aliases
    assert told.into is None
    with archive.reading() as connection, pytest.raises(UsageError):
        entity_told(connection, "nobody")
