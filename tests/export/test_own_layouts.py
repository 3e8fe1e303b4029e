"""Marsad's own layouts: the flat table, PLOVER's JSON, maps, graphs, linked data, calendars."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from acts import ARMY, SOURCE, SYRIA, actor, event, killed, printed, reported, rows_of, strict_csv
from real import real_acts, real_deadlines, real_records

from marsad.export.deadlines import Deadline
from marsad.export.layouts import layout_of
from marsad.export.options import Options
from marsad.export.report import Report
from marsad.export.writing import print_export
from marsad.record import ReportedEvent, Source, Span
from marsad.record.types import Count, Place

VOUCHED = [actor("مصدر طبي", at=70), actor("المرصد", "NGO", None, "SOHR", at=80)]


def test_the_flat_table_has_a_row_for_each_report_with_its_own_offsets() -> None:
    second = event(factuality="negated", trigger=Span(start=9, end=12, text="نفى"), attribution=VOUCHED)
    rows, lines = rows_of("csv", reported(event(counts=[killed(3, of="جنود"), Count(what="injured", low=5)]), second))
    assert [(row["event"], row["claim"], row["reports"]) for row in rows] == [("e1", "e1.1", 2), ("e1", "e1.2", 2)]
    assert (rows[0]["factuality"], rows[0]["direction"], rows[0]["trigger_offsets"], rows[0]["actor_offsets"]) == ("actual", "directed", "0-4", "5-17")
    assert rows[0]["counts"] == "killed=3 (جنود)|injured=5.."
    assert (rows[1]["factuality"], rows[1]["voucher_names"], rows[1]["voucher_texts"], rows[1]["voucher_offsets"]) == ("negated", "|SOHR", "مصدر طبي|المرصد", "70-78|80-86")
    assert (rows[0]["killed_low"], rows[0]["killed_best"], rows[0]["killed_high"]) == (3, 3, 3)
    assert [line for line in lines if line[0]] == [], "nothing is dropped or approximated"


def test_offsets_of_the_flat_table_quote_their_article() -> None:
    records = real_records()
    acts = real_acts()
    texts = {record.article.id: record.article.text for record in records}
    rows, _ = rows_of("csv", *acts)
    checked = 0
    for row in rows:
        text = texts[row["article"]]
        for kind, words in (("trigger", "trigger"), ("actor", "actor_texts"), ("recipient", "recipient_texts"), ("voucher", "voucher_texts"), ("place", "place_texts")):
            spans = [tuple(map(int, span.split("-"))) for span in (row[f"{kind}_offsets"] or "").split("|") if span]
            quoted = "|".join(text[start:end].replace("|", "/") for start, end in spans)
            assert quoted == (row[words] or ""), (row["event"], kind)
            checked += len(spans)
        assert row["sentence_text"] in text
    assert len(rows) == len(acts) > 50
    assert checked > 150


@pytest.mark.parametrize("text", ["a|b", "|", "أ|ب"])
def test_the_bar_that_joins_lists_is_taken_out_of_their_items(text: str) -> None:
    (row,), _ = rows_of("csv", reported(event(actors=[actor(text), ARMY])))
    assert len(row["actor_texts"].split("|")) == 2


PLOVER_FIELDS = {
    "id", "date", "enddate", "actor", "recipient", "event", "event_text", "mode", "aux_mode", "context", "quad_code", "event_scale", "event_loc", "size", "text",
    "text_info", "cite_info", "link", "marsad",
}  # fmt: skip


def plover(*acts: ReportedEvent) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed("plover", *acts).splitlines()]


def test_a_plover_record() -> None:
    (found,) = plover(reported(event(modes=["aerial"], attribution=VOUCHED, counts=[killed(3)])))
    assert set(found) <= PLOVER_FIELDS
    assert (found["id"], found["date"], found["event"], found["mode"], found["quad_code"], found["event_scale"]) == ("MARSAD-e1", "2020-02-15", ["ASSAULT"], ["aerial"], 4, -9.5)
    assert found["actor"][0] == {"raw_text": "الجيش السوري", "entity_name": "Syrian Armed Forces", "country": "SYR", "sector_code": "MIL", "start": 5, "end": 17}
    assert (found["event_loc"]["geonameid"], found["event_loc"]["country_code"], found["event_loc"]["resolution"]) == (169389, "SYR", 2)
    assert found["text_info"] == {"sequence": 1, "start": 0, "end": 4}
    assert found["cite_info"]["url"] == "https://example.org/n1"
    assert [a["raw_text"] for a in found["marsad"]["attribution"]] == ["مصدر طبي", "المرصد"]
    assert found["marsad"]["killed"] == {"low": 3, "best": 3, "high": 3, "rule": "toll.v1"}
    assert "aux_mode" not in found


@pytest.mark.parametrize(("factuality", "mode"), [("negated", "negation"), ("hypothetical", "hypothetical"), ("future", "future"), ("historical", "historical")])
def test_plover_s_auxiliary_modes_are_filled(factuality: str, mode: str) -> None:
    (found,) = plover(reported(event(factuality=factuality)))
    assert found["aux_mode"] == [mode]


def test_plover_always_names_the_actor_field_and_drops_only_what_has_no_day_at_all() -> None:
    undated = Source(article="n1", family="n1")
    assert plover(reported(event(actors=[])))[0]["actor"] == []
    assert plover(reported(event(when=None, factuality="future")))[0]["date"] == "2020-02-16"
    assert plover(reported(event(when=None), sources=[undated])) == []


def test_a_map_has_every_act_and_no_point_where_none_is_known() -> None:
    found = json.loads(printed("geojson", reported(), reported(event(where=[SYRIA])), reported(event(where=[]))))
    assert found["type"] == "FeatureCollection"
    assert [feature["geometry"] for feature in found["features"]] == [{"type": "Point", "coordinates": [36.63, 35.93]}, None, None]
    assert found["features"][0]["properties"]["direction"] == "directed"
    assert json.loads(printed("geojson")) == {"type": "FeatureCollection", "features": []}


def test_a_graph_has_its_nodes_before_its_edges() -> None:
    text = printed("graphml", reported(event(actors=[actor("<جيش> & «حلف»"), ARMY])), reported())
    root = ElementTree.fromstring(text)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = [node.get("id") for node in root.findall("g:graph/g:node", space)]
    edges = [(edge.get("source"), edge.get("target")) for edge in root.findall("g:graph/g:edge", space)]
    assert nodes == ["<جيش> & «حلف»", "Syrian opposition", "Syrian Armed Forces"]
    assert edges == [(nodes[0], nodes[1]), (nodes[2], nodes[1]), (nodes[2], nodes[1])]
    keys = {key.get("id") for key in root.findall("g:key", space)}
    assert {data.get("key") for data in root.iter("{http://graphml.graphdrawing.org/xmlns}data")} <= keys


def nodes_of(*acts: ReportedEvent) -> dict[str, list[dict[str, Any]]]:
    """Give the nodes of the JSON-LD document by their last type."""
    found: dict[str, list[dict[str, Any]]] = {}
    document = json.loads(printed("jsonld", *acts))
    prefixes = set(document["@context"])
    for node in document["@graph"]:
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        found.setdefault(kinds[-1], []).append(node)
        assert all(key.startswith("@") or key.split(":")[0] in prefixes for key in node), node
    return found


def test_linked_data_ties_an_act_to_its_reports_and_their_words() -> None:
    nodes = nodes_of(reported(sentence="هاجم الجيش السوري فصائل المعارضة في إدلب."))
    (act,), (claim,), (article,), (note,) = nodes["schema:Event"], nodes["schema:Claim"], nodes["schema:NewsArticle"], nodes["oa:Annotation"]
    assert act["prov:wasDerivedFrom"] == [{"@id": claim["@id"]}]
    assert claim["prov:wasDerivedFrom"] == {"@id": article["@id"]}
    assert note["oa:hasTarget"]["oa:hasSource"] == {"@id": "https://example.org/n1"}
    quote, position = note["oa:hasTarget"]["oa:hasSelector"]
    assert (quote["@type"], quote["oa:prefix"] + quote["oa:exact"] + quote["oa:suffix"]) == ("oa:TextQuoteSelector", "هاجم الجيش السوري فصائل المعارضة في إدلب.")
    assert position == {"@type": "oa:TextPositionSelector", "oa:start": 0, "oa:end": 4}
    assert "schema:ClaimReview" not in nodes, "the outlet itself vouches"


def test_a_vouched_claim_has_a_review_that_does_not_rate_truth() -> None:
    (review,) = nodes_of(reported(event(attribution=VOUCHED)))["schema:ClaimReview"]
    assert "schema:reviewRating" not in review
    reviews = nodes_of(reported(event(attribution=VOUCHED), event(attribution=VOUCHED, factuality="negated")))["schema:ClaimReview"]
    assert [review["schema:reviewRating"]["schema:alternateName"] for review in reviews] == ["disputed", "disputed"]
    assert [review["schema:keywords"] for review in reviews] == ["asserted, disputed", "denied, disputed"]


def calendar(*deadlines: Deadline) -> tuple[str, Report]:
    out = io.BytesIO()
    report = print_export(layout_of("icalendar"), (), out, Options(), deadlines)
    return out.getvalue().decode("utf-8"), report


def deadline(due: str | None = "2020-02-29", **changes: Any) -> Deadline:
    fields: dict[str, Any] = {"id": "d1", "agreement": "اتفاق سوتشي", "kind": "deadline", "due": due, "text": "تنتهي المهلة نهاية الشهر", "source": SOURCE}
    return Deadline(**(fields | changes))


def test_a_deadline_is_a_day_in_a_calendar() -> None:
    text, _ = calendar(deadline(by=["تركيا", "روسيا"], vouchers=["الوزير"]))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in ("UID:MARSAD-d1", "DTSTART;VALUE=DATE:20200229", "SUMMARY:اتفاق سوتشي: تركيا، روسيا", "DTSTAMP:20200216T000000Z", "URL:https://example.org/n1"):
        assert line in lines
    assert "DESCRIPTION:تنتهي المهلة نهاية الشهر (الوزير)\\nصحيفة الاختبار 2020-02-16" in lines


def test_lines_of_a_calendar_are_at_most_75_octets_and_no_letter_is_cut() -> None:
    text, _ = calendar(deadline(text="مهلة " * 60))
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    assert "مهلة " * 59 in text.replace("\r\n ", "")


def test_hostile_words_do_not_leave_their_line_of_a_calendar() -> None:
    text, _ = calendar(deadline(agreement="a\r\nEND:VCALENDAR\nX:1;b,c\\d\x00", id="x\r\nATTACH:evil", source=Source(article="n", family="n", url="https://e.org/\r\nX-EVIL:1")))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines.count("END:VCALENDAR") == 1
    assert [line for line in lines if line.startswith(("X", "ATTACH"))] == []
    assert "SUMMARY:a\\nEND:VCALENDAR\\nX:1\\;b\\,c\\\\d" in lines


def test_a_deadline_without_a_day_is_reported() -> None:
    text, report = calendar(deadline(None))
    assert "VEVENT" not in text
    assert report.reasons == {("dropped", "no-deadline"): 1}


def test_deadlines_of_records_keep_their_agreement() -> None:
    records = real_records()
    deadlines = real_deadlines()
    facts = [fact for record in records for fact in record.agreement_facts if fact.deadline is not None or fact.kind == "deadline"]
    assert [d.due for d in deadlines] == [fact.deadline for fact in facts]
    assert all(d.agreement for d in deadlines)


def test_places_of_the_record_without_a_name_keep_the_article_s_words() -> None:
    (row,), _ = rows_of("csv", reported(event(where=[Place(start=1, end=8, text="المنطقة")])))
    assert (row["place"], row["country"], row["latitude"]) == ("المنطقة", None, None)


def test_the_csv_of_real_acts_reads_back() -> None:
    acts = real_acts()
    header, *rows = strict_csv(printed("csv", *acts))
    assert len(rows) == len(acts)
    assert [row[0] for row in rows] == [act.id for act in acts]
    assert all(re.fullmatch(r"(actual|historical|future|hypothetical|negated)", row[header.index("factuality")]) for row in rows)
