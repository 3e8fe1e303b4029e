"""Two readers through the pages: corrections by form without a script, a blind second reading, agreement, the settling of differences, and what is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from desk_pages import STRIKE, browser, filled, token
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.archive.verify import verify
from marsad.desk import browsing, reference_cases
from marsad.desk.measure import measure
from marsad.measure.cases import parsed_case
from marsad.measure.kappa import agreed
from marsad.measure.score import score_case
from marsad.web.review_page import READER


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = filled(tmp_path)
    yield opened
    opened.close()


def reader(archive: Archive, name: str, language: str = "en") -> TestClient:
    client = browser(archive, language)
    client.cookies.set(READER, name.encode().hex(), path="/review")
    return client


def post(client: TestClient, path: str, **form: str | list[str]) -> int:
    return client.post(path, data={"csrf": token(client), **form}).status_code


def strike(archive: Archive) -> tuple[str, str]:
    """Give the act of the strike on Tell Rifaat and the claim of the article `strike`."""
    for row in browsing.rows_of_all(archive, Filter(types=["ASSAULT"])):
        act = browsing.told(archive, row["id"]).act
        for claim in act.claims:
            if claim.source.article == "strike":
                return act.id, claim.id
    raise AssertionError("no strike was read")


def test_a_form_without_a_script_corrects_by_words_and_by_offsets(archive: Archive) -> None:
    event, claim = strike(archive)
    client = reader(archive, "Ana", "ar")
    page = client.get(f"/review?event={event}&claim={claim}").text
    assert page.count('action="/review/correct"') == 12
    assert "صحّح" in page
    answer = client.post(
        "/review/correct",
        data={"csrf": token(client), "event": event, "claim": claim, "field": "where", "how": "only", "words": "تل رفعت", "why": "البلدة", "back": "/review?type=ASSAULT"},
    )
    assert answer.headers["location"] == f"/review?type=ASSAULT&event={event}&claim={claim}#event-1-where"
    start = STRIKE.index("ثلاثة مدنيين")
    assert post(client, "/review/correct", event=event, claim=claim, field="recipients", how="only", start=str(start), end=str(start + len("ثلاثة مدنيين")), country="SYR") == 303
    stands = next(c.event for c in browsing.told(archive, event).act.claims if c.id == claim)
    assert [(p.text, p.name) for p in stands.where] == [("تل رفعت", "Tal Rifaat")]
    assert [(a.text, a.country) for a in stands.recipients] == [("ثلاثة مدنيين", "SYR")]
    shown = client.get(f"/events/{event}").text
    assert "صححه محلل" in shown  # the rule that chose the value
    assert shown.count("تصحيح") == 2  # in its history
    assert "صححه Ana" in client.get(f"/review?event={event}&claim={claim}").text
    assert verify(archive, deep=True).faults == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"field": "actors", "words": "<b>لا</b>"}, "The text does not say “&lt;b&gt;لا&lt;/b&gt;”"),
        ({"field": "when", "first_day": "soon"}, "is no day"),
        ({"field": "counts", "what": "killed", "number": "lots"}, "is no number"),
        ({"field": "because", "words": "قصفت"}, "nothing that can be corrected"),
        ({"field": "actors", "drop": "9"}, "no value number"),
        ({"field": "actors", "words": "القوات", "start": "x" * 99}, ""),
    ],
)
def test_what_cannot_be_a_value_is_told_in_the_readers_words(archive: Archive, form: dict[str, str], said: str) -> None:
    event, claim = strike(archive)
    client = reader(archive, "Ana")
    before = verify(archive).head
    answer = client.post("/review/correct", data={"csrf": token(client), "event": event, "claim": claim, **form})
    assert (answer.status_code, verify(archive).head == before) == ((400, True) if said else (303, False))
    assert said in answer.text
    assert client.post("/review/correct", data={"event": event, "claim": claim, **form}).status_code == 403
    assert post(client, "/review/correct", event=event, claim="0" * 16, field="actors", words="القوات") == 400


def test_a_reader_on_a_desk_without_accounts_has_a_name(archive: Archive) -> None:
    client = browser(archive)
    answer = client.post("/review/reader", data={"csrf": token(client), "reader": "ليلى", "back": "/review?order=second"})
    assert answer.headers["location"] == "/review?order=second"
    assert 'name="reader" value="ليلى"' in client.get("/review").text
    assert post(client, "/review/reader", reader="<script>") == 400
    assert client.post("/review/reader", data={"csrf": token(client), "reader": "ليلى", "back": "https://elsewhere.example"}).headers["location"] == "/"


@pytest.mark.parametrize("query", ["order=beauty", "type=LOVE", "since=yesterday", "near=1,2"])
def test_an_order_or_filter_that_is_none_is_told(archive: Archive, query: str) -> None:
    assert browser(archive).get(f"/review?{query}").status_code == 400


def test_the_filter_stays_from_decision_to_decision(archive: Archive) -> None:
    client = reader(archive, "Ana")
    page = client.get("/review?type=CONSULT")
    acts = [row["id"] for row in browsing.rows_of_all(archive, Filter(types=["CONSULT"]))]
    assert f'name="event" value="{acts[0]}"' in page.text
    assert 'name="back" value="/review?type=CONSULT"' in page.text
    answer = client.post("/review", data={"csrf": token(client), "action": "accept", "event": acts[0], "back": "/review?type=CONSULT"})
    assert answer.headers["location"] == "/review?type=CONSULT"
    assert "Every event has a verdict." in client.get("/review?type=CONSULT").text


def test_two_readers_differ_and_an_editor_settles(archive: Archive) -> None:
    event, claim = strike(archive)
    ana, ben, eda = (reader(archive, name) for name in ("Ana", "Ben", "Eda"))
    assert "Nothing has been read twice yet." in ana.get("/review/readings").text
    assert ana.get(f"/review/readings/{event}").status_code == 404
    assert post(ana, "/review/correct", event=event, claim=claim, field="factuality", values="historical") == 303
    assert post(ana, "/review", action="accept", event=event) == 303
    blind = ben.get("/review?order=second").text
    assert f'name="event" value="{event}"' in blind
    assert "took place before" not in blind.partition('id="decide"')[0].partition('class="up"')[2]
    assert "Ana" not in blind.partition('class="up"')[2]
    assert post(ben, "/review", action="accept", event=event) == 303
    page = ana.get("/review/readings").text
    assert f'href="/review/readings/{event}"' in page
    told = eda.get(f"/review/readings/{event}").text
    assert f'name="choice.{claim}.factuality"' in told
    assert "took place before" in told
    choice = {f"choice.{claim}.factuality": "first"}
    assert post(eda, "/review/settle", event=event, verdict="accept", why="", **choice) == 400
    assert post(eda, "/review/settle", event=event, verdict="accept", why="a month ago") == 400
    assert post(eda, "/review/settle", event=event, verdict="accept", why="a month ago", **choice) == 303
    assert "Settled by" in eda.get(f"/review/readings/{event}").text
    assert "Two readers differ on nothing that is open." in eda.get("/review/readings").text
    assert browsing.told(archive, event).act.shown.factuality == "historical"


def accept_all_but(archive: Archive, client: TestClient, rejected: str) -> None:
    for row in browsing.rows_of_all(archive, Filter()):
        why = {"why": "not this"} if row["id"] == rejected else {}
        assert post(client, "/review", action="reject" if why else "accept", event=row["id"], **why) == 303


def test_corrections_go_out_as_cases_that_measure_scores(archive: Archive, tmp_path: Path) -> None:
    event, claim = strike(archive)
    client = reader(archive, "Ana")
    assert client.get("/review/cases.jsonl").text == ""
    assert post(client, "/review/correct", event=event, claim=claim, field="factuality", values="historical") == 303
    consult = next(row["id"] for row in browsing.rows_of_all(archive, Filter(types=["CONSULT"])))
    accept_all_but(archive, client, consult)
    file = tmp_path / "cases.jsonl"
    file.write_text(client.get("/review/cases.jsonl").text, encoding="utf-8")
    cases = [parsed_case(line.encode(), "line") for line in file.read_text(encoding="utf-8").splitlines()]
    assert {case["article"]["id"] for case in cases} == {"strike", "again", "torture", "evil", "../../etc/passwd?x=1&y=%2e"}
    for case in cases:  # a record that says what the case says is right in all
        for name, figure in score_case(case, case):
            assert figure.expected == figure.found == figure.hit, name
    as_read = measure(file).developed.figures
    corrected_ = next(case for case in cases if case["article"]["id"] == "strike")
    assert corrected_["events"][0]["factuality"] == "historical"
    assert corrected_["review"]["readers"] == ["Ana"]
    [talks] = [case for case in cases if case["article"]["id"].startswith("..")]
    assert talks["events"] == [] or all(e["type"] != "CONSULT" for e in talks["events"])
    assert talks["review"]["rejected"][0]["why"] == "not this"
    # What the program reads of these texts still has the rejected event, and not the corrected factuality.
    assert as_read["event"].expected == as_read["event"].hit == as_read["event"].found - 1
    assert as_read["event_full"].hit == as_read["event_full"].expected - 1
    assert reference_cases.shares(archive) == (5, 5, as_read["event"].found)


def test_decisions_go_out_as_proposals_by_entry(archive: Archive) -> None:
    event, claim = strike(archive)
    client = reader(archive, "Ana")
    post(client, "/review/correct", event=event, claim=claim, field="recipients", words="ثلاثة مدنيين", how="only", why="the dead")
    consult = next(row["id"] for row in browsing.rows_of_all(archive, Filter(types=["CONSULT"])))
    accept_all_but(archive, client, consult)
    answer = client.get("/review/proposals.yaml")
    assert answer.headers["content-type"].startswith("application/yaml")
    rows = {row["entry"]: row for row in yaml.safe_load(answer.text)}
    assert set(rows) <= set(browsing.entries())
    [yes] = [example for row in rows.values() for example in row.get("yes", ())]
    assert (yes["text"], yes["trigger"], yes["recipients"], yes["corrected"], yes["why"]) == (STRIKE, "قصفت", ["ثلاثة مدنيين"], ["recipients"], "the dead")
    [no] = [example for row in rows.values() for example in row.get("no", ())]
    assert no["why"] == "not this"
    assert no["trigger"] in no["text"]
    assert all(row["stands_at"].startswith("actions/") for row in rows.values())


def test_a_reference_case_names_the_changes_it_rests_on(archive: Archive) -> None:
    client = reader(archive, "Ana")
    accept_all_but(archive, client, "none")
    log = [change for case in reference_cases.cases(archive) for change in json.loads(json.dumps(case))["review"]["changes"]]
    assert len(log) >= 5
    assert verify(archive).faults == []


def test_kappa_is_cohens() -> None:
    # The example of Cohen's paper: proportions .25 .13 .12 / .12 .02 .16 / .03 .15 .02 of 200 things; agreement .29, by chance .41.
    table = {("a", "a"): 50, ("a", "b"): 26, ("a", "c"): 24, ("b", "a"): 24, ("b", "b"): 4, ("b", "c"): 32, ("c", "a"): 6, ("c", "b"): 30, ("c", "c"): 4}
    found = agreed([pair for pair, times in table.items() for _ in range(times)])
    assert (found.things, found.same) == (200, 58)
    chance = (100 * 80 + 60 * 60 + 40 * 60) / 200**2
    assert found.kappa == pytest.approx((0.29 - chance) / (1 - chance))
