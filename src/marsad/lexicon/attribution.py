"""The classes of cues/attribution.yaml: words that lead to a source without a verb of saying."""

from __future__ import annotations

from pathlib import Path

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.schema import AttributionEntry
from marsad.lexicon.source import Problems, read_yaml

CERTAINTIES = ("asserts", "reports")


def read_attribution(home: Path, problems: Problems) -> list[tuple[Path, int, AttributionEntry]]:
    """Give every class with its file and line."""
    path = home / "cues" / "attribution.yaml"
    content, lines = read_yaml(path, problems)
    entries: list[tuple[Path, int, AttributionEntry]] = []
    for raw in (content.get("items") or []) if isinstance(content, dict) else []:
        line = lines.get(id(raw), 1)
        identity = str(raw.get("id", "?")) if isinstance(raw, dict) else "?"
        try:
            entry = msgspec.convert(raw, AttributionEntry, strict=False)
        except msgspec.ValidationError as error:
            problems.add(path, line, identity, str(error))
            continue
        if entry.certainty not in CERTAINTIES:
            problems.add(path, line, identity, f"certainty {entry.certainty!r} is none of {', '.join(CERTAINTIES)}")
        if not entry.words:
            problems.add(path, line, identity, "no words")
        if not entry.yes or not entry.no:
            problems.add(path, line, identity, "needs a sentence in which the words lead to a source (yes) and the nearest in which they do not (no)")
        for example in entry.yes:
            if not example.source or example.source not in example.text:
                problems.add(path, line, identity, f"the source {example.source!r} is not in the sentence {example.text!r}")
        entries.append((path, line, entry))
    return entries


def sources(entries: list[tuple[Path, int, AttributionEntry]]) -> dict[str, list[tuple[list[str], str]]]:
    """Give, by the first word folded, (the words after it, id of the class), the longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for _, _, entry in entries:
        for words in entry.words:
            first, *rest = fold(words).split()
            found.setdefault(first, []).append((rest, entry.id))
    return {first: sorted(ways, key=lambda way: -len(way[0])) for first, ways in found.items()}
