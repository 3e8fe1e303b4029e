"""Settings of a collection: limits, manners and where things are kept. Data only; read from the table [collect] of marsad.toml."""

from __future__ import annotations

import msgspec

MEGABYTE = 1_000_000


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for every source. Times in seconds, sizes in bytes.

    A limit that is reached ends one fetch, never the run. `allow` names hosts (or addresses) that may lie in a private
    network; nothing else there is ever connected to, whatever a name resolves to or a redirect says.
    """

    store: str = "gathered"
    output: str | None = None
    contact: str | None = None
    workers: int = 8
    allow: list[str] = []
    warc: bool = True
    warc_size: int = 1000 * MEGABYTE
    # one fetch
    connect_timeout: float = 10.0
    read_timeout: float = 15.0
    total_timeout: float = 60.0
    max_bytes: int = 20 * MEGABYTE  # as sent
    max_decoded: int = 40 * MEGABYTE  # after gzip, brotli or zstd
    max_ratio: int = 200  # decoded to sent, above the first megabyte: text packs to a tenth, bombs to a thousandth
    max_redirects: int = 6
    # one document
    max_page: int = 4 * MEGABYTE
    max_entries: int = 2000
    max_sitemaps: int = 50
    max_depth: int = 2
    max_file: int = 200 * MEGABYTE
    # manners
    robots: bool = True
    delay: float = 1.0
    max_delay: float = 30.0
    every: float = 900.0
    # retries
    attempts: int = 6
    retry: float = 60.0
    max_retry: float = 6 * 3600.0
    # trusted time (RFC 3161); no server is asked unless it is named here
    timestamp: str | None = None
    timestamp_roots: str | None = None
