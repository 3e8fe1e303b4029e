"""The settings: dates and digits as chosen, on every page, through one function."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_pages import ARTICLES, browser, token
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing
from marsad.web.rendering import Words
from marsad.web.settings import DIGITS, HIJRI, LANGUAGES, MONTHS, Settings, settings_of

EXPECTED = [  # settings, 15 February 2020 as they write it
    (Settings("ar", "latn", "levant"), "15 شباط 2020"),
    (Settings("ar", "latn", "gulf"), "15 فبراير 2020"),
    (Settings("ar", "latn", "maghreb"), "15 فيفري 2020"),
    (Settings("ar", "latn", "double"), "15 شباط/فبراير 2020"),
    (Settings("ar", "arab", "levant"), "١٥ شباط ٢٠٢٠"),
    (Settings("en", "latn", "double"), "15 February 2020"),
    (Settings("en", "arab", "double"), "١٥ February ٢٠٢٠"),
    (Settings("ar", "latn", "double", "beside"), "15 شباط/فبراير 2020 (21 جمادى الآخرة 1441 هـ)"),
    (Settings("ar", "arab", "gulf", "beside"), "١٥ فبراير ٢٠٢٠ (٢١ جمادى الآخرة ١٤٤١ هـ)"),
    (Settings("en", "latn", "double", "beside"), "15 February 2020 (21 Jumada II 1441 AH)"),
]
AREAS = [("levant", "أيار"), ("gulf", "مايو"), ("maghreb", "ماي"), ("double", "أيار/مايو")]


@pytest.mark.parametrize(("settings", "said"), EXPECTED, ids=[settings.cookie() for settings, _ in EXPECTED])
def test_a_day_is_written_as_its_reader_writes_it(settings: Settings, said: str) -> None:
    assert f'<time datetime="2020-02-15">{said}</time>' == str(Words(settings).day("2020-02-15"))


@pytest.mark.parametrize(("months", "may"), AREAS)
def test_may_has_its_name_of_the_region(months: str, may: str) -> None:
    assert Words(Settings("ar", "latn", months)).plain_day("2020-05") == f"{may} 2020"


@pytest.mark.parametrize("value", ["", "x", "2020-99", "2020-02-31", "1850-01-01", "9999-12-31", "<b>", "2020-02-15<script>"])
def test_what_is_no_day_stays_and_becomes_no_markup(value: str) -> None:
    shown = str(Words(Settings("ar", "latn", "double", "beside")).day(value))
    assert "<script" not in shown
    assert "<b>" not in shown


def test_months_and_years_have_no_hijri_day() -> None:
    words = Words(Settings("ar", "latn", "double", "beside"))
    assert words.plain_day("2020-02") == "شباط/فبراير 2020"
    assert words.plain_day("2020") == "2020"


def test_cookies_of_older_pages_still_count() -> None:
    assert settings_of("ar.arab.gulf") == Settings("ar", "arab", "gulf", "no")
    for settings in (Settings(a, b, c, d) for a in LANGUAGES for b in DIGITS for c in MONTHS for d in HIJRI):
        assert settings_of(settings.cookie()) == settings
    for wrong in ("ar.arab.gulf.x", "ar.arab", "ar.arab.gulf.no.no", "....", "ar.arab.gulf.no;"):
        assert settings_of(wrong) == Settings("en")


def chosen(client: TestClient, **form: str) -> str:
    answer = client.post("/settings", data={"csrf": token(client), "next": "/settings", **form})
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    return client.get("/settings").text


def test_what_is_chosen_holds_on_every_page(desk_archive: Archive) -> None:
    client = browser(desk_archive, "ar")
    client.cookies.delete("marsad_settings")
    assert "٢١ جمادى الآخرة ١٤٤١ هـ" in chosen(client, language="ar", digits="arab", months="levant", hijri="beside")
    event = browsing.page_of_events(desk_archive, Filter(words="تل رفعت")).rows[0]["id"]
    for path in ("/", "/events", f"/events/{event}", f"/article?id={ARTICLES[0]['id']}", "/review", "/agreements"):
        page = client.get(path).text
        dates = re.findall(r"<time[^>]*>([^<]*)</time>", page)
        assert dates, path
        assert [said for said in dates if re.search("[0-9]|فبراير", said)] == [], path
        assert any("هـ" in said for said in dates) or path == "/agreements", path
    client = browser(desk_archive, "ar")
    client.cookies.delete("marsad_settings")
    chosen(client, language="ar", digits="latn", months="gulf", hijri="no")
    assert "15 فبراير 2020" in client.get("/events").text


def test_templates_write_no_date_and_no_number_by_themselves() -> None:
    """Every value that is a day goes through `w.day` or `w.days`: no template prints such a field bare."""
    folder = Path(__file__).resolve().parents[2] / "src" / "marsad" / "web" / "templates"
    bare = re.compile(r"\{\{\s*([\w.]*\b(day|published|recorded|created|expires|since|until|deadline|fetched|first_day|last_day)|\w+\.at)\s*\}\}")
    wrong = []
    for file in sorted(folder.glob("*.html")):
        wrong += [f"{file.name}: {found.group()}" for found in bare.finditer(file.read_text(encoding="utf-8"))]
    assert wrong == []
