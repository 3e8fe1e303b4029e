"""`marsad ledger`: what was agreed, and what the records say has become of it."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from marsad.desk.ledger import Followed
    from marsad.ledger.told import Agreement

_CODES = "Exit codes: 0 shown, 1 the records or the ledger's data cannot be read, 2 wrong usage, 130 interrupted."
SHOW_HELP = f"""Show what the ledger tells of agreements: parties and roles, commitments, posts, meetings, sources, values that conflict.

Without --agreement: one line for each. With records: also the meetings and posts that they tell of.

Examples:

  marsad ledger show

  marsad ledger show --agreement "Sochi"

  marsad ledger show records.jsonl --agreement astana-2017 --as-of 2019-08-23

{_CODES}
"""
STATUS_HELP = f"""Show the status of each agreement that records speak of, as of a day, with the rule's reason and what it rests on.

Allegations never become facts here: a status moves on told days, on the word of parties, or on two independent source families.

Examples:

  marsad ledger status records.jsonl

  marsad ledger status records.jsonl --as-of 2018-10-16 --agreement sochi-idlib-2018

  marsad ledger status records.jsonl --history --json

  marsad ledger status --archive syria.sqlite --as-of 2018-10-16

{_CODES}
"""
BREACHES_HELP = f"""Print the table of alleged breaches: period, holder, accused, kind, governorate, combat; tab-separated, with a header.

Counts are of allegations by holder and are not to be added up across holders. Force in a zone that nobody calls a breach has the kind "inferred".

Examples:

  marsad ledger breaches records.jsonl --as-of 2018-12-31

  marsad ledger breaches records.jsonl --agreement sochi-idlib-2018 --period week --by violation --by governorate

{_CODES}
"""
DEADLINES_HELP = f"""Show every commitment with its deadline, the arithmetic behind it, and its state as of a day.

A deadline that has passed makes a commitment overdue, never a breach.

Examples:

  marsad ledger deadlines --agreement moscow-idlib-2020 --as-of 2020-03-13

  marsad ledger deadlines records.jsonl --as-of 2018-10-16

{_CODES}
"""
LEDGER_HELP = """Follow agreements: what was agreed, and what records say has become of it.

Examples:

  marsad ledger show

  marsad ledger status records.jsonl --as-of 2018-10-16
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=LEDGER_HELP)


class Period(StrEnum):
    day = "day"
    week = "week"
    month = "month"
    year = "year"


class Cut(StrEnum):
    accused = "accused"
    violation = "violation"
    governorate = "governorate"
    combat = "combat"


Records = Annotated[list[str] | None, typer.Argument(metavar="[RECORDS...]", help="Files that `marsad read` wrote, folders, an archive (.sqlite or URL) or -.", show_default=False)]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day of the view; default: the last report's day, or today.", show_default=False)]
Wanted = Annotated[str | None, typer.Option("--agreement", "-a", metavar="NAME", help="Only this agreement: an id, a name or a part of one.", show_default=False)]
InArchive = Annotated[str | None, typer.Option("--archive", metavar="PATH|URL", help="Also take the records and source families of this archive.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]


@app.command(help=SHOW_HELP)
def show(records: Records = None, agreement: Wanted = None, as_of: AsOf = None, archive: InArchive = None, as_json: Json = False, quiet: Quiet = False) -> None:
    from marsad.cli.ledger_page import agreement_lines, rounds_of
    from marsad.ledger.sides import Sides

    followed, day = _followed(records or [], archive, as_of, quiet)
    chosen = _chosen(followed, agreement)
    if as_json:
        import msgspec

        for one in chosen:
            _line(msgspec.to_builtins(one) | {"rounds": [r._asdict() for r in rounds_of(one, followed, day)]})
    elif agreement is None and len(chosen) > 1:
        for one in chosen:
            signed = one.signed or one.effective or one.announced
            typer.echo(f"{one.id.removeprefix('agreement.'):<26} {signed.value if signed else '':<10}  {one.type:<24} {one.title_en}  |  {one.title_ar}")
    else:
        for one in chosen:
            typer.echo("\n".join(agreement_lines(one, followed, day, Sides(followed.book.sides.values()))))


@app.command(help=STATUS_HELP)
def status(
    records: Records = None,
    agreement: Wanted = None,
    as_of: AsOf = None,
    moved: Annotated[bool, typer.Option("--history", help="Every day on which the status changed, not only the last.")] = False,
    archive: InArchive = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    from marsad.desk.ledger import assessed

    followed, day = _followed(_needed(records, archive), archive, as_of, quiet)
    for one in _spoken(followed, agreement):
        for found in assessed(followed, one, day, moved):
            if as_json:
                import msgspec

                _line(msgspec.to_builtins(found))
                continue
            by = f" by {found.author}" if found.author else ""
            typer.echo(f"{one.id.removeprefix('agreement.'):<26} {found.as_of}  {found.value:<18} {found.method}{by} {found.rule_version}")
            typer.echo(f"{'':<28}{found.reason}")
            typer.echo(f"{'':<28}rests on {', '.join(found.inputs[:4]) or 'nothing'}{' …' if len(found.inputs) > 4 else ''}; {len(found.pending):,} claims wait")
    if not quiet:
        _summary(followed, day)


@app.command(help=BREACHES_HELP)
def breaches(
    records: Records = None,
    agreement: Wanted = None,
    as_of: AsOf = None,
    period: Annotated[Period, typer.Option("--period", help="How long a row's period is.")] = Period.month,
    by: Annotated[list[Cut] | None, typer.Option("--by", help="Cut by this too; may be given more than once; default all.", show_default=False)] = None,
    archive: InArchive = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    from marsad.ledger.breaches import CUTS, Row
    from marsad.ledger.breaches import breaches as table
    from marsad.ledger.sides import Sides

    followed, day = _followed(_needed(records, archive), archive, as_of, quiet)
    sides = Sides(followed.book.sides.values())
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    if not as_json:
        out.writerow(["agreement", *Row._fields])
    for one in _spoken(followed, agreement):
        for row in table(one, followed.claims, day, sides, period.value, [cut.value for cut in by] if by else CUTS):
            if as_json:
                _line({"agreement": one.id} | row._asdict())
            else:
                out.writerow([one.id, *("" if cell is None else " ".join(cell) if isinstance(cell, tuple) else cell for cell in row)])
    if not quiet:
        _summary(followed, day)


@app.command(help=DEADLINES_HELP)
def deadlines(records: Records = None, agreement: Wanted = None, as_of: AsOf = None, archive: InArchive = None, as_json: Json = False, quiet: Quiet = False) -> None:
    from marsad.desk.ledger import committed
    from marsad.ledger.deadlines import due

    followed, day = _followed(records or [], archive, as_of, quiet)
    for one in _spoken(followed, agreement) if (records or archive) and agreement is None else _chosen(followed, agreement):
        if not one.commitments:
            continue
        states = committed(followed, one, day)
        if not as_json:
            typer.echo(f"{one.title_en}  |  {one.title_ar}  ({one.id})")
        for commitment, state in zip(one.commitments, states, strict=True):
            when = due(one, commitment)
            if as_json:
                import msgspec

                _line({"due": when.day, "because": str(when.because), "duty_en": commitment.duty_en, "duty_ar": commitment.duty_ar} | msgspec.to_builtins(state))
                continue
            typer.echo(f"  {when.day or '-':<10}  {state.value:<18} {commitment.duty_en}  |  {commitment.duty_ar}")
            typer.echo(f"  {'':<10}  {state.reason}")


def _needed(records: list[str] | None, archive: str | None) -> list[str]:
    if not records and archive is None:
        raise typer.BadParameter("give records, or an archive with --archive", param_hint="RECORDS")
    return records or []


def _followed(records: Iterable[str], archive: str | None, as_of: str | None, quiet: bool) -> tuple[Followed, str]:
    from marsad.cli.progress import Progress
    from marsad.desk.ledger import follow_inputs
    from marsad.ledger.checks import is_day

    if as_of is not None and not (len(as_of) == 10 and is_day(as_of)):
        raise typer.BadParameter(f"{as_of!r} is no day written as 2018-10-16", param_hint="--as-of")
    with Progress("records", quiet) as progress:
        followed = follow_inputs(records, progress.step, archive)
    return followed, as_of or followed.last_day or datetime.datetime.now(datetime.UTC).date().isoformat()


def _chosen(followed: Followed, wanted: str | None) -> list[Agreement]:
    if wanted is None:
        return list(followed.book.agreements.values())
    found = followed.book.find(wanted)
    if not found:
        raise typer.BadParameter(f"no agreement of the ledger is called {wanted!r}; `marsad ledger show` lists them", param_hint="--agreement")
    return found


def _spoken(followed: Followed, wanted: str | None) -> list[Agreement]:
    """Give the agreements that were asked for, or else those that the records speak of by themselves (force in a zone does not name one)."""
    if wanted is not None:
        return _chosen(followed, wanted)
    named = {c.agreement for c in followed.claims if c.basis != "inferred"}
    return [a for a in followed.book.agreements.values() if a.id in named]


def _summary(followed: Followed, day: str) -> None:
    typer.echo(f"{followed.records:,} records, {len(followed.claims):,} claims, {len(followed.unlinked):,} mentions of agreements not linked; as of {day}", err=True)


def _line(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
