"""Marsad as a person runs it, in a process of its own, under conditions that fail it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SAID = ("قصفت القوات التركية بلدة تل رفعت صباح الجمعة، ما أسفر عن مقتل ثلاثة مدنيين.", "كان الطقس صحوا في أنحاء البلاد أمس.", "اتهم الوزير الطرف الآخر بخرق الهدنة.")
MARSAD = (sys.executable, "-m", "marsad.cli.main")


class Ended(NamedTuple):
    code: int
    out: str
    err: str


def news(path: Path, count: int, start: int = 0) -> Path:
    lines = (
        json.dumps({"id": f"n{n}", "published": "2020-02-15", "outlet": f"صحيفة {n % 3}", "text": SAID[n % 3] + f" ({n})"}, ensure_ascii=False) for n in range(start, start + count)
    )
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def marsad(*arguments: object, before: Callable[[], None] | None = None, cwd: Path | None = None, **environment: str) -> Ended:
    """Run a command. It may fail, but it must say so in its own words."""
    done = subprocess.run([*MARSAD, *map(str, arguments)], capture_output=True, preexec_fn=before, cwd=cwd, env={**os.environ, **environment}, check=False, timeout=300)
    ended = Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    assert "Traceback" not in ended.err, ended.err
    return ended


def no_file_above(size: int) -> Callable[[], None]:
    """Give what makes every file of a process full at a size: writing further fails as on a full disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit
