"""Numbers of news Arabic: each row is a text, what it says, and why the row is there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from marsad.arabic.numbers import Number, Numbers
from marsad.arabic.words import tokens as tokenize

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = Numbers.from_table(yaml.safe_load((ROOT / "lexicon" / "numbers.yaml").read_text(encoding="utf-8")))


def words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def numbers(text: str) -> list[Number]:
    return NUMBERS.find_numbers(words(text))


# text, values in order, remark
EXACT = [
    ("قُتل ١٤ جنديا", [14], "Arabic-Indic figures"),
    ("قُتل 14 جنديا و25 مدنيا", [14, 25], "و before figures joins nothing"),
    ("نزح 12,500 شخص", [12500], "comma parts thousands"),
    ("وظفت الشركة 12.500 عامل", [12500], "point parts thousands, as in the Maghreb"),
    ("على عمق 3.5 كيلومتر", [3.5], "decimal point"),
    ("بلغت الكلفة 1,5 مليون يورو", [1500000], "decimal comma before a scale word"),
    ("ميزانية قدرها 3.500 مليون دينار", [3500000], "three decimals, as a scale word follows"),
    ("بلغ العدد ١٢٬٥٠٠ نسمة", [12500], "Arabic thousands sign"),
    ("المسافة ٣٫٥ كيلومتر", [3.5], "Arabic decimal sign"),
    ("عدد السكان 1,234,567 نسمة", [1234567], "two commas"),
    ("يقطنها 40 000 نسمة", [40000], "thousands parted by a blank"),
    ("خصصت 3 آلاف مقاتل", [3000], "figure with plural scale"),
    ("هجّر 300 ألف نازح", [300000], "figure with singular scale"),
    ("نقل 12 ألفا و500 شخص", [12500], "figures below the scale join"),
    ("وصل 5 ملايين و195 ألفا و560 لاجئا", [5195560], "three parts in figures"),
    ("مقتل ثلاثة مدنيين", [3], "unit, feminine form with masculine noun"),
    ("إصابة ثلاث نساء", [3], "unit, masculine form with feminine noun"),
    ("مقتل ثلاثة أشخاص وإصابة خمسة آخرين", [3, 5], "two counts, a noun between them"),
    ("ثلاثة قتلى وخمسة جرحى", [3, 5], "و of a list does not glue"),
    ("اعتقال ثلاثة وخمسين شخصا", [53], "unit and tens"),
    ("احتجاز خمسة وعشرين صيادا", [25], "genitive"),
    ("أصيب خمسة وعشرون عاملا", [25], "nominative"),
    ("سقط اثنان وسبعون صاروخا", [72], "two and tens"),
    ("قتل اثنا عشر جنديا", [12], "twelve, masculine"),
    ("تحطمت اثنتا عشرة طائرة", [12], "twelve, feminine"),
    ("أفرجوا عن اثني عشر أسيرا", [12], "twelve, genitive"),
    ("غرق أحد عشر مهاجرا", [11], "eleven, masculine"),
    ("دمرت إحدى عشرة مدرسة", [11], "eleven, feminine"),
    ("قتل خمسة عشر مسلحا", [15], "teen"),
    ("احتجزوا ثماني عشرة رهينة", [18], "eight before عشرة"),
    ("قتل مئة مدني", [100], "مئة"),
    ("قتل مائة مدني", [100], "مائة"),
    ("قتل مئة وخمسة عشر مدنيا", [115], "hundred and teen"),
    ("قتل مئة وأحد عشر مدنيا", [111], "وأحد looks like واحد"),
    ("نزوح مئتي عائلة", [200], "dual of hundred before its noun"),
    ("مقتل مئتين وخمسين شخصا", [250], "dual of hundred, long form"),
    ("تظاهر خمسمئة شخص", [500], "joined hundred"),
    ("تظاهر خمسمائة شخص", [500], "joined hundred, alif"),
    ("تظاهر ثلاث مئة شخص", [300], "hundred written apart"),
    ("قتل ثلاثمئة وواحد وثلاثون شخصا", [331], "three parts"),
    ("انتشر ألف جندي", [1000], "bare thousand"),
    ("انتشر ألفا جندي", [2000], "dual in construct"),
    ("سقوط ألفي قتيل", [2000], "dual in construct, genitive"),
    ("أرسلت ألفين وخمسمئة جندي", [2500], "dual and joined hundred"),
    ("أجلت ألفا وخمسمئة مدني", [1500], "tanwin before و is one thousand"),
    ("أجلت ثلاثين ألفا من السكان", [30000], "tens and thousand"),
    ("بلغ العدد مئة وخمسة وعشرين ألفا وثلاثمئة", [125300], "four parts"),
    ("تضرر مليون شخص", [1000000], "bare million"),
    ("تضرر مليونا شخص", [2000000], "dual of million in construct"),
    ("احتاج مليونين ونصف المليون إلى الغذاء", [2500000], "half of the scale, said again"),
    ("نزح مليون ونصف المليون", [1500000], "one and a half million"),
    ("خسر ثلاثة ملايين ونصف مليون", [3500000], "half, indefinite scale"),
    ("كلفتها ثلاثة ونصف مليون دولار", [3500000], "half before the scale"),
    ("دفعت نصف مليون دولار", [500000], "half of a scale"),
    ("سيطرت على ثلاثة أرباع المساحة", [0.75], "fraction in the plural"),
    ("وافق ثلثا الأعضاء", [2 / 3], "two thirds"),
    ("ربع السكان نازحون", [0.25], "quarter"),
    ("مليار ومئتي مليون دولار", [1200000000], "two scales"),
    ("ضخت ألف مليار يورو", [1000000000000], "scale on scale"),
    ("هاجمت بثلاثين زورقا", [30], "ب before the numeral"),
    ("حكم بالسجن لعشر سنوات", [10], "ل before the numeral"),
    ("الدول الخمس الكبرى", [5], "definite numeral"),
    ("قتل شخصان اثنان", [2], "two said as a word"),
    ("أطلق صاروخ واحد", [1], "one after its noun"),
    ("انخفضت الحرارة إلى سالب 5", [-5], "minus in words"),
]

# text, (value, low, high), kind, remark
BOUNDED = [
    ("أكثر من 40 قتيلا", (None, 40, None), "cardinal", "more than"),
    ("لأكثر من عشرين عاما", (None, 20, None), "cardinal", "clitic before the words of the bound"),
    ("ما لا يقل عن 25 قتيلا", (None, 25, None), "cardinal", "no less than"),
    ("بما لا يقل عن ثلاثة آلاف جريح", (None, 3000, None), "cardinal", "no less than, with ب"),
    ("ما يزيد على 100 أسير", (None, 100, None), "cardinal", "exceeding"),
    ("أزيد من 8900 قتيل", (None, 8900, None), "cardinal", "Maghrebi more than"),
    ("تجاوزت 309 ملايين ريال", (None, 309000000, None), "cardinal", "a verb as bound"),
    ("14 شخصا على الأقل", (None, 14, None), "cardinal", "at least, after the noun"),
    ("عشرة مدنيين سوريين على الأقل", (None, 10, None), "cardinal", "at least, two words later"),
    ("على الأقل 30 معتقلا", (None, 30, None), "cardinal", "at least, before"),
    ("أقل من 50 جنديا", (None, None, 50), "cardinal", "less than"),
    ("لم يتجاوز 35 مليون دولار", (None, None, 35000000), "cardinal", "did not exceed"),
    ("بين 15 و20 كيلومترا", (None, 15, 20), "cardinal", "between, figures"),
    ("ما بين خمسين وسبعين قتيلا", (None, 50, 70), "cardinal", "between, words: not fifty-seventy"),
    ("بين ثلاثة وخمسة آلاف مقاتل", (None, 3000, 5000), "cardinal", "the scale is said once"),
    ("بين 6 آلاف و7 آلاف سجين", (None, 6000, 7000), "cardinal", "the scale is said twice"),
    ("بين 250 ألف برميل و290 ألفا", (None, 250000, 290000), "cardinal", "a noun inside the range"),
    ("من 5 إلى 7 ملايين نازح", (None, 5000000, 7000000), "cardinal", "from to"),
    ("مقتل 15-20 مسلحا", (None, 15, 20), "cardinal", "hyphen in one token"),
    ("مقتل 15 - 20 مسلحا", (None, 15, 20), "cardinal", "hyphen apart"),
    ("ثلاثة أو أربعة مسلحين", (None, 3, 4), "cardinal", "or"),
    ("عشرات القتلى", (None, 20, None), "vague", "tens"),
    ("المئات من المحتجين", (None, 200, None), "vague", "hundreds"),
    ("آلاف المتظاهرين", (None, 2000, None), "vague", "thousands"),
    ("عشرات الآلاف من النازحين", (None, 20000, None), "vague", "tens of thousands"),
    ("مئات الآلاف من السكان", (None, 200000, None), "vague", "hundreds of thousands"),
    ("ملايين اللاجئين", (None, 2000000, None), "vague", "millions"),
    ("بضعة جنود", (None, 3, 9), "vague", "a few"),
    ("بضع مئات من المسلحين", (None, 300, 900), "vague", "a few hundred"),
    ("عدة قتلى", (None, None, None), "vague", "several"),
    ("عدد من الجرحى", (None, None, None), "vague", "a number of"),
    ("خمسة بالمئة من الأصوات", (5, None, None), "percent", "percent, ب"),
    ("20 في المائة من السكان", (20, None, None), "percent", "percent, في"),
    ("نسبة المشاركة 50%", (50, None, None), "percent", "sign after"),
    ("بلغت %35", (35, None, None), "percent", "sign before"),
    ("5% 6 قتلى", (5, None, None), "percent", "the sign is the first number's"),
    ("أكثر من 80 في المئة", (None, 80, None), "percent", "bound and percent"),
    ("الدورة الثانية عشرة", (12, None, None), "ordinal", "teen ordinal"),
    ("الذكرى الخامسة والعشرين", (25, None, None), "ordinal", "compound ordinal"),
    ("القرن الحادي والعشرين", (21, None, None), "ordinal", "twenty-first"),
    ("القرن الواحد والعشرون", (21, None, None), "ordinal", "a cardinal one that orders"),
    ("اليوم الرابع من القتال", (4, None, None), "ordinal", "ordinal"),
]

# text, remark: nothing is counted
NONE = [
    ("قال أحد المسؤولين", "one of, no numeral"),
    ("إنها واحدة من كبرى المدن", "one of"),
    ("قتل كل واحد منهم", "each one"),
    ("لست متأكدا من ذلك", "لست is a verb"),
    ("غادر بعده الوزير", "بعده is a preposition"),
    ("عثر عليه ميتا في منزله", "ميتا is dead, not two hundred"),
    ("أعلنت شركة ميتا الأمريكية", "a company"),
    ("عند الساعة 10 صباحا", "time of day"),
    ("عند الساعة العاشرة", "time of day in words"),
    ("في تمام 10:30", "clock in figures"),
    ("في 15/2/2020", "a date"),
    ("العنوان 192.168.1.2", "no number of anything"),
    ("مباراة ربع النهائي", "a round of a cup"),
    ("وعده بالمساعدة", "a verb"),
]


@pytest.mark.parametrize(("text", "expected", "remark"), EXACT, ids=[row[0] for row in EXACT])
def test_values_are_read(text: str, expected: list[float], remark: str) -> None:
    found = [number.value for number in numbers(text) if number.kind != "ordinal"]
    assert found == pytest.approx(expected), remark


@pytest.mark.parametrize(("text", "expected", "kind", "remark"), BOUNDED, ids=[row[0] for row in BOUNDED])
def test_bounds_and_kinds_are_read(text: str, expected: tuple[float | None, ...], kind: str, remark: str) -> None:
    found = [((number.value, number.low, number.high), number.kind) for number in numbers(text)]
    assert found == [(expected, kind)], remark


@pytest.mark.parametrize(("text", "remark"), NONE, ids=[row[0] for row in NONE])
def test_other_words_count_nothing(text: str, remark: str) -> None:
    assert [number for number in numbers(text) if number.kind != "ordinal"] == [], remark


@pytest.mark.parametrize("text", ["نحو 20 شخصا", "حوالي ثلاثين صاروخا", "ما يقرب من 100 أسير", "بنحو 3 مليارات دولار", "زهاء ألف جندي", "20 شخصا تقريبا"])
def test_about_keeps_the_value_and_says_so(text: str) -> None:
    (number,) = numbers(text)
    assert number.value is not None
    assert number.approximate


def test_a_rise_from_one_figure_to_another_is_no_range() -> None:
    assert [number.value for number in numbers("ارتفعت الحصيلة من 300 إلى 350 قتيلا")] == [300, 350]


def test_the_span_holds_the_bound_and_the_core_the_numeral() -> None:
    tokens = words("قتل أكثر من 340 ألف شخص")
    (number,) = NUMBERS.find_numbers(tokens)
    assert tokens[number.first : number.last] == ["اكثر", "من", "340", "الف"]
    assert tokens[number.core] == "340"


def test_tokens_of_a_date_are_skipped() -> None:
    tokens = words("في 15 شباط قتل 3 جنود")
    assert [number.value for number in NUMBERS.find_numbers(tokens, skip={1, 2})] == [3]


def test_skipped_tokens_part_what_they_stand_between() -> None:
    assert [number.value for number in NUMBERS.find_numbers(words("عام ألفين وخمسة"), skip={1})] == [5]


@pytest.mark.parametrize("token", ["قتيلان", "جنديين", "طائرتان", "قذيفتين", "الصاروخين"])
def test_duals_say_two(token: str) -> None:
    assert NUMBERS.dual(token)


@pytest.mark.parametrize("token", ["افغانستان", "فلسطين", "ستين", "بوتين", "المسلمين", "لبنان", "ميدان"])
def test_other_words_in_an_and_in_are_no_duals(token: str) -> None:
    assert not NUMBERS.dual(token)


def test_a_sentence_without_numbers_gives_nothing() -> None:
    assert numbers("قصفت الطائرات البلدة وانسحب المسلحون منها.") == []


def test_mentions_are_in_order_and_do_not_overlap() -> None:
    found = numbers("قتل 14 جنديا بينهم ثلاثة ضباط وأصيب نحو 30 ونزح عشرات الآلاف من 5 قرى")
    assert [number.first for number in found] == sorted(number.first for number in found)
    assert all(a.last <= b.first for a, b in pairwise(found))
