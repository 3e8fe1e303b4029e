"""Source families: which articles are one source. Near-duplicates form families; within an act, crediting one origin does too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from marsad.archive.copies import DAYS, Signature, bands_of, relation
from marsad.archive.lookup import add_rows, among, chunks
from marsad.archive.tables import articles, bands, copies, families, signatures


class NewArticle(NamedTuple):
    number: int
    id: str
    published: str | None
    signature: Signature
    agency: str | None


def join_families(connection: Connection, new: Sequence[NewArticle]) -> set[int]:
    """Store the signatures of new articles and what they are copies of; give the articles whose family is another now."""
    add_rows(connection, signatures, [{"article": a.number, "digest": a.signature.digest, "size": a.signature.size} for a in new])
    keys = [{"key": key, "article": a.number} for a in new for key in bands_of(a.signature.digest)]
    add_rows(connection, bands, keys)
    found = _copies(connection, new, {row["key"] for row in keys})
    if found:
        add_rows(connection, copies, [{"a": a, "b": b, "kind": kind, "likeness": round(shared, 4)} for (a, b), (kind, shared) in sorted(found.items())])
    add_rows(connection, families, [{"article": a.number, "family": f"article:{a.id}", "agency": a.agency} for a in new])
    return _relabel(connection, {number for pair in found for number in pair})


def _copies(connection: Connection, new: Sequence[NewArticle], keys: set[int]) -> dict[tuple[int, int], tuple[str, float]]:
    mine = {a.number for a in new}
    meeting: dict[int, list[int]] = {}
    for part in chunks(sorted(keys)):
        for key, article in connection.execute(select(bands.c.key, bands.c.article).where(among(connection, bands.c.key, part))):
            meeting.setdefault(key, []).append(article)
    pairs = {(min(x, y), max(x, y)) for group in meeting.values() for x in group if x in mine for y in group if x != y}
    wanted = sorted({number for pair in pairs for number in pair})
    known: dict[int, tuple[Signature, str | None]] = {}
    for part in chunks(wanted):
        rows = select(signatures, articles.c.published).join(articles, articles.c.number == signatures.c.article).where(among(connection, signatures.c.article, part))
        for row in connection.execute(rows):
            known[row.article] = (Signature(row.digest, row.size), row.published)
    found = {}
    for a, b in sorted(pairs):
        (first, day), (second, other) = known[a], known[b]
        if _near(day, other) and (same := relation(first, second)) is not None:
            found[a, b] = same
    return found


def _near(a: str | None, b: str | None) -> bool:
    try:
        return a is None or b is None or abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= DAYS
    except ValueError:
        return True


def _relabel(connection: Connection, seeds: set[int]) -> set[int]:
    """Name each family that holds one of these articles after its first member; give the members whose label changed."""
    changed: set[int] = set()
    rest = set(seeds)
    while rest:
        family = _connected(connection, rest.pop())
        rest -= family
        members = {}
        for part in chunks(sorted(family)):
            rows = (
                select(articles.c.number, articles.c.id, articles.c.published, families.c.family, families.c.agency)
                .join(families)
                .where(among(connection, articles.c.number, part))
            )
            members.update({row.number: row for row in connection.execute(rows)})
        first = min(members.values(), key=lambda m: (m.published or "9999", m.id))
        label = f"article:{first.id}"
        moved = [m for m in members.values() if m.family != label]
        for member in moved:
            connection.execute(families.update().where(families.c.article == member.number).values(family=label))
        changed.update(m.number for m in moved)
    return changed


def _connected(connection: Connection, start: int) -> set[int]:
    seen, edge = {start}, {start}
    while edge:
        reached: set[int] = set()
        for part in chunks(sorted(edge)):
            rows = connection.execute(select(copies.c.a, copies.c.b).where(or_(among(connection, copies.c.a, part), among(connection, copies.c.b, part))))
            reached.update(number for row in rows for number in row)
        edge = reached - seen
        seen |= edge
    return seen


def independent(sources: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Give for each near-duplicate family in an act the source that it counts as.

    A family comes with marks of where its report is from: an origin that it credits, its outlets. Families that share a mark are one
    source: two papers that credit one agency, and two articles of one paper.

    >>> independent([("article:a", ["outlet:x"]), ("article:b", ["origin:afp"]), ("article:c", ["origin:afp", "outlet:y"]), ("article:d", ["outlet:x"])])
    {'article:a': 'outlet:x', 'article:b': 'origin:afp', 'article:c': 'origin:afp', 'article:d': 'outlet:x'}
    """
    marks: dict[str, set[str]] = {}
    for family, given in sources:
        marks.setdefault(family, set()).update(given)
    group = {family: family for family in marks}

    def top(node: str) -> str:
        while group[node] != node:
            node = group[node]
        return node

    for family, given in sorted(marks.items()):
        for mark in sorted(given):
            group.setdefault(mark, mark)
            a, b = top(family), top(mark)
            if a != b:
                keep, drop = sorted((a, b), key=_naming)
                group[drop] = keep
    return {family: top(family) for family in sorted(marks)}


def _naming(name: str) -> tuple[int, str]:
    """A source is called after its origin, else its outlet, else its first article."""
    return (0 if name.startswith("origin:") else 1 if name.startswith("outlet:") else 2), name
