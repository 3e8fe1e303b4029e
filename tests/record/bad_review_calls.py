"""Bad calls of reviewing: corrections, second readings, ratings, entities mended by forms; the rows join those of test_errors.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bad_archive_calls import NOW, Provoke, calling, claim_of, event_ids

from marsad.archive import correcting, ratings, reviews
from marsad.archive.connect import Archive
from marsad.desk import knowing, review, second_reading
from marsad.desk.correcting import Said
from marsad.record import MarsadError, UsageError


def correcting_badly(fields: dict[str, Any]) -> Provoke:
    return calling(lambda a: correcting.correct(a, claim_of(a, event_ids(a)[0]), fields, "test", "why", NOW))


def read_twice(settle_badly: Callable[[Archive, str], object]) -> Provoke:
    """Give the provocation that settles an act which two people accepted, one of them after correcting it."""

    def call(archive: Archive) -> None:
        event = event_ids(archive)[0]
        correcting.correct(archive, claim_of(archive, event), {"factuality": "negated"}, "ben", "why", NOW)
        for who in ("ana", "ben"):
            reviews.judge(archive, event, "accept", who, "why", NOW)
        settle_badly(archive, event)

    return calling(call)


def settling(*choices: tuple[str, str, str]) -> Provoke:
    return read_twice(lambda a, event: second_reading.settle(a, event, "accept", choices, "carl", "why", NOW))


def mending(**form: str) -> Provoke:
    return calling(lambda a: knowing.change(a, {"id": "sergey-lavrov", "why": "why", **form}, "test", NOW))


REVIEW_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("a correction of no report", calling(lambda a: correcting.correct(a, "c0", {}, "test", "why", NOW)), UsageError, "no report that counts has this id"),
    ("a correction of an act by its own id", calling(lambda a: review.correct(a, event_ids(a)[0], Said(field="type"), "why", "test")), UsageError, "no report that counts has this id"),
    ("a correction of a field that is none", correcting_badly({"id": "x"}), UsageError, "id cannot be corrected"),
    ("a correction of nothing", correcting_badly({}), UsageError, "none cannot be corrected"),
    ("a correction that misquotes", correcting_badly({"trigger": {"start": 0, "end": 2, "text": "zz"}}), UsageError, "the text does not say '.*zz.*' at these offsets"),
    ("a correction to another scheme", correcting_badly({"type": "FIGHT"}), UsageError, r"it does not fit the record \("),
    ("a load taken back as a correction", calling(lambda a: correcting.take_back(a, 1, "test", "why", NOW)), UsageError, "change 1 is no correction"),
    ("a rating of no act", calling(lambda a: ratings.rate(a, "credibility", "e0", "1", "test", "why", NOW)), UsageError, "there is no such event or outlet"),
    ("a load taken back as a rating", calling(lambda a: ratings.take_back(a, 1, "test", "why", NOW)), UsageError, "change 1 is no rating"),
    ("a queue by the moon", calling(lambda a: review.queue(a, review.Asked("ana", "moon"))), UsageError, "there is no order 'moon'"),
    ("an act that nobody has read", calling(lambda a: second_reading.settle(a, event_ids(a)[0], "accept", [], "carl", "why")), UsageError, "two people have not read it yet"),
    ("a choice where the readers agree", settling(("c0", "type", "first")), UsageError, "this is not what the readers see differently"),
    ("a difference left open", settling(), UsageError, "a field is left open"),
    ("an entity painted", mending(action="paint"), UsageError, "there is no such change of an entity"),
    ("a country in small letters", mending(action="edit", country="syria"), UsageError, "'syria' is none"),
    ("a kind of entity that is none", mending(action="edit", kind="horse"), UsageError, "'horse' is none"),
    ("an entity without a name", mending(action="edit", name="", name_ar=""), UsageError, "an entity needs a name"),
    ("an empty alias", mending(action="alias", alias=""), UsageError, "it is empty"),
    ("an office since yesterday", mending(action="office", office_en="Minister", start="yesterday"), UsageError, "'yesterday' is no day"),
]  # fmt: skip
