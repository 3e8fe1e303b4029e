"""The told agreements: what ships is sound, and what is not sound is reported, all of it, with file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from marsad.ledger.book import Book, load_book
from marsad.ledger.deadlines import due, expiry
from marsad.ledger.home import ledger_home
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.source import Problems, read_yaml
from marsad.record import LedgerError


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


def test_the_three_texts_on_idlib_are_told_with_their_numbers_in_pax(book: Book) -> None:
    assert [book.agreements[f"agreement.{n}"].external.pax for n in ("astana-2017", "sochi-idlib-2018", "moscow-idlib-2020")] == [2093, 2169, 2273]


def test_nobody_from_syria_signed_them_and_guarantors_are_kept_apart_from_signatories(book: Book) -> None:
    astana = book.agreements["agreement.astana-2017"]
    assert {p.actor for p in astana.parties if p.role == "guarantor"} == {"RUS", "TUR", "IRN"}
    for name in ("astana-2017", "sochi-idlib-2018", "moscow-idlib-2020"):
        roles = {p.actor: p.role for p in book.agreements[f"agreement.{name}"].parties if p.actor in ("SYR", "syr-opposition")}
        assert roles == {"SYR": "bound_nonsignatory", "syr-opposition": "bound_nonsignatory"}


DEADLINES = [
    # agreement, commitment, day, words of the arithmetic
    ("astana-2017", "working-group", "2017-05-18", "2017-05-04 (signed) + P2W = 2017-05-18"),
    ("sochi-idlib-2018", "heavy-weapons", "2018-10-10", "fixed day 2018-10-10"),
    ("moscow-idlib-2020", "parameters", "2020-03-12", "2020-03-05 (signed) + P7D = 2020-03-12"),
    ("stockholm", "redeploy", "2019-01-08", "2018-12-18 (effective) + P21D = 2019-01-08"),
    ("libya-ceasefire-2020", "foreigners", "2021-01-23", "2020-10-23 (signed) + P3M = 2021-01-23"),
    ("lebanon-2024", "withdraw", "2025-01-26", "2024-11-27 (effective) + P60D = 2025-01-26"),
    ("minsk", "heavy-weapons", "2015-03-03", "2015-02-17 (the day told) + P14D = 2015-03-03"),
]


@pytest.mark.parametrize(("name", "commitment", "day", "because"), DEADLINES, ids=[f"{n} {c}" for n, c, *_ in DEADLINES])
def test_deadlines_of_the_told_agreements(book: Book, name: str, commitment: str, day: str, because: str) -> None:
    agreement = book.agreements[f"agreement.{name}"]
    found = due(agreement, next(c for c in agreement.commitments if c.id == commitment))
    assert (found.day, str(found.because)) == (day, because)


def test_the_six_months_of_astana_are_computed_and_renew_themselves(book: Book) -> None:
    astana = book.agreements["agreement.astana-2017"]
    assert (expiry(astana).day, astana.renewal) == ("2017-11-06", "auto")


def test_agreements_that_the_lexicon_knows_too_have_its_ids_and_days(book: Book) -> None:
    content, _ = read_yaml(lexicon_home() / "agreements" / "names.yaml", Problems())
    signed = {entry["id"]: entry["signed"] for entry in content}
    told = {a.id: {d.value for d in (a.signed, a.announced, a.effective) if d} for a in book.agreements.values() if a.id in signed}
    assert len(told) > 20
    assert {i: (signed[i], days) for i, days in told.items() if signed[i] not in days} == {}


def test_every_agreement_has_arabic_and_english_titles_parties_and_a_day(book: Book) -> None:
    for agreement in book.agreements.values():
        assert re.search(r"[\u0600-\u06ff]", agreement.title_ar), agreement.id
        assert agreement.parties, agreement.id
        assert agreement.signed or agreement.announced or agreement.effective, agreement.id


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("sochi-idlib-2018", ["agreement.sochi-idlib-2018"]), ("اتّفاق سوتشي", ["agreement.sochi-idlib-2018"]), ("Skhirat", ["agreement.skhirat"]), ("no such", [])],
)
def test_agreements_are_found_by_id_name_and_part_of_a_name(book: Book, wanted: str, found: list[str]) -> None:
    assert [a.id for a in book.find(wanted)] == found


ENTRY = """
- id: agreement.x
  title_en: X
  title_ar: س
  type: ceasefire
  form: verbal
  sources: [{id: a, name: A, kind: draft}]
  parties: [{actor: SYR, role: signatory, source: a}]
"""
BAD = [
    # what is written, the message that tells, remark
    ("- {id: agreement.x}\n", r"agreements/bad\.yaml:1: entry 'agreement\.x': Agreement lacks 'title_en'", "a field is missing"),
    (ENTRY + "  colour: red\n", r"bad\.yaml:2: entry 'agreement\.x': Agreement has no field 'colour'; it has id, ", "an unknown field"),
    (ENTRY.replace("type: ceasefire", "type: treaty"), r"'type': Invalid enum value 'treaty'", "a word outside the vocabulary"),
    (ENTRY.replace("actor: SYR", "actor: nobody"), r"party 'nobody' is not in sides\.yaml", "an actor that is no side"),
    (ENTRY.replace("source: a}]", "source: b}]"), r"source 'b' is not in its list of sources", "a source that is not told"),
    (ENTRY + "  process: process.none\n", r"process 'process\.none' is not in processes\.yaml", "a process that is not told"),
    (ENTRY + "  relations: [{relation: amends, agreement: agreement.none}]\n", r"amends 'agreement\.none', which is no other agreement", "a relation to nothing"),
    (ENTRY + "  signed: {value: '2020-02-30', source: a}\n", r"'signed': '2020-02-30' is no ISO day", "a day that does not exist"),
    (ENTRY + "  names_ar: [اتفاق سوتشي]\n", r"the name 'اتفاق سوتشي' is also one of agreement\.", "a name that does not tell apart"),
    (ENTRY + "  commitments: [{id: c, duty_en: d, duty_ar: و, obligor: [TUR], deontic: obligation, type: other, source: a}]\n", r"'TUR' has a duty but no role", "a duty without a role"),
    (ENTRY + "  commitments: [{id: c, duty_en: d, duty_ar: و, obligor: [SYR], deontic: obligation, type: other, source: a, deadline: {type: relative, anchor: signed, offset: 7 days}}]\n", r"'7 days' is no period|commitment 'c'", "a period written otherwise"),
    (ENTRY + "  commitments: [{id: c, duty_en: d, duty_ar: و, obligor: [SYR], deontic: obligation, type: other, source: a, deadline: {type: relative, anchor: 'commitment:c', offset: P7D}}]\n", r"anchor 'commitment:c' leads to no day", "a deadline that hangs on itself"),
    (ENTRY + "  posts: [{id: p, operator: SYR, name_en: P, name_ar: ن, lat: 35.5}]\n", r"post 'p' has half of a position", "half of a position"),
    (ENTRY + "  conflicting: [{field: f, values: [{value: '1', source: a}]}]\n", r"conflicting 'f' needs two different values", "a conflict of one value"),
    ("entries: [\n", r"bad\.yaml:2: entry '-': not readable as YAML", "broken YAML"),
    ("just words\n", r"found str where a list of entries is expected", "no list"),
]  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a folder with the bundled sides and words and one file of agreements."""
    home = tmp_path / "ledger"
    shutil.copytree(ledger_home(), home, ignore=lambda folder, names: [n for n in names if Path(folder).name == "agreements" and n != "syria-idlib.yaml"])
    return home


@pytest.mark.parametrize(("text", "message", "remark"), BAD, ids=[remark for *_, remark in BAD])
def test_bad_data_is_told_with_file_line_and_entry(copy: Path, text: str, message: str, remark: str) -> None:
    (copy / "agreements" / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        load_book(copy)
    assert any(re.search(message, problem) for problem in caught.value.problems), caught.value.problems


def test_all_problems_of_all_files_are_told_at_once(copy: Path) -> None:
    (copy / "agreements" / "bad.yaml").write_text(ENTRY.replace("type: ceasefire", "type: treaty").replace("form: verbal", "form: shouted"), encoding="utf-8")
    (copy / "agreements" / "worse.yaml").write_text("- {id: agreement.y}\n", encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        load_book(copy)
    told = "\n".join(caught.value.problems)
    assert all(word in told for word in ("'treaty'", "'shouted'", "worse.yaml", "lacks 'title_en'", "lacks 'parties'"))


def test_a_folder_without_data_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path))
    with pytest.raises(LedgerError, match="Set MARSAD_LEDGER"):
        load_book()
