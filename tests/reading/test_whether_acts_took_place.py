"""Factuality: the cue that decides stands in the record with its words, and cues that say nothing of the act do not decide."""

from __future__ import annotations

import pytest

import marsad
from marsad.desk.lexicon import article_for
from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.record import Event

READER = Reader(load_lexicon(), accept_all=True)


def event(text: str, trigger: str) -> Event:
    """Give the event whose trigger holds these words."""
    return next(e for e in READER.read(article_for(text)).events if trigger in e.trigger.text)


def told(text: str, trigger: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the factuality of an act and the (rule, words) that told it."""
    found = event(text, trigger)
    return found.factuality, [(b.rule, b.span.text if b.span is not None else "") for b in found.because if b.field == "factuality"]


CASES = [
    # text, trigger, factuality, rule and words
    ("لم تهاجم القوات التركية مدينة منبج.", "تهاجم", "negated", ("neg.lam", "لم")),
    ("قال المتحدث إن الهجوم لم يستهدف السفارة الأمريكية في بغداد.", "الهجوم", "negated", ("neg.follower", "لم")),
    ("من المقرر أن يهاجم الجيش العراقي مدينة الموصل.", "يهاجم", "future", ("fut.before", "المقرر")),
    ("قال القائد الروسي إن قواته على وشك السيطرة على مدينة باخموت.", "السيطرة", "future", ("fut.verge", "على وشك")),
    ("قال مسؤول تركي إن القوات الروسية قد تهاجم المدينة.", "تهاجم", "hypothetical", ("hyp.qad", "قد")),
    ("شن الجيش التركي هجوما على مدينة منبج عام 2018.", "هجوما", "historical", ("long-ago", "عام 2018")),
    ("شن الجيش التركي هجوما على مدينة منبج الأحد المقبل.", "هجوما", "future", ("date-ahead", "الأحد المقبل")),
    ("نفى الجيش التركي أن قواته قصفت مدينة منبج.", "قصفت", "negated", ("speech.نفى", "نفى")),
    ("قالت إسرائيل إنها لن تتردد في ضرب مواقع إيران بسوريا.", "تتردد", "actual", ("negation-in-act", "تتردد")),
]


@pytest.mark.parametrize(("text", "trigger", "factuality", "step"), CASES, ids=[step[0] for *_, step in CASES])
def test_what_decides_is_told_with_its_words(text: str, trigger: str, factuality: str, step: tuple[str, str]) -> None:
    assert told(text, trigger) == (factuality, [step])


def test_an_act_that_nothing_speaks_against_took_place_and_needs_no_step() -> None:
    assert told("قصفت القوات التركية بلدة تل رفعت.", "قصفت") == ("actual", [])


def test_what_reaches_up_to_the_day_of_the_article_is_no_background() -> None:
    assert told("قتل آلاف المدنيين في الحرب في السودان منذ عام 2018.", "قتل")[0] != "historical"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("حاول مسلحون مجهولون اقتحام السفارة الأمريكية في بغداد.", "اقتحام"),
        ("وصل الوفد المصري إلى الدوحة ليلتقي قادة حماس.", "ليلتقي"),
        ("أحبطت الشرطة العراقية محاولة اغتيال الوزير.", "اغتيال"),
    ],
)
def test_an_act_that_is_only_wanted_or_prevented_is_no_event(text: str, trigger: str) -> None:
    assert [e.trigger.text for e in READER.read(article_for(text)).events if trigger in e.trigger.text] == []
    assert any(c.judgement.effect == "no-act" and c.left_at == "factuality" for c in READER.trace(article_for(text)).candidates)


def test_a_cue_beyond_another_act_says_nothing() -> None:
    text = "حاولت القوات التركية التقدم بعد الهجوم الروسي على مدينة منبج."
    assert told(text, "الهجوم")[0] == "actual"


def test_modes_by_weapons_name_the_weapon() -> None:
    found = event("قصفت القوات التركية بلدة تل رفعت بالمدفعية.", "قصفت")
    steps = [(b.rule, b.span.text if b.span is not None else "") for b in found.because if b.field == "modes"]
    assert ("instrument.heavy-weapons", "بالمدفعية") in steps
    assert "heavy-weapons" in found.modes


def test_the_grounds_of_the_confidence_add_up_to_it() -> None:
    import math

    from marsad.reading.confidence import _BASE

    for found in marsad.read(article_for("قصفت القوات التركية بلدة تل رفعت أمس وقتلت ثلاثة جنود.")).events:
        shares = [float(b.rule.rpartition(": ")[2]) for b in found.because if b.field == "confidence"]
        assert len(shares) >= 3
        assert found.confidence == pytest.approx(1 / (1 + math.exp(-(_BASE + sum(shares)))), abs=0.011)
