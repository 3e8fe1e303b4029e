"""Corrections: what an analyst writes in the place of what was read; and two people who read the same act."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from marsad.archive import correcting, questions, readings, reviews
from marsad.archive.connect import Archive, open_archive
from marsad.archive.corrections import FIELDS
from marsad.archive.questions import Filter
from marsad.archive.verify import verify
from marsad.desk import correcting as values
from marsad.desk import review, second_reading
from marsad.desk.correcting import Said, Unfit
from marsad.desk.filing import load_records
from marsad.desk.naming import Words
from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.record import Event, Record, ReportedEvent, UsageError

NOW = datetime(2020, 3, 1, tzinfo=UTC)
FIRST = "قصفت القوات التركية بلدة تل رفعت صباح السبت، ما أسفر عن مقتل ثلاثة مدنيين، بينما كانت قوات النظام السوري ترسل تعزيزات إلى منبج."
SECOND = "استهدف الجيش التركي بلدة تل رفعت بقصف مدفعي السبت وقتل أربعة مدنيين، وفق المرصد السوري لحقوق الإنسان."
TEXTS = {"first": FIRST, "second": SECOND}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    file = tmp_path / "records.jsonl"
    with file.open("wb") as out:
        for name, text in TEXTS.items():
            given = {"id": name, "text": text, "published": "2020-02-16", "outlet": f"صحيفة {name}", "language": "ar"}
            out.write(line_of(Item("line", msgspec.json.encode(given), name, name))[0])
    path = tmp_path / "a.sqlite"
    assert [step.outcome for step in load_records([str(file)], str(path), "ana", NOW)] == ["added", "added"]
    return open_archive(str(path))


def strike(archive: Archive) -> ReportedEvent:
    with archive.reading() as connection:
        rows = questions.find_events(connection, Filter(types=["ASSAULT"]))
        return questions.one_event(connection, max(rows, key=lambda row: row["claims"])["id"])


def claim_of(archive: Archive, article: str) -> str:
    return next(c.id for c in strike(archive).claims if c.source.article == article)


def at(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def words(archive: Archive, article: str) -> Words:
    with archive.reading() as connection:
        from marsad.archive.kept import stored_article

        return Words(stored_article(connection, article).record)


def test_a_corrected_value_is_shown_counted_and_named_as_what_it_is(archive: Archive) -> None:
    claim = claim_of(archive, "first")
    assert {a.country for a in strike(archive).shown.actors} == {"TUR"}
    number = review.correct(archive, claim, Said(field="actors", **at(FIRST, "قوات النظام السوري")), "the other army", "ben")
    act = strike(archive)
    assert [(a.text, a.name, a.country, a.sector) for a in act.shown.actors] == [("قوات النظام السوري", "Syrian Armed Forces", "SYR", "MIL")]
    assert act.rules["actors"] == "corrected by an analyst; 1 of 1"
    assert [step.rule for step in act.shown.because if step.field == "actors"] == ["analyst.ben"]
    with archive.reading() as connection:
        assert act.id in questions.event_ids(connection, Filter(actor="SYR"))
    assert verify(archive, deep=True).faults == []
    review.decide(archive, "undo", "", "they were Turkish", [], number, "ben")
    assert {a.country for a in strike(archive).shown.actors} == {"TUR"}
    assert "actors" not in strike(archive).rules or "analyst" not in strike(archive).rules["actors"]
    assert verify(archive, deep=True).faults == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(field="type", values=["COERCE"]), {"type": "COERCE", "quad": "material-conflict", "score": -7.0, "cameo": "170"}),
        (Said(field="modes", values=["aerial"]), {"modes": ["aerial"], "score": -9.5, "cameo": "195"}),
        (Said(field="factuality", values=["negated"]), {"factuality": "negated"}),
        (Said(field="content_type", values=["RETREAT"]), {"content_type": "RETREAT"}),
        (Said(field="contexts", values=["terrorism", "military"]), {"contexts": ["terrorism", "military"]}),
        (Said(field="recipients", words="ثلاثة مدنيين", country="syr"), {"recipients": [("ثلاثة مدنيين", "SYR", "CVL")]}),
        (Said(field="attribution", words="القوات التركية", sector="JRN", name="A paper"), {"attribution": [("القوات التركية", "TUR", "JRN")]}),
        (Said(field="where", how="add", words="منبج"), {"where": ["Tal Rifaat", "Manbij"]}),
        (Said(field="where", words="منبج"), {"where": ["Manbij"]}),
        (Said(field="where", how="drop", which=0), {"where": []}),
        (Said(field="when", words="صباح السبت"), {"when": ("2020-02-15", "2020-02-15", "day")}),
        (Said(field="when", first_day="٢٠٢٠-٠٢-١٠", last_day="2020-02-12"), {"when": ("2020-02-10", "2020-02-12", "range")}),
        (Said(field="when", how="none"), {"when": None}),
        (Said(field="counts", words="ثلاثة مدنيين", what="injured"), {"counts": [("injured", 3, None, None)]}),
        (Said(field="counts", number="٣–٥", what="killed"), {"counts": [("killed", None, 3, 5)]}),
        (Said(field="counts", number="≥ 20", what="displaced"), {"counts": [("displaced", None, 20, None)]}),
        (Said(field="trigger", words="مقتل"), {"trigger": "مقتل"}),
    ],
    ids=lambda value: f"{value.field}-{value.how}" if isinstance(value, Said) else "",
)
def test_any_field_can_be_corrected(archive: Archive, said: Said, expected: dict[str, object]) -> None:
    review.correct(archive, claim_of(archive, "first"), said, "", "ben")
    event = next(c.event for c in strike_anywhere(archive).claims if c.source.article == "first")
    assert {name: plain(name, event) for name in expected} == expected
    assert verify(archive, deep=True).faults == []


def strike_anywhere(archive: Archive) -> ReportedEvent:
    with archive.reading() as connection:
        rows = questions.find_events(connection, Filter())
        return questions.one_event(connection, max(rows, key=lambda row: row["claims"])["id"])


def plain(name: str, event: Event) -> object:
    value = getattr(event, name)
    if name in ("actors", "recipients", "attribution"):
        return [(a.text, a.country, a.sector) for a in value]
    if name == "where":
        return [p.name for p in value]
    if name == "counts":
        return [(c.what, c.value, c.low, c.high) for c in value]
    if name == "when":
        return (value.start, value.end, value.precision) if value else None
    return value.text if name == "trigger" else value


def test_every_field_of_a_correction_has_a_case_above() -> None:
    [marker] = [m for m in test_any_field_can_be_corrected.pytestmark if m.name == "parametrize"]  # type: ignore[attr-defined]
    assert {said.field for said, _ in marker.args[1]} | {"actors"} == set(FIELDS)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (Said(field="actors", words="كلمات ليست هنا"), "unfit_words"),
        (Said(field="actors", words=" "), "unfit_words"),
        (Said(field="actors", start=-4, end=5), "unfit_offsets"),
        (Said(field="actors", start=5, end=5_000), "unfit_offsets"),
        (Said(field="actors", words="القوات", occurrence=9), "unfit_occurrence"),
        (Said(field="actors", words="القوات", sector="ZZZ"), "bad_choice"),
        (Said(field="actors", words="القوات", country="Syria"), "unfit_country"),
        (Said(field="where", how="drop", which=7), "unfit_number"),
        (Said(field="where", how="burn", words="منبج"), "unfit_field"),
        (Said(field="when", words="منبج"), "unfit_when"),
        (Said(field="when", first_day="2020-13-40"), "bad_day"),
        (Said(field="when", first_day="2020-02-10", last_day="2020-02-01"), "bad_day"),
        (Said(field="counts", words="منبج", what="killed"), "unfit_count"),
        (Said(field="counts", number="many", what="killed"), "unfit_amount"),
        (Said(field="counts", words="ثلاثة", what="cats"), "bad_choice"),
        (Said(field="modes", values=["phone"]), "bad_choice"),
        (Said(field="type", values=["LOVE"]), "bad_choice"),
        (Said(field="type"), "unfit_field"),
        (Said(field="score", values=["1"]), "unfit_field"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.field}-{value.how}",
)
def test_what_cannot_be_a_value_is_refused_by_name(archive: Archive, said: Said, key: str) -> None:
    head = verify(archive).head
    event = next(c.event for c in strike(archive).claims if c.source.article == "first")
    with pytest.raises(Unfit) as problem:
        values.value_of(said, event, words(archive, "first"))
    assert problem.value.key == key
    with pytest.raises(Unfit):
        review.correct(archive, claim_of(archive, "first"), said, "", "ben")
    assert verify(archive).head == head


def test_a_correction_quotes_its_text_and_concerns_a_report_that_counts(archive: Archive) -> None:
    claim = claim_of(archive, "first")
    misquoting = {"start": 0, "end": 4, "text": "كذب"}
    for key, fields in ((claim, {"trigger": misquoting}), ("0" * 16, {"factuality": "future"}), (claim, {"confidence": 1.0}), (claim, {}), (claim, {"factuality": "perhaps"})):
        with pytest.raises(UsageError):
            correcting.correct(archive, key, fields, "ben", "", NOW)
    with pytest.raises(UsageError, match="no correction"):
        correcting.take_back(archive, 1, "ben", "", NOW)
    number = correcting.correct(archive, claim, {"factuality": "future"}, "ben", "", NOW)
    correcting.take_back(archive, number, "ben", "", NOW)
    with pytest.raises(UsageError, match="undone already"):
        correcting.take_back(archive, number, "ben", "", NOW)


def test_the_second_reader_does_not_see_what_the_first_corrected(archive: Archive) -> None:
    event, claim = strike(archive).id, claim_of(archive, "first")
    review.correct(archive, claim, Said(field="factuality", values=["historical"]), "", "ana")
    reviews.judge(archive, event, "accept", "ana", "", NOW)
    with archive.reading() as connection:
        assert [row["id"] for row in readings.read_once(connection, "ben", 9)] == [event]
        assert readings.read_once(connection, "ana", 9) == []
    seen = review.queue(archive, review.Asked("ben", "second"))
    assert seen.act is not None
    assert {c.event.factuality for c in seen.act.claims} == {"actual"}
    assert seen.last == []
    assert {c.event.factuality for c in strike(archive).claims} == {"actual", "historical"}


def test_where_two_readers_differ_a_third_decision_settles_it(archive: Archive) -> None:
    event, claim = strike(archive).id, claim_of(archive, "first")
    assert second_reading.one_read_twice(archive, event) is None
    with pytest.raises(UsageError, match="two people"):
        second_reading.settle(archive, event, "accept", [], "cem", "why")
    review.correct(archive, claim, Said(field="factuality", values=["historical"]), "", "ana")
    reviews.judge(archive, event, "accept", "ana", "", NOW)
    review.correct(archive, claim, Said(field="where", words="منبج"), "", "ben")
    reviews.judge(archive, event, "accept", "ben", "", NOW)
    reading = second_reading.one_read_twice(archive, event)
    assert reading is not None
    assert not reading.agree
    assert {(d.claim, d.field) for d in reading.differs} == {(claim, "factuality"), (claim, "where")}
    figures = second_reading.figures(archive)
    fields = dict(figures.fields)
    assert figures.verdict == (1, 1, None)
    assert figures.reads == [("ana", 1), ("ben", 1)]
    assert (fields["factuality"].things, fields["factuality"].same) == (2, 1)
    assert (fields["actors"].things, fields["actors"].same) == (2, 2)
    for choices, why in (([(claim, "factuality", "first")], "why"), ([(claim, "actors", "first")], "why"), ([(claim, "factuality", "third")], "why"), ([], " ")):
        with pytest.raises(UsageError):
            second_reading.settle(archive, event, "accept", choices, "cem", why)
    second_reading.settle(archive, event, "accept", [(claim, "factuality", "second"), (claim, "where", "second")], "ana", "read together")
    settled = second_reading.one_read_twice(archive, event)
    assert settled is not None
    assert settled.settled is not None
    assert (settled.settled.who, settled.differs) == ("ana", reading.differs)  # what each read alone stays as it was
    shown = {c.id: c.event for c in strike(archive).claims}[claim]
    assert (shown.factuality, [p.name for p in shown.where]) == ("actual", ["Manbij"])
    assert verify(archive, deep=True).faults == []


def test_the_queue_takes_orders(archive: Archive) -> None:
    act = strike(archive)
    assert review.differing(act) >= 1  # three dead and four
    asked = review.Asked("ana", "reports")
    first = review.queue(archive, asked)
    assert first.act is not None
    assert first.act.id == act.id
    reviews.judge(archive, act.id, "accept", "ana", "", NOW)
    assert review.queue(archive, asked).act is None
    only = review.queue(archive, review.Asked("ana", wanted=Filter(types=["MOBILIZE"])))
    assert only.act is None or only.act.shown.type == "MOBILIZE"
    again = review.queue(archive, review.Asked("ana", event=act.id))
    assert again.act is not None
    assert again.act.id == act.id
    with pytest.raises(UsageError):
        review.queue(archive, review.Asked("ana", "beauty"))
    with pytest.raises(UsageError):
        review.queue(archive, review.Asked("ana", event="e" + "0" * 16))


def test_a_record_with_the_event_alone_stands_beside_its_text(archive: Archive) -> None:
    act = strike(archive)
    shown = review.report(archive, act, claim_of(archive, "second"))
    assert shown.claim.source.article == "second"
    assert isinstance(shown.record, Record)
    assert [e.id for e in shown.record.events] == [shown.claim.event.id]
    assert review.report(archive, act, "none of them").claim.id == act.claims[0].id


def test_a_claim_whose_id_begins_like_an_events_is_found_too(archive: Archive) -> None:
    from marsad.archive.acts import current_event
    from marsad.archive.rows import claim_key

    text = "قصفت القوات التركية بلدة سرمين صباح السبت."
    record = msgspec.json.decode(line_of(Item("line", msgspec.json.encode({"id": "x", "text": text}), "x", "x"))[0], type=Record)
    name = next(f"x{n}" for n in range(1000) if claim_key(f"x{n}", record.article.sha256, record.events[0].id).startswith("e"))
    line = msgspec.json.encode(msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, id=name)))
    from marsad.archive.loading import Loader

    assert [step.outcome for step in Loader(archive, "ana").load([(line, "line")], NOW)] == ["added"]
    key = claim_key(name, record.article.sha256, record.events[0].id)
    with archive.reading() as connection:
        assert current_event(connection, key) == current_event(connection, f"e{key}") is not None
