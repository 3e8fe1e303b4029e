"""The archive: one record of the conflict across all articles, in one database. Append-only, on three clocks, hash-chained."""
