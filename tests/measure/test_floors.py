"""The reader does on the project's own articles at least what it did when the floors were set."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.measure.cases import corpus_digest, load_cases
from marsad.measure.floors import MARGIN, failures, load_floors, new_floors, save_floors
from marsad.measure.score import Figure, Figures, score, table
from marsad.record import UsageError

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def figures() -> Figures:
    cases = load_cases(CORPUS / "cases")
    items = [Item("line", msgspec.json.encode(case["article"]), case["article"]["id"], case["article"]["id"]) for case in cases]
    return score(cases, [msgspec.json.decode(line_of(item)[0]) for item in items])


def test_the_floors_were_measured_on_this_corpus() -> None:
    assert load_floors(CORPUS / "floors.json")[0] == corpus_digest(CORPUS / "cases"), "the cases changed: run python -m marsad.measure floors"


def test_no_figure_is_under_its_floor(figures: Figures) -> None:
    assert failures(figures, load_floors(CORPUS / "floors.json")[1]) == [], "\n" + table(figures)


def test_every_figure_has_a_floor(figures: Figures) -> None:
    assert set(load_floors(CORPUS / "floors.json")[1]) == set(figures)


GOOD: Figures = {"event": Figure(100, 100, 80)}
BAD: Figures = {"event": Figure(100, 100, 70)}


def test_floors_stand_a_little_under_the_figures() -> None:
    assert new_floors(GOOD, {}, may_lower=False) == {"event": pytest.approx(0.8 - MARGIN)}


def test_a_floor_does_not_sink_unless_it_is_said() -> None:
    floors = new_floors(GOOD, {}, may_lower=False)
    with pytest.raises(UsageError, match="under its floor"):
        new_floors(BAD, floors, may_lower=False)
    assert new_floors(BAD, floors, may_lower=True) == {"event": pytest.approx(0.7 - MARGIN)}


def test_a_figure_a_little_lower_leaves_its_floor_where_it_is() -> None:
    assert new_floors(GOOD, {"event": 0.79}, may_lower=False) == {"event": 0.79}


def test_a_figure_that_is_no_longer_measured_fails() -> None:
    assert failures({}, {"event": 0.5}) == ["event: no longer measured, its floor is 0.500"]


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    save_floors(tmp_path / "floors.json", "abc", {"event": 0.5})
    assert load_floors(tmp_path / "floors.json") == ("abc", {"event": 0.5})
