"""Accounts of the desk, their sessions, and the trail of log-ins. Passwords come here as hashes, sessions as the hash of what the cookie holds.

Changes of accounts stand in the log of changes, without the hash; log-ins have a table of their own, to which rows are only added:
a stranger who guesses would otherwise write the log.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import add_rows, next_number
from marsad.archive.rows import Row
from marsad.archive.tables import accounts, log_ins, sessions
from marsad.record import UsageError


class Account(NamedTuple):
    """Somebody who may log in. `disabled` tells since when no longer, None that he may."""

    name: str
    role: str
    password: str
    created: str
    disabled: str | None


def account(connection: Connection, name: str) -> Account | None:
    """Give the account of this name, None if there is none."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).first()
    return Account(*row) if row is not None else None


def account_rows(connection: Connection) -> list[Row]:
    """Give all accounts without their passwords, each with its last log-in, in order of name."""
    last = select(log_ins.c.account, func.max(log_ins.c.at).label("last")).where(log_ins.c.outcome == "in").group_by(log_ins.c.account).subquery()
    query = select(accounts.c.name, accounts.c.role, accounts.c.created, accounts.c.disabled, last.c.last).join(last, last.c.account == accounts.c.name, isouter=True)
    return [dict(row) for row in connection.execute(query.order_by(accounts.c.name)).mappings()]


def any_account(connection: Connection) -> bool:
    """Tell whether anybody may log in."""
    return connection.execute(select(accounts.c.name).where(accounts.c.disabled.is_(None)).limit(1)).first() is not None


def add_account(archive: Archive, name: str, role: str, password: str, who: str, now: datetime) -> int:
    """Make an account; give the number of the change. Raises UsageError if the name is taken."""
    with archive.writing() as connection:
        if account(connection, name) is not None:
            raise UsageError(name, "the name is taken", "Choose another, or change its role with `marsad accounts role`.")
        add_rows(connection, accounts, [{"name": name, "role": role, "password": password, "created": stamp(now), "disabled": None}])
        return append(connection, [Change(stamp(now), who, "account", name, "", None, {"role": role})])[0]


def set_role(archive: Archive, name: str, role: str, who: str, now: datetime) -> int:
    """Give an account another role; give the number of the change. Raises UsageError if it is not there, or would leave no administrator."""
    return _changed(archive, name, {"role": role}, who, now)


def disable(archive: Archive, name: str, who: str, now: datetime) -> int:
    """Let an account log in no more, and end its sessions; its tokens do no longer work. Raises UsageError as `set_role` does."""
    return _changed(archive, name, {"disabled": stamp(now)}, who, now, lambda c: c.execute(delete(sessions).where(sessions.c.account == name)))


def enable(archive: Archive, name: str, who: str, now: datetime) -> int:
    """Let a disabled account log in again; give the number of the change."""
    return _changed(archive, name, {"disabled": None}, who, now)


def set_password(archive: Archive, name: str, password: str, who: str, now: datetime) -> int:
    """Give an account another password and end its sessions; give the number of the change."""
    return _changed(archive, name, {"password": password}, who, now, lambda c: c.execute(delete(sessions).where(sessions.c.account == name)))


def _changed(archive: Archive, name: str, values: dict[str, Any], who: str, now: datetime, more: Callable[[Connection], Any] = lambda _: None) -> int:
    with archive.writing() as connection:
        before = account(connection, name)
        if before is None:
            raise UsageError(name, "there is no such account", "`marsad accounts list` shows them.")
        connection.execute(update(accounts).where(accounts.c.name == name).values(**values))
        administrators = select(accounts.c.name).where(accounts.c.role == "admin", accounts.c.disabled.is_(None)).limit(1)
        if before.role == "admin" and before.disabled is None and connection.execute(administrators).first() is None:
            raise UsageError(name, "this is the only administrator", "Make another one first: `marsad accounts role NAME admin`.")
        more(connection)
        after = account(connection, name)
        assert after is not None
        change = Change(stamp(now), who, "account", name, "password" if "password" in values else "", _shown(before), _shown(after))
        return append(connection, [change])[0]


def _shown(held: Account) -> dict[str, str | None]:
    return {"role": held.role, "disabled": held.disabled}


def start_session(archive: Archive, digest: str, name: str, now: datetime, expires: datetime) -> None:
    """Keep a session, and let go of those whose time is over."""
    with archive.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires <= stamp(now)))
        connection.execute(insert(sessions), [{"digest": digest, "account": name, "created": stamp(now), "expires": stamp(expires)}])


def session_account(connection: Connection, digest: str, now: datetime) -> Account | None:
    """Give whose session this is, None if it is over, or the account is disabled."""
    query = select(accounts).join(sessions, sessions.c.account == accounts.c.name)
    row = connection.execute(query.where(sessions.c.digest == digest, sessions.c.expires > stamp(now), accounts.c.disabled.is_(None))).first()
    return Account(*row) if row is not None else None


def end_session(archive: Archive, digest: str) -> None:
    with archive.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.digest == digest))


def note_log_in(archive: Archive, name: str, address: str, outcome: str, now: datetime) -> None:
    """Add what became of an attempt to the trail: in, wrong, disabled, or out."""
    with archive.writing() as connection:
        row = {"number": next_number(connection, log_ins.c.number), "at": stamp(now), "account": name, "address": address, "outcome": outcome}
        add_rows(connection, log_ins, [row])


def failures(connection: Connection, since: datetime, name: str | None = None, address: str | None = None) -> int:
    """Give how many attempts failed since then, for an account, from an address, or both."""
    query = select(func.count()).select_from(log_ins).where(log_ins.c.outcome.in_(("wrong", "disabled")), log_ins.c.at > stamp(since))
    for column, value in ((log_ins.c.account, name), (log_ins.c.address, address)):
        if value is not None:
            query = query.where(column == value)
    return int(connection.execute(query).scalar_one())


def log_in_rows(connection: Connection, name: str | None = None, limit: int = 50) -> list[Row]:
    """Give the last attempts, newest first."""
    query = select(log_ins).order_by(log_ins.c.number.desc()).limit(limit)
    if name is not None:
        query = query.where(log_ins.c.account == name)
    return [dict(row) for row in connection.execute(query).mappings()]
