"""`marsad measure`: how far the reader agrees with people who coded articles by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from marsad.desk.measure import Measured, Part
    from marsad.measure.misses import Miss

MEASURE_HELP = """Score the reader on articles that people coded by hand: precision, recall and F1 of events, statements, agreements and their details.

CASES: a folder of *.json, one file with a case, or .jsonl with one a line; docs/codebook.md tells how to code, corpus/cases has examples. Each article is read now; with --records, what was read before is scored.

--held-back sets a part aside that you look at for scores only; the text of an article decides its part, so it is the same at every run. Misses are shown of the other part.

Examples:

  marsad measure corpus/cases

  marsad measure my-cases/ --misses 5 --confusion

  marsad measure my-cases/ --misses 20 --kind when --kind where --held-back 1/3

  marsad measure my-cases/ --records records.jsonl --json | jq '.development.figures.event.f1'

Exit codes: 0 scored, 3 scored without some cases that are faulty, 1 no case could be scored, 2 wrong usage, 130 interrupted.
"""


def measure(
    cases: Annotated[Path, typer.Argument(metavar="CASES", help="A folder or file of coded articles.", show_default=False)],
    records: Annotated[
        list[str] | None, typer.Option("--records", "-r", metavar="FILE", help="Score these records instead; may be given more than once.", show_default=False)
    ] = None,
    misses: Annotated[int, typer.Option("--misses", min=0, help="Show so many misses of each kind, each in its sentence.")] = 0,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only misses of this kind; may be given more than once.", show_default=False)] = None,
    confusion: Annotated[bool, typer.Option("--confusion", help="Show which types were taken for which.")] = False,
    held_back: Annotated[str | None, typer.Option("--held-back", metavar="SHARE", help="Set this part aside: 1/3, 0.25 or 20%.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    from marsad.cli.progress import Progress
    from marsad.desk import measure as desk
    from marsad.measure.misses import KINDS
    from marsad.measure.parts import share_of

    unknown = [name for name in kind or () if name not in KINDS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(KINDS)}", param_hint="--kind")
    if kind and not misses:
        raise typer.BadParameter("--kind chooses among the misses; say how many with --misses", param_hint="--kind")
    share = share_of(held_back) if held_back is not None else None
    with Progress("cases", quiet) as progress:
        measured = desk.measure(cases, records or (), share, progress.step)
    for error in measured.wrong:
        typer.echo(f"marsad: {error.where}: {error.found}. {error.todo}", err=True)
    scored = measured.developed.cases + (measured.held.cases if measured.held else 0)
    if not scored:
        raise typer.Exit(1)
    shown = _chosen(measured.misses, misses, kind or list(KINDS))
    if as_json:
        typer.echo(json.dumps(_as_object(measured, shown, confusion), ensure_ascii=False))
    else:
        _print(measured, shown, confusion)
    raise typer.Exit(3 if measured.wrong else 0)


def _chosen(misses: list[Miss], most: int, kinds: list[str]) -> list[Miss]:
    """Give the first misses of each kind."""
    return [miss for name in dict.fromkeys(kinds) for miss in [m for m in misses if m.kind == name][:most]]


def _as_object(measured: Measured, misses: list[Miss], confusion: bool) -> dict[str, Any]:
    def part(one: Part) -> dict[str, Any]:
        figures = {
            name: {"precision": round(f.precision, 4), "recall": round(f.recall, 4), "f1": round(f.f1, 4), **f._asdict()} for name, f in one.figures.items()
        }  # fmt: skip
        table = [{"expected": a, "found": b, "number": n} for (a, b), n in sorted(one.confusion.items())]
        return {"cases": one.cases, "figures": figures} | ({"confusion": table} if confusion else {})

    out: dict[str, Any] = {"development": part(measured.developed)}
    if measured.held is not None:
        out["held_back"] = part(measured.held)
    return out | {"misses": [miss._asdict() for miss in misses], "wrong": [f"{error.where}: {error.found}" for error in measured.wrong]}


def _print(measured: Measured, misses: list[Miss], confusion: bool) -> None:
    from marsad.cli.terminal import printable
    from marsad.measure.confusion import confusion_table
    from marsad.measure.score import table

    for title, one in (("development", measured.developed), ("held back", measured.held)):
        if one is not None:
            name = f"{title}: " if measured.held is not None else ""
            typer.echo(f"{name}{one.cases:,} cases\n{table(one.figures)}\n")
    if confusion:
        typer.echo(f"types, expected and found\n{confusion_table(measured.developed.confusion)}\n")
    heading = ""
    for miss in misses:
        if miss.kind != heading:
            heading = miss.kind
            typer.echo(f"{heading}: {sum(m.kind == heading for m in measured.misses):,}")
        typer.echo(printable(f"  {miss.what} {miss.type}  {miss.article} at {miss.start}\n    {miss.sentence}"))
        if miss.expected is not None or miss.found is not None:
            typer.echo(printable(f"    expected {_told(miss.expected)}; found {_told(miss.found)}"))


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return str(value) if value is not None else "nothing"
