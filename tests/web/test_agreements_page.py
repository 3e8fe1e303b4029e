"""The list of agreements and the page of one: what is told, with its source, and what the archive's articles say, with their words."""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from desk_pages import HOME, article, browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive, open_archive
from marsad.desk import following
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.desk.samples import first_archive
from marsad.gather.files import Item
from marsad.ledger.book import load_book
from marsad.ledger.vocabulary import Acceptance, Act, AgreementStatus, AgreementType, Attribution, CommitmentState, MeetingOutcome, PostStatus, Role, Violation
from marsad.web import printing
from marsad.web.words import words_of


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("samples")
    return first_archive(str(folder / "a.sqlite"))


@pytest.fixture(params=["ar", "en"])
def reader(request: pytest.FixtureRequest, samples: Archive) -> TestClient:
    return browser(samples, request.param)


def test_every_agreement_of_the_ledger_has_its_page(reader: TestClient) -> None:
    listed = set(re.findall(r'href="/agreements/(agreement\.[a-z0-9-]+)"', reader.get("/agreements").text))
    book = load_book()
    assert listed == set(book.agreements)
    for identity in sorted(listed)[::6]:
        text = html.unescape(reader.get(f"/agreements/{identity}").text)
        told = book.agreements[identity]
        assert told.title_ar in text
        assert all(commitment.duty_ar in text or commitment.duty_en in text for commitment in told.commitments)
    assert reader.get("/agreements/agreement.none").status_code == 404


def test_what_is_said_of_an_agreement_is_one_click_from_its_words(reader: TestClient, samples: Archive) -> None:
    rows, day = following.listed(samples)
    spoken = [row for row in rows if row.claims]
    assert spoken
    assert day is not None
    for row in spoken:
        found = following.one(samples, row.agreement.id)
        assert len(found.claims) == row.claims
        assert found.status.value == (row.status.value if row.status else None)
        text = reader.get(f"/agreements/{row.agreement.id}").text
        claim = found.claims[0]
        assert f"sha256={claim.quote.sha256}" in text
        assert text.partition('id="said"')[2].count("<mark>") == row.claims
        assert claim.quote.exact in html.unescape(reader.get("/article", params={"id": claim.quote.article}).text)
        lines = reader.get(f"/agreements/{row.agreement.id}/claims.jsonl").text.splitlines()
        assert [json.loads(line)["id"] for line in lines] == [c.id for c in found.claims]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("act", Act),
        ("status", AgreementStatus),
        ("state", CommitmentState),
        ("role", Role),
        ("agreement_type", AgreementType),
        ("acceptance", Acceptance),
        ("post_status", PostStatus),
        ("attribution", Attribution),
        ("violation", Violation),
        ("outcome", MeetingOutcome),
    ],
)
def test_every_value_of_the_ledger_has_its_word(language: str, kind: str, values: object) -> None:
    assert set(words_of(language)["values"][kind]) - {"told"} == set(values.__args__)  # type: ignore[attr-defined]


# -- one agreement in full, from records of our own ---------------------------------------------------------------

IDLIB = (
    ("a1", "2019-08-20", "قالت وزارة الدفاع التركية إن قوات النظام السوري خرقت اتفاق سوتشي بقصف مدينة سراقب في إدلب يوم الثلاثاء."),
    ("a2", "2019-08-21", "اتهم وزير الخارجية التركي مولود جاويش أوغلو النظام السوري بخرق اتفاق سوتشي في إدلب."),
    ("a3", "2019-08-22", "أكد وزير الخارجية الروسي سيرغي لافروف أن روسيا ملتزمة باتفاق سوتشي حول إدلب."),
    ("a4", "2019-08-23", "نفى وزير الخارجية التركي مولود جاويش أوغلو أن تكون نقطة المراقبة التركية في مورك محاصرة."),
    ("a5", "2019-08-24", "بحث وزيرا الخارجية التركي والروسي تنفيذ اتفاق سوتشي حول إدلب في موسكو يوم السبت."),
)


@pytest.fixture(scope="module")
def idlib(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("idlib")
    lines = [line_of(Item("line", json.dumps(article(name, text, published=day)).encode(), name, name))[0] for name, day, text in IDLIB]
    (folder / "records.jsonl").write_bytes(b"".join(lines))
    location = str(folder / "a.sqlite")
    assert {step.outcome for step in load_records([str(folder / "records.jsonl")], location, "test")} == {"added"}
    return open_archive(location)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_holds_every_part_of_an_agreement(idlib: Archive, language: str) -> None:
    client, ui = browser(idlib, language), words_of(language)["ui"]
    page = client.get("/agreements/agreement.sochi-idlib-2018").text
    for part in ("parties_roles", "duties", "breaches", "compliance", "said_of", "told_sources", "report"):
        assert html.escape(ui[part], quote=False) in html.unescape(page)
    found = following.one(idlib, "agreement.sochi-idlib-2018")
    assert [row for row in found.breaches if row.kind == "alleged" and row.accused == "SYR"]
    assert words_of(language)["values"]["attribution"]["alleged"] in page
    # Every claim that anything on the page rests on is a link to its words.
    links = set(re.findall(r'href="(/article\?[^"]+)"', html.unescape(page)))
    assert links
    for link in links:
        shown = client.get(link).text
        assert 'class="cited"' in shown
        start, end = map(int, re.findall(r"at=(\d+)-(\d+)", link)[0])
        quoted = next(text for name, _, text in IDLIB if f"id={name}&" in link)[start:end]
        assert html.escape(quoted) in shown.partition('class="cited"')[2][:600]


def test_posts_have_their_intervals_and_what_contests_them(idlib: Archive) -> None:
    found = following.one(idlib, "agreement.astana-2017")
    page = browser(idlib, "ar").get("/agreements/agreement.astana-2017").text
    assert "مورك" in page.partition('id="posts"')[2]
    report = browser(idlib).get("/agreements/agreement.astana-2017/report.html").text
    assert report.count("<circle") == sum(post.post.lat is not None for post in found.posts) > 1
    morek = next(post for post in found.posts if post.post.id == "tur-9")
    assert {interval.status for interval in morek.intervals} >= {"established"}


@pytest.mark.parametrize(("period", "said"), [("week", "2019-W34"), ("month", "2019-08"), ("year", ">2019<"), ("fortnight", "2019-08")])
def test_breaches_are_cut_by_the_period_asked_for(idlib: Archive, period: str, said: str) -> None:
    page = browser(idlib).get(f"/agreements/agreement.sochi-idlib-2018?period={period}").text
    assert said in page.partition('id="breaches"')[2].partition('id="compliance"')[0]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_report_is_a_page_by_itself(idlib: Archive, language: str) -> None:
    other = "en" if language == "ar" else "ar"
    answer = browser(idlib, other).get(f"/agreements/agreement.sochi-idlib-2018/report.html?lang={language}")
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    assert "<nav" not in answer.text
    assert "<script" not in answer.text
    assert f'href="{HOME}/article?' in answer.text  # whole addresses: the page may travel
    assert browser(idlib).get("/agreements/agreement.none/report.html").status_code == 404


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_report_is_put_on_paper_with_its_arabic_joined(idlib: Archive, language: str) -> None:
    if not printing.can_print():
        pytest.skip("WeasyPrint or Pango is not installed (pip install 'marsad[report]'): no PDF is made")
    from io import BytesIO

    from pypdf import PdfReader

    answer = browser(idlib).get(f"/agreements/agreement.sochi-idlib-2018/report.pdf?lang={language}")
    assert answer.headers["content-type"] == "application/pdf"
    read = PdfReader(BytesIO(answer.content))
    fonts = {str(font.get_object()["/BaseFont"]) for page in read.pages for font in page["/Resources"]["/Font"].values()}
    assert any("Naskh" in font for font in fonts)
    text = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in read.pages))
    assert ("إدلب" in text) or ("بلدإ" in text)


def test_without_weasyprint_the_desk_says_what_to_install(idlib: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert not printing.can_print()
    answer = browser(idlib).get("/agreements/agreement.sochi-idlib-2018/report.pdf")
    assert answer.status_code == 501
    assert "marsad[report]" in html.unescape(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1/",
        "https://marsad.invalid/etc/hostname",
        "https://marsad.invalid/static/../guard.py",
        "https://marsad.invalid/static/../../cli/main.py",
        "https://marsad.invalid/static/%2e%2e/x.css",
        "data:text/css,x",
    ],
)
def test_paper_loads_nothing_but_its_own(address: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        printing.asset(address)
    assert printing.asset("https://marsad.invalid/static/report.css")[1] == "text/css"
