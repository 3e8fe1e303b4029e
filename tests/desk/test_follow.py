"""An archive that follows what is collected: every article once, whatever dies where."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from marsad.desk import asking
from marsad.desk.follow import BATCH, following, place_of
from marsad.gather.state import State
from marsad.record import ArchiveError

KILLS = int(os.environ.get("MARSAD_KILLS", "4"))
TOWNS = ("تل رفعت", "سرمين", "سراقب", "معرة النعمان", "جسر الشغور", "كفرنبل", "خان شيخون", "أريحا")


def article(number: int) -> bytes:
    text = f"قصفت القوات التركية بلدة {TOWNS[number % len(TOWNS)]} صباح الجمعة. وهذا هو الخبر رقم {number} من مراسلنا."
    day = (date(2020, 1, 1) + timedelta(days=11 * number)).isoformat()  # so far apart that none is taken for a copy of another
    return json.dumps({"id": f"a{number}", "published": day, "outlet": "مرفأ", "text": text}, ensure_ascii=False).encode() + b"\n"


def collected(state: State, first: int, after: int) -> None:
    with state.step():
        for number in range(first, after):
            assert state.add_article(f"a{number}", f"c{number}", article(number))


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    found = State(tmp_path / "store" / "state.sqlite")
    yield found
    found.close()


def loads(archive: Path) -> list[str]:
    """Give the ids of the articles in the order of the log: one that was loaded twice would stand there twice."""
    return [row["subject"] for row in asking.log(action="load", limit=100_000, location=str(archive))]


def test_the_archive_gets_each_article_once_and_later_the_new_ones(state: State, tmp_path: Path) -> None:
    archive = tmp_path / "a.sqlite"
    collected(state, 0, BATCH + 3)
    with following(state, str(archive)) as follower:
        assert follower.catch_up() == {"added": BATCH + 3}
        assert follower.catch_up() == {}
        collected(state, BATCH + 3, BATCH + 5)
        assert follower.catch_up() == {"added": 2}
    with following(state, str(archive)) as follower:
        assert follower.catch_up() == {}
    assert sorted(loads(archive)) == sorted(f"a{n}" for n in range(BATCH + 5))


def test_a_death_between_loading_and_noting_doubles_nothing(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "a.sqlite"
    collected(state, 0, 5)

    def dies(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch, following(state, str(archive)) as follower:
        patch.setattr(state, "set_export", dies)
        with pytest.raises(MemoryError):
            follower.catch_up()
    with following(state, str(archive)) as follower:
        assert follower.catch_up() == {"known": 5}
    assert len(loads(archive)) == 5


def test_another_archive_gets_all_articles_and_so_does_one_that_was_replaced(state: State, tmp_path: Path) -> None:
    collected(state, 0, 3)
    for name in ("a.sqlite", "b.sqlite"):
        with following(state, str(tmp_path / name)) as follower:
            assert follower.catch_up() == {"added": 3}
    for left in tmp_path.glob("a.sqlite*"):
        left.unlink()
    with following(state, str(tmp_path / "a.sqlite")) as follower:
        assert follower.catch_up() == {"added": 3}


def test_an_article_that_cannot_be_read_is_told_and_passed(state: State, tmp_path: Path) -> None:
    with state.step():
        state.add_article("broken", "c9", b'{"id": "broken"}\n')
    collected(state, 0, 1)
    told: list[str] = []
    with following(state, str(tmp_path / "a.sqlite")) as follower:
        assert follower.catch_up(told.append) == {"unread": 1, "added": 1}
        assert follower.catch_up(told.append) == {}
    assert [message.partition(":")[0] for message in told] == ["capture c9"]


def test_where_the_archive_cannot_be_written_a_later_call_goes_on(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected(state, 0, 2)

    def away(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk is full"))

    with following(state, str(tmp_path / "a.sqlite")) as follower:
        with monkeypatch.context() as patch:
            patch.setattr("marsad.archive.loading.append", away)
            with pytest.raises(ArchiveError, match="disk is full"):
                follower.catch_up()
        assert follower.catch_up() == {"added": 2}


def test_an_archive_has_the_same_name_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_of("a.sqlite") == place_of(str(tmp_path / "a.sqlite"))


_PROGRAM = """
import sys
from pathlib import Path
from marsad.desk.follow import following
from marsad.gather.state import State
from marsad.record import ArchiveError
state = State(Path(sys.argv[1]))
with following(state, sys.argv[2]) as follower:
    print("ready", flush=True)
    follower.catch_up()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_killed_at_random_moments_it_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    dice = random.Random(4)
    store, archive, number = tmp_path / "store" / "state.sqlite", tmp_path / "a.sqlite", 0
    for _ in range(KILLS):
        state = State(store)
        collected(state, number, number + 100)
        state.close()
        number += 100
        process = subprocess.Popen([sys.executable, "-c", _PROGRAM, str(store), str(archive)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(dice.random() * dice.choice((0.1, 0.5, 1.0)))
        process.kill()
        process.wait()
    subprocess.run([sys.executable, "-c", _PROGRAM, str(store), str(archive)], check=True, capture_output=True)
    assert sorted(loads(archive)) == sorted(f"a{n}" for n in range(number))
    assert asking.verify(str(archive), deep=True).faults == []
