"""Bad calls of the desk: the browser, reviews, measuring, what is due; the rows join those of test_errors.py."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bad_archive_calls import NOW, Provoke, calling, filled
from sqlalchemy.exc import DatabaseError

from marsad.archive import kept, reviews
from marsad.archive.questions import Filter
from marsad.cli.serve import serve
from marsad.desk import dues, follow, following, measure, review, samples
from marsad.gather.state import State
from marsad.measure import cases, parts
from marsad.record import ArchiveError, InputError, MarsadError, UsageError

CASE = {"article": {"id": "a", "text": "x"}, "events": [], "statements": [], "agreements": [], "agreement_facts": []}


def a_port_in_use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        serve(str(folder / "a.sqlite"), "127.0.0.1", taken.getsockname()[1])


def deadlines_by_type(folder: Path, patch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    list(dues.archived_deadlines(str(folder / "a.sqlite"), Filter(types=["ASSAULT"])))


def unreadable_articles(folder: Path, patch: pytest.MonkeyPatch) -> None:
    wrong: list[InputError] = []
    measure._read({"article": {"id": "a", "text": 3}}, wrong)
    raise wrong[0]


def no_samples(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(samples, "__file__", str(folder / "a" / "b" / "samples.py"))
    samples.samples_file()


def a_line(of: Any) -> Provoke:
    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> None:
        (folder / "r.jsonl").write_text(json.dumps(of) + "\n", encoding="utf-8")
        measure._stored([str(folder / "r.jsonl")])

    return provoke


def a_disk_that_is_full(folder: Path, patch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("INSERT", {}, OSError("database or disk is full"))

    patch.setattr(follow.Follower, "_go_on", full)
    with closing(State(folder / "captures")) as state:
        follow.Follower(state, filled(folder), "a").catch_up()


def cases_of_nobody(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for found in cases.each_case(folder / "gone.json"):
        if isinstance(found, MarsadError):
            raise found


DESK_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("a port in use", a_port_in_use, ArchiveError, r"the port cannot be opened \("),
    ("an article that was never loaded", calling(lambda a: _stored_of(a)), UsageError, "there is no such article"),
    ("a verdict that is none", calling(lambda a: reviews.take_back(a, 1, "test", "why", NOW)), UsageError, "change 1 is no verdict"),
    ("deadlines of a type of event", deadlines_by_type, UsageError, "deadlines cannot be asked by types"),
    ("an agreement that nobody told", calling(lambda a: following.one(a, "atlantis-1900")), UsageError, "the ledger has no such agreement"),
    ("a case whose article is no article", unreadable_articles, InputError, r"its article cannot be read \("),
    ("a line that is no record for measuring", a_line([]), InputError, "not a record"),
    ("a decision that nobody takes", calling(lambda a: review.decide(a, "praise", "e", "why", [])), UsageError, "there is no such decision"),
    ("an installation without samples", no_samples, UsageError, "the sample articles are not there"),
    ("an archive with articles of its own", calling(samples.without_samples), UsageError, "this archive holds other articles too, and nothing is ever deleted from an archive"),
    ("an archive on a full disk", a_disk_that_is_full, ArchiveError, r"it cannot be written \("),
    ("an event of no type", lambda folder, patch: cases.parsed_case(json.dumps({**CASE, "events": [{}]}).encode(), "c"), InputError, "is not as the codebook has it"),
    ("cases that are not there", cases_of_nobody, InputError, r"it cannot be read \("),
    ("a share of all", lambda folder, patch: parts.share_of("2"), UsageError, "'2' is no share"),
]  # fmt: skip


def _stored_of(archive: Any) -> None:
    with archive.reading() as connection:
        kept.stored_article(connection, "nobody")
