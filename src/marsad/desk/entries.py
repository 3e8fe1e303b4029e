"""Where each entry of the lexicon stands, so that an explanation or a failing sentence can point at file and line."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from marsad.lexicon.attribution import read_attribution
from marsad.lexicon.build import read_actions
from marsad.lexicon.factuality import read_factuality
from marsad.lexicon.source import Problems, read_tsv, read_yaml


class EntryNote(NamedTuple):
    """One entry: kind is action, support, speech, cue (of factuality) or voucher; `roles` maps a function of the frame to the role it fills."""

    id: str
    kind: str
    file: str
    line: int
    because: str
    type: str = ""
    modes: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    role: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def short_name(path: Path) -> str:
    """Give a file's name as messages show it.

    >>> short_name(Path("/somewhere/lexicon/actions/assault.yaml"))
    'actions/assault.yaml'
    """
    return f"{path.parent.name}/{path.name}"


def entry_notes(home: Path) -> dict[str, EntryNote]:
    """Give every entry that a rule of a record can name, by its id: actions, support verbs, verbs of saying, cues of factuality, words that lead to a source.

    Entries that break their schema are left out; `check` reports them.
    """
    unread = Problems()
    notes = {
        entry.id: EntryNote(entry.id, "action", short_name(path), line, entry.because, entry.type or "", tuple(entry.modes), tuple(entry.frame.items()))
        for path, line, entry in read_actions(home, unread)
    }
    cues = [EntryNote(cue.id, "cue", short_name(path), line, cue.because, role=cue.effect) for path, line, cue in read_factuality(home, unread)]
    vouchers = [EntryNote(f"attribution.{v.id}", "voucher", short_name(path), line, v.because, role=v.certainty) for path, line, v in read_attribution(home, unread)]
    for note in (*_support(home, unread), *_speech(home, unread), *cues, *vouchers):
        notes.setdefault(note.id, note)
    return notes


def _support(home: Path, unread: Problems) -> list[EntryNote]:
    path = home / "cues" / "support_verbs.yaml"
    content, lines = read_yaml(path, unread)
    return [
        EntryNote(f"support.{raw['verb']}", "support", short_name(path), lines.get(id(raw), 1), str(raw.get("because") or ""), role=str(raw.get("role") or ""))
        for raw in content or []
        if isinstance(raw, dict) and raw.get("verb")
    ]


def _speech(home: Path, unread: Problems) -> list[EntryNote]:
    path = home / "cues" / "speech.yaml"
    content, lines = read_yaml(path, unread)
    if not isinstance(content, dict):
        return []
    groups = {raw.get("group"): str(raw.get("because") or "") for raw in content.get("groups") or [] if isinstance(raw, dict)}
    return [
        EntryNote(
            str(raw.get("id") or f"speech.{raw['verb']}"),
            "speech",
            short_name(path),
            lines.get(id(raw), 1),
            str(raw.get("because") or groups.get(raw.get("group")) or ""),
            role=str(raw.get("certainty") or ""),
        )
        for raw in content.get("verbs") or []
        if isinstance(raw, dict) and raw.get("verb")
    ]


_NAMED = (  # file, the column with the id, what the record puts before it
    ("actors/people.tsv", "id", ""),
    ("actors/organisations.tsv", "id", ""),
    ("actors/countries.tsv", "iso3", "state."),
    ("places/places.tsv", "geonames", "place."),
    ("places/regions.tsv", "geonames", "place."),
)


def entity_places(home: Path, wanted: Collection[str]) -> dict[str, str]:
    """Give file:line of each wanted entity of the knowledge base; the first line where it has several."""
    unread = Problems()
    found: dict[str, str] = {}
    for file, column, prefix in _NAMED:
        if not any(w.startswith(prefix) for w in wanted if w not in found):
            continue
        for line, row in read_tsv(home / file, (column,), unread):
            identity = prefix + row[column]
            if identity in wanted:
                found.setdefault(identity, f"{file}:{line}")
    return found
