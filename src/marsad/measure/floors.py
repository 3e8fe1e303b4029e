"""Floors under the scores: a change that makes the reader worse on the project's own corpus fails its test.

`corpus/floors.json` holds the digest of the corpus and the least F1 of each figure. Floors are raised by
`python -m marsad.measure floors`; to lower one takes MARSAD_LOWER_FLOORS=1 and a reason in the commit.
"""

from __future__ import annotations

import json
from pathlib import Path

from marsad.measure.score import Figure, Figures
from marsad.record import UsageError

MARGIN = 0.02  # F1 below today's figure at the least; a figure over few things gets what one of them is worth
SWITCH = "MARSAD_LOWER_FLOORS"


def floor_of(figure: Figure) -> float:
    """Give the floor for a figure: lower by what one thing of it more or less makes, at least by the margin.

    >>> floor_of(Figure(expected=100, found=100, hit=80)), floor_of(Figure(expected=10, found=10, hit=8))
    (0.78, 0.69)
    """
    return max(0.0, round(figure.f1 - max(MARGIN, 1.1 / max(1, figure.expected)), 3))


def failures(figures: Figures, floors: dict[str, float]) -> list[str]:
    """Give one line for each figure that is under its floor, or that is no longer measured."""
    lines = []
    for name, floor in floors.items():
        if name not in figures:
            lines.append(f"{name}: no longer measured, its floor is {floor:.3f}")
        elif figures[name].f1 < floor:
            lines.append(f"{name}: F1 {figures[name].f1:.3f} is under its floor {floor:.3f}")
    return lines


def load_floors(path: Path) -> tuple[str, dict[str, float]]:
    """Give (digest of the corpus that they were measured on, least F1 by figure)."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return content["corpus"], content["floors"]


def new_floors(figures: Figures, old: dict[str, float], may_lower: bool) -> dict[str, float]:
    """Give floors a little under the figures. Raises UsageError if one would sink and that was not allowed.

    A floor that would sink by less than the margin stays where it is.
    """
    fresh = {name: floor_of(figure) for name, figure in figures.items()}
    sinking = failures(figures, old)
    if sinking and not may_lower:
        raise UsageError("floors", "; ".join(sinking), f"Mend the reader, or set {SWITCH}=1 and say why in the commit.")
    return {name: floor if may_lower else max(floor, old.get(name, 0.0)) for name, floor in fresh.items()}


def save_floors(path: Path, digest: str, floors: dict[str, float]) -> None:
    path.write_text(json.dumps({"corpus": digest, "floors": floors}, indent=1) + "\n", encoding="utf-8")
