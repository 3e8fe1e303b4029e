"""`marsad accounts`, `marsad webhooks` and what `marsad serve` refuses."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from invocation import Run

from marsad.cli import serve as serving
from marsad.cli.accounts import app as accounts_app
from marsad.cli.webhooks import app as webhooks_app
from marsad.record import UsageError

PASSWORD = "four plain words here"
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_ARCHIVE", str(tmp_path / "desk.sqlite"))
    monkeypatch.setenv("MARSAD_USER", "operator")
    return tmp_path


def add(marsad: Run, name: str, role: str) -> int:
    return marsad("accounts", "add", name, "--role", role, "--password-stdin", given=PASSWORD.encode() + b"\n").code


def test_an_account_from_its_beginning_to_its_end(marsad: Run, here: Path) -> None:
    assert add(marsad, "Layla", "admin") == 0
    assert add(marsad, "layla", "admin") == 2
    assert add(marsad, "omar", "coder") == 0
    assert [(row["name"], row["role"]) for row in marsad("accounts", "list", "-f", "jsonl").lines()] == [("layla", "admin"), ("omar", "coder")]
    assert marsad("accounts", "role", "omar", "editor").code == 0
    token = marsad("accounts", "token", "omar", "--scope", "read", "--label", "table").out.strip()
    assert re.fullmatch(r"marsad_[0-9a-f]{12}_[\w-]{43}", token)
    [row] = marsad("accounts", "tokens", "omar", "-f", "jsonl").lines()
    assert (row["scopes"], row["label"]) == ("read", "table")
    assert token not in marsad("accounts", "tokens").out
    assert marsad("accounts", "revoke", row["id"]).code == 0
    assert marsad("accounts", "revoke", row["id"]).code == 2
    assert marsad("accounts", "disable", "omar").code == 0
    assert marsad("accounts", "enable", "omar").code == 0
    assert marsad("accounts", "password", "omar", "--password-stdin", given=b"another long phrase\n").code == 0
    assert marsad("accounts", "password", "omar", "--password-stdin", given=b"short\n").code == 2
    assert marsad("accounts", "log-ins").code == 0
    log = marsad("log", "-f", "jsonl").lines()
    assert {row["who"] for row in log if row["action"] in ("account", "token")} == {"operator"}
    assert PASSWORD not in str(log)


@pytest.mark.parametrize(
    "given",
    [("role", "nobody", "editor"), ("role", "layla", "king"), ("role", "layla", "reader"), ("disable", "layla"), ("disable", "nobody"), ("token", "nobody", "--scope", "read"), ("token", "layla", "--scope", "all"), ("revoke", "x")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_what_to_do(marsad: Run, here: Path, given: tuple[str, ...]) -> None:
    add(marsad, "layla", "admin")
    done = marsad("accounts", *given)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.strip().splitlines()) >= 2


def test_a_webhook_is_named_listed_and_removed(marsad: Run, here: Path) -> None:
    add(marsad, "layla", "admin")
    number, secret = marsad("webhooks", "add", "https://hooks.example.org/marsad").out.split()
    assert (number, len(secret)) == ("1", 64)
    assert secret not in marsad("webhooks", "list", "-f", "jsonl").out
    assert marsad("webhooks", "add", "http://127.0.0.1/").code == 2
    assert marsad("webhooks", "deliver").err == "0 new, 0 messages arrived\n"
    assert marsad("webhooks", "remove", 1).code == 0
    assert marsad("webhooks", "remove", 1).code == 2


OTHERS = ("0.0.0.0", "::", "192.0.2.5", "desk.example.org")


@pytest.mark.parametrize("host", OTHERS)
def test_other_addresses_are_refused_without_encryption_and_without_accounts(marsad: Run, here: Path, host: str) -> None:
    assert "unencrypted" in marsad("serve", "--host", host, "--name", "desk.example.org", "--port", 0).err
    done = marsad("serve", "--host", host, "--name", "desk.example.org", "--plain", "--port", 0)
    assert (done.code, done.out) == (2, "")
    assert "no accounts" in done.err
    assert "marsad accounts add" in done.err


def test_a_name_for_others_demands_accounts_on_this_machine_too(marsad: Run, here: Path) -> None:
    assert "no accounts" in marsad("serve", "--name", "desk.example.org", "--behind-proxy", "--port", 0).err
    assert "no accounts" in marsad("serve", "--accounts", "--port", 0).err


def test_every_address_needs_a_name_by_which_it_is_reached(here: Path) -> None:
    with pytest.raises(UsageError, match="by which name"):
        serving._check("0.0.0.0", [], None, None, True)
    with pytest.raises(UsageError, match="needs its key"):
        serving._check("192.0.2.5", [], Path("x.pem"), None, True)
    with pytest.raises(UsageError, match="cannot be used"):
        serving._check("192.0.2.5", [], Path("x.pem"), Path("x.key"), True)


def test_a_desk_with_accounts_asks_who_is_there(marsad: Run, here: Path) -> None:
    add(marsad, "layla", "admin")
    token = marsad("accounts", "token", "layla", "--scope", "read").out.strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marsad.cli.main", "serve", "--accounts", "--port", str(port)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(DOCS.parent / "src")})
    try:
        assert started.stdout is not None
        assert started.stdout.readline() == f"http://127.0.0.1:{port}/\n"
        root = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                page = urllib.request.urlopen(f"{root}/events", timeout=10)
                break
            except URLError:
                time.sleep(0.1)
        assert page.url == f"{root}/log-in?next=%2Fevents"
        with pytest.raises(HTTPError, match="401"):
            urllib.request.urlopen(f"{root}/api/events", timeout=10)
        asked = urllib.request.Request(f"{root}/api/events", headers={"Authorization": f"Bearer {token}"})
        assert urllib.request.urlopen(asked, timeout=10).status == 200
        with pytest.raises(HTTPError, match="400"):
            urllib.request.urlopen(urllib.request.Request(f"{root}/events", headers={"Host": "desk.example.org"}), timeout=10)
    finally:
        started.terminate()
        started.wait(20)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_guides_name_every_command(language: str) -> None:
    text = (DOCS / f"access.{language}.md").read_text(encoding="utf-8")
    commands = [
        f"marsad {name} {command.name or command.callback.__name__}"
        for name, app in (("accounts", accounts_app), ("webhooks", webhooks_app))
        for command in app.registered_commands
    ]  # type: ignore[union-attr]
    assert [command for command in commands if command not in text] == []
