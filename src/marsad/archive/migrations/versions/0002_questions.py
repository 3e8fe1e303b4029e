"""What makes questions fast with a million acts, verdicts that count, and redactions.

* `event_articles` and `callings`: acts by the words and by the agreements of their articles, without going through all claims.
* `event_parties.type`: what somebody did, counted from the index alone.
* `verdicts`, `events.verdict`: an act that an analyst rejected leaves lists and sums.
* `redactions`, `redacted_names`, `redacted_articles`: persons who are named no more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIMELINE = """
    SELECT day, 'event' AS kind, id, type AS what, actors AS who, recipients AS whom, place, factuality AS status FROM events WHERE coalesce(verdict, '') <> 'reject'
    UNION ALL
    SELECT substr(f.published, 1, 10), 'agreement', d.id, f.kind, coalesce(g.name, g.folded), NULL, NULL, NULL
    FROM agreement_facts f JOIN agreements g ON g.number = f.agreement JOIN current n ON n.record = f.record JOIN articles d ON d.number = g.article"""


_ORDERED = (  # indexes in which the acts of one day, or without one, stand in order too: many have none, and each page of a list would sort them
    ("events", "events_day", ["day", "id", "confidence", "verdict"]),
    ("events", "events_type", ["type", "day", "id"]),
    ("events", "events_factuality", ["factuality", "day", "id"]),
    ("event_parties", "event_parties_key", ["role", "key", "day", "event", "type"]),
    ("event_dyads", "event_dyads_pair", ["actor", "recipient", "day", "event"]),
    ("event_places", "event_places_key", ["key", "day", "event"]),
)


def upgrade() -> None:
    _tables()
    _columns()
    _fill()
    _count_verdicts()


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _tables() -> None:
    op.create_table(
        "verdicts",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("change", _number(), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.number"]),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_table(
        "redactions",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("change", _number(), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["changes.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "redacted_names",
        sa.Column("redaction", _number(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["redaction"], ["redactions.number"]),
        sa.PrimaryKeyConstraint("redaction", "digest"),
    )
    op.create_table(
        "redacted_articles",
        sa.Column("redaction", _number(), nullable=False),
        sa.Column("article", _number(), nullable=False),
        sa.ForeignKeyConstraint(["redaction"], ["redactions.number"]),
        sa.ForeignKeyConstraint(["article"], ["articles.number"]),
        sa.PrimaryKeyConstraint("redaction", "article"),
    )
    op.create_index("redacted_articles_article", "redacted_articles", ["article"])
    op.create_table(
        "callings",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("folded", "entity", "name"),
    )
    op.create_table(
        "event_articles",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("article", _number(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", "article"),
        sqlite_with_rowid=False,
    )


def _columns() -> None:
    op.execute("DROP VIEW timeline")  # it stands over events, and leaves out what was rejected from now on
    op.add_column("events", sa.Column("verdict", sa.Text(), nullable=True))
    op.execute(f"CREATE VIEW timeline AS {TIMELINE}")
    op.add_column("event_parties", sa.Column("type", sa.Text(), nullable=False, server_default=""))
    for table, name, _ in _ORDERED:
        op.drop_index(name, table)
    op.drop_index("statements_speaker", "statements")
    op.create_index("statements_speaker", "statements", ["speaker", "published", "number"])
    op.create_index("agreements_folded", "agreements", ["folded", "article"])
    op.create_index("agreements_article", "agreements", ["article"])


def _fill() -> None:
    op.execute("UPDATE event_parties SET type = (SELECT e.type FROM events e WHERE e.id = event_parties.event)")
    for table, name, columns in _ORDERED:
        op.create_index(name, table, columns)
    op.execute(
        """INSERT INTO event_articles (event, article, day) SELECT DISTINCT a.event, c.article, e.day
        FROM assignments a JOIN claims c ON c.number = a.claim JOIN events e ON e.id = a.event WHERE a.until IS NULL"""
    )
    op.create_index("event_articles_article", "event_articles", ["article", "day", "event"])
    op.execute(
        """INSERT INTO callings (number, entity, name, folded) SELECT row_number() OVER (ORDER BY folded, entity, name), entity, name, folded
        FROM (SELECT DISTINCT coalesce(entity, '') AS entity, coalesce(name, '') AS name, folded FROM agreements) AS met"""
    )


def _count_verdicts() -> None:
    """Until now a verdict stood in the log alone: the last on an act that was not taken back holds."""
    op.execute(
        """INSERT INTO verdicts (claim, verdict, change) SELECT substr(c.subject, 2), c.action, c.number FROM changes c WHERE c.number IN
        (SELECT max(d.number) FROM changes d WHERE d.action IN ('accept', 'reject')
            AND NOT EXISTS (SELECT 1 FROM changes u WHERE u.action = 'undo' AND u.undoes = d.number) GROUP BY d.subject)"""
    )
    op.execute(
        """UPDATE events SET verdict = (SELECT v.verdict FROM verdicts v JOIN claims c ON c.key = v.claim JOIN assignments a ON a.claim = c.number
            WHERE a.event = events.id AND a.until IS NULL ORDER BY v.change DESC LIMIT 1)
        WHERE id IN (SELECT a.event FROM verdicts v JOIN claims c ON c.key = v.claim JOIN assignments a ON a.claim = c.number WHERE a.until IS NULL)"""
    )
    op.create_index("events_verdict", "events", ["verdict", "confidence"])
    if op.get_bind().execute(sa.text("SELECT 1 FROM events WHERE verdict = 'reject' LIMIT 1")).first() is None:
        return
    op.execute("DELETE FROM sums")
    head = "INSERT INTO sums (month, kind, a, b, type, events, tenths, killed) SELECT substr(e.day, 1, 7), CASE WHEN e.verdict = 'reject' THEN 'rejected ' ELSE '' END ||"
    tail = "count(*), sum(cast(round(e.score * 10) AS INTEGER)), sum(cast(coalesce(e.killed, 0) AS INTEGER)) FROM events e"
    counted = "e.factuality IN ('actual', 'historical') AND e.day IS NOT NULL AND e.day <> ''"
    op.execute(f"{head} 'place', coalesce(e.country, ''), coalesce(e.admin1, ''), e.type, {tail} WHERE {counted} GROUP BY 1, 2, 3, 4, 5")
    op.execute(f"{head} 'dyad', d.actor, d.recipient, e.type, {tail} JOIN event_dyads d ON d.event = e.id WHERE {counted} GROUP BY 1, 2, 3, 4, 5")
