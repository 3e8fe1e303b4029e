"""Agreements: which ones an article names or describes, their parties, and what it says about each.

A mention is a name of the lexicon or a head word (اتفاق، هدنة، وقف إطلاق النار …) with the phrase it opens. A
definite mention without detail (الاتفاق) is the agreement named last. A fact needs a word of its kind near a mention.
"""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from marsad.arabic.fold import fold
from marsad.lexicon.types import Name, Tables
from marsad.reading.assemble import Assembler
from marsad.reading.clauses import AGENTIVE, Syntax
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.speech import Said
from marsad.record import Agreement, AgreementFact, Because, Span
from marsad.record.types import FactKind

_STRONG = frozenset({"breach-alleged", "collapsed", "rejected", "suspended", "extended", "criticised", "adherence-declared", "monitor", "proposed"})


class _Mention:
    __slots__ = ("definite", "end", "kind", "last", "name", "sentence", "start", "tokens", "words")

    def __init__(self, sentence: Sentence, first: int, last: int, start: int, end: int, kind: str | None, name: Name | None, definite: bool, words: frozenset[str]) -> None:
        self.sentence, self.tokens, self.last, self.start, self.end = sentence, first, last, start, end
        self.kind, self.name, self.definite, self.words = kind, name, definite, words


class _Found:
    __slots__ = ("kind", "mentions", "name", "parties")

    def __init__(self, kind: str, name: Name | None) -> None:
        self.kind, self.name = kind, name
        self.mentions: list[_Mention] = []
        self.parties: list[str] = []


# (agreement, kind, sentence, first and end offset, deadline, count, rule)
_Fact = tuple[_Found, FactKind, Sentence, int, int, str | None, float | None, str]


class AgreementReader:
    """Reads agreements with the words of lexicon/agreements."""

    def __init__(self, tables: Tables) -> None:
        self.t = tables
        raw: dict[str, Any] = msgspec.msgpack.decode(tables.cues).get("agreement_words") or {}
        self.heads: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
        for item in raw.get("heads", []):
            for phrase in item["words"]:
                words = fold(phrase).split()
                first = words[0].removeprefix("ال") if len(words[0]) > 4 else words[0]
                self.heads.setdefault(first, []).append((tuple(words[1:]), item["kind"]))
        for options in self.heads.values():
            options.sort(key=lambda option: -len(option[0]))
        self.kinds = [(item["kind"], [fold(w) for w in item["words"]]) for item in raw.get("kinds", [])]
        self.facts: dict[str, FactKind] = {}
        for item in raw.get("facts", []):
            for word in item["words"]:
                self.facts.setdefault(fold(word), item["kind"])
        self.deadline = frozenset(fold(w) for w in raw.get("deadline", []))
        self.triggers = frozenset(self.heads)

    def read(
        self, sentences: list[Sentence], syntaxes: list[Syntax], said: list[tuple[Sentence, list[Said]]], drafts: list[Draft], assembler: Assembler, day: datetime.date | None
    ) -> tuple[list[Agreement], list[AgreementFact]]:
        """Give the agreements of an article, and the facts with their index."""
        mentions = [m for s in sentences for m in self._mentions(s)]
        if not mentions:
            return [], []
        found = self._resolve(mentions)
        if not found:
            return [], []
        speech = {s.number: items for s, items in said}
        owner = {id(m): f for f in found for m in f.mentions}
        facts: list[_Fact] = []
        for sentence, syntax in zip(sentences, syntaxes, strict=True):
            here = [m for f in found for m in f.mentions if m.sentence is sentence]
            facts.extend(self._facts(sentence, syntax, here, owner))
        watched = [f for f, kind, *_ in facts if kind == "monitor"]
        for sentence in sentences:
            if watched and not any(m.sentence is sentence for f in found for m in f.mentions):
                facts.extend(self._ultimatum(sentence, watched[0]))
        for f in found:
            self._parties(f, sentences, syntaxes)
        index = {id(f): i for i, f in enumerate(found)}
        agreements = [self._agreement(f, assembler) for f in found]
        out = []
        for f, kind, sentence, start, end, deadline, count, rule in facts:
            by = self._by(sentence, syntaxes[sentence.number], start, end)
            vouchers = [i.speaker for i in speech.get(sentence.number, []) if i.speaker is not None and i.start <= start < i.end]
            out.append(
                AgreementFact(
                    agreement=index[id(f)],
                    kind=kind,
                    by=assembler.actors(by),
                    start=start,
                    end=end,
                    text=assembler.text[start:end],
                    deadline=deadline,
                    count=count,
                    where=[],
                    attribution=assembler.actors(vouchers[:2]),
                    because=[Because(field="kind", rule=rule, span=assembler.span(start, end))],
                )
            )
        return agreements, out

    # -- mentions ----------------------------------------------------------------------------------------------

    def _mentions(self, sentence: Sentence) -> list[_Mention]:
        out: list[_Mention] = []
        toks = sentence.tokens
        n = len(toks)
        free = 0
        for tok in [t for t in toks if t.word.core in self.heads or (t.mention is not None and t.mention.i == t.i)]:
            i = tok.i
            if i < free:
                continue
            m = tok.mention
            if m is not None and m.i == i and "agreement" in m.kinds:
                name = self.t.names[m.kinds["agreement"][0]]
                start = sentence.offset(i, m.skip)
                last = self._extend(sentence, m.j, True)
                out.append(_Mention(sentence, i, last, start, toks[last - 1].end, name.modifiers.get("kind"), name, True, frozenset(t.word.norm for t in toks[i:last])))
                free = last
                continue
            word = tok.word
            core = word.core
            if core in self.heads and not tok.verb:
                hit = self._head(sentence, i, core)
                if hit is not None:
                    j, kind = hit
                    definite = word.det or bool(word.pronoun) or toks[j - 1].word.det
                    last = self._extend(sentence, j, definite and j == i + 1)
                    words = frozenset(w for t in toks[i:last] for w in (t.word.norm, t.word.core))
                    start = sentence.offset(i, word.letters)
                    if sentence.text[start - 1 : start + 1] == "لل":
                        start -= 1
                    if kind is None:
                        kind = next((k for k, ws in self.kinds if any(w in words for w in ws)), None)
                    if i + 1 < n and toks[i + 1].word.norm == "مع" and word.prep == "ب":
                        pass  # بالاتفاق مع: how something was settled, no mention of its own
                    else:
                        out.append(_Mention(sentence, i, last, start, toks[last - 1].end, kind, None, word.det or bool(word.pronoun), words))
                    free = last
        return out

    def _head(self, sentence: Sentence, i: int, core: str) -> tuple[int, str | None] | None:
        toks = sentence.tokens
        for rest, kind in self.heads[core]:
            j = i + 1
            if j + len(rest) > len(toks):
                continue
            if all(toks[j + k].word.norm == rest[k] or toks[j + k].word.core == rest[k].removeprefix("ال") for k in range(len(rest))):
                return j + len(rest), kind
        return None

    def _extend(self, sentence: Sentence, j: int, definite: bool) -> int:
        """Give the end of the mention: adjectives, genitives, and phrases of subject, parties and place."""
        toks = sentence.tokens
        n = len(toks)
        limit = min(n, j + 9)
        while j < limit:
            tok = toks[j]
            word = tok.word
            if tok.verb or tok.date is not None or word.tag in ("relative", "complementizer", "subordinator", "negation", "aspect", "auxiliary", "pronoun"):
                break
            if word.tag == "punct" and tok.mention is None and word.norm not in ('"', "-", "«", "»", "“", "”"):
                break
            if word.tag == "preposition" and word.core not in sentence.lists.agreement_extenders:
                break
            if word.conj and not (word.demonym or tok.mention):
                break
            if definite and not word.tag and not word.det and not word.prep and tok.mention is None:
                break
            j += 1
        while j > 1 and ((toks[j - 1].word.tag in ("preposition", "punct") and toks[j - 1].mention is None) or toks[j - 1].word.norm in ('"', "«")):
            j -= 1
        return j

    # -- resolution --------------------------------------------------------------------------------------------

    def _resolve(self, mentions: list[_Mention]) -> list[_Found]:
        found: list[_Found] = []
        loose: list[_Mention] = []
        for m in mentions:
            home = None
            if m.name is not None:
                home = next((f for f in found if f.name is not None and f.name.id == m.name.id), None)
                if home is None:
                    home = next((f for f in reversed(found) if f.name is None and f.kind == m.kind and self._compatible(f, m)), None)
                    if home is not None:
                        home.name = m.name
            elif m.kind is None:
                if found and (m.definite or m.last - m.tokens <= 1):
                    home = found[-1]
                elif not found:
                    loose.append(m)
                    continue
                else:
                    home = found[-1]
            else:
                home = next((f for f in reversed(found) if f.kind == m.kind and self._compatible(f, m)), None)
            if home is None:
                home = _Found(m.kind or "other", m.name)
                found.append(home)
            home.mentions.append(m)
        if loose:
            if found:
                found[0].mentions = sorted(found[0].mentions + loose, key=lambda m: m.start)
            else:
                concrete = [m for m in loose if m.last - m.tokens > 1 or m.definite]
                if concrete:
                    only = _Found("other", None)
                    only.mentions = loose
                    found.append(only)
        return found

    @staticmethod
    def _compatible(f: _Found, m: _Mention) -> bool:
        return m.name is None or f.name is None or m.name.id == f.name.id

    def _agreement(self, f: _Found, assembler: Assembler) -> Agreement:
        best = next((m for m in f.mentions if m.name is not None or (m.kind is not None and m.last - m.tokens > 1)), None) or max(
            f.mentions, key=lambda m: (min(m.last - m.tokens, 7), -m.start)
        )
        spans = [Span(start=m.start, end=m.end, text=assembler.text[m.start : m.end]) for m in f.mentions]
        return Agreement(
            start=best.start,
            end=best.end,
            text=assembler.text[best.start : best.end],
            kind=f.kind,
            name=f.name.name if f.name else None,
            parties=f.parties,
            mentions=spans,
            entity=f.name.id if f.name else None,
        )

    def _parties(self, f: _Found, sentences: list[Sentence], syntaxes: list[Syntax]) -> None:
        if f.name is not None and f.name.modifiers.get("parties"):
            f.parties = f.name.modifiers["parties"].split("|")
            return
        for m in f.mentions:
            syntax = syntaxes[m.sentence.number]
            toks = m.sentence.tokens
            for k in range(m.tokens, min(len(toks), m.last + 10)):
                tok = toks[k]
                if tok.word.norm in ("بين", "مع") and k + 1 < len(toks):
                    for phrase in syntax.phrases(k + 1):
                        self._party(f, phrase)
                elif tok.word.demonym is not None and k < m.last and k > m.tokens:
                    self._add(f, tok.word.demonym[0])

    def _party(self, f: _Found, phrase: Phrase) -> None:
        if phrase.cls in AGENTIVE and phrase.country:
            self._add(f, phrase.country if phrase.sector in ("GOV", "MIL", None) or not phrase.name else phrase.name)

    @staticmethod
    def _add(f: _Found, party: str) -> None:
        if party not in f.parties and len(f.parties) < 8:
            f.parties.append(party)

    # -- facts -------------------------------------------------------------------------------------------------

    def _facts(self, sentence: Sentence, syntax: Syntax, here: list[_Mention], owner: dict[int, _Found]) -> list[_Fact]:
        toks = sentence.tokens
        if not here:
            return []
        out: list[_Fact] = []
        seen: set[tuple[int, str]] = set()
        for k, tok in enumerate(toks):
            word = tok.word
            if word.core == "اتفاق" and word.prep == "ب" and k + 1 < len(toks) and toks[k + 1].word.norm == "مع":
                mention = min(here, key=lambda m: _distance(m, k))
                group = syntax.phrases(k + 2) if k + 2 < len(toks) else []
                if group:
                    out.append((owner[id(mention)], "concluded", sentence, tok.start, max(p.end for p in group), None, None, "fact.concluded: بالاتفاق مع"))
                    seen.add((id(owner[id(mention)]), "concluded"))
                continue
            kind = self.facts.get(word.norm) or self.facts.get(word.core) or (self.facts.get(word.core + word.pronoun) if word.pronoun else None)
            if kind is None:
                continue
            mention = min(here, key=lambda m: _distance(m, k))
            gap = _distance(mention, k)
            inside = mention.tokens <= k < mention.last
            if inside and kind not in ("proposed", "concluded", "in-force"):
                continue
            if gap > (30 if kind == "monitor" and word.core == "مراقبه" else 7 if kind in _STRONG else 6):
                continue
            if kind == "collapsed" and word.core in sentence.lists.withdrawals and not any(t.word.core == "من" for t in toks[k + 1 : mention.tokens + 1]):
                continue
            f = owner[id(mention)]
            if (id(f), kind) in seen:
                continue
            seen.add((id(f), kind))
            start, end = self._span(sentence, k, mention)
            count = next((n.value for n in sentence.numbers if toks[n.first].start >= start and toks[n.last - 1].end <= end), None) if kind in ("commitment", "monitor") else None
            if kind == "monitor" and count is None:
                count = next((n.value for n in sentence.numbers if n.kind == "cardinal" and n.first < k <= n.last + 1), None)  # 12 نقطة مراقبة
            out.append((f, kind, sentence, start, end, None, count, f"fact.{kind}"))
        if sentence.dates and any(t.word.norm in self.deadline or t.word.core in self.deadline for t in toks):
            for date in sentence.dates:
                if date.end is None:
                    continue
                before = toks[max(0, date.first - 3) : date.first + 1]
                if any(t.word.norm in self.deadline or t.word.core in self.deadline for t in before):
                    first, last = max(0, date.first - 3), date.last
                    out.append((owner[id(here[0])], "deadline", sentence, toks[first].start, toks[last - 1].end, date.end.isoformat(), None, "fact.deadline: " + date.because))
                    break
        return out

    def _ultimatum(self, sentence: Sentence, f: _Found) -> list[_Fact]:
        """A deadline about the posts of an agreement, in a sentence that does not name it."""
        toks = sentence.tokens
        posts = next((k for k, t in enumerate(toks) if t.word.core == "مراقبه" and k and toks[k - 1].word.core in sentence.lists.posts), None)
        if posts is None:
            return []
        for date in sentence.dates:
            first = date.first
            if date.end is not None and any(t.word.norm in self.deadline for t in toks[max(0, first - 3) : first + 1]):
                begin = posts - 1
                while begin > 0 and posts - begin < 4 and not toks[begin].word.noun:
                    begin -= 1
                return [(f, "deadline", sentence, toks[begin].start, toks[date.last - 1].end, date.end.isoformat(), None, "fact.deadline: " + date.because)]
        return []

    @staticmethod
    def _span(sentence: Sentence, k: int, mention: _Mention) -> tuple[int, int]:
        """Give the words from the fact's word to the end of the mention, or of its clause."""
        toks = sentence.tokens
        first = min(k, mention.tokens)
        last = max(k + 1, mention.last)
        if k >= mention.last:
            while last < len(toks) and toks[last].word.norm not in ("،", ".", "؛", ":") and last - k < 14:
                last += 1
        return toks[first].start, toks[last - 1].end

    @staticmethod
    def _by(sentence: Sentence, syntax: Syntax, start: int, end: int) -> list[Phrase]:
        for tok in sentence.tokens:
            if start <= tok.start < end and tok.verb:
                group = [p for a in syntax.after(tok.i) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE] or [
                    p for p in syntax.before(tok.i) if p.cls in AGENTIVE
                ]
                if group:
                    return group[:3]
        return []


def _distance(mention: _Mention, k: int) -> int:
    return mention.tokens - k if k < mention.tokens else max(0, k - mention.last + 1)
