"""Deeds summed by month, governorate, pair of countries or type, with PLOVER scores."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from marsad.archive.derive import REJECTED
from marsad.archive.questions import Filter
from marsad.archive.rows import Row
from marsad.archive.tables import sums
from marsad.record import UsageError


def sum_rows(connection: Connection, by: str, wanted: Filter) -> list[Row]:
    """Give deeds (actual and historical acts) summed by "month", "place" (governorate), "dyad" or "type", with PLOVER scores.

    Filters by type, time, place (a country's code) and pair of countries are answered from the monthly sums, without rejected acts unless
    the filter asks for them. Raises UsageError for others.
    """
    columns = {"month": [sums.c.month], "place": [sums.c.a, sums.c.b], "dyad": [sums.c.a, sums.c.b], "type": [sums.c.type]}
    names = {"month": ["month"], "place": ["country", "admin1"], "dyad": ["actor", "recipient"], "type": ["type"]}
    if by not in columns:
        raise UsageError("--by", f"{by!r} is not known", "Use month, place, dyad or type.")
    others = [name for name in ("party", "near", "voucher", "factuality", "agreement", "words") if getattr(wanted, name)]
    if others or wanted.confidence > 0 or wanted.families > 1:
        raise UsageError("--by", f"sums are not kept by {', '.join(others) or 'confidence or sources'}", "Filter sums by type, time, place and pair of countries only.")
    dyads = by == "dyad" or (wanted.actor is not None and wanted.recipient is not None)
    kind = "dyad" if dyads else "place"
    query = select(
        *[column.label(name) for column, name in zip(columns[by], names[by], strict=True)],
        func.sum(sums.c.events).label("events"),
        func.sum(sums.c.tenths).label("tenths"),
        func.sum(sums.c.killed).label("killed"),
    ).where(sums.c.kind.in_([kind, REJECTED + kind] if wanted.rejected else [kind]))
    if wanted.types:
        query = query.where(sums.c.type.in_([kind.upper() for kind in wanted.types]))
    if wanted.since:
        query = query.where(sums.c.month >= wanted.since[:7])
    if wanted.until:
        query = query.where(sums.c.month <= wanted.until[:7])
    if dyads:
        query = query.where(*([sums.c.a == wanted.actor.upper()] if wanted.actor else []), *([sums.c.b == wanted.recipient.upper()] if wanted.recipient else []))
    elif wanted.place:
        query = query.where(or_(sums.c.a == wanted.place.upper(), func.lower(sums.c.b) == wanted.place.casefold()))
    query = query.group_by(*columns[by]).order_by(*([sums.c.month] if by == "month" else [func.sum(sums.c.events).desc(), *columns[by]])).limit(wanted.limit).offset(wanted.offset)
    rows = []
    for row in connection.execute(query).mappings():
        count, total = int(row["events"]), int(row["tenths"]) / 10
        rows.append({**{name: row[name] for name in names[by]}, "events": count, "score_sum": total, "score_mean": round(total / count, 3), "killed": int(row["killed"])})
    return rows
