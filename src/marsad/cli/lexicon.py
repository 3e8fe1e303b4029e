"""`marsad lexicon`: check, try and count the linguistic data, without writing Python."""

from __future__ import annotations

import json
from typing import Annotated

import typer

CHECK_HELP = """Check the lexicon: every file against its schema, then every entry's own sentences against the reader.

Each problem and each failing sentence is shown with file and line, what was expected and what was found.

Examples:

  marsad lexicon check

  marsad lexicon check --only assault. --max 5

Exit codes: 0 all is well, 1 something fails, 2 wrong usage.
"""
TRY_HELP = """Show what each stage of reading makes of a text: words, names, noun phrases, statements, events and why.

Examples:

  marsad lexicon try "قصفت المدفعية مواقع المسلحين قرب المطار"

  marsad lexicon try "قصفت المدفعية أمس مواقع المسلحين قرب المطار" --published 2022-06-30

Exit codes: 0 shown, 1 the lexicon cannot be loaded, 2 wrong usage.
"""
STATS_HELP = """Count what the lexicon holds: words of action by PLOVER type, actors, places by country, cues.

Examples:

  marsad lexicon stats

  marsad lexicon stats --json | jq .words

Exit codes: 0 counted, 1 the lexicon cannot be loaded, 2 wrong usage.
"""
LEXICON_HELP = """Check, try and count the linguistic data, without writing Python.

Examples:

  marsad lexicon check --only assault.

  marsad lexicon try "قصفت المدفعية مواقع المسلحين قرب المطار"
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=LEXICON_HELP)


@app.command(help=CHECK_HELP)
def check(
    only: Annotated[str, typer.Option("--only", metavar="PREFIX", help="Only entries whose id begins so.", show_default=False)] = "",
    most: Annotated[int, typer.Option("--max", min=0, metavar="N", help="Show at most so many failing sentences; 0 shows all.")] = 0,
) -> None:
    from marsad.desk.lexicon import by_file, check_sentences, open_sentences, schema_problems
    from marsad.lexicon.home import lexicon_home

    home = lexicon_home()
    problems = schema_problems(home)
    if problems:
        for problem in problems:
            typer.echo(problem)
        typer.echo(f"{len(problems):,} problems in the files of {home}; the sentences are not tried before they are mended", err=True)
        raise typer.Exit(1)
    outcomes = []
    failed = waiting = 0
    listed = open_sentences(home)
    for outcome in check_sentences(home, only):
        outcomes.append(outcome)
        if outcome.passed and (outcome.entry, outcome.text) not in listed:
            continue
        if outcome.passed:
            failed += 1
            typer.echo(f"{outcome.file}:{outcome.line}: {outcome.entry}: passes now; take it off open.tsv: {outcome.text}")
            continue
        if (outcome.entry, outcome.text) in listed:
            waiting += 1
            continue
        failed += 1
        if not most or failed <= most:
            typer.echo(f"{outcome.file}:{outcome.line}: {outcome.entry}: {outcome.kind}: {outcome.text}")
            for line in outcome.expected:
                typer.echo(f"    expected  {line}")
            for line in outcome.found:
                typer.echo(f"    found     {line}")
    if not outcomes:
        raise typer.BadParameter(f"no entry's id begins with {only!r}", param_hint="--only")
    if most and failed > most:
        typer.echo(f"… and {failed - most:,} more")
    for file, passed, total in by_file(outcomes):
        typer.echo(f"{file}: {passed:,} of {total:,} sentences pass")
    passed_all = sum(outcome.passed for outcome in outcomes)
    known = f", {waiting:,} are open (open.tsv)" if waiting else ""
    typer.echo(f"{passed_all:,} of {len(outcomes):,} sentences pass{known}, {failed:,} fail", err=True)
    raise typer.Exit(1 if failed else 0)


@app.command("try", help=TRY_HELP)
def try_(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more, quoted for the shell.", show_default=False)],
    published: Annotated[str, typer.Option("--published", metavar="DATE", help="The day that dates in the text are counted from.")] = "2020-02-15",
) -> None:
    from marsad.cli.drawing import card_text
    from marsad.cli.terminal import console, printable
    from marsad.desk.explain import explain_record
    from marsad.desk.trial import try_text
    from marsad.lexicon import load_lexicon
    from marsad.reading.publication import published_day
    from marsad.reading.reader import Reader

    if published_day(published) is None:
        raise typer.BadParameter(f"{published!r} is no day written as 2020-02-15", param_hint="--published")
    trial = try_text(Reader(load_lexicon(), accept_all=True), text, published)  # what the entries read, accepted or not
    out = console()
    out.print("words", style="bold")
    for token in trial.tokens:
        parts = [token.text, token.reading, token.clitics, token.senses]
        out.print("  " + "  |  ".join(printable(part) for part in parts if part))
    out.print("names", style="bold")
    for name in trial.names:
        out.print(printable(f"  {name.text}  |  {name.kind}  |  {name.name}"))
    out.print("noun phrases", style="bold")
    for phrase in trial.phrases:
        out.print(printable(f"  {phrase}"))
    out.print("words of action", style="bold")
    for line in trial.candidates:
        left = f"left out or joined: {line.left_at}" if line.left_at else ""
        out.print(printable("  " + "  |  ".join(part for part in (line.text, line.entry, line.told, left) if part)))
    explanation = explain_record(trial.record)
    out.print()
    if not any(card.kind == "event" for card in explanation.cards):
        out.print(explanation.ui["no_events"])
    for card in explanation.cards:
        out.print(card_text(card, explanation.ui))
    for note in explanation.notes:
        out.print(printable(f"{explanation.ui['notes']}: {note}"))


@app.command(help=STATS_HELP)
def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    countries: Annotated[int, typer.Option("--countries", min=0, metavar="N", help="Show places of so many countries; 0 shows all.")] = 20,
) -> None:
    from marsad.desk.stats import lexicon_stats
    from marsad.lexicon.home import lexicon_home

    found = lexicon_stats(lexicon_home())
    if as_json:
        typer.echo(
            json.dumps({"digest": found.digest, "actions": [a._asdict() for a in found.actions], "words": found.words, "places": dict(found.places)}, ensure_ascii=False, indent=2)
        )
        return
    typer.echo(f"lexicon {found.digest}\n")
    typer.echo(f"{'type':<10} {'entries':>8} {'verbs':>8} {'nouns':>8} {'participles':>12} {'sentences':>10}")
    for a in found.actions:
        typer.echo(f"{a.type:<10} {a.entries:>8,} {a.verbs:>8,} {a.nouns:>8,} {a.participles:>12,} {a.sentences:>10,}")
    entries, verbs, nouns, participles, sentences = (sum(column) for column in zip(*(a[1:] for a in found.actions), strict=True))
    typer.echo(f"{'all':<10} {entries:>8,} {verbs:>8,} {nouns:>8,} {participles:>12,} {sentences:>10,}\n")
    for name, number in found.words.items():
        typer.echo(f"{name:<22} {number:>9,}")
    typer.echo("\nplaces by country")
    shown = found.places[: countries or None]
    for country, number in shown:
        typer.echo(f"  {country:<20} {number:>9,}")
    if len(shown) < len(found.places):
        typer.echo(f"  {f'{len(found.places) - len(shown)} others':<20} {sum(n for _, n in found.places[len(shown) :]):>9,}")
