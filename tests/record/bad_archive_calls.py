"""Bad calls of the archive, one for each of its messages; the rows join those of test_errors.py."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from marsad.archive import connect, decisions, knowledge, people, questions, redaction, totals
from marsad.archive.connect import Archive, open_archive
from marsad.archive.loading import Loader
from marsad.archive.questions import Filter
from marsad.archive.rows import delivery
from marsad.archive.tables import events
from marsad.cli import ask, kb
from marsad.desk.read import line_of
from marsad.gather.files import Item
from marsad.measure import identity
from marsad.record import ArchiveError, ArticleError, MarsadError, UsageError

Provoke = Callable[[Path, pytest.MonkeyPatch], object]
NOW = datetime(2026, 1, 5, tzinfo=UTC)
TEXTS = ("قصفت القوات التركية بلدة تل رفعت صباح السبت.", "زار وزير الخارجية الروسي سيرغي لافروف دمشق يوم الجمعة.")


def line(text: str = TEXTS[0], **changed: Any) -> bytes:
    """Give the record of a text as a line, with fields of the record put in place of what was read."""
    given = json.dumps({"id": f"a{len(text)}", "text": text, "published": "2020-02-15"}, ensure_ascii=False).encode()
    record = json.loads(line_of(Item("line", given, "x:1", "x:1"))[0])
    return json.dumps({**record, **changed}, ensure_ascii=False).encode()


def filled(folder: Path) -> Archive:
    archive = open_archive(str(folder / "a.sqlite"), create=True)
    list(Loader(archive, "test").load([(line(text), "x:1") for text in TEXTS], NOW))
    return archive


def calling(call: Callable[[Archive], object]) -> Provoke:
    """Give the provocation that makes an archive of two acts and calls it badly."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        archive = filled(folder)
        try:
            call(archive)
        finally:
            archive.close()

    return provoke


def asking(ask_badly: Callable[[Any], object]) -> Provoke:
    def call(archive: Archive) -> None:
        with archive.reading() as connection:
            ask_badly(connection)

    return calling(call)


def event_ids(archive: Archive) -> list[str]:
    with archive.reading() as connection:
        return sorted(connection.execute(events.select()).scalars())


def claim_of(archive: Archive, event: str) -> str:
    with archive.reading() as connection:
        return questions.one_event(connection, event).claims[0].id


def split_badly(archive: Archive, whose: int) -> None:
    mine, other = event_ids(archive)
    decisions.split(archive, mine, [claim_of(archive, (mine, other)[whose])], "test", "why", NOW)


def undo_twice(archive: Archive) -> None:
    change = decisions.merge(archive, event_ids(archive), "test", "why", NOW)
    for _ in range(2):
        decisions.undo(archive, change, "test", "why", NOW)


def redact_a_shared_name(archive: Archive) -> None:
    knowledge.import_entities(archive, [{"id": "proposed.x", "kind": "person", "aliases": "سيرغي لافروف"}], "test", "why", NOW)
    redaction.look(archive, "سيرغي لافروف")


def merged_in_a_ring(archive: Archive) -> None:
    knowledge.merge_entities(archive, "sergey-lavrov", "state.SYR", "test", "why", NOW)
    knowledge.merge_entities(archive, "state.SYR", "sergey-lavrov", "test", "why", NOW)


def edit_undone_twice(archive: Archive) -> None:
    change = knowledge.add_alias(archive, "sergey-lavrov", "أ", "test", "why", NOW)
    for _ in range(2):
        knowledge.undo_entity(archive, change, "test", "why", NOW)


def undone_too_early(archive: Archive) -> None:
    first, _ = (knowledge.add_alias(archive, "sergey-lavrov", alias, "test", "why", NOW) for alias in ("أ", "ب"))
    knowledge.undo_entity(archive, first, "test", "why", NOW)


def filtering(**given: Any) -> Provoke:
    return lambda folder, patch: ask.filter_of(**{"types": None, "near": None, "since": None, "until": None, "factuality": None, **given})


def at_version(version: str) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        filled(folder).close()
        with sqlite3.connect(folder / "a.sqlite") as database:
            database.execute("UPDATE alembic_version SET version_num = ?", [version])
        open_archive(str(folder / "a.sqlite"))

    return provoke


def an_older_archive(folder: Path, patch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    patch.setattr(connect, "HEAD", "9999")
    open_archive(str(folder / "a.sqlite"))


def another_database(folder: Path, patch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(folder / "a.sqlite") as database:
        database.execute("CREATE TABLE recipes (name)")
    open_archive(str(folder / "a.sqlite"), create=True)


def an_empty_database(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "a.sqlite").touch()
    open_archive(str(folder / "a.sqlite"))


def no_database(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "a.sqlite").write_text("this is a letter, no database; it goes on for a while, as letters do" * 20, encoding="utf-8")
    open_archive(str(folder / "a.sqlite"))


def without_psycopg(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "psycopg", None)
    open_archive("postgresql://nobody@localhost/nothing")


def another_writer(folder: Path, patch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    patch.setattr(connect, "WAIT_SECONDS", 0.05)
    archive = open_archive(str(folder / "a.sqlite"))
    with sqlite3.connect(folder / "a.sqlite", isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        with archive.writing():
            pass


def an_endless_id(folder: Path, patch: pytest.MonkeyPatch) -> None:
    record = json.loads(line())
    record["article"]["id"] = "x" * 501
    delivery(json.dumps(record).encode(), "x:1")


def a_table_that_is_not_there(folder: Path, patch: pytest.MonkeyPatch) -> None:
    kb.import_(folder / "gone.tsv", "why")


def a_load_that_fails(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(identity, "command", lambda: ["marsad"])
    patch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, b"", b""))
    identity.archived(folder / "records.jsonl")


ARCHIVE_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("an archive that is not there", lambda folder, patch: open_archive(str(folder / "gone.sqlite")), ArchiveError, "there is no archive here"),
    ("a letter instead of an archive", no_database, ArchiveError, r"it cannot be opened \("),
    ("a database of recipes", another_database, ArchiveError, r"this database holds other tables \(recipes …\)"),
    ("an empty database", an_empty_database, ArchiveError, "this database holds no archive"),
    ("a broken URL", lambda folder, patch: open_archive("://"), ArchiveError, "this is no URL of a database"),
    ("another kind of database", lambda folder, patch: open_archive("oracle://x"), ArchiveError, "archives are not kept in 'oracle'"),
    ("PostgreSQL without its driver", without_psycopg, ArchiveError, "the package psycopg is not installed"),
    ("an archive of a newer Marsad", at_version("9999"), ArchiveError, r"its tables are of a newer Marsad \(step 9999\)"),
    ("an archive of an older Marsad", an_older_archive, ArchiveError, r"its tables are of an older Marsad \(step \d{4}\)"),
    ("another writer that does not end", another_writer, ArchiveError, "another writer has held it for 0.05 seconds"),
    ("a record without its fields", lambda folder, patch: delivery(b'{"record": 1}', "x:1"), ArticleError, r"no record of version 1 \("),
    ("a line that is no JSON", lambda folder, patch: delivery(b"{", "x:1"), ArticleError, r"no line of JSON \("),
    ("a record of the future", lambda folder, patch: delivery(line(record=2), "x:1"), ArticleError, "a record of version 2, not 1"),
    ("an endless id", an_endless_id, ArticleError, "article.id has more than 500 characters"),
    (
        "a NUL for PostgreSQL",
        lambda folder, patch: delivery(line(TEXTS[0] + "\0"), "x:1", keeps_null=False),
        ArticleError,
        "the article holds the character NUL, which PostgreSQL does not keep",
    ),
    (
        "a text changed after reading",
        lambda folder, patch: delivery(line().replace("السبت".encode(), "الأحد".encode()), "x:1"),
        ArticleError,
        "article.sha256 is not the hash of article.text",
    ),
    ("an event that is not there", asking(lambda c: questions.one_event(c, "e0")), UsageError, "there is no such event"),
    ("nobody", asking(lambda c: people.who_is(c, "زورو")), UsageError, "nobody of this name occurs in the archive"),
    ("sums by the moon", asking(lambda c: totals.sum_rows(c, "moon", Filter())), UsageError, "'moon' is not known"),
    ("sums by voucher", asking(lambda c: totals.sum_rows(c, "month", Filter(voucher="x"))), UsageError, "sums are not kept by voucher"),
    ("one event to merge", calling(lambda a: decisions.merge(a, event_ids(a)[:1], "test", "why", NOW)), UsageError, "this is one event"),
    ("an unknown event to merge", calling(lambda a: decisions.merge(a, ["e0", "e1"], "test", "why", NOW)), UsageError, "there is no such event"),
    ("a merge without a reason", calling(lambda a: decisions.merge(a, event_ids(a), "test", " ", NOW)), UsageError, "no reason is given"),
    ("a claim of another event", calling(lambda a: split_badly(a, 1)), UsageError, r"claim \w+ is not of event e\w+"),
    ("all claims of an event", calling(lambda a: split_badly(a, 0)), UsageError, "all claims or none were named"),
    ("a load undone", calling(lambda a: decisions.undo(a, 1, "test", "why", NOW)), UsageError, "change 1 is no merge or split"),
    ("a merge undone twice", calling(undo_twice), UsageError, "change 3 is undone already"),
    ("a field that is no field", calling(lambda a: knowledge.edit_entity(a, "state.SYR", {"id": "x"}, "test", "why", NOW)), UsageError, "this field cannot be edited"),
    ("an unknown entity", calling(lambda a: knowledge.edit_entity(a, "zorro", {}, "test", "why", NOW)), UsageError, "there is no such entity"),
    ("an edit without a reason", calling(lambda a: knowledge.edit_entity(a, "state.SYR", {}, "test", "", NOW)), UsageError, "no reason is given"),
    ("an entity merged into itself", calling(lambda a: knowledge.merge_entities(a, "x", "x", "test", "why", NOW)), UsageError, "cannot be merged into itself"),
    ("an entity merged into nobody", calling(lambda a: knowledge.merge_entities(a, "sergey-lavrov", "zorro", "test", "why", NOW)), UsageError, "there is no such entity"),
    ("entities merged in a ring", calling(merged_in_a_ring), UsageError, "sergey-lavrov is merged into it already"),
    ("cousins", calling(lambda a: knowledge.add_kinship(a, "x", "y", "cousin-of", "test", "why", NOW)), UsageError, "this is no kinship of groups"),
    ("a load undone as an edit", calling(lambda a: knowledge.undo_entity(a, 1, "test", "why", NOW)), UsageError, "change 1 is no change of an entity"),
    ("an edit undone twice", calling(edit_undone_twice), UsageError, "change 3 is undone already"),
    ("a change undone before a later one", calling(undone_too_early), UsageError, "change 4 came after it"),
    ("a state to redact", calling(lambda a: redaction.redact(a, "state.SYR", "test", "why", NOW)), UsageError, "state.SYR is no person"),
    ("one word to redact", calling(lambda a: redaction.look(a, "زيتون")), UsageError, "one word may name many"),
    ("a name of several", calling(redact_a_shared_name), UsageError, "several bear this name: proposed.x, sergey-lavrov"),
    ("a redaction without a reason", calling(lambda a: redaction.redact(a, "sergey-lavrov", "test", " ", NOW)), UsageError, "no reason is given"),
    ("a redaction that names", calling(lambda a: redaction.redact(a, "sergey-lavrov", "test", "سيرغي لافروف", NOW)), UsageError, "names the person"),
    ("a row without a kind", calling(lambda a: knowledge.import_entities(a, [{"id": "x"}], "test", "why", NOW)), UsageError, "a row needs an id and a kind"),
    ("a day in words", filtering(since="yesterday"), UsageError, "'yesterday' is no ISO day"),
    ("a type of another scheme", filtering(types=["FIGHT"]), UsageError, "'FIGHT' is no PLOVER type"),
    ("a factuality that is none", filtering(factuality=["true"]), UsageError, "'true' is not known"),
    ("a point without a radius", filtering(near="35,36"), UsageError, "'35,36' is no point with a radius"),
    ("a table that is not there", a_table_that_is_not_there, UsageError, r"the table cannot be read \("),
    ("a load that fails", a_load_that_fails, UsageError, "it ended with 1"),
]
