"""Near-duplicates: copies and rewrites of one text, found by MinHash (rensa) over runs of folded words.

A copy shares most of its word runs with the other text, a rewrite a good part of those of the shorter one. Only articles
of days near each other are compared: a chronicle that repeats last year's background is no copy of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

RUN = 4  # words in a run: shorter ones are shared by articles on one subject
PERMUTATIONS = 64
BAND = 2  # values of the signature that must agree for two articles to be compared: finds nearly all pairs at REWRITE
COPY, REWRITE = 0.75, 0.35  # likeness (Jaccard of the runs, by the signature)
DAYS = 10
FEWEST = 12  # runs; shorter texts (a line, a caption) are alike by chance
SEED = 20_200_305  # part of the archive's format: signatures of one archive must agree


class Signature(NamedTuple):
    digest: bytes
    size: int


def signature(tokens: Iterable[str]) -> Signature:
    """Give the signature of a text's folded tokens; `size` is its number of different runs, the digest is empty if they are too few."""
    from rensa import RMinHash

    words = [token for token in tokens if len(token) > 1]
    runs = list(set(map(" ".join, zip(*(words[i:] for i in range(RUN)), strict=False))))
    if len(runs) < FEWEST:
        return Signature(b"", len(runs))
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    hashed.update(runs)
    return Signature(struct.pack(f"<{PERMUTATIONS}I", *hashed.digest()), len(runs))


def bands_of(digest: bytes) -> list[int]:
    """Give the keys under which a signature meets those like it."""
    if not digest:
        return []
    values = struct.unpack(f"<{PERMUTATIONS}I", digest)
    keys = []
    for i in range(0, PERMUTATIONS, BAND):
        mixed = (values[i] * 0x9E3779B1 ^ values[i + 1]) & 0xFFFF_FFFF_FFFF
        keys.append((i << 49) | mixed)  # the band's place in front: bands do not meet others
    return keys


def likeness(a: bytes, b: bytes) -> float:
    """Give the share of runs that two texts have in common, estimated to about ±0.06."""
    if not a or not b:
        return 0.0
    mine, other = struct.unpack(f"<{PERMUTATIONS}I", a), struct.unpack(f"<{PERMUTATIONS}I", b)
    same: int = sum(x == y for x, y in zip(mine, other, strict=True))
    return same / PERMUTATIONS


def relation(a: Signature, b: Signature) -> tuple[str, float] | None:
    """Give ("copy" or "rewrite", likeness) of two texts, None if they are two texts.

    A long article that takes in a short one whole is a rewrite of it: what they share is measured against the shorter.
    """
    shared = likeness(a.digest, b.digest)
    if shared >= COPY:
        return "copy", shared
    smaller, larger = sorted((a.size, b.size))
    contained = shared * (smaller + larger) / (1 + shared) / smaller if smaller else 0.0
    return ("rewrite", shared) if shared >= REWRITE or (contained >= 0.6 and shared >= 0.15) else None
