"""Check the lexicon: its files against their schema, then every entry's and cue's own sentences against the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from marsad.desk.entries import short_name
from marsad.lexicon.attribution import read_attribution
from marsad.lexicon.build import read_actions
from marsad.lexicon.compiled import Lexicon, load_tables
from marsad.lexicon.factuality import read_factuality
from marsad.lexicon.schema import ActionEntry, CueExample, Example, SourceExample
from marsad.lexicon.source import Problems, read_tsv
from marsad.reading.reader import Reader
from marsad.reading.stages import Trace
from marsad.record import Article, Count, Event, LexiconError, Record, make_article

PUBLISHED = "2020-02-15"  # every sentence of the lexicon is read as if published on this day, so that dates in it have one meaning


class Reads(Protocol):
    """Whatever reads an article into a record can be held against the lexicon's sentences."""

    def read(self, article: Article) -> Record: ...


class Traces(Protocol):
    """Whatever tells of each word of action how it was judged."""

    def trace(self, article: Article) -> Trace: ...


class Outcome(NamedTuple):
    """What became of one sentence. `expected` and `found` are lines for a reader; both are empty if it passed."""

    file: str
    line: int
    entry: str
    kind: str
    text: str
    passed: bool
    expected: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def schema_problems(home: Path) -> tuple[str, ...]:
    """Give every problem of every file of the lexicon in `home` as `file:line: entry 'id': message`."""
    try:
        load_tables(home)
    except LexiconError as error:
        return error.problems
    return ()


def open_sentences(home: Path) -> frozenset[tuple[str, str]]:
    """Give the (entry, sentence) pairs of open.tsv: sentences that are right, but that the reader does not read yet.

    The check fails for a listed sentence that passes, so the list can only shrink. Raises LexiconError if the file is broken.
    """
    path = home / "open.tsv"
    if not path.is_file():
        return frozenset()
    problems = Problems()
    rows = frozenset((row["entry"], row["text"]) for _, row in read_tsv(path, ("entry", "text"), problems))
    problems.raise_if_any(home)
    return rows


def check_sentences(home: Path, only: str = "") -> Iterator[Outcome]:
    """Yield the outcome of each sentence of the entries whose id begins with `only`, in order of the files.

    Raises LexiconError if the files break their schema.
    """
    reader = Reader(Lexicon(load_tables(home)), accept_all=True)
    problems = Problems()
    lines: dict[Path, list[str]] = {}
    for path, line, entry in read_actions(home, problems):
        if not entry.id.startswith(only):
            continue
        if path not in lines:
            lines[path] = path.read_text(encoding="utf-8").split("\n")
        for example in entry.yes:
            expected, found = judge_yes(reader, entry, example)
            yield Outcome(short_name(path), _line(lines[path], line, example), entry.id, "yes", example.text, not expected, expected, found)
        for example in entry.no:
            expected, found = judge_no(reader, entry, example)
            yield Outcome(short_name(path), _line(lines[path], line, example), entry.id, "no", example.text, not expected, expected, found)
    for path, line, cue in read_factuality(home, problems):
        if not cue.id.startswith(only):
            continue
        lines[path] = lines.get(path) or path.read_text(encoding="utf-8").split("\n")
        for kind, examples in (("yes", cue.yes), ("no", cue.no)):
            for case in examples:
                expected, found = judge_cue(reader, cue.id, case, kind == "yes")
                yield Outcome(short_name(path), _line(lines[path], line, case), cue.id, kind, case.text, not expected, expected, found)
    for path, line, voucher in read_attribution(home, problems):
        if not voucher.id.startswith(only):
            continue
        lines[path] = lines.get(path) or path.read_text(encoding="utf-8").split("\n")
        for kind, sentences in (("yes", voucher.yes), ("no", voucher.no)):
            for sentence in sentences:
                expected, found = judge_source(reader, voucher.id, sentence, kind == "yes")
                yield Outcome(short_name(path), _line(lines[path], line, sentence), voucher.id, kind, sentence.text, not expected, expected, found)
    problems.raise_if_any(home)


def judge_source(reader: Traces, identity: str, example: SourceExample, leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (what was expected, what was found instead) of words that lead to a source; both are empty if the sentence passes."""
    text = example.text
    said = [item for _, items in reader.trace(article_for(text)).statements for item in items]
    ours = [item.speaker.text for item in said if item.rule == f"attribution.{identity}" and item.speaker is not None]
    found = tuple(f"{item.rule}: {item.speaker.text if item.speaker is not None else '?'}" for item in said) or ("no source",)
    if leads:
        wanted = example.source or ""
        return ((), ()) if any(wanted in source or source in wanted for source in ours) else ((f"{identity} leads to {wanted}",), found)
    return ((f"{identity} leads to no source" + (f" ({example.why})" if example.why else ""),), found) if ours else ((), ())


def judge_cue(reader: Traces, cue: str, example: CueExample, decides: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (what was expected, what was found instead) of a class of factuality; both are empty if the sentence passes.

    The class must decide about the trigger (or, with `decides` false, another must, or none): the trigger must be a word of
    action in any case.
    """
    at = example.text.find(example.trigger)
    judged = [c.judgement for c in reader.trace(article_for(example.text)).candidates if c.draft.trigger_start < at + len(example.trigger) and at < c.draft.trigger_end]
    found = tuple(f"«{example.trigger}» {j.effect}" + (f"  [{j.cue}]" if j.cue else "") for j in judged) or (f"«{example.trigger}» is no word of action here",)
    if decides:
        return ((), ()) if any(j.cue == cue for j in judged) else ((f"{cue} decides about «{example.trigger}»",), found)
    if not judged or any(j.cue == cue for j in judged):
        return (f"another class than {cue}, or none, decides about «{example.trigger}»" + (f" ({example.why})" if example.why else ""),), found
    return (), ()


def _line(lines: list[str], first: int, example: Example | CueExample | SourceExample) -> int:
    """Give the line of a sentence: it stands below its entry's first line; that line if it is folded over several."""
    return next((n for n in range(first, len(lines) + 1) if example.text in lines[n - 1]), first)


def article_for(text: str, published: str | None = PUBLISHED) -> Article:
    return make_article({"id": "sentence", "text": text, "published": published}, "sentence")


def judge_yes(reader: Reads, entry: ActionEntry, example: Example) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (what was expected and is missing, what was found); the first is empty if the sentence passes.

    An event of the entry's type (or of the example's, if it names one) must have the quoted trigger. Of several,
    the one that fits best is compared. Quoted actors, recipients and places must each contain, or be contained in,
    one that was found; an empty list asks for none; a field that is left out is not compared.
    """
    kind = example.type or entry.type or ""
    events = reader.read(article_for(example.text)).events
    candidates = [event for event in events if event.type == kind and _has_trigger(event, example)]
    if not candidates:
        return (f"{kind} «{example.trigger or ''}»",), told(events)
    missing = min((_missing(event, example) for event in candidates), key=len)
    return missing, told(events) if missing else ()


def judge_no(reader: Reads, entry: ActionEntry, example: Example) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (what was expected, what was found instead); both are empty if the sentence passes.

    No event of the entry's type may be found. If the example names that type itself, others may find one, but
    not this entry; if it names another type, an event of that type must be found too.
    """
    kind = entry.type or ""
    events = reader.read(article_for(example.text)).events
    wrong = [event for event in events if event.type == kind and (example.type != kind or from_entry(event, entry.id))]
    if wrong:
        return (f"no {kind}" + (f" ({example.why})" if example.why else ""),), told(wrong)
    if example.type and example.type != kind and not any(event.type == example.type for event in events):
        return (f"{example.type} instead",), told(events)
    return (), ()


def from_entry(event: Event, entry: str) -> bool:
    """Tell whether an event's trigger is a word of this entry."""
    return any(b.field == "type" and b.rule == entry and b.span is not None and b.span.start < event.trigger.end and event.trigger.start < b.span.end for b in event.because)


def _has_trigger(event: Event, example: Example) -> bool:
    if example.trigger is None:
        return True
    at = example.text.find(example.trigger)
    while at >= 0:
        spans = [event.trigger, *(b.span for b in event.because if b.field == "type" and b.span is not None)]
        if any(span.start < at + len(example.trigger) and at < span.end for span in spans):
            return True  # the event may stand at a fuller mention that took this word in (a toll and its attack)
        at = example.text.find(example.trigger, at + 1)
    return False


def _missing(event: Event, example: Example) -> tuple[str, ...]:
    missing = []
    for name, quoted, texts in (
        ("actors", example.actors, [a.text for a in event.actors]),
        ("recipients", example.recipients, [r.text for r in event.recipients]),
        ("where", example.where, [p.text for p in event.where]),
        ("counts", example.counts, [told_count(c) for c in event.counts]),
    ):
        if quoted is None:
            continue
        if not quoted and texts:
            missing.append(f"{name}: none")
        missing.extend(f"{name}: {words}" for words in quoted if not any(words in text or text in words for text in texts))
    if example.factuality and event.factuality != example.factuality:
        missing.append(f"factuality: {example.factuality}")
    missing.extend(f"mode: {mode}" for mode in example.modes or () if mode not in event.modes)
    return tuple(missing)


def told_count(count: Count) -> str:
    """Give a count as an example writes it: what and value.

    >>> told_count(Count(what="killed", value=3))
    'killed 3'
    """
    return f"{count.what} {count.value if count.value is not None else count.low if count.low is not None else count.high}"


def told(events: list[Event]) -> tuple[str, ...]:
    """Give a line for each event, as the check prints it."""
    lines = []
    for event in events:
        parts = [f"{event.type} «{event.trigger.text}»", *event.modes, *([event.factuality] if event.factuality != "actual" else [])]
        for name, texts in (
            ("actors", [a.text for a in event.actors]),
            ("recipients", [r.text for r in event.recipients]),
            ("where", [p.text for p in event.where]),
            ("counts", [told_count(c) for c in event.counts]),
        ):
            if texts:
                parts.append(f"{name}: {'، '.join(texts)}")
        rule = next((b.rule for b in event.because if b.field == "type"), "")
        lines.append("; ".join(parts) + (f"  [{rule}]" if rule else ""))
    return tuple(lines) or ("no event",)


def by_file(outcomes: list[Outcome]) -> list[tuple[str, int, int]]:
    """Give (file, sentences that pass, sentences) in order of the files."""
    total = Counter(o.file for o in outcomes)
    passed = Counter(o.file for o in outcomes if o.passed)
    return [(file, passed[file], number) for file, number in total.items()]
