"""Words by which the ledger tells what an allegation is about, what befell a post, which round a meeting was."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from marsad.arabic.fold import fold


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The content of words.yaml: stems, folded on use; a stem matches at the start of a word, after ال and one-letter particles."""

    violations: dict[str, list[str]]
    modes: dict[str, str]
    posts: dict[str, list[str]]
    post_nouns: list[str]
    commitments: dict[str, list[str]]
    withdrawal: list[str]
    collapse: list[str]
    restricted: list[str]
    watchers: list[str]
    admitting: list[str]
    rounds: list[str]
    ordinals: dict[str, int]
    postponed: list[str]
    boycotted: list[str]
    document: list[str]

    @cached_property
    def patterns(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        """The stems of each table as patterns over folded text, by table and value, in the order of the file."""
        tables = {"violations": self.violations, "posts": self.posts, "commitments": self.commitments}
        plain = {
            name: getattr(self, name) for name in ("post_nouns", "withdrawal", "collapse", "restricted", "watchers", "admitting", "rounds", "postponed", "boycotted", "document")
        }
        out = {table: [(value, stems(words)) for value, words in rows.items()] for table, rows in tables.items()}
        return out | {name: [(name, stems(words))] for name, words in plain.items()}

    def first(self, table: str, folded: str) -> str | None:
        """Give the first value of a table whose stems stand in a folded text."""
        return next((value for value, pattern in self.patterns[table] if pattern.search(folded)), None)

    def every(self, table: str, folded: str) -> list[str]:
        """Give all values of a table whose stems stand in a folded text."""
        return [value for value, pattern in self.patterns[table] if pattern.search(folded)]


def stems(words: list[str]) -> re.Pattern[str]:
    """Give a pattern that finds any of the stems at the start of a word.

    >>> bool(stems(["قصف"]).search(fold("بالقصف المدفعي")))
    True
    >>> bool(stems(["قصف"]).search(fold("لم يتقصف")))
    False
    """
    listed = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)[وفبكل]?(?:ال|ل)?(?:{listed})")
