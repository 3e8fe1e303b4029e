"""When: which of a sentence's days is the act's, and when the day of the article is."""

from __future__ import annotations

import pytest

from marsad.desk.lexicon import PUBLISHED, article_for
from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import make_article

READER = Reader(load_lexicon(), accept_all=True)
BEFORE = "زار الوزير المصري الخرطوم الأحد الماضي. "  # so that the sentence after it is no lead


def day(text: str, trigger: str) -> tuple[str, str] | None:
    """Give the first and last day of the act with this trigger."""
    when = next(e for e in READER.read(article_for(text)).events if trigger in e.trigger.text).when
    return (when.start, when.end) if when is not None else None


CASES = [
    # text, trigger, day
    ("تحدث الوزير الباكستاني اليوم عن القصف الذي شنته القوات الهندية أمس.", "القصف", ("2020-02-14", "2020-02-14")),
    (BEFORE + "وشهدت العاصمة القطرية الدوحة مظاهرة ضخمة.", "مظاهرة", (PUBLISHED, PUBLISHED)),
    ("تظاهر آلاف العراقيين في بغداد أمس، منددين بإسرائيل.", "منددين", ("2020-02-14", "2020-02-14")),
    ("تظاهر آلاف العراقيين في يونيو الماضي. وحينها أغلق التجار محالهم في بغداد.", "أغلق", ("2019-06-01", "2019-06-30")),
    ("عام 2017، شن الجيش الكوري هجوما على الجزيرة واختبر صواريخ جديدة.", "واختبر", ("2017-01-01", "2017-12-31")),
    ("قتل الجيش الإسرائيلي القائد علي أحمد، من مواليد عام 1985، في غارة على بيروت.", "قتل", (PUBLISHED, PUBLISHED)),
    ("التقى الوزيران المصري والسوداني بعد الأحد الماضي.", "التقى", (PUBLISHED, PUBLISHED)),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[trigger for _, trigger, _ in CASES])
def test_the_day_of_an_act(text: str, trigger: str, expected: tuple[str, str]) -> None:
    assert day(text, trigger) == expected


def test_an_article_on_this_day_of_the_year_gives_the_day_to_its_years() -> None:
    text = "1990- القوات العراقية تغزو الكويت."
    told = {title: READER.read(make_article({"id": "x", "title": title, "text": text, "published": PUBLISHED}, "x")).events[0].when for title in ("في مثل هذا اليوم", "أحداث")}
    assert [(w.start, w.precision) for w in told.values() if w is not None] == [("1990-02-15", "day"), ("1990-01-01", "year")]
