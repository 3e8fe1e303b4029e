"""Occupiers: الاحتلال, العدو alone and with a nationality (الاحتلال التركي، طائرات الاحتلال الروسي). Needs mentions; changes them.

Outlets of several conflicts use the same words for whoever occupies. An adjective of nationality after them says who; without
one they are whom the article has called so with the adjective, if it calls one only; else whom the lexicon says.
"""

from __future__ import annotations

from collections import Counter

from marsad.lexicon.types import Tables
from marsad.reading.document import Mention, Sentence, Token


def name_occupiers(sentences: list[Sentence], tables: Tables, states: dict[str, int]) -> None:
    """Let the names of an occupier mean the state of the adjective beside them; `states` gives the index of a state's name by its code."""
    called: Counter[str] = Counter()
    met: list[tuple[Sentence, Mention]] = []
    for sentence in sentences:
        toks = sentence.tokens
        for tok in toks:
            mention = tok.mention
            if mention is None or mention.i != tok.i or "name" not in mention.kinds or not _occupier(toks, mention, sentence):
                continue
            called[_nationality(toks, mention) or tables.names[mention.kinds["name"][0]].country or ""] += 1
            met.append((sentence, mention))
    strangers = {code for code in called if code in states and any(_nationality(s.tokens, m) == code for s, m in met)}
    only = strangers.pop() if len(strangers) == 1 else None
    for sentence, mention in met:
        code = _nationality(sentence.tokens, mention) or only
        if code in states and code != tables.names[mention.kinds["name"][0]].country:
            _rename(sentence.tokens, mention, states[code])


def _occupier(toks: list[Token], mention: Mention, sentence: Sentence) -> bool:
    """Whether a name ends in a word for an occupier."""
    return toks[mention.j - 1].word.core in sentence.lists.occupiers


def _nationality(toks: list[Token], mention: Mention) -> str | None:
    """The country of the adjective right after a name."""
    follower = toks[mention.j].word if mention.j < len(toks) else None
    return follower.demonym[0] if follower is not None and follower.demonym is not None and follower.det and not follower.conj and not follower.prep else None


def _rename(toks: list[Token], mention: Mention, state: int) -> None:
    """The occupier is the state, with its adjective; what stands before him in the name (قوات، مدفعية) is a word of its own again."""
    last = mention.j - 1
    end = mention.j + 1 if _nationality(toks, mention) else mention.j
    skip = mention.skip if last == mention.i else toks[last].word.letters
    renamed = Mention(last, end, skip, {"name": [state]})
    for k in range(mention.i, last):
        toks[k].mention = None
    for k in range(last, end):
        toks[k].mention = renamed
