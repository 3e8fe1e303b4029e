"""Misses: what a record has otherwise than the case, each with its sentence, so that a person sees what to mend.

`missing` is in the case and not in the record, `false` in the record and not in the case; the other kinds are of things that were
found, with a value that differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from marsad.arabic.sentences import split_sentences
from marsad.measure.cases import LISTS, Case
from marsad.measure.matching import Thing
from marsad.measure.score import Figure, countries_of, details, paired_things, same_speaker

KINDS = ("missing", "false", "actors", "recipients", "factuality", "attribution", "when", "where", "counts", "speaker")
_NAMES = {"events": "event", "statements": "statement", "agreements": "agreement", "agreement_facts": "fact"}


class Miss(NamedTuple):
    """One miss. `what` is event, statement, agreement or fact; `type` its type or kind; `sentence` has the words in brackets."""

    kind: str
    what: str
    type: str
    article: str
    start: int
    sentence: str
    expected: Any = None
    found: Any = None


def misses_of(case: Case, record: Mapping[str, Any]) -> Iterator[Miss]:
    """Yield the misses of one article, in order of kind and place."""
    paired = paired_things(case, record)
    text, identity = case["article"]["text"], case["article"]["id"]

    def miss(kind: str, name: str, thing: Thing, expected: Any = None, found: Any = None) -> Miss:
        at = thing["trigger"] if name == "events" else thing["content"] if name == "statements" else thing
        said = str(thing.get("type") or thing.get("kind") or thing.get("form") or "")
        return Miss(kind, _NAMES[name], said, identity, at["start"], _marked(text, at["start"], at["end"]), expected, found)

    out: list[Miss] = []
    for name in LISTS:
        known, got = ({id(pair[side]) for pair in paired[name]} for side in (0, 1))
        out += [miss("missing", name, thing) for thing in case[name] if id(thing) not in known]
        out += [miss("false", name, thing) for thing in record.get(name, []) if id(thing) not in got]
    for e, f in paired["events"]:
        out += [miss(kind, "events", e, expected, found) for kind, expected, found in _differences(e, f)]
    for e, f in paired["statements"]:
        if not same_speaker(e["speaker"], f.get("speaker") or {}):
            out.append(miss("speaker", "statements", e, _party(e["speaker"]), _party(f.get("speaker") or {})))
    yield from sorted(out, key=lambda m: (KINDS.index(m.kind), m.start))


def _differences(e: Thing, f: Thing) -> Iterator[tuple[str, Any, Any]]:
    for role in ("actors", "recipients"):
        if countries_of(e[role]) != countries_of(f.get(role)):
            yield role, _parties(e[role]), _parties(f.get(role))
    figures: dict[str, Figure] = dict(details(e, f))
    shown: dict[str, Callable[[Any], Any]] = {"factuality": lambda v: v, "attribution": _parties, "when": _days, "where": _places, "counts": _counts}
    for name, show in shown.items():
        figure = figures.get(name)
        if figure is not None and not figure.expected == figure.found == figure.hit:
            yield name, show(e[name]), show(f.get(name))


def _party(party: Thing) -> str:
    return f"{party.get('text') or '?'} ({party.get('country') or '-'})"


def _parties(parties: Iterable[Thing] | None) -> list[str]:
    return [_party(party) for party in parties or ()]


def _days(when: Thing | None) -> str | None:
    return f"{when.get('start')}..{when.get('end')}" if when else None


def _places(places: Iterable[Thing] | None) -> list[str]:
    return [str(place.get("text")) for place in places or ()]


def _counts(counts: Iterable[Thing] | None) -> list[str]:
    return [f"{count.get('what')} {count.get('value')}" for count in counts or ()]


def _marked(text: str, start: int, end: int) -> str:
    """Give the sentence of a span, on one line, the span in brackets.

    >>> _marked("وصل. غادر الوزير", 5, 9)
    '[غادر] الوزير'
    """
    left, right = next(((a, b) for a, b in split_sentences(text) if a <= start < b), (start, end))
    right = max(right, end)
    return " ".join(f"{text[left:start]}[{text[start:end]}]{text[end:right]}".split())
