"""Messages to webhooks: new acts that a saved filter found, signed, and sent again after growing pauses until they arrive.

They go only to addresses that an administrator named, by the same checked connections that collecting uses: a name that resolves into a
private network is refused unless the administrator said so. Redirects are not followed.

Signature: X-Marsad-Signature: t=UNIX TIME,v1=HEX, an HMAC-SHA256 with the webhook's secret over "TIME.BODY".
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from marsad.archive import saved
from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk.filing import person
from marsad.gather.addresses import host_of, is_address, may_connect, normal_address
from marsad.gather.fetch import Fetcher
from marsad.gather.settings import Settings
from marsad.gather.trouble import Trouble
from marsad.gather.wire import Resolver, system_resolver
from marsad.record import UsageError

PAUSES = (60, 300, 1800, 7200, 21_600, 86_400)  # seconds after each attempt that failed; after the last it is given up
LEASE = timedelta(minutes=5)
PATIENCE = 15.0  # seconds for one message


def name_webhook(archive: Archive, address: str, private: bool = False, who: str | None = None, now: datetime | None = None) -> tuple[int, str]:
    """Name an address that messages may go to; give its number and its secret, which is not shown again. Raises UsageError."""
    here = normal_address(address)
    if not here or not (here.startswith("https://") or private):
        raise UsageError(address[:120], "this is no https address", "Messages go over https; over http only into a private network (--private).")
    if not private and is_address(host_of(here)) and not may_connect(urlsplit(here).hostname or ""):
        raise UsageError(address[:120], "it lies in a private network", "Add --private if you mean it.")
    secret = secrets.token_hex(32)
    return saved.add_webhook(archive, here, secret, private, who or person(), now or datetime.now(UTC)), secret


def deliver(archive: Archive, now: datetime | None = None, resolver: Resolver = system_resolver) -> int:
    """Send the messages that are due; give how many arrived."""
    arrived = 0
    for message in saved.take_due(archive, now or datetime.now(UTC), LEASE):
        moment = now or datetime.now(UTC)
        outcome, said = _sent(message, moment, resolver)
        if outcome == "waiting" and message.attempts > len(PAUSES):
            outcome = "given up"
        due = moment + timedelta(seconds=PAUSES[message.attempts - 1]) if outcome == "waiting" else None
        saved.note_delivery(archive, message.number, outcome, said, due)
        arrived += outcome == "delivered"
    return arrived


def tell_new(archive: Archive, filter_of: Callable[[str], Filter], now: datetime | None = None, resolver: Resolver = system_resolver) -> tuple[int, int]:
    """Look what is new to the saved filters, and send what is due; give how many acts were found and how many messages arrived."""
    return saved.look(archive, now or datetime.now(UTC), filter_of), deliver(archive, now, resolver)


def signature(secret: str, moment: int, body: str) -> str:
    """Give what the signature's header holds.

    >>> signature("secret", 0, "{}")[:14]
    't=0,v1=4bbe8d3'
    """
    return f"t={moment},v1={hmac.new(secret.encode('ascii'), f'{moment}.{body}'.encode(), hashlib.sha256).hexdigest()}"


def _sent(message: saved.Message, moment: datetime, resolver: Resolver) -> tuple[str, str]:
    """Send one message; give what became of it, and what was said."""
    allow = [urlsplit(message.address).hostname or ""] if message.private else []
    settings = Settings(allow=allow, connect_timeout=PATIENCE, read_timeout=PATIENCE, total_timeout=PATIENCE)
    signed = [("X-Marsad-Signature", signature(message.secret, int(moment.timestamp()), message.body)), ("X-Marsad-Delivery", str(message.number))]
    try:
        answer = Fetcher(settings, resolver).send(message.address, message.body.encode("utf-8"), "application/json", signed)
    except Trouble as trouble:
        return "waiting", f"{trouble.reason}: {trouble.detail}"
    if 200 <= answer.status < 300:
        return "delivered", f"status {answer.status}"
    return "given up" if answer.status == 410 else "waiting", f"status {answer.status} {answer.reason}".rstrip()
