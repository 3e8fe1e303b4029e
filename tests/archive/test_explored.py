"""Acts summed up for pictures: what the sums say is what the acts say."""

from __future__ import annotations

import msgspec
import pytest

from marsad.archive import explored
from marsad.archive.connect import Archive
from marsad.archive.derive import COUNTED
from marsad.archive.questions import ALL, Filter, find_events


def acts(filled: Archive, wanted: Filter) -> list[dict[str, object]]:
    with filled.reading() as connection:
        return find_events(connection, msgspec.structs.replace(wanted, limit=ALL))


@pytest.mark.parametrize(
    "wanted", [Filter(), Filter(types=["ASSAULT"]), Filter(place="SYR"), Filter(party="TUR"), Filter(factuality=["negated"]), Filter(since="2020-02-15", until="2020-02-15")]
)
def test_places_count_the_acts_that_the_filter_finds(filled: Archive, wanted: Filter) -> None:
    every = acts(filled, wanted)
    with filled.reading() as connection:
        rows, bound, unplaced = explored.places(connection, wanted)
    assert bound == (len(every), False)
    assert sum(row["events"] for row in rows) + unplaced == len(every)
    assert unplaced == len([act for act in every if act["lat"] is None])
    assert sum(row["conflict"] + row["cooperation"] for row in rows) == sum(row["events"] for row in rows)
    for row in rows:
        here = [act for act in every if (act["place"], act["lat"], act["lon"]) == (row["place"], row["lat"], row["lon"])]
        assert row["deeds"] == len([act for act in here if act["factuality"] in COUNTED])
        assert row["killed"] == sum(int(act["killed"] or 0) for act in here if act["factuality"] in COUNTED)  # type: ignore[call-overload]
        assert row["precision"] in ("city", "region", "admin1", "country")


def test_a_governorate_is_told_from_a_town(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, _, _ = explored.places(connection, Filter())
    assert "city" in {row["precision"] for row in rows}
    assert {row["precision"] for row in rows if row["place"] == row["admin1"] and row["precision"] == "admin1"} <= {"admin1"}


@pytest.mark.parametrize("wanted", [Filter(), Filter(types=["ASSAULT", "CONSULT"]), Filter(actor="TUR", recipient="SYR"), Filter(since="2020-02", until="2020-02-31")])
def test_curves_from_the_monthly_sums_are_those_of_the_acts(filled: Archive, wanted: Filter, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled.reading() as connection:
        summed, none = explored.pair_months(connection, wanted)
        monkeypatch.setattr(explored, "_summed", lambda wanted: False)
        counted, bound = explored.pair_months(connection, wanted)
    assert summed
    assert summed == counted
    assert none is None
    assert bound is not None
    assert not bound.cut


def test_a_pair_is_shown_both_ways(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, _ = explored.pair_months(connection, Filter(actor="rus", recipient="tur"))
    assert {(row["actor"], row["recipient"]) for row in rows} == {("RUS", "TUR"), ("TUR", "RUS")}


def test_a_filter_that_the_sums_do_not_know_is_answered_from_the_acts(filled: Archive) -> None:
    with filled.reading() as connection:
        rows, bound = explored.pair_months(connection, Filter(party="TUR"))
        assert bound is not None
        assert {"TUR"} <= {row["actor"] for row in rows} | {row["recipient"] for row in rows}
        assert explored.pair_months(connection, Filter(party="nobody of that name")) == ([], (0, False))


def test_links_give_every_deed_between_two_parties(filled: Archive) -> None:
    every = [act for act in acts(filled, Filter(factuality=sorted(COUNTED))) if act["actors"] and act["recipients"]]
    with filled.reading() as connection:
        rows, _ = explored.links(connection, Filter())
    found = {(row["actor"], row["recipient"]): row for row in rows}
    for act in every:
        for actor in str(act["actors"]).split("; "):
            for recipient in str(act["recipients"]).split("; "):
                assert actor == recipient or (actor, recipient) in found
    assert all(row["events"] == row["conflict"] + row["cooperation"] for row in rows)
    assert all(row["actor"] != row["recipient"] for row in rows)


def test_an_answer_that_leaves_acts_out_says_so(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explored, "MOST", 2)
    monkeypatch.setattr(explored, "ACTS", 2)
    with filled.reading() as connection:
        rows, bound = explored.acts_in_time(connection, Filter())
        assert (bound.acts, bound.cut, [row["id"] for row in rows]) == (2, True, [row["id"] for row in find_events(connection, Filter(limit=2))])
        assert explored.places(connection, Filter())[1] == (2, True)
        assert explored.links(connection, Filter())[1].cut
