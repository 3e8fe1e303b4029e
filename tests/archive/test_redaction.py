"""A person is taken out of all that an archive holds and of what comes later; the log says so, and the archive still verifies."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec
import pytest
from news import ALL, NOW, Loaded, article
from sqlalchemy import select, text, update

from marsad.archive.answers import claim_rows, search_rows
from marsad.archive.connect import Archive
from marsad.archive.contents import digest
from marsad.archive.kept import stored_article
from marsad.archive.knowledge import add_alias
from marsad.archive.masking import BLOCK, Mask, digests
from marsad.archive.people import who_is
from marsad.archive.protection import unprotected
from marsad.archive.questions import Filter, event_ids
from marsad.archive.redaction import look, redact
from marsad.archive.saved import add_saved, add_webhook, saved_rows, take_due
from marsad.archive.saved import look as look_for_new
from marsad.archive.tables import articles, changes, metadata, records
from marsad.archive.verify import verify
from marsad.record import UsageError

WITNESS = article(
    "witness",
    "قال الناشط سليم الخرفان إن الطائرات قصفت بلدة تل رفعت السبت. وأضاف الخرفان أن ثلاثة مدنيين قتلوا. ونفى للخرفان جاره ذلك.",
    outlet="صحيفة خامسة",
    title="سليم الخرفان يروي",
)
WITNESS_AGAIN = article("witness-again", "اعتقلت القوات الحكومية الناشط سليم الخرفان في مدينة منبج أمس.", "2020-02-20", outlet="صحيفة سادسة")
NAMESAKE = article("namesake", "باع الخرفان محصوله في السوق أمس، وقصفت الطائرات بلدة تل رفعت.", "2020-02-21", outlet="صحيفة سابعة")
NAME = "سليم الخرفان"
NEVER = ("سليم", "الخرفان")


def every_word(archive: Archive, skipped: tuple[str, ...] = ()) -> str:
    """Give all text that stands in any table, records unpacked."""
    import zstandard

    unpack, said = zstandard.ZstdDecompressor(), []
    with archive.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                if table.name == "articles" and row["id"] in skipped:
                    continue
                for name, value in row.items():
                    if table.name == "records" and name == "body":
                        line = unpack.decompress(value).decode()
                        value = "" if any(f'"id":"{one}"' in line for one in skipped) else line
                    said.append(str(value))
    return "\n".join(said)


@pytest.fixture
def told(archive: Archive, loaded: Loaded) -> Archive:
    loaded(*ALL, WITNESS, WITNESS_AGAIN)
    return archive


def test_the_name_is_nowhere_afterwards_and_the_archive_verifies(told: Archive) -> None:
    assert all(word in every_word(told) for word in NEVER)
    change = redact(told, NAME, "ana", "at the family's request", NOW)
    left = every_word(told)
    assert [word for word in NEVER if word in left] == []
    report = verify(told, deep=True)
    assert report.faults == []
    with told.reading() as connection:
        row = connection.execute(select(changes).where(changes.c.number == change)).one()
        tombstone = msgspec.json.decode(row.after)
        assert (row.who, row.action, row.why, row.at[:10]) == ("ana", "redact", "at the family's request", "2026-01-05")
        assert len(tombstone["texts"]) == len(tombstone["records"]) == 2
        assert search_rows(connection, "الخرفان") == []


def test_what_is_shown_keeps_its_offsets_and_the_rest_of_its_words(told: Archive) -> None:
    redact(told, NAME, "ana", "at the family's request", NOW)
    with told.reading() as connection:
        shown = stored_article(connection, "witness").record
        assert shown.article.text.startswith(f"قال الناشط {BLOCK * 4} {BLOCK * 7} إن الطائرات قصفت بلدة تل رفعت السبت.")
        assert f"وأضاف {BLOCK * 7} أن" in shown.article.text
        assert f"ل{BLOCK}" in shown.article.text or f"لل{BLOCK}" in shown.article.text, "behind a preposition too"
        assert shown.article.title == f"{BLOCK * 4} {BLOCK * 7} يروي"
        for row in claim_rows(connection, event_ids(connection, Filter())):
            assert not any(word in str(row) for word in NEVER)
    assert shown.events


def test_looking_changes_nothing(told: Archive) -> None:
    before = digest(told)
    found = look(told, NAME)
    assert len(found.articles) == 2
    assert digest(told) == before


def test_loading_the_originals_again_or_more_news_does_not_bring_the_name_back(told: Archive, loaded: Loaded) -> None:
    redact(told, NAME, "ana", "at the family's request", NOW)
    assert loaded(WITNESS, WITNESS_AGAIN) == ["known", "known"]
    later = article(
        "later", "أفرجت القوات الحكومية عن الناشط سليم الخرفان في مدينة منبج اليوم.", "2020-03-01", outlet="صحيفة ثامنة", capture={"url": "https://example.org/سليم-الخرفان"}
    )
    assert loaded(later) == ["added"]
    assert loaded(later) == ["known"]
    left = every_word(told)
    assert [word for word in NEVER if word in left] == []
    assert verify(told, deep=True).faults == []


def test_a_word_of_the_name_alone_stays_where_the_person_is_not_named(told: Archive, loaded: Loaded) -> None:
    loaded(NAMESAKE)
    redact(told, NAME, "ana", "at the family's request", NOW)
    with told.reading() as connection:
        assert "باع الخرفان" in stored_article(connection, "namesake").record.article.text
    assert verify(told, deep=True).faults == []


def test_a_person_of_the_knowledge_base_goes_with_all_names_offices_and_changes(told: Archive) -> None:
    add_alias(told, "sergey-lavrov", "أبو سيرغي اللافي", "ana", "so the papers say", NOW)
    redact(told, "sergey-lavrov", "ana", "a trial", NOW)
    left = every_word(told)
    assert [word for word in ("lavrov", "Lavrov", "لافروف", "اللافي") if word in left] == []
    assert verify(told, deep=True).faults == []
    with told.reading() as connection:
        assert who_is(connection, "redacted.1")["events"]


def test_two_persons_are_redacted_one_after_the_other(told: Archive) -> None:
    redact(told, NAME, "ana", "at the family's request", NOW)
    redact(told, "sergey-lavrov", "ana", "a trial", NOW)
    assert verify(told, deep=True).faults == []
    with told.reading() as connection:
        assert set(connection.execute(text("SELECT label FROM redactions")).scalars()) == {"[redacted 1]", "[redacted 2]"}


def test_what_people_asked_to_be_told_of_does_not_name_the_person(archive: Archive, loaded: Loaded) -> None:
    hook = add_webhook(archive, "https://hooks.example.org/", "secret", False, "test", NOW)
    add_saved(archive, "omar", f"أخبار {NAME}", urlencode({"party": NAME}), hook, NOW)
    add_saved(archive, "omar", "باع الخرفان", "", hook, NOW)
    loaded(*ALL, WITNESS, WITNESS_AGAIN)
    assert look_for_new(archive, NOW, lambda query: Filter(party=dict(parse_qsl(query)).get("party"))) > 3
    with archive.reading() as connection:
        assert NAME in str([row["title"] for row in saved_rows(connection)])
        assert NAME in connection.exec_driver_sql("SELECT body FROM deliveries").scalar_one()
    redact(archive, NAME, "editor", "at risk", NOW)
    with archive.reading() as connection:
        rows = {row["number"]: row for row in saved_rows(connection)}
    assert not [word for word in NEVER if word in rows[1]["title"] or word in str(parse_qsl(rows[1]["query"]))]
    assert rows[2]["title"] == "باع الخرفان"  # a word of the name alone may be anybody's
    [message] = take_due(archive, NOW, timedelta(minutes=5))
    assert not [word for word in NEVER if word in str(msgspec.json.decode(message.body)["events"])]
    assert verify(archive).faults == []


def test_rows_are_protected_again_afterwards(told: Archive) -> None:
    redact(told, NAME, "ana", "at the family's request", NOW)
    for table in (articles, changes, records):
        with pytest.raises(Exception, match="never changed"), told.writing() as connection:
            connection.execute(update(table).values({table.c.number: table.c.number}))


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("articles witness", "UPDATE articles SET text = text || ' ' WHERE id = 'witness'"),
        ("changes", "UPDATE changes SET why = 'nothing' WHERE action = 'redact'"),
        ("changes", "UPDATE changes SET why = 'nothing' WHERE action = 'alias'"),
    ],
    ids=["a masked text", "the tombstone", "a masked entry of the log"],
)
def test_what_is_altered_after_a_redaction_is_found(told: Archive, where: str, change: str) -> None:
    add_alias(told, "sergey-lavrov", "أبو سيرغي اللافي", "ana", "so the papers say", NOW)
    redact(told, "sergey-lavrov", "ana", "a trial", NOW)
    redact(told, NAME, "ana", "at the family's request", NOW)
    with told.writing() as connection, unprotected(connection):
        connection.execute(text(change))
    assert where in {fault.where for fault in verify(told).faults}


REFUSED = [
    ("one word", "الخرفان", "at the family's request", "one word may name many"),
    ("no reason", NAME, " ", "no reason"),
    ("a reason with the name", NAME, "طلب سليم الخرفان ذلك", "names the person"),
    ("a state", "روسيا", "a trial", "is no person"),
]


@pytest.mark.parametrize(("said", "why", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_redaction_is_refused_with_what_to_do(told: Archive, said: str, why: str, message: str) -> None:
    before = digest(told)
    with pytest.raises(UsageError) as caught:
        redact(told, said, "ana", why, NOW)
    assert message in caught.value.found
    assert digest(told) == before


def test_the_file_of_an_archive_does_not_hold_the_name_any_more(told: Archive) -> None:
    if not told.sqlite:
        pytest.skip("PostgreSQL keeps many files: what stands in its tables is tested above")
    path = Path(told.name)
    redact(told, NAME, "ana", "at the family's request", NOW)
    told.close()
    held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert [word for word in NEVER if word.encode() in held] == []


MASKED = [
    ("the full name, and a part of it later", "قال سليم الخرفان كذا ثم عاد الخرفان.", "قال ████ ███████ كذا ثم عاد ███████."),
    ("behind a conjunction", "وسليم الخرفان حاضر", "و████ ███████ حاضر"),
    ("with vowels", "سَليم الخَرفان", "█████ ████████"),
    ("nobody", "قال سليم إنه حاضر", "قال سليم إنه حاضر"),
]


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in MASKED], ids=[row[0] for row in MASKED])
def test_a_name_is_masked_letter_by_letter(given: str, expected: str) -> None:
    mask: Any = Mask(1, "salt", digests("salt", [NAME], []))
    assert mask.text(given) == expected
    assert mask.text(expected) == expected, "twice is once"
    assert len(given) == len(expected)
