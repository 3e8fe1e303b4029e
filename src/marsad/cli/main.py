"""`marsad`: the commands. Results go to standard output, everything else to standard error.

Exit codes: 0 done, 1 nothing could be done, 2 wrong usage, 3 some inputs failed, 130 interrupted.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

import marsad
from marsad.cli import accounts, ask, captures, collect, diagnose, edit, explain, export, kb, ledger, lexicon, load, measure, read, schema, serve, sources, webhooks
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
app = typer.Typer(name="marsad", no_args_is_help=True, add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command(help=read.READ_HELP)(read.read)
app.command(help=explain.EXPLAIN_HELP)(explain.explain)
app.command(help=export.EXPORT_HELP)(export.export)
app.command(help=collect.COLLECT_HELP)(collect.collect)
app.command(help=collect.WATCH_HELP)(collect.watch)
app.add_typer(sources.app, name="sources")
app.add_typer(captures.app, name="captures")
app.command(help=load.LOAD_HELP)(load.load)
app.command(help=ask.EVENTS_HELP)(ask.events)
app.command(help=ask.CLAIMS_HELP)(ask.claims)
app.command(help=ask.WHO_HELP)(ask.who)
app.command(help=ask.AGREEMENTS_HELP)(ask.agreements)
app.command(help=ask.TIMELINE_HELP)(ask.timeline)
app.command(help=ask.SEARCH_HELP)(ask.search)
app.command(help=edit.MERGE_HELP)(edit.merge)
app.command(help=edit.SPLIT_HELP)(edit.split)
app.command(help=edit.UNDO_HELP)(edit.undo)
app.command(help=ask.LOG_HELP)(ask.log)
app.command(help=serve.SERVE_HELP)(serve.serve)
app.add_typer(accounts.app, name="accounts")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(kb.app, name="kb")
app.command(help=load.VERIFY_HELP)(load.verify)
app.command(help=schema.SCHEMA_HELP)(schema.schema)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(ledger.app, name="ledger")
app.command(help=measure.MEASURE_HELP)(measure.measure)
app.command(help=diagnose.DOCTOR_HELP)(diagnose.doctor)
app.command(help=diagnose.INFO_HELP)(diagnose.info)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {marsad.__version__}")
        raise typer.Exit()


@app.callback(help=ROOT_HELP)
def _root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False) -> None:
    pass


def main() -> None:
    """Run the command line; turn Marsad's errors into messages and exit codes."""
    try:
        app()
    except MarsadError as error:
        typer.echo(f"marsad: {error.where}: {error.found}.\n{error.todo}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        typer.echo("marsad: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    finally:
        gc.freeze()  # the process ends: a last search of the lexicon's objects for cycles would take longer than reading an article


if __name__ == "__main__":
    main()
