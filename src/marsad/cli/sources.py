"""`marsad sources`: what is collected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.collect import HERE, ConfigFile

SOURCES_HELP = """What is collected: list, add, import, export, check.

Examples:

  marsad sources add https://example.org/feed --name "مثال"

  marsad sources list
"""
app = typer.Typer(no_args_is_help=True, help=SOURCES_HELP, rich_markup_mode=None)
LIST_HELP = """List the sources in marsad.toml, or the outlets whose feeds Marsad knows. Nothing is fetched.

Examples:

  marsad sources list

  marsad sources list --known --json | jq 'select(.country == "SYR")'

Exit codes: 0 listed, 1 the file cannot be read, 2 wrong usage.
"""
ADD_HELP = """Add a source to marsad.toml (made if it is missing). Nothing is fetched.

WHAT: an address; a file or folder; or an outlet that Marsad knows, by its name or the code of its country.

Examples:

  marsad sources add https://example.org/feed --name "مثال"

  marsad sources add https://example.org/news-sitemap.xml --kind sitemap

  marsad sources add archive/CC-NEWS --language ar

  marsad sources add "عنب بلدي" YEM

Exit codes: 0 added or already there, 1 the file cannot be read, 2 wrong usage.
"""
IMPORT_HELP = """Add the feeds of an OPML file, as feed readers export it.

Examples:

  marsad sources import feeds.opml

Exit codes: 0 imported, 1 the file cannot be read, 2 wrong usage.
"""
EXPORT_HELP = """Print the feeds in marsad.toml as OPML.

Examples:

  marsad sources export > feeds.opml

Exit codes: 0 printed, 1 the file cannot be read, 2 wrong usage.
"""
CHECK_HELP = """Ask each source once and tell what it gives. Nothing is stored.

Examples:

  marsad sources check

  marsad sources check "عنب بلدي" --json

Exit codes: 0 all work, 3 some do not, 1 none does, 2 wrong usage.
"""
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("list", help=LIST_HELP)
def list_(config: ConfigFile = HERE, known: Annotated[bool, typer.Option("--known", help="The outlets that Marsad knows.")] = False, as_json: AsJson = False) -> None:
    import msgspec

    from marsad.desk.sources import list_sources
    from marsad.lexicon.outlets import known_outlets

    if known:
        for outlet in known_outlets():
            typer.echo(
                json.dumps(outlet._asdict(), ensure_ascii=False)
                if as_json
                else f"{outlet.country}  {outlet.ownership:<13}  {outlet.name_en:<40}  {outlet.name_ar}  {outlet.address}"
            )
        return
    for source in list_sources(config).sources:
        if as_json:
            typer.echo(json.dumps(msgspec.to_builtins(source), ensure_ascii=False))
        else:
            typer.echo(f"{source.kind:<7}  {'' if source.enabled else '(off) '}{source.name}  {source.address or source.path}")


@app.command(help=ADD_HELP)
def add(
    what: Annotated[list[str], typer.Argument(metavar="WHAT...", show_default=False)],
    name: Annotated[str | None, typer.Option("--name", help="Its name; without one, its host or folder.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="feed, sitemap or page (of an address).")] = "feed",
    outlet: Annotated[str | None, typer.Option("--outlet", help="The outlet that its articles are of.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="Keep only texts in this language (of archives and pages).")] = None,
    config: ConfigFile = HERE,
) -> None:
    from marsad.desk.sources import add_outlets, add_source
    from marsad.gather.addresses import host_of, normal_address
    from marsad.gather.sources import KINDS, Source

    if kind not in KINDS:
        raise typer.BadParameter(f"'{kind}' is none of {', '.join(KINDS)}", param_hint="--kind")
    for item in what:
        if "://" in item:
            source = Source(name=name or host_of(normal_address(item)) or item, kind=kind, address=item, outlet=outlet, languages=language or [])  # type: ignore[arg-type]
            typer.echo(f"{item}: {'added' if add_source(config, source) else 'already there'}", err=True)
        elif Path(item).exists():
            source = Source(name=name or Path(item).name, kind="files", path=str(Path(item).resolve()), outlet=outlet, languages=language or [])
            typer.echo(f"{item}: {'added' if add_source(config, source) else 'already there'}", err=True)
        else:
            added, present = add_outlets(config, [item])
            typer.echo(f"{item}: {len(added)} added, {len(present)} already there", err=True)


@app.command("import", help=IMPORT_HELP)
def import_(opml: Annotated[Path, typer.Argument(metavar="FILE.opml", show_default=False)], config: ConfigFile = HERE) -> None:
    from marsad.desk.sources import import_opml

    added, present = import_opml(config, opml)
    typer.echo(f"{len(added)} added, {len(present)} already there", err=True)


@app.command(help=EXPORT_HELP)
def export(config: ConfigFile = HERE) -> None:
    from marsad.desk.sources import export_opml

    typer.echo(export_opml(config), nl=False)


@app.command(help=CHECK_HELP)
def check(names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE...]", show_default=False)] = None, config: ConfigFile = HERE, as_json: AsJson = False) -> None:
    from marsad.desk.collect import chosen_sources
    from marsad.desk.sources import check_source, list_sources

    settings = list_sources(config)
    works = fails = 0
    for source in chosen_sources(settings, names or []):
        tried = check_source(source, settings.settings)
        works, fails = works + tried.works, fails + (not tried.works)
        if as_json:
            typer.echo(json.dumps(tried._asdict(), ensure_ascii=False))
        else:
            typer.echo(
                f"{'works' if tried.works else 'FAILS'}  {tried.name}  {tried.entries:,} entries"
                + (f", newest {tried.newest}" if tried.newest else "")
                + (f"  {tried.said}" if tried.said else "")
            )
    raise typer.Exit(0 if not fails else 3 if works else 1)
