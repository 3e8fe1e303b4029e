"""The errors of Marsad.

    MarsadError
    ├── InputError        a file, folder or stream that cannot be read as articles
    │   └── ArticleError  one article in it that cannot be read
    ├── ArchiveError      the database cannot be opened, or what is asked of it is not there
    ├── ClusterError      no cluster answers, or it broke off
    ├── LexiconError      the linguistic data is missing or breaks its schema; lists every problem
    ├── LedgerError       the data on agreements is missing or breaks its schema; lists every problem
    └── UsageError        the command or call itself makes no sense

Each says where, what was found and what to do. A library function raises; only the command line exits.
"""

from __future__ import annotations

from collections.abc import Sequence


class MarsadError(Exception):
    """Base of all errors that Marsad raises on purpose.

    `where` names the file, line or entry; `found` what was there; `todo` what helps.
    """

    kind = "error"

    def __init__(self, where: str, found: str, todo: str) -> None:
        self.where, self.found, self.todo = where, found, todo
        super().__init__(f"{where}: {found}. {todo}")


class InputError(MarsadError):
    """An input cannot be read as articles."""

    kind = "input"


class ArticleError(InputError):
    """One article cannot be read; the others are. `identity` is the id that it gives itself, or None."""

    kind = "article"

    def __init__(self, where: str, found: str, todo: str, identity: str | None = None) -> None:
        super().__init__(where, found, todo)
        self.identity = identity


class ArchiveError(MarsadError):
    """The archive cannot be opened, or what is asked of it is not there."""

    kind = "archive"


class ClusterError(MarsadError):
    """No cluster answers, or it broke off before anything could be read."""

    kind = "cluster"


class LexiconError(MarsadError):
    """The linguistic data breaks its schema. `problems` lists all of them as `file:line: entry 'id': message`."""

    kind = "lexicon"

    def __init__(self, where: str, problems: Sequence[str], todo: str = "Mend the entries and run `marsad lexicon check`.") -> None:
        self.problems = tuple(problems)
        shown = "; ".join(self.problems[:3]) + (" …" if len(self.problems) > 3 else "")
        super().__init__(where, f"{len(self.problems)} problem(s): {shown}", todo)


class LedgerError(MarsadError):
    """The data on agreements breaks its schema. `problems` lists all of them as `file:line: entry 'id': message`."""

    kind = "ledger"

    def __init__(self, where: str, problems: Sequence[str], todo: str = "Mend the entries and run `marsad ledger show` again.") -> None:
        self.problems = tuple(problems)
        shown = "; ".join(self.problems[:3]) + (" …" if len(self.problems) > 3 else "")
        super().__init__(where, f"{len(self.problems)} problem(s): {shown}", todo)


class UsageError(MarsadError):
    """The call makes no sense as given."""

    kind = "usage"
