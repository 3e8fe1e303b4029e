"""Alembic's entrance: runs the steps on the connection that `marsad.archive.connect` passes in."""

from __future__ import annotations

from alembic import context

if hasattr(context, "config"):  # not when a test collector or a documentation tool imports this file
    context.configure(connection=context.config.attributes["connection"], target_metadata=None, transaction_per_migration=False)
    context.run_migrations()
