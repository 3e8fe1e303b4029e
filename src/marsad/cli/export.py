"""`marsad export`: records in the layouts that other tools read."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.ask import (
    ActorOption,
    AgreementOption,
    Confidence,
    Factuality,
    Near,
    Party,
    PlaceOption,
    Recipient,
    Rejected,
    Since,
    Sources,
    Types,
    Until,
    Voucher,
    WordsOption,
    filter_of,
)

if TYPE_CHECKING:
    from marsad.desk.export import Unread
    from marsad.export.options import Options
    from marsad.export.report import Report
    from marsad.record import Record

EXPORT_HELP = """Write records in a layout that other tools read: ACLED, UCDP GED, GDELT, POLECAT, ICEWS, PLOVER, tables, maps, graphs, calendars.

LAYOUT: one of those that `marsad export --list` tells. INPUT: files of records as `marsad read` writes them (.jsonl, also .gz .zst), folders, - or one archive (.sqlite, URL or --archive), whose acts are written once each and may be chosen as for `marsad events`. A calendar of an archive also holds what the ledger tells to be due.

Beside FILE stand FILE.losses.csv (what the layout cannot express, and why), FILE.keys.csv for foreign layouts (direction, vouchers, factuality by row) and datapackage.json.

Examples:

  marsad export acled records.jsonl -o events.acled.csv

  marsad export csv records.jsonl -o events.xlsx --excel

  marsad export acled marsad.sqlite -o events.acled.csv

  marsad export geojson --archive syria.sqlite --type ASSAULT --place إدلب --since 2020-02-01 > map.geojson

  marsad export gdelt records.jsonl -o 20240501.export.CSV

  marsad read news.jsonl | marsad export geojson - > map.geojson

Exit codes: 0 all written, 3 some inputs were no records, 1 none was, 2 wrong usage, 130 interrupted.
"""
SHOWN = 5  # messages about inputs and reasons of loss on the terminal; the loss report has all


def export(
    layout: Annotated[str | None, typer.Argument(metavar="LAYOUT", help="See --list.", show_default=False)] = None,
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT...]", help="Files of records, folders, - or one archive.", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here, with loss report and description; else the data alone to standard output.")] = None,
    archive: Annotated[str | None, typer.Option("--archive", metavar="PATH|URL", help="Take the acts of this archive; the options below choose among them.", show_default=False)] = None,
    inter: Annotated[str, typer.Option("--inter", help="ACLED's kinds of parties: text or num.")] = "text",
    excel: Annotated[bool, typer.Option("--excel", help="For spreadsheets: .xlsx from right to left, or a marked UTF-8 table without formulas.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the layouts and stop.")] = False,
    language: Annotated[str, typer.Option("--lang", help="Language of the list: en or ar.")] = "en",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    type_: Types = None, party: Party = None, actor: ActorOption = None, recipient: Recipient = None, place: PlaceOption = None, near: Near = None, since: Since = None,
    until: Until = None, voucher: Voucher = None, factuality: Factuality = None, agreement: AgreementOption = None, words: WordsOption = None,
    confidence: Confidence = 0.0, sources: Sources = 1, rejected: Rejected = False,
) -> None:  # fmt: skip
    if language not in ("en", "ar"):
        raise typer.BadParameter(f"{language!r} is not one of en, ar", param_hint="--lang")
    if listing:
        _list(language)
        return
    if layout is None or not (inputs or archive):
        raise typer.BadParameter("give a layout and at least one input", param_hint="LAYOUT INPUT...")
    if inter not in ("text", "num"):
        raise typer.BadParameter(f"{inter!r} is not one of text, num", param_hint="--inter")
    if output is not None and output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file", param_hint="--output")
    chosen = {
        "types": type_, "party": party, "actor": actor, "recipient": recipient, "place": place, "near": near, "since": since, "until": until, "voucher": voucher,
        "factuality": factuality, "agreement": agreement, "words": words, "confidence": confidence or None, "families": sources if sources > 1 else None,
        "rejected": rejected or None,
    }  # fmt: skip
    raise typer.Exit(_export(layout, inputs or [], archive, chosen, output, "num" if inter == "num" else "text", excel, quiet))


def _list(language: str) -> None:
    from marsad.export.layouts import layouts

    for layout in layouts().values():
        typer.echo(f"{layout.name:<15} {layout.suffix:<14} {layout.arabic if language == 'ar' else layout.english}")


def _export(layout: str, inputs: list[str], archive: str | None, chosen: dict[str, Any], output: Path | None, inter: str, excel: bool, quiet: bool) -> int:
    from marsad.cli.progress import Progress
    from marsad.cli.terminal import printable
    from marsad.desk.export import export_records, print_records, read_records
    from marsad.desk.holdings import is_archive
    from marsad.export.options import Options
    from marsad.gather.files import find_items

    options = Options(inter="num" if inter == "num" else "text")
    if archive is not None or any(map(is_archive, inputs)):
        return _export_archive(layout, [*inputs, *([archive] if archive is not None else [])], chosen, output, options, excel, quiet)
    if any(value is not None for value in chosen.values()):
        raise typer.BadParameter("records are exported as they are; load them and choose with --archive", param_hint=" ".join(name for name, v in chosen.items() if v is not None))
    seen: Counter[str] = Counter()

    def unread(line: Unread) -> None:
        seen["expected" if line.expected else "failed"] += 1
        if not line.expected and seen["failed"] <= SHOWN:
            typer.echo(f"marsad: {printable(line.message)}", err=True)

    with Progress("records", quiet) as progress:

        def records() -> Iterator[Record]:
            for record in read_records(find_items(inputs), unread):
                seen["records"] += 1
                progress.step()
                yield record

        if output is not None:
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            outcome = export_records(layout, records(), output, options, excel, now)
            report, losses = outcome.report, outcome.files[1]
        else:
            report, losses = print_records(layout, records(), sys.stdout.buffer, options, excel), None
            sys.stdout.buffer.flush()
    if not quiet:
        _summary(report, seen, losses)
    return 0 if not seen["failed"] else 3 if seen["records"] else 1


def _export_archive(layout: str, inputs: list[str], chosen: dict[str, Any], output: Path | None, options: Options, excel: bool, quiet: bool) -> int:
    """Each act of an archive is written once, with all its reports; so it is one archive, and no files beside it."""
    from marsad.archive.questions import ALL
    from marsad.cli.progress import Progress
    from marsad.desk.export_archive import export_archive, print_archive

    if len(inputs) > 1:
        raise typer.BadParameter("an archive is exported alone: name one, or load the records into it first", param_hint="INPUT")
    wanted = filter_of(**chosen, limit=ALL)
    with Progress("acts", quiet) as progress:
        if output is not None:
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            outcome = export_archive(layout, inputs[0], output, options, excel, now, wanted, progress.step)
            report, losses = outcome.report, outcome.files[1]
        else:
            report, losses = print_archive(layout, inputs[0], sys.stdout.buffer, options, excel, wanted, progress.step), None
            sys.stdout.buffer.flush()
    if not quiet:
        _told(report, losses)
    return 0


def _summary(report: Report, seen: Counter[str], losses: Path | None) -> None:
    typer.echo(f"{seen['records']:,} records, ", err=True, nl=False)
    _told(report, None)
    if seen["failed"] > SHOWN:
        typer.echo(f"  {seen['failed'] - SHOWN:,} more inputs were no records", err=True)
    if seen["expected"]:
        typer.echo(f"  {seen['expected']:,} lines stand for articles that could not be read", err=True)
    if losses is not None:
        typer.echo(f"  every loss: {losses}", err=True)


def _told(report: Report, losses: Path | None) -> None:
    from marsad.export.report import explanations

    typer.echo(f"{report.events:,} events: {report.kept:,} written, {report.approximated:,} of them approximated, {report.dropped:,} left out", err=True)
    dropped = [(n, reason) for (kind, reason), n in report.reasons.items() if kind == "dropped"]
    for n, reason in sorted(dropped, reverse=True)[:SHOWN]:
        typer.echo(f"  {n:,} left out: {explanations()[reason]}", err=True)
    if losses is not None:
        typer.echo(f"  every loss: {losses}", err=True)
