"""`marsad events, claims, who, agreements, timeline, search, log`: the questions, one command each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.load import ARCHIVE
from marsad.cli.rows import Format, as_table, write_rows
from marsad.record import UsageError

if TYPE_CHECKING:
    from marsad.archive.questions import Filter

_CODES = "Exit codes: 0 answered (also when nothing meets the filter), 1 the archive cannot be opened, 2 wrong usage."
EVENTS_HELP = f"""List acts, newest first; each once, however many articles report it. `sources` counts independent ones.

Examples:

  marsad events --type ASSAULT --place إدلب --since 2020-02-01

  marsad events --actor RUS --recipient SYR --format csv > pair.csv

  marsad events --near 35.93,36.63,25 --min-confidence 0.7

  marsad events --by month --type ASSAULT

  marsad events --id e0123456789abcdef --format json

{_CODES}
"""
CLAIMS_HELP = f"""List reports: what each article says of an act, according to whom, with the words and their place in the text.

Examples:

  marsad claims --event e0123456789abcdef

  marsad claims --voucher "المرصد السوري لحقوق الإنسان" --type ASSAULT --format jsonl

{_CODES}
"""
WHO_HELP = f"""Tell what the archive knows of a person, body, group or state: names, offices, deeds, statements.

Examples:

  marsad who لافروف

  marsad who RUS --format json

{_CODES}
"""
AGREEMENTS_HELP = f"""List the agreements that articles name; with a name, what is said about that one, in order of report.

Examples:

  marsad agreements

  marsad agreements "اتفاق سوتشي" --since 2018-09-01

{_CODES}
"""
TIMELINE_HELP = f"""List acts oldest first; with --agreement also what is said about it.

Examples:

  marsad timeline --agreement sochi-2018 --since 2018-09-01 --until 2018-10-31

  marsad timeline --place إدلب --type ASSAULT --format csv

{_CODES}
"""
SEARCH_HELP = f"""Find articles by words, whatever their spelling (hamza, vowels), with or without ال and و, in any form of the verb. All words must occur; words in quotation marks in that form only.

Examples:

  marsad search قصف مستشفى

  marsad search '"وقف إطلاق النار"' إدلب --since 2020-03-01

{_CODES}
"""
LOG_HELP = f"""List changes, newest first: who did what, when, why. `--format json` also gives the values before and after.

Examples:

  marsad log --action merge

  marsad log --subject e0123456789abcdef --format json

{_CODES}
"""
Formats = Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")]
Where = Annotated[str | None, ARCHIVE]
Types = Annotated[list[str] | None, typer.Option("--type", "-t", metavar="TYPE", help="PLOVER type; may be given more than once.", show_default=False)]
Party = Annotated[str | None, typer.Option("--party", metavar="WHO", help="Actor or recipient: a name, an id or a country's code.", show_default=False)]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="WHO", help="Who acts; with --recipient, a pair.", show_default=False)]
Recipient = Annotated[str | None, typer.Option("--recipient", metavar="WHO", help="Whom the act is done to.", show_default=False)]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place, governorate or country's code.", show_default=False)]
Near = Annotated[str | None, typer.Option("--near", metavar="LAT,LON,KM", help="Within so many kilometres of a point.", show_default=False)]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this ISO day on.", show_default=False)]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this ISO day.", show_default=False)]
Voucher = Annotated[str | None, typer.Option("--voucher", metavar="WHO", help="Somebody quoted for it, or an outlet.", show_default=False)]
Factuality = Annotated[
    list[str] | None, typer.Option("--factuality", metavar="VALUE", help="actual, historical, future, hypothetical or negated; may be given more than once.", show_default=False)
]
AgreementOption = Annotated[str | None, typer.Option("--agreement", metavar="NAME", help="From articles that name this agreement.", show_default=False)]
Confidence = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="At least so confident.")]
Sources = Annotated[int, typer.Option("--min-sources", min=1, help="At least so many independent sources.")]
WordsOption = Annotated[str | None, typer.Option("--words", metavar="WORDS", help="From articles that hold these words.", show_default=False)]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also what an analyst rejected.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Leave out so many rows first.")]
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FACTUAL = ("actual", "historical", "future", "hypothetical", "negated")
_EVENT_COLUMNS = ("day", "type", "actors", "recipients", "place", "factuality", "killed", "claims", "families", "confidence", "id")
_CLAIM_COLUMNS = ("published", "outlet", "vouchers", "factuality", "actors", "recipients", "first_day", "place", "counts", "words", "claim")


def filter_of(**given: Any) -> Filter:
    from marsad.archive.questions import Filter
    from marsad.lexicon.vocabulary import TYPES

    near = given.pop("near")
    for name in ("since", "until"):
        if given[name] is not None and not _DAY.fullmatch(given[name]):
            raise UsageError(f"--{name}", f"{given[name]!r} is no ISO day", "Write 2020-03-05, or 2020-03 or 2020.")
    if given["until"] is not None:
        given["until"] = f"{given['until']}-31" if len(given["until"]) == 7 else f"{given['until']}-12-31" if len(given["until"]) == 4 else given["until"]
    for kind in given["types"] or ():
        if kind.upper() not in TYPES:
            raise UsageError("--type", f"{kind!r} is no PLOVER type", f"Use one of {', '.join(sorted(TYPES))}.")
    for value in given["factuality"] or ():
        if value not in _FACTUAL:
            raise UsageError("--factuality", f"{value!r} is not known", f"Use one of {', '.join(_FACTUAL)}.")
    if near is not None:
        try:
            lat, lon, kilometres = map(float, near.split(","))
        except ValueError:
            raise UsageError("--near", f"{near!r} is no point with a radius", "Write latitude,longitude,kilometres: 35.93,36.63,25.") from None
        given["near"] = (lat, lon, kilometres)
    return Filter(**{name: value for name, value in given.items() if value is not None})


def events(
    type_: Types = None, party: Party = None, actor: ActorOption = None, recipient: Recipient = None, place: PlaceOption = None, near: Near = None, since: Since = None,
    until: Until = None, voucher: Voucher = None, factuality: Factuality = None, agreement: AgreementOption = None, words: WordsOption = None,
    confidence: Confidence = 0.0, sources: Sources = 1, rejected: Rejected = False, limit: Limit = 50, offset: Offset = 0,
    identity: Annotated[str | None, typer.Option("--id", metavar="EVENT", help="One act with all its claims.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="month|place|dyad|type", help="Sums with PLOVER scores instead of acts.", show_default=False)] = None,
    format_: Formats = Format.table, archive: Where = None,
) -> None:  # fmt: skip
    from marsad.desk import asking

    wanted = filter_of(
        types=type_, party=party, actor=actor, recipient=recipient, place=place, near=near, since=since, until=until, voucher=voucher, factuality=factuality,
        agreement=agreement, words=words, confidence=confidence, families=sources, rejected=rejected, limit=limit, offset=offset,
    )  # fmt: skip
    if identity is not None:
        _one_event(identity, format_, archive)
    elif by is not None:
        write_rows(asking.sums(by, wanted, archive), format_)
    else:
        write_rows(asking.events(wanted, archive), format_, _EVENT_COLUMNS)


def _one_event(identity: str, format_: Format, archive: str | None) -> None:
    import msgspec

    from marsad.archive.shown import tolls
    from marsad.desk import asking

    act = asking.event(identity, archive)
    if format_ is not Format.table:
        write_rows([msgspec.to_builtins(act)], format_)
        return
    shown = act.shown
    facts = {
        "event": act.id, "type": shown.type, "modes": shown.modes, "actors": [a.name or a.text for a in shown.actors], "recipients": [a.name or a.text for a in shown.recipients],
        "when": f"{shown.when.start}..{shown.when.end}" if shown.when else None, "where": [p.name or p.text for p in shown.where], "factuality": shown.factuality,
    }  # fmt: skip
    rows: list[dict[str, Any]] = [{"field": name, "shown": value, "rule": act.rules.get(name, "")} for name, value in facts.items()]
    rows += [{"field": toll.what, "shown": f"{toll.low:g} / {toll.best:g} / {toll.high:g}", "rule": toll.by_voucher} for toll in tolls(act.claims)]
    typer.echo(as_table(rows, ["field", "shown", "rule"]))
    write_rows(asking.claims(filter_of(types=None, near=None, since=None, until=None, factuality=None), identity, archive), format_, _CLAIM_COLUMNS)


def claims(
    event: Annotated[str | None, typer.Option("--event", metavar="EVENT", help="The claims of one act.", show_default=False)] = None,
    type_: Types = None, party: Party = None, actor: ActorOption = None, recipient: Recipient = None, place: PlaceOption = None, near: Near = None, since: Since = None,
    until: Until = None, voucher: Voucher = None, factuality: Factuality = None, agreement: AgreementOption = None, words: WordsOption = None,
    confidence: Confidence = 0.0, sources: Sources = 1, rejected: Rejected = False, limit: Limit = 50, offset: Offset = 0, format_: Formats = Format.table, archive: Where = None,
) -> None:  # fmt: skip
    from marsad.desk import asking

    wanted = filter_of(
        types=type_, party=party, actor=actor, recipient=recipient, place=place, near=near, since=since, until=until, voucher=voucher, factuality=factuality,
        agreement=agreement, words=words, confidence=confidence, families=sources, rejected=rejected, limit=limit, offset=offset,
    )  # fmt: skip
    write_rows(asking.claims(wanted, event, archive), format_, _CLAIM_COLUMNS)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an id or a country's code.", show_default=False)],
    limit: Limit = 20,
    format_: Formats = Format.table,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    known = asking.who(name, limit, archive)
    if format_ is not Format.table:
        write_rows([known], format_)
        return
    for entity in known["entities"]:
        typer.echo(f"{entity['id']}  {entity['name'] or ''}  {entity['name_ar'] or ''}  {entity['kind']} {entity['country'] or ''} {entity['sector'] or ''} ({entity['status']})")
    rows = [{"as": role, **known[f"as_{role}"]} for role in ("actor", "recipient", "voucher") if known[f"as_{role}"]]
    for title, part, columns in (
        ("offices", known["offices"], ("start", "end", "office_en", "office_ar", "country")),
        ("deeds by type", rows, ["as", *dict.fromkeys(key for row in rows for key in row if key != "as")]),
        ("events", known["events"], _EVENT_COLUMNS),
        ("statements", known["statements"], ("published", "outlet", "cue", "content")),
    ):
        if part:
            typer.echo(f"\n{title}\n{as_table(part, columns)}", nl=False)


def agreements(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="What is said about this one.", show_default=False)] = "",
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    format_: Formats = Format.table,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    if name:
        write_rows(asking.agreement_facts(name, since, until, limit, archive), format_, ("published", "outlet", "agreement", "kind", "by", "deadline", "vouchers", "words"))
    else:
        write_rows(asking.agreements(None, since, until, limit, archive), format_, ("agreement", "kind", "articles", "first_report", "last_report", "facts"))


def timeline(
    type_: Types = None, party: Party = None, actor: ActorOption = None, recipient: Recipient = None, place: PlaceOption = None, near: Near = None, since: Since = None,
    until: Until = None, voucher: Voucher = None, factuality: Factuality = None, agreement: AgreementOption = None, words: WordsOption = None,
    confidence: Confidence = 0.0, sources: Sources = 1, rejected: Rejected = False, limit: Limit = 200, format_: Formats = Format.table, archive: Where = None,
) -> None:  # fmt: skip
    from marsad.desk import asking

    wanted = filter_of(
        types=type_, party=party, actor=actor, recipient=recipient, place=place, near=near, since=since, until=until, voucher=voucher, factuality=factuality,
        agreement=agreement, words=words, confidence=confidence, families=sources, rejected=rejected, limit=limit,
    )  # fmt: skip
    write_rows(asking.timeline(wanted, archive), format_, ("day", "what", "who", "whom", "place", "status", "sources", "id"))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must occur.", show_default=False)],
    since: Since = None,
    until: Until = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Of this outlet only.", show_default=False)] = None,
    limit: Limit = 20,
    format_: Formats = Format.table,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    write_rows(asking.search(" ".join(words), since, until, outlet, limit, archive), format_, ("published", "outlet", "title", "excerpt", "article"))


def log(
    subject: Annotated[str | None, typer.Option("--subject", metavar="ID", help="Of this event, article or entity only.", show_default=False)] = None,
    action: Annotated[str | None, typer.Option("--action", metavar="ACTION", help="load, merge, split, undo, edit …", show_default=False)] = None,
    limit: Limit = 50,
    format_: Formats = Format.table,
    archive: Where = None,
) -> None:
    from marsad.desk import asking

    write_rows(asking.log(subject, action, limit, archive), format_, ("number", "at", "who", "action", "subject", "why", "undoes"))
