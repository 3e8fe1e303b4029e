"""The steps by which an archive's tables came to be what they are (Alembic). A released step is never changed; a new one follows it."""
