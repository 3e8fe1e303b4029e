"""Which acts an analyst accepted or rejected, as it stands now. The log of changes says who, when and why.

A verdict is kept under the claim after which the act was called when it was judged. If an earlier report joins, the act is called
otherwise, and the verdict goes with the claim. Of two verdicts that meet in one act, the later counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from marsad.archive.lookup import add_rows, among, chunks
from marsad.archive.tables import events, verdicts
from marsad.record import ReportedEvent


def verdicts_of(connection: Connection, acts: Sequence[ReportedEvent]) -> dict[str, str]:
    """Give the verdict on each of these acts that has one."""
    if connection.execute(select(verdicts.c.claim).limit(1)).first() is None:
        return {}
    act_of = {claim.id: act.id for act in acts for claim in act.claims}
    found: dict[str, tuple[int, str]] = {}
    for part in chunks(sorted(act_of)):
        for row in connection.execute(select(verdicts).where(among(connection, verdicts.c.claim, part))):
            act = act_of[row.claim]
            found[act] = max(found.get(act, (0, "")), (row.change, row.verdict))
    return {act: verdict for act, (_, verdict) in found.items()}


def set_verdict(connection: Connection, event: str, verdict: str | None, change: int) -> None:
    """Keep the verdict on an act (None: it has none any more). The act's row is written anew by the caller."""
    claim = event.removeprefix("e")
    connection.execute(delete(verdicts).where(verdicts.c.claim == claim))
    if verdict is not None:
        add_rows(connection, verdicts, [{"claim": claim, "verdict": verdict, "change": change}])


def not_rejected() -> ColumnElement[bool]:
    """Give the condition that nobody rejected an act."""
    return or_(events.c.verdict.is_(None), events.c.verdict != "reject")
