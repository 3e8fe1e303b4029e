"""The reader: the ordered chain from an Article to a Record.

text → sentences, quotations → tokens → names, dates, numbers → verbs → per sentence: statements, drafts →
factuality, attribution, date → merging → places, countries, confidence → Record. State is one `_Reading` an article.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter

import msgspec

from marsad.arabic.calendar import Calendar, DateMention
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Numbers
from marsad.arabic.sentences import quotations, split_sentences
from marsad.arabic.words import TOKEN
from marsad.lexicon import Lexicon
from marsad.lexicon.words import Words
from marsad.reading.acceptance import Acceptance, features, sentence_features
from marsad.reading.actors import Actors
from marsad.reading.agreements import AgreementReader
from marsad.reading.assemble import Assembler
from marsad.reading.clauses import Syntax
from marsad.reading.cues import Cues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence, Token
from marsad.reading.drafts import Draft
from marsad.reading.events import EventFinder
from marsad.reading.factuality import Factuality, Judgement
from marsad.reading.language import language_note
from marsad.reading.mentions import bare_names, find_names
from marsad.reading.merge import merge_article, merge_sentence
from marsad.reading.naming import Naming
from marsad.reading.phrases import Chunker
from marsad.reading.places import Gazetteer
from marsad.reading.pos import tag_verbs
from marsad.reading.speech import Said, find_statements
from marsad.reading.stages import Trace, Watch
from marsad.reading.verbal import refine
from marsad.reading.when import choose_date, on_this_day
from marsad.record import Agreement, AgreementFact, Article, Entity, Event, ReaderInfo, Record, Statement
from marsad.record.types import ArticleInfo
from marsad.version import __version__

_FIRST_YEAR, _LAST_YEAR = 1800, 2200  # of publication. Reckoning from a day near year 1 or 9999 would leave the calendar
MAX_TOKENS = 400  # a "sentence" longer than this is no sentence (tables, lists, one endless word); it is cut here
VARIETY = 10  # a stretch of 100 tokens or more whose words come back more often than so is no prose (of 4,000 articles none does) and is not read

# what an article gives: events, statements, agreements, what is said of these, who is who
_Content = tuple[list[Event], list[Statement], list[Agreement], list[AgreementFact], list[Entity]]


class Reader:
    """Reads articles with one lexicon. Safe to keep; holds no state of an article."""

    def __init__(self, lexicon: Lexicon, accept_all: bool = False) -> None:
        """`accept_all`: keep every candidate (to try lexicon entries); else the acceptance model decides."""
        self.accept_all = accept_all
        self.lexicon = lexicon
        self.tables = lexicon.tables
        self.cues = Cues(lexicon.tables)
        self.words = Words(lexicon.tables, self.cues.looked_for)
        self.written = self.words.as_written()
        self.numbers = Numbers.from_table(msgspec.msgpack.decode(lexicon.tables.numbers))
        self.calendar = Calendar.from_table(msgspec.msgpack.decode(lexicon.tables.calendar), self.numbers)
        self.naming = Naming(lexicon.tables)
        self.state_names = {n.country: n.name for n in lexicon.tables.names if n.kind == "state" and n.country and n.name}
        self.outlets = {outlet_key(n.name or ""): n.country for n in lexicon.tables.names if n.kind == "org" and n.sector == "JRN" and n.country}
        self.acceptance = Acceptance(lexicon.tables.acceptance, lexicon.tables.sentence_models)
        self.factuality = Factuality(lexicon.tables.factuality)
        self.agreements = AgreementReader(lexicon.tables, self.factuality, self.cues)
        self.info = ReaderInfo(name="marsad", version=__version__, lexicon=lexicon.version)

    def accept(self, drafts: list[Draft], sentences: int) -> list[Draft]:
        """Give the drafts that report an act: a lone sentence must prove it, in an article the others help."""
        if self.accept_all:
            return drafts
        threshold = self.acceptance.alone if sentences <= 2 else self.acceptance.among
        return [d for d in drafts if d.score >= threshold - (self.acceptance.leave if "plain" in d.features else 0.0) or (sentences <= 2 and d.type not in self.acceptance.models)]

    def read(self, article: Article) -> Record:
        """Give the record of one article. Never raises for anything that a text may hold."""
        return _Reading(self, article).record()

    def trace(self, article: Article) -> Trace:
        """Give the record of one article with what each stage found on the way (see `stages.STAGES`)."""
        reading = _Reading(self, article, Watch())
        record = reading.record()
        watch = reading.watch
        assert watch is not None
        return Trace(watch.sentences, watch.statements, watch.candidates, record)


def outlet_key(name: str) -> str:
    """Give an outlet's name without case, blanks, article and what stands in brackets.

    >>> outlet_key("Saudi Press Agency (SPA)") == outlet_key("The Saudi Press Agency")
    True
    """
    letters = re.sub(r"[^a-z0-9\u0621-\u064a]", "", re.sub(r"\(.*?\)", "", name).casefold().removeprefix("the "))
    return letters.removesuffix("newspaper").removesuffix("channel")


def published_day(value: str | None) -> datetime.date | None:
    """Give the day of an ISO day or time, or None if it is missing, not ISO or outside the years 1800 to 2200.

    >>> published_day("2020-02-15T10:00:00Z")
    datetime.date(2020, 2, 15)
    >>> [published_day(day) for day in ("0001-01-01", "9999-12-31", "2020-02-30", None)]
    [None, None, None, None]
    """
    match = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", value or "")
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        return None


class _Reading:
    def __init__(self, reader: Reader, article: Article, watch: Watch | None = None) -> None:
        self.r = reader
        self.watch = watch
        self.article = article
        self.text = article.text
        self.day = published_day(article.published)
        self.notes: list[str] = []
        self.same_day = False  # whether the article tells what happened on this day of the year
        self.monotonous = False  # whether a stretch was left out
        self.protesters: Phrase | None = None

    def record(self) -> Record:
        article = self.article
        note = language_note(self.text)
        content: _Content = ([], [], [], [], [])
        if note:
            self.notes.append(note)
        else:
            if article.published and self.day is None:
                self.notes.append(f"published is not an ISO date from {_FIRST_YEAR} to {_LAST_YEAR}: {article.published[:40]!r}; relative dates stay empty")
            elif not article.published and self.text.strip():
                self.notes.append("no publication date: relative dates stay empty")
            sentences = self._sentences()
            if self.watch is not None:
                self.watch.sentences = sentences
            if sentences:
                content = self._read(sentences)
        events, statements, agreements, facts, entities = content
        return Record(
            record=1,
            article=ArticleInfo(
                id=article.id,
                outlet=article.outlet,
                published=article.published,
                url=article.url,
                title=article.title,
                language=article.language,
                text=self.text,
                sha256=hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest(),
                extra=article.extra,
            ),
            events=events,
            statements=statements,
            agreements=agreements,
            agreement_facts=facts,
            entities=entities,
            notes=self.notes,
            reader=self.r.info,
        )

    def _sentences(self) -> list[Sentence]:
        written = self.r.written
        out: list[Sentence] = []

        def add(begin: int, end: int, toks: list[Token]) -> None:
            if len(toks) >= 100 and len({t.word.norm for t in toks}) * VARIETY < len(toks):
                self.monotonous = True  # a word repeated for megabytes would be tried as an act each time
            elif toks:
                out.append(Sentence(len(out), begin, end, self.text, toks, self.r.tables.lists))

        for start, end in split_sentences(self.text):
            toks: list[Token] = []
            begin = start
            i = 0
            for match in TOKEN.finditer(self.text, start, end):
                word = written[match.group()]
                if word is None:
                    continue
                a, b = match.span()
                if i == MAX_TOKENS:
                    add(begin, a, toks)
                    toks, begin, i = [], a, 0
                toks.append(Token(i, a, b, word))
                i += 1
            add(begin, end, toks)
        if self.monotonous:
            self.notes.append("a stretch of the text repeats a few words over and over; it is not read")
        return out

    def _mark(self, sentence: Sentence) -> None:
        norms = [t.word.norm for t in sentence.tokens]
        sentence.dates = list(self.r.calendar.find_dates(norms, self.day))
        if sentence.number == 0:
            opening = f"{fold(self.article.title or '')} {' '.join(norms)}"
            self.same_day = any(words in opening for words in sentence.lists.same_day)
        if self.same_day and self.day is not None:
            sentence.dates = [on_this_day(date, self.day) for date in sentence.dates]
        skip: set[int] = set()
        for date in sentence.dates:
            span = range(date.first, date.last)
            skip.update(span)
            for k in span:
                sentence.tokens[k].date = date
        sentence.numbers = list(self.r.numbers.find_numbers(norms, skip))
        for number in sentence.numbers:
            if number.kind != "ordinal":
                for k in range(number.first, number.last):
                    sentence.tokens[k].number = number
        find_names(sentence, self.r.tables)
        text = self.text
        if any(mark in text[sentence.start : sentence.end] for mark in '"«“”'):
            sentence.quotes = quotations(text, sentence.start, sentence.end)
        tag_verbs(sentence)

    def _countries(self, sentences: list[Sentence]) -> Counter[str]:
        """How often the article speaks of each country."""
        tables = self.r.tables
        counts: Counter[str] = Counter()
        for sentence in sentences:
            for tok in sentence.tokens:
                m = tok.mention
                if m is not None and m.i == tok.i:
                    for index in m.kinds.get("name", ()):
                        name = tables.names[index]
                        if name.country and len(name.country) == 3:
                            located = tok.word.prep == "ب" or (tok.i and sentence.tokens[tok.i - 1].word.core in ("في", "داخل"))
                            counts[name.country] += (4 if located else 2) if name.kind == "state" else 1
                            break
                    else:
                        if "capital" in m.kinds:
                            counts[tables.names[m.kinds["capital"][0]].country or "?"] += 2
                        elif "place" in m.kinds and not all(tables.places[p].ambiguous for p in m.kinds["place"]):
                            found = {tables.places[p].country for p in m.kinds["place"]}
                            if len(found) == 1:
                                counts[found.pop()] += 4
                            else:
                                counts[max((tables.places[p] for p in m.kinds["place"]), key=lambda p: (p.population, p.id)).country] += 1
                elif m is None and tok.word.demonym is not None:
                    counts[tok.word.demonym[0]] += 1
        for code in ("UNO", "EUR", "IGO", "NGO", "IMG", "?"):
            counts.pop(code, None)
        return +counts

    def _read(self, sentences: list[Sentence]) -> _Content:
        r = self.r
        for sentence in sentences:
            self._mark(sentence)
        bare_names(sentences, r.tables)
        counts = self._countries(sentences)
        gazetteer = Gazetteer(r.tables, counts, r.state_names)
        discourse = Discourse(self.article.published, counts)
        discourse.home(r.outlets.get(outlet_key(self.article.outlet or "")))
        actors = Actors(r.tables, gazetteer, discourse)
        assembler = Assembler(self.text, self.day, gazetteer, discourse, r.tables)
        assembler.narrative = self._narrative(sentences)
        drafts: list[Draft] = []
        said_all: list[tuple[Sentence, list[Said]]] = []
        syntaxes: list[Syntax] = []
        dated: tuple[DateMention, Sentence] | None = None  # the date told last, with its sentence
        for sentence in sentences:
            chunker = Chunker(sentence, r.naming)
            syntax = Syntax(sentence, chunker, actors)
            syntaxes.append(syntax)
            if not sentence.triggers:
                self._focus(sentence, gazetteer, discourse)
                continue
            syntax.introduce()
            said = find_statements(sentence, syntax, r.tables, discourse.last_speaker)
            finder = EventFinder(r.tables, r.cues, gazetteer, discourse, sentence, syntax, actors, said)
            self._focus(sentence, gazetteer, discourse)
            found = finder.find()
            kept: list[Draft] = []
            behind = r.factuality.background(sentence)
            for draft in found:
                if draft.i in finder.content:
                    if self.watch is not None:
                        self.watch.candidate(draft, Judgement("content of another act"), "candidates")
                    continue
                if not self._judge(draft, behind):
                    continue
                self._attribute(draft, said, sentence)
                draft.date = choose_date(draft, sentence, self.day) if not draft.background or behind is not None else None
                if draft.date is None and draft.noun and sentence.tokens[draft.i].word.participle:
                    host = next((d for d in reversed(kept) if not d.noun and d.date is not None), None)
                    draft.date = host.date if host is not None else None  # تظاهروا أمس مطالبين بـ
                if draft.date is None and dated is not None and any(t.word.norm in sentence.lists.at_that_time for t in sentence.tokens):
                    draft.date, draft.date_sentence = dated  # وحينها: the day of the act told before
                begins = draft.date.start if draft.date is not None else None
                if begins is not None and self.day is not None and draft.factuality == "actual" and begins > self.day:
                    if draft.tense == "past":
                        draft.date = None  # اتفقوا على هدنة حتى الغد: the day is that of what was agreed
                    else:
                        assert draft.date is not None
                        draft.overrule("future", "date-ahead", sentence.tokens[draft.date.first].start, sentence.tokens[draft.date.last - 1].end)
                if refine(draft, finder, r.cues, said):
                    kept.append(draft)
            kept = merge_sentence(kept)
            last = next((d for d in reversed(kept) if d.date is not None), None)
            dated = (
                (last.date, last.date_sentence)
                if last is not None and last.date is not None
                else dated
                if not kept or (dated is not None and dated[1].number >= sentence.number - 2)
                else None
            )
            if self.watch is not None:
                self.watch.kept([*drafts, *kept], "settled")
            finder.anchor(kept)
            if kept:
                common = sentence_features(sentence)
                for draft in kept:
                    draft.features = features(draft, common, r.tables.supports)
                    draft.score = r.acceptance.score(draft.features, draft.type, sentence)
            self._protesters(kept, sentence)
            for draft in kept:
                if draft.actors and draft.actors[0].sentence == sentence.number:
                    discourse.last_actor = draft.actors[0]
            for item in said:
                if item.speaker is not None:
                    discourse.last_speaker = item.speaker
            if not any(item.speaker is not None for item in said):
                doer = next((p for d in kept for p in d.actors if p.cls in ("person", "office") and p.sentence == sentence.number), None)
                if doer is not None:
                    discourse.last_speaker = doer  # وقال after a sentence in which he acted
            if said:
                said_all.append((sentence, said))
            drafts.extend(kept)
            assembler.place_countries(sentence, kept)
        drafts = r.accept(drafts, len(sentences))
        if self.watch is not None:
            self.watch.statements = said_all
            self.watch.kept(drafts, "accepted")
        drafts = merge_article(drafts, r.tables.lists.cries)
        if self.watch is not None:
            self.watch.kept(drafts, "merged")
        agreements, facts = r.agreements.read(sentences, syntaxes, said_all, drafts, assembler, self.day)
        events = [e for e in (assembler.event(d) for d in drafts) if e is not None]
        events.sort(key=lambda e: (e.trigger.start, e.trigger.end, e.type))
        statements = [s for s in (assembler.statement(sentence, item) for sentence, items in said_all for item in items) if s is not None]
        return events, statements, agreements, facts, assembler.entities()

    def _narrative(self, sentences: list[Sentence]) -> datetime.date | None:
        """The day that the first sentences tell of, if it is one of the three days before publication or that day."""
        if self.day is None:
            return None
        for sentence in sentences[:2]:
            for date in sentence.dates:
                if date.start is not None and date.start == date.end and 0 <= (self.day - date.start).days <= 3:
                    return date.start
        return None

    def _focus(self, sentence: Sentence, gazetteer: Gazetteer, discourse: Discourse) -> None:
        """The place named last tells where generic people (الشرطة، المتظاهرون) belong."""
        for tok in sentence.tokens:
            m = tok.mention
            if m is None and tok.word.head is not None and tok.word.head[0] in ("settlement", "admin") and tok.i + 1 < len(sentence.tokens):
                near = next(
                    (
                        t.word.demonym
                        for t in sentence.tokens[tok.i + 1 : tok.i + 4]
                        if (t.word.demonym is not None and t.word.det == tok.word.det) or (t.word.demonym is not None and t.word.det)
                    ),
                    None,
                )
                if near is not None:
                    discourse.focus, discourse.focus_sentence = near[0], sentence.number
            if m is None or m.i != tok.i:
                continue
            if "place" in m.kinds and "name" not in m.kinds and _as_place(sentence, tok):
                place = gazetteer.resolve(m.kinds["place"])
                if place is not None:
                    discourse.focus, discourse.focus_sentence = place.country, sentence.number
            elif "name" in m.kinds and self.r.tables.names[m.kinds["name"][0]].kind == "state" and tok.i and sentence.tokens[tok.i - 1].word.core in ("في", "داخل"):
                discourse.focus, discourse.focus_sentence = self.r.tables.names[m.kinds["name"][0]].country, sentence.number

    def _protesters(self, drafts: list[Draft], sentence: Sentence) -> None:
        """Give a protest without actors the protesters that its sentence, or the last one that did, names."""
        here = [p for p in sentence.introduced if sentence.tokens[p.head].word.core.startswith(tuple(sentence.lists.protesters))]
        if here:
            self.protesters = min(here, key=lambda p: p.i)
        for draft in drafts:
            if draft.type == "PROTEST" and not draft.actors and self.protesters is not None and sentence.number - self.protesters.sentence <= 1:
                draft.actors = [self.protesters]
                draft.tell("actors", "protesters-named", self.protesters.start, self.protesters.end)

    def _judge(self, draft: Draft, behind: Judgement | None) -> bool:
        """Give a draft its factuality with the cue that tells it; False if the words do not assert an act at all."""
        judged = self.r.factuality.judge(draft)
        if behind is not None and not judged.cue:
            judged = behind
        if self.watch is not None:
            self.watch.candidate(draft, judged, "factuality" if judged.effect == "no-act" else "")
        if judged.effect == "no-act":
            return False
        toks = draft.sentence.tokens
        if judged.effect in ("background", "going-on"):
            draft.background, draft.going_on = judged.effect == "background", judged.effect == "going-on"
        elif judged.cue:
            draft.factuality = judged.effect  # type: ignore[assignment]
        if judged.cue:
            draft.tell("factuality", judged.cue, toks[judged.first].start, toks[judged.last].end)
        return True

    def _attribute(self, draft: Draft, said: list[Said], sentence: Sentence) -> None:
        """Who vouches: the speakers whose words hold the trigger, nearest first."""
        holding = [s for s in said if s.a <= draft.i < s.b and s.cue != draft.i and s.speaker is not None]
        if draft.noun and draft.definite:  # تطرق إلى الحرب: a known act is spoken about, not asserted
            holding = [s for s in holding if s.verb is None or s.certainty == "denies" or not (s.a and sentence.tokens[s.a - 1].word.core in ("الي", "عن") and draft.i <= s.a + 1)]
        opening = sentence.tokens[sentence.clause_span(sentence.tokens[draft.i].clause)[0]].word
        if opening.tag == "relative" and opening.conj:
            holding = [s for s in holding if s.cue > draft.i or s.a > draft.i]  # والتي: the narrator adds it
        holding.sort(key=lambda s: (s.b - s.a, -s.a))
        for item in holding:
            if draft.attribution and item.speaker is not None and _same(draft.attribution[0], item.speaker):
                continue
            if item.certainty == "denies" and draft.factuality in ("actual", "historical"):
                cue = sentence.tokens[item.cue]
                draft.overrule("negated", item.rule, cue.start, cue.end)
            speaker = item.speaker
            assert speaker is not None
            if not any(speaker is p or _same(speaker, p) for p in draft.attribution):
                draft.attribution.append(speaker)
                draft.tell("attribution", item.rule, speaker.start, speaker.end)


def _as_place(sentence: Sentence, tok: Token) -> bool:
    """Whether a place name stands as one: after a preposition, after a noun of place, or of several words."""
    before = sentence.tokens[tok.i - 1].word if tok.i else None
    assert tok.mention is not None
    return tok.mention.j - tok.mention.i > 1 or tok.mention.skip > 0 or (before is not None and (before.tag == "preposition" or before.head is not None))


def _same(a: Phrase, b: Phrase) -> bool:
    return a.text == b.text or (a.entity is not None and a.entity == b.entity)
