"""What is read of agreements: facts where they are told, none where they are feared, planned or denied, and days with their arithmetic."""

from __future__ import annotations

import pytest

from marsad.desk.read import reader
from marsad.record import AgreementFact, Record, make_article


def record(text: str, published: str = "2020-03-10") -> Record:
    return reader().read(make_article({"id": "own", "published": published, "text": text}, "here"))


def fact(found: Record, kind: str) -> AgreementFact:
    return next(f for f in found.agreement_facts if f.kind == kind)


TOLD = [
    # text, kinds of facts in order, remark
    ("توصلت أنقرة وموسكو أمس الخميس إلى اتفاق لوقف إطلاق النار في إدلب.", ["concluded"], "a conclusion"),
    ("لم تتوصل أنقرة وموسكو إلى اتفاق لوقف إطلاق النار في إدلب.", [], "a conclusion that was not reached"),
    ("تجري أنقرة وموسكو محادثات للتوصل إلى اتفاق سلام.", ["negotiated"], "talks to reach one"),
    ("أعلن الرئيس الأميركي انسحاب بلاده من الاتفاق النووي مع إيران.", ["collapsed"], "a withdrawal that is announced"),
    ("هدد الرئيس الأميركي بالانسحاب من الاتفاق النووي إذا لم يعدل.", [], "a withdrawal that is threatened"),
    ("قال الرئيس الإيراني إن بلاده مستعدة إذا انسحبت واشنطن من الاتفاق النووي.", [], "a withdrawal under a condition"),
    ("حذر وزير الخارجية الإيراني، في مؤتمر صحفي عقده أمس، من انسحاب واشنطن من الاتفاق النووي.", [], "a withdrawal that is warned of"),
    ("اتهمت أنقرة قوات النظام السوري بخرق وقف إطلاق النار في إدلب.", ["breach-alleged"], "a breach that is alleged"),
    ("دعا المبعوث الأطراف إلى عدم خرق الهدنة في إدلب.", [], "a breach that is warned of"),
    ("أكدت الحكومة أنها متمسكة باتفاق السلام.", ["adherence-declared"], "a party holds to it"),
    ("امتنع المتحدث عن التعليق على اتفاق السلام.", [], "a comment is no suspension"),
    ("قال الوزير إن خطة السلام قابلة للتطبيق وإن اتفاق السلام مفيد.", [], "what could be applied is not in force"),
    ("وقعت الحكومة والمعارضة اتفاق سلام. وسيتم الإفراج عن المعتقلين من الجانبين.", ["concluded", "commitment"], "what it will bring, in the sentence after"),
    ("تجري الحكومة والمعارضة محادثات بشأن اتفاق سلام. وسيتم افتتاح المتحف الجديد.", ["negotiated"], "what will be done after mere talks is none of its terms"),
    ("بموجب اتفاق سوتشي، يتعين على الفصائل سحب سلاحها الثقيل.", ["commitment"], "a duty under an agreement"),
    ("خرج المقاتلون من البلدة بموجب اتفاق الإجلاء.", ["complied"], "what was done under an agreement"),
    ("أعلنت الوزارة إنهاء عملية إخلاء المنطقة بموجب اتفاق سوتشي.", ["complied"], "what ends is the operation, not the agreement"),
    ("تم الاتفاق على تبادل الجثامين وإعادة المهجرين.", ["concluded", "commitment", "commitment"], "each term that is agreed on"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds", "remark"), TOLD, ids=[remark for *_, remark in TOLD])
def test_facts_are_what_is_told(text: str, kinds: list[str], remark: str) -> None:
    assert [f.kind for f in record(text).agreement_facts] == kinds


DAYS = [
    # published, text, kind, day, words of the arithmetic, remark
    ("2018-10-01", "ينص الاتفاق بين روسيا وتركيا على سحب الأسلحة الثقيلة من المنطقة بحلول العاشر من تشرين الأول.", "commitment", "2018-10-10", "the last day: day 10 of 2018-10", "a term and its last day"),
    ("2015-07-27", "بدأت الأحد هدنة إنسانية لمدة خمسة أيام في اليمن.", "deadline", "2015-07-31", "+ 5 D = 2015-07-31", "a length from its first day"),
    ("2015-07-27", "أعلن التحالف هدنة إنسانية لمدة خمسة أيام في اليمن.", "deadline", None, "from a day that the sentence does not tell", "a length from an unknown day"),
    ("2020-03-10", "يتوقع أن يوقع الجانبان الاتفاق يوم الخميس المقبل.", "deadline", "2020-03-12", "the day on which it is due", "the day of signing"),
    ("2020-03-10", "أقامت تركيا 12 نقطة مراقبة في إدلب بموجب اتفاق سوتشي. وطالبت أنقرة دمشق بالانسحاب من محيط نقاط المراقبة في غضون أسبوع.", "deadline", "2020-03-17", "linked by its posts", "a time limit about its posts"),
    ("2018-07-01", "وقعت روسيا وتركيا اتفاق سلام بين البلدين. وأمهلت روسيا تركيا حتى الخميس المقبل لتسليم الأسلحة.", "deadline", "2018-07-05", "linked by its parties RUS, TUR", "a time limit between its parties"),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "kind", "day", "because", "remark"), DAYS, ids=[d[-1] for d in DAYS])
def test_days_come_with_their_arithmetic(published: str, text: str, kind: str, day: str | None, because: str, remark: str) -> None:
    found = fact(record(text, published), kind)
    assert found.deadline == day
    assert because in found.because[0].rule


def test_a_time_limit_between_others_is_none_of_the_agreement() -> None:
    found = record("وقعت روسيا وتركيا اتفاق سلام بين البلدين. وأمهلت فرنسا ألمانيا حتى الخميس المقبل لتسليم الأسلحة.", "2018-07-01")
    assert [f.kind for f in found.agreement_facts] == ["concluded"]


def test_an_accused_breaks_it_and_the_accuser_vouches() -> None:
    found = fact(record("اتهمت أنقرة قوات النظام السوري بخرق وقف إطلاق النار في إدلب."), "breach-alleged")
    assert ([a.text for a in found.by], [a.text for a in found.attribution], found.where) == (["قوات النظام السوري"], ["أنقرة"], ["Idlib"])


def test_who_denies_a_breach_denies_its_own() -> None:
    found = fact(record("نفى الجيش السوري خرق الهدنة في إدلب."), "breach-alleged")
    assert (found.factuality, [a.text for a in found.by]) == ("negated", ["الجيش السوري"])


def test_parties_come_from_who_concluded_it() -> None:
    assert record("توصلت أنقرة وموسكو أمس الخميس إلى اتفاق لوقف إطلاق النار في إدلب.").agreements[0].parties == ["TUR", "RUS"]


def test_a_headline_inside_the_text_is_not_told_twice() -> None:
    text = "توصل موسكو وأنقرة إلى اتفاق لوقف إطلاق النار\nتوصلت موسكو وأنقرة إلى اتفاق لوقف إطلاق النار في إدلب مساء الخميس."
    assert [f.kind for f in record(text).agreement_facts] == ["concluded"]


def test_a_mention_says_what_kind_of_agreement_it_is() -> None:
    assert [a.kind for a in record("خرقت أذربيجان اتفاقية وقف إطلاق النار المبرمة مع أرمينيا.").agreements] == ["ceasefire"]
