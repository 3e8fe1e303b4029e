"""Merging: the same act told twice is one event; a toll belongs to the act that caused it."""

from __future__ import annotations

from collections.abc import Container

from marsad.reading.document import Phrase
from marsad.reading.drafts import Draft

_HARM_TYPES = frozenset({"ASSAULT"})


def _countries(phrases: list[Phrase]) -> frozenset[str | None]:
    return frozenset(c for p in phrases for c in (p.countries or (p.country,)))


def merge_sentence(drafts: list[Draft]) -> list[Draft]:
    """Give the drafts of one sentence with tolls joined to the act they tell of, and doubles dropped."""
    out: list[Draft] = []
    for draft in drafts:
        host = next((d for d in reversed(out) if _toll_of(draft, d)), None)
        if host is not None:
            _absorb(host, draft)
            continue
        if _is_toll(draft):
            out.append(draft)
            continue
        toll = next((d for d in reversed(out) if _toll_of(d, draft)), None)
        if toll is not None:
            _absorb(draft, toll)
            out[out.index(toll)] = draft
            continue
        double = next((d for d in reversed(out) if _double(d, draft)), None)
        if double is not None:
            _absorb(double, draft)
            continue
        out.append(draft)
    return out


def _is_toll(draft: Draft) -> bool:
    return (
        draft.type in _HARM_TYPES
        and (draft.harm or draft.sense.frame.get("object") == "victim" or draft.sense.frame.get("of") == "victim" or draft.sense.frame.get("subject") == "victim")
        and not draft.actors
    )


def _toll_of(toll: Draft, act: Draft) -> bool:
    if not _is_toll(toll) or act.type != "ASSAULT" or toll is act or toll.factuality != act.factuality:
        return False
    if _is_toll(act):
        whats = {c.what for c in act.counts} & {c.what for c in toll.counts}
        return not whats and abs(toll.i - act.i) < 12
    return abs(toll.i - act.i) < 40 and not ({c.what for c in act.counts} & {c.what for c in toll.counts})


def _double(a: Draft, b: Draft) -> bool:
    """The same type in one sentence, and one says nothing that the other does not."""
    if a.type != b.type or a.factuality != b.factuality:
        return False
    if (
        not a.noun
        and b.noun
        and a.clause == b.clause
        and 0 < b.i - a.i <= 6
        and a.type != "ASSAULT"
        and not (b.actors and a.actors and not _countries(b.actors) <= _countries(a.actors))
    ):
        return True
    if b.noun and (b.definite or not (b.actors or b.recipients)) and _within(b, a):
        return abs(a.i - b.i) < 30
    return a.noun and a.clause == b.clause and _within(a, b) and a.type == "ASSAULT" and abs(a.i - b.i) < 6


def _within(small: Draft, large: Draft) -> bool:
    if not _countries(small.actors) <= _countries(large.actors) and small.actors:
        return False
    if small.recipients and large.recipients and not _countries(small.recipients) <= _countries(large.recipients):
        return False
    places = {s.phrase.text for s in small.spots}
    return not (places and {s.phrase.text for s in large.spots} and not places <= {s.phrase.text for s in large.spots}) and not (
        small.counts and large.counts and {c.value for c in small.counts} != {c.value for c in large.counts}
    )


def _absorb(host: Draft, other: Draft) -> None:
    have = {c.what for c in host.counts}
    host.counts.extend(c for c in other.counts if c.what not in have)
    if not host.actors:
        host.actors = other.actors
    if not host.recipients:
        host.recipients = [p for p in other.recipients if p not in host.actors]
    elif _is_toll(other):
        fresh = [p for p in other.recipients if not any(p.start < q.end and q.start < p.end for q in (*host.recipients, *host.actors))]
        host.recipients = sorted((*host.recipients, *fresh), key=lambda p: p.start)[:6]
    if not host.spots:
        host.spots = other.spots
    if host.date is None:
        host.date, host.date_sentence = other.date, other.date_sentence
    if not host.modes:
        host.modes = other.modes
    for step in other.because:
        if step not in host.because:
            host.because.append(step)


def merge_article(drafts: list[Draft], cries: Container[str]) -> list[Draft]:
    """Give the drafts of an article with each act once, at its fullest telling; `cries`: lemmas of chanting, folded."""
    out: list[Draft] = []
    for draft in _without_chants(drafts, cries):
        same = next((d for d in reversed(out[-6:]) if _later_toll(draft, d)), None) or next((d for d in reversed(out) if _same_act(d, draft)), None)
        if same is None:
            out.append(draft)
        elif _fullness(draft) > _fullness(same) + 1:
            _absorb(draft, same)
            out[out.index(same)] = draft
        else:
            _absorb(same, draft)
    return out


def _without_chants(drafts: list[Draft], cries: Container[str]) -> list[Draft]:
    """Cries and banners belong to the protest told next to them; whom they are against, it is against."""
    protests = [d for d in drafts if d.type == "PROTEST" and d.lemma not in cries]
    kept = []
    for draft in drafts:
        host = None
        if draft.type == "PROTEST" and draft.lemma in cries:
            near = [d for d in protests if abs(d.sentence.number - draft.sentence.number) <= 3]
            host = min(near, key=lambda d: abs(d.sentence.number - draft.sentence.number), default=None)
        if host is None:
            kept.append(draft)
        elif not host.recipients:
            host.recipients = [p for p in draft.recipients if p not in host.actors]
    return kept


def _later_toll(toll: Draft, act: Draft) -> bool:
    """The sentence after an attack tells its toll (وأسفر القصف عن مقتل …)."""
    gap = toll.sentence.number - act.sentence.number
    if not 0 < gap <= 2 or act.type != "ASSAULT" or toll.type != "ASSAULT" or not _is_toll(toll) or _is_toll(act) or not toll.counts:
        return False
    if {c.what for c in act.counts} & {c.what for c in toll.counts} or _other_place(act, toll):
        return False
    if not toll.harm and [p.text for p in toll.attribution] != [p.text for p in act.attribution]:
        return False
    if toll.recipients and act.recipients and toll.recipients[0].given == "demonym" and toll.recipients[0].country not in _countries(act.recipients):
        return False
    return toll.date is None or act.date is None or toll.date.start == act.date.start


def _fullness(draft: Draft) -> int:
    return len(draft.actors) + len(draft.recipients) + len(draft.spots) + 2 * len(draft.counts) + (draft.date is not None) + (not draft.definite)


def _same_act(a: Draft, b: Draft) -> bool:
    if a.type != b.type or a.sentence.number == b.sentence.number:
        return False
    if (a.factuality == "negated") != (b.factuality == "negated"):
        return False
    dates = a.date is not None and b.date is not None and (a.date.start, a.date.end) != (b.date.start, b.date.end)
    if dates:
        return False
    ca, cb = _countries(a.actors), _countries(b.actors)
    ra, rb = _countries(a.recipients), _countries(b.recipients)
    if b.noun and b.definite:
        if (not cb or cb <= ca or not ca) and (not rb or not ra or rb <= ra) and not _other_place(a, b) and not _other_toll(a, b):
            return b.sentence.number - a.sentence.number <= 12
    if ca != cb or ra != rb or _other_place(a, b) or _other_toll(a, b):
        return False
    shared = bool(a.spots and b.spots) or (a.date is not None and b.date is not None) or (bool(ra) and bool(b.recipients) and a.sense.id == b.sense.id)
    if not shared:
        return b.noun and a.sense.id == b.sense.id and b.definite
    return a.sense.id == b.sense.id or (b.noun and b.definite) or (a.noun and a.definite)


def _other_place(a: Draft, b: Draft) -> bool:
    if not a.spots or not b.spots:
        return False
    names_a = {s.place.name if s.place else s.phrase.text for s in a.spots}
    names_b = {s.place.name if s.place else s.phrase.text for s in b.spots}
    return not names_a & names_b


def _other_toll(a: Draft, b: Draft) -> bool:
    counts_a = {c.what: c.value for c in a.counts}
    return any(c.what in counts_a and counts_a[c.what] != c.value for c in b.counts)
