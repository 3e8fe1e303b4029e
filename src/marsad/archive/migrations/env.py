"""Alembic's entrance: runs the steps on the connection that `marsad.archive.connect` passes in."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None, transaction_per_migration=False)
context.run_migrations()
