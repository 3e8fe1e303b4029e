"""Who is the subject and who the object, where case, gender, commas or a clause in between decide it. Sentences are invented."""

from __future__ import annotations

import pytest

from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import Article, Event

READER = Reader(load_lexicon(), accept_all=True)


def events(text: str) -> list[Event]:
    return READER.read(Article(id="t", text=text, published="2021-05-10")).events


READ = [
    # (sentence, type, actors, recipients, remark)
    ("لكن طهران تجند مقاتلين وتدربهم وتمولهم.", "AID", ["طهران"], None, "a plural in -in is the object"),
    ("دعا أحد شيوخ القبيلة السورية، الحكومة في دمشق إلى إعادة المهجرين.", "REQUEST", ["أحد شيوخ القبيلة السورية"], ["الحكومة"], "a comma after the subject"),
    ("يندد الوزير الكويتي في رسالته بإقفال الحقل، ويطالب فيه السعودية بتحمل الخسائر.", "REQUEST", ["الوزير الكويتي"], ["السعودية"], "a state does not ask in the masculine"),
    ("3.2 وقعت الحكومتان الروسية والتركية على مذكرة تفاهم.", "SUPPORT", ["الحكومتان الروسية والتركية"] * 2, [], "a number of a paragraph"),
    ("اتهم ضباط إسرائيليون وزراء الحكومة بالتقصير.", "ACCUSE", ["ضباط إسرائيليون"], ["وزراء الحكومة"], "an adjective closes the subject"),
    ("ندد الوزير بـ\"العدوان الإسرائيلي\" على المدينة.", "ACCUSE", ["الوزير"], ["العدوان الإسرائيلي"], "a preposition that stands alone"),
    ("ذكر مصدر رسمي أن رئيس جهاز المخابرات المصرية، عباس كامل، زار الخرطوم.", "CONSULT", ["رئيس جهاز المخابرات المصرية، عباس كامل"], ["الخرطوم"], "a name between commas"),
    ("الجيش اليمني و\"أنصار الله\" يتبادلان الاتهامات بخرق الهدنة.", "ACCUSE", ["الجيش اليمني", "أنصار الله"], [], "a second power in quotation marks"),
    ("حذر بيان للحوثيين السفن التجارية من الاقتراب.", "THREATEN", ["للحوثيين"], ["السفن التجارية"], "whose statement it is"),
    ("أمر حلف الناتو بطرد 10 دبلوماسيين روس.", "REQUEST", ["حلف الناتو"], [], "who is hit by the act ordered is not who gets the order"),
    ("دعا ناشطون الحكومة التركية إلى سحب سفيرها.", "REQUEST", ["ناشطون"], ["الحكومة التركية"], "what is to be withdrawn is not who is asked"),
    ("العقيد صالح الذي ينتقد بعض الضباط قراراته يقود اللواء.", "ACCUSE", ["بعض الضباط"], ["العقيد صالح"], "a pronoun takes up who is criticised"),
    ("وكانت مالي استبعدت من اجتماعات المنظمة.", "SANCTION", [], ["مالي"], "a passive that looks active"),
    ("دانت الخارجية الفلسطينية بشدة الهجوم الإرهابي على المسجد.", "ACCUSE", ["الخارجية الفلسطينية"], [], "an adjective is nobody"),
    ("توعد الرئيسان الروسي فلاديمير بوتين والبيلاروسي ألكسندر لوكاشينكو كييف بضربات جديدة.", "THREATEN", None, ["كييف"], "two names after two adjectives"),
    ("وانتقد القذافي إسرائيل في خطابه.", "ACCUSE", ["القذافي"], ["إسرائيل"], "a power is no part of a name"),
    ("طالب الرئيس الحالي نيكولاس مادورو الحكومة الكولومبية بضبط الحدود.", "REQUEST", ["الرئيس الحالي نيكولاس مادورو"], ["الحكومة الكولومبية"], "the present president and his name"),
    ("نفى الحزب صلته بهجوم اتهمت السلطات حركة الشباب بتنفيذه.", "ACCUSE", ["السلطات"], ["حركة الشباب"], "a clause about an attack has its own subject"),
    ("أدانت كندا على لسان سفيرتها لدى بيروت قصف النظام لدرعا.", "ACCUSE", ["كندا"], ["النظام"], "by whose mouth"),
    ("استنكر عدد من الدول ومنظمات دولية الهجوم الإرهابي.", "ACCUSE", ["عدد من الدول", "منظمات دولية"], [], "an adjective closes the second subject"),
    ("وأعربت الحكومة الأردنية عن إدانتها لحادث التفجير الإرهابي في المسجد.", "ACCUSE", ["الحكومة الأردنية"], [], "an adjective inside a genitive is nobody"),
    ("زار رئيس الوزراء العراقي أنقرة قبل توجهه إلى طهران.", "CONSULT", ["رئيس الوزراء العراقي"], ["أنقرة"], "where he goes next he has not been"),
    ("ووصفت الخارجية الإثيوبية الأمر بأنه عدوان سافر.", "ACCUSE", ["الخارجية الإثيوبية"], [], "a matter is no commander"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "remark"), READ, ids=[row[4] for row in READ])
def test_subject_and_object(text: str, kind: str, actors: list[str] | None, recipients: list[str] | None, remark: str) -> None:
    found = [e for e in events(text) if e.type == kind]
    assert found, remark
    if actors is not None:
        assert [a.text for a in found[0].actors] == actors
    if recipients is not None:
        assert [a.text for a in found[0].recipients] == recipients


def test_the_pair_called_upon_is_not_among_the_callers() -> None:
    text = "تبادلت إيران وإسرائيل القصف. وقالت إيران إن إسرائيل بدأت. ودعت موسكو وبكين وباريس البلدين إلى ضبط النفس."
    call = next(e for e in events(text) if e.type == "REQUEST")
    assert {r.country for r in call.recipients} == {"IRN", "ISR"}


def test_a_name_takes_the_country_of_the_office_after_it() -> None:
    message = next(e for e in events("بعث الملك الأردني برقية تهنئة إلى السيدة سيلفيا مارتن رئيسة الاتحاد السويسري.") if e.type == "SUPPORT")
    assert [r.country for r in message.recipients] == ["CHE"]


@pytest.mark.parametrize("text", ["ودّعت الخرطوم شاعرها الكبير.", "العمل يتطلب أيدٍ عاملة."])
def test_marks_say_that_the_word_is_another(text: str) -> None:
    assert not events(text)


def test_whoever_does_something_is_nobody_named() -> None:
    assert not [e for e in events("عبر الوالد عن شكره لكل من واساه وعزاه في ابنه.") if e.actors and e.trigger.text == "وعزاه"]
