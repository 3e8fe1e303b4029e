"""Main text and credits of news pages: forty pages in the structure of ten outlets' templates, and the odd cases one by one."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from stories import STORIES, Story
from templates import TEMPLATES, ZONES, agency, broadcaster, iso

from marsad.gather.bulk import read_page_fast
from marsad.gather.pages import Page, read_page
from marsad.gather.trouble import Trouble

TODAY = datetime.date(2023, 1, 5)
FORTY = [(name, n) for name in TEMPLATES for n in range(len(STORIES))]


def read(name: str, story: Story) -> Page:
    return read_page(TEMPLATES[name](story), "https://www.example.org/news/story", TODAY)


def expected(name: str, story: Story) -> str:
    text = "\n".join(story.paragraphs)
    return {"agency": "دمشق-سانا " + text, "portal": text + "\nالمصدر: نوفوستي"}.get(name, text)


def f1(found: str, wanted: str) -> float:
    a, b = Counter(found.split()), Counter(wanted.split())
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


@pytest.mark.parametrize(("name", "n"), FORTY, ids=[f"{name}-{n}" for name, n in FORTY])
def test_the_text_of_a_page_is_the_story_and_nothing_else(name: str, n: int) -> None:
    story = STORIES[n]
    page = read(name, story)
    assert f1(page.text, expected(name, story)) >= 0.95, page.text
    assert page.title == story.title
    assert page.language == "ar"
    assert story.caption not in page.text
    assert "\n" in page.text


def test_the_forty_pages_together_reach_the_promised_score() -> None:
    scores = [f1(read(name, STORIES[n]).text, expected(name, STORIES[n])) for name, n in FORTY]
    assert len(scores) == 40
    assert sum(scores) / len(scores) >= 0.98


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.byline)
def test_the_time_of_publication_is_read_with_its_zone_if_one_is_printed(name: str, story: Story) -> None:
    page = read(name, story)
    zone = ZONES[name]
    assert page.published is not None
    assert page.published.iso == (iso(story, zone) if zone is not None else iso(story)[:10])


@pytest.mark.parametrize("name", ["broadcaster", "service", "channel", "wordpress", "drupal", "tabloid", "maghreb", "script"])
def test_the_byline_is_the_writer(name: str) -> None:
    assert [read(name, story).byline for story in STORIES] == [story.byline for story in STORIES]


@pytest.mark.parametrize("name", ["broadcaster", "service", "channel", "wordpress", "drupal", "script"])
def test_the_section_is_found_where_the_page_names_it(name: str) -> None:
    assert [read(name, story).section for story in STORIES] == [story.section for story in STORIES]


def test_credits_outlet_and_canonical_address_are_kept() -> None:
    page = read("broadcaster", STORIES[0])
    assert (page.outlet, page.canonical) == ("قناة الساحل", "https://www.example.org/news/2020/story")
    assert read("portal", STORIES[0]).agencies == ("RIA",)


def test_a_dateline_is_noted_and_stays_in_the_text() -> None:
    story = STORIES[1]._replace(paragraphs=(f"بيروت - (أ ف ب) - {STORIES[1].paragraphs[0]}", *STORIES[1].paragraphs[1:]))
    page = read_page(broadcaster(story), "", TODAY)
    assert (page.dateline, page.agencies) == ("بيروت - (أ ف ب)", ("AFP",))
    assert page.text.startswith("بيروت - (أ ف ب) - قتل ثلاثة")


def test_a_page_in_json_ld_says_so() -> None:
    assert read("script", STORIES[0]).notes == ("the text is the one that the page gives to search engines; its own shows less",)
    assert read("wordpress", STORIES[0]).notes == ()


LONG = "أعلنت لجنة المراقبة المشتركة أن القوات المنتشرة على الطريق الساحلي ستبدأ الانسحاب منه صباح الخميس المقبل"
CUT = [
    (f"<p>{LONG}.</p><p>وقالت اللجنة إن الانسحاب سيجري على مراحل ...</p>", "it ends with dots"),
    (f"<p>{LONG}.</p><p>وقالت اللجنة إن الانسحاب سيجري على ثلاث مراحل ...</p><a href='/y'>اقرأ المزيد</a>", "ends with"),
    (f"<p>{LONG}.</p><p>وقالت اللجنة في بيانها إن الانسحاب سيجري على ثلاث مراحل تنتهي آخرها قبل نهاية الشهر الحالي على أن تتولى الشرطة</p>", "its last sentence has no end"),
    (f"<p>{LONG}.</p><p>وقالت اللجنة إن الانسحاب سيجري على مراحل.</p><div class='paywall'>للمشتركين</div>", "the page is for subscribers"),
    (f"<p>{LONG}.</p><p>وقالت اللجنة إن الانسحاب سيجري على مراحل.</p>", ""),
    (f"<p>{LONG}.</p><p>وقال المتحدث: «لن نتراجع».</p><a href='/y'>المزيد</a>", ""),
]


@pytest.mark.parametrize(("body", "said"), CUT, ids=[c[1] or f"whole {n}" for n, c in enumerate(CUT)])
def test_a_text_that_looks_cut_says_so(body: str, said: str) -> None:
    page = read_page(f"<html lang=ar><body><article><h1>عنوان الخبر هنا</h1>{body}</article></body></html>", "", TODAY)
    assert (said in "; ".join(page.notes)) if said else page.notes == (), page


SENTENCE = "مقتل خمسة جنود في هجوم على حاجز شمالي المدينة."
ODD: list[tuple[str, str, str]] = [
    ("a story of one sentence", f"<article><h1>عاجل عن الهجوم</h1><p>{SENTENCE}</p></article>", SENTENCE),
    ("no paragraphs at all", f"<h1>عاجل عن الهجوم</h1><div class='content'>{SENTENCE}<br><br>{LONG}.</div>", f"{SENTENCE}\n{LONG}."),
    ("marks of direction", f"<article><p>\u200f{SENTENCE}\u200f</p><p>{LONG} \u202bABC\u202c.</p></article>", f"\u200f{SENTENCE}\u200f\n{LONG} \u202bABC\u202c."),
    (
        "a sentence that begins like a lead",
        f"<article><p>{LONG}.</p><p>اقرأ أيضا في وجوه الناس هنا خوفا لم أعهده من قبل.</p></article>",
        f"{LONG}.\nاقرأ أيضا في وجوه الناس هنا خوفا لم أعهده من قبل.",
    ),
    ("a lead after a colon", f"<article><p>{LONG}.</p><p>شاهد أيضا: {OTHER}</p><p>{SENTENCE}</p></article>" if (OTHER := "صور من المكان") else "", f"{LONG}.\n{SENTENCE}"),
    ("stretched and vowelled words", f"<article><p>أعلـنـت اللَّجنةُ.</p><p>{LONG}.</p></article>", f"أعلـنـت اللَّجنةُ.\n{LONG}."),
    ("hidden text", f"<article><p>{LONG}.</p><p style='display:none'>كلمات لمحركات البحث</p><p hidden>مخفي</p><p>{SENTENCE}</p></article>", f"{LONG}.\n{SENTENCE}"),
    (
        "a quotation of a block",
        f"<article><p>{LONG}.</p><blockquote><p>لن نتراجع عن مطالبنا أبدا.</p></blockquote><p>{SENTENCE}</p></article>",
        f"{LONG}.\nلن نتراجع عن مطالبنا أبدا.\n{SENTENCE}",
    ),
    ("entities", f"<article><p>{LONG} &laquo;اليوم&raquo;&nbsp;&amp; غدا.</p><p>{SENTENCE}</p></article>", f"{LONG} «اليوم» & غدا.\n{SENTENCE}"),
    ("no end tags", f"<body><p>{LONG}.<p>{SENTENCE}", f"{LONG}.\n{SENTENCE}"),
]


@pytest.mark.parametrize(("remark", "body", "text"), ODD, ids=[o[0] for o in ODD])
def test_a_page_with(remark: str, body: str, text: str) -> None:
    assert read_page(f"<!DOCTYPE html><html lang='ar'><head><title>عاجل عن الهجوم</title></head>{body}</html>", "", TODAY).text == text


TIMES = [
    ("<span class='date'>منذ يومين</span><time datetime='2020-02-15T10:00:00+02:00'>15 شباط</time>", "2020-02-15T10:00:00+02:00"),
    ("<p>نشر في: ١٥ شباط/فبراير ٢٠٢٠ الساعة ١٠:٣٠ مساء (بتوقيت القدس المحتلة)</p>", "2020-02-15T22:30:00+02:00"),
    ("<div class='date'>السبت 21 جمادى الآخرة 1441 هـ</div>", "2020-02-15"),
    ("<div class='post-date'>آخر تحديث: 16 فبراير 2020</div><div class='post-date'>تاريخ النشر: 15 فبراير 2020</div>", "2020-02-15"),
    ("<span class='published'>Saturday, February 15, 2020 at 3:05 PM</span>", "2020-02-15T15:05:00"),
    ("<span class='time'>أمس 14:30</span>", "2023-01-04T14:30:00"),
]


@pytest.mark.parametrize(("printed", "time"), TIMES, ids=[t[1] for t in TIMES])
def test_a_time_is_read_however_it_is_printed(printed: str, time: str) -> None:
    page = read_page(f"<html><body><article><h1>عنوان الخبر هنا</h1>{printed}<p>{LONG}.</p><p>{SENTENCE}</p></article></body></html>", "", TODAY)
    assert page.published is not None
    assert page.published.iso == time
    assert page.text == f"{LONG}.\n{SENTENCE}"


def test_a_day_in_the_address_serves_where_nothing_is_printed() -> None:
    page = read_page(f"<html><body><article><p>{LONG}.</p><p>{SENTENCE}</p></article></body></html>", "https://example.org/2020/02/15/story", TODAY)
    assert (page.published and page.published.iso, page.published_from) == ("2020-02-15", "address")


@pytest.mark.parametrize("markup", ["", "<html></html>", "<html><body><nav><a href=/>الرئيسية</a></nav></body></html>", "نص", "\x00\x00"])
def test_a_page_without_a_story_is_trouble(markup: str) -> None:
    with pytest.raises(Trouble, match="no-text"):
        read_page(markup, "", TODAY)


@pytest.mark.parametrize("name", list(TEMPLATES))
def test_the_fast_reader_for_archives_finds_most_of_the_text_too(name: str) -> None:
    scores = [f1(read_page_fast(TEMPLATES[name](s), "", TODAY).text, expected(name, s)) for s in STORIES]
    assert sum(scores) / len(scores) >= 0.8


def test_the_source_line_of_an_agency_is_its_dateline() -> None:
    page = read_page(agency(STORIES[0]), "", TODAY)
    assert page.text.startswith("دمشق-سانا أعلنت")
