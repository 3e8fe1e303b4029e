"""The list of agreements and the page of one: what is told, with its source, and what the archive's articles say, with their words."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from desk_pages import browser
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.desk import following
from marsad.desk.samples import first_archive
from marsad.ledger.book import load_book
from marsad.ledger.vocabulary import Acceptance, Act, AgreementStatus, AgreementType, CommitmentState, Role
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
        assert text.count("<mark>") == row.claims
        assert claim.quote.exact in html.unescape(reader.get("/article", params={"id": claim.quote.article}).text)
        lines = reader.get(f"/agreements/{row.agreement.id}/claims.jsonl").text.splitlines()
        assert [json.loads(line)["id"] for line in lines] == [c.id for c in found.claims]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    ("kind", "values"), [("act", Act), ("status", AgreementStatus), ("state", CommitmentState), ("role", Role), ("agreement_type", AgreementType), ("acceptance", Acceptance)]
)
def test_every_value_of_the_ledger_has_its_word(language: str, kind: str, values: object) -> None:
    assert set(words_of(language)["values"][kind]) == set(values.__args__)  # type: ignore[attr-defined]
