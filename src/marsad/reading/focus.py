"""Where an article plays: how often it speaks of each country, and which place it named last."""

from __future__ import annotations

from collections import Counter

from marsad.lexicon.types import Tables
from marsad.reading.classes import NO_STATES
from marsad.reading.discourse import Discourse
from marsad.reading.document import Mention, Sentence, Token
from marsad.reading.places import Gazetteer

_WHERE = ("في", "داخل")


def count_countries(sentences: list[Sentence], tables: Tables) -> Counter[str]:
    """Give how often an article speaks of each country."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for tok in sentence.tokens:
            mention = tok.mention
            if mention is None:
                if tok.word.demonym is not None:
                    counts[tok.word.demonym[0]] += 1
            elif mention.i == tok.i and not _count_name(counts, mention, sentence, tables):
                _count_place(counts, mention, tables)
    for code in (*NO_STATES, "?"):
        counts.pop(code, None)
    return +counts


def _count_name(counts: Counter[str], mention: Mention, sentence: Sentence, tables: Tables) -> bool:
    """Count the country of a name, a state's more, and most where something takes place in it; False if it has none."""
    for index in mention.kinds.get("name", ()):
        name = tables.names[index]
        if name.country and len(name.country) == 3:
            i = mention.i
            located = sentence.tokens[i].word.prep == "ب" or (i and sentence.tokens[i - 1].word.core in _WHERE)
            counts[name.country] += (4 if located else 2) if name.kind == "state" else 1
            return True
    return False


def _count_place(counts: Counter[str], mention: Mention, tables: Tables) -> None:
    """Count the country of a capital or a place; of places in several countries the largest."""
    if "capital" in mention.kinds:
        counts[tables.names[mention.kinds["capital"][0]].country or "?"] += 2
        return
    places = [tables.places[p] for p in mention.kinds.get("place", ())]
    if not places or all(place.ambiguous for place in places):
        return
    found = {place.country for place in places}
    if len(found) == 1:
        counts[found.pop()] += 4
    else:
        counts[max(places, key=lambda p: (p.population, p.id)).country] += 1


def follow_places(sentence: Sentence, gazetteer: Gazetteer, discourse: Discourse, tables: Tables) -> None:
    """Let the article know the place named last: it tells where generic people (الشرطة، المتظاهرون) belong."""
    toks = sentence.tokens
    for tok in toks:
        mention = tok.mention
        if mention is None:
            near = _described_settlement(toks, tok)
            if near is not None:
                discourse.look_at(near, sentence.number)
        elif mention.i != tok.i or _names_talks(toks, mention, tables):
            continue
        elif "place" in mention.kinds and "name" not in mention.kinds and _as_place(sentence, mention):
            place = gazetteer.resolve(mention.kinds["place"])
            if place is not None:
                discourse.look_at(place.country, sentence.number)
        elif "name" in mention.kinds and tok.i and toks[tok.i - 1].word.core in _WHERE:
            name = tables.names[mention.kinds["name"][0]]
            if name.kind == "state":
                discourse.look_at(name.country, sentence.number)


def _names_talks(toks: list[Token], mention: Mention, tables: Tables) -> bool:
    """Whether a capital only says which talks are meant (اجتماعات أستانة): nobody belongs there."""
    if "capital" not in mention.kinds or not mention.i:
        return False
    return any(tables.senses[sense].type == "CONSULT" for sense, _ in toks[mention.i - 1].word.noun)


def _described_settlement(toks: list[Token], tok: Token) -> str | None:
    """The country of a settlement that a demonym describes (المدينة السورية)."""
    if tok.word.head is None or tok.word.head[0] not in ("settlement", "admin"):
        return None
    for follower in toks[tok.i + 1 : tok.i + 4]:
        if follower.word.demonym is not None and (follower.word.det or not tok.word.det):
            return follower.word.demonym[0]
    return None


def _as_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place name stands as one: after a preposition, after a noun of place, or of several words."""
    before = sentence.tokens[mention.i - 1].word if mention.i else None
    return mention.j - mention.i > 1 or mention.skip > 0 or (before is not None and (before.tag == "preposition" or before.head is not None))
