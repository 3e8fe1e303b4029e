"""Who acts on whom where a relative clause, a paper, an apposition, an occupier's name or a list stands in between. Sentences are invented."""

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
    ("أصدرت نقابة المحامين بيانا استنكرت فيه قرار الحكومة الأردنية.", "ACCUSE", ["نقابة المحامين"], None, "who issues a paper says what stands in it"),
    ("وجه زعيم الحركة رسالة انتقد فيها السلطات التونسية.", "ACCUSE", ["زعيم الحركة"], ["السلطات التونسية"], "a letter with its pronoun"),
    ("قال ضابط إن القوات البحرية أوقفت هذا القارب الذي كان محملا بالسلاح، واعتقلت بحارته.", "COERCE", ["القوات البحرية"], None, "after a described object the subject goes on"),
    ("اعتقلت الشرطة رجلين تتهمهما بتفجير المقهى.", "ACCUSE", ["الشرطة"], ["رجلين"], "two men whom a pronoun takes up"),
    ("قطعت الكويت والأردن الاتصالات مع بغداد التي اتهمتها بالتجسس.", "ACCUSE", ["الكويت", "الأردن"], ["بغداد"], "a relative clause takes up its antecedent"),
    ("ندد المجلس بالجريمة التي استهدفت جنود الحراسة.", "ASSAULT", [], ["جنود الحراسة"], "a crime hits and names nobody"),
    ("صدر حكم يلزم الوزارة بدفع التعويضات.", "REQUEST", [], ["الوزارة"], "a ruling obliges"),
    ("خطف المسلحون عشرين عاملا واحتجزوهم رهائن في الجبال.", "ASSAULT", ["المسلحون"], ["عشرين عاملا"], "as what they are held"),
    ("انتقد سامر الحسيني، وزير الدفاع اللبناني، السفير الإيراني.", "ACCUSE", ["سامر الحسيني"], ["السفير الإيراني"], "an office between commas"),
    ("قصفت طائرات الاحتلال الروسي أطراف البلدة.", "ASSAULT", ["طائرات الاحتلال الروسي"], [], "whose occupation it is"),
    ("قتل مزارع بنيران دورية تابعة للاحتلال التركي شرق تل أبيض.", "ASSAULT", ["دورية تابعة للاحتلال التركي"], ["مزارع"], "to whose occupation they belong"),
    ("فقد جندي ساقه وأصيب آخر نتيجة انفجار لغم.", "ASSAULT", [], ["آخر"], "a cause is no name"),
    ("أصيب أربعة صيادين بجروح في قصف على الميناء.", "ASSAULT", [], ["أربعة صيادين"], "wounds are no part of the wounded"),
    ("قتل بائع وأصيب ستة عمال بقصف مدفعي عنيف لقوات الدعم السريع على سوق الفاشر.", "ASSAULT", ["قوات الدعم السريع"], ["بائع", "ستة عمال"], "whose shelling it is"),
    ("خمسة حراس قتلوا الشهر الماضي إثر قصف الجيش مستودعا قرب الحدود.", "ASSAULT", ["الجيش"], ["خمسة حراس"], "the object of the cause is not theirs"),
    ("على مجلس الأمن الضغط على ميانمار لوقف القتال.", "REQUEST", ["مجلس الأمن"], ["ميانمار"], "who has to act stands after على"),
    ("تعرضت عمان لضغوط من طرف واشنطن.", "REQUEST", ["واشنطن"], ["عمان"], "by whom the pressure is"),
    ("اتهم النائب باريس بدعم حركة طالبان.", "SUPPORT", ["باريس"], ["حركة طالبان"], "whom they are accused of supporting"),
    ("هجوم نفذه تنظيم \"نسور الليل\" المتشدد على ثكنة قرب كركوك.", "ASSAULT", ["تنظيم \"نسور الليل\" المتشدد"], None, "a group nobody knows, in quotation marks"),
    ("قصفت المدفعية شاحنة مدنية قرب المعبر.", "ASSAULT", ["المدفعية"], [], "a civilian lorry is nobody"),
    ("اختتمت اجتماعات أستانة مساء أمس.", "CONSULT", [], [], "talks named by a capital"),
    ("توصلت الرياض وطهران إلى تفاهم يحيي اتفاق التعاون بين إيران وعمان.", "AGREE", ["الرياض", "طهران"], [], "the parties of another agreement"),
    ("انتقدت وزارة الداخلية القصف الإثيوبي على الحدود.", "ACCUSE", ["وزارة الداخلية"], ["القصف الإثيوبي"], "a noun of action does not describe"),
    ("دعا الأمين العام للأمم المتحدة بان كي مون مجلس الأمن إلى التحرك.", "REQUEST", ["الأمين العام للأمم المتحدة بان كي مون"], ["مجلس الأمن"], "a name that begins like a particle"),
    ("شكر رئيس اللجنة الدكتور أسامة الشويعر السفير الياباني.", "SUPPORT", ["رئيس اللجنة الدكتور أسامة الشويعر"], ["السفير الياباني"], "a title after an office"),
    ("هاجم النواب المعارضون الحكومة الباكستانية في البرلمان.", None, ["النواب المعارضون"], None, "an adjective in the nominative"),
    ("استهدفت صواريخ نازحين قرب المخيم.", "ASSAULT", [], ["نازحين"], "the feminine verb has no such subject"),
    ("طردت الشرطة النازحين ومنعوا المصلين من الدخول مرة واحدة.", "COERCE", ["الشرطة"], ["النازحين"], "one is no conjunction"),
    ("أعلنت وزارة الدفاع الصومالية مقتل ضباط في كمين قرب كيسمايو.", "ASSAULT", [], None, "who announces the death laid no ambush"),
    ("أعلن جيش التحرير الأوغندي أن مقاتليه هاجموا قافلة للشرطة الرواندية.", "ASSAULT", ["مقاتليه"], None, "whose fighters they are"),
    ("اعتقلت القوات الإثيوبية، الطبيب سمير الحداد، من قرية حدودية.", "COERCE", ["القوات الإثيوبية"], ["الطبيب سمير الحداد"], "a comma before the one arrested"),
    ("انتقد الأمين العام لحزب الكرامة، منير صالح، تصريحات الحكومة.", "ACCUSE", ["الأمين العام لحزب الكرامة"], ["الحكومة"], "of which party he is"),
    ("واصلت عشرات المعلمات اعتصامهن أمام الوزارة.", "PROTEST", ["عشرات المعلمات"], [], "the many as the antecedent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "remark"), READ, ids=[row[4] for row in READ])
def test_who_acts_on_whom(text: str, kind: str | None, actors: list[str] | None, recipients: list[str] | None, remark: str) -> None:
    found = [e for e in events(text) if kind is None or e.type == kind]
    assert found, remark
    if actors is not None:
        assert [a.text for a in found[0].actors] == actors
    if recipients is not None:
        assert [a.text for a in found[0].recipients] == recipients


def test_who_occupies_is_whom_the_article_calls_so() -> None:
    text = "دخل جيش الاحتلال التركي بلدة عين عيسى.\nوقصف الاحتلال قرى مجاورة ليلا."
    assert {a.country for e in events(text) for a in e.actors} == {"TUR"}


@pytest.mark.parametrize(("text", "people"), [
    ("وصف سفيان الزعيتري الهجوم بأنه إرهابي.", "سفيان الزعيتري"),
    ("طالب الشيخ خالد بن عبد الملك الشويعر بإغاثة المنكوبين.", "الشيخ خالد بن عبد الملك الشويعر"),
    ("أكد الأمير فيصل بن نايف وقوف بلاده مع لبنان.", "الأمير فيصل بن نايف"),
])  # fmt: skip
def test_a_family_name_that_no_list_knows_belongs_to_the_person(text: str, people: str) -> None:
    assert people in {a.text for e in events(text) for a in e.actors}


def test_words_beyond_doubt_deny_nothing() -> None:
    found = [e for e in events("قصفت الطائرات بشكل لا يقبل الجدل مستشفى المدينة.") if e.type == "ASSAULT"]
    assert [e.factuality for e in found] == ["actual"]


def test_what_is_added_after_a_denial_is_not_denied() -> None:
    found = [e for e in events("نفى المتحدث وقوع اشتباكات، مضيفا أن الجيش يدعم المبادرة الليبية.") if e.type == "SUPPORT"]
    assert [e.factuality for e in found] == ["actual"]


def test_in_a_list_of_villages_no_state_is_meant() -> None:
    found = events("قصفت القوات قرى الرويحة وبينين وسرجة.")
    assert [a.country for e in found for a in e.recipients] == []
