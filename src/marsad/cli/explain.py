"""`marsad explain`: an article with the words and the reasoning behind each value, in the terminal or as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

EXPLAIN_HELP = """Show an article with the words that each event rests on, and why: lexicon entries, rules and quoted words.

ARTICLE: a file as for read (the first article in it, or the one of --id), or - for JSON lines on standard input.

Examples:

  marsad explain article.txt

  marsad explain news.jsonl --id 1042 --event 2

  marsad explain news.jsonl --html why.html --lang ar

Exit codes: 0 shown, 1 the article could not be read, 2 wrong usage.
"""


def explain(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file as for read, or -.", show_default=False)],
    event: Annotated[int | None, typer.Option("--event", "-e", min=1, metavar="N", help="Show only the event of this number.")] = None,
    identity: Annotated[str | None, typer.Option("--id", metavar="ID", help="Take the article with this id, not the first.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page here instead (- for standard output).")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the labels: en or ar.")] = "en",
) -> None:
    from marsad.cli.drawing import show
    from marsad.desk.articles import find_article
    from marsad.desk.explain import LANGUAGES, explain_record
    from marsad.desk.explain_page import explain_page
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
