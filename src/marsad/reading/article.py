"""The ordered chain from one Article to its Record.

text → sentences, quotations → tokens → names, dates, numbers → verbs → per sentence: statements, drafts → factuality, voucher,
date (`settling`) → merging → places, countries, confidence → Record. State is one `ArticleReading` an article.
"""

from __future__ import annotations

import hashlib

from marsad.reading.acceptance import features, sentence_features
from marsad.reading.actors import Actors
from marsad.reading.assemble import Assembler
from marsad.reading.clauses import Syntax
from marsad.reading.dating import narrated_day
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.drafts import Draft
from marsad.reading.events import EventFinder
from marsad.reading.focus import count_countries, follow_places
from marsad.reading.instruments import Instruments
from marsad.reading.language import language_note
from marsad.reading.mentions import bare_names
from marsad.reading.merge import merge_article, merge_sentence
from marsad.reading.occupiers import name_occupiers
from marsad.reading.phrases import Chunker
from marsad.reading.places import Gazetteer
from marsad.reading.publication import day_note, outlet_key, published_day
from marsad.reading.said import Said
from marsad.reading.settling import Settler
from marsad.reading.speech import find_statements
from marsad.reading.stages import Watch
from marsad.record import Agreement, AgreementFact, Article, Entity, Event, Record, Statement
from marsad.record.types import ArticleInfo

# what an article gives: events, statements, agreements, what is said of these, who is who
_Content = tuple[list[Event], list[Statement], list[Agreement], list[AgreementFact], list[Entity]]


class ArticleReading:
    """The reading of one article; a `watch` is told what each stage finds."""

    def __init__(self, instruments: Instruments, article: Article, watch: Watch | None = None) -> None:
        self.r = instruments
        self.watch = watch
        self.article = article
        self.day = published_day(article.published)
        self.drafts: list[Draft] = []
        self.said: list[tuple[Sentence, list[Said]]] = []
        self.syntaxes: list[Syntax] = []
        self.protesters: Phrase | None = None

    def record(self) -> Record:
        """Give the record of the article."""
        article = self.article
        content: _Content = ([], [], [], [], [])
        notes: list[str] = []
        foreign = language_note(article.text)
        if foreign:
            notes.append(foreign)
        else:
            undated = day_note(article.published, self.day, article.text)
            if undated is not None:
                notes.append(undated)
            sentences, left_out = self.r.cutter.cut(article.text)
            if left_out:
                notes.append("a stretch of the text repeats a few words over and over; it is not read")
            if self.watch is not None:
                self.watch.sentences = sentences
            if sentences:
                content = self._content(sentences)
        events, statements, agreements, facts, entities = content
        return Record(
            record=1,
            article=_info(article),
            events=events,
            statements=statements,
            agreements=agreements,
            agreement_facts=facts,
            entities=entities,
            notes=notes,
            reader=self.r.info,
        )

    def _content(self, sentences: list[Sentence]) -> _Content:
        r = self.r
        r.marker.mark(sentences, self.article.title or "", self.day)
        bare_names(sentences, r.tables)
        name_occupiers(sentences, r.tables, r.states)
        counts = count_countries(sentences, r.tables)
        gazetteer = Gazetteer(r.tables, counts, r.state_names)
        discourse = Discourse(self.article.published, counts)
        discourse.home(r.outlets.get(outlet_key(self.article.outlet or "")))
        actors = Actors(r.tables, gazetteer, discourse)
        assembler = Assembler(self.article.text, self.day, gazetteer, discourse, r.tables)
        assembler.narrative = narrated_day(sentences, self.day)
        settler = Settler(r.factuality, r.cues, self.day, self.watch)
        for sentence in sentences:
            syntax = Syntax(sentence, Chunker(sentence, r.naming), actors)
            self.syntaxes.append(syntax)
            if not sentence.triggers:
                follow_places(sentence, gazetteer, discourse, r.tables)
                continue
            kept = self._sentence(sentence, syntax, actors, settler)
            assembler.place_countries(sentence, kept)
        drafts = self._accepted(len(sentences))
        agreements, facts = r.agreements.read(sentences, self.syntaxes, self.said, drafts, assembler, self.day)
        events = [e for e in (assembler.event(d) for d in drafts) if e is not None]
        events.sort(key=lambda e: (e.trigger.start, e.trigger.end, e.type))
        statements = [s for s in (assembler.statement(sentence, item) for sentence, items in self.said for item in items) if s is not None]
        return events, statements, agreements, facts, assembler.entities()

    def _sentence(self, sentence: Sentence, syntax: Syntax, actors: Actors, settler: Settler) -> list[Draft]:
        """Read one sentence; give its drafts, settled and scored."""
        r, discourse, gazetteer = self.r, actors.d, actors.g
        syntax.introduce()
        said = find_statements(sentence, syntax, r.tables, discourse.last_speaker)
        finder = EventFinder(r.tables, r.cues, gazetteer, discourse, sentence, syntax, actors, said)
        follow_places(sentence, gazetteer, discourse, r.tables)
        kept = merge_sentence(settler.settle(finder, said))
        settler.dating.remember(kept, sentence)
        if self.watch is not None:
            self.watch.kept([*self.drafts, *kept], "settled")
        finder.anchor(kept)
        self._score(kept, sentence)
        self._protesters(kept, sentence)
        _remember(discourse, kept, said, sentence.number)
        if said:
            self.said.append((sentence, said))
        self.drafts.extend(kept)
        return kept

    def _score(self, kept: list[Draft], sentence: Sentence) -> None:
        if not kept:
            return
        common = sentence_features(sentence)
        for draft in kept:
            draft.features = features(draft, common, self.r.tables.supports)
            draft.score = self.r.acceptance.score(draft.features, draft.type, sentence)

    def _protesters(self, drafts: list[Draft], sentence: Sentence) -> None:
        """Give a protest without actors the protesters that its sentence, or the last one that did, names."""
        here = [p for p in sentence.introduced if sentence.tokens[p.head].word.core.startswith(tuple(sentence.lists.protesters))]
        if here:
            self.protesters = min(here, key=lambda p: p.i)
        for draft in drafts:
            if draft.type == "PROTEST" and not draft.actors and self.protesters is not None and sentence.number - self.protesters.sentence <= 1:
                draft.actors = [self.protesters]
                draft.tell("actors", "protesters-named", self.protesters.start, self.protesters.end)

    def _accepted(self, sentences: int) -> list[Draft]:
        """Give the drafts that report an act, each act once."""
        drafts = self.r.accept(self.drafts, sentences)
        if self.watch is not None:
            self.watch.statements = self.said
            self.watch.kept(drafts, "accepted")
        drafts = merge_article(drafts, self.r.tables.lists.cries)
        if self.watch is not None:
            self.watch.kept(drafts, "merged")
        return drafts


def _remember(discourse: Discourse, kept: list[Draft], said: list[Said], number: int) -> None:
    """Let the article know who acted and who spoke last."""
    for draft in kept:
        if draft.actors and draft.actors[0].sentence == number:
            discourse.last_actor = draft.actors[0]
    speakers = [item.speaker for item in said if item.speaker is not None]
    if speakers:
        discourse.last_speaker = speakers[-1]
        return
    doer = next((p for d in kept for p in d.actors if p.cls in ("person", "office") and p.sentence == number), None)
    if doer is not None:
        discourse.last_speaker = doer  # وقال after a sentence in which he acted


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        id=article.id,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        title=article.title,
        language=article.language,
        text=article.text,
        sha256=hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest(),
        extra=article.extra,
    )
