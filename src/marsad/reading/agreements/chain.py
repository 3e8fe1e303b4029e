"""The order in which agreements are read, and their way into the record."""

from __future__ import annotations

import datetime

from marsad.lexicon.types import Tables
from marsad.reading.agreements.deadlines import find_deadline
from marsad.reading.agreements.elsewhere import told_elsewhere
from marsad.reading.agreements.facts import Fact, FactFinder
from marsad.reading.agreements.mentions import AgreementMention, find_mentions
from marsad.reading.agreements.named import between_parties
from marsad.reading.agreements.parties import find_parties
from marsad.reading.agreements.provisions import provisions
from marsad.reading.agreements.resolution import Found, resolve
from marsad.reading.agreements.settled import settled_with
from marsad.reading.agreements.terms import listed_terms
from marsad.reading.agreements.words import AgreementWords
from marsad.reading.assemble import Assembler
from marsad.reading.clauses import Syntax
from marsad.reading.cues import Cues
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.factuality import Factuality
from marsad.reading.said import Said
from marsad.record import Agreement, AgreementFact, Because, Span


class AgreementReader:
    """Reads agreements with the words of lexicon/agreements."""

    def __init__(self, tables: Tables, factuality: Factuality, cues: Cues) -> None:
        self.t, self.cues = tables, cues
        self.words = AgreementWords(tables)
        self.facts = FactFinder(tables, self.words, factuality)
        self.triggers = frozenset(self.words.heads)

    def read(
        self, sentences: list[Sentence], syntaxes: list[Syntax], said: list[tuple[Sentence, list[Said]]], drafts: list[Draft], assembler: Assembler, day: datetime.date | None
    ) -> tuple[list[Agreement], list[AgreementFact]]:
        """Give the agreements of an article, and the facts with their index."""
        found = resolve([m for s in sentences for m in self._mentions(s)])
        if not found:
            return [], []
        owner = {id(m): f for f in found for m in f.mentions}
        facts: list[Fact] = []
        bare: list[Sentence] = []
        for sentence, syntax in zip(sentences, syntaxes, strict=True):
            here = [m for f in found for m in f.mentions if m.sentence is sentence]
            if here:
                facts += self._told(sentence, syntax, here, owner, day)
            else:
                bare.append(sentence)
        told = {(fact.sentence.number, fact.kind) for fact in facts}
        facts += [fact for fact in provisions(sentences, syntaxes, facts, self.words) if (fact.sentence.number, "commitment") not in told]
        facts = once(facts)
        for f in found:
            f.parties = find_parties(f, syntaxes, [p for fact in facts if fact.found is f and fact.kind == "concluded" for p in fact.by])
        watched = {id(fact.found) for fact in facts if fact.kind == "monitor"}
        facts += [fact for s in bare if s.dates for fact in [told_elsewhere(s, found, watched, drafts, self.words, day)] if fact is not None]
        vouch(facts, said, drafts)
        order = {id(f): i for i, f in enumerate(found)}
        return [_agreement(f, assembler) for f in found], [_fact(fact, order[id(fact.found)], assembler) for fact in facts]

    def _mentions(self, sentence: Sentence) -> list[AgreementMention]:
        """Give the mentions of a sentence; of one on sport or trade in players only those with a name of the lexicon."""
        mentions = find_mentions(sentence, self.words, self.t)
        return [m for m in mentions if m.name is not None] if mentions and "AGREE" in self.cues.blocked(sentence) else mentions

    def _told(self, sentence: Sentence, syntax: Syntax, here: list[AgreementMention], owner: dict[int, Found], day: datetime.date | None) -> list[Fact]:
        out = self.facts.find(sentence, syntax, here, owner)
        out += settled_with(sentence, syntax, here, owner)
        out += listed_terms(sentence, syntax, here, owner, self.words)
        out += between_parties(sentence, syntax, here, owner, out, self.words, self.facts)
        deadline = find_deadline(sentence, owner[id(here[0])], self.words, day)
        return attached(out, deadline) if deadline is not None else out


def once(facts: list[Fact]) -> list[Fact]:
    """Give the facts without those that a later sentence tells again in nearly the same words: a headline or summary left inside the text."""
    out: list[Fact] = []
    for n, fact in enumerate(facts):
        own = _content(fact)
        if fact.kind == "concluded" and _agreed_on(fact) and any(other.found is fact.found and other.kind == "concluded" for other in out):
            continue  # تم الاتفاق على …, once more: another term of what was concluded
        if not any(other.found is fact.found and other.kind == fact.kind and other.sentence is not fact.sentence and _repeats(own, _content(other)) for other in facts[n + 1 :]):
            out.append(fact)
    return out


def _agreed_on(fact: Fact) -> bool:
    toks = fact.sentence.tokens
    return toks[fact.at].word.core == "تم" and any(t.word.norm == "علي" for t in toks[fact.at : fact.at + 3])


def attached(facts: list[Fact], deadline: Fact) -> list[Fact]:
    """Give the facts with a deadline: on the commitment whose words hold it, on a truce that begins, else as a fact of its own."""
    for fact in facts:
        holds = fact.sentence is deadline.sentence and fact.start <= deadline.start and deadline.end <= fact.end
        if holds and fact.kind in ("commitment", "in-force", "extended"):
            fact.deadline = deadline.deadline
            fact.because += "; " + deadline.because
            if fact.kind == "commitment":
                return facts
    return [*facts, deadline]


def _content(fact: Fact) -> frozenset[str]:
    return frozenset(t.word.core for t in fact.sentence.tokens if fact.start <= t.start < fact.end and t.word.tag != "punct")


def _repeats(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one) > 2 and len(one & other) >= 0.8 * min(len(one), len(other))


def vouch(facts: list[Fact], said: list[tuple[Sentence, list[Said]]], drafts: list[Draft]) -> None:
    """Give each fact its vouchers: who says the words, and who accuses, where an accusation carries the breach (its target is the one who did it)."""
    speech = {s.number: items for s, items in said}
    for fact in facts:
        holding = [i for i in speech.get(fact.sentence.number, []) if i.speaker is not None and i.start <= fact.start < i.end]
        fact.vouchers = [i.speaker for i in holding if i.speaker is not None][:2]
        if any(i.certainty == "denies" for i in holding) and fact.kind in ("breach-alleged", "complied", "collapsed") and fact.factuality == "actual":
            fact.factuality = "negated"
        if fact.factuality == "negated" and fact.kind == "breach-alleged" and not fact.by:
            fact.by = fact.vouchers[:1]  # who denies a breach without naming anybody denies its own
        if fact.kind != "breach-alleged":
            continue
        for draft in drafts:
            if draft.sentence is fact.sentence and draft.type == "ACCUSE" and draft.i < fact.at and draft.actors:
                fact.by = fact.by or draft.recipients[:3]
                if not any(v.text == draft.actors[0].text for v in fact.vouchers):
                    fact.vouchers.insert(0, draft.actors[0])
                break


def _agreement(f: Found, assembler: Assembler) -> Agreement:
    best = next((m for m in f.mentions if m.name is not None or (m.kind is not None and m.length > 1)), None) or max(f.mentions, key=lambda m: (min(m.length, 7), -m.start))
    return Agreement(
        start=best.start,
        end=best.end,
        text=assembler.text[best.start : best.end],
        kind=f.kind,
        name=f.name.name if f.name else None,
        parties=f.parties,
        mentions=[Span(start=m.start, end=m.end, text=assembler.text[m.start : m.end]) for m in f.mentions],
        entity=f.name.id if f.name else None,
    )


def _fact(fact: Fact, index: int, assembler: Assembler) -> AgreementFact:
    by: list[Phrase] = fact.by
    return AgreementFact(
        agreement=index,
        kind=fact.kind,
        by=assembler.actors(by),
        start=fact.start,
        end=fact.end,
        text=assembler.text[fact.start : fact.end],
        deadline=fact.deadline,
        count=fact.count,
        where=_places(fact, assembler),
        attribution=assembler.actors(fact.vouchers),
        because=[Because(field="kind", rule=fact.because, span=assembler.span(fact.start, fact.end))],
        factuality=fact.factuality,
    )


def _places(fact: Fact, assembler: Assembler) -> list[str]:
    """Give the places that the fact's words name, by their English names."""
    names: list[str] = []
    for tok in fact.sentence.tokens:
        m = tok.mention
        if m is not None and m.i == tok.i and fact.start <= tok.start < fact.end and "place" in m.kinds and not {"agreement", "name"} & set(m.kinds):
            if "capital" in m.kinds and not (tok.i and fact.sentence.tokens[tok.i - 1].word.norm in ("في", "داخل")):
                continue  # a capital that acts is its state
            place = assembler.g.resolve(m.kinds["place"])
            if place is not None and place.name not in names:
                names.append(place.name)
    return names
