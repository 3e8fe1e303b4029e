"""Mending the knowledge base through forms: search, one entity, and each change by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from marsad.archive import knowledge, known
from marsad.archive.connect import Archive
from marsad.archive.known import Told
from marsad.desk.filing import person
from marsad.record import UsageError

KINDS = ("person", "organisation", "group", "state", "place")
STATUSES = ("known", "proposed", "merged")
RELATIONS = tuple(sorted(knowledge.RELATIONS))
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def search(archive: Archive, said: str, kind: str | None, status: str | None, after: str, limit: int) -> list[dict[str, Any]]:
    """Give entities that bear a name which holds these words, in order of id."""
    with archive.reading() as connection:
        return known.find_entities(connection, said, kind, status, after, limit)


def told(archive: Archive, identity: str) -> Told:
    """Give all that is known of an entity. Raises UsageError if it is not there."""
    with archive.reading() as connection:
        return known.entity_told(connection, identity)


def change(archive: Archive, form: Mapping[str, str], who: str | None = None, now: datetime | None = None) -> int:
    """Change an entity as a form says; give the number of the change.

    `action` is one of edit (name, name_ar, country, sector, kind), alias, office (office_en, office_ar, start, end), kinship (parent, relation, start, end),
    merge (into), split and undo (number); each with `id` and `why`. Raises UsageError.
    """
    by, at, why, identity, action = who or person(), now or datetime.now(UTC), form.get("why", ""), form.get("id", ""), form.get("action", "")
    if action == "edit":
        return knowledge.edit_entity(archive, identity, _fields(form), by, why, at)
    if action == "alias":
        return knowledge.add_alias(archive, identity, _needed(form, "alias"), by, why, at)
    if action == "office":
        office = {"office_en": form.get("office_en") or _needed(form, "office_ar"), "office_ar": form.get("office_ar", ""), "start": _day(form, "start"), "end": _day(form, "end")}
        return knowledge.add_office(archive, identity, office, by, why, at)
    if action == "kinship":
        told(archive, _needed(form, "parent"))
        return knowledge.add_kinship(archive, identity, form["parent"], form.get("relation", ""), by, why, at, _day(form, "start"), _day(form, "end"))
    if action == "merge":
        return knowledge.merge_entities(archive, identity, _needed(form, "into"), by, why, at)
    if action == "split":
        return knowledge.split_entity(archive, identity, by, why, at)
    if action == "undo":
        number = form.get("number", "")
        return knowledge.undo_entity(archive, int(number) if number.isdecimal() and len(number) < 18 else 0, by, why or "undo", at)
    raise UsageError(action[:40], "there is no such change of an entity", "edit, alias, office, kinship, merge, split or undo.")


def _fields(form: Mapping[str, str]) -> dict[str, str | None]:
    """Give the fields that a form changes: those that it has. Raises UsageError for a value that cannot be."""
    fields: dict[str, str | None] = {name: form[name] or None for name in ("name", "name_ar", "country", "sector", "kind") if name in form}
    for name, pattern in (("country", r"[A-Z]{3}"), ("sector", r"[A-Z]{2,4}")):
        if fields.get(name) and not re.fullmatch(pattern, str(fields[name])):
            raise UsageError(
                name, f"{str(fields[name])[:40]!r} is none", "Write three capital letters (SYR)." if name == "country" else "Write PLOVER's letters (GOV, MIL, REB …)."
            )
    if "kind" in fields and fields["kind"] not in KINDS:
        raise UsageError("kind", f"{str(fields['kind'])[:40]!r} is none", f"Use one of {', '.join(KINDS)}.")
    if fields.get("name") is None and fields.get("name_ar") is None and fields.keys() & {"name", "name_ar"}:
        raise UsageError("name", "an entity needs a name", "Give one in Arabic or English.")
    return fields


def _needed(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if not value:
        raise UsageError(name, "it is empty", "Fill it in.")
    return value


def _day(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    try:
        if value and not _DAY.fullmatch(value):
            raise ValueError
        if value:
            date.fromisoformat(f"{value}-01-01"[:10] if len(value) == 4 else f"{value}-01"[:10])
    except ValueError:
        raise UsageError(name, f"{value[:40]!r} is no day", "Write 2020-03-05, 2020-03 or 2020.") from None
    return value
