"""Who may do what at the desk: roles, visitors, passwords, log-ins, sessions and tokens. The pages and the command line say the same verbs.

A password is kept as argon2id (RFC 9106) with a salt of its own. Attempts are counted over a quarter of an hour: by account and
address together, by address, and by account; whoever reaches a limit waits, whatever the password is.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from marsad.archive import accounts, tokens
from marsad.archive.connect import Archive
from marsad.desk.filing import person
from marsad.record import UsageError

ROLES = ("reader", "coder", "editor", "admin")  # each may do all that the one before may
SCOPES = {"read": "reader", "feeds": "reader", "decide": "coder"}  # what a token may be for, and the role that this needs
SHORTEST, LONGEST = 10, 200  # code points of a password; longer ones only cost time
SESSION_HOURS = 12
TOKEN_DAYS = 90
WINDOW = timedelta(minutes=15)
MOST_PAIR, MOST_ADDRESS, MOST_ACCOUNT = 5, 30, 60  # failed attempts in the window
_NAME = re.compile(r"[\w.@+-]{2,64}")
_TOKEN = re.compile(r"marsad_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
_KEY = secrets.token_bytes(32)
_one_at_a_time = threading.Lock()  # a check takes 64 MB; guesses in parallel would also outrun the count


class Visitor(NamedTuple):
    """Who asks. `scopes` is None for a person; a token does only what its scopes say. `known` is false where no account is needed."""

    name: str
    role: str
    scopes: frozenset[str] | None = None
    known: bool = True

    def may(self, role: str) -> bool:
        """Tell whether this visitor has a role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Refused(Exception):
    """A log-in that is refused. `key` names the sentence that says so: wrong or wait. It never tells which of name and password was wrong."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def local_visitor() -> Visitor:
    """Give who asks where no account is needed: whoever started the desk, and may do everything to his file anyway."""
    return Visitor(person(), "admin", None, False)


def checked_name(name: str) -> str:
    """Give an account's name in its one spelling. Raises UsageError.

    >>> checked_name("Layla")
    'layla'
    """
    said = unicodedata.normalize("NFKC", name).strip().casefold()
    if not _NAME.fullmatch(said):
        raise UsageError(name[:80], "this cannot be the name of an account", "Use 2 to 64 letters, digits and . @ + - _, without blanks.")
    return said


def checked_role(role: str) -> str:
    """Give a role. Raises UsageError if it is none."""
    if role not in ROLES:
        raise UsageError(role[:80], "this is no role", f"Use one of {', '.join(ROLES)}.")
    return role


def hashed(name: str, password: str) -> str:
    """Give what is kept of a password. Raises UsageError if it is too short, too long, or the name."""
    if not SHORTEST <= len(password) <= LONGEST or (checked_name(name) in password.casefold() and len(password) < len(name) + 6):
        raise UsageError("password", f"it needs {SHORTEST} to {LONGEST} signs, and more than the name", "Choose three or four words that nobody would guess together.")
    found: str = _hasher().hash(_normal(password))
    return found


def add_account(archive: Archive, name: str, role: str, password: str, who: str | None = None, now: datetime | None = None) -> int:
    """Make an account; give the number of the change. Raises UsageError."""
    return accounts.add_account(archive, checked_name(name), checked_role(role), hashed(name, password), who or person(), now or datetime.now(UTC))


def change_password(archive: Archive, name: str, password: str, who: str | None = None, now: datetime | None = None) -> int:
    """Give an account another password; its sessions end. Raises UsageError."""
    return accounts.set_password(archive, checked_name(name), hashed(name, password), who or person(), now or datetime.now(UTC))


def log_in(archive: Archive, name: str, password: str, address: str, now: datetime | None = None) -> tuple[str, accounts.Account]:
    """Give the secret of a new session, for the cookie, and whose it is. Every attempt stands in the trail.

    Raises Refused: "wait" if too many attempts failed lately (then nothing is checked), else "wrong".
    """
    now, address = now or datetime.now(UTC), counted_address(address)
    said = unicodedata.normalize("NFKC", name).strip().casefold()[:64]
    with archive.reading() as connection:
        held = accounts.account(connection, said) if _NAME.fullmatch(said) else None
    known = held.name if held is not None else _unknown(said)
    _not_too_often(archive, known, address, now)
    with _one_at_a_time:
        _not_too_often(archive, known, address, now)
        right = _verified(held.password if held is not None else _nobody(), password)
        if held is None or not right or held.disabled is not None:
            accounts.note_log_in(archive, known, address, "disabled" if right and held is not None else "wrong", now)
            raise Refused("wrong")
        secret = secrets.token_urlsafe(32)
        accounts.start_session(archive, digest(secret), held.name, now, now + timedelta(hours=SESSION_HOURS))
        accounts.note_log_in(archive, held.name, address, "in", now)
    return secret, held


def log_out(archive: Archive, secret: str, name: str, address: str, now: datetime | None = None) -> None:
    """End a session."""
    accounts.end_session(archive, digest(secret))
    accounts.note_log_in(archive, name, counted_address(address), "out", now or datetime.now(UTC))


def counted_address(address: str) -> str:
    """Give the address by which attempts are counted and kept: of IPv6 the network of 64 bits, as one home or machine has all of its addresses.

    >>> counted_address("203.0.113.5"), counted_address("2001:db8::1:2:3:4"), counted_address("::ffff:203.0.113.5")
    ('203.0.113.5', '2001:db8::/64', '203.0.113.5')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def is_password(archive: Archive, name: str, password: str) -> bool:
    """Tell whether this is the password of an account."""
    with archive.reading() as connection:
        held = accounts.account(connection, name)
    with _one_at_a_time:
        return _verified(held.password if held is not None else _nobody(), password) and held is not None


def visitor_of_session(archive: Archive, secret: str, now: datetime | None = None) -> Visitor | None:
    """Give who holds a session, None if it is none, or over."""
    with archive.reading() as connection:
        held = accounts.session_account(connection, digest(secret), now or datetime.now(UTC))
    return Visitor(held.name, held.role) if held is not None else None


def new_token(archive: Archive, name: str, scopes: Iterable[str], label: str, days: int = TOKEN_DAYS, who: str | None = None, now: datetime | None = None) -> str:
    """Make a token of an account and give it; it cannot be shown again. Raises UsageError for an unknown scope, or one beyond the account's role."""
    wanted, now = sorted(set(scopes)), now or datetime.now(UTC)
    for scope in wanted:
        if scope not in SCOPES:
            raise UsageError(scope[:80], "this is no scope", f"Use one or more of {', '.join(SCOPES)}.")
    with archive.reading() as connection:
        held = accounts.account(connection, checked_name(name))
    beyond = [scope for scope in wanted if held is not None and not Visitor(held.name, held.role).may(SCOPES[scope])]
    if not wanted or beyond or not 1 <= days <= 3660:
        found = f"a {held.role} cannot give the scope {beyond[0]}" if beyond and held is not None else "no scope, or a length that is none, was given"
        raise UsageError("token", found, f"Give scopes ({', '.join(SCOPES)}) that the account's role has, and 1 to 3660 days.")
    identity = secrets.token_hex(6)
    token = f"marsad_{identity}_{secrets.token_urlsafe(32)}"
    tokens.add_token(archive, identity, digest(token), checked_name(name), wanted, label.strip()[:100], who or person(), now, now + timedelta(days=days))
    return token


def visitor_of_token(archive: Archive, token: str, now: datetime | None = None) -> Visitor | None:
    """Give who holds a token, with its scopes as far as the account's role still has them; None if it does not work."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    with archive.reading() as connection:
        held = tokens.token_held(connection, found[1], now or datetime.now(UTC))
    if held is None or not hmac.compare_digest(held.digest, digest(token)):
        return None
    whose = Visitor(held.account.name, held.account.role)
    return whose._replace(scopes=frozenset(scope for scope in held.scopes if scope in SCOPES and whose.may(SCOPES[scope])))


def digest(secret: str) -> str:
    """Give what the archive keeps of a secret that is random: its SHA-256."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _not_too_often(archive: Archive, name: str, address: str, now: datetime) -> None:
    since = now - WINDOW
    with archive.reading() as connection:
        tries = (
            accounts.failures(connection, since, name, address) >= MOST_PAIR,
            accounts.failures(connection, since, None, address) >= MOST_ADDRESS,
            accounts.failures(connection, since, name) >= MOST_ACCOUNT,
        )
    if any(tries):
        raise Refused("wait")


def _unknown(name: str) -> str:
    """Give what stands in the trail for a name that no account has: attempts are counted by it too, but it tells nothing. People type passwords there."""
    return "?" + hmac.new(_KEY, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:12]


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)[:LONGEST]


@cache
def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id with the costs of RFC 9106 for little memory: 64 MiB, three passes


@cache
def _nobody() -> str:
    """Give a hash that no password has: an unknown name takes as long as a known one."""
    found: str = _hasher().hash(secrets.token_urlsafe(32))
    return found


def _verified(kept: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return bool(_hasher().verify(kept, _normal(password)))
    except (Argon2Error, InvalidHashError):
        return False
