"""Bad inputs of the ledger, with the messages that they give: rows for the table in test_errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.desk.ledger import stored_records
from marsad.ledger.book import load_book
from marsad.ledger.home import ledger_home
from marsad.record import InputError, LedgerError

Provoke = Callable[[Path, pytest.MonkeyPatch], object]


def records(name: str, data: bytes = b"", write: bool = True) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        if write:
            (folder / name).write_bytes(data)
        list(stored_records([str(folder / name)]))

    return provoke


def a_ledger(text: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / "agreements").mkdir()
        for name in ("sides.yaml", "processes.yaml", "words.yaml"):
            shutil.copy(ledger_home() / name, folder / name)
        (folder / "agreements" / "bad.yaml").write_text(text, encoding="utf-8")
        load_book(folder)

    return provoke


def no_ledger(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MARSAD_LEDGER", str(folder))
    load_book()


ROWS = [
    ("records that are no file", records("none.jsonl", write=False), InputError, "there is no such file"),
    ("a text instead of records", records("a.txt", b"words"), InputError, "not a file of records"),
    ("a line that is no record", records("a.jsonl", b'{"id": 1}\n'), InputError, r"not a record of version 1 \("),
    ("an empty ledger folder", no_ledger, LedgerError, r"no sides\.yaml here"),
    ("agreements that are no list", a_ledger("words\n"), LedgerError, r"bad\.yaml:1: entry '-': found str where a list of entries is expected"),
    ("an agreement that is a word", a_ledger("- words\n"), LedgerError, r"bad\.yaml:1: entry '-': found str where a mapping of Agreement is expected"),
    ("an agreement without a title", a_ledger("- {id: agreement.x}\n"), LedgerError, r"entry 'agreement\.x': Agreement lacks 'title_en'"),
    ("a field that agreements do not have", a_ledger("- {id: agreement.x, hue: red}\n"), LedgerError, "Agreement has no field 'hue'; it has id, title_en"),
    ("a type of agreement that is none", a_ledger("- {id: agreement.x, type: pact}\n"), LedgerError, "'type': Invalid enum value 'pact'; found 'pact'"),
]
