"""Dues: what an archive and the ledger tell to be done until a day, as a calendar takes it."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.arabic.fold import fold
from marsad.archive.questions import Filter
from marsad.desk.export import deadlines_of
from marsad.desk.holdings import archived_records
from marsad.desk.ledger import Followed, follow_inputs
from marsad.export.deadlines import Deadline
from marsad.ledger.deadlines import due, expiry
from marsad.ledger.told import Agreement
from marsad.record import Source, UsageError

_MEANT = ("since", "until", "agreement")  # of a filter, what a deadline can be asked by


def archived_deadlines(archive: str, wanted: Filter | None = None) -> Iterator[Deadline]:
    """Yield the deadlines that the articles of an archive tell, then those of the ledger for the agreements that these articles speak of.

    `wanted` may ask by agreement and by the day that something is due on. Raises ArchiveError; UsageError for any other condition.
    """
    wanted = wanted or Filter()
    other = [name for name in Filter.__struct_fields__ if name not in (*_MEANT, "limit", "oldest_first") and getattr(wanted, name) != getattr(Filter(), name)]
    if other:
        raise UsageError("icalendar", f"deadlines cannot be asked by {', '.join(other)}", "Ask by --agreement, --since and --until only.")
    followed = follow_inputs((), archive=archive)
    chosen = {a.id for a in followed.book.find(wanted.agreement)} if wanted.agreement is not None else None
    told = (record for record, _ in archived_records(archive, with_agreements=True))
    left = wanted.limit
    for deadline in (*deadlines_of(told), *ledger_deadlines(followed)):
        if left and _meets(deadline, wanted, chosen, followed):
            yield deadline
            left -= 1


def ledger_deadlines(followed: Followed) -> Iterator[Deadline]:
    """Yield what the ledger tells to be due, in order of agreement: commitments with a day, and the day on which an agreement runs out.

    Only of agreements that the records speak of by themselves: force in a zone does not name one.
    """
    spoken = {claim.agreement for claim in followed.claims if claim.basis != "inferred"}
    for agreement in followed.book.agreements.values():
        if agreement.id not in spoken:
            continue
        for commitment in agreement.commitments:
            when = due(agreement, commitment)
            if when.day is not None:
                by = [side.name_ar if (side := followed.book.sides.get(name)) is not None else name for name in commitment.obligor]
                yield _told(agreement, commitment.id, commitment.type, when.day, f"{commitment.duty_ar} ({when.because})", commitment.source, by)
        end = expiry(agreement)
        if end.day is not None and len(end.day) == 10:
            yield _told(agreement, "expiry", "expiry", end.day, str(end.because), agreement.expiry.source if agreement.expiry else "", [])


def _told(agreement: Agreement, name: str, kind: str, day: str, text: str, reference: str, by: list[str]) -> Deadline:
    known = next((r for r in agreement.sources if r.id == reference), None)
    source = Source(article=agreement.id, family=agreement.id, outlet=known.name if known else None, url=known.url if known else None)
    return Deadline(id=f"{agreement.id}-{name}", agreement=agreement.title_ar, kind=kind, due=day, text=text, source=source, by=by)


def _meets(deadline: Deadline, wanted: Filter, chosen: set[str] | None, followed: Followed) -> bool:
    if (wanted.since is not None or wanted.until is not None) and deadline.due is None:
        return False
    if deadline.due is not None and not (wanted.since or "") <= deadline.due <= (wanted.until or "~"):
        return False
    if chosen is None or deadline.source.article in chosen:
        return True
    called = fold(deadline.agreement).lower()
    return fold(wanted.agreement or "").lower() in called or not chosen.isdisjoint(followed.book.by_name.get(called, ()))
