"""ACLED: which acts have a row, and what stands in it."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest
from acts import ARMY, CIVILIANS, IDLIB, REBELS, SOURCE, SYRIA, TURKS, actor, event, killed, reasons, reported, rows_of

from marsad.export.acled_categories import _categories, category_of
from marsad.export.options import Options
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.vocabulary import MODES, TYPES
from marsad.record import Because, Count, Place, ReportedEvent, Source, When

PROTESTERS = actor("متظاهرون", "SYR", "CVL")
POLICE = actor("الشرطة", "SYR", "COP")


def rule(name: str) -> list[Because]:
    return [Because(field="type", rule=name)]


CATEGORIES = [
    # type, modes, changes, event type, sub-event type, remark
    ("ASSAULT", ["aerial"], {}, "Explosions/Remote violence", "Air/drone strike", "the means decides before the target"),
    ("ASSAULT", ["drone"], {"recipients": [CIVILIANS]}, "Explosions/Remote violence", "Air/drone strike", "also on civilians"),
    ("ASSAULT", ["heavy-weapons"], {}, "Explosions/Remote violence", "Shelling/artillery/missile attack", ""),
    ("ASSAULT", ["suicide-attack"], {}, "Explosions/Remote violence", "Suicide bomb", ""),
    ("ASSAULT", ["explosives"], {"actors": []}, "Explosions/Remote violence", "Remote explosive/landmine/IED", "without an author"),
    ("ASSAULT", ["abduct"], {"recipients": [CIVILIANS]}, "Violence against civilians", "Abduction/forced disappearance", ""),
    ("ASSAULT", ["sexual"], {"recipients": [CIVILIANS]}, "Violence against civilians", "Sexual violence", ""),
    ("ASSAULT", [], {"recipients": [CIVILIANS]}, "Violence against civilians", "Attack", ""),
    ("ASSAULT", [], {}, "Battles", "Armed clash", "force against force"),
    ("ASSAULT", [], {"actors": [ARMY, REBELS], "recipients": []}, "Battles", "Armed clash", "a clash has its sides in actors"),
    ("ASSAULT", [], {"because": rule("assault.saytara")}, "Battles", "Government regains territory", "the army takes a place"),
    ("ASSAULT", [], {"because": rule("assault.saytara"), "actors": [REBELS]}, "Battles", "Non-state actor overtakes territory", "rebels take a place"),
    ("ASSAULT", [], {"because": rule("assault.itarada")}, "Strategic developments", "Disrupted weapons use", "an interception"),
    ("ASSAULT", [], {"because": rule("assault.qasafa")}, "Explosions/Remote violence", "Shelling/artillery/missile attack", "bombardment by means untold"),
    ("ASSAULT", [], {"because": rule("assault.inqilab")}, "Strategic developments", "Other", "a coup"),
    ("ASSAULT", ["destroy"], {}, "Strategic developments", "Looting/property destruction", ""),
    ("ASSAULT", ["crowd-control"], {"actors": [POLICE], "recipients": [PROTESTERS]}, "Protests", "Protest with intervention", "tear gas"),
    ("ASSAULT", ["crowd-control"], {"actors": [POLICE], "recipients": [PROTESTERS], "counts": [killed(2)]}, "Protests", "Excessive force against protesters", "with deaths"),
    ("PROTEST", ["demo"], {"actors": [PROTESTERS], "recipients": []}, "Protests", "Peaceful protest", ""),
    ("PROTEST", ["riot"], {"actors": [PROTESTERS], "recipients": []}, "Riots", "Violent demonstration", ""),
    ("COERCE", ["arrest"], {"actors": [POLICE], "recipients": [CIVILIANS]}, "Strategic developments", "Arrests", ""),
    ("COERCE", ["curfew"], {}, "Strategic developments", "Other", ""),
    ("MOBILIZE", [], {"because": rule("mobilize.ansha_qaida")}, "Strategic developments", "Headquarters or base established", ""),
    ("MOBILIZE", ["troops"], {}, "Strategic developments", "Change to group/activity", ""),
    ("RETREAT", ["withdraw"], {}, "Strategic developments", "Non-violent transfer of territory", ""),
    ("SUPPORT", [], {"because": rule("support.waqqaa")}, "Strategic developments", "Agreement", "a signature is an agreement"),
    ("AGREE", [], {"because": rule("agree.ittafaqa")}, "Strategic developments", "Agreement", ""),
]


@pytest.mark.parametrize(("kind", "modes", "changes", "event_type", "sub_event_type", "remark"), CATEGORIES, ids=[f"{r[0]}-{n}" for n, r in enumerate(CATEGORIES)])
def test_categories(kind: str, modes: list[str], changes: dict[str, Any], event_type: str, sub_event_type: str, remark: str) -> None:
    rows, _ = rows_of("acled", reported(event(kind, modes, **changes)))
    assert [(row["event_type"], row["sub_event_type"]) for row in rows] == [(event_type, sub_event_type)], remark


@pytest.mark.parametrize("kind", ["CONSULT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION", "AID", "COOPERATE"])
def test_verbal_acts_and_diplomacy_have_no_row(kind: str) -> None:
    rows, lines = rows_of("acled", reported(event(kind)))
    assert (rows, reasons(lines)) == ([], ["no-category"])


@pytest.mark.parametrize("kind", ["SUPPORT", "AGREE"])
def test_praise_and_a_promise_are_no_agreement(kind: str) -> None:
    assert rows_of("acled", reported(event(kind, because=rule(f"{kind.lower()}.other"))))[0] == []


@pytest.mark.parametrize("factuality", ["negated", "future", "hypothetical"])
@pytest.mark.parametrize("layout", ["acled", "ucdp", "gdelt", "gdelt-mentions", "polecat", "icews", "edges", "views-country", "views-priogrid"])
def test_what_did_not_happen_has_no_row(layout: str, factuality: str) -> None:
    rows, lines = rows_of(layout, reported(event(factuality=factuality, counts=[killed(3)])))
    assert (rows, reasons(lines)) == ([], ["not-happened"])
    assert rows_of(layout, reported(event(counts=[killed(3)])))[0], "the control: the same act as actual has a row"


def test_each_sub_event_type_is_one_of_acled_s_under_its_event_type() -> None:
    known = {
        "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
        "Explosions/Remote violence": {
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade",
        },
        "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
        "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
        "Riots": {"Violent demonstration", "Mob violence"},
        "Strategic developments": {
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established", "Looting/property destruction",
            "Non-violent transfer of territory", "Other",
        },
    }  # fmt: skip
    rows = [row for table in _categories().values() for row in table]
    assert [row for row in rows if row.sub_event_type not in known[row.event_type]] == []
    assert [row for row in rows if row.type not in TYPES or (row.mode not in ("*", "-") and row.mode not in MODES[row.type])] == []


def test_every_material_conflict_has_a_category() -> None:
    for kind in ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"):
        for mode in (None, *sorted(MODES[kind])):
            assert category_of(event(kind, [mode] if mode else []), 0) is not None, (kind, mode)


def test_rules_that_the_table_names_are_entries_of_the_lexicon() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (lexicon_home() / "actions").glob("*.yaml"))
    entries = re.findall(r"^- id: (\S+)", text, re.MULTILINE)
    patterns = {row.rule for table in _categories().values() for row in table} - {"*"}
    assert len(entries) > 500
    assert [pattern for pattern in sorted(patterns) if not any(fnmatchcase(entry, pattern) for entry in entries)] == []


PARTIES = [
    # actors, recipients, inter1, inter2, interaction as text and as number, remark
    ([ARMY], [REBELS], "State forces", "Rebel group", "State forces-Rebel group", 12, ""),
    ([REBELS], [ARMY], "Rebel group", "State forces", "State forces-Rebel group", 12, "the pair has no direction"),
    ([TURKS], [ARMY], "External/Other forces", "State forces", "State forces-External/Other forces", 18, "forces of another state than the place's"),
    ([TURKS], [CIVILIANS], "External/Other forces", "Civilians", "External/Other forces-Civilians", 78, "ACLED's order of this pair"),
    ([ARMY], [], "State forces", "", "State forces only", 10, "nobody on the other side"),
    ([actor("الدولة الإسلامية", "IMG", "REB", "Islamic State")], [ARMY], "Rebel group", "State forces", "State forces-Rebel group", 12, "an armed group across borders"),
    ([actor("الأمم المتحدة", "UNO", None, "United Nations")], [ARMY], "External/Other forces", "State forces", "State forces-External/Other forces", 18, ""),
]


@pytest.mark.parametrize(("first", "second", "inter1", "inter2", "pair", "number", "remark"), PARTIES, ids=range(len(PARTIES)))
def test_kinds_of_parties(first: list[Any], second: list[Any], inter1: str, inter2: str, pair: str, number: int, remark: str) -> None:
    act = reported(event(actors=first, recipients=second))
    (row,), _ = rows_of("acled", act)
    assert (row["inter1"], row["inter2"], row["interaction"]) == (inter1, inter2, pair), remark
    (row,), _ = rows_of("acled", act, options=Options(inter="num"))
    assert row["interaction"] == number, remark
    assert isinstance(row["inter1"], int)


def test_numbers_instead_of_labels_are_zero_where_there_is_no_party() -> None:
    (row,), _ = rows_of("acled", reported(event(recipients=[])), options=Options(inter="num"))
    assert (row["inter1"], row["inter2"], row["interaction"]) == (1, 0, 10)


def test_names_stay_and_parties_without_one_are_named_by_kind_and_country() -> None:
    (row,), lines = rows_of("acled", reported(event(actors=[TURKS, ARMY], recipients=[CIVILIANS])))
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("Turkish Armed Forces", "Syrian Armed Forces", "Civilians (Syria)")
    assert "several-parties" in reasons(lines)
    assert row["civilian_targeting"] == "Civilian targeting"


def test_an_unknown_attacker_is_written_as_unidentified_and_reported() -> None:
    (row,), lines = rows_of("acled", reported(event(modes=["explosives"], actors=[], recipients=[CIVILIANS])))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Syria)", "Political militia")
    assert "unidentified-actor" in reasons(lines)


def test_protesters_come_first_and_police_second() -> None:
    (row,), _ = rows_of("acled", reported(event("ASSAULT", ["crowd-control"], actors=[POLICE], recipients=[PROTESTERS])))
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == ("Protesters (Syria)", "Protesters", "Police Forces of Syria", "State forces")
    assert row["disorder_type"] == "Demonstrations"


WHEN = [
    # start, end, precision of the record, event_date, time_precision
    ("2020-02-15", "2020-02-15", "day", "2020-02-15", 1),
    ("2020-02-10", "2020-02-16", "week", "2020-02-10", 2),
    ("2020-02-01", "2020-02-29", "month", "2020-02-01", 3),
]


@pytest.mark.parametrize(("start", "end", "precision", "date", "time"), WHEN)
def test_periods_up_to_a_month_keep_their_first_day(start: str, end: str, precision: Any, date: str, time: int) -> None:
    (row,), lines = rows_of("acled", reported(event(when=When(start=start, end=end, precision=precision))))
    assert (row["event_date"], row["year"], row["time_precision"]) == (date, 2020, time)
    assert ("first-day" in reasons(lines)) == (start != end)


@pytest.mark.parametrize("layout", ["acled", "gdelt", "polecat", "icews"])
def test_longer_periods_are_no_day(layout: str) -> None:
    rows, lines = rows_of(layout, reported(event(when=When(start="2019-01-01", end="2019-12-31", precision="year"))))
    assert (rows, reasons(lines)) == ([], ["long-period"])


def test_an_act_without_a_day_gets_the_publication_day_and_the_least_precision() -> None:
    (row,), lines = rows_of("acled", reported(event(when=None)))
    assert (row["event_date"], row["time_precision"]) == ("2020-02-16", 3)
    assert "published-day" in reasons(lines)


def test_background_without_a_day_has_no_row() -> None:
    rows, lines = rows_of("acled", reported(event(when=None, factuality="historical")))
    assert (rows, reasons(lines)) == ([], ["no-day"])


def test_a_dropped_event_is_reported_once_without_its_approximations() -> None:
    _, lines = rows_of("acled", reported(event(when=None, where=[])))
    assert [line[1] for line in lines] == ["dropped"]


def test_a_place_without_a_country_is_no_place() -> None:
    rows, lines = rows_of("acled", reported(event(where=[Place(start=1, end=8, text="المنطقة")])))
    assert (rows, reasons(lines)) == ([], ["no-place"])


def test_the_most_exact_place_is_taken_and_a_bare_country_has_no_coordinates() -> None:
    (row,), lines = rows_of("acled", reported(event(where=[SYRIA, IDLIB])))
    assert (row["location"], row["admin1"], row["latitude"], row["longitude"], row["geo_precision"]) == ("Idlib", "Idlib", 35.93, 36.63, 1)
    assert "several-places" in reasons(lines)
    (row,), lines = rows_of("acled", reported(event(where=[SYRIA])))
    assert (row["location"], row["latitude"], row["longitude"], row["geo_precision"]) == ("Syria", None, None, 3)
    assert "country-only" in reasons(lines)
    assert (row["iso"], row["region"], row["country"]) == (760, "Middle East", "Syria")


def test_the_rest_of_a_row() -> None:
    act = event("PROTEST", ["demo"], actors=[PROTESTERS], recipients=[], attribution=[actor("ناشط", None, "CVL"), actor("الوكالة", name="Agency")])
    act = event("PROTEST", ["demo"], actors=[PROTESTERS], recipients=[], attribution=act.attribution, counts=[Count(what="protesters", value=None, low=300)])
    (row,), _ = rows_of("acled", reported(act, sentence="خرجت مظاهرة في إدلب."))
    assert row["event_id_cnty"] == "MARSAD-e1"
    assert row["notes"] == "خرجت مظاهرة في إدلب. [according to: ناشط < Agency]"
    assert (row["fatalities"], row["tags"], row["source"], row["timestamp"]) == (0, "crowd size=at least 300", "صحيفة الاختبار", 1581811200)


def test_whom_a_protest_is_addressed_to_is_no_party_and_police_on_the_spot_are() -> None:
    government = actor("الحكومة", "SYR", "GOV")
    (row,), lines = rows_of("acled", reported(event("PROTEST", ["demo"], actors=[PROTESTERS], recipients=[government, POLICE])))
    assert (row["actor1"], row["actor2"], row["assoc_actor_2"]) == ("Protesters (Syria)", "Police Forces of Syria", "")
    assert "protest-target" in reasons(lines)


def test_the_row_quotes_a_report_that_says_what_it_says_even_if_a_denial_came_first() -> None:
    early = Source(article="n0", family="n0", outlet="وكالة", url="https://example.org/n0", published="2020-02-15")
    told = reported(event(), event(factuality="negated"), sources=[SOURCE, early])
    act = ReportedEvent(id="e1", shown=told.shown, claims=[told.claims[1], told.claims[0]])
    assert rows_of("acled", act)[0][0]["timestamp"] == 1581811200
    assert rows_of("gdelt", act)[0][0]["SOURCEURL"] == "https://example.org/n1"
    assert rows_of("polecat", act)[0][0]["Source"] == rows_of("icews", act)[0][0]["Publisher"] == "صحيفة الاختبار"
