"""The page of an article: its text untouched, its spans as data, its values as words."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from desk_pages import ARTICLES, EVIL, TORTURE
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.desk import browsing


def spans(text: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/json" id="spans">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    loaded: list[dict[str, Any]] = json.loads(found[1])
    return loaded


def text_of(page: str) -> dict[int, str]:
    """Give the paragraphs of a page by their offsets; markup inside one would stay in it."""
    return {int(at): html.unescape(line) for at, line in re.findall(r'<p data-start="(\d+)"[^>]*>(.*?)</p>', page, re.DOTALL)}


@pytest.mark.parametrize("given", ARTICLES, ids=[given["id"] for given in ARTICLES])
def test_the_text_stands_there_as_delivered(client: TestClient, given: dict[str, Any]) -> None:
    answer = client.get("/article", params={"id": given["id"]})
    assert answer.status_code == 200
    shown = text_of(answer.text)
    assert [line for _, line in sorted(shown.items())] == [line for line in given["text"].split("\n") if line.strip()]
    assert all(given["text"].startswith(line, at) for at, line in shown.items())
    assert re.search(r'<div id="text" lang="ar" dir="rtl">', answer.text)


def test_the_spans_are_those_of_the_record_and_each_has_its_field(client: TestClient, desk_archive: Archive) -> None:
    page = client.get("/article?id=torture").text
    record = browsing.article(desk_archive, "torture").record
    triggers = [tuple(pair) for field in spans(page) if field["kind"] == "type" for pair in field["values"]]
    assert triggers == [(event.trigger.start, event.trigger.end) for event in record.events]
    assert len(triggers) == 2
    assert TORTURE[slice(*triggers[1])] == "استهدف"
    for field in spans(page):
        assert page.count(f'id="{field["field"]}"') == 1
        assert page.count(f'data-field="{field["field"]}"') == 1


def test_every_value_quotes_its_words_without_a_script(client: TestClient) -> None:
    page = client.get("/article?id=strike").text
    for quote in ("قصفت", "القوات التركية", "صباح السبت"):
        assert f'<q class="quote"><bdi lang="ar" dir="rtl">{quote}</bdi></q>' in page
    assert "<details><summary>" in page
    assert re.search(r'href="/events/e[0-9a-f]{16}"', page)


def test_nothing_of_a_hostile_article_becomes_markup(client: TestClient) -> None:
    page = client.get("/article?id=evil").text
    assert page.count(html.escape(EVIL, quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")) >= 5
    assert "<img" not in page
    assert "<script>" not in page
    assert 'href="javascript' not in page
    assert len(re.findall(r"<script\b", page)) == 3  # the page's own two files, and the data


def test_what_is_not_there_is_told(client: TestClient) -> None:
    for address in ("/article", "/article?id=nobody", "/article?id=strike&sha256=00", "/article?id=%00", "/article?id=..%2f..%2fetc%2fpasswd"):
        assert client.get(address).status_code == 404


def test_articles_are_found_by_any_form_of_a_word(client: TestClient) -> None:
    assert "id=strike" in client.get("/articles", params={"q": "تقصف"}).text
    assert client.get("/articles", params={"q": "\"<script>' OR 1=1 --"}).status_code == 200
    assert client.get("/articles", params={"q": "*"}).status_code == 200
