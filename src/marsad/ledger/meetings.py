"""Meetings by round: those that are told, and those that claims of talks name or cluster into."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from marsad.ledger.attribution import day_of
from marsad.ledger.claims import Claim
from marsad.ledger.independence import independent, key_of
from marsad.ledger.standing import standing
from marsad.ledger.told import Agreement

GAP = 3  # days without a report that end a cluster of talks that no round number names


class Round(NamedTuple):
    """One meeting or cluster of talks. `number` None: no number is told. `families`: independent source families; 0 for one that is only told."""

    label: str
    number: int | None
    start: str
    end: str
    attendees: tuple[str, ...]
    outcome: str
    families: int
    inputs: tuple[str, ...]


def rounds(agreement: Agreement, claims: Iterable[Claim], as_of: str) -> list[Round]:
    """Give the meetings until a day, in order of time. Claims with the number of a told round join it; the others cluster by day."""
    found: list[Round] = []
    talks = [c for c in standing(claims, as_of) if c.agreement == agreement.id and c.act == "talks" and day_of(c) and c.factuality in ("actual", "historical")]
    for meeting in agreement.meetings:
        if meeting.start > as_of:
            continue
        end = meeting.end or meeting.start
        mine = [c for c in talks if (c.round is not None and c.round == meeting.number) or meeting.start <= day_of(c) <= end]
        talks = [c for c in talks if c not in mine]
        inputs = (f"{agreement.id}/{meeting.source}", *(c.id for c in mine))
        found.append(Round(meeting.round, meeting.number, meeting.start, end, tuple(meeting.attendees), meeting.outcome, len(independent(mine)), inputs))
    numbered: dict[int, list[Claim]] = {}
    loose: list[Claim] = []
    for claim in talks:
        (numbered.setdefault(claim.round, []) if claim.round is not None else loose).append(claim)
    found += [_round(f"round {number}", number, group) for number, group in sorted(numbered.items())]
    found += [_round(f"talks of {day_of(group[0])}", None, group) for group in _clusters(loose)]
    return sorted(found, key=lambda r: (r.start, r.label))


def _round(label: str, number: int | None, group: list[Claim]) -> Round:
    days = sorted(day_of(c) for c in group)
    outcomes = sorted({c.outcome for c in group if c.outcome not in (None, "unknown")}, key=str)
    attendees = tuple(sorted({key_of(h) for c in group for h in c.by}))
    outcome = outcomes[0] if len(outcomes) == 1 else "unknown"
    return Round(label, number, days[0], days[-1], attendees, outcome or "unknown", len(independent(group)), tuple(c.id for c in group))


def _clusters(claims: list[Claim]) -> list[list[Claim]]:
    out: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (day_of(c), c.id)):
        if out and (datetime.date.fromisoformat(day_of(claim)) - datetime.date.fromisoformat(day_of(out[-1][-1]))).days <= GAP:
            out[-1].append(claim)
        else:
            out.append([claim])
    return out
