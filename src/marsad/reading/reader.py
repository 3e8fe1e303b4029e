"""The reader: from an Article to a Record, with one lexicon. `article` holds the chain of stages."""

from __future__ import annotations

from marsad.reading.article import ArticleReading
from marsad.reading.instruments import Instruments
from marsad.reading.stages import Trace, Watch
from marsad.record import Article, Record


class Reader(Instruments):
    """Reads articles with one lexicon. Safe to keep; holds no state of an article."""

    def read(self, article: Article) -> Record:
        """Give the record of one article. Never raises for anything that a text may hold."""
        return ArticleReading(self, article).record()

    def trace(self, article: Article) -> Trace:
        """Give the record of one article with what each stage found on the way (see `stages.STAGES`)."""
        watch = Watch()
        record = ArticleReading(self, article, watch).record()
        return Trace(watch.sentences, watch.statements, watch.candidates, record)
