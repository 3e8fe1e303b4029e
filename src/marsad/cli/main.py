"""`marsad`: the commands. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 nothing could be done, 2 wrong usage, 3 some inputs failed, 130 interrupted.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Annotated, NamedTuple

import typer

import marsad
from marsad.cli.faults import sqlite3_error, told_of_store, told_of_system
from marsad.record import MarsadError, UsageError

ROOT_HELP = """Read Arabic news into an auditable record: who did or said what, to whom, where, when, according to whom.

Examples:

  marsad read news.jsonl -o records.jsonl

  marsad explain article.txt

  marsad collect -o news.jsonl

  marsad load records.jsonl && marsad events --type ASSAULT --place إدلب

  marsad search قصف مستشفى

  marsad lexicon try "قصفت المدفعية مواقع المسلحين قرب المطار"

  marsad export acled records.jsonl -o events.csv

  marsad ledger status records.jsonl

  marsad measure my-cases/ --misses 5
  marsad serve

  marsad doctor
"""


class Command(NamedTuple):
    """Where a command stands: a module of this room, and in it the function, or the name `app` of a group of commands."""

    module: str
    name: str

    def add_to(self, program: typer.Typer, called: str) -> None:
        module = importlib.import_module(f"marsad.cli.{self.module}")
        if self.name == "app":
            program.add_typer(module.app, name=called)
        else:
            program.command(name=called, help=getattr(module, f"{self.name.upper()}_HELP"))(getattr(module, self.name))


COMMANDS = {  # in the order of the help
    "read": Command("read", "read"), "explain": Command("explain", "explain"), "export": Command("export", "export"), "collect": Command("collect", "collect"),
    "watch": Command("collect", "watch"), "load": Command("load", "load"), "events": Command("ask", "events"), "claims": Command("ask", "claims"),
    "who": Command("ask", "who"), "agreements": Command("ask", "agreements"), "timeline": Command("ask", "timeline"), "search": Command("ask", "search"),
    "merge": Command("edit", "merge"), "split": Command("edit", "split"), "undo": Command("edit", "undo"), "log": Command("ask", "log"), "redact": Command("redact", "redact"), "review": Command("review", "app"),
    "serve": Command("serve", "serve"), "verify": Command("load", "verify"), "schema": Command("schema", "schema"), "measure": Command("measure", "measure"),
    "doctor": Command("diagnose", "doctor"), "info": Command("diagnose", "info"), "sources": Command("sources", "app"), "captures": Command("captures", "app"),
    "kb": Command("kb", "app"), "lexicon": Command("lexicon", "app"), "ledger": Command("ledger", "app"),
}  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {marsad.__version__}")
        raise typer.Exit()


def _root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False) -> None:
    pass


def program(called: str | None = None) -> typer.Typer:
    """Give the command line with all commands, or with the one that is called: the others would only take time to load."""
    made = typer.Typer(name="marsad", no_args_is_help=True, add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)
    made.callback(help=ROOT_HELP)(_root)
    for name in COMMANDS if called is None else [called]:
        COMMANDS[name].add_to(made, name)
    return made


def _called(words: list[str]) -> str | None:
    """Give the command that the words of a command line call; None if they call none, or ask which there are."""
    first = words[0] if words and "_MARSAD_COMPLETE" not in os.environ else None
    return first if first in COMMANDS else None


def main() -> None:
    """Run the command line; turn Marsad's errors into messages and exit codes."""
    try:
        program(_called(sys.argv[1:]))()
    except MarsadError as error:
        typer.echo(f"marsad: {error.where}: {error.found}.\n{error.todo}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            sys.exit(0)
        typer.echo(f"marsad: {told_of_system(error)}", err=True)
        sys.exit(1)
    except sqlite3_error() as error:
        typer.echo(f"marsad: {told_of_store(error)}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("marsad: interrupted", err=True)
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends: a last search of the lexicon's objects for cycles would take longer than reading an article


if __name__ == "__main__":
    main()
