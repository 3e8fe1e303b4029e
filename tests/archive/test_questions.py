"""Each question of an analyst: what it finds, and what it leaves out."""

from __future__ import annotations

import json

import pytest
from news import ALL, STRIKE, Loaded, article, line
from sqlalchemy import text

from marsad.archive import accords, answers, people, totals
from marsad.archive.connect import Archive
from marsad.archive.questions import Filter, find_events, find_reported, one_event
from marsad.record import UsageError

FOUND = [
    # remark, filter, articles that report what is found, newest act first
    ("a type", {"types": ["CONSULT"]}, ["visit"]),
    ("two types", {"types": ["consult", "AGREE"]}, ["truce", "visit"]),
    ("a party by its entity's name", {"party": "لافروف"}, ["visit"]),
    ("a party by the English name", {"party": "Sergey Lavrov"}, ["visit"]),
    ("a party by country", {"party": "RUS"}, ["truce", "visit"]),
    ("an actor", {"actor": "القوات التركية"}, ["other-strike", "strike"]),
    ("a pair of countries", {"actor": "TUR", "recipient": "SYR"}, ["other-strike", "strike"]),
    ("a pair that never met", {"actor": "SYR", "recipient": "TUR"}, []),
    ("talks pair both ways", {"actor": "RUS", "recipient": "TUR"}, ["truce", "visit"]),
    ("a place", {"place": "تل رفعت"}, ["strike"]),
    ("a place by another spelling", {"place": "ادلب"}, ["truce"]),
    ("a country as a place", {"place": "SYR", "types": ["ASSAULT"]}, ["other-strike", "strike"]),
    ("a radius", {"near": (36.47, 37.09, 10.0)}, ["strike"]),
    ("a wider radius", {"near": (36.47, 37.09, 120.0), "types": ["ASSAULT"]}, ["other-strike", "strike"]),
    ("a time", {"since": "2020-02-15", "until": "2020-02-15"}, ["other-strike", "strike"]),
    ("up to a day", {"until": "2020-02-14"}, ["visit"]),
    ("an outlet as the voucher", {"voucher": "صحيفة ثانية"}, ["strike", "visit"]),
    ("factuality", {"factuality": ["negated"]}, []),
    ("an agreement by words of its name", {"agreement": "وقف إطلاق النار"}, ["truce"]),
    ("words of the article", {"words": "المدفعي"}, ["strike"]),
    ("confidence", {"confidence": 1.0}, []),
    ("independent sources", {"families": 3}, ["strike"]),
    ("several conditions", {"party": "TUR", "place": "منبج", "types": ["ASSAULT"], "since": "2020-01-01"}, ["other-strike"]),
    ("nobody", {"party": "زورو"}, []),
]


def first_articles(filled: Archive, wanted: Filter) -> list[str]:
    with filled.reading() as connection:
        return [act.claims[0].source.article for act in find_reported(connection, wanted)]


@pytest.mark.parametrize(("remark", "conditions", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_events_are_found_by(filled: Archive, remark: str, conditions: dict[str, object], expected: list[str]) -> None:
    found = first_articles(filled, Filter(**conditions))  # type: ignore[arg-type]
    assert sorted(found) == sorted(expected)


def test_the_newest_come_first_and_pages_follow_each_other(filled: Archive) -> None:
    with filled.reading() as connection:
        everything = [row["day"] for row in find_events(connection, Filter())]
        pages = [row["day"] for n in range(4) for row in find_events(connection, Filter(limit=1, offset=n))]
        oldest = [row["day"] for row in find_events(connection, Filter(oldest_first=True))]
    assert everything == sorted(everything, reverse=True) == pages
    assert oldest == everything[::-1]


def test_conflicting_tolls_are_low_best_and_high_by_voucher(filled: Archive) -> None:
    with filled.reading() as connection:
        [row] = find_events(connection, Filter(place="تل رفعت"))
        [toll] = answers.shown_tolls(connection, row["id"])
        act = one_event(connection, row["id"])
    assert (row["killed_low"], row["killed"], row["killed_high"]) == (3, 3, 4)
    assert toll["by_voucher"] == {"صحيفة أولى": [3.0], "صحيفة ثانية": [3.0], "صحيفة ثالثة": [4.0]}
    assert act.rules["counts.killed"].endswith("1 of 2")
    assert [claim.source.article for claim in act.claims] == ["strike", "strike-again", "strike-more"]


def test_claims_quote_the_text_and_name_their_voucher(filled: Archive) -> None:
    with filled.reading() as connection:
        [row] = find_events(connection, Filter(place="تل رفعت"))
        told = answers.claim_rows(connection, [row["id"]])
        one = answers.claim_rows(connection, [row["id"]], "صحيفة ثالثة")
    assert [STRIKE["text"][r["start"] : r["end"]] for r in told if r["article"] == "strike"] == ["قصفت"]
    assert [r["article"] for r in one] == ["strike-more"]


SEARCHES = [
    # question, articles
    ("قصف", {"strike", "strike-again", "strike-more", "other-strike"}),
    ("القصف", {"strike", "strike-again", "strike-more", "other-strike"}),
    ("الأتراك", set()),
    ("مدنيون", {"strike", "strike-again", "strike-more", "other-strike"}),
    ("إجتمع", {"visit-again"}),
    ("اجتماع", set()),
    ("لافروف موسكو", {"visit", "visit-again"}),
    ("لافروف إدلب", {"truce"}),
    ('"مدنيون"', set()),
    ('"وقف"', {"truce"}),
    ('"لوقف" اطلاق', {"truce"}),
    ("' OR 1=1 --", set()),
    ("\\ ' \" & | ! ( ) : *", set()),
]


@pytest.mark.parametrize(("question", "expected"), SEARCHES)
def test_articles_are_found_by_words_in_any_form(filled: Archive, question: str, expected: set[str]) -> None:
    with filled.reading() as connection:
        rows = answers.search_rows(connection, question)
    assert {row["article"] for row in rows} == expected
    for row in rows:
        assert row["start"] < row["end"]
        assert row["excerpt"]


def test_a_search_is_narrowed_by_time_and_outlet(filled: Archive) -> None:
    with filled.reading() as connection:
        assert {row["article"] for row in answers.search_rows(connection, "قصف", since="2020-02-16")} == {"strike-more"}
        assert {row["article"] for row in answers.search_rows(connection, "قصف", outlet="صحيفة ثانية")} == {"strike-again"}
        assert {row["article"] for row in answers.search_rows(connection, "قصف", until="2020-02-15")} == {"strike", "strike-again", "other-strike"}


def test_who_tells_names_offices_deeds_and_statements(filled: Archive) -> None:
    with filled.reading() as connection:
        known = people.who_is(connection, "لافروف")
        with pytest.raises(UsageError, match="nobody of this name"):
            people.who_is(connection, "زورو")
    assert [entity["name"] for entity in known["entities"]] == ["Sergey Lavrov"]
    assert known["offices"]
    assert known["as_actor"] == {"CONSULT": 1}
    assert [row["article"] for row in known["statements"]] == ["truce"]


def test_agreements_are_counted_and_their_facts_told_with_words(filled: Archive) -> None:
    with filled.reading() as connection:
        [row] = accords.agreement_rows(connection)
        facts = accords.fact_rows(connection, row["agreement"])
    read = json.loads(line(next(a for a in ALL if a["id"] == "truce")))
    assert (row["articles"], row["kind"]) == (1, read["agreements"][0]["kind"])
    assert set(row["facts"]) == {fact["kind"] for fact in facts} == {"concluded", "in-force"}
    truce = next(a for a in ALL if a["id"] == "truce")
    assert all(truce["text"][fact["start"] : fact["end"]] == fact["words"] for fact in facts)


def test_a_timeline_of_an_agreement_holds_acts_and_facts_in_order(filled: Archive) -> None:
    with filled.reading() as connection:
        rows = answers.timeline_rows(connection, Filter(agreement="وقف إطلاق النار"))
    assert {row["kind"] for row in rows} == {"event", "agreement"}
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)


def test_sums_by_month_governorate_and_pair(filled: Archive) -> None:
    with filled.reading() as connection:
        months = totals.sum_rows(connection, "month", Filter(types=["ASSAULT"]))
        places = totals.sum_rows(connection, "place", Filter(types=["ASSAULT"]))
        pairs = totals.sum_rows(connection, "dyad", Filter(actor="TUR", recipient="SYR"))
        with pytest.raises(UsageError, match="month, place, dyad or type"):
            totals.sum_rows(connection, "moon", Filter())
        with pytest.raises(UsageError, match="not kept by voucher"):
            totals.sum_rows(connection, "month", Filter(voucher="x"))
    assert [(row["month"], row["events"], row["killed"]) for row in months] == [("2020-02", 2, 3)]
    assert months[0]["score_mean"] < -8
    assert [(row["country"], row["admin1"], row["events"]) for row in places] == [("SYR", "Aleppo", 2)]
    assert [(row["actor"], row["recipient"], row["events"]) for row in pairs] == [("TUR", "SYR", 2)]


@pytest.mark.parametrize("view", ["claim_list", "monthly_places", "monthly_dyads", "agreement_list", "timeline"])
def test_each_view_gives_rows(filled: Archive, view: str) -> None:
    with filled.reading() as connection:
        rows = connection.execute(text(f"SELECT * FROM {view}")).mappings().all()
    assert rows
    if view == "claim_list":
        assert {row["actors"] for row in rows if row["article"] == "visit"} == {"Sergey Lavrov; Mevlut Cavusoglu"}


def test_copies_and_articles_of_one_agency_count_once(archive: Archive, loaded: Loaded) -> None:
    body = " وقال سكان في البلدة إن القذائف سقطت على السوق قبل الظهر، وإن فرق الإسعاف نقلت الجرحى إلى مشفى قريب، بينما أغلقت المدارس أبوابها وعاد الأهالي إلى منازلهم في المساء بعد توقف القصف."
    first = article("wire", STRIKE["text"] + body)
    copy = article("copy", STRIKE["text"] + body, outlet="صحيفة ثانية")
    credited = [article(f"credit-{n}", f"قصفت القوات التركية تل رفعت {when} وقتل ثلاثة مدنيين. (رويترز)", outlet=f"صحيفة {n}") for n, when in ((3, "السبت"), (4, "صباح السبت"))]
    loaded(first, copy, *credited)
    with archive.reading() as connection:
        [act] = find_reported(connection, Filter(place="تل رفعت"))
    family = {claim.source.article: claim.source.family for claim in act.claims}
    assert family["wire"] == family["copy"] != family["credit-3"]
    assert family["credit-3"] == family["credit-4"] == "origin:reuters"
