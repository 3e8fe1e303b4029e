"""Bad calls of who may do what: accounts, tokens, addresses to serve at; the rows join those of test_errors.py."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from bad_archive_calls import NOW, Provoke, calling, filled

from marsad.archive import accounts, tokens
from marsad.archive.connect import Archive
from marsad.cli.accounts import password
from marsad.cli.serve import serve
from marsad.desk import access
from marsad.record import MarsadError, UsageError


def named_twice(archive: Archive) -> None:
    for _ in range(2):
        accounts.add_account(archive, "ليلى", "admin", "kept", "test", NOW)


def without_an_administrator(archive: Archive) -> None:
    accounts.add_account(archive, "ليلى", "admin", "kept", "test", NOW)
    accounts.disable(archive, "ليلى", "test", NOW)


def a_broken_certificate(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("a.pem", "a.key"):
        (folder / name).write_text("a letter", encoding="utf-8")
    serve(None, certificate=folder / "a.pem", key=folder / "a.key")


def a_network_without_accounts(folder: Path, patch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    serve(str(folder / "a.sqlite"), "0.0.0.0", 0, name=["desk.example.org"], plain=True)


def a_password_without_a_terminal(folder: Path, patch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    patch.setattr(sys, "stdin", io.StringIO("four plain words here\n"))
    password("layla", archive=str(folder / "a.sqlite"))


def at(host: str, plain: bool = False) -> Provoke:
    return lambda folder, patch: serve(None, host, 0, plain=plain)


ACCESS_ROWS: list[tuple[str, Provoke, type[MarsadError], str]] = [
    ("a name that is taken", calling(named_twice), UsageError, "the name is taken"),
    ("a role for nobody", calling(lambda a: accounts.set_role(a, "zorro", "admin", "test", NOW)), UsageError, "there is no such account"),
    ("the last administrator disabled", calling(without_an_administrator), UsageError, "this is the only administrator"),
    ("a token of nobody", calling(lambda a: tokens.add_token(a, "0a", "d", "zorro", ["read"], "x", "test", NOW, NOW)), UsageError, "there is no such account, or it is disabled"),
    ("a token that is not there", calling(lambda a: tokens.revoke_token(a, "0a", "test", NOW)), UsageError, "there is no such token, or it is revoked already"),
    ("an address of the network", at("0.0.0.0"), UsageError, "passwords would travel unencrypted"),
    ("an address without a name", at("0.0.0.0", plain=True), UsageError, "by which name browsers reach it is not said"),
    ("a network without accounts", a_network_without_accounts, UsageError, "the desk has no accounts yet, so whoever reaches this address could read"),
    ("a certificate without its key", lambda folder, patch: serve(None, certificate=folder / "a.pem"), UsageError, "a certificate needs its key"),
    ("a broken certificate", a_broken_certificate, UsageError, r"they cannot be used \("),
    ("a name of two words", calling(lambda a: access.add_account(a, "two words", "admin", "four plain words here")), UsageError, "this cannot be the name of an account"),
    ("an account of a king", calling(lambda a: access.add_account(a, "layla", "king", "four plain words here")), UsageError, "this is no role"),
    ("a short password", calling(lambda a: access.add_account(a, "layla", "admin", "short")), UsageError, r"it needs \d+ to \d+ signs, and more than the name"),
    ("a token for everything", calling(lambda a: access.new_token(a, "layla", ["everything"], "x")), UsageError, "this is no scope"),
    ("a password without a terminal", a_password_without_a_terminal, UsageError, "there is no terminal to ask at"),
]
