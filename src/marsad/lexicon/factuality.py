"""The classes of cues/factuality.yaml: read, checked against their schema, and folded for the reader."""

from __future__ import annotations

from pathlib import Path

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.schema import EFFECTS, GRAMMAR, FactualityEntry
from marsad.lexicon.source import Problems, read_yaml
from marsad.lexicon.types import FactualityCue
from marsad.lexicon.vocabulary import TYPES


def read_factuality(home: Path, problems: Problems) -> list[tuple[Path, int, FactualityEntry]]:
    """Give every class with its file and line, in the order in which the reader tries them."""
    path = home / "cues" / "factuality.yaml"
    content, lines = read_yaml(path, problems)
    entries: list[tuple[Path, int, FactualityEntry]] = []
    seen: set[str] = set()
    for raw in (content or {}).get("items") or [] if isinstance(content, dict) else []:
        line = lines.get(id(raw), 1)
        identity = str(raw.get("id", "?")) if isinstance(raw, dict) else "?"
        try:
            entry = msgspec.convert(raw, FactualityEntry, strict=False)
        except msgspec.ValidationError as error:
            problems.add(path, line, identity, str(error))
            continue
        for message in _wrong(entry):
            problems.add(path, line, identity, message)
        if identity in seen:
            problems.add(path, line, identity, "the id is taken by a class above")
        seen.add(identity)
        entries.append((path, line, entry))
    return entries


def _wrong(entry: FactualityEntry) -> list[str]:
    """Give what is wrong in one class."""
    found = []
    if entry.effect not in EFFECTS:
        found.append(f"effect {entry.effect!r} is none of {', '.join(sorted(EFFECTS))}")
    if entry.grammar is not None and entry.grammar not in GRAMMAR:
        found.append(f"grammar {entry.grammar!r} is none of {', '.join(sorted(GRAMMAR))}")
    if bool(entry.words) == (entry.grammar is not None):
        found.append("needs either words or a test of grammar")
    if entry.words and not (entry.verb or entry.noun or entry.after or entry.opens):
        found.append("does not say where its words stand: verb, noun, after or opens")
    found.extend(f"{kind!r} is not one of the 16 PLOVER types" for kind in (*entry.types, *entry.not_types) if kind not in TYPES)
    if not entry.yes or not entry.no:
        found.append("needs a sentence in which it decides (yes) and the nearest in which it does not (no)")
    for example in (*entry.yes, *entry.no):
        if example.trigger not in example.text:
            found.append(f"{example.trigger!r} is not in the sentence {example.text!r}")
    return found


def compiled(entry: FactualityEntry) -> FactualityCue:
    """Give a class as the reader uses it."""
    return FactualityCue(
        entry.id,
        entry.effect,
        [fold(words).split() for words in entry.words],
        entry.grammar,
        entry.verb,
        entry.noun,
        entry.after,
        entry.opens,
        entry.clause == "same",
        entry.after_stop,
        entry.tense,
        entry.types,
        entry.not_types,
        entry.definite,
    )
