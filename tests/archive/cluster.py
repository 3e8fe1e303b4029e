"""A PostgreSQL of our own: a cluster in a temporary folder, run by an unprivileged user, reached by a socket, gone after the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


def programs() -> Path | None:
    """Give the folder of initdb and postgres, None if PostgreSQL is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file()), None)


def _servant() -> dict[str, object]:
    """Give the user who may run PostgreSQL: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return {}


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Give the folder of the socket of a running PostgreSQL whose superuser is "marsad"."""
    servant = _servant()
    home = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(home)}
    try:
        if servant:
            os.chown(home, int(str(servant["user"])), int(str(servant["group"])))
        data = home / "data"

        def call(*words: str) -> None:
            done = subprocess.run(words, cwd=home, env=environment, capture_output=True, text=True, check=False, **servant)  # type: ignore[call-overload]
            assert done.returncode == 0, f"{words[0]}: {done.stderr[-800:]}"

        call(str(binaries / "initdb"), "-D", str(data), "-U", "marsad", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        options = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={home}"))
        call(str(binaries / "pg_ctl"), "-D", str(data), "-l", str(home / "log"), "-w", "-t", "60", "-o", options, "start")
        try:
            yield str(home)
        finally:
            call(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
