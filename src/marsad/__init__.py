"""Marsad: an auditable record of a conflict, read from Arabic news.

>>> import marsad
>>> record = marsad.read(marsad.Article(id="a1", text="قصفت القوات التركية بلدة تل رفعت."))
>>> [event.type for event in record.events]
['ASSAULT']
"""

import logging

from marsad.record import Article, MarsadError, Record
from marsad.version import __version__ as __version__

__all__ = ["Article", "MarsadError", "Record", "read"]

logging.getLogger(__name__).addHandler(logging.NullHandler())


def read(article: Article) -> Record:
    """Give the record of one article, read with the bundled lexicon.

    The lexicon is loaded at the first call (about a third of a second) and kept.
    Raises LexiconError if the bundled lexicon cannot be loaded.
    """
    from marsad.desk.read import reader  # late: importing marsad must not load the lexicon

    return reader().read(article)
