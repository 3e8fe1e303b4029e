"""What the lexicon's names are, by their index: persons, organisations and states, classes of roles. Made once for all articles."""

from __future__ import annotations

from marsad.lexicon.types import Tables
from marsad.reading.classes import TITLES
from marsad.reading.document import Mention, Token


class Naming:
    """The kinds of names; `duals` are the duals of words for people (جنديان)."""

    def __init__(self, tables: Tables) -> None:
        self.role_class = [n.cls for n in tables.names]
        self.persons = frozenset(i for i, n in enumerate(tables.names) if n.kind == "person")
        self.orgs = frozenset(i for i, n in enumerate(tables.names) if n.kind in ("org", "state"))
        self.duals = tables.duals

    def role_of(self, tok: Token) -> str:
        """Give the class of the role that a token names, or ""."""
        if tok.mention is not None and "role" in tok.mention.kinds and tok.i == tok.mention.i:
            return self.role_class[tok.mention.kinds["role"][0]]
        return self.role_class[tok.word.role] if tok.word.role >= 0 and tok.mention is None else ""

    def titled(self, tok: Token) -> bool:
        """Whether a token is a definite word for an office or profession (المراسلة، المستشار)."""
        return tok.word.det and self.role_of(tok) in TITLES

    def is_power(self, mention: Mention | None) -> bool:
        """Whether a mention names an organisation or a state."""
        return mention is not None and "name" in mention.kinds and not self.orgs.isdisjoint(mention.kinds["name"])
