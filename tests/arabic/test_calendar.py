"""Dates of news Arabic: each row is a text, the days it names, and why the row is there.

The reference day is Saturday 15 February 2020 unless a row gives another.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from marsad.arabic.calendar import Calendar, DateMention
from marsad.arabic.numbers import Numbers
from marsad.arabic.words import tokens as tokenize

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = Numbers.from_table(yaml.safe_load((ROOT / "lexicon" / "numbers.yaml").read_text(encoding="utf-8")))
CALENDAR = Calendar.from_table(yaml.safe_load((ROOT / "lexicon" / "calendar.yaml").read_text(encoding="utf-8")), NUMBERS)
PUBLISHED = "2020-02-15"


def words(text: str) -> list[str]:
    return [word for _, _, word in tokenize(text)]


def dates(text: str, published: str | None = PUBLISHED) -> list[DateMention]:
    return CALENDAR.find_dates(words(text), datetime.date.fromisoformat(published) if published else None)


def days(text: str, published: str | None = PUBLISHED) -> list[str]:
    """Give the dates as 2020-02-15 or 2020-02-10..2020-02-16."""
    return [str(d.start) if d.start == d.end else f"{d.start}..{d.end}" for d in dates(text, published)]


# text, expected, remark
DAYS = [
    ("أعلن الناطق اليوم السبت مقتل جنديين", "2020-02-15", "today with its weekday"),
    ("وصل الوفد اليوم إلى العاصمة", "2020-02-15", "today alone"),
    ("استقبل الوزير ضيفه صباح اليوم", "2020-02-15", "part of the day"),
    ("تستمر المعارك حتى اليوم", "2020-02-15", "until today"),
    ("اندلعت اشتباكات هذا المساء", "2020-02-15", "this evening"),
    ("قصفت المدفعية القرية أمس", "2020-02-14", "yesterday"),
    ("قصفت المدفعية القرية أمس الجمعة", "2020-02-14", "yesterday with its weekday"),
    ("قالت الوزارة بالأمس إنها ترفض", "2020-02-14", "yesterday with ب"),
    ("أوقف أمس (الجمعة) ثلاثة أشخاص", "2020-02-14", "weekday in brackets"),
    ("التقى الرئيسان يوم أمس", "2020-02-14", "yesterday after يوم"),
    ("انفجرت العبوة مساء أمس", "2020-02-14", "evening of yesterday"),
    ("غادر أول أمس", "2020-02-13", "the day before yesterday"),
    ("غادر أول من أمس", "2020-02-13", "another form of it"),
    ("غادر أمس الأول", "2020-02-13", "a third form"),
    ("غادر أول أمس الخميس", "2020-02-13", "with its weekday"),
    ("يجتمع المجلس غدا", "2020-02-16", "tomorrow"),
    ("يجتمع المجلس غدا الأحد", "2020-02-16", "tomorrow with its weekday"),
    ("يجتمع المجلس يوم غد", "2020-02-16", "tomorrow after يوم"),
    ("يجتمع المجلس بعد غد الاثنين", "2020-02-17", "the day after tomorrow"),
    ("قالت الشرطة الجمعة إنها أوقفت المهاجم", "2020-02-14", "bare weekday: the last one"),
    ("قالت الشرطة السبت إنها أوقفت المهاجم", "2020-02-15", "bare weekday of publication: that day"),
    ("قتل خمسة جنود يوم الخميس", "2020-02-13", "weekday after يوم"),
    ("قتل خمسة جنود الخميس الماضي", "2020-02-13", "last Thursday"),
    ("قتل خمسة جنود السبت الماضي", "2020-02-08", "last Saturday said on a Saturday is a week ago"),
    ("يلتقي الوزيران الأحد المقبل", "2020-02-16", "next Sunday"),
    ("يلتقي الوزيران السبت القادم", "2020-02-22", "next Saturday said on a Saturday"),
    ("سيلتقي الوزيران الثلاثاء", "2020-02-18", "bare weekday after a future verb"),
    ("من المقرر أن يصل الأربعاء", "2020-02-19", "bare weekday after a plan"),
    ("كان من المقرر أن يصل الأربعاء", "2020-02-12", "a plan that lies behind"),
    ("سيطر الجيش الخميس على البلدة", "2020-02-13", "سيطر is no future"),
    ("الجمعة قبل الماضية", "2020-02-07", "the Friday before last"),
    ("فجر الأحد", "2020-02-09", "dawn of a weekday"),
    ("في الساعة الثالثة من فجر الأحد", "2020-02-09", "a time of day adds nothing"),
    ("بعد ظهر الخميس", "2020-02-13", "afternoon is no 'after'"),
    ("قبل ظهر اليوم السبت", "2020-02-15", "forenoon is no 'before'"),
    ("ليل الجمعة السبت", "2020-02-14..2020-02-15", "a night of two days"),
    ("ليلة الخميس - الجمعة", "2020-02-13..2020-02-14", "with a dash"),
    ("قصف الحي الليلة الماضية", "2020-02-14..2020-02-15", "last night"),
    ("منتصف ليل الجمعة", "2020-02-14", "midnight"),
    ("يومي الأحد والاثنين المقبلين", "2020-02-16..2020-02-17", "two days to come"),
    ("يومي الأربعاء والخميس", "2020-02-12..2020-02-13", "two days past"),
    ("أيام الأربعاء والخميس والجمعة", "2020-02-12..2020-02-14", "three days"),
    ("الأحد من الأسبوع المقبل", "2020-02-23", "weekday of next week"),
    ("السبت 15 فبراير", "2020-02-15", "weekday and date"),
    ("الاثنين، 27 كانون الثاني", "2020-01-27", "weekday, comma, date"),
    ("الخميس الموافق 20/2/2020", "2020-02-20", "weekday and figures"),
    ("يوم الخميس (13 شباط)", "2020-02-13", "date in brackets"),
    ("لليوم الرابع على التوالي", "2020-02-12..2020-02-15", "fourth day in a row, today counted"),
]

MONTHS = [
    ("في 5 شباط/فبراير", "2020-02-05", "two names of the month"),
    ("في 5 فبراير (شباط) الماضي", "2020-02-05", "second name in brackets"),
    ("في 5 فبراير شباط", "2020-02-05", "second name beside"),
    ("في 21 سبتمبر/ أيلول 2019", "2019-09-21", "blank after the slash"),
    ("في 10 كانون الثاني/يناير 2019", "2019-01-10", "Levantine two-word name"),
    ("في 10 كانون الأول 2018", "2018-12-10", "the other Kanun"),
    ("في 3 تشرين الثاني/نوفمبر", "2019-11-03", "no year: the last one"),
    ("في 3 كانون 2", "2020-01-03", "figure in the month's name"),
    ("في الخامس من آذار 2018", "2018-03-05", "ordinal day"),
    ("في الحادي والعشرين من أيلول من العام الماضي", "2019-09-21", "compound ordinal, year counted"),
    ("في السابع عشر من أيار", "2019-05-17", "teen ordinal"),
    ("في الأول من نيسان 2017", "2017-04-01", "first"),
    ("الفاتح من نوفمبر 1954", "1954-11-01", "Algerian first of the month"),
    ("في العشرين من تموز 2006", "2006-07-20", "tens as a day"),
    ("في الـ21 من سبتمبر من العام الماضي", "2019-09-21", "figure with ال"),
    ("يوم 28 جوان 2019", "2019-06-28", "Maghrebi June"),
    ("يوم 14 جانفي 2011", "2011-01-14", "Maghrebi January"),
    ("في 20 أوت 2019", "2019-08-20", "Maghrebi August"),
    ("في 5 جويلية 1962", "1962-07-05", "Maghrebi July"),
    ("في 3 ماي 2018", "2018-05-03", "Maghrebi May"),
    ("في 30 يوليوز 2019", "2019-07-30", "Moroccan July"),
    ("في 20 غشت و3 شتنبر 2019", ["2019-08-20", "2019-09-03"], "Moroccan August and September"),
    ("في 18 نونبر 2018", "2018-11-18", "Moroccan November"),
    ("في 20 شباط المقبل", "2020-02-20", "next, in the present month"),
    ("في 9 أكتوبر", "2019-10-09", "no year: the last one"),
    ("في 20 فبراير", "2020-02-20", "no year, just ahead"),
    ("ستجرى الانتخابات في 2 مارس", "2020-03-02", "no year after a future verb"),
    ("اعتبارا من الرابع من نوفمبر", "2020-11-04", "in force from"),
    ("في 17 من الشهر الماضي", "2020-01-17", "day of last month"),
    ("في السادس من الشهر الجاري", "2020-02-06", "day of this month"),
    ("في 17 من هذا الشهر", "2020-02-17", "day of this month, with هذا"),
    ("من 5 إلى 9 مايو 2018", "2018-05-05..2018-05-09", "days of one month"),
    ("بين 5 و9 مايو 2018", "2018-05-05..2018-05-09", "between days"),
    ("5-9 مايو 2018", "2018-05-05..2018-05-09", "hyphen"),
    ("يومي 8 و9 كانون الثاني", "2020-01-08..2020-01-09", "two days"),
    ("من 2 أكتوبر إلى 5 نوفمبر 2018", "2018-10-02..2018-11-05", "the year is said once"),
    ("من 20 ديسمبر إلى 5 يناير", "2019-12-20..2020-01-05", "over the turn of the year"),
    ("في شباط/فبراير الماضي", "2019-02-01..2019-02-28", "last February said in February"),
    ("في غضون شباط/فبراير الجاري", "2020-02-01..2020-02-29", "this month, as a deadline"),
    ("في آب/أغسطس", "2019-08-01..2019-08-31", "month alone: the last one"),
    ("شهر مارس الماضي", "2019-03-01..2019-03-31", "after شهر"),
    ("مايو 2018", "2018-05-01..2018-05-31", "month and year"),
    ("نوفمبر من عام 2015", "2015-11-01..2015-11-30", "من عام"),
    ("في مارس", "2019-03-01..2019-03-31", "مارس after a preposition"),
    ("أوت الماضي", "2019-08-01..2019-08-31", "an ambiguous name with الماضي"),
    ("بين نوفمبر ويناير", "2019-11-01..2020-01-31", "between months"),
    ("في 15/1/2020", "2020-01-15", "figures, day first"),
    ("بتاريخ 2020-01-15", "2020-01-15", "ISO"),
    ("بتاريخ 15-01-2020", "2020-01-15", "hyphens"),
    ("بتاريخ ١٥/٠١/٢٠٢٠", "2020-01-15", "Arabic-Indic figures"),
    ("بتاريخ 15 / 1 / 2020", "2020-01-15", "blanks"),
    ("بتاريخ 15.1.2020", "2020-01-15", "points"),
    ("في 15 رجب 1441 هـ", "2020-03-10", "Hijri, Umm al-Qura"),
    ("في 15 رجب 1441هـ الموافق 10 مارس 2020", "2020-03-10", "both calendars are one date"),
    ("الثالث من رمضان 1440", "2019-05-08", "Hijri without mark"),
    ("شهر رمضان الماضي", "2019-05-06..2019-06-03", "last Ramadan"),
    ("في ذي الحجة 1440", "2019-08-02..2019-08-30", "two-word Hijri month"),
    ("14/10/1436 هـ", "2015-07-30", "Hijri figures"),
    ("رمضان عام 2016", "2016-06-06..2016-07-05", "Hijri month of a common year"),
]

SPANS = [
    ("الأسبوع الماضي", "2020-02-03..2020-02-09", "ISO week"),
    ("الأسبوع المقبل", "2020-02-17..2020-02-23", "ISO week"),
    ("هذا الأسبوع", "2020-02-10..2020-02-16", "ISO week"),
    ("الأسبوع قبل الماضي", "2020-01-27..2020-02-02", "two weeks back"),
    ("الشهر الماضي", "2020-01-01..2020-01-31", "last month"),
    ("خلال الشهر الحالي", "2020-02-01..2020-02-29", "this month"),
    ("الشهر المقبل", "2020-03-01..2020-03-31", "next month"),
    ("العام الماضي", "2019-01-01..2019-12-31", "last year"),
    ("السنة المقبلة", "2021-01-01..2021-12-31", "next year"),
    ("العام الجاري", "2020-01-01..2020-12-31", "this year"),
    ("عام 2015", "2015-01-01..2015-12-31", "year after عام"),
    ("وقع الاتفاق في 2015", "2015-01-01..2015-12-31", "year after في"),
    ("سنة ألفين وعشر", "2010-01-01..2010-12-31", "year in words"),
    ("عامي 2014 و2016", "2014-01-01..2016-12-31", "two years"),
    ("أعوام 1992 و2006 و2009", "1992-01-01..2009-12-31", "a list of years"),
    ("من 2011 إلى 2015", "2011-01-01..2015-12-31", "years from to"),
    ("بين عامي 2003 و2011", "2003-01-01..2011-12-31", "years between"),
    ("الحرب الأهلية (1975-1990)", "1975-01-01..1990-12-31", "years in brackets"),
    ("في الأشهر الأخيرة من العام الماضي", "2019-10-01..2019-12-31", "the manual's example"),
    ("الأشهر الستة الأولى من العام الجاري", "2020-01-01..2020-06-30", "number between"),
    ("مطلع عام 2015", "2015-01-01..2015-03-31", "beginning of a year"),
    ("منتصف العام الماضي", "2019-06-01..2019-07-31", "middle of a year"),
    ("أواخر 2013", "2013-10-01..2013-12-31", "end of a year"),
    ("أوائل الشهر الماضي", "2020-01-01..2020-01-10", "first third"),
    ("منتصف كانون الثاني", "2020-01-11..2020-01-20", "second third"),
    ("أواخر ديسمبر الماضي", "2019-12-21..2019-12-31", "last third"),
    ("نهاية الأسبوع الماضي", "2020-02-07..2020-02-09", "weekend"),
    ("الربع الثالث من 2019", "2019-07-01..2019-09-30", "quarter"),
    ("النصف الأول من العام 2018", "2018-01-01..2018-06-30", "half"),
    ("الأسبوع الأول من مايو 2019", "2019-05-01..2019-05-07", "week of a month"),
    ("صيف 2018", "2018-06-01..2018-08-31", "season and year"),
    ("الصيف الماضي", "2019-06-01..2019-08-31", "last summer"),
    ("خريف عام 2015", "2015-09-01..2015-11-30", "season and عام"),
    ("شتاء 2012", "2011-12-01..2012-02-29", "the winter that ends in the year"),
    ("في تسعينيات القرن الماضي", "1990-01-01..1999-12-31", "decade"),
    ("مطلع الثمانينات", "1980-01-01..1983-12-31", "beginning of a decade"),
    ("خلال الأيام الثلاثة الماضية", "2020-02-12..2020-02-14", "days before publication"),
    ("خلال اليومين الماضيين", "2020-02-13..2020-02-14", "dual"),
    ("في العامين الماضيين", "2018-02-15..2020-02-15", "two years back"),
    ("خلال السنوات الخمس الأخيرة", "2015-02-15..2020-02-15", "الأخيرة after a number"),
    ("خلال الـ24 ساعة الماضية", "2020-02-14..2020-02-15", "hours"),
    ("في الأشهر الأخيرة", "2019-11-15..2020-02-15", "no number: three, inferred"),
    ("خلال الأسابيع الثلاثة المقبلة", "2020-02-15..2020-03-07", "ahead"),
    ("قبل ثلاثة أيام", "2020-02-12", "days ago"),
    ("قبل يومين", "2020-02-13", "dual days ago"),
    ("قبل أسبوعين", "2020-01-27..2020-02-02", "weeks ago: a week"),
    ("قبل شهر", "2020-01-01..2020-01-31", "a month ago: a month"),
    ("قبل خمس سنوات", "2015-01-01..2015-12-31", "years ago: a year"),
    ("قبل نحو 12 عاما", "2008-01-01..2008-12-31", "about so many years ago"),
    ("منذ 10 أيام", "2020-02-05..2020-02-15", "since"),
    ("منذ أكثر من سبعة أعوام", "2013-02-15..2020-02-15", "bound inside"),
    ("منذ شهر ونصف", "2019-12-31..2020-02-15", "and a half"),
    ("منذ سنة وثلاثة أشهر", "2018-11-15..2020-02-15", "two units"),
    ("منذ عام 2011", "2011-01-01..2020-02-15", "since a year"),
    ("منذ 2011", "2011-01-01..2020-02-15", "since a bare year"),
    ("منذ حزيران/يونيو", "2019-06-01..2020-02-15", "since a month"),
    ("منذ السابع من أكتوبر", "2019-10-07..2020-02-15", "since a day"),
    ("سيعودون بعد ثلاثة أيام", "2020-02-18", "days from now"),
    ("أمهلهم في غضون 48 ساعة", "2020-02-15..2020-02-17", "deadline"),
    ("مهلة أسبوع", "2020-02-15..2020-02-22", "respite"),
    ("سيخرجون خلال عشرة أيام", "2020-02-15..2020-02-25", "within"),
    ("بحلول نهاية الشهر", "2020-02-21..2020-02-29", "by the end of the month"),
    ("بحلول عام 2030", "2030-01-01..2030-12-31", "by a year"),
]

# text, published, expected, remark
ELSEWHERE = [
    ("يوم الخميس الموافق 26/7/2018", "2018-07-18", "2018-07-26", "figures win"),
    ("تبدأ في 17 أيلول/سبتمبر المقبل", "2024-08-14", "2024-09-17", "next September"),
    ("ستنظم الجولة في 10 أغسطس", "2015-08-07", "2015-08-10", "three days ahead"),
    ("منذ السابع من تشرين الأول/أكتوبر", "2024-04-25", "2023-10-07..2024-04-25", "over the turn of the year"),
    ("الهجمات الكيماوية في 7 أبريل/ نيسان الجاري", "2018-04-21", "2018-04-07", "this month"),
    ("في 30 مارس الماضي", "2018-07-21", "2018-03-30", "last March"),
    ("أمس الأربعاء", "2018-07-26", "2018-07-25", "a Wednesday"),
    ("أمس الأربعاء", "2018-07-27", "2018-07-25", "published a day late: the weekday named wins"),
    ("اليوم الجمعة", "2018-07-28", "2018-07-27", "published a day late"),
    ("غدا الأحد 21 جانفي", "2017-01-21", "2017-01-22", "a date that does not fit its weekday: tomorrow wins"),
    ("غدا الأحد 22 جانفي", "2017-01-21", "2017-01-22", "a date that fits"),
    ("في 3 يناير", "2019-12-30", "2020-01-03", "just ahead, at the end of a year"),
    ("الأحد 29 شباط", "2020-03-10", "2020-02-29", "a leap day beside a weekday that does not fit"),
    ("الشهر الماضي", "2020-03-31", "2020-02-01..2020-02-29", "from a 31st"),
    ("قبل عام", "2020-02-29", "2019-01-01..2019-12-31", "from a leap day"),
    ("العام الجديد", "2019-12-28", "2020-01-01..2020-12-31", "the new year, in December"),
    ("في رمضان", "2020-05-10", "2020-04-24..2020-05-23", "Ramadan in Ramadan"),
    ("خلال شهر شوال المقبل", "2020-05-10", "2020-05-24..2020-06-21", "next Hijri month"),
]

# text, remark: no date
NONE = [
    ("قال أحد المسؤولين إن القتال مستمر", "أحد is 'one of'"),
    ("التقى الرئيس رجب طيب أردوغان نظيره", "a name"),
    ("قال رمضان قاديروف إن قواته تقدمت", "a name"),
    ("أكد اللواء شعبان أحمد ذلك", "a name"),
    ("قالت تيريزا ماي إنها سترد", "a name"),
    ("انسحب المسلحون من محافظة إب", "a province"),
    ("مارس ضغوطا على الحكومة", "a verb"),
    ("طرق باب منزله", "باب is no آب"),
    ("دول الربيع العربي", "no season"),
    ("الصراع محرم دوليا", "forbidden"),
    ("عند الساعة الثالثة فجرا", "a time without a day"),
    ("في اليوم التالي", "counted from another day"),
    ("في اليوم الأول من الهدنة", "a day of something"),
    ("اليوم العالمي للاجئين", "the name of a day"),
    ("ذكرت صحيفة إسرائيل اليوم أن", "a newspaper"),
    ("نقل موقع روسيا اليوم", "a site"),
    ("ثلاث مرات في اليوم", "per day"),
    ("هم في أمس الحاجة إلى الغذاء", "in dire need"),
    ("دعا الأمين العام الحالي للمنظمة", "العام is 'general'"),
    ("بشكل عام", "in general"),
    ("اعتقل من قبل الجيش", "من قبل is 'by'"),
    ("قبل يومين من الانتخابات", "counted from the election"),
    ("بعد عام تماما من بدء الحرب", "counted from the war"),
    ("بعد ثلاثة أيام على الهجوم", "counted from the attack"),
    ("في العام نفسه", "counted from a year told before"),
    ("قوى 14 آذار", "an alliance"),
    ("حدود الرابع من حزيران 1967", "a line on the map"),
    ("شارع 26 سبتمبر", "a street"),
    ("سوق الجمعة", "a district"),
    ("كل يوم جمعة", "every Friday"),
    ("في الخمسينيات من عمره", "an age"),
    ("في ساعة الذروة", "no amount"),
    ("قتل 2000 شخص", "a count"),
    ("منذ سنوات", "no number said"),
    ("في غضون ذلك", "meanwhile"),
]

KINDS = [
    ("منذ الأحد", "since"),
    ("حتى نهاية العام", "until"),
    ("قبل الأحد", "before"),
    ("بعد عام 2011", "after"),
    ("بدءا من الأحد المقبل", "from"),
    ("في غضون 48 ساعة", "deadline-like"),
    ("بحلول 12 مايو", "deadline-like"),
    ("في موعد أقصاه العشرين من مايو", "deadline-like"),
    ("خلال 48 ساعة", "deadline-like"),
    ("خلال الأسبوع الماضي", "when"),
    ("قبل ثلاثة أيام", "when"),
]

PRECISIONS = [
    ("أمس", "day"), ("الأسبوع الماضي", "week"), ("في مايو 2018", "month"), ("صيف 2018", "season"),
    ("عام 2015", "year"), ("من 2011 إلى 2015", "range"), ("منذ شهر", "range"), ("قبل شهر", "month"),
]  # fmt: skip

ROWS = [*DAYS, *MONTHS, *SPANS]


@pytest.mark.parametrize(("text", "expected", "remark"), ROWS, ids=[row[0] for row in ROWS])
def test_days_are_read(text: str, expected: str | list[str], remark: str) -> None:
    assert days(text) == ([expected] if isinstance(expected, str) else expected), remark


@pytest.mark.parametrize(("text", "published", "expected", "remark"), ELSEWHERE, ids=[f"{row[0]} @ {row[1]}" for row in ELSEWHERE])
def test_days_are_counted_from_the_publication_day(text: str, published: str, expected: str, remark: str) -> None:
    assert days(text, published) == [expected], remark


@pytest.mark.parametrize(("text", "remark"), NONE, ids=[row[0] for row in NONE])
def test_other_words_are_no_dates(text: str, remark: str) -> None:
    assert days(text) == [], remark


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_says_how_an_act_stands_to_the_days(text: str, kind: str) -> None:
    assert [mention.kind for mention in dates(text)] == [kind]


@pytest.mark.parametrize(("text", "precision"), PRECISIONS)
def test_precision_is_that_of_the_words(text: str, precision: str) -> None:
    assert [mention.precision for mention in dates(text)] == [precision]


@pytest.mark.parametrize("text", ["أمس الجمعة", "الأحد المقبل", "في 5 شباط", "الأسبوع الماضي", "منذ 10 أيام", "قبل شهر", "خلال اليومين الماضيين", "الليلة الماضية"])
def test_without_a_publication_day_relative_dates_stay_empty(text: str) -> None:
    (mention,) = dates(text, None)
    assert (mention.start, mention.end) == (None, None)


@pytest.mark.parametrize(("text", "expected"), [("في 5 شباط 2019", "2019-02-05"), ("عام 2015", "2015-01-01..2015-12-31"), ("15/1/2020", "2020-01-15"),
                                                 ("أواخر 2013", "2013-10-01..2013-12-31"), ("15 رجب 1441", "2020-03-10")])  # fmt: skip
def test_without_a_publication_day_full_dates_are_read(text: str, expected: str) -> None:
    assert days(text, None) == [expected]


def test_the_span_holds_part_of_day_and_weekday() -> None:
    tokens = words("قصفت الطائرات البلدة مساء أمس الجمعة بالصواريخ")
    (mention,) = CALENDAR.find_dates(tokens, datetime.date(2020, 2, 15))
    assert tokens[mention.first : mention.last] == ["مساء", "امس", "الجمعه"]


def test_several_dates_of_a_sentence_are_in_order() -> None:
    text = "قال الجمعة إن الاتفاق الموقع في 15 أيلول 2018 سينتهي الأسبوع المقبل"
    assert days(text) == ["2020-02-14", "2018-09-15", "2020-02-17..2020-02-23"]


def test_a_chronicle_gives_its_year_to_the_dates_after_it() -> None:
    assert days("1950- انسحبت البعثة في شباط/فبراير") == ["1950-01-01..1950-12-31", "1950-02-01..1950-02-28"]


def test_an_inferred_year_is_marked() -> None:
    assert [mention.certain for mention in dates("في 9 أكتوبر")] == [False]
    assert [mention.certain for mention in dates("في 9 أكتوبر 2019")] == [True]


def test_so_long_after_is_certain_only_beside_a_word_of_the_future() -> None:
    assert [mention.certain for mention in dates("سيعودون بعد ثلاثة أيام")] == [True]
    assert [mention.certain for mention in dates("أعلن المبدأ بعد عام")] == [False]


def test_because_tells_the_arithmetic() -> None:
    (mention,) = dates("الأحد الماضي")
    assert mention.because == "Sunday before 2020-02-15 (Saturday)"


def test_a_day_that_the_month_does_not_have_stays_empty() -> None:
    (mention,) = dates("31 من الشهر الجاري")
    assert mention.start is None


def test_absurd_amounts_do_not_fail() -> None:
    assert days("قبل 4 مليارات سنة") == []
    assert days("منذ 99999999999 يوما") == []
