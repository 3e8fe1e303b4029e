"""Offices: the one that a person held on a day, and the sector that a role gives, by the words after it."""

from __future__ import annotations

from marsad.lexicon.types import Name, Office
from marsad.reading.document import Phrase, Sentence


def office_at(name: Name, published: str) -> Office | None:
    """Give the office a person held on the day of publication: the latest begun by then; before the first one, that one."""
    if not name.offices:
        return None
    best: Office | None = None
    for office in name.offices:
        if not published or not office.start or office.start <= published[: len(office.start)]:
            if office.end and published and office.end < published[: len(office.end)]:
                if best is None:
                    best = office
                continue
            if best is None or (best.end and best.end < published[: len(best.end)]) or office.start >= best.start:
                best = office
    return best or name.offices[0]


def role_sector(role: Name, phrase: Phrase, sentence: Sentence) -> str | None:
    """Give the sector of a role: that of a word after it which changes it (وزير الدفاع), else its own."""
    if role.modifiers:
        toks = sentence.tokens
        for k in range(phrase.head + 1, phrase.j):
            one = toks[k].word.norm.removeprefix("ال")
            two = one + " " + toks[k + 1].word.norm.removeprefix("ال") if k + 1 < phrase.j else ""
            for form in (two, one, toks[k].word.core):
                if form and form in role.modifiers:
                    return role.modifiers[form] or None
    return role.sector or None
