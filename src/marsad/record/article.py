"""Article: what a reader is given."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from marsad.record.errors import ArticleError

_KNOWN = {"id", "text", "title", "published", "outlet", "url", "language"}


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as delivered. `text` is never changed: all offsets count its code points.

    `published` is an ISO day or time, or None. `extra` keeps fields that Marsad does not know.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    extra: dict[str, Any] = {}


def make_article(raw: object, where: str) -> Article:
    """Give the article that a decoded JSON object describes; `where` is for messages.

    A missing `id` becomes the SHA-256 of outlet, published and text.
    Raises ArticleError, with the article's id if it has one, if it is not an object with a text, or a field has the wrong type.
    """
    if not isinstance(raw, dict):
        raise ArticleError(where, f"found {type(raw).__name__}, not an object", 'Write one {"id", "text", …} object a line.')
    fields: dict[str, Any] = encodable(raw)
    text, given = fields.get("text"), fields.get("id")
    identity = str(given) if isinstance(given, (str, int)) and not isinstance(given, bool) else None
    if not isinstance(text, str):
        raise ArticleError(where, f"'text' is {'missing' if text is None else type(text).__name__}", "Give the article's text as a string.", identity)
    for name in _KNOWN - {"text", "id"}:
        if fields.get(name) is not None and not isinstance(fields[name], str):
            raise ArticleError(where, f"'{name}' is {type(fields[name]).__name__}, not a string", f"Write '{name}' as a string or leave it out.", identity)
    if given is None:
        seed = "\x1f".join((fields.get("outlet") or "", fields.get("published") or "", text))
        identity = hashlib.sha256(seed.encode("utf-8")).hexdigest()
    elif identity is None:
        raise ArticleError(where, f"'id' is {type(given).__name__}", "Write 'id' as a string or leave it out.")
    return Article(
        id=identity,
        text=text,
        outlet=fields.get("outlet"),
        published=fields.get("published"),
        url=fields.get("url"),
        title=fields.get("title"),
        language=fields.get("language"),
        extra={k: v for k, v in fields.items() if k not in _KNOWN},
    )


def encodable(value: Any) -> Any:
    """Give a decoded JSON value whose strings can be written as UTF-8.

    Lone surrogates (half of a pair in an escape, a file name of other bytes) cannot; each becomes one replacement character, so offsets hold.

    >>> encodable({"id": "n\\ud83d1"})
    {'id': 'n�1'}
    """
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return "".join("\N{REPLACEMENT CHARACTER}" if 0xD800 <= ord(c) <= 0xDFFF else c for c in value)
        return value
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    return [encodable(item) for item in value] if isinstance(value, list) else value
