"""The MIT list of Recognizers-Text (Arabic), read beside the checkout, as a second opinion.

The list follows other conventions than news: it resolves a bare day both to the past and to the future, knows
arithmetic (2 على 3), and about one span in twenty is wrong. So only values are compared, and the share
that agrees is held to a floor that was measured.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.arabic.calendar import Calendar, DateMention
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Number, Numbers
from marsad.arabic.periods import ONE_DAY
from marsad.arabic.words import tokens as tokenize

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT.parent / "shared" / "reference" / "recognizers_arabic"

pytestmark = pytest.mark.skipif(not LIST.is_dir(), reason=f"the Recognizers-Text list is not at {LIST}")

NUMBERS = Numbers.from_table(yaml.safe_load((ROOT / "lexicon" / "numbers.yaml").read_text(encoding="utf-8")))
CALENDAR = Calendar.from_table(yaml.safe_load((ROOT / "lexicon" / "calendar.yaml").read_text(encoding="utf-8")), NUMBERS)


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((LIST / f"{name}.json").read_text(encoding="utf-8-sig"))
    return loaded


def words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def numbers(text: str) -> list[Number]:
    return NUMBERS.find_numbers(words(text))


def close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 + 1e-6 * abs(b)


# What the list holds and news does not say, or the tokens do not show; matched on the folded text.
NOT_NEWS = (
    (r"\^|\d[eE][+-]?\d", "powers and exponents"),
    (r"(?:^|\s)-\s?\d", "a minus before figures: in news a dash opens an item of a list"),
    (r"علي|جزء|اجزاء|(?:واحد|ثلاثه|مايه|1|2) (?:من|في) (?:\d|واحد|اثنين|م[يا]|الف|ثلاثه|اربعه|تريليون)", "ratios: three over four, one in three"),
    (r"(?:^|\s|و)(?:خمس|ثمن|خمسين)(?:$|\s)(?!ال|دزين|ماي)", "خمس 'five' as a fifth, ثمن 'price' as an eighth"),
    (r"\d\s?خمس|خمسمايه خمسه", "sums"),
    (r"\d[\u0621-\u064a]|[A-Za-z]", "letters glued to figures"),
    (r"\d\u202a?[،,]\u202a", "marks of direction inside figures"),
    (r"\d،\d", "the Arabic comma inside figures"),
    (r"(?:^|\s)[.,]\d", "a decimal sign with nothing before it"),
    (r"\d[/-]\d+[/-]\d|\+\d|(?:\d+\.){3}", "dates, telephone numbers, addresses"),
    (r"فاصله", "spelt decimals"),
)


def comparable(text: str) -> bool:
    return not any(re.search(pattern, fold(text)) for pattern, _ in NOT_NEWS)


def agreement(name: str, kinds: tuple[str, ...], wanted: str = "") -> tuple[list[bool], list[str]]:
    """Give, for each comparable case, whether the values agree; and a line for each that does not."""
    agree, differ = [], []
    for case in cases(name):
        results = [r for r in case["Results"] if not wanted or r["TypeName"] == wanted]
        if not comparable(case["Input"]) or (wanted and not results):
            continue
        expected = [float(r["Resolution"]["value"].rstrip("%")) for r in results]
        found = [v for n in numbers(case["Input"]) if n.kind in kinds for v in (n.low, n.value, n.high) if v is not None]
        agree.append(len(found) == len(expected) and all(close(float(a), b) for a, b in zip(found, expected)))
        if not agree[-1]:
            differ.append(f"{case['Input']}: the list has {expected}, found {found}")
    return agree, differ


# file, kinds of number, type in the list, least number of comparable cases, floor (measured: see the remark)
NUMBER_FILES = [
    ("Number/NumberModel", ("cardinal", "vague", "percent"), "", 130, 0.88),  # 138 of 154 agree; in some of the rest the list is wrong (322 ألف as 32,200)
    ("Number/PercentModel", ("percent",), "", 20, 0.85),  # the list reads نسبة 10 "ratio 10" as ten percent
    ("Number/OrdinalModel", ("ordinal",), "ordinal", 25, 0.50),  # the list reads the cardinals العشرون, ثلاثة تريليون as ordinals too
]


@pytest.mark.parametrize(("name", "kinds", "wanted", "least", "floor"), NUMBER_FILES, ids=[row[0] for row in NUMBER_FILES])
def test_numbers_agree_with_the_list(name: str, kinds: tuple[str, ...], wanted: str, least: int, floor: float) -> None:
    agree, differ = agreement(name, kinds, wanted)
    print(f"{name}: {sum(agree)} of {len(agree)} comparable cases ({sum(agree) / len(agree):.3f})", *differ, sep="\n  ")
    assert len(agree) >= least
    assert sum(agree) / len(agree) >= floor, differ


# What the list holds of dates and news does not: a bare number as a day, month and day in figures without a year.
NOT_NEWS_DATES = re.compile(
    r"(?:في|يوم|الي|الجمعه|الخميس|السبت) ?\d\d?[.!]?$|(?:الي|لل)\S* ?(?:والعشرين|والثلاثين|ثلاثين|ثاني)$|\d\d?[./-]\d\d?$|\d+/\d+, \d+|الاحد ال|الثلاثاء الثالث"
    r"|في خمسه عشر|1391|يومي$|اليوم (?:التالي|الماضي)|بضعه|هذا يوم"
)
PERIODS_NOT_NEWS = re.compile(r"بقيه|باقي|اسبوعي|(?:^|عام )\S* ?(?:247|مايتين)|الالفين|تسعه عشر|مواليد|بعد التالي|التالي$|لاحق|\sصيف$|الصيف؟?$|2015\.3")


def matches(name: str, left_out: re.Pattern[str]) -> tuple[list[bool], list[bool], list[str]]:
    """Give for each comparable case whether a mention has the very days, whether it shares most of them, and what differs.

    The list gives the end of a period as the day after it (a month) or as its last day (from 4 to 22 May), and a past and
    a future reading; any will do.
    """
    exact, near, differ = [], [], []
    for case in cases(name):
        text, value = case["Input"], case["Results"][0]["Value"]
        readings = [list(map(day, (value.get(key) or {}).values())) for key in ("PastResolution", "FutureResolution")]
        wanted = [(reading[0], reading[-1] - ONE_DAY * off) for reading in readings if reading for off in range(len(reading))]
        if left_out.search(fold(text).strip()) or not wanted:
            continue
        found = CALENDAR.find_dates(words(text), day(case["Context"]["ReferenceDateTime"]))
        pairs = [(mention, days) for mention in found if mention.start is not None for days in wanted]
        exact.append(any((mention.start, mention.end) == days for mention, days in pairs))
        near.append(any(share(mention, days) >= 0.5 for mention, days in pairs))
        if not near[-1]:
            differ.append(f"{text}: the list has {wanted[0][0]}..{wanted[0][1]}, found {[(str(m.start), str(m.end)) for m in found]}")
    return exact, near, differ


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text[:10])


def share(mention: DateMention, days: tuple[datetime.date, datetime.date]) -> float:
    """Give the days in common over all days of the two; 1 where a mention of a week, month or year holds the day wanted."""
    assert mention.start is not None
    assert mention.end is not None
    if mention.precision in ("week", "month", "year") and days[0] == days[1]:
        return float(mention.start <= days[0] <= mention.end)
    common = (min(mention.end, days[1]) - max(mention.start, days[0])).days + 1
    every = (max(mention.end, days[1]) - min(mention.start, days[0])).days + 1
    return max(common, 0) / every


# file, what is left out, least number of cases, floor of exact days, floor of days mostly shared
DATE_FILES = [
    ("DateTime/DateParser", NOT_NEWS_DATES, 50, 0.60, 0.78),
    ("DateTime/DatePeriodParser", PERIODS_NOT_NEWS, 90, 0.48, 0.74),  # thirds of months against halves, and the like
]


@pytest.mark.parametrize(("name", "left_out", "least", "exact_floor", "near_floor"), DATE_FILES, ids=[row[0] for row in DATE_FILES])
def test_dates_agree_with_the_list(name: str, left_out: re.Pattern[str], least: int, exact_floor: float, near_floor: float) -> None:
    exact, near, differ = matches(name, left_out)
    print(f"{name}: exact {sum(exact)}, mostly {sum(near)} of {len(near)} comparable cases ({sum(exact) / len(exact):.3f}, {sum(near) / len(near):.3f})", *differ, sep="\n  ")
    assert len(near) >= least
    assert sum(exact) / len(exact) >= exact_floor
    assert sum(near) / len(near) >= near_floor, differ
