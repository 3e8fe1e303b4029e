"""What an archive says, as one hash: equal for two archives that hold the same, whatever the order and the time of loading."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from marsad.archive.canonical import canonical, sha256
from marsad.archive.connect import Archive
from marsad.archive.tables import entities, event_dyads, event_parties, event_places, events, sums

_KEYED = (  # by names and hashes, not by numbers and times, which the order of loading decides
    "SELECT id, sha256, outlet, url, published, title, language, extra FROM articles",
    "SELECT a.id, a.sha256, c.sha256 FROM captures c JOIN articles a ON a.number = c.article",
    "SELECT a.id, a.sha256, r.sha256, r.version, n.article IS NULL FROM records r JOIN articles a ON a.number = r.article LEFT JOIN current n ON n.record = r.number",
    "SELECT r.sha256, c.key, c.body FROM claims c JOIN records r ON r.number = c.record",
    "SELECT r.sha256, c.key, p.role, p.position, p.text FROM claim_parties p JOIN claims c ON c.number = p.claim JOIN records r ON r.number = c.record",
    "SELECT r.sha256, s.speaker, s.start, s.form FROM statements s JOIN records r ON r.number = s.record",
    "SELECT r.sha256, g.position, g.body FROM agreements g JOIN records r ON r.number = g.record",
    "SELECT r.sha256, f.body FROM agreement_facts f JOIN records r ON r.number = f.record",
    "SELECT r.sha256, c.key, a.event FROM assignments a JOIN claims c ON c.number = a.claim JOIN records r ON r.number = c.record WHERE a.until IS NULL",
    "SELECT a.id, a.sha256, f.family, f.agency FROM families f JOIN articles a ON a.number = f.article",
    "SELECT kind, a, b FROM decisions WHERE undone IS NULL",
    "SELECT claim, verdict FROM verdicts",
    "SELECT e.event, a.id, a.sha256, e.day FROM event_articles e JOIN articles a ON a.number = e.article",
    "SELECT entity, name, folded FROM callings",
)


def digest(archive: Archive) -> str:
    """Give the hash of all that the archive holds and shows, without times of recording and the log."""
    with archive.reading() as connection:
        return sha256("\n".join(sha256("\n".join(sorted(rows))) for rows in _parts(connection)))


def _parts(connection: Connection) -> Iterator[list[str]]:
    for query in _KEYED:
        yield [canonical([_plain(value) for value in row]) for row in connection.execute(text(query))]
    for table in (events, event_parties, event_dyads, event_places, sums, entities):
        yield [canonical([_plain(value) for value in row]) for row in connection.execute(select(table))]


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
