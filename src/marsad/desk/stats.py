"""Stats: how much the lexicon holds, counted from its compiled tables and entries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.lexicon.build import read_actions
from marsad.lexicon.compiled import load_tables
from marsad.lexicon.source import Problems
from marsad.lexicon.vocabulary import TYPES


class ActionCount(NamedTuple):
    """What the lexicon holds for one PLOVER type; nouns count verbal nouns too, sentences the proofs of both kinds."""

    type: str
    entries: int
    verbs: int
    nouns: int
    participles: int
    sentences: int


class Stats(NamedTuple):
    """`words`: counts by name in a fixed order; `places`: gazetteer entries by country, most first."""

    digest: str
    actions: list[ActionCount]
    words: dict[str, int]
    places: list[tuple[str, int]]


def lexicon_stats(home: Path) -> Stats:
    """Count the lexicon in `home`. Raises LexiconError."""
    tables = load_tables(home)
    entries = [entry for _, _, entry in read_actions(home, Problems())]
    actions = []
    for kind in sorted(TYPES):
        own = [e for e in entries if e.type == kind]
        actions.append(
            ActionCount(
                kind,
                len(own),
                len({e.verb for e in own if e.verb}),
                len({n for e in own for n in (*e.masdar, *e.noun)}),
                len({p for e in own for p in e.participle}),
                sum(len(e.yes) + len(e.no) for e in own),
            )
        )
    kinds = Counter(n.kind for n in tables.names)
    cues = msgspec.msgpack.decode(tables.cues)
    words = {
        "verbs with a paradigm": len(tables.verbs), "verb forms": len(tables.past) + len(tables.present), "verbs of saying": len(tables.speeches),
        "support verbs": len(tables.supports), "other cues": sum(_items(content) for name, content in cues.items() if name != "agreement_words"),
        "roles": kinds["role"], "organisations": kinds["org"], "people": kinds["person"], "offices held": sum(len(n.offices) for n in tables.names if n.kind == "person"),
        "countries": kinds["state"], "demonym forms": len(tables.demonyms), "adjective forms": len(tables.adjectives), "given names": len(tables.given),
        "named agreements": kinds["agreement"], "places": len(tables.packed_places),
    }  # fmt: skip
    return Stats(tables.digest, actions, words, Counter(tables.places[k].country for k in range(len(tables.packed_places))).most_common())


def _items(content: object) -> int:
    """Count the items of a cue file: the entries of its list, or of the lists that it holds."""
    if isinstance(content, list):
        return len(content)
    if isinstance(content, dict):
        return sum(_items(value) for value in content.values() if isinstance(value, (list, dict)))
    return 0
