"""A loader that is killed at any moment leaves a whole archive; loading again gives the archive of an undisturbed load.

MARSAD_KILLS sets how many moments are tried (a few by default; a hundred before a release).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from news import ALL, NOW, line, lines_of

from marsad.archive.connect import open_archive
from marsad.archive.contents import digest
from marsad.archive.loading import Loader
from marsad.archive.verify import verify
from marsad.record import ArchiveError

KILLS = int(os.environ.get("MARSAD_KILLS", "4"))
PROGRAM = """
import sys
from datetime import UTC, datetime
from marsad.archive.connect import open_archive
from marsad.archive.loading import Loader
archive = open_archive(sys.argv[1], create=True)
lines = ((line, f"x:{n}") for n, line in enumerate(open(sys.argv[2], "rb"), 1))
print("ready", flush=True)
for step in Loader(archive, "test", 3).load(lines, datetime(2026, 1, 5, tzinfo=UTC)):
    pass
print("done", flush=True)
"""


def many() -> list[dict[str, object]]:
    """Give the articles of the tests and variations of them, enough for a load that lasts some seconds."""
    return [*ALL, *({**a, "id": f"{a['id']}-{n}", "outlet": f"صحيفة {n % 7}", "text": a["text"] + f" وقال شاهد رقم {n} إنه سمع دويا."} for n in range(12) for a in ALL)]


def test_killed_at_any_moment_the_archive_is_whole_and_the_load_can_be_finished(location: str, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_bytes(b"".join(map(line, many())))
    undisturbed = open_archive(str(tmp_path / "undisturbed.sqlite"), create=True)
    list(Loader(undisturbed, "test", 3).load(lines_of(many()), NOW))
    expected = digest(undisturbed)
    undisturbed.close()
    chance = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, location, str(records)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 1.2)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
        try:
            archive = open_archive(location, create=True)
        except ArchiveError as error:
            raise AssertionError(f"a killed loader left an archive that cannot be opened: {error}") from error
        assert verify(archive, deep=True).faults == []
        archive.close()
    assert killed, "at least one was killed while it worked"
    archive = open_archive(location, create=True)
    list(Loader(archive, "test", 3).load(lines_of(many()), NOW))
    assert verify(archive, deep=True).faults == []
    assert digest(archive) == expected
    archive.close()
