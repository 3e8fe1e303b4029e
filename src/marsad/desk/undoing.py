"""Taking back: any change that can be, by its number, whatever kind it is of."""

from __future__ import annotations

from datetime import datetime

from marsad.archive import answers, correcting, corrections, decisions, knowledge, ratings, reviews
from marsad.archive.connect import Archive


def undo(archive: Archive, number: int, who: str, why: str, now: datetime) -> int:
    """Take back a merge, split, verdict, correction, rating or change of an entity; give the number of the new change. Raises UsageError if it cannot be."""
    last = answers.change_action(archive, number)
    if last in reviews.VERDICTS:
        return reviews.take_back(archive, number, who, why, now)
    if last == corrections.ACTION:
        return correcting.take_back(archive, number, who, why, now)
    if last in ("reliability", "credibility"):
        return ratings.take_back(archive, number, who, why, now)
    return (decisions.undo if last in ("merge", "split") else knowledge.undo_entity)(archive, number, who, why, now)
