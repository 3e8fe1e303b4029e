"""What people asked to be told of, without a redacted person: saved filters, and messages that wait to be sent."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import msgspec
from sqlalchemy import Connection, select, update

from marsad.archive.canonical import canonical
from marsad.archive.lookup import mapping
from marsad.archive.masking import Mask
from marsad.archive.tables import deliveries, saved_filters, tokens


def mask_wishes(connection: Connection, mask: Mask) -> None:
    """Take a person out of saved filters, waiting messages and the labels of tokens. A filter that asked for the person finds nothing from now on."""
    for row in connection.execute(select(saved_filters.c.number, saved_filters.c.title, saved_filters.c.query)).all():
        title, query = _masked(mask, row.title), _masked_query(mask, row.query)
        if (title, query) != (row.title, row.query):
            connection.execute(update(saved_filters).where(saved_filters.c.number == row.number).values(title=title, query=query))
    for number, said in mapping(connection, select(deliveries.c.number, deliveries.c.body).where(deliveries.c.body != "")).items():
        if (body := _masked_message(mask, said)) != said:
            connection.execute(update(deliveries).where(deliveries.c.number == number).values(body=body))
    for identity, said in mapping(connection, select(tokens.c.id, tokens.c.label)).items():
        if (label := _masked(mask, said)) != said:
            connection.execute(update(tokens).where(tokens.c.id == identity).values(label=label))


def _masked(mask: Mask, said: str) -> str:
    """Give a text without the person, if it names him or her in full: a word of the name alone may be anybody's."""
    return mask.identity if mask.is_id(said) else mask.text(said) if mask.names_in(said) else said


def _masked_query(mask: Mask, query: str) -> str:
    """Give a query of an address with its values masked."""
    pairs = parse_qsl(query, keep_blank_values=True)
    masked = [(name, _masked(mask, value)) for name, value in pairs]
    return urlencode(masked) if masked != pairs else query


def _masked_message(mask: Mask, body: str) -> str:
    """Give a message with the person taken out of the acts that name him or her, and out of what is said of its filter."""
    message = msgspec.json.decode(body)
    about = message["filter"]
    message["filter"] = {**about, "title": _masked(mask, about["title"]), "query": _masked_query(mask, about["query"])}
    message["events"] = [mask.tree(act) if mask.names_in(canonical(act)) else act for act in message["events"]]
    return canonical(message)
