"""What an analyst decides about acts: these reports are of one act, those are not. Each decision is logged with its reason and can be undone.

A decision is kept as pairs of claims, not as a list of events: it holds when new reports come, and when events are joined anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from marsad.archive.acts import Claims, current_event, settle
from marsad.archive.canonical import stamp
from marsad.archive.chain import Change, append
from marsad.archive.connect import Archive
from marsad.archive.lookup import add_rows, among, mapping, next_number
from marsad.archive.tables import assignments, changes, claims, decisions
from marsad.record import UsageError


def merge(archive: Archive, events: Sequence[str], who: str, why: str, now: datetime) -> int:
    """Make one act of two or more; give the number of the change.

    Raises UsageError if an event is not there, or fewer than two are named.
    """
    _reason(why)
    with archive.writing() as connection:
        chosen = sorted({_event(connection, event) for event in events})
        if len(chosen) < 2:
            raise UsageError("merge", "this is one event", "Name two or more that are not one yet.")
        members = {event: _members(connection, event) for event in chosen}
        before = {event: sorted(keys.values()) for event, keys in members.items()}
        everyone = sorted(number for keys in members.values() for number in keys)
        at = stamp(now)
        [change] = append(connection, [Change(at, who, "merge", chosen[0], why, before, {"together": chosen})])
        pairs = {_pair(a, b) for one in chosen for other in chosen if one < other for a in members[one].values() for b in members[other].values()}
        _lift(connection, "apart", pairs, change)
        firsts = [min(keys.values()) for keys in members.values()]
        chain = {_pair(key, firsts[0]) for keys in members.values() for key in keys.values() if key != firsts[0]}
        _decide(connection, "together", sorted(chain), change)
        settle(connection, Claims(), set(everyone), at)
        return change


def split(archive: Archive, event: str, apart: Sequence[str], who: str, why: str, now: datetime) -> int:
    """Take these claims out of an act, to be an act of their own; give the number of the change.

    Raises UsageError if the event is not there, a claim is not of it, or none would be left.
    """
    _reason(why)
    with archive.writing() as connection:
        chosen = _event(connection, event)
        members = _members(connection, chosen)
        out = set(apart)
        strange = sorted(out - set(members.values()))
        if strange:
            raise UsageError("split", f"claim {strange[0]} is not of event {chosen}", "Look at `marsad claims --event ID`.")
        rest = set(members.values()) - out
        if not out or not rest:
            raise UsageError("split", "all claims or none were named", "Name some of the event's claims.")
        at = stamp(now)
        [change] = append(connection, [Change(at, who, "split", chosen, why, {chosen: sorted(members.values())}, {"apart": sorted(out), "rest": sorted(rest)})])
        pairs = sorted(_pair(a, b) for a in out for b in rest)
        _lift(connection, "together", pairs, change)
        _decide(connection, "apart", pairs, change)
        first = min(out)
        _decide(connection, "together", sorted(_pair(first, key) for key in out if key != first), change)
        settle(connection, Claims(), set(members), at)
        return change


def undo(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Take back a merge or split (or the undoing of one); give the number of the new change.

    Raises UsageError if there is no such change, or it was taken back already.
    """
    _reason(why)
    with archive.writing() as connection:
        row = connection.execute(select(changes).where(changes.c.number == number)).first()
        if row is None or row.action not in ("merge", "split"):
            raise UsageError("undo", f"change {number} is no merge or split", "`marsad log` lists the changes.")
        if connection.execute(select(changes.c.number).where(changes.c.undoes == number)).first() is not None:
            raise UsageError("undo", f"change {number} is undone already", "Decide anew with merge or split.")
        at = stamp(now)
        [change] = append(connection, [Change(at, who, "undo", row.subject, why, {"change": number}, None, number)])
        mine = connection.execute(select(decisions.c.a, decisions.c.b).where(decisions.c.change == number, decisions.c.undone.is_(None))).all()
        lifted = connection.execute(select(decisions.c.a, decisions.c.b).where(decisions.c.undone == number)).all()
        connection.execute(update(decisions).where(decisions.c.change == number, decisions.c.undone.is_(None)).values(undone=change))
        connection.execute(update(decisions).where(decisions.c.undone == number).values(undone=None))  # what the decision had lifted holds again
        touched = {key for a, b in [*mine, *lifted] for key in (a, b)}
        settle(connection, Claims(), _holding(connection, sorted(touched)), at)
        return change


def _reason(why: str) -> None:
    if not why.strip():
        raise UsageError("why", "no reason is given", "Say why in a few words: it stands in the log.")


def _event(connection: Connection, name: str) -> str:
    found = current_event(connection, name)
    if found is None:
        raise UsageError(name, "there is no such event", "`marsad events` lists them.")
    return found


def _members(connection: Connection, event: str) -> dict[int, str]:
    return mapping(connection, select(claims.c.number, claims.c.key).join(assignments).where(assignments.c.event == event, assignments.c.until.is_(None)))


def _holding(connection: Connection, keys: Sequence[str]) -> set[int]:
    """Give the claims with these keys that count, and all others of their events: taking a decision back may part these."""
    mine = select(assignments.c.event).join(claims).where(among(connection, claims.c.key, keys), assignments.c.until.is_(None))
    return set(connection.execute(select(assignments.c.claim).where(assignments.c.event.in_(mine), assignments.c.until.is_(None))).scalars())


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _decide(connection: Connection, kind: str, pairs: Sequence[tuple[str, str]], change: int) -> None:
    first = next_number(connection, decisions.c.number)
    add_rows(connection, decisions, [{"number": first + i, "kind": kind, "a": a, "b": b, "change": change, "undone": None} for i, (a, b) in enumerate(pairs)])


def _lift(connection: Connection, kind: str, pairs: Sequence[tuple[str, str]] | set[tuple[str, str]], change: int) -> None:
    """Earlier decisions to the contrary no longer hold."""
    wanted = set(pairs)
    keys = sorted({a for a, _ in wanted})
    rows = select(decisions.c.number, decisions.c.a, decisions.c.b).where(among(connection, decisions.c.a, keys), decisions.c.kind == kind, decisions.c.undone.is_(None))
    against = [row.number for row in connection.execute(rows) if (row.a, row.b) in wanted]
    if against:
        connection.execute(update(decisions).where(among(connection, decisions.c.number, against)).values(undone=change))
