"""The guides to the desk tell what its pages offer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.archive import explored
from marsad.web.explore_page import FORMS, VIEWS
from marsad.web.settings import DIGITS, LANGUAGES, MONTHS
from marsad.web.words import words_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_guides_name_every_page_and_option(language: str) -> None:
    text = (DOCS / f"desk.{language}.md").read_text(encoding="utf-8")
    ui = words_of(language)["ui"]
    assert [name for name in ("overview", "events", "explore", "articles", "agreements", "review", "settings") if ui[name] not in text] == []
    assert [
        word
        for word in ("marsad serve", "--archive", "--port", "MARSAD_ARCHIVE", "SSH", "Content-Security-Policy", "JSON-LD", "/api/events", "/api/openapi.json")
        if word not in text
    ] == []


def test_the_catalogues_have_the_same_words() -> None:
    def shape(value: object) -> object:
        return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else len(value) if isinstance(value, list) else type(value)

    first, second = (words_of(language) for language in LANGUAGES)
    assert shape(first) == shape(second)
    assert {len(names) for names in first["months"].values()} == {12}
    assert set(first["months"]) == set(MONTHS)
    assert set(DIGITS) <= set(first["ui"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_catalogues_stands_in_two_files(language: str) -> None:
    def names(value: object, path: str = "") -> list[str]:
        return [name for key, inner in value.items() for name in names(inner, f"{path}.{key}")] if isinstance(value, dict) else [path]

    folder = Path(__file__).resolve().parents[2] / "src/marsad/web/words"
    every = [name for file in sorted(folder.glob(f"*{language}.json")) for name in names(json.loads(file.read_text(encoding="utf-8")))]
    assert sorted({name for name in every if every.count(name) > 1}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_guides_to_explore_name_every_view_form_and_bound(language: str) -> None:
    text = (DOCS / f"explore.{language}.md").read_text(encoding="utf-8")
    ui = words_of(language)["ui"]
    assert [view for view in VIEWS if ui[f"view_{view}"] not in text] == []
    assert [f"/explore/{view}.json" for view in FORMS if f"/explore/{view}.json" not in text] == []
    assert [f"{most:,}" for most in (explored.MOST, explored.ACTS) if f"{most:,}" not in text] == []
