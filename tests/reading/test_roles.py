"""Who acts and on whom, in constructions that no single lexicon entry proves. Sentences are invented."""

from __future__ import annotations

import pytest

from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import Article, Event

READER = Reader(load_lexicon(), accept_all=True)


def events(text: str) -> list[Event]:
    return READER.read(Article(id="t", text=text, published="2021-05-10")).events


ROLES = [
    # (sentence, type, actors, recipients, remark)
    ("اتهمت باريس الحركة بشن هجوم على القاعدة.", "ASSAULT", ["الحركة"], [], "who is accused did it"),
    ("اتهم كل من الحزب الشيوعي، ونقابة المحامين، و\"التيار المدني\" الشرطة السودانية بقتل متظاهرين.", "ACCUSE", None, ["الشرطة السودانية"], "after a long list of subjects"),
    ("سمحت الحكومة لمسلحي داعش بمغادرة المخيم.", "RETREAT", ["مسلحي داعش"], [], "who is let to act acts"),
    ("دفعت الاحتجاجات السلطات الإيرانية إلى اعتقال مئات الطلاب.", "COERCE", ["السلطات الإيرانية"], ["مئات الطلاب"], "who is made to act acts"),
    ("اتهمت نيودلهي إسلام آباد بزرع ألغام مضادة للأفراد.", "ASSAULT", ["إسلام آباد"], [], "the complement of an adjective is no recipient"),
    ("أطلقت الشرطة اللبنانية الغاز المسيل للدموع لتفريق المتظاهرين قرب البرلمان.", "ASSAULT", ["الشرطة اللبنانية"], ["المتظاهرين"], "whom the gas is for"),
    ("تجمع عشرات المحتجين أمام منزل رئيس الوزراء العراقي في بغداد.", "PROTEST", ["عشرات المحتجين"], ["رئيس الوزراء العراقي"], "at whose house they gather"),
    ("استقبل الوزير السعودي المستشار الدبلوماسي لرئيس الوزراء الإيطالي.", "CONSULT", ["المستشار الدبلوماسي لرئيس الوزراء الإيطالي"], ["الوزير السعودي"], "an office and whose it is"),
    ("أعلنت الحكومة الفلبينية التوصل إلى تفاهم مع جبهة مورو.", "AGREE", ["جبهة مورو", "الحكومة الفلبينية"], [], "who announces is the other side"),
    ("أعلنت القسام تدمير آليات شرق غزة.", "ASSAULT", ["القسام"], ["آليات"], "vehicles are destroyed, they do not destroy"),
    ("قال متحدث إن الأهالي مدعوون إلى مغادرة القرى الحدودية.", "REQUEST", None, ["الأهالي"], "the topic of a passive participle"),
    ("تقارير عن خطف “حركة الشباب” للمهندس التركي قرب مقديشو.", "ASSAULT", ["حركة الشباب"], ["للمهندس التركي"], "a doer in quotation marks"),
    ("تسبب النزاع في مقتل أكثر من 200 ألف شخص.", "ASSAULT", [], [], "a sum of a war names no victim"),
    ("أجلى تنظيم داعش مسلحيه من البلدة.", "RETREAT", ["تنظيم داعش"], [], "his men are he"),
    ("مر عام على مقتل طالب أعزل برصاص شرطي تونسي.", "ASSAULT", ["شرطي تونسي"], ["طالب أعزل"], "whose bullets"),
    ("يعتدي المسلحون على المتظاهرين ويعتقلون بعضهم.", "COERCE", ["المسلحون"], ["المتظاهرين"], "some of them"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "remark"), ROLES, ids=[row[4] for row in ROLES])
def test_actors_and_recipients(text: str, kind: str, actors: list[str] | None, recipients: list[str], remark: str) -> None:
    found = [e for e in events(text) if e.type == kind]
    assert len(found) == 1, [(e.type, e.trigger.text) for e in events(text)]
    if actors is not None:
        assert sorted(a.text for a in found[0].actors) == sorted(actors)
    assert sorted(a.text for a in found[0].recipients) == sorted(recipients)


def test_two_parties_of_a_pronoun_are_not_one_man_twice() -> None:
    summit = next(e for e in events("جاء ذلك في بيان أصدره الرئيس الروسي فلاديمير بوتين والرئيس التركي رجب طيب أردوغان خلال لقائهما في سوتشي.") if e.type == "CONSULT")
    assert {a.country for a in summit.actors} == {"RUS", "TUR"}


def test_a_capital_after_a_meeting_is_where_it_was() -> None:
    meeting = next(e for e in events("التقى وزير الخارجية المصري بالرياض نظيره السعودي.") if e.type == "CONSULT")
    assert "الرياض" not in [a.text for a in meeting.actors]
    assert [p.name for p in meeting.where] == ["Riyadh"]


def test_powers_named_after_a_plural_take_part() -> None:
    talks = next(e for e in events("أجرى المبعوث الأممي محادثات مع الدول الضامنة الثلاث، تركيا وروسيا وإيران، في جنيف.") if e.type == "CONSULT")
    assert {"TUR", "RUS", "IRN"} <= {a.country for a in talks.actors}


def test_a_name_of_a_direction_is_no_region_of_a_land_not_spoken_of() -> None:
    places = [p for e in events("قصفت القوات التركية مدن الجنوب في سوريا.") for p in e.where]
    assert all(p.country != "ERI" for p in places)
