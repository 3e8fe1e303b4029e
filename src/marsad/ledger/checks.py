"""What the types cannot say of the told agreements: ids that exist, days that are days, anchors that lead somewhere, names that tell apart."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

from marsad.arabic.fold import fold
from marsad.ledger.deadlines import due, shift
from marsad.ledger.shape import Where
from marsad.ledger.told import Agreement, Commitment, Deadline, ObservationPost, Side
from marsad.lexicon.source import Problems

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Report = Callable[[str], None]


def check(sides: Iterable[Side], processes: Iterable[tuple[Any, Where]], agreements: list[tuple[Agreement, Where]], problems: Problems) -> None:
    """Add every problem of the entries, all of which have passed their types."""
    known_sides = {s.id for s in sides}
    known_processes = {p.id for p, _ in processes}
    known = {a.id for a, _ in agreements}
    seen: dict[str, Where] = {}
    names: dict[str, str] = {}
    for agreement, where in agreements:
        report = _reporter(problems, where)
        if agreement.id in seen:
            report(f"the id is used before, in {seen[agreement.id].file.name}:{seen[agreement.id].line}")
        seen[agreement.id] = where
        for name in dict.fromkeys(fold(n).lower() for n in (*agreement.names_ar, *agreement.names_en)):
            if other := names.get(name):
                report(f"the name '{name}' is also one of {other}; leave out the name that does not tell them apart")
            names[name] = agreement.id
        if agreement.process is not None and agreement.process not in known_processes:
            report(f"process '{agreement.process}' is not in processes.yaml")
        for link in agreement.relations:
            if link.agreement not in known or link.agreement == agreement.id:
                report(f"{link.relation} '{link.agreement}', which is no other agreement here")
        _references(agreement, known_sides, report)
        _days(agreement, report)
        for commitment in agreement.commitments:
            _deadline(agreement, commitment, report)
        for post in agreement.posts:
            _post(post, report)


def _reporter(problems: Problems, where: Where) -> Report:
    return lambda message: problems.add(where.file, where.line, where.entry, message)


def _references(agreement: Agreement, sides: set[str], report: Report) -> None:
    sources = {s.id for s in agreement.sources}
    zones = {z.id for z in agreement.zones}
    commitments = {c.id for c in agreement.commitments}
    versions = {t.version for t in agreement.texts}
    named: list[tuple[str, str]] = [("party", p.actor) for p in agreement.parties]
    named += [("operator", p.operator) for p in agreement.posts]
    for c in agreement.commitments:
        named += [("obligor", a) for a in c.obligor] + [("beneficiary", a) for a in c.beneficiary] + [("verification", a) for a in c.verification_by]
    named += [("operator", a) for m in agreement.mechanisms for a in m.operator] + [("attendee", a) for m in agreement.meetings for a in m.attendees]
    for what, actor in dict.fromkeys(named):
        if actor not in sides:
            report(f"{what} '{actor}' is not in sides.yaml")
    parties = {p.actor for p in agreement.parties}
    for actor in sorted({a for c in agreement.commitments for a in c.obligor} - parties):
        report(f"'{actor}' has a duty but no role: give it one under parties (bound_nonsignatory, if it did not sign)")
    cited = [d.source for d in (agreement.announced, agreement.signed, agreement.effective, agreement.expiry) if d is not None]
    cited += [x.source for group in (agreement.parties, agreement.texts, agreement.zones, agreement.commitments, agreement.mechanisms, agreement.meetings) for x in group]
    cited += [i.source for p in agreement.posts for i in p.intervals] + [v.source for c in agreement.conflicting for v in c.values]
    for source in dict.fromkeys(cited):
        if source not in sources:
            report(f"source '{source}' is not in its list of sources")
    for c in agreement.commitments:
        for zone in c.zone:
            if zone not in zones:
                report(f"commitment '{c.id}': zone '{zone}' is not told")
        for other in c.condition_on:
            if other not in commitments:
                report(f"commitment '{c.id}': condition_on '{other}' is no commitment here")
        if c.text_version is not None and c.text_version not in versions:
            report(f"commitment '{c.id}': text version '{c.text_version}' is not told")
    for what, ids in (("commitment", [c.id for c in agreement.commitments]), ("post", [p.id for p in agreement.posts]), ("zone", [z.id for z in agreement.zones])):
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            report(f"{what} '{twice}' is told twice")


def _days(agreement: Agreement, report: Report) -> None:
    dated = {"announced": agreement.announced, "signed": agreement.signed, "effective": agreement.effective, "expiry": agreement.expiry}
    for name, value in dated.items():
        if value is not None and not is_day(value.value):
            report(f"'{name}': {value.value!r} is no ISO day, month or year")
    for conflict in agreement.conflicting:
        if len({v.value for v in conflict.values}) < 2:
            report(f"conflicting '{conflict.field}' needs two different values")
    for meeting in agreement.meetings:
        if not is_day(meeting.start) or (meeting.end is not None and (not is_day(meeting.end) or meeting.end < meeting.start)):
            report(f"meeting '{meeting.round}': its days are {meeting.start!r} to {meeting.end!r}")
    if agreement.duration is not None:
        _try(lambda: shift("2020-01-01", agreement.duration or ""), report, "'duration'")


def _deadline(agreement: Agreement, commitment: Commitment, report: Report) -> None:
    deadline: Deadline = commitment.deadline
    name = f"commitment '{commitment.id}'"
    if deadline.type == "fixed" and not (deadline.date and is_day(deadline.date) and len(deadline.date) == 10):
        report(f"{name}: a fixed deadline needs an ISO day as 'date'; found {deadline.date!r}")
    if deadline.type == "conditional" and not deadline.condition:
        report(f"{name}: a conditional deadline needs its 'condition'")
    if deadline.type == "relative":
        if not deadline.anchor or not deadline.offset:
            report(f"{name}: a relative deadline needs 'anchor' and 'offset'")
        else:
            anchor = deadline.anchor
            if anchor not in ("announced", "signed", "effective", "expiry") and not anchor.startswith("commitment:") and not is_day(anchor):
                report(f"{name}: anchor '{anchor}' is neither announced, signed, effective, expiry, an ISO day nor commitment:ID")
            else:
                if _try(lambda: shift("2020-01-01", deadline.offset or ""), report, name) and due(agreement, commitment).day is None:
                    report(f"{name}: anchor '{anchor}' leads to no day")


def _post(post: ObservationPost, report: Report) -> None:
    if (post.lat is None) != (post.lon is None):
        report(f"post '{post.id}' has half of a position")
    last = ""
    for interval in post.intervals:
        if interval.since is not None and not is_day(interval.since):
            report(f"post '{post.id}': 'since' {interval.since!r} is no ISO day, month or year")
        elif (interval.since or last) < last or (interval.until is not None and interval.until < (interval.since or "")):
            report(f"post '{post.id}': its intervals are not in order of time")
        last = interval.since or last


def _try(attempt: Callable[[], object], report: Report, name: str) -> bool:
    """Tell whether an attempt went well; report why not."""
    try:
        attempt()
    except ValueError as error:
        report(f"{name}: {error}")
        return False
    return True


def is_day(text: str) -> bool:
    """Tell whether a text is an ISO day, month or year that exists.

    >>> is_day("2020-03-05"), is_day("2018-02"), is_day("2020-02-30")
    (True, True, False)
    """
    if _ISO.fullmatch(text) is None:
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01" if len(text) == 4 else text + "-01" if len(text) == 7 else text)
    except ValueError:
        return False
    return True
