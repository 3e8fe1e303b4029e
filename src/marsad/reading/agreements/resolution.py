"""Which mentions mean one agreement. A definite mention without detail (الاتفاق) is the agreement named last."""

from __future__ import annotations

from marsad.lexicon.types import Name
from marsad.reading.agreements.mentions import AgreementMention


class Found:
    """One agreement of the article with its mentions in order, and its parties once known."""

    __slots__ = ("kind", "mentions", "name", "parties")

    def __init__(self, kind: str, name: Name | None) -> None:
        self.kind, self.name = kind, name
        self.mentions: list[AgreementMention] = []
        self.parties: list[str] = []

    def agrees(self, mention: AgreementMention) -> bool:
        return mention.name is None or self.name is None or mention.name.id == self.name.id


def resolve(mentions: list[AgreementMention]) -> list[Found]:
    """Give the agreements that the mentions mean, in order of their first mention."""
    found: list[Found] = []
    loose: list[AgreementMention] = []
    for m in mentions:
        if m.name is None and m.kind is None and not found:
            loose.append(m)
            continue
        home = _home(found, m)
        if home is None:
            home = Found(m.kind or "other", m.name)
            found.append(home)
        home.mentions.append(m)
    if loose and found:
        found[0].mentions = sorted(found[0].mentions + loose, key=lambda m: m.start)
    elif any(m.length > 1 or m.definite for m in loose):
        found.append(Found("other", None))
        found[0].mentions = loose
    return found


def _home(found: list[Found], m: AgreementMention) -> Found | None:
    if m.name is not None:
        home = next((f for f in found if f.name is not None and f.name.id == m.name.id), None)
        if home is None:
            home = next((f for f in reversed(found) if f.name is None and f.kind == m.kind), None)
            if home is not None:
                home.name = m.name
        return home
    if m.kind is None:
        return found[-1]
    return next((f for f in reversed(found) if f.kind == m.kind and f.agrees(m)), None)
