"""One article out of an input: the first, or the one with an id."""

from __future__ import annotations

from marsad.gather.files import article_of, find_items
from marsad.record import Article, InputError


def find_article(name: str, identity: str | None = None) -> Article:
    """Give the first article of a file, folder or "-", or the one with this id.

    Raises InputError if the first cannot be read, or no readable article has the id.
    """
    unread: InputError | None = None
    readable = False
    for item in find_items([name]):
        try:
            article = article_of(item)
        except InputError as error:
            if identity is None:
                raise
            unread = unread or error
            continue
        readable = True
        if identity is None or article.id == identity:
            return article
    if unread is not None and not readable:
        raise unread
    raise InputError(name, f"no article in it has the id {identity!r}", "Check the id, or leave --id out to take the first article.")
