"""The first tables: what was delivered and read, decisions, the knowledge base, and what follows from them.

Written out, not taken from `marsad.archive.tables`: that file goes on changing, this step does not.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT = ("articles", "captures", "records", "claims", "claim_parties", "statements", "agreements", "agreement_facts", "changes")
VIEWS = {
    # what each report says, with the act that it belongs to
    "claim_list": """
        SELECT a.event, c.key AS claim, d.id AS article, d.outlet, d.published, c.type, c.factuality, c.confidence, c.first_day, c.last_day, c.place,
            (SELECT {join_names} FROM claim_parties p WHERE p.claim = c.number AND p.role = 'actor') AS actors,
            (SELECT {join_names} FROM claim_parties p WHERE p.claim = c.number AND p.role = 'recipient') AS recipients,
            (SELECT {join_names} FROM claim_parties p WHERE p.claim = c.number AND p.role = 'voucher') AS vouchers
        FROM assignments a JOIN claims c ON c.number = a.claim JOIN articles d ON d.number = c.article WHERE a.until IS NULL""",
    # deeds by month and governorate, with PLOVER scores
    "monthly_places": """
        SELECT month, a AS country, b AS admin1, type, events, tenths / 10.0 AS score_sum, tenths / 10.0 / events AS score_mean, killed
        FROM sums WHERE kind = 'place'""",
    # deeds by month and pair of countries
    "monthly_dyads": """
        SELECT month, a AS actor, b AS recipient, type, events, tenths / 10.0 AS score_sum, tenths / 10.0 / events AS score_mean, killed
        FROM sums WHERE kind = 'dyad'""",
    # what is said about agreements, newest reading of each article only
    "agreement_list": """
        SELECT coalesce(g.entity, g.name, g.folded) AS agreement, g.kind, f.kind AS fact, f.deadline, f.published, d.id AS article, d.outlet, f.body
        FROM agreements g JOIN current n ON n.record = g.record JOIN articles d ON d.number = g.article LEFT JOIN agreement_facts f ON f.agreement = g.number""",
    # acts and what is said about agreements, in order of time
    "timeline": """
        SELECT day, 'event' AS kind, id, type AS what, actors AS who, recipients AS whom, place, factuality AS status FROM events
        UNION ALL
        SELECT substr(f.published, 1, 10), 'agreement', d.id, f.kind, coalesce(g.name, g.folded), NULL, NULL, NULL
        FROM agreement_facts f JOIN agreements g ON g.number = f.agreement JOIN current n ON n.record = f.record JOIN articles d ON d.number = g.article""",
}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _tables()
    _search(sqlite)
    _refuse_changes(sqlite)
    join_names = "group_concat(coalesce(p.name, p.text), '; ')" if sqlite else "string_agg(coalesce(p.name, p.text), '; ' ORDER BY p.position)"
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query.format(join_names=join_names)}")


def _search(sqlite: bool) -> None:
    if sqlite:
        # Without the texts themselves (content=''): they stand in articles. _ is a letter: it marks stems.
        op.execute("CREATE VIRTUAL TABLE search USING fts5(terms, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")")
    else:
        op.execute("CREATE TABLE search (article BIGINT PRIMARY KEY, terms tsvector NOT NULL)")
        op.execute("CREATE INDEX search_terms ON search USING gin (terms)")


def _refuse_changes(sqlite: bool) -> None:
    """What was delivered, read or logged is never altered: the database refuses, whoever asks."""
    if not sqlite:
        op.execute("CREATE FUNCTION marsad_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$")
    for table in KEPT:
        if sqlite:
            for act in ("UPDATE", "DELETE"):
                op.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END")
        else:
            op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION marsad_refuse()")
            op.execute(f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION marsad_refuse()")


def _tables() -> None:
    op.create_table(
        "aliases",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "folded"),
    )
    op.create_index("aliases_folded", "aliases", ["folded"], unique=False)
    op.create_table(
        "articles",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id", "sha256"),
    )
    op.create_index("articles_published", "articles", ["published"], unique=False)
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("key", "article"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blocks",
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("claim", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("key", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("blocks_claim", "blocks", ["claim"], unique=False)
    op.create_table(
        "changes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("changes_action", "changes", ["action"], unique=False)
    op.create_index("changes_subject", "changes", ["subject"], unique=False)
    op.create_table(
        "copies",
        sa.Column("a", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("b", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("copies_b", "copies", ["b"], unique=False)
    op.create_table(
        "entities",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_ar", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "event_dyads",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", "actor", "recipient"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_dyads_pair", "event_dyads", ["actor", "recipient", "day"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", "role", "key"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_parties_key", "event_parties", ["role", "key", "day"], unique=False)
    op.create_table(
        "event_places",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", "key"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_places_key", "event_places", ["key", "day"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("quad", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("reported", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("killed_low", sa.Float(), nullable=True),
        sa.Column("killed", sa.Float(), nullable=True),
        sa.Column("killed_high", sa.Float(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("families", sa.Integer(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("events_confidence", "events", ["confidence"], unique=False)
    op.create_index("events_day", "events", ["day"], unique=False)
    op.create_index("events_factuality", "events", ["factuality", "day"], unique=False)
    op.create_index("events_lat", "events", ["lat", "lon", "day"], unique=False)
    op.create_index("events_type", "events", ["type", "day"], unique=False)
    op.create_table(
        "kinship",
        sa.Column("child", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child", "parent", "relation"),
    )
    op.create_table(
        "links",
        sa.Column("a", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("b", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("links_b", "links", ["b"], unique=False)
    op.create_table(
        "offices",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("office_en", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("office_ar", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("entity", "office_en", "start"),
    )
    op.create_table(
        "sums",
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("tenths", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("killed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("month", "kind", "a", "b", "type"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "captures",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("article", "sha256"),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("change", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("undone", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["change"],
            ["changes.number"],
        ),
        sa.ForeignKeyConstraint(
            ["undone"],
            ["changes.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("decisions_a", "decisions", ["a"], unique=False)
    op.create_index("decisions_b", "decisions", ["b"], unique=False)
    op.create_table(
        "families",
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index("families_family", "families", ["family"], unique=False)
    op.create_table(
        "records",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("article", "sha256"),
    )
    op.create_table(
        "signatures",
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "agreements",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("record", "position"),
    )
    op.create_index("agreements_entity", "agreements", ["entity"], unique=False)
    op.create_table(
        "claims",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("record", "key"),
    )
    op.create_index("claims_article", "claims", ["article"], unique=False)
    op.create_index("claims_key", "claims", ["key"], unique=False)
    op.create_table(
        "current",
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.number"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "statements",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.number"],
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("statements_record", "statements", ["record"], unique=False)
    op.create_index("statements_speaker", "statements", ["speaker", "published"], unique=False)
    op.create_table(
        "agreement_facts",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("agreement", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreements.number"],
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["records.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("agreement_facts_agreement", "agreement_facts", ["agreement"], unique=False)
    op.create_index("agreement_facts_record", "agreement_facts", ["record"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("claim", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claims.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("assignments_claim", "assignments", ["claim"], unique=False)
    op.create_index("assignments_event", "assignments", ["event"], unique=False)
    op.create_table(
        "claim_parties",
        sa.Column("claim", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claims.number"],
        ),
        sa.PrimaryKeyConstraint("claim", "role", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_parties_entity", "claim_parties", ["entity"], unique=False)
