"""Classes of phrases and sectors of actors that the rules ask for together: who can act, who is armed, who holds an office."""

from __future__ import annotations

AGENTIVE = frozenset({"state", "person", "org", "group", "force", "office", "human", "rank", "profession", "relation", "source"})  # can act
ARMED = frozenset({"state", "force", "group", "org", "rank"})
OFFICES = frozenset({"office", "profession", "relation", "rank"})  # what one person is
TITLES = OFFICES | {"source"}  # after which his name may stand
PEOPLE = OFFICES | {"person", "source", "human", "victim"}
ACTING_SECTORS = frozenset({"GOV", "MIL", "COP", "REB", "PRM", "UAF", "SPY"})
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO"})  # codes of countries that are bodies of states or of nobody
NO_STATES = BODIES | {"IMG"}
