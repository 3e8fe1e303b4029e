"""Who vouches: announcements, occasions of words, words that lead to a source, and where the narrator takes over again."""

from __future__ import annotations

import pytest

from marsad.desk.lexicon import article_for
from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import Event, Record

READER = Reader(load_lexicon(), accept_all=True)


def read(text: str) -> Record:
    return READER.read(article_for(text))


def event(text: str, trigger: str) -> Event:
    return next(e for e in read(text).events if trigger in e.trigger.text)


CASES = [
    # text, trigger, who vouches
    ("أعلن المتحدث اليمني تنفيذ هجوم على سفينة بريطانية.", "هجوم", ["المتحدث اليمني"]),
    ("قال الوزير الروسي خلال لقائه نظيره المصري إن الحرب مستمرة.", "لقائه", []),
    ("أبرم البلدان الهدنة وشن الجيش السوداني هجوما على الخرطوم، وفق ما أكدت الثلاثاء الحكومة المصرية.", "هجوما", ["الحكومة المصرية"]),
    ("قال الوزير الروسي إن المحادثات متواصلة، غير أن القوات الأوكرانية قصفت مدينة دونيتسك.", "قصفت", []),
    ("قال القيادي الفلسطيني إسماعيل هنية إن حركة حماس ترفض المقترح الإسرائيلي.", "ترفض", []),
    ("دعا الجيش السوري السكان إلى الخروج، مؤكدا استعادة السيطرة على المدينة.", "استعادة", ["الجيش السوري"]),
    ("تطرق الوزير الصيني إلى الحرب الإسرائيلية على غزة.", "الحرب", []),
    ("فيما يقول الجيش السوري إن الهدنة قائمة، قال المرصد إن القوات الروسية قصفت بلدة سراقب.", "قصفت", ["المرصد"]),
    ("أكدت القوات اليمنية أنها احتجزت سفينة بريطانية في البحر الأحمر.", "احتجزت", ["القوات اليمنية"]),
]


@pytest.mark.parametrize(("text", "trigger", "vouchers"), CASES, ids=[trigger for _, trigger, _ in CASES])
def test_who_vouches(text: str, trigger: str, vouchers: list[str]) -> None:
    assert [a.text for a in event(text, trigger).attribution] == vouchers


def test_words_that_lead_to_a_source_are_named_with_their_class() -> None:
    found = event("شنت القوات الروسية هجوما على المدينة، على حد قول الوزير الأوكراني.", "هجوما")
    assert ("attribution", "attribution.in-words-of") in [(b.field, b.rule) for b in found.because]


def test_who_denies_vouches_for_the_denial() -> None:
    found = event("نفت موسكو وقوع هجوم على المستشفى في إدلب.", "هجوم")
    assert (found.factuality, [a.country for a in found.attribution]) == ("negated", ["RUS"])


def test_a_first_person_in_a_quotation_is_no_new_speaker() -> None:
    record = read('قال السفير الروسي: "لا أعتقد أن الفصائل السورية توافق على الهدنة".')
    assert {s.speaker.text for s in record.statements} == {"السفير الروسي"}
