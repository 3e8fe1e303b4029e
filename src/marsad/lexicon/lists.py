"""The lists of words/lists.yaml: each that the reader asks for is there, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marsad.arabic.fold import fold
from marsad.lexicon.source import Problems, read_yaml
from marsad.lexicon.types import WordLists


def read_lists(home: Path, problems: Problems) -> WordLists:
    """Give the lists with their words folded; empty ones for those that are missing, which is told as a problem."""
    path = home / "words" / "lists.yaml"
    content, lines = read_yaml(path, problems)
    wanted = WordLists.__struct_fields__
    if content is None:
        return WordLists(**{name: {} for name in wanted})  # no file, which is told already
    found: dict[str, Any] = content if isinstance(content, dict) else {}
    for name in found:
        if name not in wanted:
            problems.add(path, lines.get(id(found[name]), 1), name, "no rule of the reader asks for a list of this name")
    folded: dict[str, dict[str, int]] = {}
    for name in wanted:
        entry = found.get(name)
        line = lines.get(id(entry), 1)
        words = entry.get("words") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(words, list) or not words:
            problems.add(path, line, name, "the list is missing, or has no words")
            words = []
        elif not entry.get("because"):
            problems.add(path, line, name, "does not say what the words have in common (because)")
        folded[name] = {fold(str(word)): 1 for word in words}
    return WordLists(**folded)
