"""The folder of data that come with Marsad is the named one, or that of the package or the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.record import LexiconError
from marsad.record.home import data_home


def _missing(folder: str) -> LexiconError:
    return LexiconError(folder, ["nothing here"], "Name another folder.")


def test_a_named_folder_that_holds_the_witness_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sides.yaml").write_text("{}\n", encoding="utf-8")
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path))
    assert data_home("MARSAD_LEDGER", "ledger", "sides.yaml", _missing) == tmp_path


def test_a_named_folder_without_it_is_an_error_even_where_the_checkout_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEDGER", str(tmp_path))
    with pytest.raises(LexiconError) as found:
        data_home("MARSAD_LEDGER", "ledger", "sides.yaml", _missing)
    assert str(tmp_path) in str(found.value)


def test_without_a_name_the_data_that_come_with_marsad_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MARSAD_LEDGER", raising=False)
    assert (data_home("MARSAD_LEDGER", "ledger", "sides.yaml", _missing) / "sides.yaml").is_file()
