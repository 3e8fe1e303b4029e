"""Tokens of programs: each belongs to an account, holds some scopes, and ends on a day. The archive knows only the hash of a token."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from marsad.archive.accounts import Account, account
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import add_rows
from marsad.archive.rows import Row
from marsad.archive.tables import accounts, tokens
from marsad.record import UsageError


class Held(NamedTuple):
    """A token that works: its hash, its scopes, and whose it is."""

    digest: str
    scopes: frozenset[str]
    account: Account


def add_token(archive: Archive, identity: str, digest: str, name: str, scopes: list[str], label: str, who: str, now: datetime, expires: datetime) -> int:
    """Keep a token of an account; give the number of the change. Raises UsageError if the account is not there or disabled."""
    with archive.writing() as connection:
        held = account(connection, name)
        if held is None or held.disabled is not None:
            raise UsageError(name, "there is no such account, or it is disabled", "`marsad accounts list` shows them.")
        row = {
            "id": identity,
            "digest": digest,
            "account": name,
            "scopes": " ".join(sorted(scopes)),
            "label": label,
            "created": stamp(now),
            "expires": stamp(expires),
            "revoked": None,
        }
        add_rows(connection, tokens, [row])
        after = {"account": name, "scopes": sorted(scopes), "label": label, "expires": stamp(expires)}
        return append(connection, [Change(stamp(now), who, "token", identity, "", None, after)])[0]


def revoke_token(archive: Archive, identity: str, who: str, now: datetime, of: str | None = None) -> int:
    """Let a token work no more; give the number of the change. `of`: only if it is this account's. Raises UsageError if it is not there or revoked already."""
    with archive.writing() as connection:
        row = connection.execute(select(tokens.c.account, tokens.c.revoked).where(tokens.c.id == identity)).first()
        if row is None or row.revoked is not None or of not in (None, row.account):
            raise UsageError(identity, "there is no such token, or it is revoked already", "`marsad accounts tokens` lists them.")
        connection.execute(update(tokens).where(tokens.c.id == identity).values(revoked=stamp(now)))
        return append(connection, [Change(stamp(now), who, "token", identity, "", {"revoked": None}, {"revoked": stamp(now)})])[0]


def token_held(connection: Connection, identity: str, now: datetime) -> Held | None:
    """Give the token of this id if it works: not revoked, not over, its account not disabled. Its hash is still to be compared."""
    query = select(tokens.c.digest, tokens.c.scopes, accounts).join(accounts, accounts.c.name == tokens.c.account)
    row = connection.execute(query.where(tokens.c.id == identity, tokens.c.revoked.is_(None), tokens.c.expires > stamp(now), accounts.c.disabled.is_(None))).first()
    return Held(row[0], frozenset(row[1].split()), Account(*row[2:])) if row is not None else None


def token_rows(connection: Connection, name: str | None = None) -> list[Row]:
    """Give the tokens (of an account) without their hashes, newest first."""
    columns = [column for column in tokens.c if column.name != "digest"]
    query = select(*columns).order_by(tokens.c.created.desc(), tokens.c.id)
    if name is not None:
        query = query.where(tokens.c.account == name)
    return [dict(row) for row in connection.execute(query).mappings()]
