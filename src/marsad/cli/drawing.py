"""The terminal's view of an explanation: the article with its marks, then a block for each card.

Apart from the command that asks for it, so that the other commands start without rich.
"""

from __future__ import annotations

from rich.text import Text

from marsad.cli.terminal import coloured, console, printable
from marsad.desk.explain import Card, Explanation, Step, Value, marks

_STYLES = {
    "type": "bold underline red", "actors": "underline blue", "recipients": "underline magenta", "when": "underline yellow", "where": "underline green",
    "counts": "underline cyan", "attribution": "underline bright_black",
}  # fmt: skip


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
