"""Acts in the database: claims assigned to events, and what follows from it, brought up to date when claims come or go.

Only what new claims can touch is looked at: the claims that meet them in a block, and all that these are linked with. As groups never
cross a connected set of links, the result is the one that joining everything anew would give (`marsad verify --deep` does that).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, delete, or_, select, update

from marsad.archive import identity
from marsad.archive.corrections import corrected, fields_of, standing
from marsad.archive.credits import origin_of
from marsad.archive.derive import write_events
from marsad.archive.facts import Facts, facts_of
from marsad.archive.lookup import add_rows, among, chunks, next_number
from marsad.archive.shown import reported
from marsad.archive.sources import independent
from marsad.archive.tables import articles, assignments, blocks, claims, decisions, events, families, links
from marsad.record import Claim, Event, ReportedEvent, Source

_event = msgspec.json.Decoder(Event)


class Known(msgspec.Struct, frozen=True):
    """A claim as joining needs it. `article` is its article's number."""

    number: int
    article: int
    claim: Claim
    facts: Facts


class Claims(dict[int, Known]):
    """Claims by number, read when first asked for. They never change, so one stays valid as long as its family is not asked."""

    MOST = 60_000

    def of(self, connection: Connection, numbers: Iterable[int]) -> list[Known]:
        """Give claims by their numbers, in that order."""
        wanted = list(numbers)
        missing = sorted({n for n in wanted if n not in self})
        if len(self) + len(missing) > self.MOST:
            self.clear()
            missing = sorted(set(wanted))
        for part in chunks(missing):
            rows = (
                select(
                    claims.c.number, claims.c.key, claims.c.article, claims.c.body, articles.c.id, articles.c.outlet, articles.c.title, articles.c.url,
                    articles.c.published, articles.c.sha256, articles.c.recorded,
                )
                .join(articles, articles.c.number == claims.c.article)
                .where(among(connection, claims.c.number, part))
            )  # fmt: skip
            for row in connection.execute(rows):
                event = _event.decode(row.body)
                self[row.number] = known_claim(
                    row.number,
                    row.article,
                    row.key,
                    event,
                    Source(
                        article=row.id,
                        family=f"article:{row.id}",
                        outlet=row.outlet,
                        title=row.title,
                        url=row.url,
                        published=row.published,
                        sha256=row.sha256,
                        recorded=row.recorded,
                    ),
                )
        return [self[n] for n in wanted]


def known_claim(number: int, article: int, key: str, event: Event, source: Source) -> Known:
    return Known(number, article, Claim(id=key, source=source, event=event), facts_of(key, source.article, event, source.published))


def join_claims(connection: Connection, cache: Claims, new: Sequence[int], gone: Sequence[int], refreshed: Iterable[int], at: str) -> None:
    """Assign new claims to events, take gone ones out, and write the events that are touched.

    `gone` are claims of records that a newer reading replaced; `refreshed` articles whose source family is another now.
    """
    touched = set(new) | _neighbours(connection, gone)
    _unlink(connection, gone)
    _link(connection, cache, new)
    refresh: set[int] = set()
    for part in chunks(sorted(refreshed)):
        rows = select(assignments.c.claim).join(claims, claims.c.number == assignments.c.claim).where(among(connection, claims.c.article, part), assignments.c.until.is_(None))
        refresh.update(connection.execute(rows).scalars())
    settle(connection, cache, touched - set(gone), at, refresh, gone)


def rejoin_claims(connection: Connection, changed: Sequence[int], at: str) -> None:
    """Link claims anew that are told otherwise now, group all that they were and are connected with, and write their events."""
    cache, seeds = Claims(), set(changed) | _neighbours(connection, changed)
    _unlink(connection, changed)
    _link(connection, cache, changed)
    settle(connection, cache, seeds, at, changed)


def settle(connection: Connection, cache: Claims, seeds: set[int], at: str, refresh: Iterable[int] = (), gone: Sequence[int] = ()) -> None:
    """Group anew all claims that are connected with `seeds`, and bring assignments and events up to date."""
    members = _connected(connection, seeds)
    known = cache.of(connection, sorted(members))
    facts = {k.facts.key: k.facts for k in known}
    together, apart = _decisions(connection, sorted(facts))
    groups = identity.join(facts, _links(connection, {k.number: k.facts.key for k in known}), together, apart)
    by_key = {k.facts.key: k for k in known}
    assigned: dict[int, str] = {}
    for group in groups:
        event = event_id([by_key[key] for key in group])
        assigned.update((by_key[key].number, event) for key in group)
    refreshed = set(refresh)
    before = _assigned(connection, {*assigned, *gone, *refreshed})
    moved = {n: event for n, event in assigned.items() if before.get(n) != event}
    left = [n for n in (*moved, *gone) if n in before]
    for part in chunks(sorted(left)):
        connection.execute(update(assignments).where(among(connection, assignments.c.claim, part), assignments.c.until.is_(None)).values(until=at))
    if moved:
        first = next_number(connection, assignments.c.number)
        add_rows(connection, assignments, [{"number": first + i, "claim": n, "event": event, "since": at, "until": None} for i, (n, event) in enumerate(sorted(moved.items()))])
    stale = {before[n] for n in left} | set(moved.values()) | {before[n] for n in refreshed if n in before}
    rewrite_events(connection, cache, stale)


def rewrite_events(connection: Connection, cache: Claims, stale: Iterable[str]) -> None:
    """Write the rows of these events anew from the claims assigned to them; those without a claim are no more."""
    wanted = sorted(stale)
    write_events(connection, wanted, reported_events(connection, wanted, cache))


def reported_events(connection: Connection, wanted: Sequence[str], cache: Claims | None = None) -> list[ReportedEvent]:
    """Give the acts with these ids that have claims, in the order given."""
    cache = Claims() if cache is None else cache
    members: dict[str, list[int]] = {}
    for part in chunks(wanted):
        for event, claim in connection.execute(select(assignments.c.event, assignments.c.claim).where(among(connection, assignments.c.event, part), assignments.c.until.is_(None))):
            members.setdefault(event, []).append(claim)
    every = sorted(n for numbers in members.values() for n in numbers)
    known = {k.number: k for k in cache.of(connection, every)}
    made = standing(connection, [k.facts.key for k in known.values()])
    family = _families(connection, {k.article for k in known.values()})
    found = []
    for event in wanted:
        if event in members:
            mine = [known[n] for n in members[event]]
            counted = independent((family[k.article][0], _marks(k, family[k.article][1])) for k in mine)
            told = [
                msgspec.structs.replace(
                    k.claim, event=corrected(k.claim.event, made.get(k.facts.key, ())), source=msgspec.structs.replace(k.claim.source, family=counted[family[k.article][0]])
                )
                for k in mine
            ]
            found.append(reported(event, told, {key: fields_of(made[key]) for k in mine if (key := k.facts.key) in made}))
    return found


def _marks(known: Known, agency: str | None) -> list[str]:
    """Give where a claim's report is from: whom the article credits or the claim quotes, else the outlet itself."""
    origin = agency or origin_of(known.claim.event)
    outlet = known.claim.source.outlet
    return [f"origin:{origin}"] if origin else [f"outlet:{outlet}"] if outlet else []


def event_id(members: Sequence[Known]) -> str:
    """Give the id of the act that these claims tell: that of its first report. It does not depend on the order of loading."""
    first = min(members, key=lambda k: (k.claim.source.published or "9999", k.claim.source.article, k.facts.key))
    return f"e{first.facts.key}"


def _link(connection: Connection, cache: Claims, new: Sequence[int]) -> None:
    fresh = cache.of(connection, new)
    rows = [{"key": key, "claim": k.number} for k in fresh for key in sorted({_short(key) for key in identity.blocks(k.facts)})]
    if not rows:
        return
    add_rows(connection, blocks, rows)
    mine = set(new)
    meeting: dict[int, list[int]] = {}
    for part in chunks(sorted({row["key"] for row in rows})):
        for key, claim in connection.execute(select(blocks.c.key, blocks.c.claim).where(among(connection, blocks.c.key, part))):
            meeting.setdefault(key, []).append(claim)
    pairs = {(min(a, b), max(a, b)) for group in meeting.values() if len(group) > 1 for a in group if a in mine for b in group if a != b}
    known = {k.number: k.facts for k in cache.of(connection, sorted({n for pair in pairs for n in pair}))}
    fitting = [
        {"a": a, "b": b, "weight": round(weight, 6)} for a, b in sorted(pairs) if (weight := identity.agreement(known[a], known[b])) is not None and weight >= identity.THRESHOLD
    ]
    if fitting:
        add_rows(connection, links, fitting)


def _short(key: str) -> int:
    """Give a block's key as a number: shorter to store; that two keys share one only makes claims meet that need not."""
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=7).digest(), "big")


def _unlink(connection: Connection, gone: Sequence[int]) -> None:
    for part in chunks(sorted(gone)):
        connection.execute(delete(blocks).where(among(connection, blocks.c.claim, part)))
        connection.execute(delete(links).where(or_(among(connection, links.c.a, part), among(connection, links.c.b, part))))


def _neighbours(connection: Connection, numbers: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(sorted(numbers)):
        for mine, other in ((links.c.a, links.c.b), (links.c.b, links.c.a)):
            found.update(connection.execute(select(other).where(among(connection, mine, part))).scalars())
    return found


def _decided(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Give the claims that an analyst put together with these: they are neighbours whatever their facts."""
    found: set[int] = set()
    for part in chunks(numbers):
        keys = select(claims.c.key).where(among(connection, claims.c.number, part))
        for mine, other in ((decisions.c.a, decisions.c.b), (decisions.c.b, decisions.c.a)):
            found.update(
                connection.execute(
                    select(assignments.c.claim)
                    .join(claims, claims.c.number == assignments.c.claim)
                    .join(decisions, claims.c.key == other)
                    .where(mine.in_(keys), decisions.c.kind == "together", decisions.c.undone.is_(None), assignments.c.until.is_(None))
                ).scalars()
            )
    return found


def _connected(connection: Connection, seeds: set[int]) -> set[int]:
    decided = connection.execute(select(decisions.c.number).where(decisions.c.kind == "together", decisions.c.undone.is_(None)).limit(1)).first() is not None
    seen, edge = set(seeds), set(seeds)
    while edge:
        reached = _neighbours(connection, edge)
        if decided:
            reached |= _decided(connection, sorted(edge))
        edge = reached - seen
        seen |= edge
    return seen


def _links(connection: Connection, key_of: Mapping[int, str]) -> list[tuple[identity.Pair, float]]:
    found = []
    for part in chunks(sorted(key_of)):
        for a, b, weight in connection.execute(select(links.c.a, links.c.b, links.c.weight).where(among(connection, links.c.a, part))):
            x, y = sorted((key_of[a], key_of[b]))
            found.append(((x, y), weight))
    return found


def _decisions(connection: Connection, keys: Sequence[str]) -> tuple[list[identity.Pair], list[identity.Pair]]:
    found: dict[str, list[identity.Pair]] = {"together": [], "apart": []}
    for part in chunks(keys):
        for kind, a, b in connection.execute(select(decisions.c.kind, decisions.c.a, decisions.c.b).where(among(connection, decisions.c.a, part), decisions.c.undone.is_(None))):
            found[kind].append((a, b))
    return found["together"], found["apart"]


def _assigned(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(sorted(set(numbers))):
        rows = select(assignments.c.claim, assignments.c.event).where(among(connection, assignments.c.claim, part), assignments.c.until.is_(None))
        found.update((claim, event) for claim, event in connection.execute(rows))
    return found


def _families(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    found: dict[int, tuple[str, str | None]] = {}
    for part in chunks(sorted(numbers)):
        for row in connection.execute(select(families).where(among(connection, families.c.article, part))):
            found[row.article] = (row.family, row.agency)
    return found


def current_event(connection: Connection, identity_: str) -> str | None:
    """Give the id under which an act is known now: the id of an event, or a former one, or that of one of its claims."""
    if connection.execute(select(events.c.id).where(events.c.id == identity_)).first():
        return identity_
    keys = [identity_, identity_[1:]] if identity_.startswith("e") else [identity_]  # the key of a claim may begin with the letter that stands before an event's
    row = connection.execute(select(assignments.c.event).join(claims, claims.c.number == assignments.c.claim).where(claims.c.key.in_(keys), assignments.c.until.is_(None))).first()
    return row.event if row else None
