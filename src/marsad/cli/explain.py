"""`marsad explain`: an article with the words and the reasoning behind each value, in the terminal or as a page."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from marsad.cli.terminal import coloured, console, printable
from marsad.desk.explain import LANGUAGES, Card, Explanation, Step, Value, explain_record, marks
from marsad.desk.explain_page import explain_page

EXPLAIN_HELP = """Show an article with the words that each event rests on, and why: lexicon entries, rules and quoted words.

ARTICLE: a file as for read (the first article in it, or the one of --id), or - for JSON lines on standard input.

Examples:

  marsad explain article.txt

  marsad explain news.jsonl --id 1042 --event 2

  marsad explain news.jsonl --html why.html --lang ar

Exit codes: 0 shown, 1 the article could not be read, 2 wrong usage.
"""
_STYLES = {
    "type": "bold underline red", "actors": "underline blue", "recipients": "underline magenta", "when": "underline yellow", "where": "underline green",
    "counts": "underline cyan", "attribution": "underline bright_black",
}


def explain(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file as for read, or -.", show_default=False)],
    event: Annotated[int | None, typer.Option("--event", "-e", min=1, metavar="N", help="Show only the event of this number.")] = None,
    identity: Annotated[str | None, typer.Option("--id", metavar="ID", help="Take the article with this id, not the first.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page here instead (- for standard output).")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the labels: en or ar.")] = "en",
) -> None:
    from marsad.desk.articles import find_article
    from marsad.desk.read import reader

    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language!r} is not one of {', '.join(LANGUAGES)}", param_hint="--lang")
    if html is not None and html.is_dir():
        raise typer.BadParameter(f"{html} is a folder; name a file", param_hint="--html")
    explanation = explain_record(reader().read(find_article(article, identity)), language)
    if event is not None:
        chosen = [card for card in explanation.cards if card.kind == "event" and card.number == event]
        if not chosen:
            count = sum(card.kind == "event" for card in explanation.cards)
            raise typer.BadParameter(f"the article has {count} event{'' if count == 1 else 's'}", param_hint="--event")
        explanation = msgspec.structs.replace(explanation, cards=chosen)
    if html is None:
        show(explanation)
    elif str(html) == "-":
        sys.stdout.buffer.write(explain_page(explanation).encode("utf-8"))
    else:
        html.write_bytes(explain_page(explanation).encode("utf-8"))


def show(explanation: Explanation) -> None:
    """Print an explanation: the article, then a block for each card."""
    out, colours, ui = console(), coloured(), explanation.ui
    events = [card for card in explanation.cards if card.kind == "event"]
    about = [explanation.id, explanation.outlet or "", f"{ui['published']} {explanation.published}" if explanation.published else ui["no_date"]]
    out.print(Text(printable(" · ".join(part for part in about if part)), style="dim"))
    if explanation.title:
        out.print(Text(printable(explanation.title), style="bold"))
    out.print()
    out.print(coloured_text(explanation.text, events) if colours else Text(marked_text(explanation.text, events)))
    out.print()
    if not events:
        out.print(Text(ui["no_events"]))
    for card in explanation.cards:
        out.print(card_text(card, ui))
    for note in explanation.notes:
        out.print(Text(f"{ui['notes']}: {printable(note)}", style="dim"))


def coloured_text(text: str, events: list[Card]) -> Text:
    """Give the article with the words of each field in its colour."""
    shown = Text(printable(text))
    for mark in marks(events):
        for _, field in mark.gave:
            shown.stylize(_STYLES.get(field, "underline"), mark.start, mark.end)
    return shown


def marked_text(text: str, events: list[Card]) -> str:
    """Give the article with [words](number field, …) for what the events quote; spans may nest or cross."""
    found = marks(events)
    opened: dict[int, int] = {}
    closed: dict[int, list[str]] = {}
    for mark in sorted(found, key=lambda m: -m.start):
        opened[mark.start] = opened.get(mark.start, 0) + 1
        closed.setdefault(mark.end, []).append("](" + ", ".join(f"{number} {field}" for number, field in mark.gave) + ")")
    out, at = [], 0
    for point in sorted({*opened, *closed}):
        out.append(printable(text[at:point]) + "".join(closed.get(point, [])) + "[" * opened.get(point, 0))
        at = point
    return "".join(out) + printable(text[at:])


def card_text(card: Card, ui: dict[str, str]) -> Text:
    """Give the block of one card: each field with its values, and under it the steps that gave it."""
    shown = Text()
    trigger = next((v.quote.text for f in card.fields for v in f.values if f.name == "type" and v.quote is not None), "")
    shown.append(f"{ui[card.kind]} {card.number}: {printable(card.heading)}", style="bold")
    shown.append(f" «{printable(trigger)}»" if trigger else "").append(f"  {' · '.join(card.summary)}\n", style="dim")
    width = max(len(field.label) for field in card.fields)
    for field in card.fields:
        lines = [(_value(value), "") for value in field.values] + [(_step(step), "dim") for step in field.steps] or [(ui["none"], "dim")]
        for number, (line, style) in enumerate(lines):
            label = field.label if not number else ""
            shown.append(f"  {label:<{width}}  ", style=_STYLES.get(field.name, "").replace("underline", "").strip()).append(f"{line}\n", style=style)
    return shown


def _value(value: Value) -> str:
    quote = value.quote.text if value.quote is not None and value.quote.text != value.text else ""
    parts = [value.text, f"«{quote}»" if quote else "", f"— {value.note}" if value.note else "", f"({value.place})" if value.place else ""]
    return printable(" ".join(part for part in parts if part))


def _step(step: Step) -> str:
    entry = f"{step.entry} ({step.place}): " if step.entry else ""
    return printable(f"← {entry}{step.text}" + (f" «{step.quote.text}»" if step.quote is not None else ""))
