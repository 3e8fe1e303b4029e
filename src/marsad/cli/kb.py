"""`marsad kb`: the knowledge base of people, bodies, groups and states."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.edit import Who, Why
from marsad.cli.load import ARCHIVE
from marsad.cli.rows import Format, as_table, write_rows
from marsad.record import UsageError

_CODES = "Exit codes: 0 done, 1 the archive cannot be opened, 2 wrong usage."
KB_HELP = """See and mend what the archive knows of people, bodies, groups and states. Every change is logged; `marsad undo` takes it back.

Examples:

  marsad kb list --status proposed

  marsad kb merge proposed.0a1b2c3d4e5f snhr --why "the same network"

  marsad kb export > entities.tsv
"""
LIST_HELP = f"""List entities.

Examples:

  marsad kb list --kind group

{_CODES}
"""
PROPOSE_HELP = f"""Enter names that no entity bears and that several articles carry, as proposed entities.

Examples:

  marsad kb propose --least 5

{_CODES}
"""
EDIT_HELP = f"""Change an entity's names, country, sector or kind, or add a name, an office or a kinship. A proposed entity becomes known.

Examples:

  marsad kb edit proposed.0a1b2c3d4e5f --name "Idlib Health Directorate" --kind organisation --why "checked"

  marsad kb edit sdf --alias قسد --why "common short form"

  marsad kb edit hts --kin nusra:successor-of:2017-01-28 --why "its founding statement"

{_CODES}
"""
MERGE_HELP = f"""Let one entity be found as another. Claims keep what was read.

Examples:

  marsad kb merge proposed.0a1b2c3d4e5f snhr --why "the same network"

{_CODES}
"""
SPLIT_HELP = f"""Let a merged entity stand for itself again.

Examples:

  marsad kb split proposed.0a1b2c3d4e5f --why "another network of the same name"

{_CODES}
"""
EXPORT_HELP = f"""Write all entities as a table: id, kind, name, name_ar, country, sector, status, merged_into, aliases (joined by |).

Examples:

  marsad kb export > entities.tsv

{_CODES}
"""
IMPORT_HELP = f"""Take in a table as `marsad kb export` writes it: new entities are added, cells that differ are edited, names are added.

Examples:

  marsad kb import entities.tsv --why "list of the Idlib desk"

{_CODES}
"""
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=KB_HELP)
Where = Annotated[str | None, ARCHIVE]
_COLUMNS = ("id", "kind", "name", "name_ar", "country", "sector", "status", "merged_into", "aliases")


@app.command("list", help=LIST_HELP)
def list_(
    status: Annotated[str | None, typer.Option("--status", metavar="known|proposed|merged", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="person|organisation|group|state|place", show_default=False)] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")] = Format.table,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    write_rows(asking.entities(status, kind, archive), format_, _COLUMNS)


@app.command(help=PROPOSE_HELP)
def propose(
    least: Annotated[int, typer.Option("--least", min=1, help="Articles that must carry the name.")] = 3,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.archive.knowledge import propose_entities
    from marsad.desk import asking

    found = asking.edit_knowledge(lambda a, by, now: propose_entities(a, by, now, least), archive, who)
    for identity in found:
        typer.echo(identity)
    typer.echo(f"{len(found):,} proposed", err=True)


@app.command(help=EDIT_HELP)
def edit(
    identity: Annotated[str, typer.Argument(metavar="ENTITY", show_default=False)],
    why: Why,
    name: Annotated[str | None, typer.Option("--name", help="English name.", show_default=False)] = None,
    name_ar: Annotated[str | None, typer.Option("--name-ar", help="Arabic name.", show_default=False)] = None,
    country: Annotated[str | None, typer.Option("--country", help="Three letters.", show_default=False)] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="PLOVER sector.", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="person, organisation, group, state or place.", show_default=False)] = None,
    alias: Annotated[str | None, typer.Option("--alias", help="One more name.", show_default=False)] = None,
    office: Annotated[str | None, typer.Option("--office", metavar="TITLE:START:END", help="An office held.", show_default=False)] = None,
    kin: Annotated[str | None, typer.Option("--kin", metavar="PARENT:RELATION[:START[:END]]", help="part-of, split-from, successor-of or allied-with.", show_default=False)] = None,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.archive import knowledge
    from marsad.desk import asking

    fields = {key: value for key, value in {"name": name, "name_ar": name_ar, "country": country, "sector": sector, "kind": kind}.items() if value is not None}
    if alias is not None:
        number = asking.edit_knowledge(lambda a, by, now: knowledge.add_alias(a, identity, alias, by, why, now), archive, who)
    elif office is not None:
        title, start, end = (*office.split(":"), "", "")[:3]
        number = asking.edit_knowledge(lambda a, by, now: knowledge.add_office(a, identity, {"office_en": title, "start": start, "end": end}, by, why, now), archive, who)
    elif kin is not None:
        parent, relation, start, end = (*kin.split(":"), "", "", "")[:4]
        number = asking.edit_knowledge(lambda a, by, now: knowledge.add_kinship(a, identity, parent, relation, by, why, now, start, end), archive, who)
    else:
        number = asking.edit_knowledge(lambda a, by, now: knowledge.edit_entity(a, identity, fields, by, why, now), archive, who)
    typer.echo(number)


@app.command(help=MERGE_HELP)
def merge(
    identity: Annotated[str, typer.Argument(metavar="ENTITY", show_default=False)],
    into: Annotated[str, typer.Argument(metavar="INTO", show_default=False)],
    why: Why,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.archive.knowledge import merge_entities
    from marsad.desk import asking

    typer.echo(asking.edit_knowledge(lambda a, by, now: merge_entities(a, identity, into, by, why, now), archive, who))


@app.command(help=SPLIT_HELP)
def split(identity: Annotated[str, typer.Argument(metavar="ENTITY", show_default=False)], why: Why, who: Who = None, archive: Where = None) -> None:
    from marsad.archive.knowledge import split_entity
    from marsad.desk import asking

    typer.echo(asking.edit_knowledge(lambda a, by, now: split_entity(a, identity, by, why, now), archive, who))


@app.command(help=EXPORT_HELP)
def export(archive: Where = None) -> None:
    from marsad.desk import asking

    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(_COLUMNS)
    writer.writerows([row[name] or "" for name in _COLUMNS] for row in asking.entities(None, None, archive))


@app.command("import", help=IMPORT_HELP)
def import_(
    table: Annotated[Path, typer.Argument(metavar="TABLE.tsv", show_default=False)],
    why: Why,
    who: Who = None,
    archive: Where = None,
) -> None:
    from marsad.archive.knowledge import import_entities
    from marsad.desk import asking

    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(str(table), f"the table cannot be read ({error})", "Give a file as `marsad kb export` writes it.") from None
    done = asking.edit_knowledge(lambda a, by, now: import_entities(a, rows, by, why, now), archive, who)
    typer.echo(as_table([done], list(done)), nl=False)
