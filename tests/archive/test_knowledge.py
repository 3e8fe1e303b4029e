"""The knowledge base: what loading enters, what analysts mend, and that each change can be taken back."""

from __future__ import annotations

import pytest
from news import ALL, NOW, Loaded, article
from sqlalchemy import select

from marsad.archive import knowledge
from marsad.archive.connect import Archive
from marsad.archive.names import entities_named
from marsad.archive.questions import Filter, find_events
from marsad.archive.tables import changes, entities, offices
from marsad.archive.verify import verify

LAVROV = "sergey-lavrov"


def row(archive: Archive, identity: str) -> dict[str, object]:
    with archive.reading() as connection:
        return dict(connection.execute(select(entities).where(entities.c.id == identity)).mappings().one())


def named(archive: Archive, said: str) -> list[str]:
    with archive.reading() as connection:
        return entities_named(connection, said)


def test_loading_enters_entities_with_names_and_offices(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    assert row(archive, LAVROV)["name"] == "Sergey Lavrov"
    assert named(archive, "لافروف") == named(archive, "سيرغي لافروف") == named(archive, "Sergey Lavrov") == [LAVROV]
    with archive.reading() as connection:
        assert connection.execute(select(offices.c.office_en).where(offices.c.entity == LAVROV)).scalars().all()


def test_unknown_names_of_several_articles_are_proposed(archive: Archive, loaded: Loaded) -> None:
    loaded(*(article(f"d{n}", f"قصف فيلق المجد مدينة منبج السبت وأصيب {n} مدنيين.") for n in range(3, 7)))
    found = knowledge.propose_entities(archive, "ana", NOW)
    assert [row(archive, identity)["status"] for identity in found] == ["proposed"] * len(found)
    assert "فيلق المجد" in {row(archive, identity)["name_ar"] for identity in found}
    assert knowledge.propose_entities(archive, "ana", NOW) == [], "they are proposed once"


def test_a_rename_keeps_the_old_value_in_the_log_and_is_undone(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    before = row(archive, LAVROV)
    change = knowledge.edit_entity(archive, LAVROV, {"name": "Sergei Lavrov"}, "ana", "the ministry's spelling", NOW)
    assert row(archive, LAVROV)["name"] == "Sergei Lavrov"
    assert named(archive, "Sergei Lavrov") == [LAVROV] == named(archive, "Sergey Lavrov")
    with archive.reading() as connection:
        entry = connection.execute(select(changes).where(changes.c.number == change)).one()
    assert (entry.who, entry.why) == ("ana", "the ministry's spelling")
    assert "Sergey Lavrov" in entry.before
    knowledge.undo_entity(archive, change, "ana", "back", NOW)
    assert row(archive, LAVROV) == before
    assert named(archive, "Sergei Lavrov") == []
    assert verify(archive).faults == []


def test_what_is_merged_is_found_under_either_name_and_split_again(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    other = "mevlut-cavusoglu"
    with archive.reading() as connection:
        alone = len(find_events(connection, Filter(party="لافروف")))
    change = knowledge.merge_entities(archive, LAVROV, other, "ana", "for the sake of the test", NOW)
    assert named(archive, "لافروف") == [other, LAVROV]
    with archive.reading() as connection:
        assert len(find_events(connection, Filter(party="جاويش أوغلو"))) >= alone
    assert row(archive, LAVROV)["status"] == "merged"
    knowledge.undo_entity(archive, change, "ana", "two ministers", NOW)
    assert named(archive, "لافروف") == [LAVROV]
    knowledge.merge_entities(archive, LAVROV, other, "ana", "again", NOW)
    knowledge.split_entity(archive, LAVROV, "ana", "two ministers", NOW)
    assert row(archive, LAVROV)["merged_into"] is None


def test_aliases_offices_and_kinship_are_added_and_undone(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    steps = [
        knowledge.add_alias(archive, LAVROV, "وزير خارجية موسكو", "ana", "used by one paper", NOW),
        knowledge.add_office(archive, LAVROV, {"office_en": "ambassador to the UN", "start": "1994", "end": "2004", "country": "RUS"}, "ana", "biography", NOW),
        knowledge.add_kinship(archive, LAVROV, "state.RUS", "part-of", "ana", "he is its minister", NOW),
    ]
    assert named(archive, "وزير خارجية موسكو") == [LAVROV]
    for change in reversed(steps):
        knowledge.undo_entity(archive, change, "ana", "back", NOW)
    assert named(archive, "وزير خارجية موسكو") == []
    with archive.reading() as connection:
        assert "ambassador to the UN" not in connection.execute(select(offices.c.office_en).where(offices.c.entity == LAVROV)).scalars().all()


def test_a_table_comes_out_and_goes_in(archive: Archive, loaded: Loaded) -> None:
    loaded(*ALL)
    with archive.reading() as connection:
        table = [{key: str(value or "") for key, value in row.items()} for row in knowledge.entity_rows(connection)]
    assert knowledge.import_entities(archive, table, "ana", "nothing new", NOW) == {"added": 0, "edited": 0, "same": len(table)}
    table[0]["name"] = "Renamed"
    table.append({"id": "brigade-x", "kind": "group", "name": "Brigade X", "name_ar": "لواء س", "country": "SYR", "sector": "REB", "aliases": "كتيبة س|لواء السين"})
    assert knowledge.import_entities(archive, table, "ana", "the desk's list", NOW) == {"added": 1, "edited": 1, "same": len(table) - 2}
    assert named(archive, "لواء السين") == ["brigade-x"]


def test_nothing_of_a_wrong_table_is_taken_in(archive: Archive, loaded: Loaded) -> None:
    from marsad.record import UsageError

    loaded(*ALL)
    with pytest.raises(UsageError, match="needs an id and a kind"):
        knowledge.import_entities(archive, [{"id": "x", "kind": "group", "name": "X"}, {"id": "", "kind": "group"}], "ana", "why", NOW)
    assert named(archive, "X") == []
