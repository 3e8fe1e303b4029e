"""From one line of `marsad read` to the rows that the archive keeps of it. Pure: numbers and the clock are given."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from marsad.arabic.fold import fold
from marsad.archive.canonical import canonical, sha256
from marsad.record import Actor, ArticleError, Event, Record

_decoder = msgspec.json.Decoder(Record)
_failure = msgspec.json.Decoder(dict[str, Any])
Row = dict[str, Any]
KEY = 200  # code points of what is looked up by; PostgreSQL indexes up to some 2,700 bytes, and nobody asks by more
LONGEST_ID = 500


class Delivery(NamedTuple):
    """One record as delivered: its line, what it says, and the hash under which it is known."""

    line: bytes
    record: Record
    sha256: str


def delivery(line: bytes, where: str, keeps_null: bool = True) -> Delivery | None:
    """Give the delivery of one line, None for the line of an article that could not be read. `keeps_null`: the database takes the character NUL.

    Raises ArticleError if it is neither, or if its text is not the one that it was read from.
    """
    data = line.strip()
    try:
        record = _decoder.decode(data)
    except msgspec.ValidationError as error:
        try:
            other = _failure.decode(data)
        except msgspec.MsgspecError:
            other = {}
        if "error" in other and "events" not in other:
            return None
        raise ArticleError(where, f"no record of version 1 ({error})", "Give the output of `marsad read`.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArticleError(where, f"no line of JSON ({str(error)[:120]})", "Give the output of `marsad read`.") from None
    if not keeps_null and b"\\u0000" in data:
        raise ArticleError(
            where, "the article holds the character NUL, which PostgreSQL does not keep", "Load it into an SQLite archive, or take it out and read again.", record.article.id
        )
    if record.record != 1:
        raise ArticleError(where, f"a record of version {record.record}, not 1", "Install the Marsad that wrote it.", record.article.id)
    if len(record.article.id) > LONGEST_ID:
        raise ArticleError(where, f"article.id has more than {LONGEST_ID} characters", "Give the article a shorter id.", record.article.id[:40])
    if sha256(record.article.text) != record.article.sha256:
        raise ArticleError(where, "article.sha256 is not the hash of article.text", "Read the article again: the text was changed after reading.", record.article.id)
    return Delivery(data, record, sha256(data))


def claim_key(article: str, text_sha256: str, event: str) -> str:
    """Give the id of a claim: the same report in the same text always has the same.

    >>> claim_key("a1", "00", "e1")
    'e2e0625a1f20fb2b'
    """
    return sha256(f"{article}\x1f{text_sha256}\x1f{event}")[:16]


def article_row(number: int, record: Record, recorded: str) -> Row:
    a = record.article
    return {
        "number": number, "id": a.id, "sha256": a.sha256, "outlet": a.outlet, "url": a.url, "published": a.published, "title": a.title,
        "language": a.language, "extra": canonical(a.extra), "text": a.text, "recorded": recorded,
    }  # fmt: skip


def capture_row(number: int, article: int, record: Record, recorded: str) -> Row | None:
    """Give the evidence of capture that came with the article, None if none did."""
    evidence = record.article.extra.get("capture")
    if evidence is None:
        return None
    written = canonical(evidence)
    return {"number": number, "article": article, "sha256": sha256(written), "evidence": written, "recorded": recorded}


def claim_row(number: int, article: int, record_number: int, record: Record, event: Event, recorded: str) -> Row:
    when, place = event.when, next(iter(event.where), None)
    return {
        "number": number, "key": claim_key(record.article.id, record.article.sha256, event.id), "article": article, "record": record_number,
        "type": event.type, "modes": canonical(event.modes), "factuality": event.factuality, "confidence": event.confidence,
        "first_day": when.start if when else None, "last_day": when.end if when else None, "place": (place.name or place.text) if place else None,
        "published": record.article.published, "body": msgspec.json.encode(event).decode("utf-8"), "recorded": recorded,
    }  # fmt: skip


def party_rows(claim: int, event: Event) -> list[Row]:
    return [
        {"claim": claim, "role": role, "position": i, "text": a.text, "name": a.name, "country": a.country, "sector": a.sector, "entity": a.entity}
        for role, actors in (("actor", event.actors), ("recipient", event.recipients), ("voucher", event.attribution))
        for i, a in enumerate(actors)
    ]


def statement_rows(first: int, article: int, record_number: int, record: Record) -> list[Row]:
    return [
        {
            "number": first + i, "article": article, "record": record_number, "speaker": who(s.speaker), "words": s.speaker.text, "country": s.speaker.country,
            "cue": s.cue.text, "start": s.content.start, "end": s.content.end, "form": s.form, "published": record.article.published,
        }
        for i, s in enumerate(record.statements)
    ]  # fmt: skip


def agreement_rows(first: int, article: int, record_number: int, record: Record) -> list[Row]:
    return [
        {
            "number": first + i, "article": article, "record": record_number, "position": i, "kind": a.kind, "name": a.name, "entity": a.entity,
            "folded": fold(a.text), "body": canonical(a), "published": record.article.published,
        }
        for i, a in enumerate(record.agreements)
    ]  # fmt: skip


def fact_rows(first: int, first_agreement: int, record_number: int, record: Record) -> list[Row]:
    return [
        {
            "number": first + i, "agreement": first_agreement + f.agreement, "record": record_number, "kind": f.kind, "deadline": f.deadline,
            "body": canonical(f), "published": record.article.published,
        }
        for i, f in enumerate(record.agreement_facts)
        if 0 <= f.agreement < len(record.agreements)
    ]  # fmt: skip


def who(actor: Actor) -> str:
    """Give under what a party is looked up: its entity, else its name, else its words folded."""
    return (actor.entity or (actor.name.casefold() if actor.name else fold(actor.text)))[:KEY]
