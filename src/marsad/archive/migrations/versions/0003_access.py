"""Who uses the desk: accounts, sessions, log-ins, tokens; saved filters with what they found, and messages about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _number() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _messages()
    op.create_index("articles_outlet", "articles", ["outlet"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER log_ins_no_{act.lower()} BEFORE {act} ON log_ins BEGIN SELECT RAISE(ABORT, 'rows of log_ins are never changed or deleted'); END")
    else:
        op.execute("CREATE TRIGGER log_ins_kept BEFORE UPDATE OR DELETE ON log_ins FOR EACH ROW EXECUTE FUNCTION marsad_refuse()")
        op.execute("CREATE TRIGGER log_ins_not_emptied BEFORE TRUNCATE ON log_ins FOR EACH STATEMENT EXECUTE FUNCTION marsad_refuse()")


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"]),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("sessions_account", "sessions", ["account"], unique=False)
    op.create_table(
        "log_ins",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("log_ins_account", "log_ins", ["account", "at"], unique=False)
    op.create_index("log_ins_address", "log_ins", ["address", "at"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.Column("revoked", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("tokens_account", "tokens", ["account"], unique=False)


def _messages() -> None:
    op.create_table(
        "webhooks",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("private", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "saved_filters",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("webhook", _number(), nullable=True),
        sa.Column("seen", _number(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["webhook"], ["webhooks.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "saved_matches",
        sa.Column("filter", _number(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["filter"], ["saved_filters.number"]),
        sa.PrimaryKeyConstraint("filter", "event"),
    )
    op.create_index("saved_matches_found", "saved_matches", ["filter", "found"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("filter", _number(), nullable=False),
        sa.Column("webhook", _number(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["filter"], ["saved_filters.number"]),
        sa.ForeignKeyConstraint(["webhook"], ["webhooks.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("deliveries_due", "deliveries", ["due"], unique=False)
